//! What is under the pointer, in a plain sentence with units.

use egui::{Response, RichText, Tooltip, Ui};

use super::hit::Target;
use super::scene::Scene;
use super::words::{link_sentence, link_title, node_sentence};
use crate::app::context::Context;
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::theme::type_size;
use crate::model::Object;

/// Shows the tooltip of `target` at the pointer.
pub fn show(canvas: &Response, context: &Context<'_>, scene: &Scene, target: Target) {
    let Some(object) = target.object(scene) else {
        return;
    };
    let (title, text) = match &object {
        Object::Node(id) => (
            naming::node(context.map, id).to_owned(),
            node_sentence(context, id),
        ),
        Object::Link(id) => (link_title(context, id), link_sentence(context, id)),
        _ => return,
    };
    let hint = match target {
        Target::Gate(gate) if scene.gates[gate].open => Some(words().canvas.click_closes),
        Target::Gate(_) => Some(words().canvas.click_opens),
        _ => None,
    };
    Tooltip::for_widget(canvas)
        .at_pointer()
        .gap(14.0)
        .show(|ui: &mut Ui| {
            ui.label(RichText::new(title).size(type_size::BODY).strong());
            ui.label(RichText::new(text).size(type_size::SMALL));
            if let Some(hint) = hint {
                ui.label(
                    RichText::new(hint)
                        .size(type_size::SMALL)
                        .color(context.theme.weak_text),
                );
            }
        });
}
