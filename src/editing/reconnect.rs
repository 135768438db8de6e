//! Moving an end of a link to another node.

use super::legal::{self, End, Refusal};
use super::pull::{NEW_SHARE, Siblings};
use super::{add, changes};
use crate::model::{Edit, Link, LinkId, LinkKind, Map, NodeId, Scenario, ScenarioId};

/// Moves `end` of `link` to `node`. The kind follows where the old one makes no sense any more; the
/// pull stays if it goes with those at the new start, else it is entered anew as for a new link.
///
/// # Errors
/// Why the link would not be legal.
pub fn reconnect(map: &Map, link: &LinkId, end: End, node: &NodeId) -> Result<Vec<Edit>, Refusal> {
    legal::may_reconnect(map, link, end, node)?;
    let old = map.links().get(link).ok_or(Refusal::NoSuchLink)?;
    let (from, to) = legal::moved(old, end, node);
    let mut new = Link {
        kind: kind(map, old, &from, &to),
        from,
        to,
        ..old.clone()
    };
    let mut edits = Vec::new();
    if new.open && new.from != old.from {
        let siblings = Siblings::new(map, &new.from, Some(link));
        if !siblings.admit(link, &new) {
            (new.pull, new.pull_by) = siblings.pulls(NEW_SHARE);
            edits = without_overrides(map, link);
        }
    }
    edits.insert(0, Edit::put_link(link.clone(), new));
    Ok(changes(map, edits))
}

/// Payment exactly into payments; direct only from a platform to its own merchant.
fn kind(map: &Map, old: &Link, from: &NodeId, to: &NodeId) -> LinkKind {
    let suggested = add::kind(map, from, to);
    let bound = |kind| matches!(kind, LinkKind::Payment | LinkKind::Direct);
    let was_suggested = add::kind(map, &old.from, &old.to) == old.kind;
    if suggested == LinkKind::Payment || bound(old.kind) && was_suggested || old.kind == LinkKind::Payment {
        suggested
    } else {
        old.kind
    }
}

/// The edits that take what scenarios say about the pull of `link` out of them.
pub(super) fn without_overrides(map: &Map, link: &LinkId) -> Vec<Edit> {
    let (common, by) = (format!("links/{link}/pull"), format!("links/{link}/pull_by/"));
    let about = |path: &String| *path == common || path.starts_with(&by);
    let touched = map
        .scenarios()
        .iter()
        .filter(|(_, scenario)| scenario.set.keys().any(about));
    touched
        .map(|(id, scenario): (&ScenarioId, &Scenario)| {
            let mut scenario = scenario.clone();
            scenario.set.retain(|path, _| !about(path));
            Edit::put_scenario(id.clone(), scenario)
        })
        .collect()
}
