//! One host's enclosure: a shape round what it hosts that leaves out, where it can, what it does not.

use std::collections::BTreeMap;

use kurbo::Rect;

use super::area::Shapes;
use super::index::Index;
use super::outline::{
    Corners, bounds, boxes, convex_hull, difference, grown, merged, moved, overlaps, touches, union,
};
use super::passages::passages;

/// Space between the wall and what it encloses.
pub const PADDING: f64 = 26.0;
/// Space between the wall and what it leaves out, and between two walls.
pub const GAP: f64 = 12.0;
/// How far apart things may be that still share one area, tried in turn after the hull of all.
const REACHES: [f64; 4] = [260.0, 160.0, 90.0, 50.0];
/// The same where walls are plain.
const PLAIN_REACHES: [f64; 2] = [90.0, 50.0];
/// Radius of the corners of the wall.
const ROUND: f64 = 30.0;
/// Above this many things their places are taken together by cells, which costs a little precision
/// of the wall and saves the time that joins of thousands of shapes take.
pub const MOST_PRECISE: usize = 60;
/// Side of such a cell.
pub const CELL: f64 = 220.0;
/// Side of a cell of which everything in it is one where walls are plain, or in the way of one host:
/// things that stand apart are two.
const FINE_CELL: f64 = 55.0;

/// How much is made of walls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walls {
    /// Rounded, and as far as the hull of what they enclose if nothing else stands there.
    Soft,
    /// Square, and no farther than about the things themselves: for maps on which nobody could see more,
    /// and where time and memory must grow as the map does.
    Plain,
}

impl Walls {
    fn corners(self) -> Corners {
        match self {
            Self::Soft => Corners::Round,
            Self::Plain => Corners::Sharp,
        }
    }
}

/// Where a stranger must stand to change the enclosure of `own`.
pub struct Reach {
    /// The corners of a convex area, or
    hull: Vec<[f64; 2]>,
    /// rectangles.
    about: Index,
}

impl Reach {
    /// What an enclosure of `own` may meet: the further off cannot change it.
    pub fn of(own: &[Rect], walls: Walls) -> Self {
        let by = |by: f64| own.iter().map(move |place| place.inflate(by, by));
        match walls {
            Walls::Soft => Self {
                hull: convex_hull(&by(2.0 * PADDING).collect::<Vec<_>>()),
                about: Index::default(),
            },
            Walls::Plain => Self {
                hull: Vec::new(),
                about: Index::new(by(PADDING + PLAIN_REACHES[0] + GAP)),
            },
        }
    }

    /// Whether `rect` has to do with it.
    pub fn touches(&self, rect: Rect) -> bool {
        if self.hull.is_empty() {
            return self.about.any(|about| about.overlaps(rect), |_| true);
        }
        touches(&self.hull, rect)
    }
}

/// A shape round `own` that leaves out `foreign`, places within its [`Reach`], where it can.
pub fn enclose(own: &[Rect], foreign: &[Rect], walls: Walls) -> Shapes {
    match walls {
        Walls::Soft => soft(own, foreign),
        Walls::Plain => plain(own, foreign),
    }
}

fn soft(own: &[Rect], foreign: &[Rect]) -> Shapes {
    if let Some(hull) = hull(own, foreign) {
        return hull;
    }
    let strangers = Index::new(foreign.iter().copied());
    let mut parts = boxes(own);
    parts.extend(passages(own, &strangers, foreign));
    let parts = merged(&parts);
    let closing = |reach: f64| grown(&grown(&parts, PADDING + reach), -reach);
    // What stands among its own is swallowed however near to them the wall keeps.
    let mixed = is_mixed(own, &strangers);
    let mut last = Shapes::new();
    for reach in REACHES
        .into_iter()
        .skip(if mixed { REACHES.len() - 1 } else { 0 })
    {
        last = closing(reach);
        if !mixed && !swallows(&last, foreign) {
            return last;
        }
    }
    let outside = grown(&boxes(&met(&last, foreign, GAP)), GAP);
    with_core(softened(difference(&last, &outside)), own, Walls::Soft)
}

fn plain(own: &[Rect], foreign: &[Rect]) -> Shapes {
    let by = |places: &[Rect], by: f64| -> Vec<Rect> {
        places.iter().map(|place| place.inflate(by, by)).collect()
    };
    let closing = |reach: f64| moved(&boxes(&by(own, PADDING + reach)), -reach, Corners::Sharp);
    let mixed = is_mixed(own, &Index::new(foreign.iter().copied()));
    let mut last = Shapes::new();
    for reach in PLAIN_REACHES.into_iter().skip(usize::from(mixed)) {
        last = closing(reach);
        if !mixed && !swallows(&last, foreign) {
            return last;
        }
    }
    let outside = boxes(&by(&met(&last, foreign, GAP), GAP));
    with_core(difference(&last, &outside), own, Walls::Plain)
}

