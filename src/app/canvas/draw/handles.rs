//! What can be taken hold of, and what is on its way: handles, the link being led, guides, the box.

use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};
use kurbo::{CubicBez, ParamCurve, Point};

use super::nodes::outline;
use super::{Brush, links};
use crate::app::canvas::curve::{self, boundary};
use crate::app::canvas::draft::Moved;
use crate::app::canvas::gesture::{Gesture, Linking, Reconnecting};
use crate::app::canvas::grip::{self, Edges, Grip};
use crate::app::canvas::guides::Guide;
use crate::app::canvas::hit::Target;
use crate::app::canvas::popup::Popup;
use crate::app::canvas::scene::{LinkMark, NodeMark};
use crate::app::context::Context;
use crate::app::payload::Payload;
use crate::app::theme::Theme;
use crate::editing::legal::End;
use crate::model::{NodeId, Object};

/// Radius of a handle, at rest and under the pointer, in points.
const HANDLE: (f32, f32) = (4.5, 6.5);
/// Distance of the ring that shows a node's rim from the node, in points.
const RIM: f32 = 4.0;
/// Width of the line of a link on its way.
const RUBBER: f32 = 2.5;

/// What is under the pointer, for the handles to light up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Under {
    /// The drawn thing.
    pub target: Option<Target>,
    /// The part of it that a drag would take hold of.
    pub grip: Option<Grip>,
    /// The pointer.
    pub pos: Option<Pos2>,
}

/// Paints the handles of what is selected or under the pointer and what `gesture` has on its way.
pub fn paint(
    brush: &Brush<'_>,
    context: &Context<'_>,
    gesture: &Gesture,
    under: Under,
    shapes: &mut Vec<Shape>,
) {
    match gesture {
        Gesture::Idle | Gesture::Placing(_) => at_rest(brush, context, under, shapes),
        Gesture::Linking(linking) => link_on_its_way(brush, linking, under, shapes),
        Gesture::Reconnecting(reconnecting) => end_on_its_way(brush, reconnecting, shapes),
        Gesture::Bending(bending) => {
            let link = brush.scene.link(bending.link());
            link_handles(brush, context, link, Some(Handle::Middle), shapes);
        }
        Gesture::Moving(moving) => {
            if let Some(copied) = moving.copied() {
                copies(brush, copied, shapes);
            }
            guides(brush, moving.guides(), shapes);
        }
        Gesture::Boxing(boxing) => selection_box(brush, boxing.rect(), shapes),
        Gesture::Panning | Gesture::Resizing(_) => {}
    }
}

/// A handle of a link.
#[derive(Clone, Copy, PartialEq)]
enum Handle {
    End(End),
    Middle,
}

fn at_rest(brush: &Brush<'_>, context: &Context<'_>, under: Under, shapes: &mut Vec<Shape>) {
    let scene = brush.scene;
    if let Some(link) = grip::handled_link(context, scene) {
        let lit = match under.grip {
            Some(Grip::End(place, end)) if place == link => Some(Handle::End(end)),
            Some(Grip::Bend(place)) if place == link => Some(Handle::Middle),
            _ => None,
        };
        link_handles(brush, context, scene.links.get(link), lit, shapes);
    }
    match under.grip {
        Some(Grip::End(place, end)) if !brush.is_selected(Target::Link(place)) => {
            let handles = scene
                .links
                .get(place)
                .and_then(|link| grip::end_handles(link, &brush.view));
            if let Some([from, to]) = handles {
                let at = if end == End::From { from } else { to };
                handle(brush, brush.view.to_screen(at), true, shapes);
            }
        }
        Some(Grip::Edges(place, edges)) => frame_edges(brush, place, edges, shapes),
        _ => {}
    }
    if let Some(Target::Node(place)) = under.target {
        let node = &scene.nodes[place];
        if grip::leads_on(node) {
            let on_rim = under.grip == Some(Grip::Rim(place));
            rim(brush, node, under.pos.filter(|_| on_rim), shapes);
        }
    }
}

/// A round handle.
fn handle(brush: &Brush<'_>, at: Pos2, lit: bool, shapes: &mut Vec<Shape>) {
    let theme = brush.theme;
    let radius = if lit { HANDLE.1 } else { HANDLE.0 };
    let fill = if lit { theme.accent } else { theme.panel };
    shapes.push(Shape::circle_filled(at, radius + 2.5, theme.background));
    shapes.push(Shape::circle_filled(at, radius, fill));
    shapes.push(Shape::circle_stroke(at, radius, Stroke::new(1.8, theme.accent)));
}

