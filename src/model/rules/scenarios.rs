//! Scenarios speak of links and numbers that exist, and leave a map that can be solved.

use std::borrow::Cow;

use super::references::known;
use super::{numbers, pulls};
use crate::model::field::{self, Field};
use crate::model::{Diagnostic, Map, NodeKind, NumberPath, Object, Scenario, ScenarioId};

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    for (id, scenario) in &map.scenarios {
        let object = || Object::Scenario(id.clone());
        for (field, links) in [("open", &scenario.open), ("close", &scenario.close)] {
            for link in links.iter().filter(|link| !map.links.contains_key(*link)) {
                found.push(
                    Diagnostic::error(object(), "no such link")
                        .field(field)
                        .found(format_args!("{link:?}"))
                        .allowed(known("the id of a link", map.links.keys())),
                );
            }
        }
        for link in scenario.open.intersection(&scenario.close) {
            found.push(
                Diagnostic::error(object(), "a link both opened and closed")
                    .field("close")
                    .found(format_args!("{link:?}"))
                    .allowed("each link in one of open and close"),
            );
        }
        overrides(map, id, scenario, found);
    }
}

fn overrides(map: &Map, id: &ScenarioId, scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let object = || Object::Scenario(id.clone());
    let mut sound = true;
    for (path, value) in &scenario.set {
        let place = format!("set/{path}");
        match NumberPath::parse(path).and_then(|path| field_at(map, &path)) {
            Some(field) => {
                let before = found.len();
                numbers::number(&object, Cow::Owned(place), field, value, found);
                sound &= found.len() == before;
            }
            None => {
                sound = false;
                found.push(
                    Diagnostic::error(object(), "no such number")
                        .field(place)
                        .found(format_args!("{path:?}"))
                        .allowed("nodes/ID/FIELD, nodes/ID/arrivals/SEGMENT, links/ID/pull, companies/ID/visit_value, …"),
                );
            }
        }
    }
    if sound && scenario.set.keys().any(|path| path.starts_with("links/")) {
        let mut after = Vec::new();
        pulls::check(&map.with_overrides(scenario), &mut after);
        let mut before = Vec::new();
        pulls::check(map, &mut before);
        for problem in after.into_iter().filter(|p| p.is_error() && !before.contains(p)) {
            let message = format!("its overrides break {}: {}", problem.object, problem.message);
            found.push(Diagnostic {
                object: object(),
                field: "set".to_owned(),
                message,
                ..problem
            });
        }
    }
}

/// The field of the number at `path`, if the map can have such a number.
fn field_at(map: &Map, path: &NumberPath) -> Option<&'static Field> {
    let (name, segment) = match path.field.split_once('/') {
        Some((name, segment)) => (name, Some(segment)),
        None => (path.field.as_str(), None),
    };
    if let Some(segment) = segment
        && !map.segment_ids().iter().any(|id| id.as_str() == segment)
    {
        return None;
    }
    match &path.object {
        Object::Company(id) => map
            .companies
            .get(id)?
            .numbers()
            .into_iter()
            .find_map(|(field, _)| (field.name == path.field).then_some(field)),
        Object::Node(id) => {
            // A probe on a copy: numbers that were not entered yet are made there.
            let mut node = map.nodes.get(id)?.clone();
            node.number_mut(&path.field)?;
            let one_for_all = segment.is_none() && !map.segments.is_empty();
            if name == field::ARRIVALS.name && one_for_all && !matches!(node.kind, NodeKind::Merchant { .. })
            {
                return None;
            }
            node.numbers()
                .into_iter()
                .find_map(|(at, field, _)| (at == path.field).then_some(field))
        }
        Object::Link(id) => {
            let mut link = map.links.get(id)?.clone();
            link.number_mut(&path.field)?;
            link.numbers()
                .into_iter()
                .find_map(|(at, field, _)| (at == path.field).then_some(field))
        }
        _ => None,
    }
}