/// The rounded hull of `own`, if that swallows nothing.
fn hull(own: &[Rect], foreign: &[Rect]) -> Option<Shapes> {
    let corners = convex_hull(own);
    let inside = |place: &Rect| {
        let center = place.center();
        touches(&corners, Rect::from_points(center, center))
    };
    if foreign.iter().any(inside) {
        return None;
    }
    let bounds = bounds_of(own).inflate(PADDING, PADDING);
    let hull = rounded(grown(&vec![vec![corners]], PADDING), bounds);
    (!swallows(&hull, foreign)).then_some(hull)
}

/// Whether any stranger stands so near to one of `own` that every shape round that takes it in.
fn is_mixed(own: &[Rect], strangers: &Index) -> bool {
    // A wall's round corner comes nearer than its sides do.
    let near = PADDING * 0.65;
    own.iter().any(|place| {
        let place = place.inflate(near, near);
        strangers.any(|stranger| stranger.overlaps(place), |_| true)
    })
}

/// Whether `shape` takes in anything of `foreign`.
fn swallows(shape: &Shapes, foreign: &[Rect]) -> bool {
    overlaps(shape, &boxes(&met(shape, foreign, 0.0)))
}

/// Those of `foreign` that stand within `reach` of where a part of `shape` spans, taken together where
/// there are many.
fn met(shape: &Shapes, foreign: &[Rect], reach: f64) -> Vec<Rect> {
    let parts = Index::new(shape.iter().filter_map(|polygon| bounds(polygon)));
    let near = |place: &&Rect| {
        let place = place.inflate(reach, reach);
        parts.any(|part| part.overlaps(place), |_| true)
    };
    let met: Vec<Rect> = foreign.iter().filter(near).copied().collect();
    if met.len() > MOST_PRECISE {
        by_cells(&met, FINE_CELL)
    } else {
        met
    }
}

/// Rounds the corners of a hull that spans `bounds`, as far as it stays clear of what is in it.
fn rounded(hull: Shapes, bounds: Rect) -> Shapes {
    // At a right angle a corner of this radius is set back by 0.41 of it, well within the padding.
    let radius = (2.0 * PADDING).min(0.4 * bounds.width().min(bounds.height()));
    grown(&grown(&hull, -radius), radius)
}

/// Takes off slivers and rounds what was cut.
pub fn softened(shape: Shapes) -> Shapes {
    let opened = grown(&grown(&shape, -ROUND / 3.0), ROUND / 3.0);
    grown(&grown(&opened, ROUND / 2.0), -ROUND / 2.0)
}

/// Gives back to a shape the places it is there for, should they have been cut.
pub fn with_core(shape: Shapes, own: &[Rect], walls: Walls) -> Shapes {
    union(&shape, &core(own, walls))
}

/// The least ground that a host has: that of its things, and a little round them.
pub fn core(own: &[Rect], walls: Walls) -> Shapes {
    moved(&boxes(own), GAP / 2.0, walls.corners())
}

/// Ground and the gap that walls keep to it.
pub fn walled_off(ground: &Shapes, walls: Walls) -> Shapes {
    moved(ground, GAP, walls.corners())
}

fn bounds_of(places: &[Rect]) -> Rect {
    places
        .iter()
        .copied()
        .reduce(|a, b| a.union(b))
        .unwrap_or(Rect::ZERO)
}

/// `places`, or where there are many, what they cover of each cell of a grid.
pub fn condensed(places: &[Rect], walls: Walls) -> Vec<Rect> {
    match walls {
        Walls::Soft if places.len() <= MOST_PRECISE => places.to_vec(),
        Walls::Soft => by_cells(places, CELL),
        Walls::Plain => by_cells(places, FINE_CELL),
    }
}

/// What `places` cover of each cell of a grid.
fn by_cells(places: &[Rect], side: f64) -> Vec<Rect> {
    let mut cells: BTreeMap<(i64, i64), Rect> = BTreeMap::new();
    for place in places {
        cells
            .entry(cell(*place, side))
            .and_modify(|covered| *covered = covered.union(*place))
            .or_insert(*place);
    }
    cells.into_values().collect()
}

/// The small cell that a place is in.
pub fn fine_cell(place: Rect) -> (i64, i64) {
    cell(place, FINE_CELL)
}

fn cell(place: Rect, side: f64) -> (i64, i64) {
    let center = place.center();
    ((center.x / side).floor() as i64, (center.y / side).floor() as i64)
}
