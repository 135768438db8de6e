//! The mark of a number's evidence: a disc as full as the figure is to be trusted.

use std::f32::consts::TAU;

use egui::{Id, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{SPACE, Theme};
use crate::model::Confidence;

const RADIUS: f32 = 4.0;

/// Draws the mark in `rect`, to be clicked, but not to be reached by Tab, which goes from number to number; `said` is what it tells.
pub(super) fn ui(
    ui: &Ui,
    rect: Rect,
    id: Id,
    theme: &Theme,
    fullness: Fullness,
    open: bool,
    said: &str,
) -> Response {
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, said));
    let center = rect.center();
    let strong = response.hovered() || response.has_focus() || open;
    let ink = if strong { theme.accent } else { theme.weak_text };
    let painter = ui.painter();
    if fullness == Fullness::NoEvidence {
        let faint = if strong {
            theme.accent
        } else {
            Theme::faded(theme.weak_text, 0.45)
        };
        painter.circle_stroke(center, RADIUS, Stroke::new(1.0, faint));
        return response;
    }
    painter.circle_stroke(center, RADIUS, Stroke::new(1.2, ink));
    let part = match fullness {
        Fullness::NoEvidence | Fullness::Unrated => 0.0,
        Fullness::Rated(Confidence::Judgement) => {
            painter.circle_filled(center, 1.2, ink);
            0.0
        }
        Fullness::Rated(Confidence::Low) => 0.25,
        Fullness::Rated(Confidence::Medium) => 0.5,
        Fullness::Rated(Confidence::High) => {
            painter.circle_filled(center, RADIUS, ink);
            0.0
        }
    };
    if part > 0.0 {
        let steps = 12;
        let rim = (0..=steps).map(|step| {
            let (sin, cos) = (TAU * part * step as f32 / steps as f32).sin_cos();
            center + RADIUS * vec2(sin, -cos)
        });
        let points = std::iter::once(center).chain(rim).collect();
        painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
    }
    response
}

/// How much the mark tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fullness {
    NoEvidence,
    /// Evidence without a word on how far it is to be trusted, or such words that differ.
    Unrated,
    Rated(Confidence),
}

/// The place of the mark: in the margin left of a row whose first line is `line` high.
pub(super) fn place(left: f32, top: f32, line: f32) -> Rect {
    Rect::from_min_max(
        pos2(left - SPACE * 2.0, top),
        pos2(left - SPACE * 0.5, top + line),
    )
}
