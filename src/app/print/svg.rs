//! egui's shapes as SVG.

use std::fmt::Write;
use std::sync::Arc;

use egui::epaint::{ColorMode, PathShape, RectShape, TextShape};
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::numbers::{length, paint, point};
use super::{mesh, text};
use crate::file::export::escape;

/// The file with these shapes, each above those before it.
pub fn write(size: Vec2, title: &str, shapes: &[Shape]) -> String {
    let (width, height) = (length(size.x), length(size.y));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\"{}>\n<title>{}</title>\n",
        text::families(),
        escape(title)
    );
    let mut sheet = Sheet {
        out: &mut out,
        halo: None,
    };
    shapes.iter().for_each(|shape| sheet.add(shape));
    out.push_str("</svg>\n");
    out
}

struct Sheet<'a> {
    out: &'a mut String,
    /// Words written only to set those that follow apart from what runs under them, in their colour.
    halo: Option<(Arc<egui::Galley>, Color32)>,
}

impl Sheet<'_> {
    fn add(&mut self, shape: &Shape) {
        match shape {
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.add(shape)),
            Shape::Circle(circle) => {
                let (x, y) = (length(circle.center.x), length(circle.center.y));
                let radius = length(circle.radius);
                let look = look(circle.fill, circle.stroke);
                self.line(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{look}/>"));
            }
            Shape::Ellipse(ellipse) => {
                let (x, y) = (length(ellipse.center.x), length(ellipse.center.y));
                let (wide, high) = (length(ellipse.radius.x), length(ellipse.radius.y));
                let look = look(ellipse.fill, ellipse.stroke);
                self.line(&format!(
                    "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{wide}\" ry=\"{high}\"{look}/>"
                ));
            }
            Shape::LineSegment { points, stroke } => self.path(points, false, Color32::TRANSPARENT, *stroke),
            Shape::Path(shape) => self.shape_of(shape),
            Shape::Rect(shape) => self.rect(shape),
            Shape::Text(shape) => self.text(shape),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => self.path(
                &curve.flatten(Some(0.1)),
                curve.closed,
                curve.fill,
                plain(&curve.stroke.color, curve.stroke.width),
            ),
            Shape::CubicBezier(curve) => self.path(
                &curve.flatten(Some(0.1)),
                curve.closed,
                curve.fill,
                plain(&curve.stroke.color, curve.stroke.width),
            ),
            Shape::Band(_) => {}
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn shape_of(&mut self, shape: &PathShape) {
        let stroke = plain(&shape.stroke.color, shape.stroke.width);
        self.path(&shape.points, shape.closed, shape.fill, stroke);
    }

    fn path(&mut self, points: &[Pos2], closed: bool, fill: Color32, stroke: Stroke) {
        if points.len() < 2 || (fill.a() == 0 && stroke.is_empty()) {
            return;
        }
        let corners: Vec<String> = points.iter().copied().map(point).collect();
        let end = if closed { "Z" } else { "" };
        let look = look(fill, stroke);
        self.line(&format!("<path d=\"M{}{end}\"{look}/>", corners.join(" ")));
    }

    fn rect(&mut self, shape: &RectShape) {
        let reach = match shape.stroke_kind {
            StrokeKind::Inside => -shape.stroke.width / 2.0,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => shape.stroke.width / 2.0,
        };
        let rect = shape.rect.expand(reach);
        if !rect.is_positive() || (shape.fill.a() == 0 && shape.stroke.is_empty()) {
            return;
        }
        let look = look(shape.fill, shape.stroke);
        let radius = shape.corner_radius;
        if radius.is_same() {
            let (x, y) = (length(rect.left()), length(rect.top()));
            let (width, height) = (length(rect.width()), length(rect.height()));
            let rounded = match radius.nw {
                0 => String::new(),
                radius => format!(" rx=\"{radius}\""),
            };
            self.line(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{rounded}{look}/>"
            ));
        } else {
            let course = rounded(rect, [radius.nw, radius.ne, radius.se, radius.sw].map(f32::from));
            self.line(&format!("<path d=\"{course}\"{look}/>"));
        }
    }

    fn text(&mut self, shape: &TextShape) {
        // Words drawn in one colour just before the same words are what keeps those apart from the ground.
        if let Some(color) = shape.override_text_color {
            self.halo = Some((shape.galley.clone(), color));
            return;
        }
        let halo = self.halo.take();
        let halo = halo.filter(|(galley, _)| Arc::ptr_eq(galley, &shape.galley));
        text::write(self.out, shape, halo.map(|(_, color)| color));
    }

    fn mesh(&mut self, triangles: &Mesh) {
        let Some((color, rings)) = mesh::area(triangles) else {
            return self.triangles(triangles);
        };
        let course: Vec<String> = rings
            .iter()
            .map(|ring| {
                let corners: Vec<String> = ring.iter().copied().map(point).collect();
                format!("M{}Z", corners.join(" "))
            })
            .collect();
        let look = look(color, Stroke::NONE);
        self.line(&format!("<path d=\"{}\"{look}/>", course.concat()));
    }

    /// Triangles of many colours, each in the mean of its corners'.
    fn triangles(&mut self, mesh: &Mesh) {
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |place: usize| mesh.vertices.get(corners[place] as usize);
            let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) else {
                continue;
            };
            let color = a
                .color
                .lerp_to_gamma(b.color, 0.5)
                .lerp_to_gamma(c.color, 1.0 / 3.0);
            self.path(&[a.pos, b.pos, c.pos], true, color, Stroke::NONE);
        }
    }
}

