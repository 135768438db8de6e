//! Cells of tables whose ground tells by its colour and strength what the number in them is.

use egui::{Align2, Rect, Response, Sense, TextStyle, Ui, vec2};

use super::widgets::{font, text_in};
use crate::app::theme::{SPACE, Theme};

/// The ground of a change within a table whose largest is `largest`: none if it is too small to see.
pub(super) fn heat_ground(ui: &Ui, rect: Rect, value: f64, largest: f64, theme: &Theme) {
    let heat = if largest > 0.0 {
        (value.abs() / largest).min(1.0).sqrt()
    } else {
        0.0
    };
    if heat > 0.02 {
        let ground = Theme::faded(theme.change_color(value), 0.10 + 0.38 * heat as f32);
        ui.painter()
            .rect_filled(rect.shrink2(vec2(0.0, 1.5)), 4.0, ground);
    }
}

/// A signed number at the right of its cell, on its ground if `largest` is given.
pub(super) fn heat_cell(
    ui: &mut Ui,
    value: f64,
    text: &str,
    largest: Option<f64>,
    theme: &Theme,
) -> Response {
    heat_ground(ui, ui.max_rect(), value, largest.unwrap_or_default(), theme);
    let ink = if value == 0.0 || text == "0" {
        theme.weak_text
    } else {
        theme.text
    };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let place = rect.shrink2(vec2(SPACE * 0.5, 0.0));
    text_in(
        ui,
        place,
        Align2::RIGHT_CENTER,
        text,
        font(ui, TextStyle::Body),
        ink,
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, text));
    response
}
