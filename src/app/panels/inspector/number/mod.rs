//! A number in the inspector: a compact row of value, unit and evidence, which unfolds.

mod change;
mod chip;
mod evidence;
mod field;
mod mark;
mod read;
mod row;

use egui::Ui;

use super::group::{Editable, Group};
use super::row::stable_id;
use super::{Command, Context};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::typing::Stage;
use crate::editing::overrides::number_at;
use crate::model::field::Field;
use crate::model::{ALL_SEGMENT, Edit, Id, Number, NumberPath, Object, Scenario};
pub(super) use change::Change;
pub(in crate::app::panels) use field::{Entry, NumberField};
pub(super) use read::{range_words, read};
pub(super) use row::{Asked, Here, NumberRow};

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

/// Shows a number of all members and queues the edits if it was changed. While a scenario is shown, its
/// own number is shown, and one that is typed or dragged counts in it alone, unless the person says that
/// today's map is meant: what is shown is what is edited.
pub(super) fn number<T: Editable>(
    ui: &mut Ui,
    group: &Group<'_, T>,
    spec: &Spec<'_>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let label = spec.label.unwrap_or_else(|| naming::field(spec.field));
    let members = members(group, spec.path, context);
    let own = members.iter().any(|member| member.set.is_some());
    let said = stable_id(ui, (spec.path, "for today", context.scenario.map(|(id, _)| id)));
    let for_today = context.scenario.is_some() && !own && chip::is_for_today(ui, said);
    let shown: Vec<Number> = members.iter().map(|member| member.shown().clone()).collect();
    let here = context.scenario.map(|(id, _)| Here {
        scenario: naming::object(context.map, &Object::Scenario(id.clone())),
        own,
        for_today,
        today: members.iter().map(|member| member.today.clone()).collect(),
    });
    let row = NumberRow {
        salt: spec.path,
        label,
        name: label,
        field: spec.field,
        numbers: &shown,
        here,
        removable: false,
    };
    let asked = row.ui(ui, context, commands);
    let mut scenario = context
        .scenario
        .filter(|_| !for_today)
        .map(|(_, scenario)| scenario.clone());
    let mut edits = Vec::new();
    let mut put = |member: &Member<'_, T>, number: &Number| {
        let mut after = member.value.clone();
        if let Some(old) = after.number_mut(spec.path) {
            old.clone_from(number);
        }
        if after != *member.value {
            edits.push(T::put(member.id, after));
        }
    };
    let (what, stage, merge) = match asked {
        Some(Asked::Change(change, stage)) => {
            for member in &members {
                match &mut scenario {
                    Some(scenario) => member.change_in(scenario, &change),
                    None => {
                        let mut number = member.today.clone();
                        change.apply(&mut number);
                        put(member, &number);
                    }
                }
            }
            (label.to_owned(), stage, change.is_live())
        }
        Some(Asked::ForToday) => {
            chip::set_for_today(ui, said, !for_today);
            for member in members.iter().filter(|member| member.set.is_some()) {
                put(member, &member.meant_for_today());
                if let Some(scenario) = &mut scenario {
                    scenario.set.remove(&member.key);
                }
            }
            (fill(words().numbers.step_for_today, &[label]), Stage::Done, false)
        }
        Some(Asked::Remove) => {
            for member in &members {
                if let Some(scenario) = &mut scenario {
                    scenario.set.remove(&member.key);
                }
            }
            (label.to_owned(), Stage::Done, false)
        }
        None => return,
    };
    if let (Some(after), Some((id, before))) = (scenario, context.scenario)
        && after != *before
    {
        edits.push(Edit::put_scenario(id.clone(), after));
    }
    let label = fill(words().steps.step_of, &[group.name(), &what]);
    commands.push(stage.command(label, edits, merge));
}

/// A number of one object, today and in the scenario shown.
struct Member<'a, T: Editable> {
    id: &'a Id<T>,
    value: &'a T,
    /// What a scenario calls it.
    key: String,
    today: Number,
    /// The scenario's own.
    set: Option<Number>,
}

/// The number at `path` of each member that has it.
fn members<'a, T: Editable>(group: &Group<'a, T>, path: &str, context: &Context<'_>) -> Vec<Member<'a, T>> {
    let members = group.members().filter_map(|(id, value)| {
        let object = T::object(id);
        let mut at = NumberPath {
            object,
            field: path.to_owned(),
        };
        if context.scenario.is_some() && number_at(context.map, &at).is_none() {
            // The one number of a map without segments may be written for all of them.
            at.field = format!("{path}/{ALL_SEGMENT}");
        }
        let key = at.object.path(&at.field);
        let set = context.scenario.and_then(|(_, scenario)| scenario.set.get(&key));
        Some(Member {
            id,
            value,
            set: set.cloned(),
            today: value.number(path)?.into_owned(),
            key,
        })
    });
    members.collect()
}

impl<T: Editable> Member<'_, T> {
    fn shown(&self) -> &Number {
        self.set.as_ref().unwrap_or(&self.today)
    }

    /// Makes a change of it count in `scenario` alone. What today's number rests on is no source for
    /// another one, and what is as it is today is not listed.
    fn change_in(&self, scenario: &mut Scenario, change: &Change) {
        let mut number = self.shown().clone();
        if self.set.is_none() && change.is_of_value() {
            number.evidence = None;
        }
        change.apply(&mut number);
        let as_today = number == self.today || number.is_bare(self.today.value);
        if as_today {
            scenario.set.remove(&self.key);
        } else {
            scenario.set.insert(self.key.clone(), number);
        }
    }

    /// Its number in today's map if the scenario's was meant for that.
    fn meant_for_today(&self) -> Number {
        match &self.set {
            Some(set) if set.evidence.is_none() => self.today.with_value(set.value),
            _ => self.shown().clone(),
        }
    }
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
