//! Looking for words in rows of the sheet: whatever any cell of a row says, as the file has it and as it was mended. It reads
//! and never changes anything.

use super::Import;
use super::said::Said;
use crate::sheet::{address, without_accents};

/// What parts two cells in the text that is searched; no word has it.
const PARTING: char = '\n';

/// A search over rows. Rows that are asked for one after the other are folded once.
#[derive(Debug)]
pub struct RowSearch<'a> {
    import: &'a Import,
    said: Option<Said<'a>>,
    words: Vec<String>,
    /// The row that was looked at last, and what it says.
    last: Option<(u32, String)>,
}

impl Import {
    /// Looks for the words of a text, each anywhere in a row; without case and accents.
    pub fn row_search(&self, text: &str) -> RowSearch<'_> {
        let folded = without_accents(text);
        RowSearch {
            import: self,
            said: self.said(),
            words: folded.split_whitespace().map(str::to_owned).collect(),
            last: None,
        }
    }
}

impl RowSearch<'_> {
    /// Whether every word is in the row of a cell, in its address or in its header; so where there is no word.
    pub fn finds(&mut self, row: u32, column: u16) -> bool {
        if self.words.is_empty() {
            return true;
        }
        if self.last.as_ref().is_none_or(|(last, _)| *last != row) {
            self.last = Some((row, self.text(row)));
        }
        let headers = self.import.inspection.columns.iter();
        let header = headers.filter(|guess| guess.index == column);
        let place: String = header
            .map(|guess| without_accents(&guess.header))
            .chain([address(row, column).as_str().to_lowercase()])
            .flat_map(|text| [text, PARTING.to_string()])
            .collect();
        let said = self.last.as_ref().map_or("", |(_, text)| text.as_str());
        let mut words = self.words.iter();
        words.all(|word| said.contains(word.as_str()) || place.contains(word.as_str()))
    }

    /// All that a row says, folded.
    fn text(&self, row: u32) -> String {
        let Some(said) = &self.said else {
            return String::new();
        };
        let mut text = String::new();
        let mut add = |cell: &str| {
            text.push_str(&without_accents(cell));
            text.push(PARTING);
        };
        for column in 0..said.page.width() {
            let (now, file) = (said.text(row, column), said.of_file(row, column));
            if !now.is_empty() {
                add(&now);
            }
            if file != now && !file.is_empty() {
                add(&file);
            }
        }
        text
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Edit;
    use super::super::tests::opened;

    const SHEET: &str = "Matrícula;Nome completo;E-mail\n\
        000117;Íris Caldeira;iris@aurora.example\n\
        000118;João Souza;joao#aurora.example\n";

    #[test]
    fn words_are_found_anywhere_in_a_row_whatever_their_case_and_accents() {
        let import = opened(SHEET);
        let rows = |text: &str| {
            let mut search = import.row_search(text);
            let rows = (2..=3).filter(|row| search.finds(*row, 2));
            rows.collect::<Vec<u32>>()
        };
        assert_eq!(rows("  "), [2, 3]);
        assert_eq!(rows("IRIS"), [2]);
        assert_eq!(rows("117"), [2]);
        assert_eq!(rows("joao aurora"), [3]);
        assert_eq!(rows("joao 117"), [0; 0]);
        // The cell itself goes by its address and its header, a word never over the edge of a cell.
        assert_eq!(rows("c3"), [3]);
        assert_eq!(rows("mail"), [2, 3]);
        assert_eq!(rows("matricula"), [0; 0]);
        assert_eq!(rows("caldeirairis"), [0; 0]);
    }

    #[test]
    fn a_mended_cell_is_found_by_what_it_says_and_by_what_it_said() {
        let mut import = opened(SHEET);
        let edit = Edit::Cell {
            row: 3,
            column: 2,
            text: "souza@aurora.example".to_owned(),
        };
        import.edit(edit).unwrap();
        for text in ["souza@", "joao#"] {
            let mut search = import.row_search(text);
            assert_eq!((search.finds(2, 2), search.finds(3, 2)), (false, true));
        }
    }
}
