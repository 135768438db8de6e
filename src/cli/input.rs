//! A model as a command works on it: its map, the file it came from and the scenario to look at.

use std::path::PathBuf;

use super::{Failure, output};
use crate::file::{self, Fingerprint, LoadError};
use crate::model::{CompanyId, Diagnostic, Id, LinkId, Map, Scenario, ScenarioId, Severity};
use crate::text;

/// A model that was read.
pub struct Model {
    /// The map.
    pub map: Map,
    /// What is worth knowing about it, as found when it was read.
    pub found: Vec<Diagnostic>,
    /// Whether its file has comments: what is written of the map does not keep them.
    pub has_comments: bool,
    file: PathBuf,
    /// The bytes of the file, in which findings are placed.
    text: Vec<u8>,
}

impl Model {
    /// What stands for the bytes of its file.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.text)
    }

    /// Reads the model in `file`.
    ///
    /// # Errors
    /// The file cannot be read, or holds no sound model.
    pub fn read(file: PathBuf) -> Result<Self, LoadError> {
        let bytes = file::read_stream(&file)?;
        match file::parse(&bytes) {
            Ok(file::Parsed {
                map,
                diagnostics,
                has_comments,
            }) => Ok(Self {
                map,
                found: diagnostics,
                has_comments,
                file,
                text: bytes,
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
        let file = text::path(&self.file);
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
            .ok_or_else(|| self.unknown("scenario", id, scenarios.keys()))
    }

    /// Checks that the map has all of `links`.
    ///
    /// # Errors
    /// The first that it has not; those that it has are named.
    pub fn links(&self, links: &[LinkId]) -> Result<(), Failure> {
        let known = self.map.links();
        let mut unknown = links.iter().filter(|id| !known.contains_key(*id));
        unknown
            .next()
            .map_or(Ok(()), |id| Err(self.unknown("link", id, known.keys())))
    }

    /// Checks that the map has all of `companies`.
    ///
    /// # Errors
    /// The first that it has not; those that it has are named.
    pub fn companies(&self, companies: &[CompanyId]) -> Result<(), Failure> {
        let known = self.map.companies();
        let mut unknown = companies.iter().filter(|id| !known.contains_key(*id));
        unknown
            .next()
            .map_or(Ok(()), |id| Err(self.unknown("company", id, known.keys())))
    }

    /// The failure to find the object called `id` among those of its `kind`, of which some are named.
    pub fn unknown<'a, T: 'a>(
        &self,
        kind: &'static str,
        id: &Id<T>,
        known: impl Iterator<Item = &'a Id<T>>,
    ) -> Failure {
        Failure::Unknown {
            file: self.file.clone(),
            kind,
            asked: id.to_string(),
            known: named(known),
        }
    }

    /// The failure to answer what was asked, because of `problem`.
    pub fn unanswered(&self, problem: &impl std::fmt::Display) -> Failure {
        Failure::Unanswered {
            file: self.file.clone(),
            problem: problem.to_string(),
        }
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

/// So many ids are named before the rest is counted.
const MOST_NAMED: usize = 20;

fn named<'a, T: 'a>(ids: impl Iterator<Item = &'a Id<T>>) -> String {
    let ids: Vec<_> = ids.map(ToString::to_string).collect();
    match ids.split_at_checked(MOST_NAMED) {
        _ if ids.is_empty() => "it has none".to_owned(),
        Some((named, rest)) if !rest.is_empty() => {
            format!("it has {} and {} more", named.join(", "), rest.len())
        }
        _ => format!("it has {}", ids.join(", ")),
    }
}