/// A rectangle with these radii, from the upper left corner on.
fn rounded(rect: Rect, radii: [f32; 4]) -> String {
    let corners = [
        (rect.left_top(), Vec2::Y, Vec2::X),
        (rect.right_top(), -Vec2::X, Vec2::Y),
        (rect.right_bottom(), -Vec2::Y, -Vec2::X),
        (rect.left_bottom(), Vec2::X, -Vec2::Y),
    ];
    let mut course = String::new();
    for (place, ((corner, back, on), radius)) in corners.into_iter().zip(radii).enumerate() {
        let step = if place == 0 { 'M' } else { 'L' };
        let (from, to) = (point(corner + back * radius), point(corner + on * radius));
        // Writing to a string cannot fail.
        let _ = write!(course, "{step}{from}Q{} {to}", point(corner));
    }
    course + "Z"
}

fn plain(color: &ColorMode, width: f32) -> Stroke {
    match color {
        ColorMode::Solid(color) => Stroke::new(width, *color),
        // Nothing that is drawn changes colour on its way.
        ColorMode::UV(_) => Stroke::NONE,
    }
}

fn look(fill: Color32, stroke: Stroke) -> String {
    let mut look = if fill.a() == 0 {
        " fill=\"none\"".to_owned()
    } else {
        paint("fill", fill)
    };
    if !stroke.is_empty() {
        look += &paint("stroke", stroke.color);
        let _ = write!(look, " stroke-width=\"{}\"", length(stroke.width));
        look += " stroke-linejoin=\"round\"";
    }
    look
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{CornerRadius, pos2, vec2};

    fn body(shapes: &[Shape]) -> String {
        let whole = write(vec2(10.0, 8.0), "A & B", shapes);
        assert!(whole.contains("viewBox=\"0 0 10 8\"") && whole.contains("<title>A &amp; B</title>"));
        let (_, rest) = whole.split_once("</title>\n").unwrap_or_default();
        rest.trim_end_matches("</svg>\n").to_owned()
    }

    #[test]
    fn lines_and_areas_are_paths() {
        let ends = [pos2(0.0, 0.5), pos2(4.0, 0.5)];
        let red = Stroke::new(2.0, Color32::from_rgb(255, 0, 0));
        assert_eq!(
            body(&[Shape::line_segment(ends, red)]),
            "<path d=\"M0,0.5 4,0.5\" fill=\"none\" stroke=\"#ff0000\" stroke-width=\"2\" \
             stroke-linejoin=\"round\"/>\n"
        );
        let corners = vec![pos2(0.0, 0.0), pos2(1.0, 0.0), pos2(1.0, 1.0)];
        let area = Shape::convex_polygon(corners, Color32::from_rgb(0, 0, 255), Stroke::NONE);
        assert_eq!(body(&[area]), "<path d=\"M0,0 1,0 1,1Z\" fill=\"#0000ff\"/>\n");
    }

    #[test]
    fn a_rectangle_may_have_some_round_corners() {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(8.0, 4.0));
        let top = CornerRadius {
            sw: 0,
            se: 0,
            ..CornerRadius::same(2)
        };
        let shape = Shape::rect_filled(rect, top, Color32::BLACK);
        assert_eq!(
            body(&[shape]),
            "<path d=\"M0,2Q0,0 2,0L6,0Q8,0 8,2L8,4Q8,4 8,4L0,4Q0,4 0,4Z\" fill=\"#000000\"/>\n"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        let nothing = [
            Shape::Noop,
            Shape::line_segment([pos2(0.0, 0.0), pos2(1.0, 1.0)], Stroke::NONE),
            Shape::rect_filled(Rect::NOTHING, 0.0, Color32::RED),
        ];
        assert_eq!(body(&nothing), "");
    }
}
