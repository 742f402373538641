//! Headers of real lists, each with what it means; and headers that must mean nothing.

use super::*;

/// The field that a header is taken for; a part of the name counts as the name.
fn field(header: &str) -> Option<Field> {
    match lookup(header)?.0 {
        Meaning::Field(field) => Some(field),
        Meaning::NotSent => None,
        _ => Some(Field::FullName),
    }
}

/// Headers of each field, parted by semicolons.
const HEADERS: &[(Field, &str)] = &[
    (
        Field::EmployeeId,
        "Employee ID; employee_id; employeeId; EMPLOYEE NUMBER; Employee No.; Staff ID; Badge Number; \
         Personnel Number; Worker ID; Emp. ID; Matrícula; MATRÍCULA; Matricula; Nº Matrícula; N° Registro; \
         Matrícula do funcionário; Matrícula Funcional; Registro; Chapa; Crachá; Cód. Funcionário; \
         ID do colaborador; N.º mecanográfico; Número mecanográfico; Legajo; Nro. de Legajo; \
         N.º de Empleado; No. de empleado; Número de empleado; Clave de empleado; ID trabajador; \
         Número de nómina; Ficha; Personalnummer; Personal-Nr.; Pers.-Nr.; Mitarbeiternummer; \
         Mitarbeiter-ID; Matricule; N° matricule; Matricule salarié; Matricola; N. matricola; \
         Codice dipendente; Matri\u{301}cula\u{200b}; 01 - Matrícula; ID; Código",
    ),
    (
        Field::NationalId,
        "National ID; national_id; CPF; C.P.F.; Nº CPF; CPF do funcionário; CPF (somente números); \
         CPF do titular; DNI; D.N.I.; NIE; NIF; N.I.F.; DNI/NIE; CURP; RFC; NSS; RUT; Cédula; \
         Cédula de Identidad; CUIL; NISS; Cartão de Cidadão; Número de contribuinte; Codice fiscale; \
         Cod. fiscale; Steuer-ID; Steueridentifikationsnummer; Sozialversicherungsnummer; \
         Numéro de sécurité sociale; NIR; SSN; Social Security Number; National Insurance Number; Documento; \
         Número de documento; ＣＰＦ",
    ),
    (
        Field::CompanyTaxId,
        "Company Tax ID; company_tax_id; Tax ID; CNPJ; CNPJ da empresa; C.N.P.J.; CNPJ Filial; CIF; \
         NIF de la empresa; NIPC; CUIT; CUIT empresa; RUC; RUT empresa; RFC de la empresa; NIT; EIN; \
         VAT Number; USt-IdNr.; Numéro SIRET; SIREN; Partita IVA; P.IVA",
    ),
    (
        Field::Email,
        "Email; E-mail; e-mail address; E-mail corporativo; Work Email; Email do colaborador; \
         E-mail profissional; Correo electrónico; Correo; Correo corporativo; E-Mail-Adresse; \
         E-Mail dienstlich; Courriel; Adresse e-mail; Adresse électronique; Indirizzo e-mail; \
         Posta elettronica; Endereço de e-mail; E-mail\ncorporativo; email *; E-mail pessoal",
    ),
    (
        Field::FullName,
        "Name; Full name; full_name; Employee Name; Nome; Nome completo *; Nome do funcionário; Colaborador; \
         Nome / Name; Nombre; Nombre completo; Nombre y apellidos; Apellido y Nombre; Apellidos, Nombre; \
         Empleado; Name, Vorname; Vor- und Nachname; Nom; Nom et prénom; Nom Prénom; Nome e cognome; \
         Cognome e nome; Nominativo; First Name; Given name(s); Last Name; Surname; Primeiro nome; \
         Sobrenome; Apelido; Nombres; Primer nombre; Apellidos; Apellido; Primer apellido; Apellido paterno; \
         Segundo Apellido; Apellido 2; Vorname; Nachname; Familienname; Prénom; Nom de famille; Cognome; \
         Middle name",
    ),
    (
        Field::Department,
        "Department; Dept.; Departamento; Depto; Dpto.; Setor; Sector; Lotação; Área; Abteilung; Service; \
         Département; Reparto; Dipartimento; Business Unit; Unidad organizativa; Team",
    ),
    (
        Field::CostCenter,
        "Cost Center; cost_center; Cost centre; Centro de Custo; C. Custo; Código do Centro de Custo; \
         Centro de costes; Centro de costos; Centro de Costo; CeCo; Kostenstelle; KST; Kostenstellen-Nr.; \
         Centre de coût; Centre de coûts; Centro di costo",
    ),
    (
        Field::OfficeZipCode,
        "Office ZIP Code; office_zip_code; ZIP; CEP; C.E.P.; CEP do escritório; Código postal; Cód. Postal; \
         PLZ; Postleitzahl; Code postal; CAP; Postcode; Codigo postal de la oficina",
    ),
    (
        Field::PayrollId,
        "Payroll ID; payroll_id; ID da folha; Código da folha; ID nómina; Lohnnummer; Numéro de paie",
    ),
    (
        Field::MobileNumber,
        "Mobile Number; mobile_number; Mobile; Cell phone; Phone; Celular; Celular (com DDD); Telefone; \
         Telefone celular; Telemóvel; Móvil; Teléfono móvil; Teléfono; Handy; Handynummer; Mobiltelefon; \
         Téléphone portable; Portable; Cellulare; Telefon; WhatsApp",
    ),
    (
        Field::DiscountSubsetId,
        "Discount Group / Subset ID; discount_subset_id; Discount Group; Grupo de desconto; \
         Grupo de descuento",
    ),
    (
        Field::EligibleToPayroll,
        "Payroll Enabled (Yes/No); Payroll Enabled; eligible_to_payroll; Elegível à folha; \
         Desconto em folha; Descuento por nómina; Gehaltsabzug; Retenue sur salaire",
    ),
];

