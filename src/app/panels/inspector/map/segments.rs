//! The segments of the map: names, and what was entered for each.

use egui::{Button, Ui};

use super::delete::{self, Removal};
use crate::app::action::Action;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::{Command, Context, edit, kind_line, row, section, text};
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::editing::segment;
use crate::model::{Edit, NodeKind, Object, PerSegment, Segment, SegmentId};

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    section(ui, context, words().settings.segments);
    if context.map.segments().is_empty() {
        caption(ui, context.theme, words().settings.no_segments);
    }
    for (id, segment) in context.map.segments() {
        row::stable(ui, ("segment", id.as_str()), |ui| {
            row_ui(ui, id, segment, context, commands)
        });
    }
    if ui.button(Action::AddSegment.label()).clicked() {
        commands.push(Action::AddSegment.into());
    }
}

fn row_ui(
    ui: &mut Ui,
    id: &SegmentId,
    segment: &Segment,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let name = naming::segment(context.map, id.as_str());
    let asked = ui.horizontal(|ui| {
        let room = ui.available_width() - delete::BUTTONS;
        ui.allocate_ui(egui::vec2(room, ui.spacing().interact_size.y), |ui| {
            let field = fill(words().settings.name_of, &[id.as_str()]);
            if let Some(name) = text::short(ui, &field, Some(&segment.name)) {
                put(
                    commands,
                    id,
                    words().fields.name,
                    Segment {
                        name: name.text,
                        ..segment.clone()
                    },
                );
            }
        });
        let show = fill(words().settings.show_object, &[&name]);
        let button = Button::new("→")
            .frame(false)
            .min_size(egui::vec2(SPACE * 3.0, 0.0));
        if named(ui.add(button), &show).on_hover_text(&show).clicked() {
            commands.push(Command::Select(vec![Object::Segment(id.clone())]));
        }
        delete::button(ui, &name)
    });
    ask(ui, asked.inner, id, &name, context, commands);
}

/// The inspector of one segment.
pub(in crate::app::panels::inspector) fn one(
    ui: &mut Ui,
    id: &SegmentId,
    segment: &Segment,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    kind_line(ui, context, words().inspector.segment_heading, None);
    if let Some(name) = text::name(ui, context, &segment.name) {
        put(
            commands,
            id,
            words().fields.name,
            Segment {
                name,
                ..segment.clone()
            },
        );
    }
    caption(ui, context.theme, entered(context, id));
    if let Some(note) = text::note(ui, context, words().fields.note, Some(&segment.note)) {
        put(
            commands,
            id,
            words().fields.note,
            Segment {
                note: note.text,
                ..segment.clone()
            },
        );
    }
    ui.add_space(SPACE);
    let name = naming::segment(context.map, id.as_str());
    let asked = ui.button(words().settings.delete_segment).clicked();
    ask(ui, asked, id, &name, context, commands);
}

fn put(commands: &mut Vec<Command>, id: &SegmentId, field: &str, segment: Segment) {
    edit(
        commands,
        id.as_str(),
        field,
        vec![Edit::put_segment(id.clone(), segment)],
    );
}

fn ask(
    ui: &mut Ui,
    asked: bool,
    id: &SegmentId,
    name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let last = context.map.segments().len() == 1;
    let told = if last {
        words().settings.last_segment_goes.to_owned()
    } else {
        format!("{} {}", entered(context, id), words().settings.segment_goes)
    };
    let removal = Removal {
        name,
        told,
        edits: &|| segment::remove(context.map, id),
    };
    delete::ask(ui, asked, &removal, context, commands);
}

/// How many visits and numbers were entered for a segment.
fn entered(context: &Context<'_>, id: &SegmentId) -> String {
    let map = context.map;
    let (mut numbers, mut visits) = (0, 0.0);
    for node in map.nodes().values() {
        if let Some(PerSegment::By(by)) = node.arrivals()
            && let Some(arrivals) = by.get(id)
        {
            numbers += 1;
            visits += arrivals.value;
        }
        if let NodeKind::Merchant { ticket, .. } = &node.kind
            && matches!(ticket, PerSegment::By(by) if by.contains_key(id))
        {
            numbers += 1;
        }
    }
    let links = map.links().values();
    numbers += links.filter(|link| link.pull_by.contains_key(id)).count();
    let visits = format!("{} {}", figures::compact(visits), naming::per_period(map.units()));
    fill(words().settings.segment_has, &[&numbers.to_string(), &visits])
}
