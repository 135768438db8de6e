//! CSV: a table of links or one of nodes, as Kumu, spreadsheets and `catchment export` write them.

use super::ImportError;
use super::numbers::looks_like;
use super::sheet::{self, Chosen, Row, Sheet};
use super::table::Table;
use crate::quantity::DecimalMark;

/// The marks that may stand between cells; the first of those that fit as well.
const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many lines tell the mark.
const ENOUGH: usize = 50;

/// Reads the rows, whatever mark stands between the cells.
pub(super) fn read(text: &str, chosen: &Chosen) -> Result<Table, ImportError> {
    // A first line `sep=;` tells spreadsheets the mark.
    let (told, rest) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((mark, rest)) => (mark.trim_end_matches('\r').bytes().next(), rest),
        None => (None, text),
    };
    let mark = told.unwrap_or_else(|| delimiter(rest));
    let sheet = Sheet {
        places: "line".to_owned(),
        rows: rows(rest, mark, usize::from(rest.len() < text.len()))?,
        ..Sheet::default()
    };
    let mut table = Table::default();
    table.mark = match mark {
        // Where a comma stands before decimals it cannot stand between cells.
        b';' => DecimalMark::Comma,
        b',' => DecimalMark::Point,
        _ => DecimalMark::Unknown,
    };
    sheet::read(vec![sheet], chosen, &mut table)?;
    Ok(table)
}

fn rows(text: &str, mark: u8, skipped: usize) -> Result<Vec<Row>, ImportError> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(text.as_bytes());
    let mut lines = Lines {
        text: text.as_bytes(),
        at: 0,
        line: 1 + skipped,
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::Syntax {
            place: error.position().map_or_else(
                || "somewhere".to_owned(),
                |at| format!("line {}", lines.to(at.byte())),
            ),
            format: "CSV",
            problem: error.to_string(),
        })?;
        // A cell may hold line ends: rows are numbered by the line they begin on.
        let line = lines.to(record.position().map_or(0, ::csv::Position::byte));
        let cells = record.iter().filter(|cell| mark != b' ' || !cell.is_empty());
        rows.push((line, cells.map(str::to_owned).collect()));
    }
    Ok(rows)
}

/// Counts lines up to places that come one after another, whatever ends a line.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of what stands at a place, or behind the line ends there: the reader of rows gives the end
    /// of the row before.
    fn to(&mut self, place: u64) -> usize {
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(self.text.len());
        while let Some(byte) = self.text.get(self.at) {
            let is_end = matches!(byte, b'\n' | b'\r');
            if self.at >= place && !is_end {
                break;
            }
            let is_half = *byte == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(is_end && !is_half);
            self.at += 1;
        }
        self.line
    }
}

/// The mark that splits the most lines into equally many cells: spreadsheets take that of their country.
fn delimiter(text: &str) -> u8 {
    let is_comment = |line: &&str| line.starts_with('#') || line.starts_with("//");
    let all = || text.lines().filter(|line| !line.trim().is_empty());
    let mut lines: Vec<&str> = all().filter(|line| !is_comment(line)).take(ENOUGH).collect();
    if lines.is_empty() {
        lines = all().take(ENOUGH).collect();
    }
    let mut best = (0, 0, b',');
    for mark in MARKS {
        let counts: Vec<usize> = lines.iter().map(|line| outside(line, mark)).collect();
        let most = counts.iter().copied().filter(|count| *count > 0);
        // How many lines have it as often as the first of those that have it, and how often that is.
        let first = most.clone().next().unwrap_or(0);
        let alike = counts
            .iter()
            .filter(|count| **count == first && first > 0)
            .count();
        let any = most.count();
        // Lists of neighbours are of any length, so that standing there counts as well.
        let score = (alike.max(any / 2), first, mark);
        if (score.0, score.1) > (best.0, best.1) {
            best = score;
        }
    }
    if best.0 == 0 && are_apart_by_blanks(&lines) {
        return b' ';
    }
    best.2
}

/// How often a mark stands in a line outside quotes.
fn outside(line: &str, mark: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            _ if byte == mark && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// Whether lines without any other mark are a list of edges: two words and perhaps numbers, all alike.
fn are_apart_by_blanks(lines: &[&str]) -> bool {
    let words = |line: &&str| line.split_whitespace().count();
    let number = lines.first().map_or(0, words);
    let ids = lines
        .iter()
        .all(|line| line.split_whitespace().take(2).all(looks_like));
    let is_strong = |line: &&str| line.split_whitespace().nth(2).is_some_and(looks_like);
    let body = lines.get(1..).unwrap_or_default();
    let strengths = !body.is_empty() && body.iter().all(is_strong);
    let heads = lines.first().is_some_and(|line| {
        let heads: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        super::words::are_ends(&heads)
    });
    (2..=4).contains(&number) && lines.iter().all(|line| words(line) == number) && (ids || strengths || heads)
}
