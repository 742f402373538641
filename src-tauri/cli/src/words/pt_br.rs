//! Brazilian Portuguese.

use rollcall_core::history::Step;
use rollcall_core::plan::Measure;
use rollcall_core::submission::JobState;
use rollcall_core::vault::Backend;

use super::Say;

pub(super) fn say(say: Say) -> &'static str {
    match say {
        Say::Error => "Erro",
        Say::Nothing => "(vazio)",
        Say::More => "… e mais {0} (use --json para ver tudo)",
        Say::Row => "linha {0}",
        Say::Connected => {
            "A conexão {0} com {1} foi guardada. O segredo está em {2}.\nExperimente: rollcall check {0}"
        }
        Say::SecretPrompt => "Client secret de {0}: ",
        Say::SigningIn => "Entrando…",
        Say::AskingEntity => "Perguntando quais empresas a credencial alcança…",
        Say::AskingCompanies => "Lendo as empresas…",
        Say::ReadingRoster => "Lendo a lista de pessoas…",
        Say::PagesRead => "  {0} páginas, {1} pessoas",
        Say::Checked => "A conexão {0} funciona. Se ela pode gravar, só o primeiro envio mostra.",
        Say::OneCompany => "Uma empresa: {0}",
        Say::Companies => "Empresas: {0}",
        Say::People => "Pessoas na lista: {0}",
        Say::File => "{0}: {1}, {2} bytes",
        Say::SheetLine => "  planilha {0}: {1} linhas",
        Say::SheetHidden => "  planilha {0}: {1} linhas, oculta",
        Say::HeaderRow => "O cabeçalho é a linha {0}.",
        Say::NoHeaderRow => "Não há linha de cabeçalho.",
        Say::Receipt => {
            "{0} linhas = {1} cabeçalho + {2} dados + {3} em branco + {4} ocultas + {5} totais + {6} rejeitadas"
        }
        Say::Columns => "Colunas:",
        Say::NotSent => "não enviada",
        Say::HiddenColumn => "oculta no arquivo",
        Say::Unknown => "Este formato não diz: {0}.",
        Say::Drift => {
            "Os cabeçalhos não são aqueles para os quais as colunas foram definidas. Faltam: {0}. Novos: {1}. Mudaram de lugar: {2}."
        }
        Say::Findings => "Achados:",
        Say::NoFindings => "Nada chama a atenção.",
        Say::Blocks => "bloqueia",
        Say::Warns => "aviso",
        Say::Informs => "nota",
        Say::Headline => {
            "+ {0} novas   ~ {1} alteradas em {2} campos   − {3} saem   = {4} sem mudança   ! {5} retidas"
        }
        Say::Newcomer => "nova",
        Say::Leaving => "sai",
        Say::Held => "em espera: {0}",
        Say::Withheld => "Linhas que não são enviadas e contam como presentes:",
        Say::Budgets => "Limites:",
        Say::Gauge => "  {0}: {1} de no máximo {2}",
        Say::GaugeOver => "  {0}: {1}, mais que {2}: em espera",
        Say::HeldSum => "{0} mudanças estão em espera e dependem de uma pessoa: {1}",
        Say::HowToRelease => {
            "Leia os nomes; depois libere com --release N --reason TEXTO ao enviar."
        }
        Say::NoChange => "Nada mudaria.",
        Say::PlanWritten => "O plano está em {0}. Envie: rollcall submit {0}",
        Say::PlanBlocked => "Há um bloqueio: nada pode ser enviado, e nenhum plano foi gravado.",
        Say::Batch => "  lote {0} de {1}",
        Say::Waiting => "  esperando até {0}",
        Say::NoWait => "O envio está com o Wellhub. Acompanhe: rollcall resume",
        Say::JobLine => "Envio {0}: {1}",
        Say::Statistics => "  O Wellhub conta {0} novas, {1} atualizadas, {2} que saíram",
        Say::Results => "  {0} com sucesso, {1} com erro, {2} não processadas",
        Say::RowError => "  {0}: {1} {2} {3}",
        Say::HeldLeft => "{0} mudanças continuam em espera e não foram enviadas.",
        Say::OtherLane => {
            "{0} mudanças do plano estão na outra parte, que não foi pedida: --lane removals"
        }
        Say::SetAside => {
            "{0} mudanças ficaram de lado: os registros mudaram no Wellhub depois do plano. Planeje de novo para vê-las."
        }
        Say::NothingToSend => "Não havia nada para enviar.",
        Say::StoppedBefore => {
            "O envio {0} foi parado antes de ser submetido: nada mudou no Wellhub."
        }
        Say::WithWellhub => "O envio {0} está com o Wellhub e segue lá. Acompanhe: rollcall resume",
        Say::ResumeLater => {
            "Nada se perdeu, e nada é enviado duas vezes. Continue: rollcall resume"
        }
        Say::Stopping => "Parando… (de novo para sair já)",
        Say::NoJobs => "Ainda não há envios.",
        Say::NothingToResume => "Nenhum envio está inacabado.",
        Say::StillWaiting => {
            "O envio {0} espera por alguém no Wellhub. Veja mais tarde: rollcall resume"
        }
        Say::Simulating => "O Wellhub está simulado em {0}. Interrompa para encerrar.",
        Say::Sample => "  {0} ({1}): {2}",
        Say::DemoStart => {
            "1. O Wellhub está simulado neste computador, em {0}, para {1}, com {2} pessoas."
        }
        Say::DemoConnect => "2. Conectado: {0}, {1} pessoas na lista.",
        Say::DemoInspect => "3. A planilha {0}:",
        Say::DemoPlan => "4. O que mudaria, se ela é a lista completa:",
        Say::DemoSubmit => "5. Enviando tudo, entradas, mudanças e saídas:",
        Say::DemoAgain => "6. A mesma planilha mais uma vez:",
        Say::DemoDone => "Pronto: o Wellhub fez exatamente o que o plano dizia.",
        Say::DemoOdd => "O Wellhub não fez exatamente o que o plano dizia: por favor, relate isto.",
    }
}

