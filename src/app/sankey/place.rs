//! Where nodes and bands of the diagram lie.

use egui::{Pos2, Rect, pos2, vec2};

use super::{Drawn, Flow};

/// Width of a node's bar.
const BAR: f32 = 10.0;
/// A node takes at least this height, so that its name has a line of its own.
const LINE: f32 = 17.0;
/// Between two nodes of a column.
const GAP: f32 = 3.0;
/// Between two bands that run back below.
const LANE_GAP: f32 = 4.0;
/// A band that runs back bends with at least this radius.
const BEND: f32 = 8.0;
/// Times that nodes are moved towards those they flow to and from.
const ROUNDS: usize = 24;
/// Steps of a curve.
const STEPS: usize = 24;

/// A node's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Bar {
    /// The bar, as high as what passes.
    pub(in crate::app) rect: Rect,
    /// The room that no other node of the column enters: at least a line of text.
    pub(in crate::app) slot: Rect,
}

/// A flow's place.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Band {
    /// Its middle, from start to end.
    pub(in crate::app) middle: Vec<Pos2>,
    /// How wide it is across.
    pub(in crate::app) width: f32,
    /// Whether it runs back below.
    pub(in crate::app) back: bool,
}

/// The places of all nodes and flows, in their order in the graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Chart {
    pub(in crate::app) bars: Vec<Bar>,
    pub(in crate::app) bands: Vec<Band>,
    /// From the left edge of one column to that of the next.
    pub(in crate::app) pitch: f32,
}

/// How many nodes fit below each other into `height`.
pub(in crate::app) fn most_nodes(height: f32) -> usize {
    ((height / (LINE + GAP)) as usize).max(2)
}

/// Places the graph in `area`; `margin` is kept free at the right for the names of the last column.
///
/// The heights follow what passes. Nodes move towards the weighted middle of those they flow to and
/// from and then apart where they overlap, as in d3-sankey.
pub(in crate::app) fn place(drawn: &Drawn, area: Rect, margin: f32) -> Chart {
    let columns = columns(drawn);
    let (Some(last), true) = (columns.len().checked_sub(1), area.is_positive()) else {
        return Chart::default();
    };
    let sizes: Vec<f64> = drawn.sums.iter().map(|(come, go)| come.max(*go)).collect();
    let is_back = |flow: &Flow| drawn.nodes[flow.from].level >= drawn.nodes[flow.to].level;
    let back: f64 = drawn
        .graph
        .flows
        .iter()
        .filter(|flow| is_back(flow))
        .map(|flow| flow.value)
        .sum();
    let lanes = drawn.graph.flows.iter().filter(|flow| is_back(flow)).count();
    let scale = scale(&columns, &sizes, back, lanes, area.height());
    let lane_height = (back * scale) as f32 + lanes as f32 * LANE_GAP;
    let floor = area.bottom() - lane_height;
    let heights: Vec<f32> = sizes.iter().map(|size| (size * scale) as f32).collect();
    let mut middles = vec![0.0; sizes.len()];
    for column in &columns {
        let mut top = area.top();
        for node in column {
            let slot = heights[*node].max(LINE);
            middles[*node] = top + slot / 2.0;
            top += slot + GAP;
        }
    }
    let mut columns = columns;
    settle(drawn, &mut columns, &heights, &mut middles, area.top(), floor);
    let pitch = match last {
        0 => 0.0,
        last => (area.width() - margin - BAR).max(BAR) / last as f32,
    };
    let bars: Vec<Bar> = (0..sizes.len())
        .map(|node| {
            let left = area.left() + pitch * drawn.nodes[node].level as f32;
            let centre = pos2(left + BAR / 2.0, middles[node]);
            Bar {
                rect: Rect::from_center_size(centre, vec2(BAR, heights[node].max(1.0))),
                slot: Rect::from_center_size(centre, vec2(BAR, heights[node].max(LINE))),
            }
        })
        .collect();
    let bands = bands(drawn, &bars, scale, floor);
    Chart { bars, bands, pitch }
}