#[test]
fn headers_of_real_lists_are_known() {
    let all = HEADERS
        .iter()
        .flat_map(|(expected, headers)| headers.split("; ").map(move |header| (header, expected)));
    let wrong: Vec<_> = all
        .clone()
        .filter(|(header, expected)| field(header).as_ref() != Some(*expected))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(all.count() > 200);
    let custom = Field::Custom("site".into());
    assert_eq!(field("custom_fields.site"), Some(custom));
}

#[test]
fn what_is_not_sent_is_known_as_such() {
    for header in [
        "Data de nascimento",
        "Dt. Nasc.",
        "Fecha de nacimiento",
        "Date of birth",
        "Geburtsdatum",
        "Date de naissance",
        "Data di nascita",
        "Data de admissão",
        "Fecha de ingreso",
        "Hire date",
        "Eintrittsdatum",
        "Date d'embauche",
        "Salário",
        "Salary",
        "Gehalt",
        "Cargo",
        "Job title",
        "Puesto",
        "Poste",
        "Sexo",
        "Geschlecht",
        "Endereço",
        "Straße",
        "Ort",
        "Cidade",
        "UF",
        "RG",
        "PIS/PASEP",
        "Nome da mãe",
        "Empresa",
        "Razão social",
        "Status",
        "Estado civil",
        "Gestor",
        "E-mail do gestor",
        "CPF do dependente",
        "Nombre del jefe",
        "Manager email",
        "Emergency contact phone",
        "Telefone de emergência",
        "Nome do cônjuge",
    ] {
        let meaning = lookup(header).map(|(meaning, _)| meaning);
        assert_eq!(meaning, Some(Meaning::NotSent), "{header}");
    }
}

#[test]
fn nothing_is_decided_by_likeness() {
    for header in [
        "CEPF",
        "CFP",
        "Tax code",
        "CPF/CNPJ",
        "E-mail / Telefone",
        "Xyz",
        "",
        "***",
        "Matricla",
        "Emial",
    ] {
        assert_eq!(field(header), None, "{header}");
    }
    assert_ne!(field("CPF"), Some(Field::OfficeZipCode));
    assert_ne!(field("Tax ID"), Some(Field::EmployeeId));
}

