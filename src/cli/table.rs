//! Text tables: headings with units, numbers to the right, never wider than 100 columns.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use crate::text::{printable, short};

/// The widest a line of text output may be, in terminal columns.
pub const WIDTH: u16 = 100;

/// No lines but one below the headings.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A column: its heading and how its cells are laid out.
pub struct Column {
    heading: String,
    /// The widest its numbers and heading lines may be, before they are broken; words have no limit
    /// of their own.
    number: Option<u16>,
}

/// A column of words, which may be broken into lines.
pub fn words(heading: &str) -> Column {
    Column {
        heading: heading.to_owned(),
        number: None,
    }
}

/// A column of numbers, with their unit on a second line of the heading; an empty unit takes no room.
pub fn numbers(heading: &str, unit: &str) -> Column {
    Column {
        heading: format!("{heading}\n{unit}").trim_end().to_owned(),
        number: Some(14),
    }
}

/// A column of numbers under a name that may be longer than they are.
pub fn numbers_of(name: &str) -> Column {
    Column {
        heading: name.to_owned(),
        number: Some(9),
    }
}

/// A longer line of a cell is cut.
const LONGEST_LINE: usize = 1_000;

/// Blank columns to the right of each cell.
const GAP: u16 = 2;

/// A table of `rows` under `columns`, each line ending in a line break; nothing if there is no row.
pub fn table(columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(columns.iter().map(|column| cell(&column.heading)))
        .add_rows(
            rows.into_iter()
                .map(|row| row.iter().map(|text| cell(text)).collect::<Vec<_>>()),
        );
    for (column, layout) in columns.iter().zip(table.column_iter_mut()) {
        layout.set_padding((0, GAP));
        if let Some(width) = column.number {
            layout.set_cell_alignment(CellAlignment::Right);
            layout.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(width + GAP)));
        }
    }
    if table.is_empty() {
        return String::new();
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

/// `text` as it stands in a cell. The time to break a line grows with the square of its length.
fn cell(text: &str) -> String {
    let lines = text.split('\n').map(|line| short(line, LONGEST_LINE));
    lines.collect::<Vec<_>>().join("\n")
}

/// Sections with a blank line between, leaving out those without text.
pub fn sections(texts: impl IntoIterator<Item = String>) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

/// A paragraph, broken into lines that fit.
pub fn paragraph(text: &str) -> String {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new())
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .add_row([printable(text).into_owned()]);
    for layout in table.column_iter_mut() {
        layout.set_padding((0, 0));
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lean_right_under_their_unit() {
        let columns = [words("Company"), numbers("Captured", "visits / day")];
        let rows = [
            vec!["Tencent".to_owned(), "38.0 m".to_owned()],
            vec!["Alibaba".to_owned(), "940".to_owned()],
        ];
        let expected = "\
Company       Captured
          visits / day
────────────────────────
Tencent         38.0 m
Alibaba            940
";
        assert_eq!(table(&columns, rows), expected);
    }
}
