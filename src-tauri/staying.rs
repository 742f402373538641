//! The window stays where it is: no page but Rollcall's own is ever loaded in it, whatever a link, a script or a spreadsheet's
//! text may ask for.

use tauri::plugin::TauriPlugin;
use tauri::{Runtime, Url};

/// Refuses every way out of Rollcall's own page.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("staying")
        .on_navigation(|_, url| {
            let own = is_own(url);
            if !own {
                // Without the address, which may quote somebody.
                tracing::warn!(scheme = url.scheme(), "a way out of the window was refused");
            }
            own
        })
        .build()
}

/// Tauri's own addresses of the page (`tauri://localhost`, on Windows `http://tauri.localhost`) and, while it
/// is developed, of the server of `npm run dev`.
fn is_own(url: &Url) -> bool {
    let at = |scheme: &str, host: &str| url.scheme() == scheme && url.host_str() == Some(host);
    at("tauri", "localhost")
        || at("http", "tauri.localhost")
        || at("https", "tauri.localhost")
        || (cfg!(dev) && at("http", "127.0.0.1") && url.port() == Some(1420))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_its_own_and_nothing_else_is() {
        let own = |text: &str| is_own(&text.parse().expect("an address"));
        for address in [
            "tauri://localhost",
            "tauri://localhost/#/jobs/1",
            "http://tauri.localhost/",
        ] {
            assert!(own(address), "{address}");
        }
        for address in [
            "https://api.wellhub.com/",
            "http://localhost/",
            "http://127.0.0.1/",
            "tauri://elsewhere/",
            "https://tauri.localhost.example/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "about:blank",
            "javascript:0",
        ] {
            assert!(!own(address), "{address}");
        }
    }
}
