//! Scenarios that name what is not there, or set numbers that break the rules.

use super::{Fix, FixKind, fix};
use crate::model::{Diagnostic, Edit, Map, Scenario, ScenarioId};

pub(super) fn of_scenario(map: &Map, id: &ScenarioId, diagnostic: &Diagnostic) -> Vec<Fix> {
    let Some(scenario) = map.scenarios().get(id) else {
        return Vec::new();
    };
    let field = diagnostic.field.as_str();
    let changed = |change: &dyn Fn(&mut Scenario)| {
        let mut scenario = scenario.clone();
        change(&mut scenario);
        let edits = vec![Edit::put_scenario(id.clone(), scenario)];
        vec![fix(FixKind::Clear(field.to_owned()), edits)]
    };
    match (diagnostic.message.as_str(), field.strip_prefix("set/")) {
        ("no such link", _) => changed(&|scenario| {
            scenario.open.retain(|link| map.links().contains_key(link));
            scenario.close.retain(|link| map.links().contains_key(link));
        }),
        ("a link both opened and closed", _) => changed(&|scenario| {
            let open = scenario.open.clone();
            scenario.close.retain(|link| !open.contains(link));
        }),
        // A number that is wrong in any way; its range's ends are named after it.
        (_, Some(path)) => changed(&|scenario| {
            let ends = [
                path,
                path.strip_suffix("/low").unwrap_or(path),
                path.strip_suffix("/high").unwrap_or(path),
            ];
            scenario.set.retain(|set, _| !ends.contains(&set.as_str()));
        }),
        (message, None) if message.starts_with("its overrides break") => changed(&|scenario| {
            let is_pull = |path: &str| path.starts_with("links/") && path.contains("/pull");
            scenario.set.retain(|path, _| !is_pull(path));
        }),
        _ => Vec::new(),
    }
}
