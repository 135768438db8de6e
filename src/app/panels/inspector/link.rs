//! The inspector of a link.

use egui::{Button, RichText, Ui};

use super::number_field::NumberRow;
use super::{Command, Context, choice, edit, edit_once, flows, kind_line, pull, section, text};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, company_chip};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::field;
use crate::model::{CompanyId, Edit, Link, LinkId, LinkKind, Object};

pub(super) fn ui(ui: &mut Ui, id: &LinkId, link: &Link, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let name = naming::link_ends(context.map, link);
    let owner = context
        .map
        .nodes()
        .get(&link.from)
        .and_then(|node| node.owner.as_ref());
    kind_line(ui, context, words.inspector.link_heading, owner);
    ui.add(egui::Label::new(RichText::new(&name).text_style(style::display())).wrap());
    ui.add_space(4.0);
    open_ui(ui, id, link, &name, context, commands);
    let mut put = |field: &str, link: Link| {
        edit_once(commands, &name, field, vec![Edit::put_link(id.clone(), link)]);
    };
    let kinds: Vec<(LinkKind, String)> = LinkKind::ALL
        .iter()
        .map(|kind| (*kind, naming::link_kind(*kind).to_owned()))
        .collect();
    if let Some(kind) = choice::one_of(ui, words.fields.kind, words.fields.kind_hint, &link.kind, &kinds) {
        put(words.fields.kind, Link { kind, ..link.clone() });
    }
    gatekeepers(ui, id, link, &name, context, commands);
    section(ui, context, words.fields.pull);
    pull::ui(ui, id, link, &name, context, commands);
    money(ui, id, link, &name, context, commands);
    if let Some(note) = text::note(ui, context, words.fields.note, &link.note) {
        let changed = Link { note, ..link.clone() };
        edit(
            commands,
            &name,
            words.fields.note,
            vec![Edit::put_link(id.clone(), changed)],
        );
    }
    flows::link(ui, id, link, context);
}

/// Open or closed now, with the switch that tries the other, and the map's own state.
fn open_ui(
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
    let mut today = link.open;
    let switch = ui
        .checkbox(&mut today, words.fields.open_today)
        .on_hover_text(words.fields.open_today_hint);
    if switch.changed() {
        let changed = Link {
            open: today,
            ..link.clone()
        };
        edit_once(
            commands,
            name,
            words.fields.open_today,
            vec![Edit::put_link(id.clone(), changed)],
        );
    }
}

/// Who must agree to open the link.
fn gatekeepers(
    ui: &mut Ui,
    id: &LinkId,
    link: &Link,
    name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    let mut put = |gatekeepers: Option<Vec<CompanyId>>| {
        let changed = Link {
            gatekeepers,
            ..link.clone()
        };
        edit_once(
            commands,
            name,
            words.fields.gatekeepers,
            vec![Edit::put_link(id.clone(), changed)],
        );
    };
    #[derive(Clone, PartialEq)]
    enum Who {
        Owner,
        Nobody,
        Named,
    }
    let who = match &link.gatekeepers {
        None => Who::Owner,
        Some(named) if named.is_empty() => Who::Nobody,
        Some(_) => Who::Named,
    };
    let options = [
        (Who::Owner, words.fields.gate_owner.to_owned()),
        (Who::Nobody, words.fields.gate_nobody.to_owned()),
        (Who::Named, words.fields.gate_named.to_owned()),
    ];
    match choice::one_of(
        ui,
        words.fields.gatekeepers,
        words.fields.gatekeepers_hint,
        &who,
        &options,
    ) {
        Some(Who::Owner) => put(None),
        Some(Who::Nobody) => put(Some(Vec::new())),
        Some(Who::Named) => {
            let first = context.map.gatekeepers(link).first().map(|id| (*id).clone());
            let first = first.or_else(|| context.map.companies().keys().next().cloned());
            put(Some(first.into_iter().collect()));
        }
        None => {}
    }
    let Some(named) = link.gatekeepers.as_ref().filter(|named| !named.is_empty()) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        for id in context.map.companies().keys() {
            let chosen = named.contains(id);
            let color = context.theme.company_color(context.map, Some(id));
            let company = naming::company(context.map, id);
            if company_chip(ui, context.theme, company, color, chosen).clicked() {
                let mut changed = named.clone();
                if chosen {
                    changed.retain(|other| other != id);
                } else {
                    changed.push(id.clone());
                }
                put(Some(changed));
            }
        }
    });
}

/// Group, ads and referral.
fn money(
    ui: &mut Ui,
    id: &LinkId,
    link: &Link,
    name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    let object = Object::Link(id.clone());
    ui.add_space(SPACE * 0.5);
    let group = link.group.as_deref().unwrap_or_default();
    if let Some(text) = text::line(ui, words.fields.group, words.fields.group_hint, group) {
        let group = (!text.trim().is_empty()).then_some(text);
        let changed = Link {
            group,
            ..link.clone()
        };
        edit(
            commands,
            name,
            words.fields.group,
            vec![Edit::put_link(id.clone(), changed)],
        );
    }
    let mut payers = vec![(None, words.fields.payer_none.to_owned())];
    payers.extend(
        choice::platforms(context)
            .into_iter()
            .map(|(id, name)| (Some(id), name)),
    );
    if let Some(payer) = choice::one_of(
        ui,
        words.fields.payer,
        words.fields.payer_hint,
        &link.payer,
        &payers,
    ) {
        let changed = Link {
            payer,
            ..link.clone()
        };
        edit_once(
            commands,
            name,
            words.fields.payer,
            vec![Edit::put_link(id.clone(), changed)],
        );
    }
    let rows = [
        (&field::AD_ELASTICITY, &link.ad_elasticity),
        (&field::REFERRAL, &link.referral),
    ];
    for (field, number) in rows {
        let row = NumberRow {
            object: &object,
            path: field.name,
            field,
            number,
            label: None,
        };
        row.ui(ui, context, commands);
    }
}
