//! What lies under a point of the screen.

use egui::{Pos2, Rect};
use kurbo::{CubicBez, ParamCurveNearest, Point};

use super::camera::View;
use super::gate;
use super::scene::Scene;
use crate::model::Object;

/// How far from the middle of a gate a click still means it, in points: gates stay easy to hit
/// however small they are drawn.
pub const GATE_REACH: f32 = 12.0;
/// How far from a line a click still means it, in points.
const LINE_REACH: f32 = 6.0;
/// How far outside a node a click still means it, in points.
const NODE_REACH: f32 = 3.0;
/// Height of the title of a frame, which is its handle, in points.
pub const FRAME_TITLE: f32 = 24.0;

/// A drawn thing, by place in the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Target {
    Node(usize),
    Gate(usize),
    Link(usize),
    Note(usize),
    Frame(usize),
    /// A company by its name on its territory.
    Company(usize),
}

impl Target {
    /// The object of the map it stands for: a gate stands for its link.
    pub fn object(self, scene: &Scene) -> Option<Object> {
        let link = |place: usize| scene.links.get(place).map(|link| Object::Link(link.id.clone()));
        match self {
            Self::Node(place) => scene.nodes.get(place).map(|node| Object::Node(node.id.clone())),
            Self::Gate(place) => scene.gates.get(place).and_then(|gate| link(gate.link)),
            Self::Link(place) => link(place),
            Self::Note(place) => scene.notes.get(place).map(|note| Object::Note(note.id.clone())),
            Self::Frame(place) => scene
                .frames
                .get(place)
                .map(|frame| Object::Frame(frame.id.clone())),
            Self::Company(place) => {
                let company = scene.territories.get(place)?.company;
                Some(Object::Company(scene.companies.get(company)?.clone()))
            }
        }
    }
}

/// Something written on the canvas that stands for an object, where it was last drawn.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its place on screen.
    pub rect: Rect,
    /// What it stands for.
    pub object: Object,
}

/// The topmost thing at `pos`, the small before the large: gates, nodes, names of companies, links, what else
/// is written, frames.
pub fn hit(scene: &Scene, view: &View, written: &[Written], pos: Pos2) -> Option<Target> {
    let point = view.to_map(pos);
    let units = |points: f32| f64::from(points) / view.stand.zoom;
    gate_at(scene, point, units(GATE_REACH).max(gate::RADIUS))
        .or_else(|| node_at(scene, point, units(NODE_REACH)).map(Target::Node))
        .or_else(|| written_at(scene, written, pos).filter(|target| matches!(target, Target::Company(_))))
        .or_else(|| link_at(scene, point, units(LINE_REACH)))
        .or_else(|| written_at(scene, written, pos))
        .or_else(|| {
            let frame = |place: &usize| frame_handles(view.rect_to_screen(scene.frames[*place].rect), pos);
            (0..scene.frames.len()).rev().find(frame).map(Target::Frame)
        })
}

fn gate_at(scene: &Scene, point: Point, reach: f64) -> Option<Target> {
    let near = scene.found().gates.about(point, reach).into_iter();
    let distances = near.map(|place| (place, (scene.gates[place].center - point).hypot2()));
    let nearest = distances.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (nearest.1 <= reach * reach).then_some(Target::Gate(nearest.0))
}

/// The topmost node at a point of the map, or up to `reach` beside it.
pub fn node_at(scene: &Scene, point: Point, reach: f64) -> Option<usize> {
    let covers = |place: &usize| {
        let node = &scene.nodes[*place];
        node.shape.covers(point - node.center, node.radius + reach)
    };
    // Corners stick out a little farther than the radius does.
    let near = scene.found().nodes.about(point, 1.2 * reach);
    near.into_iter().rev().find(covers)
}

fn link_at(scene: &Scene, point: Point, reach: f64) -> Option<Target> {
    let near = |place: usize| {
        let link = &scene.links[place];
        let within = reach.max(link.width / 2.0);
        let distance = link
            .bounds
            .inflate(within, within)
            .contains(point)
            .then(|| distance(&link.curve, point))?;
        (distance <= within).then_some((place, distance))
    };
    let candidates = scene
        .found()
        .links
        .about(point, reach)
        .into_iter()
        .filter_map(near);
    candidates
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(place, _)| Target::Link(place))
}

fn distance(curve: &CubicBez, point: Point) -> f64 {
    curve.nearest(point, 0.1).distance_sq.sqrt()
}

fn written_at(scene: &Scene, written: &[Written], pos: Pos2) -> Option<Target> {
    let found = written.iter().rev().find(|written| written.rect.contains(pos))?;
    scene.target(&found.object)
}

/// Whether `pos` is on the title or the border of a frame: its inside belongs to what it encloses.
fn frame_handles(frame: Rect, pos: Pos2) -> bool {
    let title = Rect::from_min_size(
        frame.min,
        egui::vec2(frame.width(), FRAME_TITLE.min(frame.height())),
    );
    let on_border = frame.expand(LINE_REACH).contains(pos) && !frame.shrink(LINE_REACH).contains(pos);
    title.contains(pos) || on_border
}