/// The nodes of each column, in the order of the graph.
fn columns(drawn: &Drawn) -> Vec<Vec<usize>> {
    let count = drawn.nodes.iter().map(|node| node.level + 1).max().unwrap_or(0);
    let mut columns = vec![Vec::new(); count];
    for (place, node) in drawn.nodes.iter().enumerate() {
        columns[node.level].push(place);
    }
    columns
}

/// Points per unit of flow, so that the fullest column and the bands below fit into `height`.
fn scale(columns: &[Vec<usize>], sizes: &[f64], back: f64, lanes: usize, height: f32) -> f64 {
    let room = f64::from(height - lanes as f32 * LANE_GAP);
    let needed = |scale: f64| {
        let column = |column: &Vec<usize>| {
            let slots = column
                .iter()
                .map(|node| (sizes[*node] * scale).max(f64::from(LINE)));
            slots.sum::<f64>() + column.len().saturating_sub(1) as f64 * f64::from(GAP)
        };
        columns.iter().map(column).fold(0.0, f64::max) + back * scale
    };
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    if largest <= 0.0 {
        return 0.0;
    }
    // The need grows with the scale, so the largest that fits is found by halving.
    let (mut low, mut high) = (0.0, room.max(1.0) / largest);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if needed(middle) <= room {
            low = middle;
        } else {
            high = middle;
        }
    }
    // A pixel for the largest flow even where nothing fits.
    low.max(1.0 / largest)
}

/// Moves the nodes of each column towards those they flow to and from.
fn settle(
    drawn: &Drawn,
    columns: &mut [Vec<usize>],
    heights: &[f32],
    middles: &mut [f32],
    top: f32,
    floor: f32,
) {
    for round in 0..ROUNDS {
        // Ever smaller steps come to rest.
        let step = 0.98_f32.powi(round as i32) * if round + 1 == ROUNDS { 0.5 } else { 1.0 };
        let rightwards = round % 2 == 0;
        let order: Vec<usize> = if rightwards {
            (0..columns.len()).collect()
        } else {
            (0..columns.len()).rev().collect()
        };
        for at in order {
            for node in &columns[at] {
                if let Some(wanted) = pull(drawn, *node, rightwards, middles) {
                    middles[*node] += (wanted - middles[*node]) * step;
                }
            }
            columns[at].sort_by(|a, b| middles[*a].total_cmp(&middles[*b]).then(a.cmp(b)));
            part(&columns[at], heights, middles, top, floor);
        }
    }
}

/// The middle of the nodes that flow to `node`, or of those it flows to, weighted by the flows.
fn pull(drawn: &Drawn, node: usize, from_left: bool, middles: &[f32]) -> Option<f32> {
    let (mut sum, mut weight) = (0.0, 0.0);
    for flow in &drawn.graph.flows {
        let (own, other) = if from_left {
            (flow.to, flow.from)
        } else {
            (flow.from, flow.to)
        };
        let forward = drawn.nodes[flow.from].level < drawn.nodes[flow.to].level;
        if own == node && forward {
            sum += f64::from(middles[other]) * flow.value;
            weight += flow.value;
        }
    }
    (weight > 0.0).then(|| (sum / weight) as f32)
}

/// Moves the nodes of a column, which stand in their order, apart where they overlap, and between
/// `top` and `floor`.
fn part(column: &[usize], heights: &[f32], middles: &mut [f32], top: f32, floor: f32) {
    let half = |node: usize| heights[node].max(LINE) / 2.0;
    let mut free = top;
    for node in column {
        middles[*node] = middles[*node].max(free + half(*node));
        free = middles[*node] + half(*node) + GAP;
    }
    let mut free = floor;
    for node in column.iter().rev() {
        middles[*node] = middles[*node].min(free - half(*node));
        free = middles[*node] - half(*node) - GAP;
    }
}

