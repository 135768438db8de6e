//! The scene: what a map and its flows look like, before any camera, colour or painter.
//!
//! Pure data in map units, so that whatever draws a map draws the same one.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use kurbo::{CubicBez, ParamCurve, Point, Rect, Shape, Vec2};

use super::area::Area;
use super::curve;
use super::draft::Draft;
use super::gate::{self, GateMark};
use super::glide::Glide;
use super::hit::Target;
use super::shape::NodeShape;
use super::territory::Survey;
use crate::app::context::Context;
use crate::model::{CompanyId, FrameId, Link, LinkId, Map, Node, NodeId, NoteId, Object};

/// Radius of the node with most traffic, of nodes with hardly any, and of all before the first answer.
const RADIUS: (f64, f64, f64) = (54.0, 19.0, 28.0);
/// Width of the link with most traffic, of links with hardly any, and of all before the first answer.
const WIDTH: (f64, f64, f64) = (15.0, 1.4, 2.2);
/// Above this many nodes the walls of territories do not follow a drag while it lasts.
const MOST_LIVE_WALLS: usize = 400;
/// Coordinates are kept within this, as the file's rules keep them: further out a picture breaks up.
const FARTHEST: f64 = 1e6;

/// A node as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeMark {
    /// The node.
    pub id: NodeId,
    /// Its name.
    pub name: String,
    /// Its outline; tells the kind.
    pub shape: NodeShape,
    /// Its middle.
    pub center: Point,
    /// Half the size of a circle of its area; the area grows with the traffic.
    pub radius: f64,
    /// Its owner, by place in [`Scene::companies`].
    pub owner: Option<usize>,
    /// Its host, likewise.
    pub host: Option<usize>,
    /// Visits per period, once solved.
    pub visits: Option<f64>,
    /// Visits more than today, where a scenario is shown.
    pub change: Option<f64>,
}

impl NodeMark {
    /// The rectangle the shape fills.
    pub fn body(&self) -> Rect {
        self.body_of(self.radius)
    }

    fn body_of(&self, radius: f64) -> Rect {
        let half = self.shape.half_size(radius);
        Rect::from_points(self.center - half, self.center + half)
    }

    /// The ground it has of a territory: as the footprint, but of a radius in whole steps, so that
    /// walls stay where they are when its traffic changes a little.
    fn plot(&self) -> Rect {
        const STEP: f64 = 6.0;
        let radius = (self.radius / STEP).ceil() * STEP;
        self.footprint_of(radius)
    }

    /// The shape and, below it, room for its name and number at a middling zoom.
    pub fn footprint(&self) -> Rect {
        self.footprint_of(self.radius)
    }

    fn footprint_of(&self, radius: f64) -> Rect {
        let wide: f64 = self
            .name
            .chars()
            .map(|c| if c.is_ascii() { 7.6 } else { 14.0 })
            .sum();
        let half = (wide / 2.0).clamp(20.0, 90.0);
        let body = self.body_of(radius);
        Rect::new(
            body.x0.min(self.center.x - half),
            body.y0,
            body.x1.max(self.center.x + half),
            body.y1 + 38.0,
        )
    }
}

/// A link as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkMark {
    /// The link.
    pub id: LinkId,
    /// The node it starts at, by place in [`Scene::nodes`].
    pub from: usize,
    /// The node it leads to, likewise.
    pub to: usize,
    /// Its course from rim to rim.
    pub curve: CubicBez,
    /// What the course covers.
    pub bounds: Rect,
    /// Its width, which grows with the flow.
    pub width: f64,
    /// Its gate, by place in [`Scene::gates`].
    pub gate: Option<usize>,
    /// Whether it is open in what is shown.
    pub open: bool,
    /// Whether that differs from today.
    pub toggled: bool,
    /// Visits per period, once solved.
    pub visits: Option<f64>,
    /// Visits more than today, where a scenario is shown.
    pub change: Option<f64>,
}

impl LinkMark {
    /// Whether any of its course may lie in `rect`. Long links span a large part of the map and lie
    /// in little of it.
    pub fn may_cross(&self, rect: Rect) -> bool {
        if !self.bounds.overlaps(rect) {
            return false;
        }
        let CubicBez { p0, p1, p2, p3 } = self.curve;
        // The distance from the straight line between the ends, times the length of that.
        let off = |point: Point| (p3 - p0).cross(point - p0);
        let span = |values: &[f64]| {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            (least, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        };
        let (low, high) = span(&[0.0, off(p1), off(p2)]);
        let corners = [
            (rect.x0, rect.y0),
            (rect.x1, rect.y0),
            (rect.x1, rect.y1),
            (rect.x0, rect.y1),
        ];
        let (near, far) = span(&corners.map(|corner| off(corner.into())));
        near <= high && far >= low
    }
}

/// What a company hosts, walled in.
#[derive(Clone, Debug)]
pub struct Territory {
    /// The host, by place in [`Scene::companies`].
    pub company: usize,
    /// Its name.
    pub name: String,
    /// Its ground.
    pub area: Arc<Area>,
}

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
}

