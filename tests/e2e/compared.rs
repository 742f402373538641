//! Pictures of states that are made on purpose, held to those under `tests/pictures/states`: a change of the look is seen here
//! before anybody else sees it. `ROLLCALL_RENEW_PICTURES=1` keeps the new ones, to be looked at and committed.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::desktop::Desktop;
use crate::served::built_ui;
use crate::states;
use crate::window::Window;

/// States without a clock: nothing in them says how long ago something was.
const COMPARED: [&str; 6] = [
    "connect-custom",
    "import-columns",
    "import-fix",
    "import-review",
    "jobs",
    "story",
];
/// How far a colour may be off, of 255: fonts are smoothed a little otherwise from one machine to the next.
const OFF: u8 = 48;
/// How many of a thousand pixels may be further off than that.
const MOST: usize = 5;

struct Picture {
    width: u32,
    pixels: Vec<u8>,
}

fn read(path: &Path) -> Picture {
    let mut decoder = png::Decoder::new(BufReader::new(File::open(path).unwrap()));
    decoder.set_transformations(
        png::Transformations::normalize_to_color8() | png::Transformations::ALPHA,
    );
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    Picture {
        width: frame.width,
        pixels,
    }
}

/// How many of a thousand pixels are not the same.
fn difference(one: &Picture, other: &Picture) -> usize {
    if one.width != other.width || one.pixels.len() != other.pixels.len() {
        return 1_000;
    }
    let pairs = one.pixels.chunks_exact(4).zip(other.pixels.chunks_exact(4));
    let differs = |(one, other): (&[u8], &[u8])| {
        one.iter()
            .zip(other)
            .any(|(one, other)| one.abs_diff(*other) > OFF)
    };
    let all = one.pixels.len() / 4;
    (pairs.filter(|pair| differs(*pair)).count() * 1_000).div_ceil(all)
}

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/states/{name}.png"))
}

#[tokio::test]
async fn the_look_of_these_states_is_as_it_was() {
    let renew = std::env::var_os("ROLLCALL_RENEW_PICTURES").is_some();
    let desktop = Desktop::bare();
    let address = built_ui().await;
    let window = Window::browse(&desktop, &address).await;
    window.resize(1280, 800).await;
    let mut told = Vec::new();
    for name in COMPARED {
        let state = states::named(name);
        assert_eq!(
            states::go(&window, &address, state, "en").await,
            "",
            "{name}"
        );
        for theme in ["light", "dark"] {
            states::show(&window, theme).await;
            let name = format!("{name}-{theme}");
            let now = window.picture(&format!("compared/{name}")).await;
            if renew {
                fs::copy(&now, kept(&name)).unwrap();
            }
            let off = difference(&read(&kept(&name)), &read(&now));
            if off > MOST {
                told.push(format!(
                    "{name}: {off} of 1000 pixels differ, see {}",
                    now.display()
                ));
            }
        }
    }
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_picture_with_another_word_is_not_the_same() {
    let (one, other) = (read(&kept("jobs-light")), read(&kept("story-light")));
    assert_eq!(difference(&one, &one), 0);
    assert!(difference(&one, &other) > 10 * MOST);
}
