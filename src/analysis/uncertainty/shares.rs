//! How far a share can be moved alone: at most to what the other shares of its node leave.

use super::ranges::Uncertain;
use crate::model::{Map, Object, Pull};

/// Shares that sum to one but for rounding.
const FULL: f64 = 1.0 - 1e-9;

/// What bounds a number that is moved alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The most that it can be.
    pub most: f64,
    /// Whether other shares make room for it and fill up what it leaves, in proportion, because nobody leaves
    /// where the shares sum to one.
    pub filled_up: bool,
    /// Whether it cannot be moved at all: the only share where nobody leaves.
    pub fixed: bool,
}

/// What bounds `number` of `map`; nothing but its field, if it is no share of an open link.
///
/// A share for several segments is bounded by the one in which the others leave least.
pub fn room(map: &Map, number: &Uncertain) -> Room {
    let mut room = Room {
        most: f64::INFINITY,
        filled_up: false,
        fixed: false,
    };
    let Object::Link(id) = &number.path.object else {
        return room;
    };
    let Some(own) = map.links().get(id).filter(|link| link.open) else {
        return room;
    };
    let mut moves = false;
    for segment in map.segment_ids() {
        let field = match own.pull_by.contains_key(segment.as_str()) {
            true => format!("pull_by/{segment}"),
            false => "pull".to_owned(),
        };
        if field != number.path.field {
            continue;
        }
        let Pull::Share(share) = own.pull_for(segment.as_str()) else {
            continue;
        };
        let links = map.links().iter();
        let beside = links.filter(|(other, link)| link.open && link.from == own.from && *other != id);
        let others: f64 = beside
            .filter_map(|(_, link)| match link.pull_for(segment.as_str()) {
                Pull::Share(share) => Some(share.value),
                _ => None,
            })
            .sum();
        if share.value + others < FULL {
            room.most = room.most.min(1.0 - others);
            moves = true;
        } else {
            room.most = room.most.min(1.0);
            room.filled_up |= others > 0.0;
            room.fixed |= others <= 0.0;
        }
    }
    room.fixed &= !moves && !room.filled_up;
    room
}
