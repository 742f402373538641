//! Spanish.

use crate::language::Language;
use crate::trouble::Code;

#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub(super) fn trouble(code: Code) -> [&'static str; 2] {
    match code {
        Code::Usage => ["La orden no se puede seguir: {0}", "Vea rollcall --help."],
        Code::MissingValue => ["{0}: no se dio nada.", "Indíquelo e intente de nuevo."],
        Code::NoSuchSheet => ["No hay hoja {0}.", "Hay: {1}"],
        Code::NoSuchColumn => ["Ninguna columna tiene el encabezado {0}.", "Hay: {1}"],
        Code::AmbiguousColumn => [
            "Varias columnas tienen el encabezado {0}: {1}.",
            "Deles encabezados distintos.",
        ],
        Code::NoSuchField => [
            "Wellhub no tiene el campo {0}.",
            "Hay: {1}, o ignore para --map",
        ],
        Code::FieldNotMapped => [
            "Ninguna columna es {0}.",
            "Diga cuál con --map ENCABEZADO={0}.",
        ],
        Code::DataDir => [
            "La carpeta {0} no se puede usar: {1}",
            "Revise los permisos, o elija otra con --data-dir.",
        ],
        Code::NoDataDir => [
            "Esta cuenta no tiene carpeta de datos.",
            "Elija una con --data-dir o ROLLCALL_DATA_DIR.",
        ],
        Code::NoKeyring => [
            "Ningún llavero responde en este ordenador, así que no hay lugar seguro para secretos.",
            "Inicie uno, o defina ROLLCALL_PASSPHRASE para guardar secretos en un archivo bajo una frase de paso.",
        ],
        Code::KeyringLocked => [
            "El llavero está bloqueado.",
            "Desbloquéelo e intente de nuevo.",
        ],
        Code::KeyringRefused => [
            "El llavero rechazó a Rollcall.",
            "Permita el acceso en los ajustes del llavero.",
        ],
        Code::KeyringSilent => [
            "El llavero no respondió en {0} s.",
            "Busque una ventana que pida desbloquearlo e intente de nuevo.",
        ],
        Code::KeyringStopped => [
            "El llavero se detuvo mientras se le consultaba.",
            "Casi siempre vuelve solo: inténtelo de nuevo, o inicie sesión otra vez.",
        ],
        Code::VaultGone => [
            "El archivo {0} no está, y con él faltan los secretos de esta carpeta de datos.",
            "Recupérelo de una copia de seguridad, o use la clave de recuperación: rollcall history recover",
        ],
        Code::RecoveryLength => [
            "Una clave de recuperación tiene 35 letras y cifras, y esta tiene {0}.",
            "Busque qué falta o sobra.",
        ],
        Code::RecoveryGroup => [
            "El grupo {0} de la clave de recuperación está mal escrito.",
            "Compárelo con lo anotado.",
        ],
        Code::RecoveryOther => [
            "Esta clave de recuperación no abre este historial; nada cambió.",
            "Después se creó una más nueva, o es de otra carpeta.",
        ],
        Code::RecoveryNotMade => [
            "Ninguna clave de recuperación pertenece a este historial; nada cambió.",
            "Traiga el archivo history.recovery, o use el llavero con que se creó el historial.",
        ],
        Code::RecoveryNoted => [
            "Una clave de recuperación del {0} está vigente.",
            "Para poner otra en su lugar: rollcall history recovery-key --replace",
        ],
        Code::Recovery => [
            "La clave de recuperación no se puede usar: {0}",
            "Nada cambió.",
        ],
        Code::Certificate => [
            "El certificado en la dirección de Wellhub no es uno en el que este equipo confíe ({0}).",
            "Donde la empresa inspecciona el tráfico de su red, pida a TI que instale su autoridad de certificación en el sistema. Revise la dirección y el reloj.",
        ],
        Code::Proxy => [
            "El proxy intermedio se niega ({0}).",
            "Revise su usuario y contraseña con TI e inténtelo de nuevo.",
        ],
        Code::PassphraseNeeded => [
            "Los secretos de esta carpeta de datos están bajo una frase de paso.",
            "Defina ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseWrong => [
            "Esta no es la frase de paso de esta carpeta de datos.",
            "Revise ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseShort => [
            "La frase de paso es demasiado corta.",
            "Defina ROLLCALL_PASSPHRASE con al menos {0} caracteres.",
        ],
        Code::OtherVault => [
            "Los secretos de esta carpeta de datos están en {0}; nada cambió.",
            "Haga que vuelva a estar disponible, o use otra carpeta con --data-dir.",
        ],
        Code::Vault => ["Los secretos no se pueden usar: {0}", "Nada cambió."],
        Code::HistoryKey => [
            "El historial está cifrado y su clave no está en la bóveda; nada cambió.",
            "Use el llavero o la frase de paso con que se creó, o la clave de recuperación: rollcall history recover",
        ],
        Code::HistoryDamaged => [
            "El historial está dañado; quedó como está.",
            "Recupere su copia de seguridad íntegra más reciente: rollcall history restore. El archivo dañado se aparta, no se borra.",
        ],
        Code::HistoryNewer => [
            "Un Rollcall más nuevo escribió el historial; nada cambió.",
            "Instale esa versión o una posterior.",
        ],
        Code::NotDamaged => [
            "El historial está íntegro, así que ninguna copia tomó su lugar.",
            "No hay que hacer nada.",
        ],
        Code::NoBackup => [
            "Ninguna copia de seguridad en {0} está íntegra y se abre con la clave de esta carpeta de datos; nada cambió.",
            "Reponga una copia de history.db de sus propias copias de seguridad, o mueva el archivo para empezar un historial nuevo.",
        ],
        Code::HistoryBusy => [
            "Otro Rollcall está escribiendo en el historial.",
            "Intente de nuevo en un momento.",
        ],
        Code::Sending => [
            "Otro Rollcall de este ordenador está enviando.",
            "Espere a que termine, o ciérrelo.",
        ],
        Code::DiskFull => [
            "El disco está lleno o su cuota agotada, así que Rollcall se detuvo antes de enviar nada más.",
            "Libere espacio y ejecute rollcall resume.",
        ],
        Code::History => [
            "El historial no se puede usar: {0}",
            "No se envió nada sin anotarlo antes.",
        ],
        Code::NoConnection => ["No hay conexión {0}.", "Cree una con rollcall connect."],
        Code::NoJob => ["No hay envío {0}.", "Vea rollcall jobs."],
        Code::NameTaken => ["Ya hay una conexión {0}.", "Elija otro nombre."],
        Code::NoSecret => [
            "No se guarda ningún client secret para {0}.",
            "Conecte de nuevo con otro nombre.",
        ],
        Code::TaxIdNeeded => [
            "La credencial es de una sola empresa, cuya identificación fiscal Wellhub no indica.",
            "Conecte de nuevo con --tax-id.",
        ],
        Code::DemoNotRunning => [
            "Esta conexión es la demostración de la aplicación, que solo corre en ella.",
            "Vea rollcall demo para otra.",
        ],
        Code::LimitReached => [
            "Se respetan los límites de Wellhub, y la próxima consulta puede salir a las {0}.",
            "Intente de nuevo entonces.",
        ],
        Code::Unreachable => [
            "No se pudo llegar a Wellhub.",
            "Revise la red, el proxy y la dirección.",
        ],
        Code::TimedOut => [
            "No llegó nada de Wellhub durante {0} s.",
            "Intente más tarde; nada cambió.",
        ],
        Code::WrongSecret => [
            "Wellhub rechaza el client id o el secreto.",
            "Copie ambos de nuevo de los ajustes de Wellhub, de este entorno, y conecte de nuevo.",
        ],
        Code::Unauthorized => [
            "Wellhub no acepta este inicio de sesión.",
            "Puede ser la credencial del otro entorno, o venció.",
        ],
        Code::Forbidden => [
            "Wellhub rechaza esta red o esta credencial (403).",
            "Pida a su equipo de Wellhub que permita esta red, y revise los permisos de la credencial.",
        ],
        Code::Wellhub => ["Wellhub no pudo hacerlo: {0}", "Intente más tarde."],
        Code::Cancelled => ["Interrumpido.", "No se envió nada."],
        Code::File => [
            "El archivo no se puede usar: {0}",
            "Corríjalo e intente de nuevo.",
        ],
        Code::PlanFile => [
            "El archivo de plan {0} no se puede abrir: {1}",
            "Revise la ruta y los permisos.",
        ],
        Code::NotAPlan => [
            "Esto no es un plan de Rollcall, o está cortado; no se envió nada.",
            "Planifique de nuevo.",
        ],
        Code::PlanAltered => [
            "El plan se alteró después de hacerlo, o se hizo en otro lugar; no se envió nada.",
            "Planifique de nuevo desde la hoja de cálculo.",
        ],
        Code::PlanNewer => [
            "Un Rollcall más nuevo hizo el plan (formato {0}); no se envió nada.",
            "Actualice Rollcall.",
        ],
        Code::PlanForeign => [
            "El plan se hizo para {0}, que no es una conexión de esta carpeta de datos; no se envió nada.",
            "Planifique de nuevo aquí.",
        ],
        Code::PlanUsed => [
            "Esta parte del plan ya se envió (envío {0}); no se envió nada.",
            "Vea rollcall jobs; planifique de nuevo desde la hoja para enviar lo que falta.",
        ],
        Code::PlanBlocked => [
            "El plan está bloqueado ({0}); no se envió nada.",
            "Corrija el archivo y planifique de nuevo.",
        ],
        Code::ReleaseMismatch => [
            "La liberación cita {0} cambios, y en esta parte se pueden liberar {1}; no se envió nada.",
            "Lea los nombres de nuevo; sin cambios en espera, no use --release. Las personas protegidas no cuentan ({2} aquí): elimínelas en el portal de Wellhub o quite la protección en Configuración.",
        ],
        Code::Item => ["El plan no se puede enviar: {0}", "No se envió nada."],
        Code::JobBusy => ["El envío {0} ya está en marcha.", "Vea rollcall job {0}."],
        Code::Paused => [
            "El envío {0} espera: {1}",
            "Nada se perdió y nada se envía dos veces: rollcall resume",
        ],
        Code::Simulator => [
            "El simulador no arrancó: {0}",
            "Elija otro puerto u otro archivo.",
        ],
        Code::Fault => [
            "Rollcall tropezó con un fallo propio: {0}",
            "Nada se envía dos veces: vea rollcall jobs. Por favor, comuníquelo.",
        ],
        _ => crate::words::after::trouble(Language::Es, code),
    }
}
