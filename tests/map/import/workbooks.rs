//! Cells of workbooks that are more than words: formulas, errors, dates, merged ones; sheets that are no tables.

use std::io::{Cursor, Write};

use catchment::file::import::{self, Imported};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{guessed, is_silent_on, links, names, node, tells};

fn read(mut book: Workbook) -> Imported {
    guessed(&import::read("book.xlsx", &book.save_to_buffer().unwrap()).unwrap())
}

fn write(sheet: &mut rust_xlsxwriter::Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
}

#[test]
fn a_formula_without_a_result_is_told_with_its_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Stations").unwrap();
    write(
        sheet,
        &[
            &["Name", "Type", "Visits"],
            &["Radio", "channel"],
            &["Press", "channel"],
        ],
    );
    // What writes it cannot reckon, and says so.
    sheet.write_formula(1, 2, Formula::new("=7*6")).unwrap();
    sheet
        .write_formula(2, 2, Formula::new("=7*6").set_result("42"))
        .unwrap();
    let made = read(book);
    tells(
        &made,
        &["sheet \"Stations\", cell C2", "formula without a result", "7*6"],
    );
    assert_eq!(node(&made.map, "Press").arrivals().unwrap().value("all"), 42.0);
    assert_eq!(node(&made.map, "Radio").arrivals().unwrap().value("all"), 0.0);
}

#[test]
fn errors_of_the_spreadsheet_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write(sheet, &[&["Name", "Type", "Visits"], &["Radio", "channel"]]);
    sheet
        .write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    tells(&read(book), &["cell C2", "error", "#DIV/0!"]);
}

#[test]
fn days_and_times_are_those_of_iso() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write(
        sheet,
        &[&["Name", "Type", "Opened", "At", "Both"], &["Radio", "channel"]],
    );
    let day = ExcelDateTime::from_ymd(1999, 12, 31).unwrap();
    let time = ExcelDateTime::from_hms(18, 45, 0).unwrap();
    let both = ExcelDateTime::from_ymd(2020, 2, 29)
        .unwrap()
        .and_hms(6, 30, 15)
        .unwrap();
    let format = |text: &str| Format::new().set_num_format(text);
    sheet
        .write_datetime_with_format(1, 2, &day, &format("yyyy-mm-dd"))
        .unwrap();
    sheet
        .write_datetime_with_format(1, 3, &time, &format("hh:mm"))
        .unwrap();
    sheet
        .write_datetime_with_format(1, 4, &both, &format("yyyy-mm-dd hh:mm:ss"))
        .unwrap();
    let made = read(book);
    let note = &node(&made.map, "Radio").note;
    for words in ["Opened: 1999-12-31", "At: 18:45:00", "Both: 2020-02-29T06:30:15"] {
        assert!(note.contains(words), "{note}");
    }
}

#[test]
fn a_merged_cell_holds_for_all_its_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write(
        sheet,
        &[
            &["Owner", "Name", "Type"],
            &["", "Radio", "channel"],
            &["", "Kiosk", "platform"],
            &["Oak", "Press", "channel"],
        ],
    );
    sheet.merge_range(1, 0, 2, 0, "Elm", &Format::new()).unwrap();
    let made = read(book);
    for (name, owner) in [("Radio", "Elm"), ("Kiosk", "Elm"), ("Press", "Oak")] {
        assert_eq!(node(&made.map, name).owner.as_ref().unwrap().as_str(), owner);
    }
    tells(&made, &["1 merged cell"]);
}

#[test]
fn sheets_that_are_no_tables_and_hidden_ones_are_left_out_and_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Please read").unwrap();
    write(sheet, &[&["Fill in the other sheets."], &["Thank you."]]);
    let sheet = book.add_worksheet().set_name("Places").unwrap();
    write(
        sheet,
        &[&["Label", "Type"], &["Radio", "channel"], &["Kiosk", "platform"]],
    );
    let sheet = book.add_worksheet().set_name("Ways").unwrap();
    write(sheet, &[&["From", "To"], &["Radio", "Kiosk"]]);
    let sheet = book.add_worksheet().set_name("Old").unwrap();
    write(sheet, &[&["Label", "Type"], &["Telegraph", "channel"]]);
    sheet.set_hidden(true);
    let made = read(book);
    assert_eq!(names(&made.map), ["Kiosk", "Radio"]);
    assert_eq!(links(&made.map), ["Radio>Kiosk Direct"]);
    tells(&made, &["\"Please read\"", "not read"]);
    tells(&made, &["\"Old\"", "hidden", "not read"]);
}

#[test]
fn a_title_above_the_heads_is_no_head() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write(
        sheet,
        &[
            &["The town in 1990"],
            &[],
            &["Name", "Type", "Owner"],
            &["Radio", "channel", "Elm"],
        ],
    );
    let made = read(book);
    assert_eq!(names(&made.map), ["Radio"]);
    tells(&made, &["The town in 1990", "above the heads"]);
}

/// A workbook as LibreOffice writes it, of this content.
fn ods(styles: &str, sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("content.xml", options).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn words(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")
    };
    format!(
        "<table:table-row>{}</table:table-row>",
        cells.iter().map(cell).collect::<String>()
    )
}

#[test]
fn libreoffice_is_read() {
    let hidden = "<style:style style:name=\"ta9\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let head = words(&["Owner", "Name", "Type", "Visits", "Opened"]);
    let rows = "<table:table-row><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Elm</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>Ra<text:span>d</text:span>io<text:s text:c=\"2\"/>One &amp; Two</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>channel</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"1200.5\"><text:p>1.200,5</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"1999-12-31\"><text:p>31.12.99</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/>\
        <table:table-cell office:value-type=\"string\"><text:p>Press</text:p><office:annotation><text:p>a remark</text:p></office:annotation></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>channel</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=[.A1]*2\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let sheets = format!(
        "<table:table table:name=\"Places\">{head}{rows}</table:table><table:table table:name=\"Ways\">{}{}</table:table>\
         <table:table table:name=\"Old\" table:style-name=\"ta9\">{}</table:table>",
        words(&["From", "To"]),
        words(&["Press", "Radio  One &amp; Two"]),
        words(&["Name", "Type"]),
    );
    let made = guessed(&import::read("town.ods", &ods(hidden, &sheets)).unwrap());
    assert_eq!(names(&made.map), ["Press", "Radio  One & Two"]);
    let radio = node(&made.map, "Radio  One & Two");
    assert_eq!(radio.arrivals().unwrap().value("all"), 1200.5);
    assert_eq!(radio.note, "Opened: 1999-12-31");
    assert_eq!(node(&made.map, "Press").owner.as_ref().unwrap().as_str(), "Elm");
    assert_eq!(links(&made.map), ["Press>Radio  One & Two Direct"]);
    tells(&made, &["cell D3", "formula without a result"]);
    tells(&made, &["\"Old\"", "hidden"]);
    is_silent_on(&made, "a remark");
    assert!(import::read("a.ods", b"no zip").is_err());
    let many = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    assert!(import::read("a.ods", &ods("", many)).is_err());
}
