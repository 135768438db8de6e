//! `catchment calibrate`: the free numbers with which a map meets what was observed.

mod csv;
mod text;

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::Format;
use super::input::Model;
use super::{Destination, Failure, output};
use crate::analysis::calibrate::{FORMS, Target, calibrate};
use crate::file::{self, LoadError, Targets};
use crate::model::{Diagnostic, Map, NumberPath, Object, Place};

const AFTER_HELP: &str = "\
The targets file holds what was observed, in the units of the map and per its period, and the
numbers that are free:

  Targets(
      observed: [
          Observed(of: \"platforms/shop/gmv\", value: 2.1e5, within: 5.0e3, source: \"annual report\"),
          Observed(of: \"payments/wallet/payments\", value: 3000.0, within: 100.0),
      ],
      free: [\"nodes/feed/arrivals/micro\", \"links/shop-sellers/pull\"],
  )

`of` is companies/ID/MEASURE, nodes/ID/visits, nodes/ID/visits/SEGMENT, links/ID/visits,
links/ID/share, platforms/ID/gmv, platforms/ID/orders, payments/ID/payments or payments/ID/volume;
`within` is one standard deviation. Free numbers stay within what their field allows. Their evidence
says afterwards what they were calibrated to, with a range of two standard errors to each side.

Examples:
  catchment calibrate map.ron --targets targets.ron
  catchment calibrate map.ron --targets targets.ron --out calibrated.ron";

/// The arguments of `calibrate`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file
    file: PathBuf,
    /// What was observed and which numbers are free
    #[arg(long, value_name = "FILE")]
    targets: PathBuf,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the calibrated model to this file, which may be the model's own; the report goes to
    /// standard output all the same
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Rewrite a model file that has comments, which are lost
    #[arg(long, requires = "out")]
    drop_comments: bool,
}

/// Prints the fit.
///
/// # Errors
/// One of the files is not sound, or the map has no steady state; the model's file has comments that
/// would be lost.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { file, out, .. } = arguments;
    let target = Destination::new(out.as_ref(), [&arguments.targets])?;
    let model = Model::read(file.clone())?;
    model.warn();
    let in_place = out.as_ref().is_some_and(|out| file::is_same(out, file));
    if in_place && model.has_comments && !arguments.drop_comments {
        return Err(Failure::comments(file));
    }
    let map = &model.map;
    let (targets, free) = read(&arguments.targets, map)?;
    let answer = calibrate(map, &targets, &free, &|| true).map_err(|found| model.unsolved(found))?;
    let report = match arguments.format {
        Format::Text => output::text(&text::report(map, &answer)),
        Format::Json => output::json(&answer)?,
        Format::Csv => csv::table(&answer)?,
    };
    if target.path().is_some() {
        let text = file::to_text(&answer.map).map_err(Failure::unwritten(file))?;
        output::write(text.as_bytes(), target)?;
    }
    output::write(&report, Destination::STDOUT)
}

/// Reads the targets file and compares it with the map.
fn read(path: &Path, map: &Map) -> Result<(Vec<Target>, Vec<NumberPath>), LoadError> {
    let bad = |diagnostics| LoadError::Bad {
        path: path.to_owned(),
        diagnostics,
    };
    let Targets { observed, free } = file::parse_targets(&file::read_stream(path)?).map_err(bad)?;
    let (mut targets, mut numbers, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (seen, place) in observed {
        match seen.of.parse() {
            Ok(of) => {
                let target = Target {
                    of,
                    value: seen.value,
                    within: seen.within,
                };
                found.extend(target.problem(map).map(|problem| at(problem, "observed", place)));
                targets.push(target);
            }
            Err(()) => {
                let problem = Diagnostic::error(Object::Map, "no total")
                    .found(&seen.of)
                    .allowed(FORMS);
                found.push(at(problem, "observed", place));
            }
        }
    }
    for (text, place) in free {
        let known = NumberPath::parse(&text);
        match known.filter(|path| crate::analysis::calibrate::is_free(map, path)) {
            Some(path) if numbers.contains(&path) => {
                let problem = Diagnostic::error(Object::Map, "a free number that stands twice").found(&text);
                found.push(at(problem, "free", place));
            }
            Some(path) => numbers.push(path),
            None => {
                let problem =
                    Diagnostic::error(Object::Map, "no number of this map that its totals depend on")
                        .found(&text)
                        .allowed("the path of a number, such as nodes/ID/arrivals/SEGMENT or links/ID/pull");
                found.push(at(problem, "free", place));
            }
        }
    }
    if found.is_empty() {
        Ok((targets, numbers))
    } else {
        Err(bad(found))
    }
}

fn at(problem: Diagnostic, field: &str, place: Place) -> Diagnostic {
    Diagnostic {
        place: Some(place),
        ..problem.field(field)
    }
}
