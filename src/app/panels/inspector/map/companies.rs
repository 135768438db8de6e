//! The companies of the map: colour, name, and a button that takes one off the map.

use egui::{Button, Ui};

use super::delete::{self, Removal};
use crate::app::action::Action;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::{Command, Context, color, edit, row, section, text};
use crate::app::panels::widgets::named;
use crate::app::theme::SPACE;
use crate::model::{Company, CompanyId, Edit, Object};

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    section(ui, context, words().inspector.companies);
    for (id, company) in context.map.companies() {
        row::stable(ui, ("company", id.as_str()), |ui| {
            one(ui, id, company, context, commands)
        });
    }
    if ui.button(Action::AddCompany.label()).clicked() {
        commands.push(Action::AddCompany.into());
    }
}

fn one(ui: &mut Ui, id: &CompanyId, company: &Company, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let name = naming::company(context.map, id);
    let put = |commands: &mut Vec<Command>, field: &str, company: Company| {
        edit(
            commands,
            id.as_str(),
            field,
            vec![Edit::put_company(id.clone(), company)],
        );
    };
    let asked = ui.horizontal(|ui| {
        if let Some(chosen) = color::swatch(ui, id, &fill(words.settings.color_of, &[name]), context) {
            put(
                commands,
                words.fields.color,
                Company {
                    color: chosen.color,
                    ..company.clone()
                },
            );
        }
        let room = ui.available_width() - delete::BUTTONS;
        ui.allocate_ui(egui::vec2(room, ui.spacing().interact_size.y), |ui| {
            let field = fill(words.settings.name_of, &[id.as_str()]);
            if let Some(name) = text::short(ui, &field, Some(&company.name)) {
                put(
                    commands,
                    words.fields.name,
                    Company {
                        name: name.text,
                        ..company.clone()
                    },
                );
            }
        });
        let show = fill(words.settings.show_object, &[name]);
        let button = Button::new("→")
            .frame(false)
            .min_size(egui::vec2(SPACE * 3.0, 0.0));
        if named(ui.add(button), &show).on_hover_text(&show).clicked() {
            commands.push(Command::Select(vec![Object::Company(id.clone())]));
        }
        delete::button(ui, name)
    });
    let removal = Removal {
        name,
        told: what_goes(context, id),
        edits: &|| context.map.removal(&[Object::Company(id.clone())].into()),
    };
    delete::ask(ui, asked.inner, &removal, context, commands);
}

/// What a map loses with a company, in a sentence.
fn what_goes(context: &Context<'_>, id: &CompanyId) -> String {
    let nodes = context.map.nodes().values();
    let owned = nodes
        .clone()
        .filter(|node| node.owner.as_ref() == Some(id))
        .count();
    let hosted = nodes.filter(|node| node.host.as_ref() == Some(id)).count();
    let links = context.map.links().values();
    let kept = links.filter(|link| link.gatekeepers.as_ref().is_some_and(|named| named.contains(id)));
    let counts = [owned, hosted, kept.count()].map(|count| count.to_string());
    fill(
        words().settings.company_goes,
        &counts.each_ref().map(String::as_str),
    )
}
