//! The parts of what is drawn on which a drag starts a gesture of its own: rims of nodes, ends and
//! middles of links, edges of frames.

use egui::{Pos2, Rect};
use kurbo::{ParamCurve, Point, Vec2};

use super::camera::View;
use super::hit::{Target, node_at};
use super::scene::{LinkMark, NodeMark, Scene};
use crate::app::context::Context;
use crate::editing::legal::End;
use crate::model::Object;

/// How far a handle reaches round its middle, in points.
const REACH: f32 = 9.0;
/// How far the rim reaches out of a node and into it, in points, and the most of its radius that it
/// takes up inside: the rest is there to be moved.
const RIM_OUT: f32 = 7.0;
const RIM_IN: f32 = 6.0;
const RIM_SHARE: f64 = 0.3;
/// How far the handle at an end of a link stands off the node, in points, so that the rim stays free.
const OFF_NODE: f32 = 14.0;
/// How far from an edge of a frame a press still means it, in points.
const EDGE: f32 = 5.0;
/// Links shorter than this on screen have no handles: there would be nothing else left of them.
const LEAST_LINK: f32 = 56.0;

/// A part that a drag takes hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The rim of a node.
    Rim(usize),
    /// An end of a link.
    End(usize, End),
    /// The middle of a link.
    Bend(usize),
    /// Edges of a frame: one, or two that meet.
    Edges(usize, Edges),
}

/// Edges of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Edges {
    pub left: bool,
    pub right: bool,
    pub top: bool,
    pub bottom: bool,
}

/// The link that shows its handles: the only one selected.
pub fn handled_link(context: &Context<'_>, scene: &Scene) -> Option<usize> {
    let mut selected = context.selection.iter();
    let (Some(object @ Object::Link(_)), None) = (selected.next(), selected.next()) else {
        return None;
    };
    match scene.target(object)? {
        Target::Link(place) => Some(place),
        _ => None,
    }
}

/// What a press at `pos` takes hold of, the handles of the selected link first; `target` is what
/// lies there.
pub fn at(
    context: &Context<'_>,
    scene: &Scene,
    view: &View,
    target: Option<Target>,
    pos: Pos2,
) -> Option<Grip> {
    if let Some(link) = handled_link(context, scene)
        && let Some(grip) = on_handles(context, scene, view, link, pos)
    {
        return Some(grip);
    }
    if !matches!(target, Some(Target::Gate(_))) {
        if let Some(node) = rim_at(scene, view, view.to_map(pos)) {
            return Some(Grip::Rim(node));
        }
        if let Some(Target::Link(link)) = target
            && let Some(end) = end_at(scene, view, link, pos)
        {
            return Some(Grip::End(link, end));
        }
    }
    match target {
        None | Some(Target::Frame(_)) => edges_at(scene, view, pos),
        _ => None,
    }
}

fn on_handles(context: &Context<'_>, scene: &Scene, view: &View, link: usize, pos: Pos2) -> Option<Grip> {
    let near = |point: Point| view.to_screen(point).distance(pos) <= REACH;
    if let Some(end) = end_at(scene, view, link, pos) {
        return Some(Grip::End(link, end));
    }
    let middle = middle_handle(context, scene.links.get(link)?, scene, view)?;
    near(middle).then_some(Grip::Bend(link))
}

fn end_at(scene: &Scene, view: &View, link: usize, pos: Pos2) -> Option<End> {
    let handles = end_handles(scene.links.get(link)?, view)?;
    let near = |point: Point| view.to_screen(point).distance(pos) <= REACH;
    [End::From, End::To]
        .into_iter()
        .zip(handles)
        .find(|(_, handle)| near(*handle))
        .map(|(end, _)| end)
}

/// Where the handles at both ends of a link stand; `None` for a link too short for them.
pub fn end_handles(link: &LinkMark, view: &View) -> Option<[Point; 2]> {
    let length = (link.curve.p3 - link.curve.p0).hypot();
    if view.length(length) < LEAST_LINK {
        return None;
    }
    // The course is nearly even along its parameter, which is exact enough for a handle.
    let t = (f64::from(OFF_NODE) / view.stand.zoom / length).min(0.25);
    Some([link.curve.eval(t), link.curve.eval(1.0 - t)])
}

/// Where the handle that bends a link stands: on the bend, or in the middle of its course.
pub fn middle_handle(context: &Context<'_>, link: &LinkMark, scene: &Scene, view: &View) -> Option<Point> {
    end_handles(link, view)?;
    Some(straight_middle(scene, link) + bend(context, scene, link))
}

/// The midpoint of the straight line between the nodes of a link.
pub fn straight_middle(scene: &Scene, link: &LinkMark) -> Point {
    scene.nodes[link.from]
        .center
        .midpoint(scene.nodes[link.to].center)
}

/// How far the middle of a link is drawn from that of the straight line: as somebody has bent it, else
/// as the canvas draws it.
pub fn bend(context: &Context<'_>, scene: &Scene, link: &LinkMark) -> Vec2 {
    let bent = context.map.links().get(&link.id).and_then(|link| link.bend);
    let bent = bent.map(|(x, y)| Vec2::new(x, y)).filter(|bend| bend.is_finite());
    bent.unwrap_or_else(|| link.curve.eval(0.5) - straight_middle(scene, link))
}

/// The node on whose rim `point` lies.
fn rim_at(scene: &Scene, view: &View, point: Point) -> Option<usize> {
    let out = f64::from(RIM_OUT) / view.stand.zoom;
    let place = node_at(scene, point, out)?;
    let node = &scene.nodes[place];
    let inside = (f64::from(RIM_IN) / view.stand.zoom).min(node.radius * RIM_SHARE);
    let on_rim = !node.shape.covers(point - node.center, node.radius - inside);
    (on_rim && leads_on(node)).then_some(place)
}

/// Whether a link may start at a node: nothing leads out of a payment.
pub fn leads_on(node: &NodeMark) -> bool {
    node.shape != super::shape::NodeShape::Card
}

/// The edges of a frame at `pos`, the smallest frame first. The top one lies on its upper side only:
/// below it is the title, which moves the frame.
fn edges_at(scene: &Scene, view: &View, pos: Pos2) -> Option<Grip> {
    (0..scene.frames.len()).rev().find_map(|place| {
        let rect: Rect = view.rect_to_screen(scene.frames[place].rect);
        if !rect.expand(EDGE).contains(pos) {
            return None;
        }
        let near = |a: f32, b: f32| (a - b).abs() <= EDGE;
        let edges = Edges {
            left: near(pos.x, rect.left()),
            right: near(pos.x, rect.right()),
            top: near(pos.y, rect.top()),
            bottom: near(pos.y, rect.bottom()),
        };
        (edges != Edges::default()).then_some(Grip::Edges(place, edges))
    })
}
