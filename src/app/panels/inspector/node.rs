//! The inspector of nodes: one, or several at once.

use egui::{RichText, Ui};

use super::group::Group;
use super::number::{Spec, number};
use super::{Command, Context, choice, edit_once, kind_line, row, section, segments, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::editing::NewNode;
use crate::editing::kind::set_kind;
use crate::model::field;
use crate::model::{Node, NodeId, NodeKind, Pull};

/// What a person calls and reads about one node, above its fields.
pub(super) fn heading(
    ui: &mut Ui,
    group: &Group<'_, Node>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let Some((id, node)) = group.single() else { return };
    kind_line(ui, context, naming::node_kind(node), node.owner.as_ref());
    if let Some(name) = text::name(ui, context, &node.name) {
        let label = fill(words().steps.step_rename, &[id.as_str()]);
        commands.push(Command::Edit {
            label,
            edits: group.edits(|node| node.name.clone_from(&name)),
            merge: true,
        });
    }
}

/// The fields that all nodes of the group have.
pub(super) fn fields(
    ui: &mut Ui,
    group: &Group<'_, Node>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    kind(ui, group, context, commands);
    belongings(ui, group, context, commands);
    ui.add_space(4.0);
    if group.all(|node| matches!(node.kind, NodeKind::Platform { .. })) {
        number(ui, group, &Spec::of(&field::COMMISSION), context, commands);
        number(ui, group, &Spec::of(&field::AD_RATE), context, commands);
    }
    if group.all(Node::is_payment) {
        number(ui, group, &Spec::of(&field::FEE), context, commands);
    }
    segments::arrivals(ui, group, context, commands);
    segments::ticket(ui, group, context, commands);
    if group.all(|node| !node.is_payment()) {
        behaviour(ui, group, context, commands);
    }
    let note = group.agreed(|node| node.note.as_str());
    if let Some(note) = text::note(ui, context, words().fields.note, note) {
        group.set_text(commands, words().fields.note, note.stage, |node| {
            node.note.clone_from(&note.text)
        });
    }
}

/// What the node is; the kinds that its links allow.
fn kind(ui: &mut Ui, group: &Group<'_, Node>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let Some((id, node)) = group.single() else { return };
    let words = &words().fields;
    let current = NewNode::of(node);
    let options = || {
        let possible = NewNode::ALL.into_iter();
        let possible = possible.filter(|kind| set_kind(context.map, id, *kind).is_ok());
        possible
            .map(|kind| (kind, naming::new_node(kind).to_owned()))
            .collect()
    };
    let chosen = row::row(ui, words.kind, words.node_kind_hint, |ui| {
        let width = ui.available_width();
        let shown = RichText::new(naming::new_node(current));
        choice::pick(ui, words.kind, width, shown, Some(&current), options)
    });
    if let Some(Ok(edits)) = chosen.map(|kind| set_kind(context.map, id, kind)) {
        edit_once(commands, group.name(), words.kind, edits);
    }
}

/// Owner, host and, for merchants, the platform they sell on.
fn belongings(ui: &mut Ui, group: &Group<'_, Node>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let owner = group.agreed(|node| node.owner.clone());
    let hint = words.fields.owner_hint;
    if let Some(owner) = choice::company(
        ui,
        context,
        words.fields.owner,
        hint,
        words.fields.none,
        owner.as_ref(),
    ) {
        let mut edits = owner.made;
        edits.extend(group.edits(|node| node.owner.clone_from(&owner.company)));
        edit_once(commands, group.name(), words.fields.owner, edits);
    }
    let is_merchant = |node: &Node| matches!(node.kind, NodeKind::Merchant { .. });
    let default = if group.all(is_merchant) {
        words.fields.host_default_merchant
    } else {
        words.fields.host_default
    };
    let host = group.agreed(|node| node.host.clone());
    let hint = words.fields.host_hint;
    if let Some(host) = choice::company(ui, context, words.fields.host, hint, default, host.as_ref()) {
        let mut edits = host.made;
        edits.extend(group.edits(|node| node.host.clone_from(&host.company)));
        edit_once(commands, group.name(), words.fields.host, edits);
    }
    if !group.all(is_merchant) {
        return;
    }
    let sells_on = group.agreed(|node| match &node.kind {
        NodeKind::Merchant { sells_on, .. } => Some(sells_on),
        _ => None,
    });
    let options = choice::platforms(context);
    let chosen = choice::one_of(
        ui,
        context,
        words.fields.sells_on,
        words.fields.sells_on_hint,
        sells_on.flatten(),
        &options,
    );
    if let Some(chosen) = chosen {
        group.set(commands, words.fields.sells_on, |node| {
            if let NodeKind::Merchant { sells_on, .. } = &mut node.kind {
                sells_on.clone_from(&chosen);
            }
        });
    }
}

/// How users behave there: what only nodes that people choose at have.
fn behaviour(ui: &mut Ui, group: &Group<'_, Node>, context: &Context<'_>, commands: &mut Vec<Command>) {
    section(ui, context, words().inspector.behaviour);
    let mut derived = group.members().filter(|(id, _)| leave_is_derived(id, context));
    if derived.next().is_some() {
        row::row(
            ui,
            words().fields.leave,
            &naming::field_hint(&field::LEAVE),
            |ui| {
                caption(ui, context.theme, words().fields.leave_derived);
            },
        );
    } else {
        number(ui, group, &Spec::of(&field::LEAVE), context, commands);
    }
    number(ui, group, &Spec::of(&field::NOVELTY), context, commands);
    number(ui, group, &Spec::of(&field::NETWORK_EFFECT), context, commands);
    number(ui, group, &Spec::of(&field::HABIT_YEARS), context, commands);
}

/// Whether the links out of the node are shares, from which the weight of leaving follows.
fn leave_is_derived(id: &NodeId, context: &Context<'_>) -> bool {
    let links = context.map.links().values();
    let mut out = links.filter(|link| link.from == *id && link.open);
    out.any(|link| matches!(link.pull, Pull::Share(_)))
}