fn link_handles(
    brush: &Brush<'_>,
    context: &Context<'_>,
    link: Option<&LinkMark>,
    lit: Option<Handle>,
    shapes: &mut Vec<Shape>,
) {
    let Some(link) = link else { return };
    let Some(ends) = grip::end_handles(link, &brush.view) else {
        return;
    };
    for (end, at) in [End::From, End::To].into_iter().zip(ends) {
        let lit = lit == Some(Handle::End(end));
        handle(brush, brush.view.to_screen(at), lit, shapes);
    }
    let Some(middle) = grip::middle_handle(context, link, brush.scene, &brush.view) else {
        return;
    };
    let middle = brush.view.to_screen(middle);
    let gates = brush.scene.gates.iter();
    let gate = gates
        .filter(|gate| brush.scene.links[gate.link].id == link.id)
        .map(|gate| brush.view.to_screen(gate.center))
        .find(|gate| gate.distance(middle) < 12.0);
    // A gate in the middle is not to be covered: the handle is a ring round it.
    match gate {
        Some(gate) => {
            let width = if lit == Some(Handle::Middle) { 3.0 } else { 1.8 };
            let stroke = Stroke::new(width, brush.theme.accent);
            shapes.push(Shape::circle_stroke(gate, 15.0, stroke));
        }
        None => handle(brush, middle, lit == Some(Handle::Middle), shapes),
    }
}

/// The ring round a node from which links are led; with the pointer on it, a knob that says so.
fn rim(brush: &Brush<'_>, node: &NodeMark, pointer: Option<Pos2>, shapes: &mut Vec<Shape>) {
    let theme = brush.theme;
    let ring = outline(brush, node, RIM);
    let Some(pointer) = pointer else {
        shapes.push(Shape::closed_line(
            ring.clone(),
            Stroke::new(3.0, Theme::faded(theme.accent, 0.28)),
        ));
        return;
    };
    shapes.push(Shape::closed_line(
        ring.clone(),
        Stroke::new(3.5, Theme::faded(theme.accent, 0.9)),
    ));
    let center = brush.view.to_screen(node.center);
    let way = (pointer - center).normalized();
    let knob = on_rim(brush, node, pointer) + way * RIM;
    shapes.push(Shape::circle_filled(knob, 8.5, theme.background));
    shapes.push(Shape::circle_filled(knob, 7.0, theme.accent));
    // An arrow that points away from the node.
    let (side, tip) = (way.rot90() * 3.0, knob + way * 3.8);
    let ink = Stroke::new(1.6, theme.on_accent);
    shapes.push(Shape::line_segment([knob - way * 3.8, tip], ink));
    shapes.push(Shape::line(
        vec![tip - way * 3.2 + side, tip, tip - way * 3.2 - side],
        ink,
    ));
}

/// The point of a node's rim on the way to `pos`.
fn on_rim(brush: &Brush<'_>, node: &NodeMark, pos: Pos2) -> Pos2 {
    let way = brush.view.to_map(pos) - node.center;
    let way = if way.hypot() > 0.0 {
        way.normalize()
    } else {
        kurbo::Vec2::new(1.0, 0.0)
    };
    let covers = |distance: f64| node.shape.covers(way * distance, node.radius);
    brush
        .view
        .to_screen(node.center + way * boundary(0.0, 2.0 * node.radius, covers))
}

/// The link that is led from a node to the pointer or, over another node, to its rim.
fn link_on_its_way(brush: &Brush<'_>, linking: &Linking, under: Under, shapes: &mut Vec<Shape>) {
    let Some(from) = brush.scene.node(linking.from()) else {
        return;
    };
    let ring = outline(brush, from, RIM);
    shapes.push(Shape::closed_line(
        ring.clone(),
        Stroke::new(3.5, brush.theme.accent),
    ));
    let over = linking.over().filter(|over| over.node != *linking.from());
    if let Some(over) = over {
        target(brush, &over.node, over.refusal.is_none(), shapes);
        if let Some(to) = brush.scene.node(&over.node) {
            let ends = [from.clone(), to.clone()];
            let course = curve::courses(&ends, &[(0, 1)], &[None])[0];
            rubber(brush, course, over.refusal.is_none(), shapes);
        }
        return;
    }
    let pos = linking.at().map(|at| brush.view.to_screen(at));
    if let Some(pos) = pos
        .or(under.pos)
        .filter(|_| !linking.is_by_keys() || under.pos.is_some())
    {
        let start = brush.view.to_map(on_rim(brush, from, pos));
        let end = brush.view.to_map(pos);
        if !from.shape.covers(end - from.center, from.radius) {
            rubber(brush, straight(start, end), true, shapes);
        }
    }
}

