//! A model as a command works on it: its map, the file it came from and the scenario to look at.

use std::path::PathBuf;

use super::{Failure, output};
use crate::file::{self, LoadError};
use crate::model::{Diagnostic, Map, Scenario, ScenarioId, Severity};

/// A model that was read.
pub struct Model {
    /// The map.
    pub map: Map,
    /// What is worth knowing about it, as found when it was read.
    pub found: Vec<Diagnostic>,
    file: PathBuf,
    /// The bytes of the file, in which findings are placed.
    text: Vec<u8>,
}

impl Model {
    /// Reads the model in `file`.
    ///
    /// # Errors
    /// The file cannot be read, or holds no sound model.
    pub fn read(file: PathBuf) -> Result<Self, LoadError> {
        let text = file::read(&file)?;
        match file::parse(&text) {
            Ok(file::Parsed { map, diagnostics, .. }) => Ok(Self {
                map,
                found: diagnostics,
                file,
                text,
            }),
            Err(diagnostics) => Err(LoadError::Bad {
                path: file,
                diagnostics,
            }),
        }
    }

    /// Says on standard error how many warnings it has, if any; `check` was made to tell them.
    pub fn warn(&self) {
        let found = self.found.iter();
        let warnings = found.filter(|diagnostic| diagnostic.severity == Severity::Warning);
        let file = self.file.display();
        match warnings.count() {
            0 => {}
            1 => output::say(&format_args!("{file}: 1 warning; catchment check tells it")),
            more => output::say(&format_args!(
                "{file}: {more} warnings; catchment check tells them"
            )),
        }
    }

    /// The scenario called `id`; today, which is none, if there is no `id`.
    ///
    /// # Errors
    /// The map has no such scenario; the ids it has are named.
    pub fn scenario(&self, id: Option<&ScenarioId>) -> Result<Option<(&ScenarioId, &Scenario)>, Failure> {
        let Some(id) = id else { return Ok(None) };
        let scenarios = self.map.scenarios();
        scenarios
            .get_key_value(id)
            .map(Some)
            .ok_or_else(|| Failure::Scenario {
                file: self.file.clone(),
                asked: id.to_string(),
                known: known(scenarios.keys()),
            })
    }

    /// Places in the file what solving has found.
    pub fn place(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        file::place_all(&self.text, found)
    }

    /// The failure to solve it, for the reasons `found`.
    pub fn unsolved(&self, found: Vec<Diagnostic>) -> Failure {
        Failure::Unsolved {
            file: self.file.clone(),
            found: self.place(found),
        }
    }
}

fn known<'a>(ids: impl Iterator<Item = &'a ScenarioId>) -> String {
    let ids: Vec<_> = ids.map(ToString::to_string).collect();
    if ids.is_empty() {
        "it has none".to_owned()
    } else {
        format!("it has {}", ids.join(", "))
    }
}