#[test]
fn a_misspelt_header_is_a_suggestion_for_one_field_alone() {
    for (header, expected) in [
        ("Matricla", Some(Field::EmployeeId)),
        ("Departmento", Some(Field::Department)),
        ("Centro de csuto", Some(Field::CostCenter)),
        ("Correo electronic", Some(Field::Email)),
        ("Sobrenom", Some(Field::FullName)),
        // Too short, near to nothing, or near to something that is not sent.
        ("CPFF", None),
        ("CEPF", None),
        ("Tax IDs", None),
        ("Data de nascimeto", None),
        ("Dados do setor", None),
        ("", None),
    ] {
        assert_eq!(suggestion(header), expected, "{header}");
    }
}

#[test]
fn a_group_says_whose_name_and_number_it_is() {
    let under = |group: &str, own: &str| match lookup_under(group, own).map(|found| found.0) {
        Some(Meaning::Field(field)) => field.to_string(),
        Some(Meaning::NotSent) => "-".to_owned(),
        Some(Meaning::NamePart(place)) => format!("part {place}"),
        Some(_) => "name".to_owned(),
        None => "?".to_owned(),
    };
    for (group, own, expected) in [
        ("Nome", "Primeiro", "part 0"),
        ("Nome", "Último", "part 2"),
        ("Name", "First", "part 0"),
        ("Name", "Last", "part 2"),
        ("Nome", "Completo", "full_name"),
        ("Endereço", "CEP", "office_zip_code"),
        ("Endereço", "Rua", "-"),
        ("Dados pessoais", "CPF", "national_id"),
        ("Dados pessoais", "Nome", "name"),
        ("Colaborador", "Nome", "full_name"),
        ("Empleado", "ID", "employee_id"),
        ("Empresa", "CNPJ", "company_tax_id"),
        ("Empresa", "Nome", "-"),
        ("Dados da empresa", "Código", "-"),
        ("Empresa", "Departamento", "department"),
        ("Centro de custo", "Código", "cost_center"),
        ("Departamento", "ID", "-"),
        ("Gestor", "Nome", "-"),
        ("Contato de emergência", "Telefone", "-"),
        ("Dependente", "CPF", "-"),
        ("E-mail", "Corporativo", "email"),
        ("Telefone", "Celular", "mobile_number"),
        ("Telefone", "Fixo", "?"),
        ("", "CPF", "national_id"),
    ] {
        assert_eq!(under(group, own), expected, "{own} under {group}");
    }
}

#[test]
fn no_word_stands_twice() {
    let mut seen = std::collections::BTreeMap::new();
    let sent = words::ENTRIES
        .iter()
        .flat_map(|(meaning, _, words)| words.split_whitespace().map(move |word| (word, meaning)));
    let not_sent = words::NOT_SENT
        .split_whitespace()
        .map(|word| (word, &Meaning::NotSent));
    for (word, meaning) in sent.chain(not_sent) {
        if let Some(before) = seen.insert(word, meaning) {
            assert_eq!(before, meaning, "{word} has two meanings");
        }
    }
}

#[test]
fn headers_whose_accents_were_spoilt_are_known_by_what_is_left() {
    for (header, expected) in [
        ("MatrÃ\u{ad}cula", Some(Field::EmployeeId)),
        ("Matr\u{fffd}cula", Some(Field::EmployeeId)),
        ("N\u{fffd}mero de n\u{fffd}mina", Some(Field::EmployeeId)),
        ("LotaÃ§Ã£o", field("Lotação")),
        ("Lota\u{fffd}\u{fffd}o", field("Lotação")),
        ("N\u{fffd} CPF", Some(Field::NationalId)),
        ("N\u{fffd} Matr\u{fffd}cula", Some(Field::EmployeeId)),
        ("Admiss\u{fffd}o", None),
        // A letter that is there is never overlooked, and no other letter is put in.
        ("Metr\u{fffd}cula", None),
        ("C\u{fffd}F", None),
        ("CP\u{fffd}", None),
        ("\u{fffd}\u{fffd}\u{fffd}", None),
    ] {
        assert_eq!(field(header), expected, "{header}");
    }
    let sure = |header: &str| lookup(header).map_or(0.0, |(_, sure)| sure);
    assert!(sure("Matr\u{fffd}cula") < sure("Matrícula"));
    assert!(field("Lotação").is_some());
}
