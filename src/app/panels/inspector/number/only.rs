//! The switch that makes a change count in the scenario shown alone.

use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::app::theme::{SPACE, Theme};

/// Width of the switch.
pub(super) const WIDTH: f32 = SPACE * 2.5;

/// A fork in the road: on, the number follows the side road.
pub(super) fn ui(ui: &mut Ui, theme: &Theme, on: bool, name: &str) -> Response {
    let size = vec2(WIDTH, ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    let lit = response.hovered() || response.has_focus();
    let center = rect.center();
    if on || lit {
        let fill = if on { theme.accent } else { theme.hovered };
        ui.painter().circle_filled(center, WIDTH / 2.0, fill);
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, theme.accent);
        ui.painter().circle_stroke(center, WIDTH / 2.0 + 2.0, ring);
    }
    let main = if on { theme.on_accent } else { theme.weak_text };
    let line = Stroke::new(1.4, main);
    let painter = ui.painter();
    let root = center + vec2(-2.5, 5.0);
    let fork = center + vec2(-2.5, 1.5);
    painter.line_segment([root, center + vec2(-2.5, -3.0)], line);
    painter.line_segment([fork, center + vec2(3.0, -2.0)], line);
    for tip in [center + vec2(-2.5, -4.0), center + vec2(3.0, -3.0)] {
        painter.circle_filled(tip, 1.8, main);
    }
    response
}
