//! Bringing what is on the canvas into order: aligning, spacing, gathering, laying out.

use std::collections::BTreeSet;

use crate::app::arranging::{Places, Style};
use crate::app::i18n::words;
use crate::app::shell::Shell;
use crate::app::state::State;
use crate::editing::arrange::{self, Alignment, Axis};
use crate::editing::gather;
use crate::model::{Edit, Node, NodeId, Object};

/// Room that a node needs with its name and number, in map units.
const FOOTPRINT: (f64, f64) = (150.0, 110.0);

impl Shell {
    /// Has the nodes selected laid out beside the window's work; all of them if at most one is.
    pub(super) fn lay_out(&mut self, style: Style, ctx: &egui::Context) {
        let map = self.state.document.map().clone();
        let selected = self.state.selected_nodes();
        let nodes = if selected.len() > 1 {
            selected
        } else {
            map.nodes().keys().cloned().collect()
        };
        self.state.arranging.start(style, map, nodes, ctx);
    }
}

impl State {
    /// The nodes selected.
    pub(super) fn selected_nodes(&self) -> BTreeSet<NodeId> {
        let nodes = self.selection.iter().filter_map(|object| match object {
            Object::Node(id) => Some(id.clone()),
            _ => None,
        });
        nodes.collect()
    }

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

    /// Takes in the places that a layout found for nodes. Links between them lose their bends, which
    /// were drawn for other places.
    pub(in crate::app) fn take_places(&mut self, places: &Places) {
        let map = self.map();
        let moved = places.iter().filter_map(|(id, at)| {
            let node = map.nodes().get(id)?;
            let node = Node {
                at: *at,
                ..node.clone()
            };
            Some(Edit::put_node(id.clone(), node))
        });
        let laid_out = |id: &NodeId| places.contains_key(id);
        let bent = map.links().iter();
        let bent = bent.filter(|(_, link)| link.bend.is_some() && laid_out(&link.from) && laid_out(&link.to));
        let straightened = bent.map(|(id, link)| {
            let mut link = link.clone();
            link.bend = None;
            Edit::put_link(id.clone(), link)
        });
        let edits = moved.chain(straightened).collect();
        self.edit(words().steps.step_lay_out.to_owned(), edits, false);
    }
}
