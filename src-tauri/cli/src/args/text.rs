//! How a text file is read where it is not to be found out; workbooks say it themselves.

use clap::Args;
use rollcall_core::sheet::{is_encoding, named_delimiter};

/// `--encoding` and `--delimiter`
#[derive(Debug, Clone, Default, Args)]
pub struct TextArguments {
    /// The encoding of a text file, such as UTF-8, windows-1252 or IBM850; found out by default.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<String>,
    /// The character between the columns of a text file, or `tab`; found out by default.
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub delimiter: Option<char>,
}

fn encoding(text: &str) -> Result<String, String> {
    if is_encoding(text) {
        Ok(text.to_owned())
    } else {
        Err("this is no known text encoding; try UTF-8 or windows-1252".to_owned())
    }
}

fn delimiter(text: &str) -> Result<char, String> {
    named_delimiter(text).ok_or_else(|| "write one character such as \";\", or tab".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_file_can_be_read_with_is_taken() {
        assert_eq!(encoding("latin1"), Ok("latin1".to_owned()));
        assert_eq!(encoding("IBM850"), Ok("IBM850".to_owned()));
        assert!(encoding("klingon").is_err());
        assert_eq!(delimiter("tab"), Ok('\t'));
        assert!(delimiter("ab").is_err());
    }
}
