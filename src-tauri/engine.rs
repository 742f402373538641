//! How the engine of the page is set on Linux, where Rollcall brings its settings along: what the page never uses is
//! off, what it once showed is not kept, and where no graphics processor is at hand it draws without one.

use tauri::plugin::TauriPlugin;
use tauri::{Runtime, Webview};

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
    use webkit2gtk::{
        CacheModel, HardwareAccelerationPolicy, SettingsExt as _, WebContextExt as _,
        WebViewExt as _,
    };

    let set = webview.with_webview(|platform| {
        let view = platform.inner();
        if let Some(context) = view.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        let Some(settings) = webkit2gtk::WebViewExt::settings(&view) else {
            return;
        };
        settings.set_enable_page_cache(false);
        settings.set_enable_webgl(false);
        settings.set_enable_webaudio(false);
        settings.set_enable_media_stream(false);
        if !has_graphics_processor() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(error) = set {
        tracing::debug!(%error, "the page's engine stays as it is set by itself");
    }
}

/// Whether the kernel offers a graphics processor to draw with. Without one, as on a virtual desktop, OpenGL would be
/// emulated: a compiler and its buffers in the page's process, and slower than plain drawing.
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
