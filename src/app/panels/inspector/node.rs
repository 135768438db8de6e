//! The inspector of a node.

use egui::Ui;

use super::number_field::NumberRow;
use super::{Command, Context, choice, edit, edit_once, flows, kind_line, section, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::model::field::{self, Field};
use crate::model::{
    CompanyId, DEFAULT_LEAVE, Edit, Node, NodeId, NodeKind, Number, Object, PerSegment, Pull,
};

pub(super) fn ui(ui: &mut Ui, id: &NodeId, node: &Node, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let name = naming::node(context.map, id).to_owned();
    kind_line(ui, context, naming::node_kind(node), node.owner.as_ref());
    if let Some(name_now) = text::name(ui, context, &node.name) {
        let changed = Node {
            name: name_now,
            ..node.clone()
        };
        let label = fill(words.steps.step_rename, &[id.as_str()]);
        commands.push(Command::Edit {
            label,
            edits: vec![Edit::put_node(id.clone(), changed)],
            merge: true,
        });
    }
    belongings(ui, id, node, &name, context, commands);
    numbers(ui, id, node, context, commands);
    if let Some(note) = text::note(ui, context, words.fields.note, &node.note) {
        let changed = Node { note, ..node.clone() };
        edit(
            commands,
            &name,
            words.fields.note,
            vec![Edit::put_node(id.clone(), changed)],
        );
    }
    flows::node(ui, id, node, context);
}

/// Owner, host and, for a merchant, the platform it sells on.
fn belongings(
    ui: &mut Ui,
    id: &NodeId,
    node: &Node,
    name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    let mut put = |field: &str, node: Node| {
        edit_once(commands, name, field, vec![Edit::put_node(id.clone(), node)]);
    };
    let owner = choice::company(
        ui,
        context,
        words.fields.owner,
        words.fields.owner_hint,
        words.fields.none,
        &node.owner,
    );
    if let Some(owner) = owner {
        put(
            words.fields.owner,
            Node {
                owner,
                ..node.clone()
            },
        );
    }
    let default = match &node.kind {
        NodeKind::Merchant { .. } => words.fields.host_default_merchant,
        _ => words.fields.host_default,
    };
    let host: Option<Option<CompanyId>> = choice::company(
        ui,
        context,
        words.fields.host,
        words.fields.host_hint,
        default,
        &node.host,
    );
    if let Some(host) = host {
        put(words.fields.host, Node { host, ..node.clone() });
    }
    if let NodeKind::Merchant { sells_on, ticket } = &node.kind {
        let options = choice::platforms(context);
        if let Some(sells_on) = choice::one_of(
            ui,
            words.fields.sells_on,
            words.fields.sells_on_hint,
            sells_on,
            &options,
        ) {
            let ticket = ticket.clone();
            let kind = NodeKind::Merchant { sells_on, ticket };
            put(words.fields.sells_on, Node { kind, ..node.clone() });
        }
    }
}

fn numbers(ui: &mut Ui, id: &NodeId, node: &Node, context: &Context<'_>, commands: &mut Vec<Command>) {
    let object = Object::Node(id.clone());
    let mut row = |ui: &mut Ui, path: &str, field: &'static Field, number: &Number, label: Option<String>| {
        let row = NumberRow {
            object: &object,
            path,
            field,
            number,
            label,
        };
        row.ui(ui, context, commands);
    };
    ui.add_space(4.0);
    match &node.kind {
        NodeKind::Channel { arrivals } => by_segment(ui, &field::ARRIVALS, arrivals, context, &mut row),
        NodeKind::Platform {
            arrivals,
            commission,
            ad_rate,
        } => {
            row(ui, "commission", &field::COMMISSION, commission, None);
            row(ui, "ad_rate", &field::AD_RATE, ad_rate, None);
            by_segment(ui, &field::ARRIVALS, arrivals, context, &mut row);
        }
        NodeKind::Merchant { ticket, .. } => by_segment(ui, &field::TICKET, ticket, context, &mut row),
        NodeKind::Payment { fee } => row(ui, "fee", &field::FEE, fee, None),
    }
    if node.is_payment() {
        return;
    }
    section(ui, context, words().inspector.behaviour);
    if leave_is_derived(id, context) {
        choice::row(ui, words().fields.leave, field::LEAVE.hint, |ui| {
            caption(ui, context.theme, words().fields.leave_derived);
        });
    } else {
        let default = Number::bare(DEFAULT_LEAVE);
        let leave = node.leave.as_ref().unwrap_or(&default);
        row(ui, "leave", &field::LEAVE, leave, None);
    }
    row(ui, "novelty", &field::NOVELTY, &node.novelty, None);
    row(
        ui,
        "network_effect",
        &field::NETWORK_EFFECT,
        &node.network_effect,
        None,
    );
    row(ui, "habit_years", &field::HABIT_YEARS, &node.habit_years, None);
}

/// One row for a number that all segments share, else one a segment under a caption.
fn by_segment(
    ui: &mut Ui,
    field: &'static Field,
    values: &PerSegment,
    context: &Context<'_>,
    row: &mut impl FnMut(&mut Ui, &str, &'static Field, &Number, Option<String>),
) {
    let nothing = Number::default();
    match values {
        PerSegment::One(number) => row(ui, field.name, field, number, None),
        PerSegment::By(by) if by.is_empty() && context.map.segments().is_empty() => {
            row(ui, field.name, field, &nothing, None);
        }
        PerSegment::By(by) => {
            caption(ui, context.theme, naming::field(field)).on_hover_text(field.hint);
            for segment in context.map.segment_ids() {
                let number = by.get(&segment).unwrap_or(&nothing);
                let path = format!("{}/{segment}", field.name);
                let label = naming::segment(context.map, segment.as_str());
                row(ui, &path, field, number, Some(label));
            }
        }
    }
}

/// Whether the links out of the node are shares, from which the weight of leaving follows.
fn leave_is_derived(id: &NodeId, context: &Context<'_>) -> bool {
    let mut out = context
        .map
        .links()
        .values()
        .filter(|link| link.from == *id && link.open);
    out.any(|link| matches!(link.pull, Pull::Share(_)))
}
