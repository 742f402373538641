//! The whole of a file in memory. A long file is read in two halves side by side, since half of the time of reading one
//! that the system still holds goes into finding it room. It never returns less than the file holds without an error.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// A file shorter than this is read in one go.
const WORTH_HALVING: u64 = 8 << 20;

/// Reads a file of at most `most` bytes; a longer one gives its first `most + 1` bytes.
pub(super) fn whole(path: &Path, most: u64) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len().min(most + 1);
    let mut content = if bytes < WORTH_HALVING {
        Vec::new()
    } else {
        halves(&file, usize::try_from(bytes).map_err(Error::other)?)?
    };
    // What was added meanwhile, or all of a short file, or of a pipe that tells no length.
    let read = content.len() as u64;
    let mut rest = file;
    if read > 0 {
        std::io::Seek::seek(&mut rest, std::io::SeekFrom::Start(read))?;
    }
    rest.take((most + 1).saturating_sub(read))
        .read_to_end(&mut content)?;
    Ok(content)
}

/// The first bytes of a file; fewer where it was cut meanwhile.
fn halves(file: &File, bytes: usize) -> Result<Vec<u8>> {
    let mut content = vec![0; bytes];
    let middle = bytes / 2;
    let (first, second) = content.split_at_mut(middle);
    let (first, second) = rayon::join(
        || read_at(file, first, 0),
        || read_at(file, second, middle as u64),
    );
    let (first, second) = (first?, second?);
    content.truncate(if first < middle {
        first
    } else {
        middle + second
    });
    Ok(content)
}

/// Fills a buffer from a place of the file, and tells how far the file went.
fn read_at(file: &File, mut buffer: &mut [u8], place: u64) -> Result<usize> {
    let mut read = 0;
    while !buffer.is_empty() {
        match at(file, buffer, place + read as u64) {
            Ok(0) => break,
            Ok(more) => {
                read += more;
                buffer = &mut buffer[more..];
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}

#[cfg(unix)]
fn at(file: &File, buffer: &mut [u8], place: u64) -> Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, place)
}

#[cfg(windows)]
fn at(file: &File, buffer: &mut [u8], place: u64) -> Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, place)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_length_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let long = usize::try_from(WORTH_HALVING).unwrap() + 1;
        for length in [0, 1, 4096, long - 1, long, long + 4095] {
            let content: Vec<u8> = (0..=250).cycle().take(length).collect();
            std::fs::write(&path, &content).unwrap();
            assert!(whole(&path, u64::MAX - 1).unwrap() == content, "{length}");
            assert_eq!(whole(&path, 4095).unwrap().len(), length.min(4096));
        }
    }
}
