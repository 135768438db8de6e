//! The inspector of the map itself, shown while nothing is selected.

use egui::{Button, Ui};

use super::{Command, Context, edit, kind_line, section, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, dot};
use crate::app::theme::SPACE;
use crate::model::{Edit, Object, Units};

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
        map.companies().len(),
        map.nodes().len(),
        map.links().len(),
        map.scenarios().len(),
    ]
    .map(|count| count.to_string());
    let counts = counts.each_ref().map(String::as_str);
    caption(ui, context.theme, fill(words.inspector.counts, &counts));
    ui.add_space(SPACE);
    caption(ui, context.theme, words.inspector.select_hint);
    if let Some(note) = text::note(ui, context, words.fields.note, map.note()) {
        edit(
            commands,
            words.inspector.map_heading,
            words.fields.note,
            vec![Edit::MapNote(note)],
        );
    }
    section(ui, context, words.inspector.companies);
    for id in map.companies().keys() {
        ui.horizontal(|ui| {
            dot(ui, context.theme.company_color(map, Some(id)));
            let name = naming::company(map, id);
            if ui.add(Button::new(name).frame(false).truncate()).clicked() {
                commands.push(Command::Select(vec![Object::Company(id.clone())]));
            }
        });
    }
    units(ui, context, commands);
}

fn units(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let units = context.map.units();
    section(ui, context, words.fields.units);
    let mut put = |field: &str, units: Units| {
        edit(commands, words.fields.units, field, vec![Edit::Units(units)]);
    };
    if let Some(traffic) = text::line(ui, words.fields.unit_traffic, "", &units.traffic) {
        put(
            words.fields.unit_traffic,
            Units {
                traffic,
                ..units.clone()
            },
        );
    }
    if let Some(period) = text::line(ui, words.fields.unit_period, "", &units.period) {
        put(
            words.fields.unit_period,
            Units {
                period,
                ..units.clone()
            },
        );
    }
    if let Some(currency) = text::line(ui, words.fields.unit_currency, "", &units.currency) {
        put(
            words.fields.unit_currency,
            Units {
                currency,
                ..units.clone()
            },
        );
    }
}
