//! What a toggle changes on the other links out of the same node.

use std::sync::Arc;

use crate::model::LinkId;

/// The changes that are not zero. Of the many links of a hub most may be closed, and every one of them is
/// toggled: to keep each change of each would take the square of their number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    /// All links out of the node, in the order of their ids; shared by the toggles of all of them.
    ids: Arc<[LinkId]>,
    /// By place among them.
    changes: Vec<(u32, f64)>,
}

impl Others {
    /// The changes of all of `ids`, in their order.
    pub(super) fn new(ids: Arc<[LinkId]>, changes: impl Iterator<Item = f64>) -> Self {
        let changes = (0..).zip(changes).filter(|(_, change)| *change != 0.0);
        Self {
            ids,
            changes: changes.collect(),
        }
    }

    /// The links of which visits change, with the change, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&LinkId, f64)> {
        let of = |(place, change): &(u32, f64)| Some((self.ids.get(*place as usize)?, *change));
        self.changes.iter().filter_map(of)
    }

    /// The sum of all changes.
    pub fn sum(&self) -> f64 {
        self.changes.iter().map(|(_, change)| change).sum()
    }
}