pub(super) fn state(state: JobState) -> &'static str {
    match state {
        JobState::Planned => "planejado",
        JobState::Draft => "rascunho",
        JobState::Items => "recebendo as mudanças",
        JobState::Verified => "conferido, ainda não submetido",
        JobState::SubmitIntended => "sendo submetido",
        JobState::Submitted => "com o Wellhub",
        JobState::ApprovalRequested => "espera uma aprovação no Wellhub",
        JobState::InDoubt => "em dúvida: alguém precisa olhar",
        JobState::Succeeded => "concluído",
        JobState::SucceededWithErrors => "concluído com erros",
        JobState::Rejected => "rejeitado: nada mudou",
        JobState::ServerError => "interrompido no Wellhub: planeje de novo para ver o que falta",
        JobState::GivenUp => "abandonado em dúvida: planeje de novo para ver o que falta",
        JobState::Stopped => "parado: nada mudou",
        JobState::Failed => "falhou: nada foi submetido",
    }
}

pub(super) fn step(step: Step) -> &'static str {
    match step {
        Step::Token => "entrando",
        Step::Create => "criando o rascunho",
        Step::Items => "juntando as mudanças",
        Step::ReadBack => "lendo o rascunho de volta e comparando",
        Step::Submit => "submetendo",
        Step::Processing => "o Wellhub está trabalhando",
        Step::Results => "buscando os resultados",
    }
}

pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Removals => "saídas",
        Measure::Additions => "pessoas novas",
        Measure::Changed => "pessoas alteradas",
        Measure::Field => "mudanças de um campo",
    }
}

pub(super) fn vault(backend: Backend) -> &'static str {
    match backend {
        Backend::Keyring => "chaveiro do sistema",
        Backend::Passphrase => "um arquivo sob uma frase-senha",
        Backend::Session => "memória, até isto acabar",
    }
}
