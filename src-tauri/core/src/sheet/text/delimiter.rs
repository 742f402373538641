//! Which character parts the fields: a `sep=` line, or a trial of each candidate over the first records, quotes
//! included. The candidate whose records have the most consistent width wins.

use super::candidates::DelimiterCandidate;
use super::records::Records;

const CANDIDATES: [char; 4] = [';', ',', '\t', '|'];
/// Enough records to see the pattern, few enough to cost nothing.
const TRIAL: usize = 200;

/// Of a hundred records so many must share a width for a delimiter to be offered.
const CONSISTENT: usize = 75;
/// Rows and characters that are shown of each candidate.
const SHOWN_ROWS: usize = 3;
const SHOWN_CHARACTERS: usize = 60;

/// The delimiter, and where the records begin.
pub(super) struct Chosen {
    pub(super) delimiter: char,
    pub(super) start: usize,
    /// The line of the file that begins there, from 1.
    pub(super) line: u64,
    pub(super) guessed: bool,
}

/// Takes the delimiter named, or the file's own word, or the best of a trial; the text begins at a byte.
pub(super) fn choose(text: &str, begin: usize, named: Option<char>) -> Chosen {
    let told = separator_line(text.get(begin..).unwrap_or_default());
    let start = begin + told.map_or(0, |(_, start)| start);
    let line = if told.is_some() { 2 } else { 1 };
    let known = named.filter(char::is_ascii);
    if let Some(delimiter) = known.or(told.map(|(delimiter, _)| delimiter)) {
        return Chosen {
            delimiter,
            start,
            line,
            guessed: false,
        };
    }
    let mut best = (0, ',');
    for candidate in CANDIDATES {
        let score = consistency(text, start, candidate);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    Chosen {
        delimiter: best.1,
        start,
        line,
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
/// Commas between digits are decimal commas as long as another character parts the rows.
fn consistency(text: &str, start: usize, delimiter: char) -> usize {
    let Some(width) = Width::of(text, start, delimiter) else {
        return 0;
    };
    let score = width.rows * 1000 / width.all * 1000 + width.fields.min(999);
    if delimiter == ',' && parts_numbers(text, start) {
        score / 2
    } else {
        score
    }
}

/// The most frequent width of the first records.
struct Width {
    fields: usize,
    rows: usize,
    all: usize,
}

impl Width {
    /// `None` where no record has two fields.
    fn of(text: &str, start: usize, delimiter: char) -> Option<Self> {
        let mut widths: Vec<usize> = Records::new(text, start, delimiter)
            .map(|record| record.fields)
            .filter(|&width| width > 0)
            .take(TRIAL)
            .collect();
        widths.sort_unstable();
        let all = widths.len();
        let runs = widths.chunk_by(|one, other| one == other);
        let usual = runs
            .filter(|run| run[0] > 1)
            .max_by_key(|run| (run.len(), run[0]))?;
        Some(Self {
            fields: usual[0],
            rows: usual.len(),
            all,
        })
    }
}

/// Whether most of the first commas stand between two digits.
fn parts_numbers(text: &str, start: usize) -> bool {
    const LOOKED_AT: usize = 64 << 10;
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let (mut between, mut all) = (0, 0);
    let threes = bytes[..bytes.len().min(LOOKED_AT)].windows(3);
    for three in threes.filter(|three| three[1] == b',') {
        all += 1;
        between += usize::from(three[0].is_ascii_digit() && three[2].is_ascii_digit());
    }
    between * 2 > all
}

/// The delimiters under which the rows have a common width, the one in use first.
pub(super) fn candidates(text: &str, chosen: &Chosen) -> Vec<DelimiterCandidate> {
    let others = CANDIDATES
        .into_iter()
        .filter(|&other| other != chosen.delimiter)
        .filter(|&other| {
            Width::of(text, chosen.start, other)
                .is_some_and(|width| width.rows * 100 >= width.all * CONSISTENT)
        });
    [chosen.delimiter]
        .into_iter()
        .chain(others)
        .map(|delimiter| candidate(text, chosen.start, delimiter))
        .collect()
}

fn candidate(text: &str, start: usize, delimiter: char) -> DelimiterCandidate {
    let width = Width::of(text, start, delimiter).map_or(1, |width| width.fields);
    let mut records = Records::new(text, start, delimiter);
    let mut sample = Vec::with_capacity(SHOWN_ROWS);
    while sample.len() < SHOWN_ROWS {
        let Some(record) = records.next() else { break };
        if record.fields > 0 {
            let shown = |text: &str| {
                let plain = text.replace("\"\"", "\"");
                plain.chars().take(SHOWN_CHARACTERS).collect()
            };
            sample.push(records.texts().map(shown).collect());
        }
    }
    DelimiterCandidate {
        delimiter,
        columns: u16::try_from(width).unwrap_or(u16::MAX),
        sample,
    }
}

/// The delimiter that a person names: one character of ASCII that is neither letter, digit, quote nor line end. A tab
/// may be written as `tab` or `\t` too.
pub fn named_delimiter(text: &str) -> Option<char> {
    if matches!(text, "tab" | "\\t") {
        return Some('\t');
    }
    let mut characters = text.chars();
    let only = characters.next().filter(|_| characters.next().is_none())?;
    let parts = only == '\t' || only == ' ' || (only.is_ascii_punctuation() && only != '"');
    parts.then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        choose(text, 0, None).delimiter
    }

    #[test]
    fn a_delimiter_is_named_by_one_character() {
        for (text, expected) in [(";", Some(';')), ("tab", Some('\t')), ("\\t", Some('\t'))] {
            assert_eq!(named_delimiter(text), expected, "{text:?}");
        }
        for text in ["", ";;", "\"", "a", "7", "\n", "§"] {
            assert_eq!(named_delimiter(text), None, "{text:?}");
        }
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
    fn decimal_commas_part_nothing() {
        assert_eq!(delimiter("1,5;2,25;7,5\n2,5;3,75;8,5\n"), ';');
        assert_eq!(delimiter("Ana\t1,5\nBia\t2,5\n"), '\t');
        assert_eq!(delimiter("1,2,3\n4,5,6\n"), ',');
        assert_eq!(delimiter("\"1,5\";2\n\"2,5\";3\n"), ';');
    }

    fn offered(text: &str, named: Option<char>) -> Vec<(char, u16)> {
        candidates(text, &choose(text, 0, named))
            .iter()
            .map(|found| (found.delimiter, found.columns))
            .collect()
    }

    #[test]
    fn delimiters_of_a_common_width_are_offered_with_their_first_rows() {
        let text = "nome;cargo, setor\nAna;\"a;b\", c\nBia;c, d\nCaio;e, f\n";
        assert_eq!(offered(text, None), [(';', 2), (',', 2)]);
        assert_eq!(offered(text, Some(',')), [(',', 2), (';', 2)]);
        let first = &candidates(text, &choose(text, 0, None))[0];
        assert_eq!(
            first.sample,
            [
                ["nome", "cargo, setor"],
                ["Ana", "\"a;b\", c"],
                ["Bia", "c, d"]
            ]
        );
        assert_eq!(offered("email\nana@aurora.example\n", None), [(',', 1)]);
        assert_eq!(offered("sep=|\na|b\n", None), [('|', 2)]);
    }

    #[test]
    fn a_separator_line_is_obeyed_and_no_row() {
        let chosen = choose("sep=;\r\na;b\r\n", 0, None);
        assert_eq!(
            (chosen.delimiter, chosen.start, chosen.guessed),
            (';', 7, false)
        );
        assert_eq!(choose("sep=", 0, None).start, 0);
    }
}
