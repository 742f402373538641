//! The limits as documented (contract §1).

use serde::{Deserialize, Serialize};

/// A call that has a limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `POST /oauth/token`
    Token,
    /// `POST /v1/eligibility/jobs`
    CreateJob,
    /// `POST /v1/eligibility/jobs/{id}/items`
    AddItems,
    /// `GET /v1/eligibility/jobs/{id}/items`
    ListItems,
    /// `POST /v1/eligibility/jobs/{id}/submit`
    Submit,
    /// `GET /v1/eligibility/jobs/{id}/status`
    Status,
    /// `GET /v1/eligibility/jobs/{id}/errors`
    Errors,
    /// `GET /v1/employees`
    Employees,
    /// `GET /v1/companies/{tax-id}/employees`
    CompanyEmployees,
    /// `GET /v1/companies`
    Companies,
}

impl Endpoint {
    /// All of them.
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

    /// Its place in [`Endpoint::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// A name that stays, for what is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::CreateJob => "create_job",
            Self::AddItems => "add_items",
            Self::ListItems => "list_items",
            Self::Submit => "submit",
            Self::Status => "status",
            Self::Errors => "errors",
            Self::Employees => "employees",
            Self::CompanyEmployees => "company_employees",
            Self::Companies => "companies",
        }
    }
}

/// How often a call may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Requests a minute; at least 1.
    pub rate: u32,
    /// Requests a second; at least 1.
    pub burst: u32,
}

/// A limit for each call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table([Limit; Endpoint::ALL.len()]);

const fn limit(rate: u32, burst: u32) -> Limit {
    Limit { rate, burst }
}

impl Table {
    /// The documented ones (contract §1).
    pub const DOCUMENTED: Self = Self([
        limit(5, 5),
        limit(25, 5),
        limit(50, 20),
        limit(50, 20),
        limit(25, 5),
        limit(50, 20),
        limit(50, 20),
        limit(300, 5),
        limit(300, 5),
        limit(300, 5),
    ]);

    /// The same limit for every call.
    pub const fn uniform(limit: Limit) -> Self {
        Self([limit; Endpoint::ALL.len()])
    }

    /// The limit of a call.
    pub fn of(&self, endpoint: Endpoint) -> Limit {
        self.0[endpoint.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_calls() {
        for (place, endpoint) in Endpoint::ALL.into_iter().enumerate() {
            assert_eq!(endpoint.index(), place, "{}", endpoint.name());
        }
        let of = |endpoint| {
            let limit = Table::DOCUMENTED.of(endpoint);
            (limit.rate, limit.burst)
        };
        assert_eq!(of(Endpoint::Token), (5, 5));
        assert_eq!(of(Endpoint::CreateJob), (25, 5));
        assert_eq!(of(Endpoint::AddItems), (50, 20));
        assert_eq!(of(Endpoint::Submit), (25, 5));
        assert_eq!(of(Endpoint::Errors), (50, 20));
        assert_eq!(of(Endpoint::Companies), (300, 5));
    }
}
