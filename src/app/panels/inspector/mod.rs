//! The inspector: the fields of what is selected, and what the solver says of it.

mod choice;
mod company;
mod flows;
mod link;
mod map;
mod node;
mod number_field;
mod pull;
mod scenario;
mod text;

use egui::{Panel, RichText, ScrollArea, Ui};

use super::widgets::{caption, dot, panel_frame, rule};
use super::{Command, Context};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::{CompanyId, Edit, Object};

/// The most objects of a selection that are named one by one.
const MOST_NAMED: usize = 60;
/// Width of the inspector unless the person changes it.
const WIDTH: f32 = 352.0;

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    Panel::right("inspector")
        .frame(panel_frame(context.theme, 0, 0))
        .resizable(true)
        .default_size(WIDTH)
        .size_range(320.0..=560.0)
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                egui::Frame::new().inner_margin(16).show(ui, |ui| {
                    // Fields of one object must not be taken for those of the next.
                    ui.push_id(context.selection, |ui| contents(ui, context, commands));
                });
            });
        });
}

fn contents(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let map = context.map;
    let mut selection = context.selection.iter();
    match (selection.next(), selection.next()) {
        (None, _) => match context.scenario {
            Some((id, scenario)) => scenario::ui(ui, id, scenario, context, commands),
            None => map::ui(ui, context, commands),
        },
        (Some(_), Some(_)) => several(ui, context, commands),
        (Some(object), None) => match object {
            Object::Node(id) => {
                if let Some(node) = map.nodes().get(id) {
                    node::ui(ui, id, node, context, commands);
                }
            }
            Object::Link(id) => {
                if let Some(link) = map.links().get(id) {
                    link::ui(ui, id, link, context, commands);
                }
            }
            Object::Company(id) => {
                if let Some(company) = map.companies().get(id) {
                    company::ui(ui, id, company, context, commands);
                }
            }
            Object::Scenario(id) => {
                if let Some(scenario) = map.scenarios().get(id) {
                    scenario::ui(ui, id, scenario, context, commands);
                }
            }
            Object::Note(id) => {
                if let Some(note) = map.notes().get(id) {
                    text::note_ui(ui, id, note, context, commands);
                }
            }
            Object::Frame(id) => {
                if let Some(frame) = map.frames().get(id) {
                    text::frame_ui(ui, id, frame, context, commands);
                }
            }
            Object::Segment(_) | Object::Map => map::ui(ui, context, commands),
        },
    }
}

/// Several objects: what they are; a click keeps one.
fn several(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let count = context.selection.len().to_string();
    ui.label(RichText::new(fill(words().status.several_selected, &[&count])).text_style(style::display()));
    ui.add_space(SPACE);
    for object in context.selection.iter().take(MOST_NAMED) {
        let name = naming::object(context.map, object);
        if ui.add(egui::Button::new(name).frame(false).truncate()).clicked() {
            commands.push(Command::GoTo(object.clone()));
        }
    }
    if let Some(more) = context
        .selection
        .len()
        .checked_sub(MOST_NAMED)
        .filter(|more| *more > 0)
    {
        caption(
            ui,
            context.theme,
            fill(words().status.and_more, &[&more.to_string()]),
        );
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
