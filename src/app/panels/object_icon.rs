//! The picture of an object in lists: shape of its kind, colour of its owner.

use egui::{Rect, Ui};

use super::Context;
use crate::app::canvas::icon;
use crate::app::naming;
use crate::model::{CompanyId, Object};

/// Draws the picture of `object` into `rect`; nothing for what has none.
pub(super) fn paint(ui: &Ui, rect: Rect, object: &Object, context: &Context<'_>) {
    let (painter, theme) = (ui.painter(), context.theme);
    let color = |company: Option<&CompanyId>| theme.company_color(context.map, company);
    match object {
        Object::Company(id) => {
            painter.rect_filled(rect.shrink(1.0), 4.0, color(Some(id)));
        }
        Object::Node(id) => {
            if let Some(node) = context.map.nodes().get(id) {
                icon::node(painter, rect, &node.kind, color(node.owner.as_ref()));
            }
        }
        Object::Link(_) => icon::link(painter, rect.shrink(1.0), theme.link),
        Object::Note(_) => icon::note(painter, rect, theme.weak_text),
        Object::Frame(_) => icon::frame(painter, rect, theme.weak_text),
        Object::Scenario(id) => {
            let shown = context.scenario.is_some_and(|(shown, _)| shown == id);
            let color = if shown { theme.accent } else { theme.weak_text };
            icon::scenario(painter, rect, color);
        }
        Object::Map | Object::Segment(_) => {}
    }
}

/// What kind of thing an object is, in a word.
pub(super) fn kind(object: &Object, context: &Context<'_>) -> &'static str {
    let words = &crate::app::i18n::words().inspector;
    match object {
        Object::Map => words.map_heading,
        Object::Company(_) => words.company_heading,
        Object::Segment(_) => words.segment_heading,
        Object::Node(id) => context.map.nodes().get(id).map_or("", naming::node_kind),
        Object::Link(_) => words.link_heading,
        Object::Scenario(_) => words.scenario_heading,
        Object::Note(_) => words.note_heading,
        Object::Frame(_) => words.frame_heading,
    }
}
