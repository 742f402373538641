//! The guards that a person sets for a connection: its budgets (rule R4) and the people whom no file removes (rule R10).
//! They narrow or widen what is held; none of them can be turned off.

use super::{Desk, DeskError};
use crate::employee::{Key, TaxId, Text};
use crate::history::{BudgetChange, Connection, KeptBudgets, ProtectedPerson};
use crate::plan::Budgets;
use crate::roster::place;

impl Desk {
    /// The budgets of a connection as they stand.
    pub fn budgets(&self, connection: &Connection) -> Result<KeptBudgets, DeskError> {
        Ok(self.history.budgets(connection.id)?)
    }

    /// Every change of a connection's budgets, the oldest first.
    pub fn budget_changes(&self, connection: &Connection) -> Result<Vec<BudgetChange>, DeskError> {
        Ok(self.history.budget_changes(connection.id)?)
    }

    /// Sets the budgets of a connection, or of one of its companies; `None` puts the usual ones back. Plans that were
    /// made before keep what they were held against.
    pub fn set_budgets(
        &self,
        connection: &Connection,
        company: Option<&TaxId>,
        budgets: Option<&Budgets>,
    ) -> Result<KeptBudgets, DeskError> {
        if let Some(budgets) = budgets {
            budgets.check()?;
        }
        let company = match company {
            Some(tax_id) => Some(self.known_company(connection, tax_id)?),
            None => None,
        };
        self.history
            .set_budgets(connection.id, company.as_deref(), budgets)?;
        self.budgets(connection)
    }

    /// The meaning of a company's tax id, where the connection has that company.
    fn known_company(&self, connection: &Connection, tax_id: &TaxId) -> Result<Text, DeskError> {
        let companies = self.companies(connection)?;
        let mut companies = companies.iter().map(|company| company.tax_id.meaning());
        let known = companies.find(|known| *known == tax_id.meaning());
        let known = known.ok_or_else(|| DeskError::UnknownCompany {
            tax_id: tax_id.as_str().to_owned(),
        })?;
        Ok(known.as_ref().into())
    }

    /// The people whom no file removes.
    pub fn protected_people(
        &self,
        connection: &Connection,
    ) -> Result<Vec<ProtectedPerson>, DeskError> {
        Ok(self.history.protected_people(connection.id)?)
    }

    /// Protects somebody of the roster as last read, by company and key. Somebody who is not on it cannot be protected:
    /// a slip of the key would protect nobody and look as if it did.
    pub fn protect_person(
        &self,
        connection: &Connection,
        company: &TaxId,
        key: &str,
    ) -> Result<Vec<ProtectedPerson>, DeskError> {
        let identifier = connection.details.identifier;
        let sought = (
            Text::from(company.meaning().as_ref()),
            Key(identifier.meaning(key)),
        );
        let roster = self.history.last_roster(connection.id)?;
        let people = roster.iter().flat_map(|roster| &roster.people);
        let mut people = people.map(|person| &person.employee);
        let person = people.find(|person| place(identifier, person).as_ref() == Some(&sought));
        let person = person.ok_or_else(|| DeskError::NotOnRoster {
            key: key.to_owned(),
        })?;
        let name = person.full_name.as_deref().unwrap_or_default();
        self.history.protect(connection.id, &sought, name)?;
        self.protected_people(connection)
    }

    /// Takes somebody off the protected list.
    pub fn unprotect_person(
        &self,
        connection: &Connection,
        person: u32,
    ) -> Result<Vec<ProtectedPerson>, DeskError> {
        self.history.unprotect(connection.id, person)?;
        self.protected_people(connection)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::clock::SystemClock;
    use crate::desk::{Opening, Tokens};
    use crate::employee::{Employee, Field};
    use crate::history::{Environment, fixture};
    use crate::plan::Budget;
    use crate::roster::{Company, RemotePerson, RemoteRoster};
    use crate::vault::Preference;

    fn desk(folder: &std::path::Path) -> (Desk, Connection) {
        let opening = Opening {
            preference: Preference::SessionOnly,
            tokens: Tokens::Memory,
        };
        let desk = Desk::open(folder, opening, SystemClock::shared()).unwrap();
        let details = fixture::connection(Environment::Production);
        let id = desk.history().add_connection(&details).unwrap();
        let mut person = Employee::of(TaxId::from("12.345.678/0001-95"));
        person.set(&Field::EmployeeId, Some("004871".into()));
        person.set(&Field::FullName, Some("Ana".into()));
        let roster = RemoteRoster {
            companies: vec![Company {
                tax_id: person.company_tax_id.clone(),
                name: Text::default(),
            }],
            people: vec![RemotePerson {
                id: "emp_1".into(),
                employee: person,
                invitation_status: None,
                updated_at: None,
                deleted_at: None,
            }],
            past: Vec::new(),
            pages: 1,
            read_at: Timestamp::UNIX_EPOCH,
        };
        desk.history().keep_roster(id, &roster, "").unwrap();
        let connection = desk.history().connection(id).unwrap();
        (desk, connection)
    }

    #[test]
    fn budgets_are_kept_for_companies_that_are_there_and_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, connection) = desk(folder.path());
        let off = Budgets {
            removals: Budget {
                percent: 100,
                most: None,
                floor: 0,
            },
            ..Budgets::default()
        };
        let refused = desk.set_budgets(&connection, None, Some(&off));
        assert!(matches!(refused, Err(DeskError::Budgets(_))));
        let usual = Budgets::default();
        let nowhere = TaxId::from("1");
        let refused = desk.set_budgets(&connection, Some(&nowhere), Some(&usual));
        assert!(matches!(refused, Err(DeskError::UnknownCompany { .. })));
        let company = TaxId::from("12345678000195");
        let kept = desk.set_budgets(&connection, Some(&company), Some(&usual));
        assert_eq!(kept.unwrap().companies.len(), 1);
        assert_eq!(desk.budget_changes(&connection).unwrap().len(), 1);
    }

    #[test]
    fn only_people_of_the_roster_are_protected() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, connection) = desk(folder.path());
        let company = TaxId::from("12345678000195");
        let slip = desk.protect_person(&connection, &company, "4871");
        assert!(matches!(slip, Err(DeskError::NotOnRoster { .. })));
        let listed = desk.protect_person(&connection, &company, " 004871");
        let listed = listed.unwrap();
        assert_eq!((listed.len(), listed[0].name.as_str()), (1, "Ana"));
        let left = desk.unprotect_person(&connection, listed[0].id).unwrap();
        assert!(left.is_empty());
    }
}
