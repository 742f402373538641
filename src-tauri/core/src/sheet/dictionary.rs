//! What headers mean, in English, Portuguese, Spanish, German, French and Italian, and the API's own names.
//! Only whole headers are compared: nothing here is decided by likeness of letters.

use super::fold::fold;
use crate::employee::Field;

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field of a person.
    Field(Field),
    /// A part of the name, by its place in the full name.
    NamePart(u8),
    /// `Nome` or `Name`: the full name, or the given name where another column holds the family name.
    Name,
    /// A usual column of such lists that is not sent.
    NotSent,
}

/// Meaning of a header with how sure it is, from 0 to 1; `None` for an unknown one.
pub(super) fn lookup(header: &str) -> Option<(Meaning, f32)> {
    let trimmed = header.trim();
    if let Some(field) = Field::named(trimmed) {
        return Some((Meaning::Field(field), 1.0));
    }
    let folded = fold(trimmed);
    let whole: String = folded.split(' ').collect();
    if let Some(found) = entry(&whole) {
        return Some(found);
    }
    let before_note = fold(trimmed.split(['(', '[']).next().unwrap_or_default());
    let core: String = before_note
        .split(' ')
        .filter(|word| !is_filler(word))
        .collect();
    entry(&core).map(|(meaning, sure)| (meaning, sure * 0.95))
}

/// Whether a header speaks of a person's name.
pub(super) fn is_name(header: &str) -> bool {
    use Meaning::{Name, NamePart};
    let meaning = lookup(header).map(|(meaning, _)| meaning);
    matches!(
        meaning,
        Some(Name | NamePart(_) | Meaning::Field(Field::FullName))
    )
}

/// Words that say whose the value is, not what it is.
fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "a",
        "associate",
        "colaborador",
        "colaboradora",
        "collaborateur",
        "da",
        "de",
        "del",
        "della",
        "des",
        "dipendente",
        "do",
        "du",
        "el",
        "empleado",
        "empregado",
        "employe",
        "employee",
        "funcionario",
        "la",
        "le",
        "mitarbeiter",
        "n",
        "no",
        "nr",
        "num",
        "numero",
        "o",
        "of",
        "personal",
        "pessoal",
        "s",
        "salarie",
        "staff",
        "the",
        "titular",
        "trabajador",
        "trabalhador",
        "worker",
        "corporate",
        "corporativo",
        "corporativa",
        "profissional",
        "professional",
        "profesional",
        "work",
        "trabalho",
        "trabajo",
        "obrigatorio",
        "required",
    ];
    FILLERS.contains(&word)
}

fn entry(compact: &str) -> Option<(Meaning, f32)> {
    if compact.is_empty() {
        return None;
    }
    for (meaning, sure, words) in ENTRIES {
        if words.split(' ').any(|word| word == compact) {
            return Some((meaning.clone(), *sure));
        }
    }
    None
}

