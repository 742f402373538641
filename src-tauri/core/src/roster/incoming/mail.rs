//! Whether a text can be an e-mail address. Only what cannot be one is refused: whether it exists is Wellhub's to say.

/// Whether the text has the shape of an address.
pub(super) fn can_be_email(text: &str) -> bool {
    is_usual(text) || is_possible(text)
}

/// Letters and digits, of which the words of a domain are made, and what else the words before the at sign may hold.
const PLAIN: u8 = 1;
const JOINS: u8 = 1 << 1;
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        classes[byte as usize] = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => PLAIN,
            b'_' | b'-' | b'+' => JOINS,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The shape that nearly all addresses have, told by one look at each byte: words of plain letters and digits parted by
/// single dots, an at sign, and a domain whose last word ends with a letter.
fn is_usual(text: &str) -> bool {
    const LONGEST: usize = 63;
    let Some(at) = text.bytes().position(|byte| byte == b'@') else {
        return false;
    };
    let (local, domain) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
    if local.len() > LONGEST || domain.len() > LONGEST {
        return false;
    }
    let plain = |byte: u8| CLASSES[usize::from(byte)] == PLAIN;
    let ends = matches!(domain, [.., before, last] if plain(*before) && last.is_ascii_alphabetic());
    ends && dots(local, PLAIN | JOINS).is_some() && dots(domain, PLAIN).is_some_and(|dots| dots > 0)
}

/// How many dots part a text into words of these classes; `None` where anything else stands in it.
fn dots(text: &[u8], classes: u8) -> Option<u32> {
    let mut before = b'.';
    let mut dots = 0;
    for &byte in text {
        if CLASSES[usize::from(byte)] & classes == 0 {
            if byte != b'.' || before == b'.' {
                return None;
            }
            dots += 1;
        }
        before = byte;
    }
    (before != b'.').then_some(dots)
}

fn is_possible(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && !local
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "@,;:<>()[]\"\\".contains(c));
    let mut labels = domain.split('.');
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    local_fits
        && domain.contains('.')
        && domain.len() <= 253
        && labels.all(label_fits)
        && last.chars().count() > 1
        && !last.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_cannot_be_an_address_is_refused() {
        for good in [
            "ana@aurora.example",
            "ana.lima+x@mail.aurora.example",
            "joão@aurora.example",
            "o'neil@a.example",
        ] {
            assert!(can_be_email(good), "{good}");
        }
        for bad in [
            "ana",
            "ana@aurora",
            "ana@@aurora.example",
            "a na@aurora.example",
            "ana@aurora..example",
            "@x.example",
            "ana@x.example;bia@x.example",
        ] {
            assert!(!can_be_email(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_usual_is_possible(text in "\\PC{0,12}|[a-z0-9.@+é\\- _]{0,12}@[a-z0-9.@é\\-]{0,12}|[a-z.]{60,66}@[a-z.]{60,66}") {
            prop_assert!(!is_usual(&text) || is_possible(&text));
        }
    }

    #[test]
    fn common_addresses_are_usual() {
        for text in ["ana@aurora.example", "ana.lima+x_1-y@mail.aurora.example"] {
            assert!(is_usual(text), "{text}");
        }
    }
}
