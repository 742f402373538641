//! What holds a secret has no words for it: no type here can be printed, logged or written out by accident. That is held
//! by the compiler; a type that learns to is refused where it is named.

use std::fmt::{Debug, Display};

use serde::Serialize;

/// Refuses to compile where the type has one of the traits: then it has two ways to `told`, and neither is the one.
macro_rules! untold {
    ($($kind:ty: $($told:path),+;)+) => {$($(
        const _: fn() = || {
            trait Told<Which> {
                fn told() {}
            }
            struct Teller;
            impl<T: ?Sized> Told<()> for T {}
            impl<T: ?Sized + $told> Told<Teller> for T {}
            let _ = <$kind as Told<_>>::told;
        };
    )+)+};
}

untold! {
    super::ConnectionSecret: Debug, Display, Serialize;
    super::Preference: Debug, Display, Serialize;
    super::Destination: Debug, Display, Serialize;
    super::SessionVault: Display, Serialize;
    super::PassphraseVault: Display, Serialize;
    crate::desk::NewCredential: Debug, Display, Serialize;
    crate::desk::Opening: Debug, Display, Serialize;
    crate::history::HistoryKey: Display, Serialize;
    crate::history::RecoveryKey: Debug, Display, Serialize;
    crate::wellhub::StoredToken: Debug, Display, Serialize;
    crate::wellhub::MemoryTokens: Debug, Display, Serialize;
    crate::wellhub::Proxy: Display, Serialize;
    secrecy::SecretString: Display, Serialize;
}

#[test]
fn the_text_of_a_secret_that_has_one_says_nothing() {
    let text = format!("{:?}", secrecy::SecretString::from("canary"));
    assert!(!text.contains("canary"), "{text}");
    let key = crate::history::HistoryKey::from_bytes([0x5a; 32]);
    assert!(!format!("{key:?}").contains("5a"));
}
