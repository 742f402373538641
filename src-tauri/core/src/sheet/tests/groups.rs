//! Headers of two rows, merged header cells, headers that come again: what each column is called, and that every row is still counted once.

use rust_xlsxwriter::Worksheet;

use super::*;

/// `Matrícula`, `Nome` over `Primeiro` and `Último`, `Endereço` over `CEP` and `Rua`, `E-mail`; merged as people do it.
fn merged(sheet: &mut Worksheet) {
    let plain = Format::new();
    let mut merge = |rows: [u32; 2], columns: [u16; 2], text: &str| {
        sheet
            .merge_range(rows[0], columns[0], rows[1], columns[1], text, &plain)
            .unwrap();
    };
    merge([0, 1], [0, 0], "Matrícula");
    merge([0, 0], [1, 2], "Nome");
    merge([0, 0], [3, 4], "Endereço");
    merge([0, 1], [5, 5], "E-mail");
    for (column, text) in [(1, "Primeiro"), (2, "Último"), (3, "CEP"), (4, "Rua")] {
        sheet.write_string(1, column, text).unwrap();
    }
    for (row, [id, given, family]) in (2..).zip([["01", "Ana", "Lima"], ["02", "Bia", "Reis"]]) {
        let mail = format!("{id}@aurora.example");
        let cells = [id, given, family, "01310-100", "Rua das Flores", &mail];
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
}

fn columns(found: &Inspection) -> Vec<(&str, String)> {
    found
        .columns
        .iter()
        .map(|column| {
            let field = column
                .field
                .as_ref()
                .map_or("-".into(), ToString::to_string);
            let join = column
                .join
                .map_or(String::new(), |place| format!(" {place}"));
            (column.header.as_str(), field + &join)
        })
        .collect()
}

fn seen(bytes: impl Into<Vec<u8>>, choice: HeaderChoice) -> Inspection {
    let found = inspect(read(bytes).chosen().unwrap(), choice, &[]);
    assert!(found.receipt.adds_up(), "{:?}", found.receipt);
    found
}

fn expected() -> Vec<(&'static str, String)> {
    [
        ("Matrícula", "employee_id"),
        ("Nome Primeiro", "full_name 0"),
        ("Nome Último", "full_name 2"),
        ("Endereço CEP", "office_zip_code"),
        ("Endereço Rua", "-"),
        ("E-mail", "email"),
    ]
    .map(|(header, field)| (header, field.to_owned()))
    .to_vec()
}

#[test]
fn a_header_of_two_rows_is_joined_and_counted() {
    let found = seen(xlsx(merged), HeaderChoice::Found);
    assert_eq!(found.header_row, Some(2));
    assert_eq!(columns(&found), expected());
    assert_eq!((found.receipt.header, found.receipt.data), (2, 2));
    assert_eq!(codes(&found.findings), []);
    let chosen = seen(xlsx(merged), HeaderChoice::Row(2));
    assert_eq!(
        (chosen.columns, chosen.fingerprint),
        (found.columns, found.fingerprint)
    );
    let upper = seen(xlsx(merged), HeaderChoice::Row(1));
    assert_eq!((upper.receipt.header, upper.receipt.data), (1, 3));
}

#[test]
fn titles_above_a_header_of_two_rows_are_titles() {
    let bytes = xlsx(|sheet| {
        let plain = Format::new();
        sheet
            .merge_range(0, 0, 0, 3, "Quadro de pessoal", &plain)
            .unwrap();
        sheet
            .merge_range(2, 0, 2, 1, "Colaborador", &plain)
            .unwrap();
        sheet
            .merge_range(2, 2, 2, 3, "Contato de emergência", &plain)
            .unwrap();
        for (row, cells) in (3..).zip([
            ["Matrícula", "Nome", "Nome", "Telefone"],
            ["01", "Ana Lima", "Rui Lima", "+5511988110020"],
            ["02", "Bia Reis", "Eva Reis", "+5511988110021"],
            ["03", "Caio Sá", "Ivo Sá", "+5511988110022"],
        ]) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    });
    let found = seen(bytes, HeaderChoice::Found);
    let fields: Vec<String> = columns(&found)
        .into_iter()
        .map(|(_, field)| field)
        .collect();
    assert_eq!(fields, ["employee_id", "full_name", "-", "-"]);
    assert_eq!(
        codes(&found.findings),
        [(FindingCode::TitleRows, Severity::Inform, vec!["A1"])]
    );
    assert_eq!((found.receipt.header, found.receipt.blank), (3, 1));
}

#[test]
fn groups_are_found_without_merged_cells() {
    let text = "Matrícula;Nome;;Endereço;;E-mail\n;Primeiro;Último;CEP;Rua;\n\
                01;Ana;Lima;01310-100;Rua das Flores;01@aurora.example\n";
    let found = seen(text, HeaderChoice::Found);
    assert_eq!((columns(&found), found.receipt.header), (expected(), 2));
}

#[test]
fn a_title_of_one_cell_is_no_group() {
    let found = seen(
        "Quadro de pessoal;;;\nMatrícula;Nome;E-mail;CEP\n1;Ana;a@aurora.example;01310-100\n",
        HeaderChoice::Found,
    );
    let headers: Vec<&str> = columns(&found)
        .into_iter()
        .map(|(header, _)| header)
        .collect();
    assert_eq!(headers, ["Matrícula", "Nome", "E-mail", "CEP"]);
    assert_eq!(found.findings[0].code, FindingCode::TitleRows);
}

#[test]
fn one_cell_over_two_columns_of_names_joins_them() {
    let bytes = |header: &'static str| {
        xlsx(move |sheet| {
            sheet.write_string(0, 0, "Matrícula").unwrap();
            sheet
                .merge_range(0, 1, 0, 2, header, &Format::new())
                .unwrap();
            for (row, cells) in (1..).zip([["1", "11", "988110020"], ["2", "21", "988110021"]]) {
                for (column, text) in (0..).zip(cells) {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
        })
    };
    let found = seen(bytes("Nome"), HeaderChoice::Found);
    assert_eq!(
        columns(&found)[1..],
        [
            ("Nome", "full_name 0".to_owned()),
            ("Nome", "full_name 1".to_owned())
        ]
    );
    assert_eq!(codes(&found.findings), []);
    // Nobody joins an area code and a number unasked.
    let found = seen(bytes("Celular"), HeaderChoice::Found);
    assert_eq!(
        codes(&found.findings),
        [(FindingCode::DuplicateHeader, Severity::Block, vec!["C1"])]
    );
}

#[test]
fn a_header_that_comes_again_is_nobody() {
    let text = "Matrícula;Nome;E-mail\n1;Ana;1@aurora.example\nMatrícula;Nome;E-mail\n2;Bia;2@aurora.example\n\
                Matrícula;Lima;3@aurora.example\n";
    let found = seen(text, HeaderChoice::Found);
    assert_eq!((found.receipt.header, found.receipt.data), (2, 3));
}

#[test]
fn a_header_in_two_languages_is_one_header() {
    let text = "Matrícula;Nome;E-mail\nEmployee ID;Name;Email\n1;Ana;1@aurora.example\n";
    let found = seen(text, HeaderChoice::Found);
    assert_eq!((found.receipt.header, found.receipt.data), (2, 1));
    let chosen = seen(text, HeaderChoice::Row(2));
    assert_eq!((chosen.receipt.header, chosen.receipt.data), (2, 1));
    // Known words in a row that says less than the header are somebody's.
    let found = seen(
        "Matrícula;Nome;Setor;Cargo\n;Colaborador;Área;Gestor\n1;Ana;Loja;Caixa\n",
        HeaderChoice::Found,
    );
    assert_eq!((found.receipt.header, found.receipt.data), (1, 2));
}
