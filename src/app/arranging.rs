//! Automatic layouts, worked out while the window goes on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::jobs::task::{Outcome, Task, Tasks};
use crate::editing::layout::{FOOTPRINT, Places, Style, layout};
use crate::model::{Map, Object};

/// The layout being worked out, if there is one.
#[derive(Default)]
pub struct Arranging {
    task: Option<Task<Option<Places>>>,
}

impl Arranging {
    /// Lays the nodes of `selection` out, or all if it has none; a layout under way is given up.
    /// `ctx` is woken when it is done.
    pub fn start(
        &mut self,
        style: Style,
        map: Arc<Map>,
        selection: BTreeSet<Object>,
        tasks: &Tasks,
        ctx: &egui::Context,
    ) {
        let task = tasks.start(ctx, move |work| {
            let cancelled = || !work.go_on();
            layout(&map, &selection, style, FOOTPRINT, &cancelled)
        });
        self.task = Some(task);
    }

    /// Gives the layout under way up.
    pub fn cancel(&mut self) {
        self.task = None;
    }

    /// Whether a layout is being worked out.
    pub fn is_running(&self) -> bool {
        self.task.is_some()
    }

    /// The places found since, once.
    pub fn poll(&mut self) -> Option<Places> {
        let found = match self.task.as_ref()?.poll() {
            Outcome::Running(_) => return None,
            Outcome::Done(found) => found,
            Outcome::Broken => None,
        };
        self.task = None;
        found
    }
}
