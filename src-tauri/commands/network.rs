//! How Wellhub is reached: the system's proxy, or one that a person enters. Its password goes in and never comes out.

use rollcall_core::desk::{Desk, DeskError};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use crate::error::CommandError;
use crate::state::AppState;

/// The proxy in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProxyView {
    /// Where the proxy is that was entered; null where the system's serves.
    pub address: Option<String>,
    /// As whom it is used.
    pub user: Option<String>,
}

/// What a person typed about a proxy. `Debug` is absent on purpose: it holds a secret.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProxyForm {
    /// Where it is; null for the system's.
    pub address: Option<String>,
    /// The user name, where it asks for one.
    pub user: Option<String>,
    /// The password, on its way to the vault; null keeps the one before.
    #[specta(type = Option<String>)]
    pub password: Option<SecretString>,
}

fn shown(desk: &Desk) -> ProxyView {
    let proxy = desk.proxy();
    ProxyView {
        address: proxy.as_ref().map(|proxy| proxy.address().to_owned()),
        user: proxy.and_then(|proxy| proxy.user().map(str::to_owned)),
    }
}

/// The proxy in use.
#[tauri::command]
#[specta::specta]
pub async fn proxy(state: State<'_, AppState>) -> Result<ProxyView, CommandError> {
    state.work(|desk| Ok::<_, DeskError>(shown(desk))).await
}

/// Uses another proxy from now on.
#[tauri::command]
#[specta::specta]
pub async fn set_proxy(
    state: State<'_, AppState>,
    form: ProxyForm,
) -> Result<ProxyView, CommandError> {
    state
        .work(move |desk| {
            desk.set_proxy(form.address.as_deref(), form.user.as_deref(), form.password)?;
            Ok::<_, DeskError>(shown(desk))
        })
        .await
}
