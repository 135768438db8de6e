//! The inspector of a scenario: what it changes against today.

mod overrides;

use egui::{Button, Ui};

use super::{Command, Context, edit, edit_once, kind_line, section, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::model::{Edit, LinkId, Object, Scenario, ScenarioId};

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
    if let Some(note) = text::note(ui, context, words.fields.note, Some(&scenario.note)) {
        put(
            words.fields.note,
            Scenario {
                note: note.text,
                ..scenario.clone()
            },
        );
    }
    if scenario.open.is_empty() && scenario.close.is_empty() && scenario.set.is_empty() {
        ui.add_space(SPACE);
        caption(ui, context.theme, words.inspector.nothing_changed);
    }
    for (title, links) in [
        (words.inspector.opens, &scenario.open),
        (words.inspector.closes, &scenario.close),
    ] {
        self::links(ui, title, links.iter(), id, scenario, context, commands);
    }
    overrides::ui(ui, id, scenario, context, commands);
    ui.add_space(SPACE * 2.0);
    if ui.button(words.inspector.delete_scenario).clicked() {
        let objects = [Object::Scenario(id.clone())].into();
        let edits = context.map.removal(&objects);
        edit_once(commands, &scenario.name, words.actions.delete, edits);
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
