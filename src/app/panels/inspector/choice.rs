//! Fields with a choice: a company, a node, one of a few words.

use egui::{Align, ComboBox, Layout, RichText, Ui, vec2};

use super::{Context, naming};
use crate::app::i18n::words;
use crate::app::panels::widgets::named;
use crate::model::{CompanyId, NodeId, NodeKind};

/// Width of the captions at the left of the fields.
const LABEL_WIDTH: f32 = 112.0;

/// A caption, explained on hover, and the field at its right.
pub(super) fn row(ui: &mut Ui, label: &str, hint: &str, field: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let height = ui.spacing().interact_size.y;
        ui.allocate_ui_with_layout(
            vec2(LABEL_WIDTH, height),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(LABEL_WIDTH);
                let text = ui.add(egui::Label::new(label).truncate());
                if !hint.is_empty() {
                    text.on_hover_text(hint);
                }
            },
        );
        field(ui);
    });
}

/// One of `options`, each with its words; the new one if another was chosen.
pub(super) fn one_of<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    hint: &str,
    current: &T,
    options: &[(T, String)],
) -> Option<T> {
    let mut chosen = None;
    row(ui, label, hint, |ui| {
        let shown = options.iter().find(|(option, _)| option == current);
        let shown = shown.map_or(words().inspector.unknown_object, |(_, name)| name.as_str());
        let combo = ComboBox::from_id_salt(label)
            .width(ui.available_width())
            .height(360.0)
            .truncate()
            .selected_text(RichText::new(shown))
            .show_ui(ui, |ui| {
                for (option, name) in options {
                    if ui.selectable_label(option == current, name).clicked() && option != current {
                        chosen = Some(option.clone());
                    }
                }
            });
        named(combo.response, label);
    });
    chosen
}

/// A company or nobody, `none` being the words for nobody.
pub(super) fn company(
    ui: &mut Ui,
    context: &Context<'_>,
    label: &str,
    hint: &str,
    none: &str,
    current: &Option<CompanyId>,
) -> Option<Option<CompanyId>> {
    let mut options = vec![(None, none.to_owned())];
    let companies = context.map.companies().keys();
    options.extend(companies.map(|id| (Some(id.clone()), naming::company(context.map, id).to_owned())));
    one_of(ui, label, hint, current, &options)
}

/// The platforms of the map, for a choice.
pub(super) fn platforms(context: &Context<'_>) -> Vec<(NodeId, String)> {
    let nodes = context.map.nodes().iter();
    nodes
        .filter(|(_, node)| matches!(node.kind, NodeKind::Platform { .. }))
        .map(|(id, _)| (id.clone(), naming::node(context.map, id).to_owned()))
        .collect()
}
