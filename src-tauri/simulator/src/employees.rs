//! The employee lists: current and past people, page by page (contract §1).
//! They must never show custom fields or a company, as the real ones do not.

use axum::http::{StatusCode, Uri};

use crate::answer::Answer;
use crate::pages::Pages;
use crate::person::{Person, letters_and_digits};
use crate::state::State;

/// GET /v1/employees: single entity only.
pub(crate) fn list(state: &State, pages: Pages, uri: &Uri) -> Answer {
    if state.companies.len() > 1 {
        return not_available();
    }
    pages.answer(uri, "employees", &state.roster, Person::listed)
}

/// GET /v1/companies/{tax-id}/employees: multi entity only.
pub(crate) fn list_of_company(state: &State, pages: Pages, tax_id: &str, uri: &Uri) -> Answer {
    if state.companies.len() < 2 {
        return not_available();
    }
    if tax_id.contains('/') {
        let reason = "A slash in the company tax id must be left out of the path";
        return Answer::refused(StatusCode::BAD_REQUEST, reason, &[]);
    }
    let wanted = letters_and_digits(tax_id);
    let is_it = |own: &str| letters_and_digits(own) == wanted;
    if !state.companies.iter().any(|company| is_it(&company.tax_id)) {
        let reason = "There is no company with this tax id";
        return Answer::refused(StatusCode::NOT_FOUND, reason, &[]);
    }
    let people: Vec<&Person> = state
        .roster
        .iter()
        .filter(|person| is_it(&person.company_tax_id))
        .collect();
    pages.answer(uri, &format!("employees of {wanted}"), &people, |person| {
        person.listed()
    })
}

/// The call is not for this kind of entity.
pub(crate) fn not_available() -> Answer {
    let reason = "operation not available for this entity type";
    Answer::refused(StatusCode::BAD_REQUEST, reason, &[])
}
