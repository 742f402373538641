//! Which character parts the fields: a `sep=` line, or a trial of each candidate over the first records, quotes
//! included. The candidate whose records have the most consistent width wins.

use super::records::Records;

const CANDIDATES: [char; 4] = [';', ',', '\t', '|'];
/// Enough records to see the pattern, few enough to cost nothing.
const TRIAL: usize = 200;

/// The delimiter, and where the records begin.
pub(super) struct Chosen {
    pub(super) delimiter: char,
    pub(super) start: usize,
    pub(super) guessed: bool,
}

/// Takes the delimiter named, or the file's own word, or the best of a trial.
pub(super) fn choose(text: &str, named: Option<char>) -> Chosen {
    let told = separator_line(text);
    let start = told.map_or(0, |(_, start)| start);
    if let Some(delimiter) = named.filter(char::is_ascii) {
        return Chosen {
            delimiter,
            start,
            guessed: false,
        };
    }
    if let Some((delimiter, _)) = told {
        return Chosen {
            delimiter,
            start,
            guessed: false,
        };
    }
    let mut best = (0, ',');
    for candidate in CANDIDATES {
        let score = consistency(text, candidate);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    Chosen {
        delimiter: best.1,
        start,
        guessed: true,
    }
}

/// Excel's `sep=;` in the first line, which is no row.
fn separator_line(text: &str) -> Option<(char, usize)> {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text.get(..end)?.trim_matches('"');
    let said = line
        .get(..4)
        .filter(|said| said.eq_ignore_ascii_case("sep="))?;
    let mut rest = line[said.len()..].chars();
    let delimiter = rest.next().filter(char::is_ascii)?;
    let after = text.get(end..).unwrap_or_default();
    let line_end = if after.starts_with("\r\n") {
        2
    } else {
        usize::from(!after.is_empty())
    };
    rest.next().is_none().then_some((delimiter, end + line_end))
}

/// How many records share the most frequent width, in thousandths, widths of one field not counted; wider wins a tie.
fn consistency(text: &str, delimiter: char) -> usize {
    let mut widths: Vec<usize> = Records::new(text, 0, delimiter)
        .map(|record| record.fields)
        .filter(|&width| width > 0)
        .take(TRIAL)
        .collect();
    widths.sort_unstable();
    let all = widths.len().max(1);
    let runs = widths.chunk_by(|one, other| one == other);
    let score = |run: &[usize]| run.len() * 1000 / all * 1000 + run[0].min(999);
    runs.filter(|run| run[0] > 1).map(score).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        choose(text, None).delimiter
    }

    #[test]
    fn the_consistent_delimiter_wins() {
        assert_eq!(delimiter("nome;salario\nAna;1,5\nBia;2,75\n"), ';');
        assert_eq!(delimiter("name,note\nAna,a;b;c\nBia,\"x,y;z\"\n"), ',');
        assert_eq!(delimiter("a\tb, c\n1\t2\n"), '\t');
        assert_eq!(delimiter("a|b\n1|2\n"), '|');
        assert_eq!(delimiter("email\nana@aurora.example\n"), ',');
    }

    #[test]
    fn a_separator_line_is_obeyed_and_no_row() {
        let chosen = choose("sep=;\r\na;b\r\n", None);
        assert_eq!(
            (chosen.delimiter, chosen.start, chosen.guessed),
            (';', 7, false)
        );
        assert_eq!(choose("sep=", None).start, 0);
    }
}
