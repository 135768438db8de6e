//! The numbers that a scenario changes: each to be edited or taken out, and more to be added.

use egui::{Button, ComboBox, RichText, Sense, Ui};

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::number::{Asked, NumberRow};
use crate::app::panels::inspector::row::{self, stable_id};
use crate::app::panels::inspector::{Command, Context, section};
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::app::typing::Stage;
use crate::editing::overrides::{choices, number_at};
use crate::model::field::Field;
use crate::model::{Edit, NumberPath, Object, Scenario, ScenarioId};

pub(super) fn ui(
    ui: &mut Ui,
    id: &ScenarioId,
    scenario: &Scenario,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    section(ui, context, words().inspector.sets);
    let mut after = scenario.clone();
    let mut step = None;
    for (path, number) in &scenario.set {
        let Some(at) = NumberPath::parse(path) else {
            continue;
        };
        let Some((field, today)) = number_at(context.map, &at) else {
            lost(ui, path, context, &mut after, &mut step);
            continue;
        };
        let label = label(&at.field, field, context);
        let owner = naming::object(context.map, &at.object);
        let name = fill(words().settings.field_of_object, &[&label, &owner]);
        if ui.add(goes_there(&owner)).clicked() {
            commands.push(Command::GoTo(at.object.clone()));
        }
        let numbers = [number.clone()];
        let row = NumberRow {
            salt: path,
            label: &label,
            name: &name,
            field,
            numbers: &numbers,
            here: None,
            removable: true,
        };
        match row.ui(ui, context, commands) {
            Some(Asked::Change(change, stage)) => {
                if let Some(number) = after.set.get_mut(path) {
                    change.apply(number);
                }
                step = Some((name, change.is_live(), stage));
            }
            Some(Asked::Remove) => {
                after.set.remove(path);
                step = Some((name, false, Stage::Done));
            }
            Some(Asked::ForToday) | None => {}
        }
        let value = naming::value(field.unit, today.value);
        caption(ui, context.theme, fill(words().numbers.today_is, &[&value]));
        ui.add_space(SPACE * 0.5);
    }
    add(ui, scenario, context, &mut after, &mut step);
    if let Some((field, merge, stage)) = step {
        let label = fill(words().steps.step_of, &[&scenario.name, &field]);
        let edits = vec![Edit::put_scenario(id.clone(), after)];
        commands.push(stage.command(label, edits, merge));
    }
}

/// The name of an object, which a click goes to; Tab goes from number to number.
fn goes_there(owner: &str) -> Button<'_> {
    Button::new(owner)
        .frame(false)
        .truncate()
        .small()
        .sense(Sense::CLICK)
}

/// An override of a number that the map does not have any more: it can only be taken out.
fn lost(
    ui: &mut Ui,
    path: &str,
    context: &Context<'_>,
    after: &mut Scenario,
    step: &mut Option<(String, bool, Stage)>,
) {
    ui.horizontal(|ui| {
        let name = fill(words().settings.remove_change, &[path]);
        if named(ui.small_button("×"), &name).clicked() {
            after.set.remove(path);
            *step = Some((path.to_owned(), false, Stage::Done));
        }
        ui.label(RichText::new(path).color(context.theme.error));
    });
    caption(ui, context.theme, words().inspector.unknown_object);
}

/// Two choices, an object and one of its numbers, that add an override at today's value.
fn add(
    ui: &mut Ui,
    scenario: &Scenario,
    context: &Context<'_>,
    after: &mut Scenario,
    step: &mut Option<(String, bool, Stage)>,
) {
    let map = context.map;
    let memory = stable_id(ui, "object of a new override");
    let mut object: Option<Object> = ui.data(|data| data.get_temp(memory));
    caption(ui, context.theme, words().settings.add_change);
    row::row(ui, words().settings.object, "", |ui| {
        let chosen = object.as_ref().map(|object| naming::object(map, object));
        let chosen = chosen.unwrap_or_else(|| words().settings.choose.to_owned());
        let combo = ComboBox::from_id_salt("object of a new override")
            .width(ui.available_width())
            .height(360.0)
            .truncate()
            .selected_text(chosen)
            .show_ui(ui, |ui| {
                let companies = map.companies().keys().cloned().map(Object::Company);
                let nodes = map.nodes().keys().cloned().map(Object::Node);
                let links = map.links().keys().cloned().map(Object::Link);
                for other in companies.chain(nodes).chain(links) {
                    let is_chosen = object.as_ref() == Some(&other);
                    if ui
                        .selectable_label(is_chosen, naming::object(map, &other))
                        .clicked()
                    {
                        object = Some(other);
                    }
                }
            });
        named(combo.response, words().settings.object);
    });
    let Some(object) = object else { return };
    ui.data_mut(|data| data.insert_temp(memory, object.clone()));
    row::row(ui, words().settings.number, "", |ui| {
        let combo = ComboBox::from_id_salt("number of a new override")
            .width(ui.available_width())
            .height(360.0)
            .truncate()
            .selected_text(words().settings.choose)
            .show_ui(ui, |ui| {
                for (path, field, number) in choices(map, &object) {
                    let key = object.path(&path);
                    let label = label(&path, field, context);
                    let free = !scenario.set.contains_key(&key);
                    let button = Button::selectable(false, &label);
                    if ui.add_enabled(free, button).clicked() {
                        let owner = naming::object(map, &object);
                        let name = fill(words().settings.field_of_object, &[&label, &owner]);
                        *step = Some((name, false, Stage::Done));
                        after.set.insert(key, number);
                    }
                }
            });
        named(combo.response, words().settings.number);
    });
}

/// What a number is called, with its segment if it is of one.
fn label(path: &str, field: &'static Field, context: &Context<'_>) -> String {
    let name = naming::field(field);
    match path.split_once('/') {
        Some((_, segment)) => {
            let segment = naming::segment(context.map, segment);
            fill(words().fields.field_of_segment, &[name, &segment])
        }
        None => name.to_owned(),
    }
}
