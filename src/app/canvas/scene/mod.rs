//! The scene: what a map and its flows look like, before any camera, colour or painter.
//!
//! Pure data in map units, so that whatever draws a map draws the same one.

mod following;
mod ground;
mod link;
mod node;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use kurbo::{Point, Rect, Vec2};

pub use self::ground::{Plots, Surveyed, Territory};
pub use self::link::{LinkMark, middle};
pub use self::node::NodeMark;
use super::draft::Draft;
use super::gate::{self, GateMark};
use super::glide::Glide;
use super::hit::Target;
use super::index::Index;
use super::territory::Survey;
use crate::app::context::Context;
use crate::model::{CompanyId, FrameId, LinkId, Map, NodeId, NoteId, Object};

/// Coordinates are kept within this, as the file's rules keep them: further out a picture breaks up.
const FARTHEST: f64 = 1e6;

/// A note as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteMark {
    /// The note.
    pub id: NoteId,
    /// Its words.
    pub text: String,
    /// Its top left corner.
    pub at: Point,
}

impl NoteMark {
    /// Width that its words are wrapped to.
    pub const WIDTH: f64 = 340.0;

    /// Whether it is a heading rather than a text: a few words on one line.
    pub fn is_heading(&self) -> bool {
        !self.text.contains('\n') && self.text.chars().count() <= 40
    }

    /// About the room it takes at a middling zoom.
    pub fn footprint(&self) -> Rect {
        let lines = 1.0 + self.text.chars().count() as f64 / 44.0;
        Rect::from_origin_size(self.at, (Self::WIDTH, lines.floor() * 19.0 + 16.0))
    }
}

/// A frame as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameMark {
    /// The frame.
    pub id: FrameId,
    /// Its title.
    pub title: String,
    /// What it encloses.
    pub rect: Rect,
}

/// The place of an object: where the map has it unless a gesture or a glide has it elsewhere.
struct Places<'a> {
    draft: &'a Draft,
    glide: &'a Glide,
}

impl Places<'_> {
    fn of(&self, object: &Object, at: (f64, f64)) -> Point {
        let at = Point::new(finite(at.0), finite(at.1));
        self.draft.moved.place(object, at) + self.glide.offset(object)
    }
}

fn finite(coordinate: f64) -> f64 {
    if coordinate.is_nan() {
        0.0
    } else {
        coordinate.clamp(-FARTHEST, FARTHEST)
    }
}

/// All that is drawn.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The companies that marks refer to by place.
    pub companies: Vec<CompanyId>,
    /// Nodes, in the order of their ids.
    pub nodes: Vec<NodeMark>,
    /// Links, in the order of their ids.
    pub links: Vec<LinkMark>,
    /// Gates on links.
    pub gates: Vec<GateMark>,
    /// Territories, the largest first, so that the small ones lie on top.
    pub territories: Vec<Territory>,
    /// Notes.
    pub notes: Vec<NoteMark>,
    /// Frames, the largest first.
    pub frames: Vec<FrameMark>,
    /// What all of it covers; `None` for the empty map.
    pub bounds: Option<Rect>,
    /// Places in `nodes` by id.
    places: HashMap<NodeId, usize>,
    survey: Survey,
    /// What the territories are to enclose, and what those there enclose.
    plots: Arc<Plots>,
    surveyed: Arc<Plots>,
    found: OnceCell<Found>,
    /// The links of each node, by place.
    ties: OnceCell<Vec<Vec<usize>>>,
}

/// Marks found by place.
#[derive(Clone, Debug)]
pub struct Found {
    /// The bodies of nodes.
    pub nodes: Index,
    /// The courses of links, as wide as they are drawn.
    pub links: Index,
    /// The middles of gates.
    pub gates: Index,
}

