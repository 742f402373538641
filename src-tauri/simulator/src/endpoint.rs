//! The ten calls of the eligibility API and how a request is recognised as one of them.
//! It must never know what a call does.

use axum::http::Method;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// One call of contract §1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// POST /oauth/token
    Token,
    /// POST /v1/eligibility/jobs
    CreateJob,
    /// POST /v1/eligibility/jobs/{id}/items
    AddItems,
    /// GET /v1/eligibility/jobs/{id}/items
    ListItems,
    /// POST /v1/eligibility/jobs/{id}/submit
    Submit,
    /// GET /v1/eligibility/jobs/{id}/status
    Status,
    /// GET /v1/eligibility/jobs/{id}/errors
    Errors,
    /// GET /v1/employees
    Employees,
    /// GET /v1/companies/{tax-id}/employees
    CompanyEmployees,
    /// GET /v1/companies
    Companies,
}

impl Endpoint {
    /// Every endpoint.
    pub const ALL: [Self; 10] = [
        Self::Token,
        Self::CreateJob,
        Self::AddItems,
        Self::ListItems,
        Self::Submit,
        Self::Status,
        Self::Errors,
        Self::Employees,
        Self::CompanyEmployees,
        Self::Companies,
    ];

    /// Requests per minute and per second (contract §1).
    pub fn documented_limit(self) -> (u32, u32) {
        match self {
            Self::Token => (5, 5),
            Self::CreateJob | Self::Submit => (25, 5),
            Self::AddItems | Self::ListItems | Self::Status | Self::Errors => (50, 20),
            Self::Employees | Self::CompanyEmployees | Self::Companies => (300, 5),
        }
    }
}

/// A request that was recognised, with the job id or tax id of its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) endpoint: Endpoint,
    /// Percent-decoded; empty where the path has none.
    pub(crate) parameter: String,
}

impl Route {
    /// Recognises a request; `None` is a path that the API does not have.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let (endpoint, parameter) = match (method.as_str(), segments.as_slice()) {
            ("POST", ["oauth", "token"]) => (Endpoint::Token, ""),
            ("POST", ["v1", "eligibility", "jobs"]) => (Endpoint::CreateJob, ""),
            (verb, ["v1", "eligibility", "jobs", id, what]) => {
                let endpoint = match (verb, *what) {
                    ("POST", "items") => Endpoint::AddItems,
                    ("GET", "items") => Endpoint::ListItems,
                    ("POST", "submit") => Endpoint::Submit,
                    ("GET", "status") => Endpoint::Status,
                    ("GET", "errors") => Endpoint::Errors,
                    _ => return None,
                };
                (endpoint, *id)
            }
            ("GET", ["v1", "employees"]) => (Endpoint::Employees, ""),
            ("GET", ["v1", "companies"]) => (Endpoint::Companies, ""),
            ("GET", ["v1", "companies", tax_id, "employees"]) => {
                (Endpoint::CompanyEmployees, *tax_id)
            }
            _ => return None,
        };
        Some(Self {
            endpoint,
            parameter: percent_decode_str(parameter)
                .decode_utf8_lossy()
                .into_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_endpoint_by_its_method() {
        let items = "/v1/eligibility/jobs/abc/items";
        let post = Route::of(&Method::POST, items).map(|route| (route.endpoint, route.parameter));
        assert_eq!(post, Some((Endpoint::AddItems, "abc".to_owned())));
        let get = Route::of(&Method::GET, items).map(|route| route.endpoint);
        assert_eq!(get, Some(Endpoint::ListItems));
        assert_eq!(Route::of(&Method::PUT, items), None);
        assert_eq!(
            Route::of(&Method::GET, "/v1/companies/12/34/employees"),
            None
        );
    }
}
