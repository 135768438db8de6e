//! What lies beneath: the grid, frames and territories.

use egui::{Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};
use kurbo::Point;

use super::pen::Pen;
use super::{Brush, mix};
use crate::app::canvas::hit::{FRAME_TITLE, Target};
use crate::app::theme::Theme;

/// Distance of the grid's dots at a zoom of 1, in map units.
const GRID: f64 = 40.0;
/// Least distance of the dots on screen, in points.
const LEAST_GRID: f64 = 26.0;

/// Walls of more corners than this altogether are drawn plainly: egui looks at each of its own lines again
/// in every frame.
const MOST_CORNERS: usize = 8000;
/// Shorter than this on screen, in points, a piece of such a wall is taken together with the next.
const LEAST_PIECE: f32 = 1.5;

/// Dots that show how far the map has been moved and zoomed.
pub fn grid(brush: &Brush<'_>, shapes: &mut Vec<Shape>) {
    let zoom = brush.view.stand.zoom;
    let mut step = GRID;
    while step * zoom < LEAST_GRID {
        step *= 2.0;
    }
    let seen = brush.view.visible(0.0);
    let mut dots = brush.pen(Mesh::default());
    let (first_x, first_y) = ((seen.x0 / step).ceil(), (seen.y0 / step).ceil());
    let columns = ((seen.x1 / step).floor() - first_x).clamp(0.0, 200.0) as u32;
    let rows = ((seen.y1 / step).floor() - first_y).clamp(0.0, 200.0) as u32;
    for column in 0..=columns {
        for row in 0..=rows {
            let point = Point::new(
                (first_x + f64::from(column)) * step,
                (first_y + f64::from(row)) * step,
            );
            let dot = Rect::from_center_size(brush.view.to_screen(point), egui::Vec2::splat(1.5));
            dots.rect(dot, brush.theme.grid);
        }
    }
    dots.finish(shapes);
}

/// Frames: a rounded rectangle with a title bar that is its handle.
pub fn frames(brush: &Brush<'_>, shapes: &mut Vec<Shape>) {
    for (place, frame) in brush.scene.frames.iter().enumerate() {
        let rect = brush.view.rect_to_screen(frame.rect);
        if !rect.intersects(brush.view.viewport) {
            continue;
        }
        let selected = brush.is_selected(Target::Frame(place));
        let (color, width) = if selected {
            (brush.theme.accent, 2.0)
        } else {
            (brush.theme.line, 1.0)
        };
        let corners = CornerRadius::same(8);
        shapes.push(Shape::rect_filled(
            rect,
            corners,
            Theme::faded(brush.theme.raised, 0.3),
        ));
        let title = Rect::from_min_size(rect.min, egui::vec2(rect.width(), FRAME_TITLE.min(rect.height())));
        let top = CornerRadius {
            sw: 0,
            se: 0,
            ..corners
        };
        shapes.push(Shape::rect_filled(
            title,
            top,
            Theme::faded(brush.theme.line, 0.5),
        ));
        shapes.push(Shape::rect_stroke(
            rect,
            corners,
            Stroke::new(width, color),
            StrokeKind::Middle,
        ));
        if selected {
            super::handles::frame_corners(brush, rect, shapes);
        }
    }
}

/// Territories: a wash of the host's colour within a wall.
pub fn territories(brush: &Brush<'_>, shapes: &mut Vec<Shape>) {
    let territories = &brush.scene.territories;
    let polygons = territories.iter().flat_map(|territory| territory.area.polygons());
    let corners: usize = polygons.map(|polygon| polygon.points.len()).sum();
    let plain = corners > MOST_CORNERS && !brush.for_a_file;
    let mut pen = brush.pen(Mesh::default());
    let mut fills = Mesh::default();
    let width = (2.2 * brush.view.zoom().sqrt()).clamp(1.2, 2.6);
    for territory in territories {
        let span = territory
            .area
            .bounds()
            .map(|span| brush.view.rect_to_screen(span));
        if !span.is_some_and(|span| span.intersects(brush.view.viewport)) {
            continue;
        }
        let color = brush.color(Some(territory.company));
        let fill = mix(brush.theme.background, color, brush.theme.territory_alpha);
        let wall = mix(brush.theme.background, color, brush.theme.wall_alpha);
        for polygon in territory.area.polygons() {
            let corners: Vec<_> = polygon
                .points
                .iter()
                .map(|&point| brush.view.to_screen(point))
                .collect();
            let span = Rect::from_points(&corners);
            if !span.intersects(brush.view.viewport) {
                continue;
            }
            let first = fills.vertices.len() as u32;
            for &corner in &corners {
                fills.colored_vertex(corner, fill);
            }
            fills
                .indices
                .extend(polygon.triangles.iter().map(|corner| first + corner));
            if !plain {
                shapes.push(Shape::mesh(std::mem::take(&mut fills)));
            }
            for ring in polygon.rings() {
                let ring = ring.iter().map(|&point| brush.view.to_screen(point));
                if plain {
                    plain_wall(brush, ring, width, wall, &mut pen);
                } else {
                    shapes.push(Shape::closed_line(ring.collect(), Stroke::new(width, wall)));
                }
            }
        }
    }
    if !fills.is_empty() {
        shapes.push(Shape::mesh(fills));
    }
    pen.finish(shapes);
}

/// A wall of straight pieces without joins, those left out that nobody could see.
fn plain_wall(
    brush: &Brush<'_>,
    ring: impl Iterator<Item = Pos2>,
    width: f32,
    color: Color32,
    pen: &mut Pen,
) {
    let seen = brush.view.viewport.expand(width);
    let mut piece = |from: Pos2, to: Pos2| {
        if seen.intersects(Rect::from_two_pos(from, to)) {
            pen.plain_line(from, to, width, color);
        }
    };
    let mut ends: Option<(Pos2, Pos2)> = None;
    for corner in ring {
        match &mut ends {
            None => ends = Some((corner, corner)),
            Some((_, last)) if last.distance_sq(corner) < LEAST_PIECE * LEAST_PIECE => {}
            Some((_, last)) => {
                piece(*last, corner);
                *last = corner;
            }
        }
    }
    if let Some((first, last)) = ends {
        piece(last, first);
    }
}

/// Where a territory's name of some `size` may stand, the best first: on the top of its outer wall,
/// just above that, on the bottom, beside it, in its midst.
pub fn name_places(brush: &Brush<'_>, wall: &[Point], size: egui::Vec2) -> Vec<Rect> {
    let corners: Vec<_> = wall.iter().map(|&point| brush.view.to_screen(point)).collect();
    let span = Rect::from_points(&corners);
    let top = corners.iter().filter(|corner| corner.y < span.top() + 3.0);
    let (left, right) = top.fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), corner| {
        (left.min(corner.x), right.max(corner.x))
    });
    let inset = (size.x / 2.0 + 14.0).min(span.width() / 2.0);
    let within = |x: f32| x.min(span.right() - inset).max(span.left() + inset);
    let xs = [left + inset, (left + right) / 2.0, right - inset].map(within);
    let ys = [span.top(), span.top() - size.y / 2.0 + 1.0, span.bottom()];
    let mut centers: Vec<_> = ys.iter().flat_map(|&y| xs.map(|x| pos2(x, y))).collect();
    let middle = span.center();
    let aside = (span.width() + size.x) / 2.0 + 4.0;
    centers.extend([-aside, aside, 0.0].map(|x| pos2(middle.x + x, middle.y)));
    centers
        .into_iter()
        .map(|center| Rect::from_center_size(center, size))
        .collect()
}
