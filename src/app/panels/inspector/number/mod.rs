//! A number in the inspector: a compact row of value, unit and evidence, which unfolds.

mod change;
mod evidence;
mod field;
mod mark;
mod only;
mod read;
mod row;

use std::borrow::Cow;

use egui::Ui;

use super::group::{Editable, Group};
use super::{Command, Context};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::model::field::Field;
use crate::model::{Edit, Number, Scenario};
pub(super) use change::Change;
pub(super) use read::range_words;
pub(super) use row::{Asked, NumberRow, OnlyHere};

/// A number of the objects that are edited together.
pub(super) struct Spec<'a> {
    /// Its path below each object, such as `arrivals/micro`.
    pub(super) path: &'a str,
    pub(super) field: &'static Field,
    /// What to call it, if not by the field's own name.
    pub(super) label: Option<&'a str>,
}

impl Spec<'static> {
    /// The number of a field of that name.
    pub(super) fn of(field: &'static Field) -> Self {
        Self {
            path: field.name,
            field,
            label: None,
        }
    }
}

/// Shows a number of all members and queues the edits if it was changed. While a scenario is shown
/// that overrides it, its number there is shown and changed instead of the map's.
pub(super) fn number<T: Editable>(
    ui: &mut Ui,
    group: &Group<'_, T>,
    spec: &Spec<'_>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let label = spec.label.unwrap_or_else(|| naming::field(spec.field));
    let own = |value: &'_ T| value.number(spec.path).map(Cow::into_owned);
    let key = |id| T::object(id).path(spec.path);
    let mut shown = Vec::new();
    let mut overridden = 0;
    for (id, value) in group.members() {
        let set = context
            .scenario
            .and_then(|(_, scenario)| scenario.set.get(&key(id)));
        overridden += usize::from(set.is_some());
        shown.extend(set.cloned().or_else(|| own(value)));
    }
    let only = context.scenario.map(|(id, scenario)| OnlyHere {
        scenario: naming::object(context.map, &crate::model::Object::Scenario(id.clone())),
        on: overridden == shown.len(),
        today: group
            .agreed(|value| own(value).map(|number| number.value))
            .flatten(),
        changes: !scenario.set.is_empty() && overridden > 0,
    });
    let row = NumberRow {
        salt: spec.path,
        label,
        name: label,
        field: spec.field,
        numbers: &shown,
        only,
        removable: false,
    };
    let step = |what: &str| fill(words().steps.step_of, &[group.name(), what]);
    match row.ui(ui, context, commands) {
        Some(Asked::Change(change, stage)) => {
            let edits = edits(group, spec.path, &change, context);
            commands.push(stage.command(step(label), edits, change.is_live()));
        }
        Some(Asked::OnlyHere(on)) => {
            let Some((id, scenario)) = context.scenario else {
                return;
            };
            let mut scenario = scenario.clone();
            for (member, value) in group.members() {
                let key = key(member);
                match own(value).filter(|_| on) {
                    Some(number) => drop(scenario.set.entry(key).or_insert(number)),
                    None => drop(scenario.set.remove(&key)),
                }
            }
            commands.push(Command::Edit {
                label: step(label),
                edits: vec![Edit::put_scenario(id.clone(), scenario)],
                merge: false,
            });
        }
        Some(Asked::Remove) | None => {}
    }
}

/// The change made where each number comes from: the scenario's override, else the object.
fn edits<T: Editable>(group: &Group<'_, T>, path: &str, change: &Change, context: &Context<'_>) -> Vec<Edit> {
    let mut scenario: Option<Scenario> = context.scenario.map(|(_, scenario)| scenario.clone());
    let mut edits = Vec::new();
    for (id, value) in group.members() {
        let set = scenario
            .as_mut()
            .and_then(|scenario| scenario.set.get_mut(&T::object(id).path(path)));
        if let Some(number) = set {
            change.apply(number);
            continue;
        }
        let mut after = value.clone();
        if let Some(number) = after.number_mut(path) {
            change.apply(number);
        }
        if after != *value {
            edits.push(T::put(id, after));
        }
    }
    if let (Some(after), Some((id, before))) = (scenario, context.scenario)
        && after != *before
    {
        edits.push(Edit::put_scenario(id.clone(), after));
    }
    edits
}

/// What several numbers have alike, part by part; `None` where they differ.
#[derive(Clone, Debug, PartialEq)]
struct Merged {
    value: Option<f64>,
    low: Option<Option<f64>>,
    high: Option<Option<f64>>,
    source: Option<String>,
    date: Option<String>,
    confidence: Option<Option<crate::model::Confidence>>,
    /// Whether any of them has evidence.
    any: bool,
}

impl Merged {
    fn of(numbers: &[Number]) -> Self {
        fn alike<V: PartialEq>(numbers: &[Number], part: impl Fn(&Number) -> V) -> Option<V> {
            let mut parts = numbers.iter().map(part);
            let first = parts.next()?;
            parts.all(|part| part == first).then_some(first)
        }
        let evidence = |number: &Number| number.evidence.as_deref().cloned().unwrap_or_default();
        Self {
            value: alike(numbers, |number| number.value),
            low: alike(numbers, |number| evidence(number).low),
            high: alike(numbers, |number| evidence(number).high),
            source: alike(numbers, |number| evidence(number).source.unwrap_or_default()),
            date: alike(numbers, |number| evidence(number).date.unwrap_or_default()),
            confidence: alike(numbers, |number| evidence(number).confidence),
            any: numbers.iter().any(|number| number.evidence.is_some()),
        }
    }
}
