//! Spanish.

use rollcall_core::plan::ReasonCode;

use super::Sentence;

pub(super) fn sentence(sentence: Sentence) -> &'static str {
    match sentence {
        Sentence::Cosmetic => {
            "= Solo la escritura difiere en {0} personas ({1} campos) y no se envía; --cosmetic la envía."
        }
        Sentence::KeylessAtWellhub => {
            "sin clave en Wellhub: nada de lo que se envía puede nombrar a la persona, que se queda. Dele una clave en el portal de Wellhub o elimínela allí"
        }
        Sentence::Keyless => "{0} no tiene clave en Wellhub y se queda",
        Sentence::Protected => {
            "{0} de ellos son de personas protegidas, que ninguna liberación deja salir: elimínelas en el portal de Wellhub o quite la protección en Configuración. La liberación cuenta los otros {1}."
        }
        Sentence::OneEach => {
            "{0} de los que se van y otros tantos de los nuevos son las mismas personas, que se trasladan"
        }
        Sentence::PersonMoves => {
            "Uno de los que se van y uno de los nuevos son la misma persona, que se traslada"
        }
        Sentence::LeadingZeros => {
            "En Wellhub, {0} tiene ceros a la izquierda, que una hoja de cálculo descarta."
        }
        Sentence::Exponent => "Los dígitos de {0} se perdieron en un exponente.",
        Sentence::Swapped => "El día y el mes de {0} cambiaron de lugar.",
        Sentence::Garbled => "{0} se leyó con otra codificación; debería ser {1}.",
        Sentence::Error => "{0} pasaría a ser lo que deja una fórmula que no encuentra nada.",
        Sentence::Churn => "Puede ser {1} ({2}) con otra clave: mismo {3}.",
        Sentence::Transfer => "Es {1} ({2}) de la empresa {0}: mismo {3}.",
        Sentence::Key => "Es {1} ({2}), cuya clave cambiaría: mismo {3}.",
        Sentence::OnePerson => "Mismo {0}: una sola persona, ni baja ni alta.",
        Sentence::Conflict => "{0} ya es de {1} ({2}): Wellhub lo rechazará con CONFLICT.",
        Sentence::ConflictUntilRemoved => {
            "{0} es de {1} ({2}), que sale con las bajas: envíalas primero, o Wellhub lo rechaza con CONFLICT."
        }
        Sentence::Domain => {
            "Nadie en Wellhub tiene un correo de {0}; {1} de {2} correos nuevos sí ({3} %)."
        }
        Sentence::DomainLike => {
            "Nadie en Wellhub tiene un correo de {0}; {1} de {2} correos nuevos sí ({3} %). Quizá era {4}."
        }
        Sentence::Restore => "De baja hace poco: Wellhub intenta restaurar la suscripción.",
        Sentence::RestoreSince => "De baja desde el {0}: Wellhub intenta restaurar la suscripción.",
        Sentence::Moves => "pasa de la empresa {0} a {1} (una baja y un alta)",
        Sentence::ChangesKey => "recibe la clave {0} (una baja y un alta)",
    }
}

pub(super) fn reason(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::DayMonthSwapped => "el día y el mes cambiaron de lugar",
        ReasonCode::Conflict => "un valor que es de otra persona en Wellhub",
        ReasonCode::NewEmailDomain => "un dominio de correo que nadie en Wellhub tiene",
        _ => "",
    }
}
