//! The whole map small in a corner of the canvas: where one is, and a way to somewhere else.

use egui::{CornerRadius, EventFilter, Key, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui};
use egui::{Vec2, WidgetInfo, vec2};
use kurbo::Point;

use super::camera::{Camera, Stand, View};
use super::draw::Pen;
use super::scene::Scene;
use crate::app::context::Context;
use crate::app::i18n::words;
use crate::app::theme::{SPACE, Theme};

/// The largest it gets, in points.
const MOST: Vec2 = vec2(176.0, 120.0);
/// Space between the map in it and its edge.
const MARGIN: f32 = 6.0;
/// How far an arrow key moves the camera, as a share of what is seen.
const STEP: f64 = 0.2;

/// The overview as it is drawn in one frame.
pub struct Minimap {
    rect: Rect,
    /// Points of the screen a unit of the map, within it.
    scale: f64,
    /// The point of the map in its middle.
    center: Point,
}

impl Minimap {
    /// The overview of `scene` in the corner of what is seen; `None` while all of it is in view.
    pub fn new(scene: &Scene, view: &View) -> Option<Self> {
        let bounds = scene.bounds.filter(|bounds| bounds.is_finite())?;
        let seen = view.visible(1.0);
        if seen.union(bounds) == seen || view.viewport.width() < 3.0 * MOST.x {
            return None;
        }
        let (width, height) = (bounds.width().max(1.0), bounds.height().max(1.0));
        let room = MOST - Vec2::splat(2.0 * MARGIN);
        let scale = (f64::from(room.x) / width).min(f64::from(room.y) / height);
        let size = vec2((width * scale) as f32, (height * scale) as f32) + Vec2::splat(2.0 * MARGIN);
        // Very long or tall maps still get an area that one can hit.
        let size = size.max(Vec2::splat(40.0));
        let corner = view.viewport.max - Vec2::splat(1.5 * SPACE);
        Some(Self {
            rect: Rect::from_min_max(corner - size, corner),
            scale,
            center: bounds.center(),
        })
    }

    /// What it covers of the screen.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// Draws it and moves the camera where it is clicked or dragged, or by arrows while it has the
    /// focus.
    pub fn ui(&self, ui: &Ui, context: &Context<'_>, scene: &Scene, view: &View, camera: &mut Camera) {
        let id = ui.scope_id().with("minimap");
        let response = ui.interact(self.rect, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words().canvas.minimap_name));
        if (response.is_pointer_button_down_on() || response.clicked())
            && let Some(pos) = response.interact_pointer_pos()
        {
            let center = self.center + self.units(pos - self.rect.center());
            if center != view.stand.center {
                camera.go(Stand { center, ..view.stand }, None);
                ui.ctx().request_repaint();
            }
        }
        if response.has_focus() {
            self.keys(ui, id, view, camera);
        }
        let lit = response.hovered() || response.has_focus();
        self.paint(ui, context, scene, view, lit);
    }

    fn units(&self, by: Vec2) -> kurbo::Vec2 {
        kurbo::Vec2::new(f64::from(by.x), f64::from(by.y)) / self.scale
    }

    fn keys(&self, ui: &Ui, id: egui::Id, view: &View, camera: &mut Camera) {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let count =
            |key| ui.input_mut(|input| input.count_and_consume_key(egui::Modifiers::NONE, key)) as f64;
        let by = kurbo::Vec2::new(
            count(Key::ArrowRight) - count(Key::ArrowLeft),
            count(Key::ArrowDown) - count(Key::ArrowUp),
        );
        if by != kurbo::Vec2::ZERO {
            let seen = view.visible(0.0);
            let step = kurbo::Vec2::new(by.x * seen.width(), by.y * seen.height()) * STEP;
            let center = view.stand.center + step;
            camera.go(Stand { center, ..view.stand }, Some(ui.input(|input| input.time)));
            ui.ctx().request_repaint();
        }
    }

    fn place(&self, point: Point) -> egui::Pos2 {
        let by = (point - self.center) * self.scale;
        self.rect.center() + vec2(by.x as f32, by.y as f32)
    }

    fn paint(&self, ui: &Ui, context: &Context<'_>, scene: &Scene, view: &View, lit: bool) {
        let theme = context.theme;
        let painter = ui.painter_at(self.rect.expand(2.0));
        let corners = CornerRadius::same(8);
        painter.rect_filled(self.rect, corners, Theme::faded(theme.panel, 0.94));
        let colors = theme.company_colors(context.map);
        let color = |company: Option<usize>| {
            let color = company.and_then(|place| colors.get(place));
            color.copied().unwrap_or(theme.unowned)
        };
        let mut shapes = Vec::new();
        for territory in &scene.territories {
            let wash = theme
                .panel
                .lerp_to_gamma(color(Some(territory.company)), 2.0 * theme.territory_alpha);
            for polygon in territory.area.polygons() {
                let mut mesh = egui::Mesh::default();
                for &point in &polygon.points {
                    mesh.colored_vertex(self.place(point), wash);
                }
                mesh.indices.extend_from_slice(&polygon.triangles);
                shapes.push(Shape::mesh(mesh));
            }
        }
        let mut dots = Pen::new(ui.ctx().pixels_per_point(), self.rect, egui::Mesh::default());
        for node in &scene.nodes {
            let ink = color(node.owner);
            let radius = ((node.radius * self.scale) as f32).max(1.0);
            let dot = Rect::from_center_size(self.place(node.center), Vec2::splat(2.0 * radius));
            dots.rect(dot, ink);
        }
        dots.finish(&mut shapes);
        painter.extend(shapes);
        let seen = view.visible(0.0);
        let seen = Rect::from_min_max(
            self.place(Point::new(seen.x0, seen.y0)),
            self.place(Point::new(seen.x1, seen.y1)),
        )
        .intersect(self.rect.shrink(2.0));
        painter.rect_filled(seen, 3.0, Theme::faded(theme.accent, 0.10));
        painter.rect_stroke(seen, 3.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        let edge = if lit { theme.accent } else { theme.line };
        painter.rect_stroke(self.rect, corners, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
}
