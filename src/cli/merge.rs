//! `catchment merge`: two changed copies of a model file brought together, as git asks for it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::diff::{self, FieldRow, Form, TROUBLE, Words, field_rows, section, subject};
use super::{Destination, Failure, output};
use crate::file::diff::Value;
use crate::file::merge::{Breaker, Clash, Conflict, Merged, merge};
use crate::file::{self, Parsed};
use crate::model::Map;
use crate::text;

const AFTER_HELP: &str = "\
What one side changed is taken, object by object and field by field. What both changed differently
is a conflict: the result keeps what is in MINE, so that it can be opened, and standard error lists
what a person must decide. A number and its evidence are merged as one. The map's rules are checked
last: one that the result breaks is a conflict, too, with the side that breaks it. Comments are not
kept. An empty BASE stands for none: both sides added the file. The result may take the place of
MINE, and of no other file that is read.

Exit status: 0 merged, 1 merged with conflicts, 2 trouble: a file is bad, and nothing is written.

As git's merge driver, once in each clone, with `*.catchment.ron merge=catchment` in .gitattributes:
  git config merge.catchment.driver \"catchment merge %O %A %B --out %A\"

Examples:
  catchment merge base.ron mine.ron theirs.ron --out merged.ron
  catchment merge base.ron mine.ron theirs.ron --format json > merged.ron 2> conflicts.json";

/// The arguments of `merge`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file that both sides started from
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// One changed copy; it wins where there is a conflict
    #[arg(value_name = "MINE")]
    mine: PathBuf,
    /// The other changed copy
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// Form of the list of conflicts on standard error
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Write the merged map to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Writes the merged map; status 0 if it has no conflicts, 1 if it has, 2 for trouble.
pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            output::say(&failure);
            ExitCode::from(TROUBLE)
        }
    }
}

/// Whether there were no conflicts.
fn write(arguments: &Arguments) -> Result<bool, Failure> {
    let files = [&arguments.base, &arguments.mine, &arguments.theirs];
    // What git calls the current version is the one that it wants the result in.
    let target = Destination::new(arguments.out.as_ref(), [files[0], files[2]])?;
    let base = diff::read(files[0])?;
    let (mine, theirs) = (diff::read(files[1])?, diff::read(files[2])?);
    let merged = merge(&base.map, &mine.map, &theirs.map);
    let written = file::to_text(&merged.map).map_err(Failure::unwritten(files[1]))?;
    output::write(written.as_bytes(), target)?;
    let commented: Vec<_> = [(files[1], &mine), (files[2], &theirs)]
        .into_iter()
        .filter(|(_, parsed)| parsed.has_comments)
        .map(|(file, _)| file.display().to_string())
        .collect();
    match arguments.format {
        Form::Text => tell(arguments, &merged, &commented, [&mine, &theirs]),
        Form::Json => {
            let report = Report {
                conflicts: merged.conflicts.iter().map(Row::from).collect(),
                comments_dropped: commented,
            };
            let json = output::json(&report)?;
            output::say(&String::from_utf8_lossy(&json).trim_end());
        }
    }
    Ok(merged.conflicts.is_empty())
}

/// Lists the conflicts in words.
fn tell(arguments: &Arguments, merged: &Merged, commented: &[String], sides: [&Parsed; 2]) {
    for file in commented {
        output::say(&format_args!(
            "{}: its comments are not kept",
            text::one_line(file)
        ));
    }
    let [mine, theirs] = sides.map(|side| &side.map);
    for conflict in &merged.conflicts {
        output::say(&format_args!("conflict: {}", words(conflict, mine, theirs)));
    }
    let out = arguments.out.as_deref();
    let result = out.map_or_else(|| "the result".to_owned(), text::path);
    let is_rule = |conflict: &&Conflict| matches!(conflict.clash, Clash::Rule { .. });
    let broken = merged.conflicts.iter().filter(is_rule).count();
    match merged.conflicts.len() - broken {
        0 => {}
        1 => output::say(&format_args!("1 conflict; {result} keeps what is mine")),
        more => output::say(&format_args!("{more} conflicts; {result} keeps what is mine")),
    }
    if broken > 0 {
        output::say(&format_args!(
            "{result} breaks rules of the map and must be mended before it can be solved; the window opens it for that"
        ));
    }
}

fn words(conflict: &Conflict, mine: &Map, theirs: &Map) -> String {
    let Conflict { object, name, clash } = conflict;
    let who = subject(object, name);
    match clash {
        Clash::Field {
            field,
            base,
            mine: of_mine,
            theirs: of_theirs,
        } => {
            let words = Words {
                old: mine,
                new: theirs,
            };
            let value = |map: &Map, value: &Option<Value>| match value {
                Some(value) => words.value(map, field, value),
                None => "nothing".to_owned(),
            };
            format!(
                "{who}, {}: base {}, mine {}, theirs {}",
                words.label(field),
                value(mine, base),
                value(mine, of_mine),
                value(theirs, of_theirs)
            )
        }
        Clash::Removed { by_mine, changed } => {
            let (removed, other, map) = match by_mine {
                true => ("mine", "theirs", theirs),
                false => ("theirs", "mine", mine),
            };
            let words = Words { old: map, new: map };
            let changed = changed.iter().map(|change| words.change(object, change));
            let changed: Vec<_> = changed.collect();
            format!(
                "{who}: {removed} removed it, {other} changed it: {}",
                changed.join("; ")
            )
        }
        Clash::Rule { by, problem } => format!("{}: {problem}", breaks(*by)),
    }
}

/// Who breaks a rule.
fn breaks(by: Breaker) -> &'static str {
    match by {
        Breaker::Mine => "mine breaks a rule, and so does the result",
        Breaker::Theirs => "theirs breaks a rule, and so does the result",
        Breaker::Both => "mine and theirs both break a rule, and so does the result",
        Breaker::Together => "the two sides together break a rule",
    }
}

/// What is said in JSON.
#[derive(Serialize)]
struct Report<'a> {
    conflicts: Vec<Row<'a>>,
    /// The files whose comments are not kept.
    comments_dropped: Vec<String>,
}

/// A conflict in JSON.
#[derive(Serialize)]
struct Row<'a> {
    object: &'static str,
    id: &'a str,
    name: &'a str,
    #[serde(flatten)]
    clash: ClashRow<'a>,
}

#[derive(Serialize)]
#[serde(tag = "conflict", rename_all = "lowercase")]
enum ClashRow<'a> {
    Field {
        field: &'a str,
        base: Option<&'a Value>,
        mine: Option<&'a Value>,
        theirs: Option<&'a Value>,
    },
    Removed {
        by: &'static str,
        fields: Vec<FieldRow<'a>>,
    },
    Rule {
        by: &'static str,
        field: &'a str,
        problem: String,
    },
}

impl<'a> From<&'a Conflict> for Row<'a> {
    fn from(conflict: &'a Conflict) -> Self {
        let clash = match &conflict.clash {
            Clash::Field {
                field,
                base,
                mine,
                theirs,
            } => ClashRow::Field {
                field,
                base: base.as_ref(),
                mine: mine.as_ref(),
                theirs: theirs.as_ref(),
            },
            Clash::Removed { by_mine, changed } => ClashRow::Removed {
                by: if *by_mine { "mine" } else { "theirs" },
                fields: field_rows(changed),
            },
            Clash::Rule { by, problem } => ClashRow::Rule {
                by: by.name(),
                field: &problem.field,
                problem: problem.to_string(),
            },
        };
        Row {
            object: section(&conflict.object),
            id: conflict.object.id(),
            name: &conflict.name,
            clash,
        }
    }
}
