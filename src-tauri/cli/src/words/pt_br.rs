//! Brazilian Portuguese.

use rollcall_core::finding::FindingCode;
use rollcall_core::history::Step;
use rollcall_core::plan::Measure;
use rollcall_core::submission::JobState;
use rollcall_core::vault::Backend;

use super::Say;
use crate::language::Language;
use crate::trouble::Code;

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

#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub(super) fn trouble(code: Code) -> [&'static str; 2] {
    match code {
        Code::Usage => [
            "O comando não pode ser seguido: {0}",
            "Veja rollcall --help.",
        ],
        Code::MissingValue => ["{0}: nada foi informado.", "Informe e tente de novo."],
        Code::NoSuchSheet => ["Não há planilha {0}.", "Há: {1}"],
        Code::NoSuchColumn => ["Nenhuma coluna tem o cabeçalho {0}.", "Há: {1}"],
        Code::AmbiguousColumn => [
            "Várias colunas têm o cabeçalho {0}: {1}.",
            "Dê cabeçalhos diferentes a elas.",
        ],
        Code::NoSuchField => [
            "O Wellhub não tem o campo {0}.",
            "Há: {1}, ou ignore para --map",
        ],
        Code::FieldNotMapped => [
            "Nenhuma coluna é {0}.",
            "Diga qual com --map CABEÇALHO={0}.",
        ],
        Code::DataDir => [
            "A pasta {0} não pode ser usada: {1}",
            "Verifique as permissões, ou escolha outra com --data-dir.",
        ],
        Code::NoDataDir => [
            "Esta conta não tem pasta para dados.",
            "Escolha uma com --data-dir ou ROLLCALL_DATA_DIR.",
        ],
        Code::NoKeyring => [
            "Nenhum chaveiro responde neste computador, então não há lugar seguro para segredos.",
            "Inicie um, ou defina ROLLCALL_PASSPHRASE para guardar segredos em um arquivo sob uma frase-senha.",
        ],
        Code::KeyringLocked => ["O chaveiro está trancado.", "Destranque-o e tente de novo."],
        Code::KeyringRefused => [
            "O chaveiro recusou o Rollcall.",
            "Permita o acesso nas configurações do chaveiro.",
        ],
        Code::KeyringSilent => [
            "O chaveiro não respondeu em {0} s.",
            "Procure uma janela que pede para destrancá-lo e tente de novo.",
        ],
        Code::PassphraseNeeded => [
            "Os segredos desta pasta de dados estão sob uma frase-senha.",
            "Defina ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseWrong => [
            "Esta não é a frase-senha desta pasta de dados.",
            "Verifique ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseShort => [
            "A frase-senha é curta demais.",
            "Defina ROLLCALL_PASSPHRASE com pelo menos {0} caracteres.",
        ],
        Code::OtherVault => [
            "Os segredos desta pasta de dados estão em {0}; nada foi alterado.",
            "Deixe isso disponível de novo, ou use outra pasta com --data-dir.",
        ],
        Code::Vault => [
            "Os segredos não podem ser usados: {0}",
            "Nada foi alterado.",
        ],
        Code::HistoryKey => [
            "O histórico é cifrado, e a chave não está no cofre; nada foi alterado.",
            "Use o chaveiro ou a frase-senha com que ele foi criado.",
        ],
        Code::HistoryBusy => [
            "Outro Rollcall está gravando no histórico.",
            "Tente de novo daqui a pouco.",
        ],
        Code::Sending => [
            "Outro Rollcall neste computador está enviando.",
            "Espere ele terminar, ou feche-o.",
        ],
        Code::DiskFull => [
            "O disco está cheio ou sua cota acabou, então o Rollcall parou antes de enviar mais alguma coisa.",
            "Libere espaço e execute rollcall resume.",
        ],
        Code::History => [
            "O histórico não pode ser usado: {0}",
            "Nada foi enviado sem ser anotado antes.",
        ],
        Code::NoConnection => ["Não há conexão {0}.", "Crie uma com rollcall connect."],
        Code::NoJob => ["Não há envio {0}.", "Veja rollcall jobs."],
        Code::NameTaken => ["Já há uma conexão {0}.", "Escolha outro nome."],
        Code::NoSecret => [
            "Nenhum client secret está guardado para {0}.",
            "Conecte de novo com outro nome.",
        ],
        Code::TaxIdNeeded => [
            "A credencial é de uma única empresa, cujo CNPJ o Wellhub não informa.",
            "Conecte de novo com --tax-id.",
        ],
        Code::DemoNotRunning => [
            "Esta conexão é a demonstração do aplicativo, que só roda nele.",
            "Veja rollcall demo para outra.",
        ],
        Code::LimitReached => [
            "Os limites do Wellhub são respeitados, e a próxima consulta pode sair às {0}.",
            "Tente de novo então.",
        ],
        Code::Unreachable => [
            "O Wellhub não pôde ser alcançado.",
            "Verifique a rede, o proxy e o endereço.",
        ],
        Code::TimedOut => [
            "Nada veio do Wellhub durante {0} s.",
            "Tente mais tarde; nada foi alterado.",
        ],
        Code::WrongSecret => [
            "O Wellhub recusa o client id ou o segredo.",
            "Copie os dois de novo das configurações do Wellhub, deste ambiente, e conecte de novo.",
        ],
        Code::Unauthorized => [
            "O Wellhub não aceita esta entrada.",
            "Pode ser a credencial do outro ambiente, ou ela expirou.",
        ],
        Code::Forbidden => [
            "O Wellhub recusa esta rede ou esta credencial (403).",
            "Peça à sua equipe do Wellhub que libere esta rede, e verifique as permissões da credencial.",
        ],
        Code::Wellhub => ["O Wellhub não conseguiu: {0}", "Tente mais tarde."],
        Code::Cancelled => ["Interrompido.", "Nada foi enviado."],
        Code::File => [
            "O arquivo não pode ser usado: {0}",
            "Corrija e tente de novo.",
        ],
        Code::PlanFile => [
            "O arquivo de plano {0} não pode ser aberto: {1}",
            "Verifique o caminho e as permissões.",
        ],
        Code::NotAPlan => [
            "Isto não é um plano do Rollcall, ou foi cortado; nada foi enviado.",
            "Planeje de novo.",
        ],
        Code::PlanAltered => [
            "O plano foi alterado depois de feito, ou feito em outro lugar; nada foi enviado.",
            "Planeje de novo a partir da planilha.",
        ],
        Code::PlanNewer => [
            "Um Rollcall mais novo fez o plano (formato {0}); nada foi enviado.",
            "Atualize o Rollcall.",
        ],
        Code::PlanForeign => [
            "O plano foi feito para {0}, que não é uma conexão desta pasta de dados; nada foi enviado.",
            "Planeje de novo aqui.",
        ],
        Code::PlanUsed => [
            "Esta parte do plano já foi enviada (envio {0}); nada foi enviado.",
            "Veja rollcall jobs; planeje de novo a partir da planilha para enviar o que falta.",
        ],
        Code::PlanBlocked => [
            "O plano está bloqueado ({0}); nada foi enviado.",
            "Corrija o arquivo e planeje de novo.",
        ],
        Code::ReleaseMismatch => [
            "A liberação cita {0} mudanças, e {1} estão em espera nesta parte; nada foi enviado.",
            "Leia os nomes de novo; sem mudanças em espera, não use --release.",
        ],
        Code::Item => ["O plano não pode ser enviado: {0}", "Nada foi enviado."],
        Code::JobBusy => [
            "O envio {0} já está em andamento.",
            "Veja rollcall job {0}.",
        ],
        Code::Paused => [
            "O envio {0} espera: {1}",
            "Nada se perdeu e nada é enviado duas vezes: rollcall resume",
        ],
        Code::Simulator => [
            "O simulador não iniciou: {0}",
            "Escolha outra porta ou outro arquivo.",
        ],
        Code::Fault => [
            "O Rollcall encontrou uma falha própria: {0}",
            "Nada é enviado duas vezes: veja rollcall jobs. Por favor, relate isto.",
        ],
        _ => super::after::trouble(Language::PtBr, code),
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

pub(super) fn finding(code: FindingCode) -> &'static str {
    use FindingCode as C;
    match code {
        C::LeadingZerosLost => "zeros à esquerda perdidos",
        C::ExponentText => "dígitos perdidos em uma forma como 1,23E+11",
        C::DigitsLost => "mais de 15 dígitos guardados como número",
        C::DateInIdentifier => "uma data no lugar de um identificador",
        C::ErrorCell => "um erro como #N/D",
        C::FormulaWithoutValue => "uma fórmula sem valor: abra e salve o arquivo no Excel",
        C::WrapperRemoved => "um invólucro como =\"00123\" foi retirado",
        C::InvisibleCharacters => "caracteres invisíveis",
        C::HiddenRows => "linhas ocultas: diga --hidden include ou exclude",
        C::HiddenSheet => "uma planilha oculta",
        C::MergedCells => "células mescladas",
        C::TitleRows => "linhas acima do cabeçalho",
        C::TotalsRow => "uma linha de totais foi separada",
        C::DuplicateHeader => "várias colunas para um campo",
        C::EmptyHeader => "uma coluna sem cabeçalho",
        C::EncodingGuessed => "a codificação foi presumida",
        C::ReplacementCharacter => "caracteres perdidos antes de o arquivo chegar aqui",
        C::DelimiterGuessed => "o separador foi presumido",
        C::OpenQuote => "uma aspa que nunca fecha",
        C::RaggedRows => "linhas de tamanhos diferentes",
        C::RowLimit => "o arquivo acaba exatamente em um limite de linhas: pode estar cortado",
        C::CellLimit => "uma célula acaba exatamente em um limite: pode estar cortada",
        C::EmptyFile => "nenhuma linha de dados",
        C::ShrunkenFile => "muito menos linhas que no último arquivo",
        C::DuplicateKey => "o mesmo identificador em várias linhas",
        C::MissingKey => "sem chave",
        C::BadEmail => "não é um e-mail",
        C::BadPhone => "não é um telefone",
        C::BadCheckDigit => "dígitos verificadores errados",
        C::NationalIdInEmployeeId => "um CPF como matrícula",
        C::UnknownCompany => "uma empresa que a conexão não tem",
        C::UnknownValue => "um valor que não é sim nem não",
        C::ColumnSlip => "uma coluna deslizou uma linha",
        C::Mojibake => "texto na codificação errada",
        C::WrongContainer => "outro tipo de arquivo do que o nome diz",
        C::EncryptedWorkbook => "uma pasta de trabalho com senha",
        C::TooLarge => "grande demais para ler com segurança",
        C::ReaderFailed => "o arquivo não pode ser lido",
        C::LeftOut => "deixada de fora por uma pessoa",
        C::IdentityChurn => "uma pessoa sob duas chaves",
        C::Transfer => "muda de empresa",
        C::KeyChange => "a chave mudaria",
        C::MassRemoval => "mais saídas que o limite",
        C::MassAddition => "mais pessoas novas que o limite",
        C::MassChange => "mais pessoas alteradas que o limite",
        C::FieldRate => "um campo muda em muitas linhas",
        C::ShrunkenRoster => "a lista no Wellhub encolheu",
        C::ProtectedPerson => "uma pessoa protegida",
        C::StaleRecord => "mudou no Wellhub nesse meio-tempo",
        C::PossibleRestore => "saiu há pouco: a assinatura pode voltar",
        C::CustomFieldsUnknown => "campos personalizados não são conhecidos aqui",
        C::FirstLoad => "a primeira carga: o Wellhub ainda não tem ninguém",
        C::NotOnRoster => "não está na lista do Wellhub",
    }
}

pub(super) fn vault(backend: Backend) -> &'static str {
    match backend {
        Backend::Keyring => "chaveiro do sistema",
        Backend::Passphrase => "um arquivo sob uma frase-senha",
        Backend::Session => "memória, até isto acabar",
    }
}
