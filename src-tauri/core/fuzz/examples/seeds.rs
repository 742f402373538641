//! Writes the seeds of each target from the fixtures: whole files, and the parts that a target puts into a container.

use std::error::Error;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(here.join("../tests/fixtures/damage"))? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let save = |target: &str, bytes: &[u8]| {
            let folder = here.join("corpus").join(target);
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(&name), bytes)
        };
        save("container", &bytes)?;
        match name.rsplit('.').next() {
            Some("csv") => {
                save("text", &[&[0, 0][..], &bytes].concat())?;
                save("records", &[b";", &bytes[..]].concat())?;
                save("header", &bytes)?;
            }
            Some("xlsx") => {
                if let Some(part) = part(&bytes, "xl/worksheets/sheet1.xml") {
                    save("xlsx", &part)?;
                }
            }
            Some("ods") => {
                if let Some(part) = part(&bytes, "content.xml") {
                    save("ods", &part)?;
                }
            }
            Some("xls") => {
                if let Some(stream) = stream(&bytes) {
                    save("xls", &stream)?;
                    save("calamine", &stream)?;
                }
            }
            _ => {}
        }
    }
    for (target, seeds) in [
        (
            "number_format",
            &[
                "00000|48",
                "000\\.000\\.000\\-00|2998224725",
                "[$-416]d \"de\" mmmm;@|46093.5",
                "[Red]0.00|1E5",
            ][..],
        ),
        ("address", &["B17", "XFD1048576", "$A$1:C3"][..]),
    ] {
        let folder = here.join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(number.to_string()), seed)?;
        }
    }
    Ok(())
}

fn part(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut content).ok()?;
    Some(content)
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    file.open_stream("Workbook")
        .ok()?
        .read_to_end(&mut content)
        .ok()?;
    Some(content)
}
