//! Names in place of ids, for the text tables.

use super::table::paragraph;
use crate::model::{Map, Scenario, ScenarioId};
use crate::wording;
pub use crate::wording::Names;

/// What is looked at: `Two shops: today`.
pub fn heading(map: &Map, scenario: Option<(&ScenarioId, &Scenario)>) -> String {
    paragraph(&wording::heading(map, scenario))
}
