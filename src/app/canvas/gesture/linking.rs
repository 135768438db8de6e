//! Leading a new link from a node to another, or to a node that is made for it.

use std::collections::HashSet;

use kurbo::Point;

use super::Stage;
use crate::app::canvas::hit;
use crate::app::canvas::popup::Popup;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::editing::add;
use crate::editing::legal::{self, Refusal};
use crate::model::{Map, NodeId};

/// How far outside a node the pointer still means it while a link is led there, in points: a target
/// is easier to hit than what one picks up.
const REACH: f32 = 12.0;

/// A link on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Linking {
    from: NodeId,
    /// Where the pointer is, once it has moved.
    at: Option<Point>,
    over: Option<Over>,
    legal: HashSet<NodeId>,
    by_keys: bool,
}

/// The node that a link on its way would lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// Which.
    pub node: NodeId,
    /// Why it must not.
    pub refusal: Option<Refusal>,
}

impl Linking {
    pub(super) fn from_rim(stage: &Stage<'_, '_>, place: usize) -> Option<Self> {
        let from = stage.scene.nodes.get(place)?.id.clone();
        Some(Self::new(stage.context.map, from))
    }

    /// A link that starts at `from` and whose end is chosen by keys or by a click.
    pub(super) fn by_keys(context: &Context<'_>, from: &NodeId) -> Option<Self> {
        let linking = Self::new(context.map, from.clone());
        let possible = !linking.legal.is_empty();
        possible.then_some(Self {
            by_keys: true,
            ..linking
        })
    }

    fn new(map: &Map, from: NodeId) -> Self {
        let nodes = map.nodes().keys();
        let legal = nodes.filter(|node| legal::may_link(map, &from, node).is_ok());
        Self {
            legal: legal.cloned().collect(),
            at: None,
            over: None,
            by_keys: false,
            from,
        }
    }

    pub(super) fn follow(&mut self, stage: &Stage<'_, '_>, at: Point) {
        self.at = Some(at);
        self.over = None;
        if let Some(node) = node_under(stage, at) {
            self.choose(stage.context, node);
        }
    }

    /// Takes `node` as what the link would lead to.
    pub fn choose(&mut self, context: &Context<'_>, node: NodeId) {
        self.over = Some(Over {
            refusal: legal::may_link(context.map, &self.from, &node).err(),
            node,
        });
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) -> Option<Popup> {
        let map = stage.context.map;
        let Some(over) = self.over else {
            let at = self.at?;
            return Some(Popup::for_link(self.from, at));
        };
        let kind = stage.context.view.link_kind;
        let added = add::link_of_kind(map, &self.from, &over.node, kind).ok()?;
        let ends = [&self.from, &over.node].map(|id| naming::node(map, id));
        commands.push(Command::Edit {
            label: fill(words().canvas.step_link, &ends),
            edits: added.edits,
            merge: false,
        });
        commands.push(Command::Select(vec![added.object]));
        None
    }

    /// The node it starts at.
    pub fn from(&self) -> &NodeId {
        &self.from
    }

    /// Where the pointer is, if it has a say.
    pub fn at(&self) -> Option<Point> {
        self.at
    }

    /// The node that it would lead to.
    pub fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// The nodes that it may lead to.
    pub fn legal(&self) -> &HashSet<NodeId> {
        &self.legal
    }

    /// Whether its end is chosen by keys or a click, not by a drag.
    pub fn is_by_keys(&self) -> bool {
        self.by_keys
    }

    /// Leaves the choice of its end to the drag that has just started.
    pub fn drag(&mut self) {
        self.by_keys = false;
    }
}

/// The node that the pointer means at `at`.
pub(super) fn node_under(stage: &Stage<'_, '_>, at: Point) -> Option<NodeId> {
    let place =
        hit::node_at(stage.scene, at, 0.0).or_else(|| hit::node_at(stage.scene, at, stage.units(REACH)))?;
    Some(stage.scene.nodes[place].id.clone())
}