/// The link whose end is led elsewhere.
fn end_on_its_way(brush: &Brush<'_>, reconnecting: &Reconnecting, shapes: &mut Vec<Shape>) {
    let (_, end) = reconnecting.link();
    let (Some(fixed), Some(at)) = (brush.scene.node(reconnecting.fixed()), reconnecting.at()) else {
        return;
    };
    let over = reconnecting.over().filter(|over| over.node != fixed.id);
    let course = match over.and_then(|over| brush.scene.node(&over.node)) {
        Some(node) => {
            let ends = match end {
                End::From => [node.clone(), fixed.clone()],
                End::To => [fixed.clone(), node.clone()],
            };
            curve::courses(&ends, &[(0, 1)], &[None])[0]
        }
        None => {
            let rim = brush.view.to_map(on_rim(brush, fixed, brush.view.to_screen(at)));
            match end {
                End::From => straight(at, rim),
                End::To => straight(rim, at),
            }
        }
    };
    let legal = over.is_none_or(|over| over.refusal.is_none());
    if let Some(over) = over {
        target(brush, &over.node, legal, shapes);
    }
    rubber(brush, course, legal, shapes);
    handle(brush, brush.view.to_screen(at), true, shapes);
}

fn straight(from: Point, to: Point) -> CubicBez {
    CubicBez::new(from, from.lerp(to, 1.0 / 3.0), from.lerp(to, 2.0 / 3.0), to)
}

/// Rings the node that a link on its way would lead to.
fn target(brush: &Brush<'_>, node: &NodeId, legal: bool, shapes: &mut Vec<Shape>) {
    let Some(node) = brush.scene.node(node) else {
        return;
    };
    let ink = ink(brush, legal);
    let ring = outline(brush, node, RIM + 1.0);
    shapes.push(Shape::closed_line(
        ring.clone(),
        Stroke::new(7.0, Theme::faded(ink, 0.25)),
    ));
    shapes.push(Shape::closed_line(ring.clone(), Stroke::new(2.5, ink)));
}

fn ink(brush: &Brush<'_>, legal: bool) -> Color32 {
    if legal {
        brush.theme.accent
    } else {
        brush.theme.error
    }
}

/// A line with an arrow head; dashed where it may not be.
fn rubber(brush: &Brush<'_>, course: CubicBez, legal: bool, shapes: &mut Vec<Shape>) {
    let mut points: Vec<Pos2> = (0..=32)
        .map(|step| brush.view.to_screen(course.eval(f64::from(step) / 32.0)))
        .collect();
    let head = links::head(&mut points, RUBBER, 1.0);
    let ink = ink(brush, legal);
    if legal {
        let under = Stroke::new(RUBBER + 4.0, brush.theme.background);
        shapes.push(Shape::line(points.clone(), under));
        shapes.push(Shape::line(points, Stroke::new(RUBBER, ink)));
    } else {
        shapes.extend(Shape::dashed_line(&points, Stroke::new(RUBBER, ink), 7.0, 5.0));
    }
    if let Some(head) = head {
        shapes.push(Shape::convex_polygon(head.to_vec(), ink, Stroke::NONE));
    }
}

/// The edges of a frame that a drag would move.
fn frame_edges(brush: &Brush<'_>, place: usize, edges: Edges, shapes: &mut Vec<Shape>) {
    let Some(frame) = brush.scene.frames.get(place) else {
        return;
    };
    let rect = brush.view.rect_to_screen(frame.rect);
    let stroke = Stroke::new(3.0, brush.theme.accent);
    let sides = [
        (edges.left, [rect.left_top(), rect.left_bottom()]),
        (edges.right, [rect.right_top(), rect.right_bottom()]),
        (edges.top, [rect.left_top(), rect.right_top()]),
        (edges.bottom, [rect.left_bottom(), rect.right_bottom()]),
    ];
    for (_, side) in sides.into_iter().filter(|(lit, _)| *lit) {
        shapes.push(Shape::line_segment(side, stroke));
    }
}

