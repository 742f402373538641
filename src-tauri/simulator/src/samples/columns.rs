//! The columns of the samples: header and text in three languages.
//! They must never hold a value that the roster or the person's own number does not give.

use crate::person::Person;

/// The language of a sample's headers and of its yes and no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Portuguese,
    English,
    Spanish,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    EmployeeId,
    FullName,
    NationalId,
    Email,
    Department,
    CostCenter,
    Payroll,
    ZipCode,
    Mobile,
    BirthDate,
    /// Of a multi entity.
    TaxId,
    /// At work or away; only the workbook with trouble filters by it.
    Status,
}

impl Column {
    /// What every full sample has, in its order.
    pub(super) const USUAL: [Self; 10] = [
        Self::EmployeeId,
        Self::FullName,
        Self::NationalId,
        Self::Email,
        Self::Department,
        Self::CostCenter,
        Self::Payroll,
        Self::ZipCode,
        Self::Mobile,
        Self::BirthDate,
    ];

    pub(super) fn header(self, language: Language) -> &'static str {
        let [portuguese, english, spanish] = match self {
            Self::EmployeeId => ["Matrícula", "Employee ID", "Legajo"],
            Self::FullName => ["Nome completo", "Full name", "Apellido y nombre"],
            Self::NationalId => ["CPF", "National ID", "Documento"],
            Self::Email => ["E-mail corporativo", "Work email", "Correo electrónico"],
            Self::Department => ["Lotação", "Department", "Sector"],
            Self::CostCenter => ["Centro de Custo", "Cost center", "Centro de costos"],
            Self::Payroll => [
                "Desconto em folha",
                "Payroll deduction",
                "Descuento por nómina",
            ],
            Self::ZipCode => ["CEP", "Office ZIP code", "Código postal"],
            Self::Mobile => ["Celular", "Mobile number", "Celular"],
            Self::BirthDate => ["Data de nascimento", "Date of birth", "Fecha de nacimiento"],
            Self::TaxId => ["CNPJ", "Company tax ID", "Identificación fiscal"],
            Self::Status => ["Situação", "Status", "Situación"],
        };
        match language {
            Language::Portuguese => portuguese,
            Language::English => english,
            Language::Spanish => spanish,
        }
    }

    pub(super) fn text(self, person: &Person, language: Language) -> String {
        match self {
            Self::EmployeeId => person.employee_id.clone(),
            Self::FullName => person.full_name.clone(),
            Self::NationalId => national_id(&person.national_id, language),
            Self::Email => person.email.clone(),
            Self::Department => person.department.clone(),
            Self::CostCenter => person.cost_center.clone(),
            Self::Payroll => yes_or_no(person, language).to_owned(),
            Self::ZipCode => person.office_zip_code.clone(),
            Self::Mobile => person.mobile_number.clone(),
            Self::BirthDate => {
                let (year, month, day) = birth_date(person);
                match language {
                    Language::English => format!("{year:04}-{month:02}-{day:02}"),
                    _ => format!("{day:02}/{month:02}/{year:04}"),
                }
            }
            Self::TaxId => person.company_tax_id.clone(),
            Self::Status => "Ativo".to_owned(),
        }
    }
}

/// A CPF is written with its punctuation where people do so.
fn national_id(digits: &str, language: Language) -> String {
    let is_cpf = digits.len() == 11 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if language != Language::Portuguese || !is_cpf {
        return digits.to_owned();
    }
    let (root, check) = digits.split_at(9);
    format!("{}.{}.{}-{check}", &root[..3], &root[3..6], &root[6..])
}

fn yes_or_no(person: &Person, language: Language) -> &'static str {
    match (person.eligible_to_payroll.unwrap_or(false), language) {
        (true, Language::Portuguese) => "Sim",
        (false, Language::Portuguese) => "Não",
        (true, Language::English) => "Yes",
        (true, Language::Spanish) => "Sí",
        (false, Language::English | Language::Spanish) => "No",
    }
}

/// Year, month, day: made from the employee id, since nobody sends a birth date to Wellhub.
pub(super) fn birth_date(person: &Person) -> (u16, u8, u8) {
    let seed = person
        .employee_id
        .bytes()
        .fold(7_u32, |sum, byte| sum.wrapping_mul(31) + u32::from(byte));
    let part = |divisor: u32, span: u32| u16::try_from(seed / divisor % span).unwrap_or_default();
    let small = |divisor, span| u8::try_from(part(divisor, span)).unwrap_or_default();
    (1962 + part(7, 42), 1 + small(300, 12), 1 + small(4_000, 28))
}
