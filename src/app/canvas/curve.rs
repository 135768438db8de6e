//! The course of links: curved, from rim to rim, those between the same two nodes fanned apart.

use std::collections::{BTreeMap, HashMap};

use kurbo::{CubicBez, ParamCurve, Point, Vec2};

use super::scene::NodeMark;

/// Distance between links of the same two nodes, at the middle of their way.
const LANE: f64 = 30.0;
/// How far links bow out, as shares of their length: the first that keeps clear of other nodes.
const BOWS: [f64; 9] = [0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25, 0.0];
/// No link bows out farther than this, however long it is.
const FARTHEST_BOW: f64 = 260.0;
/// Space between the end of a link and the rim of a node.
const GAP: f64 = 3.0;
/// Above this many links none of them looks for a way round other nodes: it would be lost in the
/// crowd, and the canvas must not wait for it.
const MOST_ROUTED: usize = 800;

/// The courses of all links; `ends` gives each link's nodes by their place in `nodes`, `bends` how far
/// its middle is to lie from that of the straight line, where somebody has bent it.
///
/// A link whose nodes cover each other has a course of a point.
pub fn courses(nodes: &[NodeMark], ends: &[(usize, usize)], bends: &[Option<Vec2>]) -> Vec<CubicBez> {
    let obstacles = are_routed(ends.len()).then(|| Obstacles::new(nodes));
    courses_round(nodes, ends, bends, obstacles)
}

/// Whether links look for a way round other nodes where there are so many.
pub fn are_routed(links: usize) -> bool {
    links <= MOST_ROUTED
}

/// The courses of some of so many links that none looks for a way round other nodes: of all those between
/// the same two nodes, in their order.
pub fn direct(nodes: &[NodeMark], ends: &[(usize, usize)], bends: &[Option<Vec2>]) -> Vec<CubicBez> {
    courses_round(nodes, ends, bends, None)
}

fn courses_round(
    nodes: &[NodeMark],
    ends: &[(usize, usize)],
    bends: &[Option<Vec2>],
    obstacles: Option<Obstacles<'_>>,
) -> Vec<CubicBez> {
    // Links of the same two nodes, whichever way they lead, share the ways between them.
    let mut bundles: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (link, &(from, to)) in ends.iter().enumerate() {
        bundles
            .entry((from.min(to), from.max(to)))
            .or_default()
            .push(link);
    }
    let mut courses = vec![CubicBez::new(Point::ZERO, Point::ZERO, Point::ZERO, Point::ZERO); ends.len()];
    for ((low, high), mut links) in bundles {
        // Those that lead one way lie side by side.
        links.sort_by_key(|&link| (ends[link].0, link));
        let (a, b) = (&nodes[low], &nodes[high]);
        let distance = (b.center - a.center).hypot();
        let lane = |place: usize| (place as f64 - (links.len() - 1) as f64 / 2.0) * LANE;
        let bow = |share: f64| {
            let share = if links.len() == 1 { share } else { share - BOWS[0] };
            (share * distance).clamp(-FARTHEST_BOW, FARTHEST_BOW)
        };
        let trespass = |share: &&f64| -> f64 {
            let Some(obstacles) = &obstacles else { return 0.0 };
            (0..links.len())
                .map(|place| {
                    obstacles.trespass(&arc(a.center, b.center, bow(**share) + lane(place)), (low, high))
                })
                .sum()
        };
        let share = cheapest(&BOWS, trespass);
        for (place, &link) in links.iter().enumerate() {
            let whole = match bends[link] {
                Some(bend) => bent(a.center, b.center, bend),
                None => arc(a.center, b.center, bow(share) + lane(place)),
            };
            let forward = trim(whole, a, b);
            courses[link] = if ends[link].0 == low {
                forward
            } else {
                reversed(forward)
            };
        }
    }
    courses
}

/// The first of `choices` that costs nothing, else the first of the cheapest.
fn cheapest(choices: &[f64], cost: impl Fn(&&f64) -> f64) -> f64 {
    let mut best = (f64::INFINITY, 0.0);
    for choice in choices {
        let cost = cost(&choice);
        if cost < best.0 {
            best = (cost, *choice);
        }
        if cost <= 0.0 {
            break;
        }
    }
    best.1
}

/// A curve from `a` to `b` whose middle lies `bow` to the right of the straight line.
fn arc(a: Point, b: Point, bow: f64) -> CubicBez {
    let along = b - a;
    let length = along.hypot();
    let right = if length > 0.0 {
        Vec2::new(-along.y, along.x) / length
    } else {
        Vec2::ZERO
    };
    bent(a, b, right * bow)
}

/// A curve from `a` to `b` whose middle lies `bend` from that of the straight line.
fn bent(a: Point, b: Point, bend: Vec2) -> CubicBez {
    let along = b - a;
    // The middle of a cubic is three quarters of the way to its control points.
    let out = bend * (4.0 / 3.0);
    CubicBez::new(a, a + along * 0.3 + out, b - along * 0.3 + out, b)
}

fn reversed(curve: CubicBez) -> CubicBez {
    CubicBez::new(curve.p3, curve.p2, curve.p1, curve.p0)
}

/// The part of a curve between the rims of the nodes at its ends.
fn trim(curve: CubicBez, a: &NodeMark, b: &NodeMark) -> CubicBez {
    let covers = |node: &NodeMark, t: f64| node.shape.covers(curve.eval(t) - node.center, node.radius + GAP);
    let start = boundary(0.0, 0.5, |t| covers(a, t));
    let end = boundary(1.0, 0.5, |t| covers(b, t));
    if start >= end {
        let middle = curve.eval(0.5);
        return CubicBez::new(middle, middle, middle, middle);
    }
    curve.subsegment(start..end)
}

