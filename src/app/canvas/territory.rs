//! Territories: a soft walled area round what each company hosts, that keeps off what it does not.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::{Point, Rect};

use super::area::{Area, Shapes};
use super::enclosure::{self, GAP};
use super::outline::{difference, grown};

/// The areas of all hosts, with what they were worked out from: when something moves, only the
/// areas about it are worked out anew.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    lots: BTreeMap<usize, Lot>,
}

/// One host's area.
#[derive(Clone, Debug)]
struct Lot {
    /// The places of what it hosts.
    own: Vec<Rect>,
    /// The places of anything else that its enclosure may meet.
    foreign: Vec<Rect>,
    enclosure: Arc<Ground>,
    /// Those that had their ground first, and that it had to leave.
    before: Vec<Arc<Ground>>,
    ground: Arc<Ground>,
    area: Arc<Area>,
}

/// A shape and what it spans.
#[derive(Clone, Debug)]
struct Ground {
    shape: Shapes,
    bounds: Option<Rect>,
}

impl Ground {
    fn new(shape: Shapes) -> Self {
        let points = shape.iter().flatten().flatten().map(|&[x, y]| Point::new(x, y));
        let bounds = points
            .map(|point| Rect::from_points(point, point))
            .reduce(|a, b| a.union(b));
        Self { shape, bounds }
    }

    /// Whether the two may come nearer to each other than walls should.
    fn is_near(&self, other: &Self) -> bool {
        let near = |(a, b): (Rect, Rect)| a.inflate(GAP, GAP).overlaps(b);
        self.bounds.zip(other.bounds).is_some_and(near)
    }
}

impl Survey {
    /// The areas of all hosts: `hosted` gives, for each host, the places of what it hosts; `free`
    /// those of things that nobody hosts. Areas do not overlap unless the places do.
    pub fn areas(
        &mut self,
        hosted: &BTreeMap<usize, Vec<Rect>>,
        free: &[Rect],
    ) -> BTreeMap<usize, Arc<Area>> {
        let mut known = std::mem::take(&mut self.lots);
        let mut wanted: Vec<(usize, Option<Lot>, Enclosed)> = hosted
            .iter()
            .map(|(&host, places)| {
                let known = known.remove(&host);
                let enclosed = Enclosed::of(host, places, hosted, free, known.as_ref());
                (host, known, enclosed)
            })
            .collect();
        // Where two meet the smaller one keeps its ground: the larger has room elsewhere.
        wanted.sort_by(|a, b| a.2.own.len().cmp(&b.2.own.len()).then(a.0.cmp(&b.0)));
        let mut taken: Vec<Arc<Ground>> = Vec::new();
        for (host, known, enclosed) in wanted {
            let lot = enclosed.settle(&taken, known);
            taken.push(lot.ground.clone());
            self.lots.insert(host, lot);
        }
        let area = |(&host, lot): (&usize, &Lot)| (host, lot.area.clone());
        self.lots.iter().map(area).collect()
    }
}

/// One host's enclosure, before it gives way to others.
struct Enclosed {
    own: Vec<Rect>,
    foreign: Vec<Rect>,
    enclosure: Arc<Ground>,
}

impl Enclosed {
    /// The enclosure of the `places` of `host`; the `known` one if that still holds.
    fn of(
        host: usize,
        places: &[Rect],
        hosted: &BTreeMap<usize, Vec<Rect>>,
        free: &[Rect],
        known: Option<&Lot>,
    ) -> Self {
        let own = enclosure::condensed(places);
        let reach = enclosure::reach(&own);
        let others = hosted.iter().filter(|(other, _)| **other != host);
        let foreign: Vec<Rect> = others
            .flat_map(|(_, places)| places)
            .chain(free)
            .filter(|place| place.overlaps(reach))
            .copied()
            .collect();
        let enclosure = match known {
            Some(known) if known.own == own && known.foreign == foreign => known.enclosure.clone(),
            _ => Arc::new(Ground::new(enclosure::enclose(&own, &foreign))),
        };
        Self {
            own,
            foreign,
            enclosure,
        }
    }

