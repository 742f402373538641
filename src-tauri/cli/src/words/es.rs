//! Spanish.

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
        Say::Error => "Fallo",
        Say::Nothing => "(vacío)",
        Say::More => "… y {0} más (use --json para ver todo)",
        Say::Row => "fila {0}",
        Say::Connected => {
            "Se guardó la conexión {0} con {1}. El secreto está en {2}.\nPruébela: rollcall check {0}"
        }
        Say::SecretPrompt => "Client secret de {0}: ",
        Say::SigningIn => "Iniciando sesión…",
        Say::AskingEntity => "Preguntando a qué empresas alcanza la credencial…",
        Say::AskingCompanies => "Leyendo las empresas…",
        Say::ReadingRoster => "Leyendo la lista de personas…",
        Say::PagesRead => "  {0} páginas, {1} personas",
        Say::Checked => {
            "La conexión {0} funciona. Si puede escribir, solo lo muestra el primer envío."
        }
        Say::OneCompany => "Una empresa: {0}",
        Say::Companies => "Empresas: {0}",
        Say::People => "Personas en la lista: {0}",
        Say::File => "{0}: {1}, {2} bytes",
        Say::SheetLine => "  hoja {0}: {1} filas",
        Say::SheetHidden => "  hoja {0}: {1} filas, oculta",
        Say::HeaderRow => "El encabezado es la fila {0}.",
        Say::NoHeaderRow => "No hay fila de encabezado.",
        Say::Receipt => {
            "{0} filas = {1} encabezado + {2} datos + {3} en blanco + {4} ocultas + {5} totales + {6} rechazadas"
        }
        Say::Columns => "Columnas:",
        Say::NotSent => "no se envía",
        Say::HiddenColumn => "oculta en el archivo",
        Say::Unknown => "Este formato no dice: {0}.",
        Say::Drift => {
            "Los encabezados no son aquellos para los que se definieron las columnas. Faltan: {0}. Nuevos: {1}. Movidos: {2}."
        }
        Say::Findings => "Hallazgos:",
        Say::NoFindings => "Nada llama la atención.",
        Say::Blocks => "bloquea",
        Say::Warns => "aviso",
        Say::Informs => "nota",
        Say::Headline => {
            "+ {0} altas   ~ {1} cambios en {2} campos   − {3} bajas   = {4} sin cambio   ! {5} retenidas"
        }
        Say::Newcomer => "alta",
        Say::Leaving => "baja",
        Say::Held => "en espera: {0}",
        Say::Withheld => "Filas que no se envían y cuentan como presentes:",
        Say::Budgets => "Límites:",
        Say::Gauge => "  {0}: {1} de un máximo de {2}",
        Say::GaugeOver => "  {0}: {1}, más que {2}: en espera",
        Say::HeldSum => "{0} cambios están en espera de una persona: {1}",
        Say::HowToRelease => {
            "Lea los nombres; luego libérelos con --release N --reason TEXTO al enviar."
        }
        Say::NoChange => "No cambiaría nada.",
        Say::PlanWritten => "El plan está en {0}. Envíelo: rollcall submit {0}",
        Say::PlanBlocked => {
            "Hay un bloqueo: no se puede enviar nada, y no se escribió ningún plan."
        }
        Say::Batch => "  lote {0} de {1}",
        Say::Waiting => "  esperando hasta {0}",
        Say::NoWait => "Wellhub tiene el envío. Sígalo: rollcall resume",
        Say::JobLine => "Envío {0}: {1}",
        Say::Statistics => "  Wellhub cuenta {0} altas, {1} actualizadas, {2} bajas",
        Say::Results => "  {0} con éxito, {1} con fallo, {2} sin procesar",
        Say::RowError => "  {0}: {1} {2} {3}",
        Say::HeldLeft => "{0} cambios siguen en espera y no se enviaron.",
        Say::OtherLane => {
            "{0} cambios del plan están en su otra parte, que no se pidió: --lane removals"
        }
        Say::SetAside => {
            "{0} cambios se apartaron: sus registros cambiaron en Wellhub después del plan. Planifique de nuevo para verlos."
        }
        Say::NothingToSend => "No había nada que enviar.",
        Say::StoppedBefore => {
            "El envío {0} se detuvo antes de presentarse: nada cambió en Wellhub."
        }
        Say::WithWellhub => "El envío {0} está con Wellhub y sigue allí. Sígalo: rollcall resume",
        Say::ResumeLater => "Nada se perdió, y nada se envía dos veces. Continúe: rollcall resume",
        Say::Stopping => "Deteniendo… (otra vez para salir ya)",
        Say::NoJobs => "Todavía no hay envíos.",
        Say::NothingToResume => "Ningún envío está sin terminar.",
        Say::StillWaiting => {
            "El envío {0} espera a alguien en Wellhub. Mire más tarde: rollcall resume"
        }
        Say::Simulating => "Wellhub está simulado en {0}. Interrumpa para terminar.",
        Say::Sample => "  {0} ({1}): {2}",
        Say::DemoStart => {
            "1. Wellhub está simulado en este ordenador, en {0}, para {1}, con {2} personas."
        }
        Say::DemoConnect => "2. Conectado: {0}, {1} personas en su lista.",
        Say::DemoInspect => "3. La hoja de cálculo {0}:",
        Say::DemoPlan => "4. Lo que cambiaría, si es la lista completa:",
        Say::DemoSubmit => "5. Enviando todo, altas, cambios y bajas:",
        Say::DemoAgain => "6. La misma hoja una vez más:",
        Say::DemoDone => "Listo: Wellhub hizo exactamente lo que decía el plan.",
        Say::DemoOdd => "Wellhub no hizo exactamente lo que decía el plan: por favor, comuníquelo.",
    }
}

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
            "Use el llavero o la frase de paso con que se creó.",
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
            "La liberación nombra {0} cambios, y {1} están en espera en esta parte; no se envió nada.",
            "Lea los nombres de nuevo; sin cambios en espera, no use --release.",
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
        _ => super::after::trouble(Language::Es, code),
    }
}

