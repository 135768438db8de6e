//! `catchment import`: a map from a table, a spreadsheet, a Kumu project or a drawn network.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Destination, Failure, output};
use crate::file;
use crate::file::import::{self, ENDINGS, ImportError, Reading, Table};
use crate::text::{one_line, path};

const AFTER_HELP: &str = "\
The ending of the file tells its format: CSV or other text, XLSX, ODS, JSON, GraphML, GEXF, GML,
DOT. A table holds nodes or links; --nodes and --links add the other one. What a map cannot say,
what was guessed and what was added is listed on standard error, and words that mean nothing to the
model are kept in notes.

Examples:
  catchment import links.csv --nodes nodes.csv --out map.catchment.ron
  catchment import project.json --out map.catchment.ron
  catchment import network.graphml > map.catchment.ron";

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// File to read
    #[arg(value_name = "SRC")]
    file: PathBuf,
    /// Table of nodes that goes with it
    #[arg(long, value_name = "FILE")]
    nodes: Option<PathBuf>,
    /// Table of links that goes with it
    #[arg(long, value_name = "FILE")]
    links: Option<PathBuf>,
    /// Write the map to this file instead of standard output
    #[arg(long, value_name = "FILE", visible_alias = "output")]
    out: Option<PathBuf>,
}

/// Writes the map that the source describes, and says what was made of it.
///
/// # Errors
/// A file cannot be read, nothing in it can be, or the result cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let others = || arguments.nodes.iter().chain(&arguments.links);
    let target = Destination::new(arguments.out.as_ref(), others().chain([&arguments.file]))?;
    let mut table = read(&arguments.file)?;
    for file in others() {
        table = table.join(read(file)?).map_err(|problem| bad(file, &problem))?;
    }
    let imported = Reading::guess(&table).map(&table);
    let text = file::to_text(&imported.map).map_err(Failure::unwritten(&arguments.file))?;
    let name = path(&arguments.file);
    for remark in &imported.remarks {
        output::say(&format_args!("{name}: {}", one_line(&remark.to_string())));
    }
    output::write(text.as_bytes(), target)
}

fn read(file: &Path) -> Result<Table, Failure> {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    // Before the file is read: a wrong ending is no matter of what it holds.
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Err(bad(file, &ImportError::Ending { found: ending }));
    }
    let bytes = file::read_stream(file)?;
    import::read(&name, &bytes).map_err(|problem| bad(file, &problem))
}

fn bad(file: &Path, problem: &ImportError) -> Failure {
    Failure::Verdict(format!("{}: error: {problem}", path(file)))
}
