//! What is said of the recovery key and of credentials, in three languages.

use super::fill;
use crate::language::Language;

/// A sentence about what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safekeeping {
    /// The recovery key is `{0}`.
    RecoveryKey,
    /// Asks for the recovery key.
    RecoveryPrompt,
    /// The history opens again.
    Recovered,
    /// The connection `{0}` has another secret, which is in `{1}`.
    Replaced,
    /// What to send to Wellhub: `{0}`.
    Support,
    /// The credential of `{0}` expires on `{1}`, in `{2}` days.
    ExpiresIn,
    /// The credential of `{0}` expires today.
    ExpiresToday,
    /// The credential of `{0}` expired on `{1}`.
    Expired,
}

impl Safekeeping {
    #[cfg(test)]
    pub(super) const ALL: &'static [Self] = &[
        Self::RecoveryKey,
        Self::RecoveryPrompt,
        Self::Recovered,
        Self::Replaced,
        Self::Support,
        Self::ExpiresIn,
        Self::ExpiresToday,
        Self::Expired,
    ];
}

/// The sentence with its values.
pub fn safekeeping(
    language: Language,
    said: Safekeeping,
    values: &[&dyn std::fmt::Display],
) -> String {
    fill(template(language, said), values)
}

/// The sentence with places for its values.
pub(super) fn template(language: Language, said: Safekeeping) -> &'static str {
    let said = match said {
        Safekeeping::RecoveryKey => [
            "Recovery key: {0}\nWrite it down and keep it away from this computer: it is shown this once. With it the history opens where its keyring or passphrase is gone: rollcall history recover",
            "Chave de recuperação: {0}\nAnote-a e guarde-a longe deste computador: ela é mostrada só desta vez. Com ela o histórico se abre onde o chaveiro ou a frase-senha se perdeu: rollcall history recover",
            "Clave de recuperación: {0}\nAnótela y guárdela lejos de este equipo: se muestra solo esta vez. Con ella el historial se abre donde falte su llavero o su frase de paso: rollcall history recover",
        ],
        Safekeeping::RecoveryPrompt => [
            "Recovery key: ",
            "Chave de recuperação: ",
            "Clave de recuperación: ",
        ],
        Safekeeping::Recovered => [
            "The history opens again, as it was; its key is in the vault. Connections without a secret ask for it: rollcall connect",
            "O histórico se abre de novo, como estava; a chave dele está no cofre. Conexões sem segredo pedem o seu: rollcall connect",
            "El historial se abre de nuevo, como estaba; su clave está en la bóveda. Las conexiones sin secreto lo piden: rollcall connect",
        ],
        Safekeeping::Replaced => [
            "Wellhub accepts the new secret of the connection {0}; it is in {1} in the place of the one before.",
            "O Wellhub aceita o novo segredo da conexão {0}; ele está em {1} no lugar do anterior.",
            "Wellhub acepta el secreto nuevo de la conexión {0}; está en {1} en lugar del anterior.",
        ],
        Safekeeping::Support => [
            "Send this to your Wellhub contact; it names the connection and the refusal, never the secret:\n{0}",
            "Envie isto ao seu contato no Wellhub; diz a conexão e a recusa, nunca o segredo:\n{0}",
            "Envíe esto a su contacto de Wellhub; dice la conexión y el rechazo, nunca el secreto:\n{0}",
        ],
        Safekeeping::ExpiresIn => [
            "The credential of {0} expires on {1}, in {2} day(s). Make a new secret at Wellhub, then: rollcall connect",
            "A credencial de {0} expira em {1}, daqui a {2} dia(s). Crie um novo segredo no Wellhub e depois: rollcall connect",
            "La credencial de {0} vence el {1}, en {2} día(s). Cree un secreto nuevo en Wellhub y luego: rollcall connect",
        ],
        Safekeeping::ExpiresToday => [
            "The credential of {0} expires today. Make a new secret at Wellhub, then: rollcall connect",
            "A credencial de {0} expira hoje. Crie um novo segredo no Wellhub e depois: rollcall connect",
            "La credencial de {0} vence hoy. Cree un secreto nuevo en Wellhub y luego: rollcall connect",
        ],
        Safekeeping::Expired => [
            "The credential of {0} expired on {1}. Make a new secret at Wellhub, then: rollcall connect",
            "A credencial de {0} expirou em {1}. Crie um novo segredo no Wellhub e depois: rollcall connect",
            "La credencial de {0} venció el {1}. Cree un secreto nuevo en Wellhub y luego: rollcall connect",
        ],
    };
    language.pick(said)
}