type Entry = (Meaning, f32, &'static str);

const ENTRIES: &[Entry] = &[
    (
        Meaning::Field(Field::EmployeeId),
        1.0,
        "employeeid matricula matriculafuncional employeenumber employeeno idemployee registration registrationnumber \
         registro registrofuncional chapa legajo numerodelegajo nlegajo personalnummer personalnr mitarbeiternummer \
         mitarbeiterid staffnumber staffid staffno badge badgenumber workerid associateid numerodeempleado numeroempleado nodeempleado \
         noempleado nempleado idempleado iddeempleado codigoempleado codigodeempleado idfuncionario iddofuncionario \
         numerodofuncionario numerofuncionario nfuncionario codigofuncionario codigodofuncionario codfuncionario \
         idcolaborador iddocolaborador numerodocolaborador codigocolaborador numerotrabajador numerodetrabajador \
         nummecanografico numeromecanografico matricule numeromatricule matricola numeromatricola idemploye",
    ),
    (
        Meaning::Field(Field::EmployeeId),
        0.6,
        "id code codigo registroid",
    ),
    (
        Meaning::Field(Field::NationalId),
        1.0,
        "nationalid nationalidnumber nationalidentificationnumber cpf numerocpf cpfnumero nocpf dni nie nif dninie nifnie \
         curp rut run cedula ceduladeidentidad ceduladeciudadania documentodeidentidad documentonacional \
         documentodeidentidade documentonacionaldeidentidad identidadenacional ssn socialsecuritynumber \
         nationalinsurancenumber codicefiscale numerodeidentificacao numerodeidentificacion idnacional cartaodecidadao bsn \
         pesel personalausweis ausweisnummer",
    ),
    (
        Meaning::Field(Field::NationalId),
        0.8,
        "documento document documentnumber identidade identidad iddocument numerodocumento numerododocumento \
         numerodedocumento",
    ),
    (
        Meaning::Field(Field::CompanyTaxId),
        1.0,
        "companytaxid taxid companytaxnumber cnpj cnpjempresa cnpjdaempresa cnpjfilial cif cifempresa cifdelaempresa \
         nifempresa nifdaempresa nipc cuit cuitempresa ruc rucempresa rutempresa rutdelaempresa nit nitempresa ein vat vatid \
         vatnumber partitaiva piva siret siren ustid ustidnr umsatzsteuerid steuernummerfirma idfiscal idfiscalempresa \
         identificacaofiscal employertaxid legalentitytaxid idfiscaldaempresa idfiscaldelaempresa",
    ),
    (
        Meaning::Field(Field::Email),
        1.0,
        "email emailaddress mail mailaddress correo correoelectronico emailcorporativo emailempresa emailprofissional \
         correocorporativo correoempresa correoelectronicocorporativo workemail corporateemail businessemail companyemail \
         emailwork enderecodeemail direcciondecorreo direcciondecorreoelectronico adressemail courriel emailadresse \
         indirizzoemail",
    ),
    (
        Meaning::Field(Field::Email),
        0.7,
        "personalemail emailpessoal emailpersonal correopersonal emailprivado email2 emailalternativo privateemail",
    ),
    (
        Meaning::Field(Field::FullName),
        1.0,
        "fullname nomecompleto nombrecompleto completename employeename nomedofuncionario nomefuncionario \
         nomedocolaborador nomecolaborador nombredelempleado nombreempleado nombredeltrabajador nombreyapellido \
         nombreyapellidos apellidosynombre apellidosynombres apellidoynombre nombresyapellidos nomeesobrenome nomecognome \
         cognomeenome nomeecognome vollstandigername vorundnachname nametotal nomcomplet nomprenom nometprenom prenometnom \
         displayname razonsocialempleado",
    ),
    (
        Meaning::Name,
        0.9,
        "name nome nombre funcionario colaborador empleado employee mitarbeiter",
    ),
    (
        Meaning::NamePart(0),
        1.0,
        "firstname givenname givennames forename primeironome nombres primernombre nombredepila vorname prenom prenoms \
         nomeproprio firstnames nombrepila",
    ),
    (
        Meaning::NamePart(1),
        1.0,
        "middlename nomedomeio segundonome segundonombre secondname middlenames zweitername",
    ),
    (
        Meaning::NamePart(2),
        1.0,
        "lastname familyname surname sobrenome apellido apellidos primerapellido apellidopaterno ultimonome nachname \
         familienname cognome nomdefamille lastnames ultimosobrenome",
    ),
    (
        Meaning::NamePart(3),
        1.0,
        "segundoapellido apellidomaterno secondlastname secondsurname segundosobrenome",
    ),
    (
        Meaning::Field(Field::Department),
        1.0,
        "department dept departmentname departamento depto dpto setor sector lotacao abteilung departement service reparto \
         dipartimento nomedepartamento nomedodepartamento nombredepartamento nombredeldepartamento unidadorganizativa \
         unidadeorganizacional",
    ),
    (
        Meaning::Field(Field::Department),
        0.8,
        "area diretoria gerencia team equipe equipo division divisao",
    ),
    (
        Meaning::Field(Field::CostCenter),
        1.0,
        "costcenter costcentre costcentercode costcentrecode centrodecusto centrodecustos centrocusto ccusto \
         codigocentrodecusto codigodocentrodecusto centrodecoste centrodecostes centrodecosto centrodecostos centrocostos \
         centrocosto centrocoste ceco kostenstelle kst centredecout centredecouts centrodicosto cdc",
    ),
    (
        Meaning::Field(Field::OfficeZipCode),
        1.0,
        "officezipcode officezip officepostalcode officepostcode cepdoescritorio cepescritorio cepempresa ceptrabalho \
         ceplocaldetrabalho cepdotrabalho codigopostaloficina codigopostaldelaoficina codigopostaldoescritorio \
         workzipcode worklocationzip plzburo codepostalbureau",
    ),
    (
        Meaning::Field(Field::OfficeZipCode),
        0.8,
        "zipcode zip cep postalcode postcode codigopostal cp plz postleitzahl codepostal cap codicepostale",
    ),
    (
        Meaning::Field(Field::PayrollId),
        1.0,
        "payrollid payrollnumber payrollcode idfolha iddafolha idfolhadepagamento codigofolha codigodafolha matriculafolha \
         numerodafolha idnomina iddenomina numeronomina numerodenomina codigonomina codigodenomina lohnnummer \
         abrechnungsnummer numeropaie idpaie idpaghe codicepaghe",
    ),
    (
        Meaning::Field(Field::MobileNumber),
        1.0,
        "mobilenumber mobile mobilephone mobilephonenumber cellphone cell cellphonenumber celular numerocelular \
         numerodecelular numerodocelular telefonecelular telefonocelular telefonomovil numerodemovil movil telemovel \
         numerodetelemovel handy handynummer mobilnummer mobiltelefon telephoneportable telephonemobile portable cellulare \
         telefonocellulare whatsapp",
    ),
    (
        Meaning::Field(Field::MobileNumber),
        0.8,
        "phone phonenumber telefone numerodetelefone fone telefono numerodetelefono telephone telephonenumber tel telefon \
         telefonnummer contactnumber contato",
    ),
    (
        Meaning::Field(Field::DiscountSubsetId),
        1.0,
        "discountsubsetid discountsubset discountgroup discountgroupid grupodedesconto grupodesconto iddogrupodedesconto \
         grupodedescuento grupodescuento idgrupodedescuento subgrupodedesconto rabattgruppe groupederemise grupposconto",
    ),
    (
        Meaning::Field(Field::EligibleToPayroll),
        1.0,
        "eligibletopayroll payrolleligible payrolleligibility eligibleforpayroll payrolldeduction payrolldiscount \
         elegivelafolha elegivelafolhadepagamento elegivelfolha elegivelparafolha descontoemfolha descontofolha \
         elegivelaodescontoemfolha elegivelparadescontoemfolha elegivelpayroll elegibleparanomina elegibleanomina \
         elegiblenomina descuentopornomina descuentoennomina descuentonomina descuentoporplanilla gehaltsabzug \
         retenuesursalaire trattenutainbusta",
    ),
    (
        Meaning::NotSent,
        1.0,
        "datadenascimento datanascimento nascimento dtnascimento dtnasc datanasc fechadenacimiento fechanacimiento nacimiento \
         birthdate dateofbirth dob birthday geburtsdatum datedenaissance datadinascita aniversario idade edad age \
         datadeadmissao dataadmissao admissao dtadmissao fechadeingreso fechaingreso fechadealta hiredate startdate \
         dateofhire hiringdate eintrittsdatum datadassunzione datededebut datadedesligamento datademissao terminationdate \
         enddate fechadebaja salario salary sueldo gehalt salaire stipendio remuneracao wage sexo sex genero gender \
         geschlecht cargo funcao position jobtitle title puesto role stelle poste mansione ocupacion endereco address \
         direccion adresse indirizzo rua street bairro cidade city ciudad municipio estado state uf provincia pais country \
         land status situacao situacion gestor manager gerente supervisor jefe lider rg rgnumero orgaoemissor pis pispasep \
         nis ctps carteiradetrabalho titulodeeleitor cnh passaporte passport pasaporte estadocivil maritalstatus nomedamae \
         nomemae nomedopai nombredelamadre observacao observacoes observaciones notes comments comentarios empresa company \
         companyname nomedaempresa razaosocial razonsocial filial branch firma turno shift jornada banco bank agencia conta \
         conta contabancaria iban dependentes dependents filhos hijos nacionalidade nationality nacionalidad ramal extension",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn field(header: &str) -> Option<Field> {
        match lookup(header) {
            Some((Meaning::Field(field), _)) => Some(field),
            _ => None,
        }
    }

    #[test]
    fn headers_of_three_languages_are_known() {
        for (header, expected) in [
            ("Matrícula", Field::EmployeeId),
            ("N.º de Empleado", Field::EmployeeId),
            ("CPF", Field::NationalId),
            ("CPF do funcionário", Field::NationalId),
            ("CPF (somente números)", Field::NationalId),
            ("Tax ID", Field::CompanyTaxId),
            ("CNPJ", Field::CompanyTaxId),
            ("E-mail corporativo", Field::Email),
            ("Correo electrónico", Field::Email),
            ("Lotação", Field::Department),
            ("Centro de Custo", Field::CostCenter),
            ("Centro de costes", Field::CostCenter),
            ("Legajo", Field::EmployeeId),
            ("CURP", Field::NationalId),
            ("Personalnummer", Field::EmployeeId),
            ("Kostenstelle", Field::CostCenter),
            ("Codice fiscale", Field::NationalId),
            ("Téléphone portable", Field::MobileNumber),
            ("Celular", Field::MobileNumber),
            ("Nome completo *", Field::FullName),
            ("Código postal", Field::OfficeZipCode),
            ("custom_fields.site", Field::Custom("site".into())),
        ] {
            assert_eq!(field(header), Some(expected), "{header}");
        }
    }

    #[test]
    fn nothing_is_decided_by_likeness() {
        assert_eq!(field("CEPF"), None);
        assert_eq!(field("Tax code"), None);
        assert_eq!(field("Data de nascimento"), None);
        assert!(matches!(
            lookup("Data de nascimento"),
            Some((Meaning::NotSent, _))
        ));
        assert_eq!(
            lookup("Nome da mãe").map(|found| found.0),
            Some(Meaning::NotSent)
        );
        assert_eq!(lookup("Xyz"), None);
    }

    #[test]
    fn no_word_stands_twice() {
        let mut seen = std::collections::BTreeMap::new();
        for (meaning, _, words) in ENTRIES {
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                if let Some(before) = seen.insert(word, meaning) {
                    assert_eq!(before, meaning, "{word} has two meanings");
                }
            }
        }
    }
}
