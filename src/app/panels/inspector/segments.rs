//! Numbers by segment: visits that start, money per order.

use egui::Ui;

use super::group::Group;
use super::number::{Spec, number};
use super::{Command, Context};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::app::theme::SPACE;
use crate::editing::per_segment;
use crate::model::field::{self, Field};
use crate::model::{Node, NodeId, NodeKind, PerSegment, SegmentId};

/// Visits that start at the nodes, where all of them can have such.
pub(super) fn arrivals(
    ui: &mut Ui,
    group: &Group<'_, Node>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    if !group.all(|node| node.arrivals().is_some()) {
        return;
    }
    if context.map.segments().is_empty() {
        number(ui, group, &Spec::of(&field::ARRIVALS), context, commands);
        return;
    }
    caption_line(ui, context, &field::ARRIVALS);
    // The rules ask for arrivals by segment; one number for all can only come from elsewhere.
    if group
        .members()
        .any(|(_, node)| matches!(node.arrivals(), Some(PerSegment::One(_))))
    {
        number(ui, group, &Spec::of(&field::ARRIVALS), context, commands);
        if ui.button(words().pulls.split_by_segment).clicked() {
            split(group, context, commands, &field::ARRIVALS);
        }
        return;
    }
    each(ui, group, &field::ARRIVALS, context, commands);
}

/// Money per order, where all nodes are merchants: one number, or one for each segment.
pub(super) fn ticket(
    ui: &mut Ui,
    group: &Group<'_, Node>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    if !group.all(|node| matches!(node.kind, NodeKind::Merchant { .. })) {
        return;
    }
    if context.map.segments().is_empty() {
        number(ui, group, &Spec::of(&field::TICKET), context, commands);
        return;
    }
    let one = group.agreed(|node| matches!(values(node, &field::TICKET), Some(PerSegment::One(_))));
    let mut same = one == Some(true);
    let mixed = one.is_none();
    if same {
        number(ui, group, &Spec::of(&field::TICKET), context, commands);
    } else {
        caption_line(ui, context, &field::TICKET);
        if !mixed {
            each(ui, group, &field::TICKET, context, commands);
        }
    }
    let switch = egui::Checkbox::new(&mut same, words().pulls.same_for_all).indeterminate(mixed);
    if ui
        .add(switch)
        .on_hover_text(words().pulls.same_for_all_hint)
        .changed()
    {
        if same {
            join(group, context, commands);
        } else {
            split(group, context, commands, &field::TICKET);
        }
    }
    ui.add_space(SPACE * 0.5);
}

fn caption_line(ui: &mut Ui, context: &Context<'_>, field: &'static Field) {
    caption(ui, context.theme, naming::field(field)).on_hover_text(naming::field_hint(field));
}

/// One row for each segment.
fn each(
    ui: &mut Ui,
    group: &Group<'_, Node>,
    field: &'static Field,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    for segment in context.map.segment_ids() {
        let path = format!("{}/{segment}", field.name);
        let label = naming::segment(context.map, segment.as_str());
        let spec = Spec {
            path: &path,
            field,
            label: Some(&label),
        };
        number(ui, group, &spec, context, commands);
    }
}

fn split(group: &Group<'_, Node>, context: &Context<'_>, commands: &mut Vec<Command>, field: &'static Field) {
    let segments = context.map.segment_ids();
    group.set(commands, naming::field(field), |node| {
        if let Some(values) = values_mut(node, field) {
            *values = per_segment::one_each(values, &segments);
        }
    });
}

/// One ticket for all segments, weighed by the visits each segment has at the node.
fn join(group: &Group<'_, Node>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let visits = |id: &NodeId, segment: &SegmentId| {
        let today = context.today.map(|today| today.visits_of(id, segment));
        today.unwrap_or_default()
    };
    let mut edits = Vec::new();
    for (id, node) in group.members() {
        let mut node = node.clone();
        if let Some(values) = values_mut(&mut node, &field::TICKET) {
            *values = per_segment::one_for_all(values, |segment| visits(id, segment));
        }
        edits.push(crate::model::Edit::put_node(id.clone(), node));
    }
    super::edit_once(commands, group.name(), words().fields.ticket, edits);
}

fn values<'a>(node: &'a Node, field: &Field) -> Option<&'a PerSegment> {
    match &node.kind {
        NodeKind::Merchant { ticket, .. } if field.name == field::TICKET.name => Some(ticket),
        _ => node.arrivals(),
    }
}

fn values_mut<'a>(node: &'a mut Node, field: &Field) -> Option<&'a mut PerSegment> {
    match &mut node.kind {
        NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } => Some(arrivals),
        NodeKind::Merchant { ticket, .. } if field.name == field::TICKET.name => Some(ticket),
        _ => None,
    }
}
