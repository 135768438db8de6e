//! Links as drawn.

use std::collections::HashMap;

use kurbo::{CubicBez, ParamCurve, Point, Rect, Shape, Vec2};

use super::node::NodeMark;
use super::{change, finite, largest, scaled};
use crate::app::canvas::curve;
use crate::app::canvas::draft::Draft;
use crate::app::context::Context;
use crate::model::{Link, LinkId, NodeId};

/// Width of the link with most traffic, of links with hardly any, and of all before the first answer.
const WIDTH: (f64, f64, f64) = (15.0, 1.4, 2.2);

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

pub(super) fn link_marks(
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
pub(super) fn bend(draft: &Draft, id: &LinkId, link: &Link) -> Option<Vec2> {
    if let Some((bent, bend)) = &draft.bent
        && bent == id
    {
        return Some(*bend);
    }
    link.bend.map(|(x, y)| Vec2::new(finite(x), finite(y)))
}

/// The middle of a link's course.
pub fn middle(link: &LinkMark) -> Point {
    link.curve.eval(0.5)
}
