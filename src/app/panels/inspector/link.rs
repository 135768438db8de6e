//! The inspector of links: one, or several at once.

use egui::{Button, Checkbox, RichText, Ui, vec2};

use super::group::Group;
use super::number::{Spec, number};
use super::{Command, Context, choice, edit_once, gate, kind_line, pull, row, section, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, named};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::editing::End;
use crate::editing::legal;
use crate::editing::reconnect::reconnect;
use crate::model::field;
use crate::model::{Link, LinkId, LinkKind, Node, Object};

/// Width of the arrow that goes to an end.
const GO: f32 = 22.0;

/// What one link is called, where it leads, and the switch that opens or closes it.
pub(super) fn heading(
    ui: &mut Ui,
    group: &Group<'_, Link>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let Some((id, link)) = group.single() else { return };
    let start = context.map.nodes().get(&link.from);
    kind_line(
        ui,
        context,
        words().inspector.link_heading,
        start.and_then(|node| node.owner.as_ref()),
    );
    let name = RichText::new(group.name()).text_style(style::display());
    ui.add(egui::Label::new(name).wrap());
    ui.add_space(4.0);
    toggle(ui, id, link, group.name(), context, commands);
    ui.add_space(SPACE * 0.5);
    end(ui, End::From, id, link, context, commands);
    end(ui, End::To, id, link, context, commands);
}

/// The fields that links have.
pub(super) fn fields(
    ui: &mut Ui,
    group: &Group<'_, Link>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    // Links into a payment are payments, and no others.
    let pays = |link: &Link| {
        let end = context.map.nodes().get(&link.to);
        end.is_some_and(Node::is_payment)
    };
    let all_pay = group.all(pays);
    let kinds: Vec<(LinkKind, String)> = LinkKind::ALL
        .iter()
        .filter(|kind| (**kind == LinkKind::Payment) == all_pay || group.all(|link| link.kind == **kind))
        .map(|kind| (*kind, naming::link_kind(*kind).to_owned()))
        .collect();
    let kind = group.agreed(|link| link.kind);
    if let Some(kind) = choice::one_of(
        ui,
        context,
        words.fields.kind,
        words.fields.kind_hint,
        kind.as_ref(),
        &kinds,
    ) {
        group.set(commands, words.fields.kind, |link| {
            if pays(link) == (kind == LinkKind::Payment) {
                link.kind = kind;
            }
        });
    }
    open_today(ui, group, context, commands);
    gate::ui(ui, group, context, commands);
    section(ui, context, words.fields.pull);
    pull::ui(ui, group, context, commands);
    let group_name = group.agreed(|link| link.group.as_deref().unwrap_or_default());
    if let Some(name) = text::line(ui, words.fields.group, words.fields.group_hint, group_name) {
        let group_name = Some(name.text).filter(|name| !name.trim().is_empty());
        group.set_text(commands, words.fields.group, name.stage, |link| {
            link.group.clone_from(&group_name)
        });
    }
    money(ui, group, context, commands);
    let note = group.agreed(|link| link.note.as_str());
    if let Some(note) = text::note(ui, context, words.fields.note, note) {
        group.set_text(commands, words.fields.note, note.stage, |link| {
            link.note.clone_from(&note.text)
        });
    }
}

/// Open or closed in what is shown, with the switch that tries the other.
fn toggle(
    ui: &mut Ui,
    id: &LinkId,
    link: &Link,
    name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    let theme = context.theme;
    let open = context.is_open(id, link);
    ui.horizontal(|ui| {
        let template = if open {
            words.results.try_close
        } else {
            words.results.try_open
        };
        let short = if open {
            words.inspector.close_link
        } else {
            words.inspector.open_link
        };
        let button = Button::new(RichText::new(short).color(theme.on_accent)).fill(theme.accent);
        if ui.add(button).on_hover_text(fill(template, &[name])).clicked() {
            commands.push(Command::ToggleLink(id.clone()));
        }
        let state = if open {
            words.inspector.open_now
        } else {
            words.inspector.closed_now
        };
        caption(ui, theme, state);
    });
}

/// One end of the link, to be led to another node; an arrow goes there.
fn end(
    ui: &mut Ui,
    which: End,
    id: &LinkId,
    link: &Link,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let (label, node) = match which {
        End::From => (words().pulls.from, &link.from),
        End::To => (words().pulls.to, &link.to),
    };
    row::row(ui, label, words().pulls.end_hint, |ui| {
        let map = context.map;
        let gap = ui.spacing().item_spacing.x;
        let width = ui.available_width() - GO - gap;
        let shown = RichText::new(naming::node(map, node));
        let legal = || {
            let nodes = map.nodes().keys();
            let legal = nodes.filter(|node| legal::may_reconnect(map, id, which, node).is_ok());
            let mut legal: Vec<_> = legal
                .map(|node| (node.clone(), naming::node(map, node).to_owned()))
                .collect();
            legal.sort_by(|(_, a), (_, b)| a.cmp(b));
            legal
        };
        let chosen = choice::pick(ui, label, width, shown, Some(node), legal);
        if let Some(Ok(edits)) = chosen.map(|node| reconnect(map, id, which, &node)) {
            let name = naming::object(map, &Object::Link(id.clone()));
            edit_once(commands, &name, label, edits);
        }
        let go = Button::new("→").frame(false).min_size(vec2(GO, 0.0));
        let hint = fill(words().pulls.go_to, &[naming::node(map, node)]);
        if named(ui.add(go), &hint).on_hover_text(&hint).clicked() {
            commands.push(Command::GoTo(Object::Node(node.clone())));
        }
    });
}

/// The state in the map itself. A pull that cannot stand on the link then is told anew.
fn open_today(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let today = group.agreed(|link| link.open);
    let mut open = today == Some(true);
    let switch = row::row(ui, words.scenarios.today, words.fields.open_today_hint, |ui| {
        let switch = Checkbox::new(&mut open, words.fields.open_today).indeterminate(today.is_none());
        ui.add(switch).on_hover_text(words.fields.open_today_hint)
    });
    if switch.changed() {
        let mut after = context.map.clone();
        let mut edits = Vec::new();
        for (id, _) in group.members() {
            let more = crate::editing::open::set_open(&after, id, open);
            after.apply_all(more.clone());
            edits.extend(more);
        }
        edit_once(commands, group.name(), words.fields.open_today, edits);
    }
}

/// Ads and referral.
fn money(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    section(ui, context, words.pulls.link_money);
    let mut payers = vec![(None, words.fields.payer_none.to_owned())];
    let platforms = choice::platforms(context).into_iter();
    payers.extend(platforms.map(|(id, name)| (Some(id), name)));
    let payer = group.agreed(|link| link.payer.clone());
    let chosen = choice::one_of(
        ui,
        context,
        words.fields.payer,
        words.fields.payer_hint,
        payer.as_ref(),
        &payers,
    );
    if let Some(payer) = chosen {
        group.set(commands, words.fields.payer, |link| link.payer.clone_from(&payer));
    }
    number(ui, group, &Spec::of(&field::AD_ELASTICITY), context, commands);
    number(ui, group, &Spec::of(&field::REFERRAL), context, commands);
}
