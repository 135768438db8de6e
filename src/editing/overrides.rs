//! The numbers that a scenario can override, by path.

use crate::model::field::{self, Field};
use crate::model::{Map, NodeKind, Number, NumberPath, Object, PerSegment};

/// The numbers of an object that a scenario can override: their paths below it, fields and values.
/// Numbers that were not entered but count with a default are among them.
pub fn choices(map: &Map, object: &Object) -> Vec<(String, &'static Field, Number)> {
    let mut paths: Vec<String> = match object {
        Object::Company(id) => {
            let numbers = map.companies().get(id).map(|company| company.numbers());
            let names = numbers
                .into_iter()
                .flatten()
                .map(|(field, _)| field.name.to_owned());
            names.collect()
        }
        Object::Node(id) => {
            let numbers = map.nodes().get(id).map(|node| node.numbers()).unwrap_or_default();
            numbers
                .into_iter()
                .map(|(path, _, _)| path.into_owned())
                .collect()
        }
        Object::Link(id) => {
            let numbers = map.links().get(id).map(|link| link.numbers()).unwrap_or_default();
            numbers
                .into_iter()
                .map(|(path, _, _)| path.into_owned())
                .collect()
        }
        _ => Vec::new(),
    };
    if let Object::Node(id) = object
        && let Some(node) = map.nodes().get(id)
    {
        let not_entered = |values: &PerSegment, field: &Field| -> Vec<String> {
            let by_segment = matches!(values, PerSegment::By(_));
            let missing = map
                .segment_ids()
                .into_iter()
                .filter(|id| values.get(id.as_str()).is_none());
            let missing = missing.filter(|_| by_segment);
            missing
                .map(|segment| format!("{}/{segment}", field.name))
                .collect()
        };
        if let Some(arrivals) = node.arrivals() {
            paths.extend(not_entered(arrivals, &field::ARRIVALS));
        }
        if let NodeKind::Merchant { ticket, .. } = &node.kind {
            paths.extend(not_entered(ticket, &field::TICKET));
        }
    }
    let found = paths.into_iter().filter_map(|path| {
        let at = NumberPath {
            object: object.clone(),
            field: path.clone(),
        };
        let (field, number) = number_at(map, &at)?;
        Some((path, field, number))
    });
    found.collect()
}

/// The number at `path` and its field, at its default if it was not entered; `None` if the map can
/// have no such number.
pub fn number_at(map: &Map, path: &NumberPath) -> Option<(&'static Field, Number)> {
    let field = path.field.as_str();
    match &path.object {
        Object::Company(id) => {
            let numbers = map.companies().get(id)?.numbers();
            let mut found = numbers.into_iter().filter(|(of, _)| of.name == field);
            found.next().map(|(of, number)| (of, number.clone()))
        }
        Object::Node(id) => {
            // On a copy: numbers that were not entered yet are made there.
            let mut node = map.nodes().get(id)?.clone();
            node.number_mut(field)?;
            let mut found = node.numbers().into_iter().filter(|(at, _, _)| at == field);
            found.next().map(|(_, of, number)| (of, number.clone()))
        }
        Object::Link(id) => {
            let mut link = map.links().get(id)?.clone();
            link.number_mut(field)?;
            let mut found = link.numbers().into_iter().filter(|(at, _, _)| at == field);
            found.next().map(|(_, of, number)| (of, number.clone()))
        }
        _ => None,
    }
}
