//! What changes the map.

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::state::State;
use crate::app::typing::forget_refused;
use crate::editing::bend;
use crate::model::{Edit, LinkId, Object};

impl State {
    pub(super) fn edit(&mut self, label: String, edits: Vec<Edit>, merge: bool) {
        if merge {
            self.document.edit_merging(label, edits);
        } else {
            self.document.edit(label, edits);
        }
    }

    /// Takes the last step back, and with it what was said of it.
    pub(super) fn step_back(&mut self, ctx: &egui::Context) {
        forget_refused(ctx);
        if self.document.undo().is_some() {
            self.message = None;
        }
    }

    /// Makes the step last taken back again.
    pub(super) fn step_forward(&mut self, ctx: &egui::Context) {
        forget_refused(ctx);
        if self.document.redo().is_some() {
            self.message = None;
        }
    }

    /// The selected links that somebody has bent.
    pub(super) fn bent_links(&self) -> impl Iterator<Item = &LinkId> {
        self.selection.iter().filter_map(|object| match object {
            Object::Link(id) => self.map().links().get_key_value(id)?.1.bend.map(|_| id),
            _ => None,
        })
    }

    /// Leaves the course of the selected links to the canvas again.
    pub(super) fn straighten_links(&mut self) {
        let map = self.map();
        let edits = self.bent_links().flat_map(|link| bend::bend(map, link, None));
        let edits: Vec<Edit> = edits.collect();
        let first = self.bent_links().next();
        let label = first.map(|link| fill(words().canvas.step_straighten, &[&naming::link(map, link)]));
        if let Some(label) = label {
            self.edit(label, edits, false);
        }
    }

    pub(super) fn delete_selection(&mut self) {
        self.remove_selection(words().steps.step_delete);
    }

    /// Deletes what was copied.
    pub(super) fn cut_selection(&mut self) {
        self.remove_selection(words().steps.step_cut);
    }

    fn remove_selection(&mut self, step: &str) {
        let edits = self.map().removal(&self.selection);
        let with_it = self.nodes_lost_with(&edits);
        let label = fill(step, &[&self.selection_name()]);
        self.edit(label, edits, false);
        if !with_it.is_empty() {
            let names = with_it.join(", ");
            self.message = Some(fill(words().steps.deleted_with_it, &[&names]));
        }
    }

    /// The names of the nodes that `edits` take off the map without being selected: merchants go with
    /// the platform that they sell on.
    fn nodes_lost_with(&self, edits: &[Edit]) -> Vec<String> {
        let lost = edits.iter().filter_map(|edit| match edit {
            Edit::Node(id, None) => Some(id),
            _ => None,
        });
        lost.filter(|id| !self.selection.contains(&Object::Node((*id).clone())))
            .map(|id| naming::node(self.map(), id).to_owned())
            .collect()
    }
}
