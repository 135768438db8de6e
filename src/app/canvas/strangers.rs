//! The places of all things, to find those that are strangers to a host and near enough to matter to it.

use std::collections::BTreeMap;

use kurbo::Rect;

use super::enclosure::{self, Reach, Walls};
use super::index::Index;

/// More places of different hosts than this in one small cell are a heap.
const MOST_APART: usize = 8;

/// A place, and whose it is.
type Place = (Rect, Option<usize>);

/// The places of all things, with their hosts.
pub struct Places {
    all: Vec<Place>,
    index: Index,
}

impl Places {
    /// The places of what hosts have and of what nobody hosts.
    pub fn new(hosted: &BTreeMap<usize, Vec<Rect>>, free: &[Rect], walls: Walls) -> Self {
        let told = |host, places: &[Rect]| -> Vec<Place> {
            let places = match walls {
                Walls::Soft => places.to_vec(),
                Walls::Plain => enclosure::condensed(places, walls),
            };
            places.into_iter().map(|place| (place, host)).collect()
        };
        let of_hosts = hosted.iter().flat_map(|(host, places)| told(Some(*host), places));
        let mut all: Vec<Place> = of_hosts.chain(told(None, free)).collect();
        if walls == Walls::Plain {
            all = heaped(all);
        }
        let index = Index::new(all.iter().map(|(place, _)| *place));
        Self { all, index }
    }

    /// The places within `reach` of all that `host` does not host.
    pub fn foreign(&self, host: usize, reach: &Reach) -> Vec<Rect> {
        let mut found = Vec::new();
        self.index.search(
            |rect| reach.touches(rect),
            |place| {
                if self.all[place].1 != Some(host) {
                    found.push(place);
                }
                true
            },
        );
        found.sort_unstable();
        found.into_iter().map(|place| self.all[place].0).collect()
    }
}

/// The same places, those of more hosts in one heap than can be told apart as one of nobody's: to each of
/// them all the others are strangers.
fn heaped(places: Vec<Place>) -> Vec<Place> {
    let mut cells: BTreeMap<(i64, i64), Vec<Place>> = BTreeMap::new();
    for place in places {
        let cell = enclosure::fine_cell(place.0);
        cells.entry(cell).or_default().push(place);
    }
    let mut apart = Vec::new();
    for places in cells.into_values() {
        if places.len() <= MOST_APART {
            apart.extend(places);
        } else {
            let all = places
                .into_iter()
                .map(|(place, _)| place)
                .reduce(|a, b| a.union(b));
            apart.extend(all.map(|all| (all, None)));
        }
    }
    apart
}
