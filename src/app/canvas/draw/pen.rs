//! Lines and areas drawn straight into triangles: thousands of links are one shape to egui, which
//! has to look at each of its own shapes again in every frame.
//!
//! Edges fade out over the width of a pixel, as those of egui's own shapes do. For a picture in a
//! file the same pen leaves lines and areas as they are, and whoever writes the file draws them.

use std::f32::consts::TAU;

use egui::emath::Rot2;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Vec2};

/// Gathers triangles, or lines and areas.
pub struct Pen {
    mesh: Mesh,
    /// The lines and areas, if it does not cut them into triangles.
    whole: Option<Vec<Shape>>,
    /// Width over which edges fade, in points.
    feather: f32,
    /// Lines outside of it are not drawn.
    seen: Rect,
}

impl Pen {
    /// A pen for a screen of so many pixels a point, of which `seen` can be seen. It uses the memory
    /// of `spare`: fresh memory for so many triangles would cost more than drawing them.
    pub fn new(pixels_per_point: f32, seen: Rect, mut spare: Mesh) -> Self {
        spare.clear();
        Self {
            mesh: spare,
            whole: None,
            feather: 1.0 / pixels_per_point.max(0.1),
            seen,
        }
    }

    /// A pen that keeps lines and areas whole, for a picture that is looked at in any size.
    pub fn for_a_file(seen: Rect) -> Self {
        Self {
            whole: Some(Vec::new()),
            ..Self::new(1.0, seen, Mesh::default())
        }
    }

    /// A quadrilateral with hard edges.
    pub fn quad(&mut self, corners: [Pos2; 4], color: Color32) {
        if let Some(whole) = &mut self.whole {
            whole.push(Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE));
            return;
        }
        let first = self.mesh.vertices.len() as u32;
        for corner in corners {
            self.mesh.colored_vertex(corner, color);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
        self.mesh.add_triangle(first, first + 2, first + 3);
    }

    /// A straight line with hard edges, for what is too small or too much to be drawn better.
    pub fn plain_line(&mut self, from: Pos2, to: Pos2, width: f32, color: Color32) {
        let along = to - from;
        let side = along.rot90() * (width / 2.0 / along.length().max(1e-3));
        self.quad([from - side, to - side, to + side, from + side], color);
    }

    /// A line along `points`.
    pub fn line(&mut self, points: &[Pos2], width: f32, color: Color32) {
        if let Some(whole) = &mut self.whole {
            whole.push(Shape::line(points.to_vec(), Stroke::new(width, color)));
            return;
        }
        let clear = Color32::TRANSPARENT;
        let feather = self.feather;
        if width <= feather {
            // Thinner than a pixel: paler instead.
            let color = color.gamma_multiply(width / feather);
            self.strip(points, [(feather, clear), (0.0, color), (-feather, clear)], false);
        } else {
            let (outer, inner) = ((width + feather) / 2.0, (width - feather) / 2.0);
            let across = [(outer, clear), (inner, color), (-inner, color), (-outer, clear)];
            // Nobody sees how the end of a thin line fades.
            self.strip(points, across, width > 2.0 * feather);
        }
    }

    /// A line round an area, closed.
    pub fn outline(&mut self, corners: &[Pos2], width: f32, color: Color32) {
        if let Some(whole) = &mut self.whole {
            whole.push(Shape::closed_line(corners.to_vec(), Stroke::new(width, color)));
            return;
        }
        if let [first, .., last] = *corners {
            // It starts in the middle of a side, where no corner has to close.
            let middle = first.lerp(last, 0.5);
            let round: Vec<Pos2> = std::iter::once(middle)
                .chain(corners.iter().copied())
                .chain([middle])
                .collect();
            self.line(&round, width, color);
        }
    }

    /// A disc.
    pub fn disc(&mut self, center: Pos2, radius: f32, color: Color32) {
        self.convex(&circle(center, radius), color);
    }

    /// A small square: the spot that stands for what is too small to be drawn.
    pub fn spot(&mut self, center: Pos2, radius: f32, color: Color32) {
        self.rect(Rect::from_center_size(center, Vec2::splat(1.8 * radius)), color);
    }

