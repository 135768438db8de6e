//! Scenarios speak of links and numbers that exist, and leave a map that can be solved.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::pulls::ShareSums;
use super::references::{MOST_TOLD, known};
use super::{enough, numbers};
use crate::model::field::{self, Field};
use crate::model::{Diagnostic, Link, LinkId, Map, NodeKind, NumberPath, Object, Scenario, ScenarioId};

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    let sums = OnceCell::new();
    for (id, scenario) in &map.scenarios {
        if enough(found) {
            return;
        }
        let object = || Object::Scenario(id.clone());
        for (field, links) in [("open", &scenario.open), ("close", &scenario.close)] {
            let unknown = links.iter().filter(|link| !map.links.contains_key(*link));
            for link in unknown.take(MOST_TOLD) {
                found.push(
                    Diagnostic::error(object(), "no such link")
                        .field(field)
                        .found(format_args!("{link:?}"))
                        .allowed(known("the id of a link", map.links.keys())),
                );
            }
        }
        for link in scenario.open.intersection(&scenario.close).take(MOST_TOLD) {
            found.push(
                Diagnostic::error(object(), "a link both opened and closed")
                    .field("close")
                    .found(format_args!("{link:?}"))
                    .allowed("each link in one of open and close"),
            );
        }
        overrides(map, id, scenario, &sums, found);
    }
}

fn overrides<'a>(
    map: &'a Map,
    id: &ScenarioId,
    scenario: &Scenario,
    sums: &OnceCell<ShareSums<'a>>,
    found: &mut Vec<Diagnostic>,
) {
    let object = || Object::Scenario(id.clone());
    let mut sound = true;
    let mut unknown = 0;
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
                unknown += 1;
                if unknown > MOST_TOLD {
                    continue;
                }
                // It takes a while to look for them, and a thousandth error is read by nobody.
                let allowed = match found.len() {
                    ..MOST_TOLD => numbers_near(map, path),
                    _ => FORMS.to_owned(),
                };
                found.push(
                    Diagnostic::error(object(), "no such number")
                        .field(place)
                        .found(format_args!("{path:?}"))
                        .allowed(allowed),
                );
            }
        }
    }
    if !sound {
        return;
    }
    let mut links: BTreeMap<&LinkId, Link> = BTreeMap::new();
    for (path, value) in &scenario.set {
        if let Some(NumberPath {
            object: Object::Link(id),
            field,
        }) = NumberPath::parse(path)
            && let Some((id, link)) = map.links.get_key_value(&id)
            && let Some(number) = links.entry(id).or_insert_with(|| link.clone()).number_mut(&field)
        {
            *number = value.clone();
        }
    }
    if links.is_empty() {
        return;
    }
    for problem in sums.get_or_init(|| ShareSums::new(map)).after(&links) {
        let message = format!("its overrides break {}: {}", problem.object, problem.message);
        found.push(Diagnostic {
            object: object(),
            field: "set".to_owned(),
            message,
            ..problem
        });
    }
}

/// The forms of paths to numbers.
const FORMS: &str = "nodes/ID/FIELD, nodes/ID/arrivals/SEGMENT, links/ID/pull, companies/ID/visit_value, …";

/// The numbers that somebody may have meant by a path that leads to none: those of its object, or else the
/// objects that there are.
fn numbers_near(map: &Map, path: &str) -> String {
    let mut parts = path.splitn(3, '/');
    let object = Object::of_section(parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Some(object) = object else {
        return FORMS.to_owned();
    };
    let exists = match &object {
        Object::Company(id) => map.companies.contains_key(id),
        Object::Node(id) => map.nodes.contains_key(id),
        Object::Link(id) => map.links.contains_key(id),
        _ => return FORMS.to_owned(),
    };
    if !exists {
        return match object {
            Object::Company(_) => known("the id of a company", map.companies.keys()),
            Object::Node(_) => known("the id of a node", map.nodes.keys()),
            _ => known("the id of a link", map.links.keys()),
        };
    }
    // Some of very many segments tell the form.
    let mut segments = map.segment_ids();
    segments.truncate(8);
    let fields = FIELDS.iter().flat_map(|field| {
        let by_segment = segments.iter().map(move |segment| format!("{field}/{segment}"));
        std::iter::once((*field).to_owned()).chain(by_segment)
    });
    let paths = fields.map(|field| NumberPath {
        object: object.clone(),
        field,
    });
    let found: Vec<String> = paths
        .filter(|path| field_at(map, path).is_some())
        .map(|path| path.to_string())
        .collect();
    found.join(", ")
}

/// The names of all numbers, of whatever object; a pull is one by any of its kinds.
const FIELDS: [&str; 14] = [
    field::VISIT_VALUE.name,
    field::PAYMENT_VALUE.name,
    field::ARRIVALS.name,
    field::TICKET.name,
    field::COMMISSION.name,
    field::AD_RATE.name,
    field::FEE.name,
    field::LEAVE.name,
    field::NOVELTY.name,
    field::NETWORK_EFFECT.name,
    field::HABIT_YEARS.name,
    "pull",
    field::AD_ELASTICITY.name,
    field::REFERRAL.name,
];

/// The field of the number at `path`, if the map can have such a number.
fn field_at(map: &Map, path: &NumberPath) -> Option<&'static Field> {
    let (name, segment) = match path.field.split_once('/') {
        Some((name, segment)) => (name, Some(segment)),
        None => (path.field.as_str(), None),
    };
    let is_known = |segment: &str| match map.segments.is_empty() {
        true => map.segment_ids().iter().any(|id| id.as_str() == segment),
        false => map.segments.contains_key(segment),
    };
    if !segment.is_none_or(is_known) {
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
