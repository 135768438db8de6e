//! The inspector: the fields of what is selected, and what the solver says of it.

mod annotation;
mod callout;
mod choice;
mod color;
mod company;
mod flows;
mod gate;
mod group;
mod link;
mod map;
mod node;
mod number;
mod pull;
mod row;
mod scenario;
mod segments;
mod several;
mod text;
mod typing;

use egui::{Margin, Panel, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::widgets::{caption, dot, panel_frame, rule};
use super::{Command, Context};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::style;
use crate::app::theme::SPACE;
use crate::app::view::Part;
use crate::model::{CompanyId, Edit, Object};
use group::Group;
pub(super) use number::{Entry, NumberField};

/// Width of the inspector unless the person changes it.
const WIDTH: f32 = 352.0;
/// Room round the fields; on the left there stand the marks of evidence.
const MARGIN: Margin = Margin {
    left: 22,
    right: 16,
    top: 16,
    bottom: 16,
};

/// Draws the inspector.
pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let panel = Panel::right("inspector")
        .frame(panel_frame(context.theme, 0, 0))
        .resizable(true)
        .default_size(context.view.size(Part::Inspector).unwrap_or(WIDTH))
        .size_range(320.0..=560.0)
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                // What does not fit must not widen the panel, which would push the map away.
                let room = ui.available_rect_before_wrap();
                let mut inside = ui.new_child(UiBuilder::new().max_rect(room - MARGIN));
                // Fields of one object must not be taken for those of the next.
                let unselected = context.scenario.filter(|_| context.selection.is_empty());
                let shown = (context.selection, unselected.map(|(id, _)| id));
                inside.push_id(shown, |ui| contents(ui, context, commands));
                let height = inside.min_rect().height() + MARGIN.sum().y;
                ui.advance_cursor_after_rect(Rect::from_min_size(room.min, vec2(room.width(), height)));
            });
        });
    let width = panel.response.rect.width();
    context.view.note_size(Part::Inspector, width, commands);
}

fn contents(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let mut selection = context.selection.iter();
    match (selection.next(), selection.next()) {
        (None, _) => match context.scenario {
            Some((id, scenario)) => scenario::ui(ui, id, scenario, context, commands),
            None => map::ui(ui, context, commands),
        },
        (Some(_), Some(_)) => several::ui(ui, context, commands),
        (Some(object), None) => one(ui, object, context, commands),
    }
}

/// Says where a number goes that is typed while a scenario is shown.
fn where_numbers_go(ui: &mut Ui, context: &Context<'_>) {
    if let Some((id, _)) = context.scenario {
        let name = naming::object(context.map, &Object::Scenario(id.clone()));
        caption(
            ui,
            context.theme,
            fill(words().numbers.where_numbers_go, &[&name]),
        );
    }
}

fn one(ui: &mut Ui, object: &Object, context: &Context<'_>, commands: &mut Vec<Command>) {
    let map = context.map;
    match object {
        Object::Node(id) => {
            let Some((id, value)) = map.nodes().get_key_value(id) else {
                return;
            };
            let Some(group) = Group::new(map, vec![(id, value)]) else {
                return;
            };
            node::heading(ui, &group, context, commands);
            where_numbers_go(ui, context);
            node::fields(ui, &group, context, commands);
            flows::node(ui, id, value, context, commands);
        }
        Object::Link(id) => {
            let Some((id, value)) = map.links().get_key_value(id) else {
                return;
            };
            let Some(group) = Group::new(map, vec![(id, value)]) else {
                return;
            };
            link::heading(ui, &group, context, commands);
            where_numbers_go(ui, context);
            link::fields(ui, &group, context, commands);
            flows::link(ui, id, value, context, commands);
        }
        Object::Company(id) => {
            let Some((id, value)) = map.companies().get_key_value(id) else {
                return;
            };
            let Some(group) = Group::new(map, vec![(id, value)]) else {
                return;
            };
            company::heading(ui, &group, context, commands);
            where_numbers_go(ui, context);
            company::fields(ui, &group, context, commands);
            company::nodes(ui, id, context, commands);
            flows::company(ui, id, context, commands);
        }
        Object::Scenario(id) => {
            if let Some(scenario) = map.scenarios().get(id) {
                scenario::ui(ui, id, scenario, context, commands);
            }
        }
        Object::Note(id) => {
            if let Some(note) = map.notes().get(id) {
                annotation::note(ui, id, note, context, commands);
            }
        }
        Object::Frame(id) => {
            if let Some(frame) = map.frames().get(id) {
                annotation::frame(ui, id, frame, context, commands);
            }
        }
        Object::Segment(id) => {
            if let Some(segment) = map.segments().get(id) {
                map::segment(ui, id, segment, context, commands);
            }
        }
        Object::Map => map::ui(ui, context, commands),
    }
}

/// What kind of thing it is, in small type, with its owner's colour.
fn kind_line(ui: &mut Ui, context: &Context<'_>, kind: &str, company: Option<&CompanyId>) {
    ui.horizontal(|ui| {
        if company.is_some() {
            dot(ui, context.theme.company_color(context.map, company));
        }
        caption(ui, context.theme, kind);
    });
}

/// The title of a group of fields.
fn section(ui: &mut Ui, context: &Context<'_>, title: &str) {
    ui.add_space(SPACE * 1.5);
    rule(ui, context.theme);
    ui.add_space(SPACE * 0.5);
    ui.label(RichText::new(title).text_style(style::strong()));
}

/// An edit from a field that is dragged or typed in: all of it is one step.
fn edit(commands: &mut Vec<Command>, what: &str, field: &str, edits: Vec<Edit>) {
    commands.push(Command::Edit {
        label: fill(words().steps.step_of, &[what, field]),
        edits,
        merge: true,
    });
}

/// An edit that is a step of its own: a choice, a switch.
fn edit_once(commands: &mut Vec<Command>, what: &str, field: &str, edits: Vec<Edit>) {
    commands.push(Command::Edit {
        label: fill(words().steps.step_of, &[what, field]),
        edits,
        merge: false,
    });
}
