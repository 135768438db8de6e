//! Maps from other programs: tables, drawn networks and Kumu projects.
//!
//! Three steps, of which none opens a file:
//!
//! 1. [`read`] turns the bytes of a named file into a [`Table`] of raw nodes, links and companies with
//!    their columns; one file of this folder a format. [`Table::join`] adds a second table, so that one of
//!    nodes and one of links make a network.
//! 2. [`Reading::guess`] says what each column, node and link is taken for, and why ([`Because`]). Its
//!    fields may be set by hand. [`Reading::read_node_column`] and [`Reading::read_link_column`] give a
//!    column another [`Role`]; [`Table::with_column`] reads sheets again with another column as where links
//!    start or lead to; [`Reading::read_node_word`] and [`Reading::read_link_word`] take every node
//!    or link of one [`Word`] for a kind. These guess the rest anew and leave alone what was chosen.
//! 3. [`Reading::map`] makes an [`Imported`]: a map that keeps the rules, and a [`Remark`] on whatever was
//!    not taken over as it stands, was guessed or was added, with its place in the source. Nothing is
//!    dropped in silence.
//!
//! A file of any size within [`MAX_BYTES`] and any content gives a table or an [`ImportError`]: nesting,
//! the number of cells and the text in them are bounded, entities of XML are not expanded, and a workbook
//! is unpacked once to see how large it is.

mod build;
mod choice;
mod columns;
mod companies;
mod csv;
mod dot;
mod elsewhere;
mod encoding;
mod ends;
mod gexf;
mod gml;
mod graphml;
mod grid;
mod heads;
mod ids;
mod json;
mod kinds;
mod links;
mod loops;
mod matrix;
mod merchants;
mod nodes;
mod numbers;
mod places;
mod pulls;
mod reading;
mod remark;
mod shape;
mod sheet;
mod stack;
mod starts;
mod states;
mod table;
mod words;
mod workbook;
mod xml;

use std::path::Path;

use super::load::MAX_BYTES;

pub use build::Imported;
pub use choice::Word;
pub use kinds::Kind;
pub use reading::{Because, LinkReading, NodeReading, Reading};
pub use remark::{Remark, Remarks};
pub use sheet::Chosen;
pub use table::{Cells, RawCompany, RawLink, RawNode, Table, Taken, Way};
pub use words::Role;

/// The most links that are read.
pub(super) const MAX_LINKS: usize = 500_000;
/// The most columns that a table or network may have.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// The endings of the files that can be read.
pub const ENDINGS: [&str; 14] = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "ods", "json", "cyjs", "graphml", "gexf", "gml", "dot", "gv",
];

/// Whether the ending of `path` is that of a file that can be read here.
pub fn reads(path: &Path) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// Why a file gave nothing to make a map of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Its name tells no format.
    #[error(
        "no format is told by the ending of its name: found {found:?}, allowed {}{}", ENDINGS.join(", "),
        elsewhere::way(found)
    )]
    Ending {
        /// The ending.
        found: String,
    },
    /// It is too large.
    #[error("a file that is too large: found over {most} MiB, allowed at most {most} MiB", most = MAX_BYTES >> 20)]
    TooLarge,
    /// There is too much in it.
    #[error("too many {what}: found {found}, allowed at most {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are, or how many were counted before giving up.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// It is no text.
    #[error(
        "line {line}: not a text in UTF-8, and its encoding is not declared; save it as UTF-8 (in Excel: Save As, \
         CSV UTF-8, or as XLSX) and import it again"
    )]
    NotUtf8 {
        /// The line of the first character that is not.
        line: usize,
    },
    /// It is no text in the encoding that it declares.
    #[error("not a text in {encoding}, which it says it is; save it as UTF-8 and import it again")]
    NotEncoded {
        /// The encoding.
        encoding: &'static str,
    },
    /// It is not what its ending says.
    #[error("{place}: not {format}: {problem}")]
    Syntax {
        /// Where (`line 3`).
        place: String,
        /// What the ending says it is.
        format: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// It has no nodes and no links.
    #[error("no nodes and no links in it")]
    Empty,
}

/// Reads the file called `name`, whose ending tells its format.
///
/// # Errors
/// Why nothing can be made of it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, ImportError> {
    read_as(name, bytes, &Chosen::new())
}

/// As [`read`], with columns of sheets read as somebody chose.
fn read_as(name: &str, bytes: &[u8], chosen: &Chosen) -> Result<Table, ImportError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    let text = || encoding::text(bytes);
    let mut table = match ending.as_str() {
        "csv" | "tsv" | "txt" | "tab" => csv::read(&text()?, chosen)?,
        "xlsx" | "xlsm" | "ods" => workbook::read(bytes, &ending, chosen)?,
        "json" | "cyjs" => json::read(&text()?, chosen)?,
        "graphml" => graphml::read(&text()?)?,
        "gexf" => gexf::read(&text()?)?,
        "gml" => gml::read(&text()?)?,
        "dot" | "gv" => dot::read(&text()?)?,
        _ => return Err(ImportError::Ending { found: ending }),
    };
    if table.name.trim().is_empty() {
        table.name = stem.to_owned();
    }
    table.sources.push(table::Source {
        name: name.to_owned(),
        bytes: bytes.into(),
    });
    table.finish()
}

fn too_many(what: &'static str, found: usize, most: usize) -> Result<(), ImportError> {
    if found > most {
        return Err(ImportError::TooMany { what, found, most });
    }
    Ok(())
}