pub(super) fn state(state: JobState) -> &'static str {
    match state {
        JobState::Planned => "planificado",
        JobState::Draft => "borrador",
        JobState::Items => "recibiendo los cambios",
        JobState::Verified => "comprobado, aún sin presentar",
        JobState::SubmitIntended => "presentándose",
        JobState::Submitted => "con Wellhub",
        JobState::ApprovalRequested => "espera una aprobación en Wellhub",
        JobState::InDoubt => "en duda: alguien debe mirarlo",
        JobState::Succeeded => "terminado",
        JobState::SucceededWithErrors => "terminado con errores",
        JobState::Rejected => "rechazado: nada cambió",
        JobState::ServerError => {
            "interrumpido en Wellhub: planifique de nuevo para ver lo que falta"
        }
        JobState::GivenUp => "abandonado en duda: planifique de nuevo para ver qué falta",
        JobState::Stopped => "detenido: nada cambió",
        JobState::Failed => "falló: no se presentó nada",
    }
}

pub(super) fn step(step: Step) -> &'static str {
    match step {
        Step::Token => "iniciando sesión",
        Step::Create => "creando el borrador",
        Step::Items => "añadiendo los cambios",
        Step::ReadBack => "releyendo el borrador y comparando",
        Step::Submit => "presentando",
        Step::Processing => "Wellhub está trabajando",
        Step::Results => "recogiendo los resultados",
    }
}

pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Removals => "bajas",
        Measure::Additions => "altas",
        Measure::Changed => "personas con cambios",
        Measure::Field => "cambios de un campo",
    }
}

pub(super) fn finding(code: FindingCode) -> &'static str {
    use FindingCode as C;
    match code {
        C::LeadingZerosLost => "se perdieron ceros a la izquierda",
        C::ExponentText => "dígitos perdidos en una forma como 1,23E+11",
        C::DigitsLost => "más de 15 dígitos guardados como número",
        C::DateInIdentifier => "una fecha en lugar de un identificador",
        C::ErrorCell => "un error como #N/D",
        C::FormulaWithoutValue => "una fórmula sin valor: abra y guarde el archivo en Excel",
        C::WrapperRemoved => "se quitó un envoltorio como =\"00123\"",
        C::InvisibleCharacters => "caracteres invisibles",
        C::HiddenRows => "filas ocultas: diga --hidden include o exclude",
        C::HiddenSheet => "una hoja oculta",
        C::MergedCells => "celdas combinadas",
        C::TitleRows => "filas encima del encabezado",
        C::TotalsRow => "se apartó una fila de totales",
        C::DuplicateHeader => "varias columnas para un campo",
        C::EmptyHeader => "una columna sin encabezado",
        C::EncodingGuessed => "la codificación se supuso",
        C::ReplacementCharacter => "caracteres perdidos antes de llegar el archivo aquí",
        C::DelimiterGuessed => "el separador se supuso",
        C::OpenQuote => "una comilla que nunca se cierra",
        C::RaggedRows => "filas de distinto largo",
        C::RowLimit => "el archivo acaba justo en un límite de filas: puede estar cortado",
        C::CellLimit => "una celda acaba justo en un límite: puede estar cortada",
        C::EmptyFile => "ninguna fila de datos",
        C::ShrunkenFile => "muchas menos filas que en el último archivo",
        C::DuplicateKey => "el mismo identificador en varias filas",
        C::MissingKey => "sin clave",
        C::BadEmail => "no es un correo electrónico",
        C::BadPhone => "no es un teléfono",
        C::BadCheckDigit => "dígitos de control erróneos",
        C::NationalIdInEmployeeId => "un documento nacional como número de empleado",
        C::UnknownCompany => "una empresa que la conexión no tiene",
        C::UnknownValue => "un valor que no es sí ni no",
        C::ColumnSlip => "una columna se corrió una fila",
        C::Mojibake => "texto en la codificación equivocada",
        C::WrongContainer => "otro tipo de archivo del que dice su nombre",
        C::EncryptedWorkbook => "un libro con contraseña",
        C::TooLarge => "demasiado grande para leerlo con seguridad",
        C::ReaderFailed => "el archivo no se puede leer",
        C::LeftOut => "dejada fuera por una persona",
        C::IdentityChurn => "una persona bajo dos claves",
        C::Transfer => "cambia de empresa",
        C::KeyChange => "la clave cambiaría",
        C::MassRemoval => "más bajas que el límite",
        C::MassAddition => "más altas que el límite",
        C::MassChange => "más personas con cambios que el límite",
        C::FieldRate => "un campo cambia en muchas filas",
        C::ShrunkenRoster => "la lista en Wellhub se redujo",
        C::ProtectedPerson => "una persona protegida",
        C::StaleRecord => "cambió en Wellhub entretanto",
        C::PossibleRestore => "salió hace poco: su suscripción puede volver",
        C::CustomFieldsUnknown => "los campos personalizados no se conocen aquí",
        C::FirstLoad => "la primera carga: Wellhub aún no tiene a nadie",
        C::NotOnRoster => "no está en la lista de Wellhub",
    }
}

pub(super) fn vault(backend: Backend) -> &'static str {
    match backend {
        Backend::Keyring => "el llavero del sistema",
        Backend::Passphrase => "un archivo bajo una frase de paso",
        Backend::Session => "la memoria, hasta que esto acabe",
    }
}
