//! Fields with a choice: a company, a node, one of a few words.

use egui::{ComboBox, RichText, Ui};

use super::Context;
use super::row::{row, stable, various};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::named;
use crate::model::{CompanyId, NodeId, NodeKind};

/// One of `options`, each with its words; the new one if another was chosen. The current one is
/// `None` where the objects selected differ.
pub(super) fn one_of<T: PartialEq + Clone>(
    ui: &mut Ui,
    context: &Context<'_>,
    label: &str,
    hint: &str,
    current: Option<&T>,
    options: &[(T, String)],
) -> Option<T> {
    row(ui, label, hint, |ui| combo(ui, context, label, current, options))
}

/// The same without a caption: `name` is for screen readers.
pub(super) fn combo<T: PartialEq + Clone>(
    ui: &mut Ui,
    context: &Context<'_>,
    name: &str,
    current: Option<&T>,
    options: &[(T, String)],
) -> Option<T> {
    let mut chosen = None;
    let shown = match current {
        None => various(context.theme),
        Some(current) => {
            let found = options.iter().find(|(option, _)| option == current);
            RichText::new(found.map_or(words().inspector.unknown_object, |(_, words)| words))
        }
    };
    stable(ui, name, |ui| {
        let combo = ComboBox::from_id_salt(name)
            .width(ui.available_width())
            .height(360.0)
            .truncate()
            .selected_text(shown)
            .show_ui(ui, |ui| {
                for (option, words) in options {
                    let is_current = current == Some(option);
                    if ui.selectable_label(is_current, words).clicked() && !is_current {
                        chosen = Some(option.clone());
                    }
                }
            });
        named(combo.response, name);
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
    current: Option<&Option<CompanyId>>,
) -> Option<Option<CompanyId>> {
    let mut options = vec![(None, none.to_owned())];
    let companies = context.map.companies().keys();
    options.extend(companies.map(|id| (Some(id.clone()), naming::company(context.map, id).to_owned())));
    one_of(ui, context, label, hint, current, &options)
}

/// The platforms of the map, for a choice.
pub(super) fn platforms(context: &Context<'_>) -> Vec<(NodeId, String)> {
    let nodes = context.map.nodes().iter();
    nodes
        .filter(|(_, node)| matches!(node.kind, NodeKind::Platform { .. }))
        .map(|(id, _)| (id.clone(), naming::node(context.map, id).to_owned()))
        .collect()
}
