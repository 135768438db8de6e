//! Why a command could not do its work, as it is told on standard error.

use std::io;
use std::path::{Path, PathBuf};

use crate::file::{LoadError, SaveError, WriteError};
use crate::model::Diagnostic;
use crate::text;

/// A failure of a command.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The model cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The model cannot be solved.
    #[error("{}", findings(file, found))]
    Unsolved {
        /// The model's file.
        file: PathBuf,
        /// What is wrong.
        found: Vec<Diagnostic>,
    },
    /// The model has no such object.
    #[error("{}: no {kind} \"{}\"; {known}", text::path(file), text::name(asked))]
    Unknown {
        /// The model's file.
        file: PathBuf,
        /// What kind of object it would be.
        kind: &'static str,
        /// The id asked for.
        asked: String,
        /// Those that there are, in words.
        known: String,
    },
    /// What was asked has no answer on the model.
    #[error("{}: {problem}", text::path(file))]
    Unanswered {
        /// The model's file.
        file: PathBuf,
        /// Why not.
        problem: String,
    },
    /// The arguments ask for what must not be done.
    #[error("{0}")]
    Arguments(String),
    /// The command has done its work, and the answer is no.
    #[error("{0}")]
    Verdict(String),
    /// The map that results cannot be written.
    #[error("{}: error: not written: {problem}", file.display())]
    Unwritten {
        /// The file that it was made of.
        file: PathBuf,
        /// Why not.
        problem: WriteError,
    },
    /// The result has no written form.
    #[error("the result cannot be written as text: {0}")]
    Encoding(String),
    /// The result cannot be put into a file.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The result cannot be put where it belongs.
    #[error("cannot write to {target}: {source}")]
    Write {
        /// Where it belongs.
        target: String,
        /// Why not.
        source: io::Error,
    },
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Encoding(error.to_string())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        Self::Encoding(error.to_string())
    }
}

impl Failure {
    /// That the map made of `file` has no text.
    pub fn unwritten(file: &Path) -> impl FnOnce(WriteError) -> Self {
        |problem| Self::Unwritten {
            file: file.to_owned(),
            problem,
        }
    }

    /// That `file` has comments, which are not dropped unasked.
    pub fn comments(file: &Path) -> Self {
        Self::Verdict(format!(
            "{} has comments, which the canonical form does not keep; \
             move them into `note` fields, or drop them with --drop-comments",
            file.display()
        ))
    }

    /// The exit status that goes with it.
    pub fn status(&self) -> u8 {
        match self {
            Self::Arguments(_) => 2,
            _ => 1,
        }
    }
}

/// The diagnostics one a line, each as `file:line:column: error: …`.
pub fn findings<'a>(file: &Path, found: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let lines = found
        .into_iter()
        .map(|diagnostic| diagnostic.in_file(file).to_string());
    lines.collect::<Vec<_>>().join("\n")
}
