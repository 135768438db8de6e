//! Small dots that run along links: direction and volume of the flow, for those who like it alive.
//!
//! Off unless switched on; then, and only while a flow is in view, the canvas asks for frames.

use std::time::Duration;

use egui::{Shape, Ui};
use kurbo::ParamCurve;

use super::camera::View;
use super::scene::Scene;
use crate::app::theme::Theme;

/// Speed on the map, in units a second.
const SPEED: f64 = 70.0;
/// Distance between dots on the map.
const SPACING: f64 = 90.0;
/// Time between frames: calm, and cheap.
const FRAME: Duration = Duration::from_millis(33);
/// Links narrower than this on screen carry no dots.
const LEAST_WIDTH: f32 = 1.5;
/// At most so many dots a frame.
const MOST: usize = 3000;

/// The dots at egui's time; asks for the next frame if there are any.
pub fn paint(ui: &Ui, scene: &Scene, view: &View, theme: &Theme) {
    let time = ui.input(|input| input.time);
    let seen = view.visible(0.0);
    let mut dots = Vec::new();
    for link in &scene.links {
        let width = view.length(link.width);
        let flows = link.open && link.visits.is_some_and(|visits| visits > 0.0);
        if !flows || width < LEAST_WIDTH || !link.bounds.overlaps(seen) || dots.len() >= MOST {
            continue;
        }
        let length = (link.curve.p3 - link.curve.p0).hypot().max(1.0);
        let count = (length / SPACING).ceil().clamp(1.0, 40.0);
        let start = (time * SPEED / length * count).fract();
        for dot in 0..count as u32 {
            let center = view.to_screen(link.curve.eval((f64::from(dot) + start) / count));
            dots.push(Shape::circle_filled(
                center,
                (width * 0.3).clamp(1.0, 3.0),
                theme.panel,
            ));
        }
    }
    if !dots.is_empty() {
        ui.painter().extend(dots);
        ui.ctx().request_repaint_after(FRAME);
    }
}
