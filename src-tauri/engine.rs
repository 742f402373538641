//! How the engine of the page is set on Linux, where it is not the system's own: what the page never uses is off, what it
//! once showed is not kept, and where no graphics processor is at hand it draws without one.

use tauri::plugin::TauriPlugin;
use tauri::{Runtime, Webview};

/// How GTK and the engine are asked to draw plainly. The last one names the processor to draw with, which keeps the window's
/// process from looking for one through OpenGL, some twenty mebibytes of it; nothing is ever drawn with what is named.
#[cfg(target_os = "linux")]
const PLAINLY: [(&str, &str); 4] = [
    ("GDK_GL", "disable"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null"),
];

/// Asks GTK and the engine, before they begin, to draw plainly where the kernel offers no graphics processor, as on a
/// virtual desktop: OpenGL would be emulated there, by a compiler in the window's process and one in the page's. Whoever
/// set one of them keeps what they set. Called first, while there is one thread.
#[cfg(target_os = "linux")]
pub fn prepare() {
    if has_graphics_processor() {
        return;
    }
    for (name, value) in PLAINLY {
        if let Err(error) = glib::setenv(name, value, false) {
            tracing::debug!(%error, name, "the page is drawn as the engine does by itself");
        }
    }
}

/// There the engine is the system's.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}

/// Sets every page's engine as soon as there is one.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("engine")
        .on_webview_ready(|webview| set(&webview))
        .build()
}

#[cfg(not(target_os = "linux"))]
fn set<R: Runtime>(_: &Webview<R>) {}

#[cfg(target_os = "linux")]
fn set<R: Runtime>(webview: &Webview<R>) {
    use webkit2gtk::{CacheModel, SettingsExt as _, WebContextExt as _, WebViewExt};

    let set = webview.with_webview(|platform| {
        let view = platform.inner();
        if let Some(context) = view.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_enable_page_cache(false);
            settings.set_enable_webgl(false);
            settings.set_enable_webaudio(false);
            settings.set_enable_media_stream(false);
        }
    });
    if let Err(error) = set {
        tracing::debug!(%error, "the page's engine stays as it is set by itself");
    }
}

#[cfg(target_os = "linux")]
fn has_graphics_processor() -> bool {
    let nodes = std::fs::read_dir("/dev/dri")
        .into_iter()
        .flatten()
        .flatten();
    nodes
        .into_iter()
        .any(|node| node.file_name().as_encoded_bytes().starts_with(b"renderD"))
}
