//! `catchment diff`: what changed between two model files, by object and field.

mod text;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Destination, Failure, output};
use crate::file::diff::{Difference, Differing, FieldChange, Value, diff};
use crate::file::{self, LoadError, Parsed};
use crate::model::{Map, Object};
use crate::text::path;

pub(super) use text::subject;
pub(super) use words::Words;

const AFTER_HELP: &str = "\
Maps are compared by object and field, not by text: comments, the order of lines and defaults that
are written out make no difference. An empty file counts as an empty map.

Exit status: 0 the same map, 1 different, 2 trouble: a file cannot be read or is no sound model.

Examples:
  catchment diff old.ron new.ron
  catchment diff old.ron new.ron --format json --out changes.json";

/// The arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file as it was
    #[arg(value_name = "A")]
    old: PathBuf,
    /// Model file as it is now
    #[arg(value_name = "B")]
    new: PathBuf,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Write the result to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The form of a list of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// In words, an object a line
    Text,
    /// One JSON document, unrounded
    Json,
}

/// The status of trouble, as `diff` and `cmp` have it: 1 is an answer.
pub(super) const TROUBLE: u8 = 2;

/// Prints what differs; status 0 if nothing does, 1 if something does, 2 for trouble.
pub fn run(arguments: &Arguments) -> ExitCode {
    match compare(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            output::say(&failure);
            ExitCode::from(TROUBLE)
        }
    }
}

/// Whether both are the same map.
fn compare(arguments: &Arguments) -> Result<bool, Failure> {
    let target = Destination::new(arguments.out.as_ref(), [&arguments.old, &arguments.new])?;
    let (old, new) = (read(&arguments.old)?.map, read(&arguments.new)?.map);
    let difference = diff(&old, &new);
    let result = match arguments.format {
        Form::Text => output::text(&text::report(&difference, &old, &new)),
        Form::Json => output::json(&rows(&difference))?,
    };
    output::write(&result, target)?;
    if difference.is_empty() && arguments.format == Form::Text {
        let [old, new] = [&arguments.old, &arguments.new].map(|file| path(file));
        output::say(&format_args!("{old} and {new} hold the same map"));
    }
    Ok(difference.is_empty())
}

/// Reads a model; an empty file, which is what git gives where there is none, holds an empty map.
///
/// # Errors
/// The file cannot be read, or holds no sound model.
pub(super) fn read(path: &Path) -> Result<Parsed, LoadError> {
    let bytes = file::read_stream(path)?;
    if bytes.is_empty() {
        return Ok(Parsed {
            map: Map::new(""),
            diagnostics: Vec::new(),
            has_comments: false,
        });
    }
    // One that breaks a rule can be compared and merged as well.
    file::draft(&bytes).map_err(|diagnostics| LoadError::Bad {
        path: path.to_owned(),
        diagnostics,
    })
}

/// An object that differs, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    object: &'static str,
    id: &'a str,
    name: &'a str,
    change: &'static str,
    fields: Vec<FieldRow<'a>>,
}

/// A field that differs, in JSON; `null` where nothing stands.
#[derive(Serialize)]
pub(super) struct FieldRow<'a> {
    field: &'a str,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
}

fn rows<'a>(difference: &'a Difference) -> Vec<Row<'a>> {
    let row = |differing: &'a Differing| {
        let Differing {
            object,
            name,
            change,
            fields,
        } = differing;
        Row {
            object: section(object),
            id: object.id(),
            name,
            change: change.name(),
            fields: field_rows(fields),
        }
    };
    difference.objects.iter().map(row).collect()
}

/// `fields` in JSON.
pub(super) fn field_rows(fields: &[FieldChange]) -> Vec<FieldRow<'_>> {
    fields
        .iter()
        .map(|FieldChange { field, old, new }| FieldRow {
            field,
            old: old.as_ref(),
            new: new.as_ref(),
        })
        .collect()
}

/// The section of the file that `object` stands in; `map` for the map itself.
pub(super) fn section(object: &Object) -> &'static str {
    match object {
        Object::Map => "map",
        Object::Company(_) => "companies",
        Object::Segment(_) => "segments",
        Object::Node(_) => "nodes",
        Object::Link(_) => "links",
        Object::Scenario(_) => "scenarios",
        Object::Note(_) => "notes",
        Object::Frame(_) => "frames",
    }
}