impl Scene {
    /// The scene of what `context` shows, with the `draft` of a gesture and a `glide` under way; what
    /// has not changed since the scene `before` is taken from there. Territories stay as they were where
    /// they take long to work out, unless that is to be done `at_once`.
    pub fn build(context: &Context<'_>, draft: &Draft, glide: &Glide, before: Self, at_once: bool) -> Self {
        let moved = &Places { draft, glide };
        let map = context.map;
        let companies: Vec<CompanyId> = map.companies().keys().cloned().collect();
        let nodes = node::node_marks(context, moved, &companies);
        let places = nodes
            .iter()
            .enumerate()
            .map(|(place, node)| (node.id.clone(), place))
            .collect();
        let links = link::link_marks(context, draft, &nodes, &places);
        let plots = Arc::new(Plots::new(&companies, &nodes));
        let mut survey = before.survey;
        let (areas, surveyed) = if at_once || plots.are_few() {
            (plots.areas(&mut survey), plots.clone())
        } else {
            let areas = ground::kept(&before.territories, &before.companies, &companies);
            (areas, before.surveyed)
        };
        let territories = ground::territories(map, &companies, areas);
        let notes = map.notes().iter().map(|(id, note)| NoteMark {
            id: id.clone(),
            text: note.text.clone(),
            at: moved.of(&Object::Note(id.clone()), note.at),
        });
        let frames = map.frames().iter().map(|(id, frame)| {
            let at = moved.of(&Object::Frame(id.clone()), frame.at);
            let size = Vec2::new(finite(frame.size.0).max(1.0), finite(frame.size.1).max(1.0));
            let resized = draft.resized.as_ref().filter(|(resized, _)| resized == id);
            FrameMark {
                id: id.clone(),
                title: frame.title.clone(),
                rect: resized.map_or_else(|| Rect::from_origin_size(at, size.to_size()), |(_, rect)| *rect),
            }
        });
        let mut scene = Self {
            notes: notes.collect(),
            frames: frames.collect(),
            bounds: None,
            companies,
            nodes,
            links,
            gates: Vec::new(),
            territories,
            places,
            survey,
            plots,
            surveyed,
            found: OnceCell::new(),
            ties: OnceCell::new(),
        };
        scene.place_gates(map);
        scene
            .frames
            .sort_by(|a, b| b.rect.area().total_cmp(&a.rect.area()));
        scene.bounds = scene.extent();
        scene
    }

    /// Where to look for marks, made when it is first asked for.
    pub fn found(&self) -> &Found {
        let wide = |link: &LinkMark| link.bounds.inflate(link.width / 2.0, link.width / 2.0);
        let spot = |gate: &GateMark| Rect::from_points(gate.center, gate.center);
        self.found.get_or_init(|| Found {
            nodes: Index::new(self.nodes.iter().map(NodeMark::body)),
            links: Index::new(self.links.iter().map(wide)),
            gates: Index::new(self.gates.iter().map(spot)),
        })
    }

    fn place_gates(&mut self, map: &Map) {
        self.found = OnceCell::new();
        self.gates = gate::place(map, &self.companies, &self.nodes, &self.links, &self.territories);
        for link in &mut self.links {
            link.gate = None;
        }
        for (place, gate) in self.gates.iter().enumerate() {
            self.links[gate.link].gate = Some(place);
        }
    }

    /// What is to be surveyed for the territories to enclose what they should, and what is known of it.
    pub fn unsurveyed(&mut self) -> Option<(Arc<Plots>, Survey)> {
        if self.is_surveyed() {
            return None;
        }
        if self.plots == self.surveyed {
            self.plots = self.surveyed.clone();
            return None;
        }
        Some((self.plots.clone(), std::mem::take(&mut self.survey)))
    }

    fn is_surveyed(&self) -> bool {
        Arc::ptr_eq(&self.plots, &self.surveyed)
    }

    /// Takes in what was surveyed.
    pub fn settle(&mut self, map: &Map, surveyed: Surveyed) {
        let Surveyed { plots, survey, areas } = surveyed;
        // Meanwhile it may have become a map that needs none.
        if self.is_surveyed() || plots.companies != self.companies {
            return;
        }
        self.survey = survey;
        self.territories = ground::territories(map, &self.companies, areas);
        self.surveyed = plots;
        self.place_gates(map);
        self.bounds = self.extent();
    }

    /// The node called `id`.
    pub fn node(&self, id: &NodeId) -> Option<&NodeMark> {
        self.places.get(id).map(|&place| &self.nodes[place])
    }

    /// The link called `id`.
    pub fn link(&self, id: &LinkId) -> Option<&LinkMark> {
        let place = self.links.binary_search_by(|link| link.id.cmp(id)).ok()?;
        Some(&self.links[place])
    }

