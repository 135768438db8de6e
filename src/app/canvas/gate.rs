//! Gates: where a link passes a wall, on every closed link, and on every link that a scenario opens.

use std::collections::HashMap;
use std::sync::Arc;

use kurbo::{ParamCurve, ParamCurveDeriv, Point, Vec2};

use super::area::Area;
use super::curve::boundary;
use super::scene::{LinkMark, NodeMark, Territory};
use crate::model::{CompanyId, Map};

/// Radius of a gate.
pub const RADIUS: f64 = 13.0;
/// How finely a course is searched for the wall.
const SAMPLES: usize = 32;
/// Tries to move a gate along its link away from others.
const TRIES: usize = 12;

/// A gate as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct GateMark {
    /// Its link, by place in the scene's links.
    pub link: usize,
    /// Its middle.
    pub center: Point,
    /// The way through it, of length 1.
    pub way: Vec2,
    /// Whether one can pass.
    pub open: bool,
    /// The companies that must agree to open it, by place in the scene's companies.
    pub keepers: Vec<usize>,
}

/// The areas of hosts.
pub struct Areas<'a>(HashMap<usize, &'a Arc<Area>>);

impl<'a> Areas<'a> {
    /// Those of `territories`.
    pub fn new(territories: &'a [Territory]) -> Self {
        let areas = territories.iter();
        Self(
            areas
                .map(|territory| (territory.company, &territory.area))
                .collect(),
        )
    }

    fn of(&self, host: Option<usize>) -> Option<&Arc<Area>> {
        self.0.get(&host?).copied()
    }

    /// Where on its course a link of nodes with different hosts passes a wall.
    fn passage(&self, link: &LinkMark, from: Option<usize>, to: Option<usize>) -> f64 {
        // The keeper of a gate is as a rule the one who is left, so it stands in that wall.
        match (self.of(from), self.of(to)) {
            (Some(wall), _) => crossing(|t| wall.contains(link.curve.eval(t))),
            (None, Some(wall)) => 1.0 - crossing(|t| wall.contains(link.curve.eval(1.0 - t))),
            (None, None) => 0.5,
        }
    }
}

/// The gates of all links that need one: shut ones first placed, as they must be found first.
pub fn place(
    map: &Map,
    companies: &[CompanyId],
    nodes: &[NodeMark],
    links: &[LinkMark],
    territories: &[Territory],
) -> Vec<GateMark> {
    let areas = Areas::new(territories);
    let mut gated: Vec<(usize, f64)> = Vec::new();
    for (place, link) in links.iter().enumerate() {
        let (from, to) = (nodes[link.from].host, nodes[link.to].host);
        if from != to {
            gated.push((place, areas.passage(link, from, to)));
        } else if !link.open || is_changed(map, link) {
            gated.push((place, 0.5));
        }
    }
    gated.sort_by_key(|(place, _)| links[*place].open);
    let mut gates: Vec<GateMark> = Vec::new();
    let mut grid = Grid::default();
    for (place, at) in gated {
        let link = &links[place];
        let at = free_place(link, at, &grid);
        let keepers = map
            .links()
            .get(&link.id)
            .map(|link| map.gatekeepers(link))
            .unwrap_or_default();
        let mut gate = GateMark {
            link: place,
            center: Point::ZERO,
            way: Vec2::ZERO,
            open: link.open,
            keepers: keepers
                .iter()
                .filter_map(|id| companies.binary_search(id).ok())
                .collect(),
        };
        gate.stand(link, at);
        grid.take(gate.center);
        gates.push(gate);
    }
    gates
}

impl GateMark {
    fn stand(&mut self, link: &LinkMark, at: f64) {
        self.center = link.curve.eval(at);
        let way = link.curve.deriv().eval(at).to_vec2();
        self.way = if way.hypot() > 0.0 {
            way.normalize()
        } else {
            Vec2::new(1.0, 0.0)
        };
    }

    /// Goes along with its link as one of the nodes at its ends is moved; others are not in its way as long.
    pub fn follow(&mut self, nodes: &[NodeMark], link: &LinkMark, areas: &Areas<'_>) {
        let (from, to) = (nodes[link.from].host, nodes[link.to].host);
        let at = if from == to {
            0.5
        } else {
            areas.passage(link, from, to)
        };
        self.stand(link, free_place(link, at, &Grid::default()));
    }
}

/// Whether the link is open in what is shown and closed today: what a click opened, a click must be able
/// to close.
fn is_changed(map: &Map, link: &LinkMark) -> bool {
    map.links()
        .get(&link.id)
        .is_some_and(|today| today.open != link.open)
}

/// The place on a course where it leaves for good the area that `inside` tells; the middle if it is
/// never in, or never out.
fn crossing(inside: impl Fn(f64) -> bool) -> f64 {
    let at = |step: usize| step as f64 / SAMPLES as f64;
    let last = (0..SAMPLES).rev().find(|&step| inside(at(step)));
    match last {
        Some(step) if !inside(at(step + 1)) => boundary(at(step), at(step + 1), inside),
        _ => 0.5,
    }
}

/// `wanted`, or the nearest place on the link where no other gate is in the way.
fn free_place(link: &LinkMark, wanted: f64, grid: &Grid) -> f64 {
    let length = (link.curve.p3 - link.curve.p0).hypot().max(1.0);
    let step = RADIUS * 0.8 / length;
    // A gate must not lie on the rim of a node.
    let ends = (RADIUS * 1.6 / length).min(0.5);
    let kept = |t: f64| t.clamp(ends, 1.0 - ends);
    let tries = (0..TRIES)
        .flat_map(|n| [n as f64, -(n as f64)])
        .map(|n| kept(wanted + n * step));
    tries
        .into_iter()
        .find(|&t| grid.is_free(link.curve.eval(t)))
        .unwrap_or_else(|| kept(wanted))
}

/// The places taken, by cells of a gate's diameter.
#[derive(Default)]
struct Grid {
    taken: HashMap<(i64, i64), Vec<Point>>,
}

impl Grid {
    const CELL: f64 = 2.2 * RADIUS;

    fn cell(point: Point) -> (i64, i64) {
        (
            (point.x / Self::CELL).floor() as i64,
            (point.y / Self::CELL).floor() as i64,
        )
    }

    fn take(&mut self, point: Point) {
        self.taken.entry(Self::cell(point)).or_default().push(point);
    }

    fn is_free(&self, point: Point) -> bool {
        let (x, y) = Self::cell(point);
        let cells = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        cells
            .filter_map(|cell| self.taken.get(&cell))
            .flatten()
            .all(|other| (*other - point).hypot() >= Self::CELL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_stands_where_the_course_leaves_for_good() {
        // In, out, in again, out.
        let inside = |t: f64| t < 0.2 || (0.5..0.7).contains(&t);
        assert!((crossing(inside) - 0.7).abs() < 1e-4);
        assert_eq!(crossing(|_| false), 0.5);
    }
}
