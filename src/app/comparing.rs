//! The map beside another version of it: what only one of them has, and what differs.

use std::sync::Arc;

use super::jobs::task::{Outcome, Task, Tasks};
use crate::file::diff::{Difference, diff};
use crate::model::Map;

/// Another version of the map, and how this one differs from it.
pub struct Comparison {
    other: Arc<Map>,
    name: String,
    /// From the other version to the map on screen.
    difference: Option<Difference>,
    /// The revision of the map that the difference is of.
    of: Option<u64>,
    working: Option<(u64, Task<Difference>)>,
}

impl Comparison {
    /// Compares with `other`, which people know by `name`.
    pub fn new(other: Arc<Map>, name: String) -> Self {
        Self {
            other,
            name,
            difference: None,
            of: None,
            working: None,
        }
    }

    /// The other version.
    pub fn other(&self) -> &Map {
        &self.other
    }

    /// What people know it by, such as the name of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What differs, the other version being the old one; nothing until it is known for the first time.
    pub fn difference(&self) -> Option<&Difference> {
        self.difference.as_ref()
    }

    /// Takes in what was worked out, and has it worked out anew where `map` has changed since.
    pub(super) fn follow(&mut self, revision: u64, map: &Arc<Map>, tasks: &Tasks, ctx: &egui::Context) {
        if let Some((revision, task)) = &self.working {
            match task.poll() {
                Outcome::Running(_) => return,
                Outcome::Done(difference) => self.difference = Some(difference),
                Outcome::Broken => {}
            }
            self.of = Some(*revision);
            self.working = None;
        }
        if self.of != Some(revision) {
            let (other, map) = (self.other.clone(), map.clone());
            let task = tasks.start(ctx, move |_| diff(&other, &map));
            self.working = Some((revision, task));
        }
    }
}