    /// The place of a company's territory.
    fn territory(&self, id: &CompanyId) -> Option<usize> {
        let company = self.companies.binary_search(id).ok()?;
        self.territories
            .iter()
            .position(|territory| territory.company == company)
    }

    /// The drawn thing that stands for an object.
    pub fn target(&self, object: &Object) -> Option<Target> {
        match object {
            Object::Node(id) => self.places.get(id).map(|&place| Target::Node(place)),
            Object::Link(id) => self
                .links
                .binary_search_by(|link| link.id.cmp(id))
                .ok()
                .map(Target::Link),
            Object::Note(id) => self
                .notes
                .iter()
                .position(|note| note.id == *id)
                .map(Target::Note),
            Object::Frame(id) => self
                .frames
                .iter()
                .position(|frame| frame.id == *id)
                .map(Target::Frame),
            Object::Company(id) => self.territory(id).map(Target::Company),
            _ => None,
        }
    }

    /// The rectangle of an object, if it is drawn; of a company, what it hosts.
    pub fn bounds_of(&self, object: &Object) -> Option<Rect> {
        match object {
            Object::Map => self.bounds,
            Object::Node(id) => self.node(id).map(NodeMark::footprint),
            Object::Link(id) => self.link(id).map(|link| link.bounds),
            Object::Note(id) => self
                .notes
                .iter()
                .find(|note| note.id == *id)
                .map(NoteMark::footprint),
            Object::Frame(id) => self
                .frames
                .iter()
                .find(|frame| frame.id == *id)
                .map(|frame| frame.rect),
            Object::Company(id) => self.territories[self.territory(id)?].area.bounds(),
            Object::Segment(_) | Object::Scenario(_) => None,
        }
    }

    fn extent(&self) -> Option<Rect> {
        let nodes = self.nodes.iter().map(NodeMark::footprint);
        let territories = self
            .territories
            .iter()
            .filter_map(|territory| territory.area.bounds());
        let frames = self.frames.iter().map(|frame| frame.rect);
        let notes = self.notes.iter().map(NoteMark::footprint);
        // Territories that are still to come shall not make the view too small.
        let to_come = (!self.is_surveyed()).then(|| self.plots.extent()).flatten();
        nodes
            .chain(to_come)
            .chain(territories)
            .chain(frames)
            .chain(notes)
            .reduce(|a, b| a.union(b))
    }
}

/// Where a scenario is shown and both are solved: how much more than today.
fn change(
    context: &Context<'_>,
    now: Option<f64>,
    today: impl Fn(&crate::solver::Solution) -> Option<f64>,
) -> Option<f64> {
    if !context.compares() {
        return None;
    }
    Some(now? - context.today.and_then(today)?)
}

fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.filter(|value| value.is_finite()).fold(0.0, f64::max)
}

/// A size that grows with the square root of `value`, from `smallest` to `largest` at `most`, and a
/// little beyond where a scenario brings more than today ever had.
fn scaled(value: Option<f64>, most: f64, (largest, smallest, unknown): (f64, f64, f64)) -> f64 {
    match value.filter(|value| value.is_finite()) {
        Some(value) if most > 0.0 => {
            (largest * (value.max(0.0) / most).sqrt()).clamp(smallest, 1.3 * largest)
        }
        Some(_) => smallest,
        None => unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_grows_with_traffic() {
        let sizes = (50.0, 15.0, 26.0);
        assert_eq!(scaled(Some(100.0), 100.0, sizes), 50.0);
        assert_eq!(scaled(Some(25.0), 100.0, sizes), 25.0);
        assert_eq!(scaled(Some(0.0), 100.0, sizes), 15.0);
        assert_eq!(scaled(Some(1e9), 100.0, sizes), 65.0);
        assert_eq!(scaled(None, 100.0, sizes), 26.0);
        assert_eq!(scaled(Some(f64::NAN), 100.0, sizes), 26.0);
        assert_eq!(scaled(Some(1.0), 0.0, sizes), 15.0);
    }

    #[test]
    fn coordinates_are_kept_finite() {
        assert_eq!(finite(f64::NAN), 0.0);
        assert_eq!(finite(f64::NEG_INFINITY), -FARTHEST);
        assert_eq!(finite(12.5), 12.5);
    }
}
