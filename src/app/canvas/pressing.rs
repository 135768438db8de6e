//! Who gives way to whom: the grounds that lie about a host's own and were taken before.

use std::collections::BTreeSet;
use std::sync::Arc;

use kurbo::Rect;

use super::area::Shapes;
use super::enclosure::{self, GAP, Walls};
use super::index::Index;
use super::outline::bounds;

/// Where more walls than this press upon the ground of one cell, nothing but the things themselves has
/// room: there the places of things overlap, and so do the grounds.
const MOST_PRESSING: f64 = 12.0;

/// A shape and what it spans.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The shape.
    pub shape: Shapes,
    /// What each of its parts spans.
    pub parts: Vec<Rect>,
    /// What all of them span.
    pub bounds: Option<Rect>,
}

impl Ground {
    /// The ground of this shape.
    pub fn new(shape: Shapes) -> Self {
        let parts: Vec<Rect> = shape.iter().filter_map(|polygon| bounds(polygon)).collect();
        let bounds = parts.iter().copied().reduce(|a, b| a.union(b));
        Self { shape, parts, bounds }
    }

    /// Whether the two may come nearer to each other than walls should.
    pub fn is_near(&self, other: &Self) -> bool {
        let near = |(a, b): (Rect, Rect)| a.inflate(GAP, GAP).overlaps(b);
        self.bounds.zip(other.bounds).is_some_and(near)
    }
}

/// Those that had their ground first, and that a host has to leave.
#[derive(Clone, Debug)]
pub enum Pressed {
    /// None spans any of its ground.
    Not,
    /// Some do, and these have parts about its own.
    By(Vec<Arc<Ground>>),
    /// So many have that there is no room between them.
    TooMuch,
}

impl Pressed {
    /// Whether it is by the same.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Not, Self::Not) | (Self::TooMuch, Self::TooMuch) => true,
            (Self::By(these), Self::By(those)) => {
                these.len() == those.len() && these.iter().zip(those).all(|(a, b)| Arc::ptr_eq(a, b))
            }
            _ => false,
        }
    }
}

/// The parts of all enclosures, found by place.
pub struct Neighbours {
    /// Whose enclosure each part is of, in the order in which hosts have their ground.
    owners: Vec<usize>,
    index: Index,
}

impl Neighbours {
    /// Those of enclosures in the order in which their hosts have their ground.
    pub fn new<'a>(enclosures: impl Iterator<Item = &'a Ground>) -> Self {
        let mut owners = Vec::new();
        let mut parts = Vec::new();
        for (owner, enclosure) in enclosures.enumerate() {
            owners.resize(owners.len() + enclosure.parts.len(), owner);
            parts.extend(&enclosure.parts);
        }
        Self {
            owners,
            index: Index::new(parts),
        }
    }

    /// Those of the `taken` grounds, which lie within their enclosures, that press upon the next.
    pub fn pressing(&self, enclosure: &Ground, taken: &[Arc<Ground>], walls: Walls) -> Pressed {
        let size = enclosure.parts.iter().map(|part| part.area()).sum::<f64>();
        let most = (MOST_PRESSING * (size / enclosure::CELL.powi(2)).max(1.0)) as usize;
        let mut about = BTreeSet::new();
        for part in &enclosure.parts {
            let part = part.inflate(GAP, GAP);
            let found = |place: usize| {
                if self.owners[place] < taken.len() {
                    about.insert(self.owners[place]);
                }
                about.len() <= most
            };
            self.index.search(|other| other.overlaps(part), found);
        }
        if about.len() > most {
            return Pressed::TooMuch;
        }
        // A soft wall gives way wherever another's bounds reach, so that it does not change its form as
        // soon as the two meet.
        let yields = walls == Walls::Soft && taken.iter().any(|ground| ground.is_near(enclosure));
        if about.is_empty() && !yields {
            return Pressed::Not;
        }
        Pressed::By(about.into_iter().map(|owner| taken[owner].clone()).collect())
    }
}
