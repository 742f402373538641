//! The company of a row: by its column, else the one chosen for the file, else the only one of the connection.
//! A tax id is sent as Wellhub spells it, and one that the connection does not have is never sent.

use hashbrown::HashMap;

use crate::employee::{TaxId, Text};
use crate::finding::FindingCode;
use crate::roster::Company;
use crate::sheet::is_cnpj;

/// The companies that rows may belong to.
#[derive(Debug)]
pub(super) struct Companies {
    known: HashMap<Text, TaxId>,
    /// By what is left of a tax id without leading zeros; `None` where two companies share it.
    bare: HashMap<Text, Option<TaxId>>,
    fallback: Option<TaxId>,
    /// Whether texts are CNPJs, whose check digits tell typing errors where the companies are not known.
    cnpj: bool,
}

/// A company, with what had to be mended, or why there is none.
pub(super) type Found = Result<(TaxId, Option<FindingCode>), FindingCode>;

impl Companies {
    /// `cnpj` says that the column of companies holds CNPJs.
    pub(super) fn of(companies: &[Company], chosen: Option<&TaxId>, cnpj: bool) -> Self {
        let mut known = HashMap::new();
        let mut bare: HashMap<Text, Option<TaxId>> = HashMap::new();
        for company in companies {
            let meaning = company.tax_id.meaning();
            bare.entry(meaning.trim_start_matches('0').into())
                .and_modify(|twin| *twin = None)
                .or_insert_with(|| Some(company.tax_id.clone()));
            known.insert(meaning.as_ref().into(), company.tax_id.clone());
        }
        let only = match companies {
            [only] => Some(only.tax_id.clone()),
            _ => None,
        };
        let chosen = chosen.map(|chosen| {
            known
                .get(chosen.meaning().as_ref())
                .unwrap_or(chosen)
                .clone()
        });
        Self {
            known,
            bare,
            fallback: chosen.or(only),
            cnpj,
        }
    }

    /// The company that a text names; a blank text means the file's company. Where the connection's companies are not
    /// known, every text is taken.
    pub(super) fn find(&self, text: &str) -> Found {
        if text.is_empty() {
            return match &self.fallback {
                Some(company) => Ok((company.clone(), None)),
                None if self.known.is_empty() => Ok((TaxId(Text::default()), None)),
                None => Err(FindingCode::UnknownCompany),
            };
        }
        let named = TaxId::from(text);
        if self.known.is_empty() {
            let wrong = self.cnpj && !is_cnpj(text);
            return Ok((named, wrong.then_some(FindingCode::BadCheckDigit)));
        }
        let meaning = named.meaning();
        if let Some(company) = self.known.get(meaning.as_ref()) {
            return Ok((company.clone(), None));
        }
        match self.bare.get(meaning.as_ref()) {
            Some(Some(company)) => Ok((company.clone(), Some(FindingCode::LeadingZerosLost))),
            _ => Err(FindingCode::UnknownCompany),
        }
    }
}
