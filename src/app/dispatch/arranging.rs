//! Bringing what is on the canvas into order: aligning, spacing, gathering, laying out.

use std::collections::BTreeSet;

use crate::app::i18n::words;
use crate::app::shell::Shell;
use crate::app::state::State;
use crate::editing::arrange::{self, Alignment, Axis};
use crate::editing::gather;
use crate::editing::layout::{self, FOOTPRINT, Places, Style};
use crate::model::Object;

impl Shell {
    /// Has the nodes selected laid out beside the window's work; all of them if at most one is.
    pub(super) fn lay_out(&mut self, style: Style, ctx: &egui::Context) {
        let map = self.state.document.map().clone();
        let nodes = self.state.selection.iter();
        let nodes = nodes.filter(|object| matches!(object, Object::Node(_)));
        let mut selection: BTreeSet<Object> = nodes.cloned().collect();
        if selection.len() == 1 {
            selection.clear();
        }
        let tasks = self.state.tasks.clone();
        self.state.arranging.start(style, map, selection, &tasks, ctx);
    }
}

impl State {
    pub(super) fn align(&mut self, alignment: Alignment) {
        let edits = arrange::align(self.map(), &self.selection, alignment);
        self.edit(words().steps.step_align.to_owned(), edits, false);
    }

    pub(super) fn distribute(&mut self, axis: Axis) {
        let edits = arrange::distribute(self.map(), &self.selection, axis);
        self.edit(words().steps.step_distribute.to_owned(), edits, false);
    }

    /// Brings what each company of the selection hosts together.
    pub(super) fn gather(&mut self) {
        let mut after = self.map().clone();
        let mut edits = Vec::new();
        for company in self.selected_companies() {
            let moves = gather::gather(&after, &company, FOOTPRINT);
            after.apply_all(moves.iter().cloned());
            edits.extend(moves);
        }
        self.edit(words().steps.step_gather.to_owned(), edits, false);
    }

    /// Takes in the places that a layout found for nodes.
    pub(in crate::app) fn take_places(&mut self, places: &Places) {
        let edits = layout::edits(self.map(), places);
        self.edit(words().steps.step_lay_out.to_owned(), edits, false);
    }
}