    /// Leaves the ground that is `taken`; as `known` if nothing of that has changed.
    fn settle(self, taken: &[Arc<Ground>], known: Option<Lot>) -> Lot {
        let near = |other: &&Arc<Ground>| other.is_near(&self.enclosure);
        let before: Vec<Arc<Ground>> = taken.iter().filter(near).cloned().collect();
        let holds = |known: &Lot| {
            let same = |(a, b): (&Arc<Ground>, &Arc<Ground>)| Arc::ptr_eq(a, b);
            Arc::ptr_eq(&known.enclosure, &self.enclosure)
                && known.before.len() == before.len()
                && known.before.iter().zip(&before).all(same)
        };
        if let Some(known) = known.filter(holds) {
            return Lot {
                own: self.own,
                foreign: self.foreign,
                ..known
            };
        }
        let ground = if before.is_empty() {
            self.enclosure.clone()
        } else {
            let taken: Shapes = before.iter().flat_map(|ground| ground.shape.clone()).collect();
            let room = difference(&self.enclosure.shape, &grown(&taken, GAP));
            let kept = enclosure::with_core(enclosure::softened(room), &self.own);
            Arc::new(Ground::new(kept))
        };
        Lot {
            area: Arc::new(Area::new(&ground.shape)),
            own: self.own,
            foreign: self.foreign,
            enclosure: self.enclosure,
            before,
            ground,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: f64, y: f64) -> Rect {
        Rect::new(x - 30.0, y - 30.0, x + 30.0, y + 40.0)
    }

    fn places(hosted: &[(usize, &[(f64, f64)])]) -> BTreeMap<usize, Vec<Rect>> {
        hosted
            .iter()
            .map(|(host, points)| (*host, points.iter().map(|&(x, y)| place(x, y)).collect()))
            .collect()
    }

    fn areas(hosted: &[(usize, &[(f64, f64)])]) -> BTreeMap<usize, Arc<Area>> {
        Survey::default().areas(&places(hosted), &[])
    }

    #[test]
    fn a_territory_holds_its_own_in_one_piece() {
        let own = [(0.0, 0.0), (300.0, 0.0), (150.0, 200.0)];
        let areas = areas(&[(0, &own)]);
        for (x, y) in own {
            assert!(areas[&0].contains(Point::new(x, y)));
        }
        assert_eq!(areas[&0].polygons().len(), 1);
    }

    #[test]
    fn a_territory_leaves_out_what_others_host_in_its_midst() {
        let ring = [(0.0, 0.0), (300.0, 0.0), (300.0, 300.0), (0.0, 300.0)];
        let areas = areas(&[(0, &ring), (1, &[(150.0, 150.0)])]);
        let midst = Point::new(150.0, 150.0);
        assert!(!areas[&0].contains(midst));
        assert!(areas[&1].contains(midst));
        for (x, y) in ring {
            assert!(areas[&0].contains(Point::new(x, y)));
            assert!(!areas[&1].contains(Point::new(x, y)));
        }
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let areas = areas(&[
            (0, &[(0.0, 0.0), (0.0, 300.0), (100.0, 150.0)]),
            (1, &[(200.0, 0.0), (200.0, 300.0), (220.0, 150.0)]),
        ]);
        for x in -50..300 {
            for y in (-50..350).step_by(10) {
                let point = Point::new(f64::from(x), f64::from(y));
                assert!(
                    !(areas[&0].contains(point) && areas[&1].contains(point)),
                    "{point}"
                );
            }
        }
    }

    #[test]
    fn thousands_of_things_are_enclosed() {
        let own: Vec<(f64, f64)> = (0..2000)
            .map(|i| (f64::from(i % 50) * 150.0, f64::from(i / 50) * 150.0))
            .collect();
        let areas = areas(&[(0, &own)]);
        for &(x, y) in &own {
            assert!(areas[&0].contains(Point::new(x, y)));
        }
    }

    #[test]
    fn what_moves_changes_the_areas_about_it_as_if_all_were_worked_out_anew() {
        let mut random = fastrand::Rng::with_seed(5);
        let mut hosted: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
        for _ in 0..24 {
            let (x, y) = (random.f64() * 2400.0, random.f64() * 1200.0);
            let host = (x / 500.0) as usize;
            hosted.entry(host).or_default().push(place(x, y));
        }
        let mut survey = Survey::default();
        for _ in 0..4 {
            let before = survey.areas(&hosted, &[]);
            let host = random.usize(..hosted.len());
            if let Some(places) = hosted.values_mut().nth(host) {
                let moved = random.usize(..places.len());
                places[moved] = place(random.f64() * 2400.0, random.f64() * 1200.0);
            }
            let after = survey.areas(&hosted, &[]);
            assert_eq!(after, Survey::default().areas(&hosted, &[]));
            assert!(after.iter().any(|(host, area)| !Arc::ptr_eq(area, &before[host])));
            assert_eq!(after, survey.areas(&hosted, &[]));
        }
    }
}