/// Between `inside`, where `test` holds, and `outside`, where it does not: the place where it ends.
pub fn boundary(mut inside: f64, mut outside: f64, test: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..13 {
        let middle = (inside + outside) / 2.0;
        if test(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    outside
}

/// The nodes that a link should go round, found by place.
struct Obstacles<'a> {
    nodes: &'a [NodeMark],
    cells: HashMap<(i64, i64), Vec<usize>>,
}

/// Side of a cell: a node with its name fits into it and its neighbours.
const CELL: f64 = 160.0;
/// Space that a link leaves to a node it passes.
const CLEARANCE: f64 = 8.0;

impl<'a> Obstacles<'a> {
    fn new(nodes: &'a [NodeMark]) -> Self {
        let mut cells: HashMap<_, Vec<_>> = HashMap::new();
        for (place, node) in nodes.iter().enumerate() {
            let reach = node.footprint();
            let (x0, y0) = cell(Point::new(reach.x0, reach.y0));
            let (x1, y1) = cell(Point::new(reach.x1, reach.y1));
            for x in x0..=x1 {
                for y in y0..=y1 {
                    cells.entry((x, y)).or_default().push(place);
                }
            }
        }
        Self { nodes, cells }
    }

    /// How much of a curve lies on nodes other than those at its ends; names count less than nodes.
    fn trespass(&self, curve: &CubicBez, ends: (usize, usize)) -> f64 {
        const SAMPLES: u32 = 28;
        (1..SAMPLES)
            .map(|step| {
                let point = curve.eval(f64::from(step) / f64::from(SAMPLES));
                let near = self.cells.get(&cell(point)).map_or(&[][..], Vec::as_slice);
                near.iter()
                    .filter(|place| **place != ends.0 && **place != ends.1)
                    .map(|place| {
                        let node = &self.nodes[*place];
                        if node.shape.covers(point - node.center, node.radius + CLEARANCE) {
                            1.0
                        } else if node.footprint().contains(point) {
                            0.25
                        } else {
                            0.0
                        }
                    })
                    .sum::<f64>()
            })
            .sum()
    }
}

fn cell(point: Point) -> (i64, i64) {
    ((point.x / CELL).floor() as i64, (point.y / CELL).floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::canvas::shape::NodeShape;

    fn node(x: f64, y: f64) -> NodeMark {
        NodeMark {
            id: format!("{x} {y}").into(),
            name: String::new(),
            shape: NodeShape::Circle,
            center: Point::new(x, y),
            radius: 30.0,
            owner: None,
            host: None,
            visits: None,
            change: None,
        }
    }

    #[test]
    fn a_course_leads_from_rim_to_rim() {
        let nodes = [node(0.0, 0.0), node(400.0, 100.0)];
        for (course, (from, to)) in courses(&nodes, &[(0, 1), (1, 0)], &[None, None])
            .iter()
            .zip([(0, 1), (1, 0)])
        {
            for (end, place) in [(course.p0, from), (course.p3, to)] {
                let distance = (end - nodes[place].center).hypot();
                assert!((distance - 30.0 - GAP).abs() < 0.1, "{distance}");
            }
        }
    }

    #[test]
    fn links_of_the_same_nodes_keep_apart() {
        let nodes = [node(0.0, 0.0), node(400.0, 0.0)];
        let ends = [(0, 1), (1, 0), (0, 1), (1, 0)];
        let mut middles: Vec<f64> = courses(&nodes, &ends, &[None; 4])
            .iter()
            .map(|course| course.eval(0.5).y)
            .collect();
        middles.sort_by(f64::total_cmp);
        assert!(
            middles.windows(2).all(|pair| pair[1] - pair[0] > LANE * 0.9),
            "{middles:?}"
        );
    }

    #[test]
    fn a_bent_link_leads_through_its_point_from_rim_to_rim_and_leaves_the_others_where_they_are() {
        let nodes = [node(0.0, 0.0), node(400.0, 0.0)];
        let ends = [(0, 1), (1, 0)];
        let straight = courses(&nodes, &ends, &[None, None]);
        for bend in [Vec2::new(0.0, 150.0), Vec2::new(-60.0, -40.0), Vec2::ZERO] {
            let bent = courses(&nodes, &ends, &[None, Some(bend)]);
            let point = Point::new(200.0, 0.0) + bend;
            let nearest = kurbo::ParamCurveNearest::nearest(&bent[1], point, 1e-6);
            assert!(nearest.distance_sq < 1e-6, "{bend:?}: {nearest:?}");
            for (end, place) in [(bent[1].p0, 1), (bent[1].p3, 0)] {
                let distance = (end - nodes[place].center).hypot();
                assert!((distance - 30.0 - GAP).abs() < 0.1, "{bend:?}: {distance}");
            }
            assert_eq!(bent[0], straight[0]);
        }
    }

    #[test]
    fn a_link_goes_round_a_node_in_its_way() {
        let nodes = [node(0.0, 0.0), node(600.0, 0.0), node(300.0, 0.0)];
        let course = courses(&nodes, &[(0, 1)], &[None])[0];
        let nearest = (0..=100)
            .map(|step| (course.eval(f64::from(step) / 100.0) - nodes[2].center).hypot())
            .fold(f64::INFINITY, f64::min);
        assert!(nearest > nodes[2].radius, "{nearest}");
    }

    #[test]
    fn nodes_that_cover_each_other_have_a_link_of_no_length() {
        let course = courses(&[node(0.0, 0.0), node(10.0, 0.0)], &[(0, 1)], &[None])[0];
        assert!(course.p0 == course.p3 && course.p0.is_finite());
    }
}
