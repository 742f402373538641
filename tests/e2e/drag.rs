//! A file dragged onto the window as a file manager does it: the XDND protocol, version 5, spoken over X11.

use std::path::Path;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::screen::window_with;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware, XdndSelection, XdndEnter, XdndPosition, XdndStatus, XdndDrop, XdndFinished,
        XdndActionCopy,
        Uris: b"text/uri-list",
    }
}

/// How long the window may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long between two looks.
const LOOK: Duration = Duration::from_millis(5);

/// A file held over the window by a mouse.
pub struct Drag {
    x: RustConnection,
    atoms: Atoms,
    source: Window,
    target: Window,
    uris: String,
}

impl Drag {
    /// Takes `file` up and moves it over Rollcall's window, until the window says that it would take it.
    pub fn over_the_window(display: &str, file: &Path) -> Self {
        let (x, screen) = x11rb::connect(Some(display)).unwrap();
        let root = x.setup().roots[screen].root;
        let atoms = Atoms::new(&x).unwrap().reply().unwrap();
        let source = x.generate_id().unwrap();
        x.create_window(
            0,
            source,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_ONLY,
            0,
            &CreateWindowAux::new().override_redirect(1),
        )
        .unwrap();
        x.set_selection_owner(source, atoms.XdndSelection, x11rb::CURRENT_TIME)
            .unwrap();
        let target = window_with(&x, root, atoms.XdndAware).expect("no window takes drops");
        let drag = Self {
            uris: format!("{}\r\n", tauri::Url::from_file_path(file).unwrap()),
            x,
            atoms,
            source,
            target,
        };
        let version = 5 << 24;
        drag.tell(
            drag.atoms.XdndEnter,
            [drag.source, version, drag.atoms.Uris, 0, 0],
        );
        drag.hover();
        drag
    }

    /// Lets go of the file, and waits until the window took it.
    pub fn drop(self) {
        self.tell(
            self.atoms.XdndDrop,
            [self.source, 0, x11rb::CURRENT_TIME, 0, 0],
        );
        self.answer(self.atoms.XdndFinished);
    }

    /// Moves until the window accepts. It first asks for the data, so its first answers may be "no".
    fn hover(&self) {
        let deadline = Instant::now() + PATIENCE;
        for step in 0_u32.. {
            // The place on the screen: x in the upper half, y in the lower.
            let at = ((600 + step % 8) << 16) + 400;
            self.tell(
                self.atoms.XdndPosition,
                [
                    self.source,
                    0,
                    at,
                    x11rb::CURRENT_TIME,
                    self.atoms.XdndActionCopy,
                ],
            );
            if self.answer(self.atoms.XdndStatus)[1] & 1 == 1 {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "the window does not take the file"
            );
        }
    }

    /// Hands out the data until the message `kind` comes.
    fn answer(&self, kind: u32) -> [u32; 5] {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.x.poll_for_event().unwrap() {
                Some(Event::SelectionRequest(request)) => self.hand_out(&request),
                Some(Event::ClientMessage(message)) if message.type_ == kind => {
                    return message.data.as_data32();
                }
                Some(_) => {}
                None => {
                    assert!(
                        Instant::now() < deadline,
                        "the window does not answer the drag"
                    );
                    std::thread::sleep(LOOK);
                }
            }
        }
    }

    fn hand_out(&self, request: &SelectionRequestEvent) {
        let known = request.target == self.atoms.Uris;
        if known {
            self.x
                .change_property8(
                    PropMode::REPLACE,
                    request.requestor,
                    request.property,
                    request.target,
                    self.uris.as_bytes(),
                )
                .unwrap();
        }
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known { request.property } else { x11rb::NONE },
        };
        self.x
            .send_event(false, request.requestor, EventMask::NO_EVENT, notice)
            .unwrap();
        self.x.flush().unwrap();
    }

    fn tell(&self, kind: u32, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.target, kind, data);
        self.x
            .send_event(false, self.target, EventMask::NO_EVENT, message)
            .unwrap();
        self.x.flush().unwrap();
    }
}
