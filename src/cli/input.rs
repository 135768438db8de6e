//! Reading a model and picking the scenario to look at.

use std::path::Path;

use super::{Failure, failure, output};
use crate::file;
use crate::model::{Diagnostic, Map, Scenario, ScenarioId, Severity};
use crate::solver::Solution;

/// Reads the model in `path`, with its warnings said on standard error.
///
/// # Errors
/// The file cannot be read, or holds no sound model.
pub fn load(path: &Path) -> Result<Map, Failure> {
    let file::Parsed {
        map, mut diagnostics, ..
    } = file::load(path)?;
    // Notes are for `check`, which was made to be read.
    diagnostics.retain(|diagnostic| diagnostic.severity >= Severity::Warning);
    say_all(path, &diagnostics);
    Ok(map)
}

/// The scenario called `id`; today, which is none, if there is no `id`.
///
/// # Errors
/// The map has no such scenario; the ids it has are named.
pub fn scenario<'a>(
    path: &Path,
    map: &'a Map,
    id: Option<&'a ScenarioId>,
) -> Result<Option<(&'a ScenarioId, &'a Scenario)>, Failure> {
    let Some(id) = id else { return Ok(None) };
    match map.scenarios().get_key_value(id) {
        Some(found) => Ok(Some(found)),
        None => Err(Failure::Scenario {
            file: path.to_owned(),
            asked: id.to_string(),
            known: known(map.scenarios().keys()),
        }),
    }
}

/// Says diagnostics on standard error, if there are any.
pub fn say_all(path: &Path, diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        output::say(&failure::findings(path, diagnostics));
    }
}

/// The solution, or what kept the map in `path` from being solved.
///
/// # Errors
/// There is no solution.
pub fn solved(path: &Path, outcome: Result<Solution, Vec<Diagnostic>>) -> Result<Solution, Failure> {
    outcome.map_err(|found| Failure::Unsolved {
        file: path.to_owned(),
        found,
    })
}

fn known<'a>(ids: impl Iterator<Item = &'a ScenarioId>) -> String {
    let ids: Vec<_> = ids.map(ToString::to_string).collect();
    if ids.is_empty() {
        "it has none".to_owned()
    } else {
        format!("it has {}", ids.join(", "))
    }
}