/// The bands of all flows.
fn bands(drawn: &Drawn, bars: &[Bar], scale: f64, floor: f32) -> Vec<Band> {
    let flows = &drawn.graph.flows;
    let width = |at: usize| (flows[at].value * scale) as f32;
    let is_back = |at: usize| drawn.nodes[flows[at].from].level >= drawn.nodes[flows[at].to].level;
    // At each bar the bands stand in the order of their other ends; those that run back, lowest.
    let mut starts = vec![0.0; flows.len()];
    let mut ends = vec![0.0; flows.len()];
    let height = |at: usize, other: usize| {
        if is_back(at) {
            f32::MAX
        } else {
            bars[other].rect.center().y
        }
    };
    for (node, bar) in bars.iter().enumerate() {
        let mut out: Vec<usize> = (0..flows.len()).filter(|at| flows[*at].from == node).collect();
        out.sort_by(|a, b| height(*a, flows[*a].to).total_cmp(&height(*b, flows[*b].to)));
        let mut y = bar.rect.top();
        for at in out {
            starts[at] = y + width(at) / 2.0;
            y += width(at);
        }
        let mut into: Vec<usize> = (0..flows.len()).filter(|at| flows[*at].to == node).collect();
        into.sort_by(|a, b| height(*a, flows[*a].from).total_cmp(&height(*b, flows[*b].from)));
        // What starts at the node stands below what comes to it.
        let mut y = bar.rect.top();
        for at in into {
            ends[at] = y + width(at) / 2.0;
            y += width(at);
        }
    }
    // The widest turn the tightest, so that the bands below do not cross more than they must.
    let mut lanes: Vec<usize> = (0..flows.len()).filter(|at| is_back(*at)).collect();
    let span = |at: usize| bars[flows[at].from].rect.right() - bars[flows[at].to].rect.left();
    lanes.sort_by(|a, b| span(*a).total_cmp(&span(*b)).then(a.cmp(b)));
    let mut lane = vec![0.0; flows.len()];
    let mut y = floor + LANE_GAP;
    for at in lanes {
        lane[at] = y + width(at) / 2.0;
        y += width(at) + LANE_GAP;
    }
    (0..flows.len())
        .map(|at| {
            let from = pos2(bars[flows[at].from].rect.right(), starts[at]);
            let to = pos2(bars[flows[at].to].rect.left(), ends[at]);
            Band {
                middle: if is_back(at) {
                    around(from, to, lane[at], width(at))
                } else {
                    across(from, to)
                },
                width: width(at),
                back: is_back(at),
            }
        })
        .collect()
}

/// An S from left to right whose ends are level.
fn across(from: Pos2, to: Pos2) -> Vec<Pos2> {
    let at = |step: usize| {
        let t = step as f32 / STEPS as f32;
        // The cubic Bézier curve whose inner points lie halfway across.
        let ease = 3.0 * t * t - 2.0 * t * t * t;
        let x = 1.5 * t - 1.5 * t * t + t * t * t;
        pos2(from.x + (to.x - from.x) * x, from.y + (to.y - from.y) * ease)
    };
    (0..=STEPS).map(at).collect()
}

/// Round from the right of one node, below all, to the left of another: quarter circles and lines.
fn around(from: Pos2, to: Pos2, lane: f32, width: f32) -> Vec<Pos2> {
    let most = |y: f32| ((lane - y) / 2.0).max(0.0);
    let radius = |y: f32| (width / 2.0 + BEND).min(most(y));
    let (start, end) = (radius(from.y), radius(to.y));
    let mut middle = vec![from];
    let quarter = |centre: Pos2, radius: f32, first: f32| {
        (0..=8).map(move |step| {
            let angle = first + std::f32::consts::FRAC_PI_2 * step as f32 / 8.0;
            centre + radius * vec2(angle.cos(), angle.sin())
        })
    };
    use std::f32::consts::{FRAC_PI_2, PI};
    middle.extend(quarter(pos2(from.x, from.y + start), start, -FRAC_PI_2));
    middle.extend(quarter(pos2(from.x, lane - start), start, 0.0));
    middle.extend(quarter(pos2(to.x, lane - end), end, FRAC_PI_2));
    middle.extend(quarter(pos2(to.x, to.y + end), end, PI));
    middle.push(to);
    middle
}
