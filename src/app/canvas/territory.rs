//! Territories: a soft walled area round what each company hosts, that keeps off what it does not.
//!
//! Each host's area is worked out from what lies about it and from nothing else, so that the time for all
//! of them grows as the map does, and those that nothing has moved about are kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::Rect;

use super::area::{Area, Shapes};
use super::enclosure::{self, GAP, Reach, Walls};
use super::index::Index;
use super::outline::{bounds, difference};
use super::pressing::{Ground, Neighbours, Pressed};
use super::strangers::Places;

/// Above this many things on a map its walls are plain.
pub const MOST_SOFT: usize = 2000;

/// The areas of all hosts, with what they were worked out from: when something moves, only the
/// areas about it are worked out anew.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    lots: BTreeMap<usize, Lot>,
    /// How the walls of those are made.
    walls: Option<Walls>,
}

/// One host's area.
#[derive(Clone, Debug)]
struct Lot {
    /// The places of what it hosts.
    own: Vec<Rect>,
    /// The places of anything else that its enclosure may meet.
    foreign: Vec<Rect>,
    enclosure: Arc<Ground>,
    pressed_by: Pressed,
    ground: Arc<Ground>,
    area: Arc<Area>,
}

/// How walls are made on a map of `count` things.
pub fn walls(count: usize) -> Walls {
    if count > MOST_SOFT {
        Walls::Plain
    } else {
        Walls::Soft
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
        let walls = walls(hosted.values().map(Vec::len).sum::<usize>() + free.len());
        let mut known = std::mem::take(&mut self.lots);
        if self.walls.replace(walls) != Some(walls) {
            known.clear();
        }
        let places = Places::new(hosted, free, walls);
        let mut wanted: Vec<(usize, Option<Lot>, Enclosed)> = hosted
            .iter()
            .map(|(&host, own)| {
                let known = known.remove(&host);
                let enclosed = Enclosed::of(host, own, &places, walls, known.as_ref());
                (host, known, enclosed)
            })
            .collect();
        // Where two meet the smaller one keeps its ground: the larger has room elsewhere.
        wanted.sort_by(|a, b| a.2.own.len().cmp(&b.2.own.len()).then(a.0.cmp(&b.0)));
        let neighbours = Neighbours::new(wanted.iter().map(|(_, _, enclosed)| &*enclosed.enclosure));
        let mut taken: Vec<Arc<Ground>> = Vec::with_capacity(wanted.len());
        for (host, known, enclosed) in wanted {
            let pressed_by = neighbours.pressing(&enclosed.enclosure, &taken, walls);
            let lot = enclosed.settle(pressed_by, known, walls);
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
    fn of(host: usize, places: &[Rect], all: &Places, walls: Walls, known: Option<&Lot>) -> Self {
        let own = enclosure::condensed(places, walls);
        let foreign = all.foreign(host, &Reach::of(&own, walls));
        let enclosure = match known {
            Some(known) if known.own == own && known.foreign == foreign => known.enclosure.clone(),
            _ => Arc::new(Ground::new(enclosure::enclose(&own, &foreign, walls))),
        };
        Self {
            own,
            foreign,
            enclosure,
        }
    }

    /// Leaves the ground of those it is `pressed_by`; as `known` if nothing of that has changed.
    fn settle(self, pressed_by: Pressed, known: Option<Lot>, walls: Walls) -> Lot {
        let holds =
            |known: &Lot| Arc::ptr_eq(&known.enclosure, &self.enclosure) && known.pressed_by.is(&pressed_by);
        if let Some(known) = known.filter(holds) {
            return Lot {
                own: self.own,
                foreign: self.foreign,
                ..known
            };
        }
        let ground = match &pressed_by {
            Pressed::Not => self.enclosure.clone(),
            Pressed::By(others) => Arc::new(Ground::new(self.kept(others, walls))),
            Pressed::TooMuch => Arc::new(Ground::new(enclosure::core(&self.own, walls))),
        };
        Lot {
            area: Arc::new(Area::new(&ground.shape)),
            own: self.own,
            foreign: self.foreign,
            enclosure: self.enclosure,
            pressed_by,
            ground,
        }
    }

    /// What is left beside `others`.
    fn kept(&self, others: &[Arc<Ground>], walls: Walls) -> Shapes {
        let parts = Index::new(self.enclosure.parts.iter().copied());
        let about = |polygon: &&Vec<Vec<[f64; 2]>>| {
            let span = bounds(polygon).map(|span| span.inflate(GAP, GAP));
            span.is_some_and(|span| parts.any(|part| part.overlaps(span), |_| true))
        };
        let polygons = others.iter().flat_map(|ground| &ground.shape);
        let taken: Shapes = polygons.filter(about).cloned().collect();
        let room = difference(&self.enclosure.shape, &enclosure::walled_off(&taken, walls));
        let room = match walls {
            Walls::Soft => enclosure::softened(room),
            Walls::Plain => room,
        };
        enclosure::with_core(room, &self.own, walls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::canvas::effort;
    use kurbo::Point;

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

    /// Things at random places that keep `apart` from each other, each with one of so many hosts or none.
    fn scattered(
        count: usize,
        hosts: usize,
        apart: f64,
        seed: u64,
    ) -> (BTreeMap<usize, Vec<Rect>>, Vec<Rect>) {
        let mut random = fastrand::Rng::with_seed(seed);
        let columns = (count as f64).sqrt().ceil() as usize;
        let mut hosted: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
        let mut free = Vec::new();
        for thing in 0..count {
            let (column, row) = (thing % columns, thing / columns);
            let mut at = |place: usize| place as f64 * (60.0 + 1.5 * apart) + random.f64() * 0.5 * apart;
            let place = place(at(column), at(row) + 10.0 * row as f64);
            match random.usize(..=hosts) {
                host if host < hosts => hosted.entry(host).or_default().push(place),
                _ => free.push(place),
            }
        }
        (hosted, free)
    }

    /// The areas worked out from all things for each host, as the rule says it: the first of the hull and
    /// the closings that swallows no stranger, or the last less all strangers; then less all smaller ones.
    fn slowly(hosted: &BTreeMap<usize, Vec<Rect>>, free: &[Rect]) -> BTreeMap<usize, Area> {
        use crate::app::canvas::outline::{boxes, convex_hull, grown, merged, overlaps};
        use crate::app::canvas::passages::passages;
        let enclosed = |host: usize, own: &[Rect]| {
            let others = hosted.iter().filter(|(other, _)| **other != host);
            let strangers: Vec<Rect> = others
                .flat_map(|(_, places)| places)
                .chain(free)
                .copied()
                .collect();
            let keep_out = boxes(&strangers);
            let hull = grown(&vec![vec![convex_hull(own)]], 26.0);
            let span = bounds(&hull[0]).unwrap_or_default();
            let round = 52.0_f64.min(0.4 * span.width().min(span.height()));
            let hull = grown(&grown(&hull, -round), round);
            if !overlaps(&hull, &keep_out) {
                return hull;
            }
            let mut parts = boxes(own);
            parts.extend(passages(own, &Index::new(strangers.iter().copied()), &strangers));
            let parts = merged(&parts);
            let closings =
                [260.0, 160.0, 90.0, 50.0].map(|reach| grown(&grown(&parts, 26.0 + reach), -reach));
            let clear = closings.iter().find(|closing| !overlaps(closing, &keep_out));
            clear.cloned().unwrap_or_else(|| {
                let room = difference(&closings[3], &grown(&keep_out, GAP));
                enclosure::with_core(enclosure::softened(room), own, Walls::Soft)
            })
        };
        let mut order: Vec<(&usize, &Vec<Rect>)> = hosted.iter().collect();
        order.sort_by_key(|(host, own)| (own.len(), **host));
        let mut taken: Vec<Ground> = Vec::new();
        let mut areas = BTreeMap::new();
        for (host, own) in order {
            let mut ground = Ground::new(enclosed(*host, own));
            let near: Shapes = taken
                .iter()
                .filter(|other| other.is_near(&ground))
                .flat_map(|other| other.shape.clone())
                .collect();
            if !near.is_empty() {
                let room = difference(&ground.shape, &grown(&near, GAP));
                let room = enclosure::with_core(enclosure::softened(room), own, Walls::Soft);
                ground = Ground::new(room);
            }
            areas.insert(*host, Area::new(&ground.shape));
            taken.push(ground);
        }
        areas
    }

    #[test]
    fn areas_are_those_of_the_slow_and_simple_way() {
        for seed in 0..4 {
            let (hosted, free) = scattered(28, 4, 60.0 + 60.0 * seed as f64, seed);
            let (fast, slow) = (Survey::default().areas(&hosted, &free), slowly(&hosted, &free));
            for (host, area) in &fast {
                let span = area.bounds().unwrap_or_default().inflate(40.0, 40.0);
                let grid = (0..40).flat_map(|x| (0..40).map(move |y| (f64::from(x), f64::from(y))));
                let differ = grid.filter(|(x, y)| {
                    let at = Point::new(
                        span.x0 + x / 40.0 * span.width(),
                        span.y0 + y / 40.0 * span.height(),
                    );
                    area.contains(at) != slow[host].contains(at)
                });
                // A point within a rounding of the wall may fall on either side.
                assert!(differ.count() <= 2, "host {host} of seed {seed}");
            }
        }
    }

    #[test]
    fn a_territory_of_a_large_map_holds_its_own_and_no_stranger() {
        for (hosts, seed) in [(2, 1), (30, 2), (900, 3)] {
            let (hosted, free) = scattered(MOST_SOFT + 200, hosts, 90.0, seed);
            let areas = Survey::default().areas(&hosted, &free);
            for (host, area) in &areas {
                let strangers = hosted.iter().filter(|(other, _)| *other != host);
                let strangers = strangers.flat_map(|(_, places)| places).chain(&free);
                assert!(hosted[host].iter().all(|place| area.contains(place.center())));
                assert!(!strangers.into_iter().any(|place| area.contains(place.center())));
            }
        }
    }

    #[test]
    fn effort_grows_as_the_map_does() {
        let effort = |count: usize, hosts: usize| {
            let (hosted, free) = scattered(count, hosts, 100.0, 9);
            effort::of(|| drop(Survey::default().areas(&hosted, &free)))
        };
        // Few hosts and many, soft walls and plain ones.
        for (count, hosts) in [(300, 2), (300, 150), (2500, 2), (2500, 1200)] {
            let (once, twice) = (effort(count, hosts), effort(2 * count, hosts.max(2 * hosts - 2)));
            assert!(
                twice < 3 * once,
                "{count} things of {hosts}: {once} steps, then {twice}"
            );
        }
    }

    #[test]
    fn things_in_one_heap_are_no_more_effort_than_their_number() {
        let effort = |count: usize| {
            let mut random = fastrand::Rng::with_seed(4);
            let mut hosted: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
            for thing in 0..count {
                let place = place(random.f64() * 400.0, random.f64() * 400.0);
                hosted.entry(thing / 2).or_default().push(place);
            }
            effort::of(|| drop(Survey::default().areas(&hosted, &[])))
        };
        let (once, twice) = (effort(2400), effort(4800));
        assert!(twice < 3 * once, "{once} steps, then {twice}");
    }
}
