//! The inspector of a company.

use egui::Ui;

use super::number_field::NumberRow;
use super::{Command, Context, choice, edit, flows, kind_line, text};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::named;
use crate::model::{Company, CompanyId, Edit, Object};

pub(super) fn ui(
    ui: &mut Ui,
    id: &CompanyId,
    company: &Company,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    let shown = naming::company(context.map, id).to_owned();
    let mut put = |field: &str, company: Company| {
        edit(
            commands,
            id.as_str(),
            field,
            vec![Edit::put_company(id.clone(), company)],
        );
    };
    kind_line(ui, context, words.inspector.company_heading, Some(id));
    if let Some(name) = text::name(ui, context, &company.name) {
        put(
            words.fields.name,
            Company {
                name,
                ..company.clone()
            },
        );
    }
    choice::row(ui, words.fields.color, "", |ui| {
        let before = context.theme.company_color(context.map, Some(id));
        let mut color = [before.r(), before.g(), before.b()];
        let response = named(ui.color_edit_button_srgb(&mut color), words.fields.color);
        if response.changed() {
            let [red, green, blue] = color;
            let color = Some(format!("#{red:02x}{green:02x}{blue:02x}"));
            put(
                words.fields.color,
                Company {
                    color,
                    ..company.clone()
                },
            );
        }
    });
    let object = Object::Company(id.clone());
    for (field, number) in company.numbers() {
        let row = NumberRow {
            object: &object,
            path: field.name,
            field,
            number,
            label: None,
        };
        row.ui(ui, context, commands);
    }
    if let Some(note) = text::note(ui, context, words.fields.note, &company.note) {
        let changed = Company {
            note,
            ..company.clone()
        };
        edit(
            commands,
            &shown,
            words.fields.note,
            vec![Edit::put_company(id.clone(), changed)],
        );
    }
    flows::company(ui, id, context);
}