/// The corners of a selected frame, which make it larger or smaller.
pub fn frame_corners(brush: &Brush<'_>, rect: Rect, shapes: &mut Vec<Shape>) {
    for corner in [
        rect.left_top(),
        rect.right_top(),
        rect.left_bottom(),
        rect.right_bottom(),
    ] {
        let square = Rect::from_center_size(corner, Vec2::splat(8.0));
        shapes.push(Shape::rect_filled(square, 2.0, brush.theme.panel));
        let stroke = Stroke::new(1.5, brush.theme.accent);
        shapes.push(Shape::rect_stroke(square, 2.0, stroke, StrokeKind::Inside));
    }
}

/// The outlines of copies on their way.
fn copies(brush: &Brush<'_>, copied: &Moved, shapes: &mut Vec<Shape>) {
    let (theme, stroke) = (brush.theme, Stroke::new(2.0, brush.theme.accent));
    for object in &copied.objects {
        if let Object::Node(id) = object {
            let Some(node) = brush.scene.node(id) else {
                continue;
            };
            let mut copy = node.clone();
            copy.center += copied.by;
            let copy = outline(brush, &copy, 0.0);
            let wash = Theme::faded(theme.accent, 0.18);
            shapes.push(Shape::convex_polygon(copy, wash, stroke));
        } else if let Some(bounds) = brush.scene.bounds_of(object) {
            let rect = brush.view.rect_to_screen(bounds + copied.by);
            shapes.push(Shape::rect_stroke(rect, 4.0, stroke, StrokeKind::Inside));
        }
    }
}

fn guides(brush: &Brush<'_>, guides: &[Guide], shapes: &mut Vec<Shape>) {
    let stroke = Stroke::new(1.0, brush.theme.accent);
    for guide in guides {
        match *guide {
            Guide::Line(from, to) => {
                let [from, to] = [from, to].map(|point| brush.view.to_screen(point));
                shapes.push(Shape::line_segment([from, to], stroke));
            }
            Guide::Gap(from, to) => {
                let [from, to] = [from, to].map(|point| brush.view.to_screen(point));
                let tick = (to - from).normalized().rot90() * 5.0;
                shapes.push(Shape::line_segment([from, to], stroke));
                shapes.push(Shape::line_segment([from - tick, from + tick], stroke));
                shapes.push(Shape::line_segment([to - tick, to + tick], stroke));
            }
        }
    }
}

fn selection_box(brush: &Brush<'_>, rect: kurbo::Rect, shapes: &mut Vec<Shape>) {
    let rect = brush.view.rect_to_screen(rect);
    let (theme, corners) = (brush.theme, CornerRadius::same(2));
    let fill = Theme::faded(theme.accent, 0.12);
    shapes.push(Shape::rect_filled(rect, corners, fill));
    let stroke = Stroke::new(1.0, theme.accent);
    shapes.push(Shape::rect_stroke(rect, corners, stroke, StrokeKind::Inside));
}

/// The link that leads to where a node is being chosen for it.
pub fn link_to_popup(brush: &Brush<'_>, popup: &Popup, shapes: &mut Vec<Shape>) {
    let Some((from, at)) = popup.link() else { return };
    if let Some(from) = brush.scene.node(from) {
        let start = brush.view.to_map(on_rim(brush, from, brush.view.to_screen(at)));
        rubber(brush, straight(start, at), true, shapes);
    }
}

/// What would be added at `at` on screen, as large as it would be.
pub fn ghost(brush: &Brush<'_>, what: Payload, at: Pos2, shapes: &mut Vec<Shape>) {
    let size = match what {
        Payload::Note => vec2(160.0, 36.0),
        Payload::Frame => vec2(480.0, 320.0),
        Payload::Piece(_) => vec2(320.0, 160.0),
        _ => vec2(56.0, 56.0),
    };
    let rect = Rect::from_center_size(at, (size * brush.view.zoom()).max(Vec2::splat(8.0)));
    let (theme, corners) = (brush.theme, CornerRadius::same(10));
    let fill = Theme::faded(theme.accent, 0.10);
    shapes.push(Shape::rect_filled(rect, corners, fill));
    let stroke = Stroke::new(1.5, Theme::faded(theme.accent, 0.8));
    shapes.push(Shape::rect_stroke(rect, corners, stroke, StrokeKind::Inside));
}
