//! What stands on a display, the button with which a person closes a window, and looking elsewhere.

use std::collections::HashSet;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, InputFocus, Window,
};
use x11rb::rust_connection::RustConnection;

x11rb::atom_manager! {
    Atoms: AtomsCookie { WM_PROTOCOLS, WM_DELETE_WINDOW, }
}

/// Asks Rollcall's window on `display` to close, as a window manager does at a click on the cross (ICCCM 4.2.8.1).
pub fn close_window(display: &str) {
    let (x, screen) = x11rb::connect(Some(display)).unwrap();
    let atoms = Atoms::new(&x).unwrap().reply().unwrap();
    let root = x.setup().roots[screen].root;
    let window = window_with(&x, root, atoms.WM_PROTOCOLS).expect("a window that can be closed");
    let wish = [atoms.WM_DELETE_WINDOW, x11rb::CURRENT_TIME, 0, 0, 0];
    let message = ClientMessageEvent::new(32, window, atoms.WM_PROTOCOLS, wish);
    x.send_event(false, window, EventMask::NO_EVENT, message)
        .unwrap()
        .check()
        .unwrap();
}

/// Takes the keyboard's attention away from every window, as a person does who works in another program.
pub fn look_elsewhere(display: &str) {
    let (x, screen) = x11rb::connect(Some(display)).unwrap();
    let screen = &x.setup().roots[screen];
    let root = screen.root;
    // Without a window manager the window under the pointer counts as the one with the focus.
    let corner = |length: u16| i16::try_from(length - 1).unwrap();
    let (right, below) = (
        corner(screen.width_in_pixels),
        corner(screen.height_in_pixels),
    );
    x.warp_pointer(x11rb::NONE, root, 0, 0, 0, 0, right, below)
        .unwrap()
        .check()
        .unwrap();
    x.set_input_focus(InputFocus::NONE, root, x11rb::CURRENT_TIME)
        .unwrap()
        .check()
        .unwrap();
}

/// Gives the keyboard's attention back to Rollcall's window.
pub fn look_at_the_window(display: &str) {
    let (x, screen) = x11rb::connect(Some(display)).unwrap();
    let atoms = Atoms::new(&x).unwrap().reply().unwrap();
    let root = x.setup().roots[screen].root;
    let window = window_with(&x, root, atoms.WM_PROTOCOLS).expect("a window that can be looked at");
    x.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)
        .unwrap()
        .check()
        .unwrap();
}

/// The first visible window under `parent` that has the property `name`, a list of atoms.
pub fn window_with(x: &RustConnection, parent: Window, name: u32) -> Option<Window> {
    let children = x.query_tree(parent).ok()?.reply().ok()?.children;
    for child in children {
        let property = x
            .get_property(false, child, name, AtomEnum::ATOM, 0, 1)
            .ok()?
            .reply();
        if property.is_ok_and(|found| found.value_len > 0) && is_visible(x, child) {
            return Some(child);
        }
        if let Some(found) = window_with(x, child, name) {
            return Some(found);
        }
    }
    None
}

fn is_visible(x: &RustConnection, window: Window) -> bool {
    let attributes = x.get_window_attributes(window).ok();
    attributes
        .and_then(|asked| asked.reply().ok())
        .is_some_and(|window| window.map_state == x11rb::protocol::xproto::MapState::VIEWABLE)
}

/// What stands in Rollcall's window, as the person at `display` sees it; nothing where there is no window yet.
pub fn drawn(display: &str) -> Option<Drawn> {
    let (x, screen) = x11rb::connect(Some(display)).unwrap();
    let atoms = Atoms::new(&x).unwrap().reply().unwrap();
    let root = x.setup().roots[screen].root;
    let window = window_with(&x, root, atoms.WM_PROTOCOLS)?;
    let place = x.get_geometry(window).ok()?.reply().ok()?;
    let (width, height) = (place.width, place.height);
    let image = x.get_image(ImageFormat::Z_PIXMAP, window, 0, 0, width, height, u32::MAX);
    // Each pixel is blue, green, red and nothing, as a screen of 24 bits has them.
    let pixels = image.ok()?.reply().ok()?.data;
    let rgb = pixels.chunks_exact(4);
    Some(Drawn {
        width: width.into(),
        height: height.into(),
        rgb: rgb
            .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
            .collect(),
    })
}

/// A picture of a window.
#[derive(PartialEq, Eq)]
pub struct Drawn {
    width: u32,
    height: u32,
    /// Three bytes a pixel, line by line.
    rgb: Vec<u8>,
}

impl Drawn {
    /// How many colours there are.
    pub fn colours(&self) -> usize {
        let colours: HashSet<&[u8]> = self.rgb.chunks_exact(3).collect();
        colours.len()
    }

    /// As a PNG file.
    pub fn png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&self.rgb).unwrap();
        writer.finish().unwrap();
        file
    }
}
