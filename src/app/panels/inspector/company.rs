//! The inspector of companies: one, or several at once.

use egui::Ui;

use super::group::Group;
use super::number::{Spec, number};
use super::{Command, Context, color, kind_line, row, section, text};
use crate::app::action::Action;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::app::theme::SPACE;
use crate::model::field;
use crate::model::{Company, CompanyId, NodeId, Object};

/// A company's name.
pub(super) fn heading(
    ui: &mut Ui,
    group: &Group<'_, Company>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let Some((id, company)) = group.single() else {
        return;
    };
    kind_line(ui, context, words().inspector.company_heading, Some(id));
    if let Some(name) = text::name(ui, context, &company.name) {
        // By its id: a step that is called by the name would be another with every letter.
        let label = fill(words().steps.step_rename, &[id.as_str()]);
        commands.push(Command::Edit {
            label,
            edits: group.edits(|company| company.name.clone_from(&name)),
            merge: true,
        });
    }
}

/// The fields of companies.
pub(super) fn fields(
    ui: &mut Ui,
    group: &Group<'_, Company>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    if let Some((id, _)) = group.single() {
        let color = row::row(ui, words().fields.color, "", |ui| {
            color::swatch(ui, id, words().fields.color, context)
        });
        if let Some(chosen) = color {
            group.set_live(commands, words().fields.color, |company| {
                company.color.clone_from(&chosen.color)
            });
        }
    }
    number(ui, group, &Spec::of(&field::VISIT_VALUE), context, commands);
    number(ui, group, &Spec::of(&field::PAYMENT_VALUE), context, commands);
    let note = group.agreed(|company| company.note.as_str());
    if let Some(note) = text::note(ui, context, words().fields.note, note) {
        group.set_text(commands, words().fields.note, note.stage, |company| {
            company.note.clone_from(&note.text)
        });
    }
}

/// The nodes a company owns, and those it hosts for others.
pub(super) fn nodes(ui: &mut Ui, id: &CompanyId, context: &Context<'_>, commands: &mut Vec<Command>) {
    let map = context.map;
    let owned: Vec<&NodeId> = map
        .nodes()
        .iter()
        .filter(|(_, node)| node.owner.as_ref() == Some(id))
        .map(|(id, _)| id)
        .collect();
    let guests: Vec<&NodeId> = map
        .nodes()
        .iter()
        .filter(|(_, node)| node.owner.as_ref() != Some(id) && map.host(node) == Some(id))
        .map(|(id, _)| id)
        .collect();
    section(
        ui,
        context,
        &fill(words().settings.its_nodes, &[&owned.len().to_string()]),
    );
    list(ui, &owned, context, commands);
    if !guests.is_empty() {
        caption(
            ui,
            context.theme,
            fill(words().settings.hosts_for_others, &[&guests.len().to_string()]),
        );
        list(ui, &guests, context, commands);
    }
    if !(owned.is_empty() && guests.is_empty()) && ui.button(words().settings.select_its_nodes).clicked() {
        commands.push(Action::SelectCompany.into());
    }
}

fn list(ui: &mut Ui, nodes: &[&NodeId], context: &Context<'_>, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(SPACE * 0.5, SPACE * 0.5);
        ui.spacing_mut().interact_size.y = SPACE * 3.0;
        ui.spacing_mut().button_padding = egui::vec2(SPACE, 2.0);
        for id in nodes {
            let name = naming::node(context.map, id);
            if ui.add(egui::Button::new(name)).clicked() {
                commands.push(Command::GoTo(Object::Node((*id).clone())));
            }
        }
    });
}