    /// A rectangle with hard edges.
    pub fn rect(&mut self, rect: Rect, color: Color32) {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
        ];
        self.quad(corners, color);
    }

    /// A line along `points` in dashes, of which those far out of sight are left out.
    pub fn dashes(&mut self, points: &[Pos2], width: f32, color: Color32, dash: f32, gap: f32) {
        let seen = self.seen.expand(width + dash + gap);
        let mut piece = Vec::new();
        // What is left of the dash or gap at hand.
        let (mut drawing, mut left) = (true, dash);
        let mut walked = 0.0;
        for pair in points.windows(2) {
            let (mut at, to) = (pair[0], pair[1]);
            let length = at.distance(to);
            walked += length;
            if !seen.intersects(Rect::from_two_pos(at, to)) {
                piece.clear();
                let within = walked % (dash + gap);
                drawing = within < dash;
                left = if drawing { dash } else { dash + gap } - within;
                continue;
            }
            loop {
                if drawing && piece.last() != Some(&at) {
                    piece.push(at);
                }
                let way = to - at;
                let length = way.length();
                if length < left || length == 0.0 {
                    left -= length;
                    break;
                }
                at += way * (left / length);
                if drawing {
                    piece.push(at);
                    self.line(&piece, width, color);
                    piece.clear();
                }
                drawing = !drawing;
                left = if drawing { dash } else { gap };
            }
        }
        if let Some(&end) = points.last().filter(|_| drawing) {
            piece.push(end);
            self.line(&piece, width, color);
        }
    }

    /// A convex area.
    pub fn convex(&mut self, corners: &[Pos2], color: Color32) {
        let count = corners.len();
        if count < 3 {
            return;
        }
        if let Some(whole) = &mut self.whole {
            whole.push(Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE));
            return;
        }
        let center = corners
            .iter()
            .fold(Vec2::ZERO, |sum, corner| sum + corner.to_vec2())
            / count as f32;
        let first = self.mesh.vertices.len() as u32;
        for place in 0..count {
            let corner = corners[place];
            let before = edge_normal(corners[(place + count - 1) % count], corner);
            let after = edge_normal(corner, corners[(place + 1) % count]);
            let outward = (corner.to_vec2() - center).dot(before + after).signum();
            let out = miter(before, after) * (outward * self.feather / 2.0);
            self.mesh.colored_vertex(corner - out, color);
            self.mesh.colored_vertex(corner + out, Color32::TRANSPARENT);
        }
        for place in 0..count as u32 {
            let (a, b) = (first + 2 * place, first + 2 * ((place + 1) % count as u32));
            if place >= 1 && place + 1 < count as u32 {
                self.mesh.add_triangle(first, a, b);
            }
            self.mesh.add_triangle(a, a + 1, b);
            self.mesh.add_triangle(a + 1, b, b + 1);
        }
    }

    /// Hands over what was drawn: its triangles as one shape.
    pub fn finish(self, shapes: &mut Vec<Shape>) {
        shapes.extend(self.whole.into_iter().flatten());
        if !self.mesh.is_empty() {
            shapes.push(Shape::mesh(self.mesh));
        }
    }

    /// A strip along `points` that has these colours at these distances to its side, and that may fade
    /// out at both ends.
    fn strip<const N: usize>(&mut self, points: &[Pos2], across: [(f32, Color32); N], fade: bool) {
        let [first, .., last] = points else { return };
        let count = points.len();
        let normal = |place: usize| edge_normal(points[place - 1], points[place]);
        let (head, tail) = (normal(1), normal(count - 1));
        let clear = across.map(|(offset, _)| (offset, Color32::TRANSPARENT));
        let start = self.mesh.vertices.len() as u32;
        if fade {
            self.across(*first - self.feather * head.rot90(), head, clear);
        }
        self.across(*first, head, across);
        let mut before = head;
        for place in 1..count - 1 {
            let after = Some(normal(place + 1)).filter(|normal| *normal != Vec2::ZERO);
            let after = after.unwrap_or(before);
            self.across(points[place], miter(before, after), across);
            before = after;
        }
        self.across(*last, tail, across);
        if fade {
            self.across(*last + self.feather * tail.rot90(), tail, clear);
        }
        for row in 0..count as u32 - 1 + 2 * u32::from(fade) {
            for column in 0..N as u32 - 1 {
                let corner = start + row * N as u32 + column;
                let next = corner + N as u32;
                self.mesh.add_triangle(corner, corner + 1, next);
                self.mesh.add_triangle(corner + 1, next, next + 1);
            }
        }
    }

    fn across<const N: usize>(&mut self, at: Pos2, side: Vec2, across: [(f32, Color32); N]) {
        for (offset, color) in across {
            self.mesh.colored_vertex(at + side * offset, color);
        }
    }
}

/// To the side of the way from `a` to `b`, of length 1; turned by [`Vec2::rot90`] it points along
/// the way. Nothing where there is no way.
fn edge_normal(a: Pos2, b: Pos2) -> Vec2 {
    let way = b - a;
    let length = way.length_sq().sqrt();
    if length > 0.0 {
        -way.rot90() / length
    } else {
        Vec2::ZERO
    }
}

/// The corners of as good as a circle.
pub fn circle(center: Pos2, radius: f32) -> Vec<Pos2> {
    // Its sides lie within a sixth of a point of the circle.
    let count = (5.5 * radius.max(0.0).sqrt()).clamp(8.0, 64.0) as u32;
    arc(
        center,
        radius,
        0.0,
        TAU * (count - 1) as f32 / count as f32,
        count,
    )
}

/// So many points on a circle, evenly from the angle `start` over the angle `sweep`.
pub fn arc(center: Pos2, radius: f32, start: f32, sweep: f32, count: u32) -> Vec<Pos2> {
    let turn = Rot2::from_angle(sweep / (count - 1).max(1) as f32);
    let mut spoke = radius * Vec2::angled(start);
    (0..count)
        .map(|_| {
            let point = center + spoke;
            spoke = turn * spoke;
            point
        })
        .collect()
}

