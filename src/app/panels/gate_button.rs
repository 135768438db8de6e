//! A small gate to click, which tries something in a what-if.

use egui::{Rect, Response, Sense, Stroke, Ui, vec2};

use crate::app::theme::Theme;

/// A gate, shut or open, called `name`.
pub(super) fn gate_button(ui: &mut Ui, open: bool, name: &str, theme: &Theme) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    let color = if response.hovered() || response.has_focus() {
        theme.accent
    } else {
        theme.closed
    };
    paint_gate(ui, rect, open, Stroke::new(1.5, color));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open, name));
    response.on_hover_text(name)
}

fn paint_gate(ui: &Ui, rect: Rect, open: bool, stroke: Stroke) {
    let center = rect.center();
    let painter = ui.painter();
    for side in [-1.0, 1.0] {
        let post = center + vec2(side * 6.0, 0.0);
        painter.line_segment([post - vec2(0.0, 6.0), post + vec2(0.0, 6.0)], stroke);
        let leaf = if open {
            vec2(side * 3.0, -4.0)
        } else {
            vec2(-side * 5.0, 0.0)
        };
        painter.line_segment([post, post + leaf], stroke);
    }
}
