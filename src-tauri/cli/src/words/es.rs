//! Spanish.

use rollcall_core::history::Step;
use rollcall_core::plan::Measure;
use rollcall_core::submission::JobState;
use rollcall_core::vault::Backend;

use super::Say;

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

pub(super) fn vault(backend: Backend) -> &'static str {
    match backend {
        Backend::Keyring => "el llavero del sistema",
        Backend::Passphrase => "un archivo bajo una frase de paso",
        Backend::Session => "la memoria, hasta que esto acabe",
    }
}