impl Scene {
    /// The scene of what `context` shows, with the `draft` of a gesture and a `glide` under way; what
    /// has not changed since the scene `before` is taken from there.
    pub fn build(context: &Context<'_>, draft: &Draft, glide: &Glide, before: Self) -> Self {
        let moved = &Places { draft, glide };
        let mut survey = before.survey;
        let map = context.map;
        let companies: Vec<CompanyId> = map.companies().keys().cloned().collect();
        let nodes = node_marks(context, moved, &companies);
        let places = nodes
            .iter()
            .enumerate()
            .map(|(place, node)| (node.id.clone(), place))
            .collect();
        let mut links = link_marks(context, draft, &nodes, &places);
        // On a large map the walls wait until what is dragged is put down: working them out anew would
        // cost the drag its smoothness.
        let waits = !draft.moved.objects.is_empty() && nodes.len() > MOST_LIVE_WALLS;
        let territories = if waits && companies == before.companies {
            before.territories
        } else {
            territories(map, &companies, &nodes, &mut survey)
        };
        let gates = gate::place(map, &companies, &nodes, &links, &territories);
        for (place, gate) in gates.iter().enumerate() {
            links[gate.link].gate = Some(place);
        }
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
            gates,
            territories,
            places,
            survey,
        };
        scene
            .frames
            .sort_by(|a, b| b.rect.area().total_cmp(&a.rect.area()));
        scene.bounds = scene.extent();
        scene
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
            Object::Company(id) => {
                let of = |territory: &Territory| self.companies[territory.company] == *id;
                self.territories.iter().position(of).map(Target::Company)
            }
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
            Object::Company(id) => {
                let of = |territory: &&Territory| self.companies[territory.company] == *id;
                self.territories
                    .iter()
                    .find(of)
                    .and_then(|territory| territory.area.bounds())
            }
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
        nodes
            .chain(territories)
            .chain(frames)
            .chain(notes)
            .reduce(|a, b| a.union(b))
    }
}

fn node_marks(context: &Context<'_>, moved: &Places<'_>, companies: &[CompanyId]) -> Vec<NodeMark> {
    let map = context.map;
    let place = |id: Option<&CompanyId>| id.and_then(|id| companies.binary_search(id).ok());
    let scale = context.today.or(context.now);
    let most = scale.map_or(0.0, |solution| {
        largest(solution.nodes.iter().map(|(_, flow)| flow.visits))
    });
    let mark = |(id, node): (&NodeId, &Node)| {
        let visits = context
            .now
            .and_then(|now| Some(now.nodes.get(id.as_str())?.visits));
        NodeMark {
            id: id.clone(),
            name: node.name.clone(),
            shape: NodeShape::of(&node.kind),
            center: moved.of(&Object::Node(id.clone()), node.at),
            radius: scaled(visits, most, RADIUS),
            owner: place(node.owner.as_ref()),
            host: place(map.host(node)),
            visits,
            change: change(context, visits, |today| {
                Some(today.nodes.get(id.as_str())?.visits)
            }),
        }
    };
    let shown = map.nodes().iter().filter(|(_, node)| context.is_shown(node));
    shown.map(mark).collect()
}

fn link_marks(
    context: &Context<'_>,
    draft: &Draft,
    nodes: &[NodeMark],
    places: &HashMap<NodeId, usize>,
) -> Vec<LinkMark> {
    // Links to nowhere and loops break a rule, which the problems name; there is no way to draw them.
    let drawn: Vec<(&LinkId, &Link, (usize, usize))> = context
        .map
        .links()
        .iter()
        .filter_map(|(id, link)| Some((id, link, (*places.get(&link.from)?, *places.get(&link.to)?))))
        .filter(|(_, _, (from, to))| from != to)
        .collect();
    let ends: Vec<(usize, usize)> = drawn.iter().map(|(_, _, ends)| *ends).collect();
    let bends: Vec<Option<Vec2>> = drawn.iter().map(|(id, link, _)| bend(draft, id, link)).collect();
    let courses = curve::courses(nodes, &ends, &bends);
    let scale = context.today.or(context.now);
    let most = scale.map_or(0.0, |solution| {
        largest(solution.links.iter().map(|(_, flow)| flow.visits))
    });
    let mark = |((id, link, (from, to)), curve): ((&LinkId, &Link, (usize, usize)), CubicBez)| {
        let visits = context
            .now
            .and_then(|now| Some(now.links.get(id.as_str())?.visits));
        let open = context.is_open(id, link);
        let narrowest = nodes[from].radius.min(nodes[to].radius);
        LinkMark {
            id: id.clone(),
            from,
            to,
            curve,
            bounds: curve.bounding_box(),
            gate: None,
            width: scaled(visits.filter(|_| open), most, WIDTH).min(narrowest),
            open,
            toggled: open != link.open,
            visits,
            change: change(context, visits, |today| {
                Some(today.links.get(id.as_str())?.visits)
            }),
        }
    };
    drawn.into_iter().zip(courses).map(mark).collect()
}

/// How a link is bent: as the gesture has it, else as the map has it.
fn bend(draft: &Draft, id: &LinkId, link: &Link) -> Option<Vec2> {
    if let Some((bent, bend)) = &draft.bent
        && bent == id
    {
        return Some(*bend);
    }
    link.bend.map(|(x, y)| Vec2::new(finite(x), finite(y)))
}

fn territories(
    map: &Map,
    companies: &[CompanyId],
    nodes: &[NodeMark],
    survey: &mut Survey,
) -> Vec<Territory> {
    let mut hosted: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
    let mut free = Vec::new();
    for node in nodes {
        match node.host {
            Some(host) => hosted.entry(host).or_default().push(node.plot()),
            None => free.push(node.plot()),
        }
    }
    let territories = survey
        .areas(&hosted, &free)
        .into_iter()
        .map(|(company, area)| Territory {
            company,
            name: map
                .companies()
                .get(&companies[company])
                .map_or_else(String::new, |c| c.name.clone()),
            area,
        });
    let mut territories: Vec<Territory> = territories.collect();
    let size = |territory: &Territory| territory.area.bounds().map_or(0.0, |bounds| bounds.area());
    territories.sort_by(|a, b| size(b).total_cmp(&size(a)));
    territories
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

/// The middle of a link's course.
pub fn middle(link: &LinkMark) -> Point {
    link.curve.eval(0.5)
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
