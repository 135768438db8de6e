//! The settings of the map itself, shown while nothing is selected: its name, its companies, its
//! segments, its units.

mod companies;
mod delete;
mod segments;

use egui::Ui;

use super::{Command, Context, edit, kind_line, section, text};
use crate::app::i18n::{count, words};
use crate::app::panels::widgets::caption;
use crate::app::theme::SPACE;
use crate::model::Edit;
pub(super) use segments::one as segment;

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let map = context.map;
    kind_line(ui, context, words.inspector.map_heading, None);
    if let Some(name) = text::name(ui, context, map.name()) {
        edit(
            commands,
            words.inspector.map_heading,
            words.fields.name,
            vec![Edit::Name(name)],
        );
    }
    let counts = [
        count(
            map.companies().len(),
            words.settings.one_company,
            words.settings.count_companies,
        ),
        count(
            map.nodes().len(),
            words.settings.one_node,
            words.settings.count_nodes,
        ),
        count(
            map.links().len(),
            words.settings.one_link,
            words.settings.count_links,
        ),
        count(
            map.scenarios().len(),
            words.settings.one_scenario,
            words.settings.count_scenarios,
        ),
    ];
    caption(ui, context.theme, counts.join(" · "));
    ui.add_space(SPACE * 0.5);
    caption(ui, context.theme, words.inspector.select_hint);
    if let Some(note) = text::note(ui, context, words.fields.note, Some(map.note())) {
        edit(
            commands,
            words.inspector.map_heading,
            words.fields.note,
            vec![Edit::MapNote(note.text)],
        );
    }
    companies::ui(ui, context, commands);
    segments::ui(ui, context, commands);
    units(ui, context, commands);
}

fn units(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let units = context.map.units();
    section(ui, context, words.fields.units);
    caption(ui, context.theme, words.settings.units_hint);
    let mut after = units.clone();
    let mut changed = None;
    let fields = [
        (words.fields.unit_traffic, &mut after.traffic),
        (words.fields.unit_period, &mut after.period),
        (words.fields.unit_currency, &mut after.currency),
    ];
    for (label, value) in fields {
        if let Some(text) = text::line(ui, label, "", Some(value)) {
            *value = text.text;
            changed = Some(label);
        }
    }
    if let Some(label) = changed {
        edit(commands, words.fields.units, label, vec![Edit::Units(after)]);
    }
}
