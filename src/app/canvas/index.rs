//! Rectangles found by where they lie: what a search costs grows with what it finds and hardly with how
//! many there are.

use kurbo::{Point, Rect};

use super::effort;

/// So many rectangles are looked at one by one.
const LEAF: usize = 8;

/// A tree of rectangles within rectangles, made once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Each branch before all that is within it.
    branches: Vec<Branch>,
    /// The rectangles, each with its place among those that the index was made of.
    leaves: Vec<(Rect, usize)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Branch {
    bounds: Rect,
    /// The leaves that hang on this branch itself.
    leaves: std::ops::Range<usize>,
    /// The next branch that is not within this one.
    behind: usize,
}

impl Index {
    /// An index of `rects`; those that are not finite are never found.
    pub fn new(rects: impl IntoIterator<Item = Rect>) -> Self {
        let places = rects.into_iter().enumerate().map(|(place, rect)| (rect, place));
        let mut leaves: Vec<(Rect, usize)> = places.filter(|(rect, _)| rect.is_finite()).collect();
        let mut branches = Vec::with_capacity(leaves.len() / 2);
        let all = 0..leaves.len();
        grow(&mut leaves, all, &mut branches);
        Self { branches, leaves }
    }

    /// Hands to `found` the places of all rectangles that `touches` holds for, as long as it answers
    /// `true`. What does not touch a rectangle must not touch one within it.
    pub fn search(&self, mut touches: impl FnMut(Rect) -> bool, mut found: impl FnMut(usize) -> bool) {
        let mut at = 0;
        while let Some(branch) = self.branches.get(at) {
            effort::count(1 + branch.leaves.len());
            if !touches(branch.bounds) {
                at = branch.behind;
                continue;
            }
            for &(rect, place) in &self.leaves[branch.leaves.clone()] {
                if touches(rect) && !found(place) {
                    return;
                }
            }
            at += 1;
        }
    }

    /// Whether any rectangle that `touches` holds for is `wanted`.
    pub fn any(&self, touches: impl FnMut(Rect) -> bool, mut wanted: impl FnMut(usize) -> bool) -> bool {
        let mut any = false;
        self.search(touches, |place| {
            any = wanted(place);
            !any
        });
        any
    }

    /// The places of the rectangles that overlap `rect`, in their order.
    pub fn overlapping(&self, rect: Rect) -> Vec<usize> {
        let mut places = Vec::new();
        self.search(
            |other| other.overlaps(rect),
            |place| {
                places.push(place);
                true
            },
        );
        places.sort_unstable();
        places
    }

    /// The places of the rectangles within `reach` of a point, in their order.
    pub fn about(&self, point: Point, reach: f64) -> Vec<usize> {
        self.overlapping(Rect::from_points(point, point).inflate(reach, reach))
    }
}

/// Adds the branch of `leaves[range]` and all within it, halved across the longer side again and again.
fn grow(leaves: &mut [(Rect, usize)], range: std::ops::Range<usize>, branches: &mut Vec<Branch>) {
    let within = &mut leaves[range.clone()];
    let Some(bounds) = within.iter().map(|(rect, _)| *rect).reduce(|a, b| a.union(b)) else {
        return;
    };
    let own = branches.len();
    let is_leaf = within.len() <= LEAF;
    branches.push(Branch {
        bounds,
        leaves: if is_leaf { range.clone() } else { 0..0 },
        behind: 0,
    });
    if !is_leaf {
        let half = within.len() / 2;
        let wide = bounds.width() > bounds.height();
        let middle = |rect: &Rect| {
            if wide {
                rect.x0 + rect.x1
            } else {
                rect.y0 + rect.y1
            }
        };
        within.select_nth_unstable_by(half, |(a, _), (b, _)| middle(a).total_cmp(&middle(b)));
        let split = range.start + half;
        grow(leaves, range.start..split, branches);
        grow(leaves, split..range.end, branches);
    }
    branches[own].behind = branches.len();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random(count: usize) -> Vec<Rect> {
        let mut random = fastrand::Rng::with_seed(11);
        let mut at = || random.f64() * 1e4;
        (0..count)
            .map(|_| Rect::from_origin_size((at(), at()), (90.0, 60.0)))
            .collect()
    }

    #[test]
    fn what_overlaps_is_found_as_by_looking_at_each() {
        for count in [0, 1, 8, 9, 500] {
            let rects = random(count);
            let index = Index::new(rects.iter().copied());
            for wanted in random(40).iter().map(|rect| rect.inflate(200.0, 50.0)) {
                let slowly: Vec<usize> = (0..count)
                    .filter(|&place| rects[place].overlaps(wanted))
                    .collect();
                assert_eq!(index.overlapping(wanted), slowly);
            }
        }
    }

    #[test]
    fn a_search_looks_at_few_of_many() {
        let effort = |count: usize| {
            let rects = random(count);
            let index = Index::new(rects.iter().copied());
            effort::of(|| assert!(index.about(rects[0].center(), 0.0).contains(&0)))
        };
        let (few, many) = (effort(500), effort(20_000));
        assert!(many < 4 * few + 400, "{few}, then {many}");
    }

    #[test]
    fn what_is_not_finite_is_never_found() {
        let nowhere = Rect::new(f64::NAN, 0.0, 1.0, 1.0);
        let index = Index::new([nowhere, Rect::new(0.0, 0.0, 1.0, 1.0)]);
        assert_eq!(index.about(Point::new(0.5, 0.5), 0.1), [1]);
    }
}
