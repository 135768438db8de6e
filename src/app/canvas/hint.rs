//! What would come of letting go now, in plain words beside the pointer.

use egui::{Color32, FontId, Painter, PopupAnchor, Response, RichText, Tooltip, vec2};

use super::camera::View;
use super::gesture::{Gesture, Linking, Placing, Reconnecting};
use super::grip::Grip;
use super::scene::Scene;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::theme::{SPACE, Theme, type_size};
use crate::model::NodeId;

/// Shows what would come of the link that `gesture` has on its way.
pub fn show(canvas: &Response, context: &Context<'_>, scene: &Scene, view: &View, gesture: &Gesture) {
    let hint = match gesture {
        Gesture::Linking(linking) => of_link(context, linking),
        Gesture::Reconnecting(reconnecting) => of_end(context, reconnecting),
        Gesture::Placing(placing) => Some((of_new(placing), context.theme.text)),
        _ => None,
    };
    let Some((text, color)) = hint else { return };
    let tooltip = Tooltip::for_widget(canvas).gap(16.0);
    let mut tooltip = match gesture {
        Gesture::Linking(linking) if linking.at().is_none() => {
            let node = linking.over().map_or(linking.from(), |over| &over.node);
            match below(scene, view, node) {
                Some(anchor) => {
                    let mut tooltip = tooltip;
                    tooltip.popup = tooltip.popup.anchor(anchor);
                    tooltip
                }
                None => return,
            }
        }
        _ => tooltip.at_pointer(),
    };
    tooltip.popup = tooltip.popup.open(true);
    tooltip.show(|ui| ui.label(RichText::new(text).size(type_size::SMALL).color(color)));
}

/// Says on an empty map how to begin.
pub fn of_empty(canvas: &Response, painter: &Painter, theme: &Theme) {
    let words = &words().canvas;
    let lines = [(words.empty, theme.text), (words.empty_more, theme.weak_text)];
    let mut at = canvas.rect.center() - vec2(0.0, SPACE * 2.0);
    for (line, color) in lines {
        let font = FontId::proportional(type_size::BODY);
        let width = canvas.rect.width() - SPACE * 4.0;
        let text = painter.layout(line.to_owned(), font, color, width);
        painter.galley(at - vec2(text.size().x / 2.0, 0.0), text.clone(), color);
        at.y += text.size().y + SPACE;
    }
}

/// Says what a drag of the part under the pointer would do.
pub fn of_grip(canvas: &Response, context: &Context<'_>, grip: Option<Grip>) {
    let words = &words().canvas;
    let text = match grip {
        Some(Grip::Rim(_)) => words.drag_rim,
        Some(Grip::End(..)) => words.drag_end,
        Some(Grip::Bend(_)) => words.drag_middle,
        Some(Grip::Edges(..)) | None => return,
    };
    let text = RichText::new(text)
        .size(type_size::SMALL)
        .color(context.theme.weak_text);
    Tooltip::for_widget(canvas)
        .at_pointer()
        .gap(16.0)
        .show(|ui| ui.label(text));
}

/// The place of the words about a node that keys have chosen.
fn below(scene: &Scene, view: &View, node: &NodeId) -> Option<PopupAnchor> {
    let body = view.rect_to_screen(scene.node(node)?.body());
    Some(PopupAnchor::ParentRect(body.expand2(vec2(0.0, 20.0))))
}

fn of_link(context: &Context<'_>, linking: &Linking) -> Option<(String, Color32)> {
    let (theme, words) = (context.theme, &words().canvas);
    let from = naming::node(context.map, linking.from());
    let Some(over) = linking.over().filter(|over| over.node != *linking.from()) else {
        let text = match (linking.is_by_keys(), linking.at()) {
            (true, _) => fill(words.choose_target, &[from]),
            (false, Some(_)) => words.let_go_for_new.to_owned(),
            (false, None) => return None,
        };
        return Some((text, theme.weak_text));
    };
    if let Some(refusal) = over.refusal {
        return Some((naming::refusal(refusal).to_owned(), theme.error));
    }
    let template = if linking.is_by_keys() {
        words.enter_links
    } else {
        words.let_go_to_link
    };
    let to = naming::node(context.map, &over.node);
    Some((fill(template, &[from, to]), theme.text))
}

fn of_new(placing: &Placing) -> String {
    fill(words().canvas.place_new, &[placing.action().label()])
}

fn of_end(context: &Context<'_>, reconnecting: &Reconnecting) -> Option<(String, Color32)> {
    let over = reconnecting.over()?;
    Some(match over.refusal {
        Some(refusal) => (naming::refusal(refusal).to_owned(), context.theme.error),
        None => (words().canvas.let_go_to_reconnect.to_owned(), context.theme.text),
    })
}
