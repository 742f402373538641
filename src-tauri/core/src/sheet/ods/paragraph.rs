//! The text of a cell's paragraphs. White space means what ODF says (1.3 part 3, 6.1.2): runs of it are one space, at
//! the ends none, and what a person typed beyond that is written as elements.

/// Text that grows paragraph by paragraph.
#[derive(Default)]
pub(super) struct Paragraphs {
    text: String,
    /// Where the paragraph begins that is being read.
    start: usize,
    begun: bool,
    /// White space was read that counts only if something follows.
    pending: bool,
}

impl Paragraphs {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.begun = false;
        self.pending = false;
    }

    /// Begins a paragraph.
    pub(super) fn begin(&mut self) {
        if self.begun {
            self.text.push('\n');
        }
        self.begun = true;
        self.pending = false;
        self.start = self.text.len();
    }

    /// Adds characters as they stand in the file.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\r' | '\n') {
                self.pending = true;
            } else {
                self.settle();
                self.text.push(c);
            }
        }
    }

    /// Adds a character that was written as an element, as often as it says.
    pub(super) fn push_meant(&mut self, c: char, times: u32) {
        self.settle();
        self.text.extend((0..times).map(|_| c));
    }

    /// What the paragraphs say.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn settle(&mut self) {
        if self.pending && self.text.len() > self.start {
            self.text.push(' ');
        }
        self.pending = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_what_odf_says() {
        let mut read = Paragraphs::default();
        read.begin();
        read.push("\n  Ana ");
        read.push(" Lima \n");
        read.begin();
        read.push_meant(' ', 2);
        read.push("x\u{a0} ");
        read.push_meant(' ', 1);
        assert_eq!(read.as_str(), "Ana Lima\n  x\u{a0}  ");
        read.clear();
        read.begin();
        assert_eq!(read.as_str(), "");
    }
}
