//! `catchment check`: everything that is wrong with a model, from its file and from solving it.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::arguments::{Format, OutputArguments};
use super::input::Model;
use super::{Destination, Failure, failure, output};
use crate::file::LoadError;
use crate::model::{Diagnostic, Map, ScenarioId, Severity};
use crate::solver::{Compiled, Search};
use crate::text::one_line;

const AFTER_HELP: &str = "\
Each finding stands on a line as FILE:LINE:COLUMN: error|warning|note: object, field: message.
Beside the rules for files, the map is solved as it is today and in every scenario, which finds
closed loops and what does not settle. Status 0 when there is no error, however many warnings.

Examples:
  catchment check map.ron
  catchment check map.ron --format json --out findings.json";

const HEADINGS: [&str; 9] = [
    "severity", "line", "column", "object", "field", "message", "found", "allowed", "hint",
];

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file
    file: PathBuf,
    /// Solve only this scenario beside today's map [default: every scenario]
    #[arg(long, value_name = "ID")]
    scenario: Option<ScenarioId>,
    #[command(flatten)]
    output: OutputArguments,
}

/// Prints every finding, and a summary on standard error.
///
/// # Errors
/// There is at least one error, or the file cannot be read.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = &arguments.file;
    let target = Destination::new(arguments.output.out.as_ref(), [file])?;
    let found = findings(file, arguments.scenario.as_ref())?;
    let report = Report::new(file, &found);
    let result = match arguments.output.format {
        Format::Text if found.is_empty() => Vec::new(),
        Format::Text => output::text(&(failure::findings(file, &found) + "\n")),
        Format::Json => output::json(&report)?,
        Format::Csv => output::csv(HEADINGS, &report.diagnostics)?,
    };
    output::write(&result, target)?;
    let summary = report.summary();
    if report.errors > 0 {
        return Err(Failure::Verdict(summary));
    }
    output::say(&summary);
    Ok(())
}

fn findings(file: &Path, scenario: Option<&ScenarioId>) -> Result<Vec<Diagnostic>, Failure> {
    let mut model = match Model::read(file.to_owned()) {
        Ok(model) => model,
        Err(LoadError::Bad { diagnostics, .. }) => return Ok(diagnostics),
        Err(unread) => return Err(unread.into()),
    };
    let only = model.scenario(scenario)?.map(|(id, _)| id);
    let solving = match Compiled::new(&model.map) {
        Ok(compiled) => solving(&model.map, &compiled, only),
        Err(unsolvable) => unsolvable,
    };
    let mut found = model.place(solving);
    found.append(&mut model.found);
    found.sort_by_key(|diagnostic| (Reverse(diagnostic.severity), diagnostic.place));
    Ok(found)
}

/// What solving finds today and in the scenarios, or only in the one called `only`.
fn solving(map: &Map, compiled: &Compiled, only: Option<&ScenarioId>) -> Vec<Diagnostic> {
    let solve = |scenario| match compiled.solve(scenario, Search::Several) {
        Ok(solution) => solution.status.warnings,
        Err(found) => found,
    };
    let today = solve(None);
    let mut found = Vec::new();
    for (id, scenario) in map.scenarios() {
        if only.is_none_or(|only| only == id) {
            let here = solve(Some(scenario)).into_iter();
            let new = here.filter(|diagnostic| !today.contains(diagnostic));
            found.extend(new.map(|diagnostic| Diagnostic {
                message: format!("in scenario \"{id}\": {}", diagnostic.message),
                ..diagnostic
            }));
        }
    }
    found.extend(today);
    found
}

#[derive(Serialize)]
struct Report {
    file: String,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    severity: String,
    line: Option<usize>,
    column: Option<usize>,
    object: String,
    field: String,
    message: String,
    found: Option<String>,
    allowed: Option<String>,
    hint: Option<String>,
}

impl Report {
    fn new(file: &Path, found: &[Diagnostic]) -> Self {
        let count = |severity| found.iter().filter(|d| d.severity == severity).count();
        Self {
            file: file.display().to_string(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            diagnostics: found.iter().cloned().map(Row::from).collect(),
        }
    }

    fn summary(&self) -> String {
        let counted = |count: usize, noun: &str| match count {
            0 => format!("no {noun}s"),
            1 => format!("1 {noun}"),
            _ => format!("{count} {noun}s"),
        };
        let errors = counted(self.errors, "error");
        let warnings = counted(self.warnings, "warning");
        let notes = counted(self.notes, "note");
        format!("{}: {errors}, {warnings}, {notes}", one_line(&self.file))
    }
}

impl From<Diagnostic> for Row {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.to_string(),
            line: diagnostic.place.map(|place| place.line),
            column: diagnostic.place.map(|place| place.column),
            object: diagnostic.object.path(""),
            field: diagnostic.field,
            message: diagnostic.message,
            found: diagnostic.found,
            allowed: diagnostic.allowed,
            hint: diagnostic.hint,
        }
    }
}
