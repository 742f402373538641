//! Check digits of Brazil's CPF and CNPJ. They tell what a column holds and warn of typing errors; they never decide
//! that a person does not exist.

/// Whether a text is a CPF: eleven digits whose last two fit, punctuation aside.
pub fn is_cpf(text: &str) -> bool {
    const WEIGHTS: [u32; 10] = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let Some(digits) = digits_of::<11>(text) else {
        return false;
    };
    let check = |count: usize| {
        let weights = WEIGHTS[WEIGHTS.len() - count..].iter().copied();
        check_digit(&digits[..count], weights)
    };
    !all_same(&digits) && check(9) == digits[9] && check(10) == digits[10]
}

/// Whether a text is a CNPJ: fourteen digits whose last two fit, punctuation aside. Those with letters, given out
/// since 2026, count by the value of their characters.
pub fn is_cnpj(text: &str) -> bool {
    let Some(digits) = digits_of::<14>(text) else {
        return false;
    };
    let check = |count: usize| {
        let weights = (2..=9).rev().cycle().skip(if count == 12 { 4 } else { 3 });
        check_digit(&digits[..count], weights)
    };
    !all_same(&digits) && check(12) == digits[12] && check(13) == digits[13]
}

fn check_digit(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

fn all_same(digits: &[u32]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// Exactly `N` digits, with nothing else in the text but the usual punctuation; letters count for a CNPJ.
fn digits_of<const N: usize>(text: &str) -> Option<[u32; N]> {
    let mut digits = [0; N];
    let mut found = 0;
    for byte in text.bytes() {
        match byte {
            b'.' | b'-' | b'/' | b' ' => {}
            b'0'..=b'9' => {
                *digits.get_mut(found)? = u32::from(byte - b'0');
                found += 1;
            }
            b'A'..=b'Z' if N == 14 => {
                *digits.get_mut(found)? = u32::from(byte - b'0');
                found += 1;
            }
            _ => return None,
        }
    }
    (found == N).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_fit_or_do_not() {
        assert!(is_cpf("529.982.247-25"));
        assert!(is_cpf("52998224725"));
        assert!(!is_cpf("52998224726"));
        assert!(!is_cpf("11111111111"));
        assert!(!is_cpf("5299822472"));
        assert!(is_cnpj("11.222.333/0001-81"));
        assert!(!is_cnpj("11.222.333/0001-82"));
        assert!(is_cnpj("12.ABC.345/01DE-35"));
        assert!(!is_cnpj("52998224725"));
    }
}
