//! The company list (contract §1). A single entity must never get one: its 400 tells it apart.

use axum::http::Uri;
use serde_json::json;

use crate::answer::Answer;
use crate::employees::not_available;
use crate::pages::Pages;
use crate::state::State;

/// GET /v1/companies
pub(crate) fn list(state: &State, pages: Pages, uri: &Uri) -> Answer {
    if state.companies.len() < 2 {
        return not_available();
    }
    pages.answer(
        uri,
        "companies",
        &state.companies,
        |company| json!({ "company_name": company.name, "company_tax_id": company.tax_id }),
    )
}
