//! Plain values, told by one look at each of their bytes: printable ASCII without white space at its ends or twice in a
//! row, and nothing that could be a wrapper, an error or a number in exponent form. It must never be sure of a text in
//! which the thorough reading would find anything; what it is not sure of is left to that.

const DIGIT: u8 = 1;
/// A plain space.
const SPACE: u8 = 1 << 1;
/// What parts the days, months and years of a date.
const BREAK: u8 = 1 << 2;
/// The letter of an exponent, and its sign: together they may be a number without its digits.
const POWER: u8 = 1 << 3;
const SIGN: u8 = 1 << 4;
/// Any other visible character of ASCII.
const OTHER: u8 = 1 << 5;
/// Control characters, and all beyond ASCII.
const ODD: u8 = 1 << 6;

const CLASSES: [u8; 256] = {
    let mut classes = [ODD; 256];
    let mut byte = b' ';
    while byte < 0x7f {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b' ' => SPACE,
            b'-' | b'/' => BREAK,
            b'E' | b'e' => POWER,
            b'+' => SIGN,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

/// A plain text: it is its own value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    classes: u8,
}

impl Plain {
    /// Looks at a text; `None` where it is not surely plain.
    pub(super) fn of(text: &str, identifier: bool) -> Option<Self> {
        let bytes = text.as_bytes();
        if matches!(bytes.first(), Some(b' ' | b'#' | b'=' | b'\'')) || bytes.last() == Some(&b' ')
        {
            return None;
        }
        let classes = bytes
            .iter()
            .fold(0, |seen, &byte| seen | CLASSES[usize::from(byte)]);
        let has = |class: u8| classes & class != 0;
        let exponent = identifier && has(POWER) && has(SIGN);
        let gaps = || bytes.windows(2).any(|pair| pair == b"  ");
        let unsure = has(ODD) || exponent || (has(SPACE) && gaps());
        (!unsure).then_some(Self { classes })
    }

    /// Whether it is made of digits, at least one.
    pub(super) fn is_digits(self) -> bool {
        self.classes == DIGIT
    }

    /// Whether it holds what a date is parted by.
    pub(super) fn may_be_date(self) -> bool {
        self.classes & BREAK != 0
    }
}
