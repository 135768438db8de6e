//! The inspector of a scenario: what it changes against today.

use egui::{Button, Ui};

use super::{Command, Context, edit, edit_once, kind_line, section, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::model::{Edit, LinkId, NumberPath, Object, Scenario, ScenarioId};
use crate::quantity;

pub(super) fn ui(
    ui: &mut Ui,
    id: &ScenarioId,
    scenario: &Scenario,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    let mut put = |field: &str, scenario: Scenario| {
        edit(
            commands,
            id.as_str(),
            field,
            vec![Edit::put_scenario(id.clone(), scenario)],
        );
    };
    kind_line(ui, context, words.inspector.scenario_heading, None);
    if let Some(name) = text::name(ui, context, &scenario.name) {
        put(
            words.fields.name,
            Scenario {
                name,
                ..scenario.clone()
            },
        );
    }
    if let Some(note) = text::note(ui, context, words.fields.note, &scenario.note) {
        put(
            words.fields.note,
            Scenario {
                note,
                ..scenario.clone()
            },
        );
    }
    if scenario.open.is_empty() && scenario.close.is_empty() && scenario.set.is_empty() {
        ui.add_space(SPACE);
        caption(ui, context.theme, words.inspector.nothing_changed);
    }
    links(
        ui,
        words.inspector.opens,
        scenario.open.iter(),
        id,
        scenario,
        context,
        commands,
    );
    links(
        ui,
        words.inspector.closes,
        scenario.close.iter(),
        id,
        scenario,
        context,
        commands,
    );
    numbers(ui, scenario, context);
    ui.add_space(SPACE * 2.0);
    if ui.button(words.inspector.delete_scenario).clicked() {
        let objects = [Object::Scenario(id.clone())].into();
        edit_once(
            commands,
            &scenario.name,
            words.actions.delete,
            context.map.removal(&objects),
        );
    }
}

/// The links it opens or closes; a click goes there, another takes the change back.
fn links<'a>(
    ui: &mut Ui,
    title: &str,
    ids: impl ExactSizeIterator<Item = &'a LinkId>,
    scenario_id: &ScenarioId,
    scenario: &Scenario,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    if ids.len() == 0 {
        return;
    }
    section(ui, context, title);
    for link in ids {
        let name = naming::link(context.map, link);
        ui.horizontal(|ui| {
            let undo = named(
                ui.small_button("×"),
                &fill(words().inspector.undo_toggle, &[&name]),
            );
            if undo
                .on_hover_text(fill(words().inspector.undo_toggle, &[&name]))
                .clicked()
            {
                let mut changed = scenario.clone();
                changed.open.remove(link);
                changed.close.remove(link);
                let edits = vec![Edit::put_scenario(scenario_id.clone(), changed)];
                edit_once(commands, &scenario.name, &name, edits);
            }
            if ui.add(Button::new(&name).frame(false).truncate()).clicked() {
                commands.push(Command::GoTo(Object::Link(link.clone())));
            }
        });
    }
}

/// The numbers it overrides.
fn numbers(ui: &mut Ui, scenario: &Scenario, context: &Context<'_>) {
    if scenario.set.is_empty() {
        return;
    }
    section(ui, context, words().inspector.sets);
    for (path, number) in &scenario.set {
        let name = match NumberPath::parse(path) {
            Some(path) => format!("{}, {}", naming::object(context.map, &path.object), path.field),
            None => path.clone(),
        };
        ui.label(name);
        caption(ui, context.theme, quantity::exact(number.value));
    }
}
