//! The map as a picture to look at: the camera moves, nothing else does.

use egui::{Mesh, Rect, Role, Sense, Shape, Ui, WidgetInfo};

use super::camera::Stand;
use super::draw::{Brush, Emphasis};
use super::{Canvas, access, dots};
use crate::app::context::Context;
use crate::app::i18n::{fill, words};

/// Where the camera stood, to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    stand: Stand,
    whole: Option<(Stand, Rect)>,
}

impl Canvas {
    /// Where the camera stands.
    pub fn keep(&self) -> Kept {
        Kept {
            stand: self.camera.stand(),
            whole: self.whole,
        }
    }

    /// Puts the camera back where it stood.
    pub fn restore(&mut self, kept: Kept) {
        self.camera.go(kept.stand, None);
        self.whole = kept.whole;
        self.place = None;
        self.wanted = None;
    }

    /// Draws the map. The wheel zooms and a drag pans.
    pub fn picture(&mut self, ui: &mut Ui, context: &Context<'_>) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::DRAG);
        if !rect.is_positive() {
            return;
        }
        self.place = Some(rect);
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, context.theme.background);
        let name = fill(words().canvas.canvas_name, &[context.map.name()]);
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
        let now = ui.input(|input| input.time);
        self.rebuild(context, now, false);
        self.survey(ui.ctx(), context);
        self.take_off(ui, &response, None);
        let flying = self.camera.advance(now);
        self.wheel(ui, &response);
        if response.dragged() {
            self.camera.pan(response.drag_delta());
        }
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let view = self.camera.view(rect);
        // For screen readers; what is done to the objects is nobody's business here.
        access::announce(ui, &response, context, &self.scene, &view, &self.painting.written);
        let plain = Emphasis::default();
        let brush = Brush::new(&painter, view, &self.scene, context, &plain, None);
        self.painting.show(&brush, self.scenes);
        if self.dots {
            dots::paint(ui, &self.scene, &view, context.theme);
        }
        if flying || self.glide.stage().is_some() {
            ui.ctx().request_repaint();
        }
    }

    /// The shapes of the whole map as large as there is room, lines and areas left whole: for a file.
    pub fn shapes(&mut self, ui: &mut Ui, context: &Context<'_>) -> Vec<Shape> {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        self.rebuild(context, 0.0, true);
        self.take_off(ui, &response, None);
        let plain = Emphasis::default();
        let painter = ui.painter_at(rect);
        let view = self.camera.view(rect);
        let brush = Brush {
            for_a_file: true,
            ..Brush::new(&painter, view, &self.scene, context, &plain, None)
        };
        brush.paint(Mesh::default()).0
    }
}
