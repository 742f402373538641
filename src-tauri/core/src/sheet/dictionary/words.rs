//! The words of the dictionary: headers as lists of people carry them, folded and without spaces, by what they mean.
//! English, Portuguese of Brazil and Portugal, Spanish of Spain and Latin America, German, French, Italian; Wellhub's own
//! labels (contract §1). No word stands under two meanings.

use super::Meaning;
use crate::employee::Field;

/// A meaning, how sure a header of these words is of it, and the words.
pub(super) type Entry = (Meaning, f32, &'static str);

pub(super) const ENTRIES: &[Entry] = &[
    (
        Meaning::Field(Field::EmployeeId),
        1.0,
        "employeeid employeenumber employeeno employeecode employeeidnumber employeeidentifier empid empno idemployee \
         registration registrationnumber staffnumber staffid staffno staffcode badge badgenumber badgeid workerid associateid \
         associatenumber personnelnumber personnelno personnelid clocknumber companyemployeeid \
         matricula matriculafuncional matriculadofuncionario matriculaempresa matriculainterna matr matfuncional registro \
         registrofuncional registrodoempregado registroempregado chapa cracha numerocracha numerodocracha codigomatricula \
         idfuncionario iddofuncionario numerodofuncionario numerofuncionario nfuncionario codigofuncionario \
         codigodofuncionario codfuncionario idcolaborador iddocolaborador numerodocolaborador numerocolaborador ncolaborador \
         codigocolaborador codigodocolaborador codcolaborador nummecanografico numeromecanografico nmecanografico mecanografico \
         numerotrabalhador numerodetrabalhador ntrabalhador idtrabalhador \
         legajo numerodelegajo numerolegajo nlegajo nrolegajo nrodelegajo numerodeempleado numeroempleado nodeempleado \
         noempleado nempleado nroempleado numempleado clavedeempleado claveempleado idempleado iddeempleado codigoempleado \
         codigodeempleado codempleado numerotrabajador numerodetrabajador ntrabajador idtrabajador codigotrabajador \
         ficha numerodeficha numeronomina numerodenomina nodenomina \
         personalnummer personalnr persnr persnummer mitarbeiternummer mitarbeiternr mitarbeiterid mitarbeiterkennung \
         stammnummer personalid \
         matricule numeromatricule numerodematricule nmatricule matriculesalarie matriculeemploye idemploye idsalarie \
         numeroemploye numerodemploye numerosalarie codesalarie codeemploye \
         matricola numeromatricola numerodimatricola matricoladipendente iddipendente codicedipendente numerodipendente",
    ),
    (
        Meaning::Field(Field::EmployeeId),
        0.6,
        "id code codigo registroid mat re codice",
    ),
    (
        Meaning::Field(Field::NationalId),
        1.0,
        "nationalid nationalidnumber nationalidentificationnumber nationalidentifier ssn socialsecuritynumber \
         nationalinsurancenumber ninumber nino ppsnumber ppsn \
         cpf numerocpf cpfnumero nocpf numerodocpf cpfmf identidadenacional documentonacionaldeidentidade cartaodecidadao \
         numerocartaodecidadao nif numeronif numerodeidentificacaofiscal numerodecontribuinte contribuinte \
         dni numerodni nie dninie nifnie dninif curp clavecurp rut run cedula ceduladeidentidad ceduladeciudadania \
         numerodecedula documentodeidentidad documentonacional documentonacionaldeidentidad cuil numerocuil idnacional \
         numerodeidentificacion documentodeidentidade numerodeidentificacao \
         steuerid steueridentifikationsnummer steueridnr personalausweis personalausweisnummer ausweisnummer \
         codicefiscale codfiscale codicefiscaledipendente \
         numerodesecuritesociale numerosecuritesociale nir numeronir numerosecu bsn pesel",
    ),
    (
        Meaning::Field(Field::NationalId),
        0.8,
        "documento document documentnumber identidade identidad iddocument numerodocumento numerododocumento \
         numerodedocumento nrodocumento nrodedocumento documentoidentidad doc identitynumber idcardnumber",
    ),
    (
        // Other numbers of the state: the national id of lists that hold no better one.
        Meaning::Field(Field::NationalId),
        0.7,
        "rfc niss numerodesegurancasocial numerodesegurancasocialniss nss numerodeseguridadsocial numerodeseguridadsocialnss \
         imss sozialversicherungsnummer svnummer svnr rentenversicherungsnummer",
    ),
    (
        Meaning::Field(Field::CompanyTaxId),
        1.0,
        "companytaxid taxid taxidnumber companytaxnumber companytaxidentifier employertaxid legalentitytaxid ein fein \
         employeridentificationnumber vat vatid vatnumber vatregistrationnumber \
         cnpj cnpjempresa cnpjdaempresa cnpjfilial cnpjdafilial cnpjempregador cnpjdoempregador nocnpj numerocnpj \
         cnpjdacompanhia cnpjunidade nifempresa nifdaempresa nifdaentidade nipc idfiscaldaempresa identificacaofiscal \
         cif cifempresa cifdelaempresa nifdelaempresa cuit cuitempresa cuitempleador cuitdelaempresa ruc rucempresa \
         rucdelaempresa rutempresa rutdelaempresa rutempleador nit nitempresa nitdelaempresa rfcempresa rfcdelaempresa \
         rfcpatron idfiscal idfiscalempresa idfiscaldelaempresa registropatronal \
         ustid ustidnr ustidnummer umsatzsteuerid umsatzsteueridentifikationsnummer steuernummerfirma steuernummerunternehmen \
         siret numerosiret siretetablissement siren numerosiren numerotva numerodetva tvaintracommunautaire \
         partitaiva piva partitaivaazienda codicefiscaleazienda",
    ),
    (
        Meaning::Field(Field::Email),
        1.0,
        "email emailaddress emailid mail mailaddress mailid workemail corporateemail businessemail companyemail emailwork \
         officeemail officialemail primaryemail useremail emailusername \
         emailcorporativo emailempresa emaildaempresa emailprofissional emaildotrabalho emailtrabalho emailinstitucional \
         emailprincipal enderecodeemail enderecoemail enderecoeletronico correioeletronico \
         correo correoelectronico correocorporativo correoempresa correoelectronicocorporativo correoinstitucional \
         correolaboral emaillaboral correodetrabajo correoelectronicolaboral direcciondecorreo \
         direcciondecorreoelectronico direcciondeemail direccionemail \
         emailadresse mailadresse emaildienstlich dienstlicheemail dienstlicheemailadresse geschaftlicheemail \
         geschaftlicheemailadresse firmenemail emailgeschaftlich \
         courriel adressemail adresseemail adresseelectronique adressedemessagerie mailprofessionnel emailprofessionnel \
         courrielprofessionnel adressemailprofessionnelle \
         indirizzoemail indirizzomail indirizzodipostaelettronica postaelettronica emailaziendale mailaziendale",
    ),
    (
        Meaning::Field(Field::Email),
        0.7,
        "personalemail emailpessoal emailpersonal correopersonal correoelectronicopersonal emailprivado email2 \
         emailalternativo emailparticular privateemail privateemailadresse emailprivat emailpersonnel courrielpersonnel \
         emailpersonale emailsecundario secondaryemail alternateemail",
    ),
    (
        Meaning::Field(Field::FullName),
        1.0,
        "fullname employeename employeefullname completename displayname legalname fulllegalname nameofemployee \
         nomecompleto nomecompletodofuncionario nomecompletodocolaborador nomedofuncionario nomefuncionario \
         nomedocolaborador nomecolaborador nomedoempregado nomeempregado nomedotrabalhador nomeesobrenome nomeeapelido \
         nomecivil nomedobeneficiario \
         nombrecompleto nombredelempleado nombreempleado nombredelcolaborador nombredeltrabajador nombretrabajador \
         nombreyapellido nombreyapellidos nombresyapellidos apellidosynombre apellidosynombres apellidoynombre \
         apellidonombre apellidosnombre apellidosnombres nombreapellido nombreapellidos razonsocialempleado \
         vollstandigername vorundnachname vorundzuname namevorname nachnamevorname vornamenachname vornamename \
         mitarbeitername namedesmitarbeiters \
         nomcomplet nomprenom nometprenom nomprenoms nometprenoms prenometnom prenomnom nomdusalarie nomdelemploye \
         nomecognome cognomenome cognomeenome nomeecognome nomecompletodipendente nominativo",
    ),
    (
        Meaning::Name,
        0.9,
        "name nome nombre nom funcionario colaborador empleado employee mitarbeiter trabajador trabalhador salarie dipendente",
    ),
    (
        Meaning::NamePart(0),
        1.0,
        "firstname givenname givennames forename forenames firstnames preferredfirstname legalfirstname firstgivenname \
         primeironome nomeproprio nomesproprios prenome nombres primernombre nombredepila nombrepila nombrespropios",
    ),
    (
        Meaning::GivenBesideName,
        1.0,
        "vorname vornamen rufname prenom prenoms prenomusuel",
    ),
    (
        Meaning::NamePart(1),
        1.0,
        "middlename middlenames secondname nomedomeio segundonome segundonombre zweitername zweitervorname deuxiemeprenom \
         secondonome",
    ),
    (
        Meaning::NamePart(2),
        1.0,
        "lastname lastnames familyname surname surnames secondnamefamily legallastname \
         sobrenome sobrenomes ultimonome ultimosobrenome nomedefamilia apelidos primeiroapelido \
         apellido apellidos primerapellido apellidopaterno apellido1 apellidopat apellidosdelempleado \
         nachname familienname zuname nomdefamille nomusage nomdusage nomdenaissance cognome cognomi",
    ),
    (Meaning::FamilyNameInPortugal, 0.9, "apelido"),
    (
        Meaning::NamePart(3),
        1.0,
        "segundoapellido apellidomaterno apellido2 apellidomat secondlastname secondsurname segundosobrenome segundoapelido",
    ),
    (
        Meaning::Field(Field::Department),
        1.0,
        "department dept departmentname departmentcode orgunit organizationalunit organisationalunit businessunit costdepartment \
         departamento depto dpto dep setor sector lotacao nomedepartamento nomedodepartamento codigodepartamento nomesetor \
         nomedosetor codigosetor unidadeorganizacional unidadedenegocio secao orgaodelotacao \
         nombredepartamento nombredeldepartamento unidadorganizativa unidadorganizacional unidaddenegocio seccion \
         abteilung abteilungsname organisationseinheit fachbereich bereich \
         departement service servicedaffectation uniteorganisationnelle \
         reparto dipartimento settore ufficio unitaorganizzativa",
    ),
    (
        Meaning::Field(Field::Department),
        0.8,
        "area diretoria gerencia team equipe equipo division divisao divisione squadra direction direccionarea",
    ),
    (
        Meaning::Field(Field::CostCenter),
        1.0,
        "costcenter costcentre costcentercode costcentrecode costcentername costcenterid costcenternumber costcentrenumber \
         centrodecusto centrodecustos centrocusto centroscusto ccusto codigocentrodecusto codigodocentrodecusto \
         codigocentrocusto numerocentrodecusto descricaocentrodecusto centrodecustodescricao nomecentrodecusto \
         nomedocentrodecusto centrodecustocodigo \
         centrodecoste centrodecostes centrodecosto centrodecostos centrocostos centrocosto centrocoste ceco \
         codigocentrodecosto codigocentrodecostos codigocentrodecoste nombrecentrodecosto \
         kostenstelle kostenstellen kostenstellennummer kostenstellennr kostenst kst kstnr kostenstellenbezeichnung \
         centredecout centredecouts centredecoutscode codecentredecout centredefrais \
         centrodicosto centridicosto codicecentrodicosto cdc",
    ),
    (
        Meaning::Field(Field::OfficeZipCode),
        1.0,
        "officezipcode officezip officepostalcode officepostcode workzipcode workpostalcode worklocationzip \
         worklocationzipcode worklocationpostalcode locationzipcode businesszipcode businesspostalcode \
         cepdoescritorio cepescritorio cepempresa cepdaempresa ceptrabalho cepdotrabalho ceplocaldetrabalho \
         cepdolocaldetrabalho cepunidade cepdaunidade cepfilial codigopostaldoescritorio codigopostaldotrabalho \
         codigopostaloficina codigopostaldelaoficina codigopostaldetrabajo codigopostaltrabajo cpoficina \
         codigopostalcentrodetrabajo plzburo plzarbeitsort plzstandort postleitzahlarbeitsort postleitzahlburo \
         codepostalbureau codepostaldubureau codepostallieudetravail codepostalsite capufficio capsede capsededilavoro",
    ),
    (
        Meaning::Field(Field::OfficeZipCode),
        0.8,
        "zipcode zip cep postalcode postcode zippostalcode codigopostal codpostal codigodeenderecamentopostal cp plz \
         postleitzahl codepostal cap codicepostale codicediavviamentopostale",
    ),
    (
        Meaning::Field(Field::PayrollId),
        1.0,
        "payrollid payrollnumber payrollcode payrollno payrollidentifier payrollreference \
         idfolha iddafolha idfolhadepagamento idfolhapagamento codigofolha codigodafolha matriculafolha numerodafolha \
         folhaid codigofolhadepagamento \
         idnomina iddenomina codigonomina codigodenomina claveenomina idplanilla codigoplanilla codigodeplanilla \
         lohnnummer lohnnr abrechnungsnummer gehaltsabrechnungsnummer numeropaie numerodepaie idpaie matriculepaie codepaie \
         idpaghe codicepaghe codicepaga matricolapaghe",
    ),
    (
        Meaning::Field(Field::MobileNumber),
        1.0,
        "mobilenumber mobile mobileno mobilephone mobilephonenumber cellphone cell cellphonenumber cellnumber cellular \
         worktelephonemobile workmobile mobilework \
         celular numerocelular numerodecelular numerodocelular telefonecelular telefonecelularcomddd celularcomddd telemovel \
         numerodetelemovel telemoveldotrabalho fonecelular celularcorporativo celularpessoal \
         telefonocelular telefonomovil numerodemovil movil nromovil numerodetelefonomovil celularlaboral movilempresa \
         handy handynummer handynr mobilnummer mobiltelefon mobiltelefonnummer mobil mobilfunknummer mobilfunk \
         telephoneportable telephonemobile portable numerodeportable numeroportable portableprofessionnel numerodemobile \
         cellulare telefonocellulare numerocellulare numerodicellulare cell1 whatsapp",
    ),
    (
        Meaning::Field(Field::MobileNumber),
        0.8,
        "phone phonenumber phoneno telefone numerodetelefone fone telefono numerodetelefono numerotelefono telephone \
         telephonenumber tel telefon telefonnummer telefonnr rufnummer contactnumber contactphone contato numerodetelephone \
         numerotelephone numeroditelefono recapitotelefonico telefonodecontacto telefonedecontato",
    ),
    (
        Meaning::Field(Field::DiscountSubsetId),
        1.0,
        "discountsubsetid discountsubset discountgroup discountgroupid discountgroupsubsetid discountgroupsubset subsetid \
         grupodedesconto grupodesconto iddogrupodedesconto idgrupodedesconto subgrupodedesconto subsetdedesconto \
         iddosubconjuntodedesconto grupodedescuento grupodescuento idgrupodedescuento iddelgrupodedescuento \
         subgrupodedescuento rabattgruppe rabattgruppenid groupederemise groupedereduction grupposconto grupposconti",
    ),
    (
        Meaning::Field(Field::EligibleToPayroll),
        1.0,
        "eligibletopayroll payrolleligible payrolleligibility eligibleforpayroll payrolldeduction payrolldiscount \
         payrollenabled payrollenabledyesno payrolldeductioneligible eligibleforpayrolldeduction \
         elegivelafolha elegivelafolhadepagamento elegivelfolha elegivelparafolha elegivelparafolhadepagamento \
         descontoemfolha descontofolha elegivelaodescontoemfolha elegivelparadescontoemfolha elegiveladescontoemfolha \
         elegivelpayroll folhahabilitada folhadepagamentohabilitada payrollhabilitado \
         elegibleparanomina elegibleanomina elegiblenomina descuentopornomina descuentoennomina descuentonomina \
         descuentoporplanilla descuentoplanilla nominahabilitada elegibleparadescuentopornomina \
         gehaltsabzug lohnabzug gehaltsabzugmoglich retenuesursalaire prelevementsursalaire trattenutainbusta \
         trattenutainbustapaga",
    ),
];

/// Usual columns of such lists that are not sent.
pub(super) const NOT_SENT: &str = "\
    datadenascimento datanascimento nascimento dtnascimento dtnasc datanasc datadenasc fechadenacimiento fechanacimiento \
    nacimiento fecnacimiento fnacimiento birthdate dateofbirth dob birthday birthplace placeofbirth geburtsdatum geburtstag \
    gebdatum geburtsort datedenaissance datenaissance lieudenaissance datadinascita datanascita luogodinascita \
    localdenascimento naturalidade aniversario idade edad age alter eta \
    datadeadmissao dataadmissao admissao dtadmissao dtadm fechadeingreso fechaingreso fechadealta fechadecontratacion \
    fechadeinicio antiguedad hiredate startdate dateofhire hiringdate datehired joiningdate dateofjoining eintrittsdatum \
    eintritt datadassunzione dataassunzione datedembauche dateembauche datedentree datedebut datededebut datadeinicio \
    datadeentrada datadesligamento datadedesligamento datademissao datadedemissao datarescisao terminationdate enddate \
    leavingdate fechadebaja fechabaja fechadeegreso fechadesalida austrittsdatum austritt datedesortie datedefin datacessazione \
    salario salariobase salary basesalary sueldo gehalt bruttogehalt lohn salaire salairebrut stipendio retribuzione \
    remuneracao remuneracion vencimento wage wages pay compensation bonus comissao \
    sexo sex genero gender geschlecht sexe sesso anrede civilite titel titulo pronouns pronomes \
    cargo funcao position jobtitle jobcode jobrole title puesto role stelle stellenbezeichnung beruf poste fonction mansione \
    ruolo qualifica ocupacion ocupacao cbo profissao profesion profession categoria category grade nivel level \
    endereco enderecoresidencial logradouro address homeaddress address1 address2 streetaddress direccion domicilio \
    direccionparticular adresse adressepostale anschrift wohnort indirizzo residenza rua avenida calle street strasse hausnummer rue \
    via bairro colonia barrio neighborhood cidade city town ciudad ort stadt ville comune citta municipio localidad localidade \
    estado state uf provincia province region bundesland pais country land pays paese complemento numeroendereco \
    status situacao situacion estatus statut stato employmentstatus contracttype tipodecontrato tipocontrato vertragsart \
    typedecontrat tipodevinculo vinculo regime \
    gestor manager gerente supervisor jefe lider chefe coordenador responsavel responsable vorgesetzter superviseur \
    rg rgnumero numerorg numerodorg orgaoemissor orgaoexpedidor dataexpedicao pis pispasep numeropis nis ctps \
    carteiradetrabalho titulodeeleitor tituloeleitor cnh passaporte passport passportnumber pasaporte reisepassnummer passeport \
    passaporto estadocivil maritalstatus familienstand situationfamiliale statocivile nomedamae nomemae nomedopai nomepai \
    nombredelamadre nombredelpadre nomesocial alcunha nickname spitzname surnom soprannome observacao observacoes obs observaciones \
    notes note remarks comments comentarios bemerkung bemerkungen remarques commentaires osservazioni \
    empresa company companyname nomedaempresa nomeempresa razaosocial razonsocial nombreempresa nombredelaempresa filial \
    branch branchname sucursal firma unternehmen arbeitgeber societe entreprise etablissement azienda ragionesociale sede \
    standort site location worklocation office escritorio oficina buro bureau unidade unidad estabelecimento legalentity \
    employer empregador empleador entidade plant planta localdetrabalho lugardetrabajo centrodetrabajo arbeitsort lieudetravail \
    turno shift schicht jornada horario cargahoraria wochenstunden banco bank agencia conta contabancaria contacorrente cuenta \
    cuentabancaria clabe cbu iban bic swift bankkonto banque compte bancaria \
    dependentes dependents dependientes cargasfamiliares filhos hijos kinder enfants figli nacionalidade nationality nacionalidad \
    staatsangehorigkeit nationalitat nationalite nazionalita ramal extension durchwahl fax tipodedocumento tipodocumento documenttype \
    tipodoc sindicato union escolaridade escolaridad education raca cor etnia ethnicity race deficiencia disability religiao religion \
    plano planodesaude plan planname seguro item seq sequencial linha fila zeile ligne riga row rownumber";
