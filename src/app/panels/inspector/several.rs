//! Several objects: what they are, what they have alike, and what they come to together.

use egui::{Button, RichText, Ui};

use super::group::Group;
use super::{Command, Context, company, flows, link, node, section};
use crate::app::i18n::{count, fill, words};
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::{Company, CompanyId, Link, LinkId, Node, NodeId, NodeKind, Object};

/// The most objects of a selection that are named one by one.
const MOST_NAMED: usize = 60;

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let number = context.selection.len().to_string();
    ui.label(RichText::new(fill(words().status.several_selected, &[&number])).text_style(style::display()));
    let nodes = nodes(context).and_then(|nodes| Group::new(context.map, nodes));
    let links = links(context).and_then(|links| Group::new(context.map, links));
    let companies = companies(context).and_then(|companies| Group::new(context.map, companies));
    super::where_numbers_go(ui, context);
    if nodes.is_some() || links.is_some() {
        flows::sums(ui, nodes.as_ref(), links.as_ref(), context);
    }
    if let Some(group) = &nodes {
        let (one, many) = nodes_title(group);
        let title = count(group.members().len(), one, many);
        part(ui, "nodes", &title, context, |ui| {
            node::fields(ui, group, context, commands)
        });
    }
    if let Some(group) = &links {
        let words = &words().settings;
        let title = count(group.members().len(), words.one_link, words.count_links);
        part(ui, "links", &title, context, |ui| {
            link::fields(ui, group, context, commands)
        });
    }
    if let Some(group) = &companies {
        let words = &words().settings;
        let title = count(group.members().len(), words.one_company, words.count_companies);
        part(ui, "companies", &title, context, |ui| {
            company::fields(ui, group, context, commands)
        });
    }
    section(ui, context, words().settings.selected_objects);
    names(ui, context, commands);
}

/// The fields of one sort, apart from those of another.
fn part(ui: &mut Ui, salt: &str, title: &str, context: &Context<'_>, fields: impl FnOnce(&mut Ui)) {
    section(ui, context, title);
    ui.push_id(salt, fields);
}

fn nodes<'a>(context: &'a Context<'_>) -> Option<Vec<(&'a NodeId, &'a Node)>> {
    let found = context.selection.iter().filter_map(|object| match object {
        Object::Node(id) => context.map.nodes().get_key_value(id),
        _ => None,
    });
    Some(found.collect()).filter(|found: &Vec<_>| !found.is_empty())
}

fn links<'a>(context: &'a Context<'_>) -> Option<Vec<(&'a LinkId, &'a Link)>> {
    let found = context.selection.iter().filter_map(|object| match object {
        Object::Link(id) => context.map.links().get_key_value(id),
        _ => None,
    });
    Some(found.collect()).filter(|found: &Vec<_>| !found.is_empty())
}

fn companies<'a>(context: &'a Context<'_>) -> Option<Vec<(&'a CompanyId, &'a Company)>> {
    let found = context.selection.iter().filter_map(|object| match object {
        Object::Company(id) => context.map.companies().get_key_value(id),
        _ => None,
    });
    Some(found.collect()).filter(|found: &Vec<_>| !found.is_empty())
}

/// What one node or many are together: of one kind, or just nodes.
fn nodes_title(group: &Group<'_, Node>) -> (&'static str, &'static str) {
    let words = words();
    match group.agreed(|node| std::mem::discriminant(&node.kind)) {
        None => (words.settings.one_node, words.settings.count_nodes),
        Some(_) => match group.members().next().map(|(_, node)| &node.kind) {
            Some(NodeKind::Channel { .. }) => (words.settings.one_channel, words.settings.count_channels),
            Some(NodeKind::Platform { .. }) => (words.settings.one_platform, words.settings.count_platforms),
            Some(NodeKind::Merchant { .. }) => (words.settings.one_merchants, words.settings.count_merchants),
            Some(NodeKind::Payment { .. }) => (words.settings.one_payment, words.settings.count_payments),
            None => (words.settings.one_node, words.settings.count_nodes),
        },
    }
}

/// The objects by name; a click keeps one.
fn names(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    for object in context.selection.iter().take(MOST_NAMED) {
        let name = naming::object(context.map, object);
        if ui.add(Button::new(name).frame(false).truncate()).clicked() {
            commands.push(Command::GoTo(object.clone()));
        }
    }
    let more = context.selection.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        ui.add_space(SPACE * 0.5);
        caption(
            ui,
            context.theme,
            fill(words().status.and_more, &[&more.to_string()]),
        );
    }
}
