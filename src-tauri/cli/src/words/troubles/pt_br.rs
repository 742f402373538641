//! Brazilian Portuguese.

use crate::language::Language;
use crate::trouble::Code;

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
        Code::KeyringStopped => [
            "O chaveiro parou enquanto era consultado.",
            "Em geral ele volta sozinho: tente de novo, ou entre de novo na sua conta.",
        ],
        Code::VaultGone => [
            "O arquivo {0} sumiu, e com ele os segredos desta pasta de dados.",
            "Restaure-o de uma cópia de segurança, ou use a chave de recuperação: rollcall history recover",
        ],
        Code::RecoveryLength => [
            "Uma chave de recuperação tem 35 letras e dígitos, e esta tem {0}.",
            "Veja o que falta ou sobra.",
        ],
        Code::RecoveryGroup => [
            "O grupo {0} da chave de recuperação está digitado errado.",
            "Compare-o com o que foi anotado.",
        ],
        Code::RecoveryOther => [
            "Esta chave de recuperação não abre este histórico; nada foi alterado.",
            "Uma mais nova foi criada depois, ou ela é de outra pasta.",
        ],
        Code::RecoveryNotMade => [
            "Nenhuma chave de recuperação pertence a este histórico; nada foi alterado.",
            "Traga o arquivo history.recovery, ou use o chaveiro com que o histórico foi criado.",
        ],
        Code::RecoveryNoted => [
            "Uma chave de recuperação de {0} está em vigor.",
            "Para pôr outra no lugar: rollcall history recovery-key --replace",
        ],
        Code::Recovery => [
            "A chave de recuperação não pode ser usada: {0}",
            "Nada foi alterado.",
        ],
        Code::Certificate => [
            "O certificado no endereço do Wellhub não é um em que este computador confia ({0}).",
            "Onde a empresa inspeciona o tráfego da rede, peça à TI que instale a autoridade certificadora dela no sistema. Confira o endereço e o relógio.",
        ],
        Code::Proxy => [
            "O proxy no caminho recusa ({0}).",
            "Confira o usuário e a senha dele com a TI e tente de novo.",
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
            "Use o chaveiro ou a frase-senha com que ele foi criado, ou a chave de recuperação: rollcall history recover",
        ],
        Code::HistoryDamaged => [
            "O histórico está danificado; ele ficou como está.",
            "Restaure a cópia de segurança íntegra mais recente: rollcall history restore. O arquivo danificado é posto de lado, não apagado.",
        ],
        Code::HistoryNewer => [
            "Um Rollcall mais novo gravou o histórico; nada foi alterado.",
            "Instale essa versão ou uma mais nova.",
        ],
        Code::NotDamaged => [
            "O histórico está íntegro, por isso nenhuma cópia tomou o lugar dele.",
            "Não é preciso fazer nada.",
        ],
        Code::NoBackup => [
            "Nenhuma cópia de segurança em {0} está íntegra e abre com a chave desta pasta de dados; nada foi alterado.",
            "Ponha de volta uma cópia de history.db dos seus próprios backups, ou mova o arquivo para começar um histórico novo.",
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
            "A liberação cita {0} mudanças, e {1} podem ser liberadas nesta parte; nada foi enviado.",
            "Leia os nomes de novo; sem mudanças em espera, não use --release. Pessoas protegidas não contam ({2} aqui): remova-as no portal do Wellhub ou tire a proteção em Configurações.",
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
        _ => crate::words::after::trouble(Language::PtBr, code),
    }
}
