//! Taking something off the map from a list: what goes with it is told first.

use egui::{Button, RichText, Ui};

use crate::app::i18n::{fill, words};
use crate::app::panels::inspector::row::stable_id;
use crate::app::panels::inspector::{Command, Context};
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::model::Edit;

/// Room for the two buttons at the end of a row.
pub(super) const BUTTONS: f32 = SPACE * 8.5;

/// What is to go.
pub(super) struct Removal<'a> {
    pub(super) name: &'a str,
    /// What goes with it, in a sentence.
    pub(super) told: String,
    pub(super) edits: &'a dyn Fn() -> Vec<Edit>,
}

/// The button of a row that asks to take it off; whether it was clicked.
pub(super) fn button(ui: &mut Ui, name: &str) -> bool {
    let name = fill(words().steps.step_delete, &[name]);
    let button = Button::new("×")
        .frame(false)
        .min_size(egui::vec2(SPACE * 3.0, 0.0));
    named(ui.add(button), &name).on_hover_text(&name).clicked()
}

/// Below the row, once `asked`: what goes, and the two answers.
pub(super) fn ask(
    ui: &mut Ui,
    asked: bool,
    removal: &Removal<'_>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let id = stable_id(ui, ("delete", removal.name));
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    open ^= asked;
    if open {
        caption(ui, context.theme, &removal.told);
        ui.horizontal(|ui| {
            let label = fill(words().steps.step_delete, &[removal.name]);
            let sure = RichText::new(words().actions.delete).color(context.theme.error);
            let sure_name = fill(words().settings.delete_surely, &[removal.name]);
            if named(ui.button(sure), &sure_name).clicked() {
                let edits = (removal.edits)();
                commands.push(Command::Edit {
                    label,
                    edits,
                    merge: false,
                });
                open = false;
            }
            if ui.button(words().settings.keep).clicked() {
                open = false;
            }
        });
    }
    ui.data_mut(|data| data.insert_temp(id, open));
}
