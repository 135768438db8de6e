//! Text tables: headings with units, numbers to the right, never wider than 100 columns.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

/// The widest a line of text output may be, in terminal columns.
pub const WIDTH: u16 = 100;

/// No lines but one below the headings.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A column: its heading, with the unit on a second line, and the side its cells lean to.
pub struct Column {
    heading: String,
    number: bool,
}

/// The widest a column of numbers may be: a longer heading is wrapped.
const NUMBER_WIDTH: u16 = 14;

/// A column of words, which may be wrapped.
pub fn words(heading: &str) -> Column {
    Column {
        heading: heading.to_owned(),
        number: false,
    }
}

/// A column of numbers in `unit`; an empty unit takes no room.
pub fn numbers(heading: &str, unit: &str) -> Column {
    Column {
        heading: format!("{heading}\n{unit}").trim_end().to_owned(),
        number: true,
    }
}

/// A table of `rows` under `columns`, each line ending in a line break.
pub fn table(columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(columns.iter().map(|column| printable(&column.heading)))
        .add_rows(
            rows.into_iter()
                .map(|row| row.iter().map(|cell| printable(cell)).collect::<Vec<_>>()),
        );
    for (column, layout) in columns.iter().zip(table.column_iter_mut()) {
        layout.set_padding((0, 2));
        if column.number {
            layout.set_cell_alignment(CellAlignment::Right);
            layout.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(NUMBER_WIDTH)));
        }
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

/// A paragraph, broken into lines that fit.
pub fn paragraph(text: &str) -> String {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new())
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .add_row([printable(text)]);
    for layout in table.column_iter_mut() {
        layout.set_padding((0, 0));
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

/// `text` as is safe to print: names come from files, and a control character could steer the
/// terminal or break the columns.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
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
Company      Captured
         visits / day
──────────────────────
Tencent        38.0 m
Alibaba           940
";
        assert_eq!(table(&columns, rows), expected);
    }
}