/// Where two edges meet: to the side of both, so long that a line keeps its width there; at sharp
/// corners cut short.
fn miter(before: Vec2, after: Vec2) -> Vec2 {
    let middle = (before + after) / 2.0;
    middle / middle.length_sq().max(0.25)
}

/// The corners of a rectangle about `center` whose own are rounded.
pub fn rounded(center: Pos2, half: Vec2, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(half.x).min(half.y);
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    if radius < 0.5 {
        return corners.map(|(x, y)| center + half * Vec2::new(x, y)).to_vec();
    }
    let count = (2.0 + radius.sqrt()).min(8.0) as u32;
    let inner = half - Vec2::splat(radius);
    let corner = |(place, (x, y)): (usize, (f32, f32))| {
        let start = TAU / 2.0 + TAU / 4.0 * place as f32;
        arc(center + inner * Vec2::new(x, y), radius, start, TAU / 4.0, count)
    };
    corners.into_iter().enumerate().flat_map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const INK: Color32 = Color32::from_rgb(200, 0, 0);

    fn pen_at(pixels_per_point: f32) -> Pen {
        Pen::new(pixels_per_point, Rect::EVERYTHING, Mesh::default())
    }

    /// The area covered, in square points, each triangle counted by the mean opacity of its corners.
    fn ink(pen: &Pen) -> f32 {
        pen.mesh
            .indices
            .chunks(3)
            .map(|corners| {
                let [a, b, c] = [0, 1, 2].map(|corner| pen.mesh.vertices[corners[corner] as usize]);
                let (u, v) = (b.pos - a.pos, c.pos - a.pos);
                let opacity = [a, b, c]
                    .iter()
                    .map(|corner| f32::from(corner.color.a()))
                    .sum::<f32>();
                (u.x * v.y - u.y * v.x).abs() / 2.0 * opacity / (3.0 * 255.0)
            })
            .sum()
    }

    #[test]
    fn a_line_has_the_ink_of_its_length_and_width() {
        for width in [0.5, 1.0, 3.0, 9.0] {
            let mut pen = pen_at(1.0);
            pen.line(&[pos2(0.0, 0.0), pos2(50.0, 0.0), pos2(100.0, 4.0)], width, INK);
            // The ends of what is wider than two pixels fade out over one more point.
            let expected = (100.1 + f32::from(width > 2.0)) * width;
            assert!(
                (ink(&pen) / expected - 1.0).abs() < 0.02,
                "{width}: {}",
                ink(&pen)
            );
        }
    }

    #[test]
    fn dashes_leave_their_gaps_out() {
        let mut pen = pen_at(1.0);
        let points: Vec<Pos2> = (0..=40).map(|step| pos2(step as f32 * 2.5, 7.0)).collect();
        pen.dashes(&points, 4.0, INK, 6.0, 4.0);
        // Ten dashes, each of which fades out over one more point.
        let expected = 10.0 * 7.0 * 4.0;
        assert!((ink(&pen) / expected - 1.0).abs() < 0.02, "{}", ink(&pen));
    }

    #[test]
    fn an_area_is_filled_whichever_way_round_its_corners_are_given() {
        let mut corners = vec![pos2(0.0, 0.0), pos2(30.0, 0.0), pos2(30.0, 20.0), pos2(0.0, 20.0)];
        for _ in 0..2 {
            let mut pen = pen_at(2.0);
            pen.convex(&corners, INK);
            assert!((ink(&pen) - 600.0).abs() < 1.0, "{}", ink(&pen));
            let bounds = Rect::from_points(&corners).expand(0.3);
            assert!(pen.mesh.vertices.iter().all(|vertex| bounds.contains(vertex.pos)));
            corners.reverse();
        }
    }

    #[test]
    fn a_disc_has_its_area_and_its_outline_its_length() {
        for radius in [2.0_f32, 7.0, 40.0] {
            let mut pen = pen_at(1.0);
            pen.disc(pos2(9.0, 9.0), radius, INK);
            let expected = TAU / 2.0 * radius * radius;
            assert!(
                (ink(&pen) / expected - 1.0).abs() < 0.1,
                "{radius}: {}",
                ink(&pen)
            );
            let mut pen = pen_at(1.0);
            pen.outline(&circle(pos2(9.0, 9.0), radius), 1.5, INK);
            let expected = (TAU * radius + 1.0) * 1.5;
            assert!(
                (ink(&pen) / expected - 1.0).abs() < 0.1,
                "{radius}: {}",
                ink(&pen)
            );
        }
    }

    #[test]
    fn what_has_no_length_draws_nothing_strange() {
        let mut pen = pen_at(1.0);
        let point = pos2(3.0, 3.0);
        pen.line(&[point, point, point], 3.0, INK);
        pen.dashes(&[point, point], 3.0, INK, 5.0, 5.0);
        pen.line(&[point], 3.0, INK);
        pen.convex(&[point, point, point], INK);
        assert!(pen.mesh.vertices.iter().all(|vertex| vertex.pos.x.is_finite()));
    }
}
