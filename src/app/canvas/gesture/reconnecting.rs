//! Leading an end of a link to another node.

use std::collections::HashSet;

use kurbo::Point;

use super::Stage;
use super::linking::{Over, node_under};
use crate::app::command::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::editing;
use crate::editing::legal::{self, End};
use crate::model::{LinkId, NodeId, Object};

/// An end of a link on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconnecting {
    link: LinkId,
    end: End,
    /// The node at the other end.
    fixed: NodeId,
    at: Option<Point>,
    over: Option<Over>,
    legal: HashSet<NodeId>,
}

impl Reconnecting {
    pub(super) fn start(stage: &Stage<'_, '_>, place: usize, end: End) -> Option<Self> {
        let link = stage.scene.links.get(place)?.id.clone();
        let map = stage.context.map;
        let ends = map.links().get(&link)?;
        let fixed = match end {
            End::From => ends.to.clone(),
            End::To => ends.from.clone(),
        };
        let nodes = map.nodes().keys();
        let legal = nodes.filter(|node| legal::may_reconnect(map, &link, end, node).is_ok());
        Some(Self {
            end,
            fixed,
            at: None,
            over: None,
            legal: legal.cloned().collect(),
            link,
        })
    }

    pub(super) fn follow(&mut self, stage: &Stage<'_, '_>, at: Point) {
        self.at = Some(at);
        let verdict = |node: &NodeId| legal::may_reconnect(stage.context.map, &self.link, self.end, node);
        self.over = node_under(stage, at).map(|node| Over {
            refusal: verdict(&node).err(),
            node,
        });
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) {
        let map = stage.context.map;
        let Some(over) = self.over else { return };
        let Ok(edits) = editing::reconnect::reconnect(map, &self.link, self.end, &over.node) else {
            return;
        };
        if !edits.is_empty() {
            commands.push(Command::Edit {
                label: fill(words().canvas.step_reconnect, &[&naming::link(map, &self.link)]),
                edits,
                merge: false,
            });
        }
        commands.push(Command::Select(vec![Object::Link(self.link)]));
    }

    /// The link and the end of it that is on its way.
    pub fn link(&self) -> (&LinkId, End) {
        (&self.link, self.end)
    }

    /// The node at the end that stays.
    pub fn fixed(&self) -> &NodeId {
        &self.fixed
    }

    /// Where the pointer holds the end.
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
}
