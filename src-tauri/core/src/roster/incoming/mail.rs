//! Whether a text can be an e-mail address. Only what cannot be one is refused: whether it exists is Wellhub's to say.

/// Whether the text has the shape of an address.
pub(super) fn can_be_email(text: &str) -> bool {
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
    use super::can_be_email;

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
}
