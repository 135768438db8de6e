//! CSV: a table of links or one of nodes, as Kumu, spreadsheets and `catchment export` write them.

use super::ImportError;
use super::grid::Grid;
use super::table::Table;

/// Reads the rows, whatever mark stands between the cells.
pub(super) fn read(text: &str) -> Result<Table, ImportError> {
    // A first line `sep=;` tells spreadsheets the mark.
    let (told, rest) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((mark, rest)) => (mark.trim_end_matches('\r').bytes().next(), rest),
        None => (None, text),
    };
    let skipped = u64::from(rest.len() < text.len());
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(told.unwrap_or_else(|| delimiter(rest)))
        .from_reader(rest.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::Syntax {
            place: error.position().map_or_else(
                || "somewhere".to_owned(),
                |at| format!("line {}", at.line() + skipped),
            ),
            format: "CSV",
            problem: error.to_string(),
        })?;
        // A cell may hold line ends: rows are numbered by the line they begin on.
        let line = skipped + record.position().map_or(0, ::csv::Position::line);
        let number = usize::try_from(line).unwrap_or(usize::MAX);
        rows.push((number, record.iter().map(str::to_owned).collect()));
    }
    let mut table = Table::default();
    Grid {
        places: "line".to_owned(),
        is_companies: false,
        rows,
    }
    .read(&mut table)?;
    Ok(table)
}

/// The mark that stands most often in the first line: spreadsheets take that of their country.
fn delimiter(text: &str) -> u8 {
    let head = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |mark: &u8| head.bytes().filter(|byte| byte == mark).count();
    let mut most = b',';
    for mark in [b';', b'\t'] {
        if count(&mark) > count(&most) {
            most = mark;
        }
    }
    most
}
