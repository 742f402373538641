//! Brazilian Portuguese.

use rollcall_core::plan::ReasonCode;

use super::Sentence;

pub(super) fn sentence(sentence: Sentence) -> &'static str {
    match sentence {
        Sentence::Cosmetic => {
            "= Só a escrita difere em {0} pessoas ({1} campos) e não é enviada; --cosmetic a envia."
        }
        Sentence::KeylessAtWellhub => {
            "sem chave no Wellhub: nada que se envie consegue nomear a pessoa, que fica. Dê a chave no portal do Wellhub ou remova a pessoa lá"
        }
        Sentence::Keyless => "{0} não tem chave no Wellhub e fica",
        Sentence::Protected => {
            "{0} delas são de pessoas protegidas, que nenhuma liberação deixa sair: remova-as no portal do Wellhub ou tire a proteção em Configurações. A liberação conta as outras {1}."
        }
        Sentence::OneEach => {
            "{0} dos que saem e outros tantos dos novos são as mesmas pessoas, que mudam de lugar"
        }
        Sentence::PersonMoves => {
            "Um dos que saem e um dos novos são a mesma pessoa, que muda de lugar"
        }
        Sentence::LeadingZeros => {
            "No Wellhub, {0} tem zeros à esquerda, que uma planilha descarta."
        }
        Sentence::Exponent => "Os dígitos de {0} se perderam em um expoente.",
        Sentence::Swapped => "Dia e mês de {0} trocaram de lugar.",
        Sentence::Garbled => "{0} foi lido na codificação errada; deveria ser {1}.",
        Sentence::Error => "{0} viraria o que uma fórmula deixa quando não encontra nada.",
        Sentence::Churn => "Pode ser {1} ({2}) com outra chave: mesmo {3}.",
        Sentence::Transfer => "É {1} ({2}) da empresa {0}: mesmo {3}.",
        Sentence::Key => "É {1} ({2}), cuja chave mudaria: mesmo {3}.",
        Sentence::OnePerson => "Mesmo {0}: uma só pessoa, que nem sai nem entra.",
        Sentence::Conflict => "{0} já é de {1} ({2}): o Wellhub vai recusar com CONFLICT.",
        Sentence::ConflictUntilRemoved => {
            "{0} é de {1} ({2}), que sai com as remoções: envie-as primeiro, ou o Wellhub recusa com CONFLICT."
        }
        Sentence::Domain => {
            "Ninguém no Wellhub tem endereço de {0}; {1} de {2} endereços novos têm ({3} %)."
        }
        Sentence::DomainLike => {
            "Ninguém no Wellhub tem endereço de {0}; {1} de {2} endereços novos têm ({3} %). Talvez fosse {4}."
        }
        Sentence::Restore => "Removida há pouco: o Wellhub tenta restaurar a assinatura.",
        Sentence::RestoreSince => "Removida em {0}: o Wellhub tenta restaurar a assinatura.",
        Sentence::Moves => "muda da empresa {0} para {1} (uma remoção e uma inclusão)",
        Sentence::ChangesKey => "recebe a chave {0} (uma remoção e uma inclusão)",
    }
}

pub(super) fn reason(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::DayMonthSwapped => "dia e mês trocaram de lugar",
        ReasonCode::Conflict => "um valor que é de outra pessoa no Wellhub",
        ReasonCode::NewEmailDomain => "um domínio de e-mail que ninguém no Wellhub tem",
        _ => "",
    }
}
