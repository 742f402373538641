//! What stands on a display, the button with which a person closes a window, and looking elsewhere.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, Window,
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
