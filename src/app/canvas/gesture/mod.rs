//! What the pointer is in the middle of doing: always exactly one of these.
//!
//! | drag of | does |
//! |---|---|
//! | a node, a note, the title of a frame or the name of a company | moves it, with the selection if it is part of that, a frame with what it encloses |
//! | the rim of a node | leads a link to another |
//! | an end of the selected link, or of the one under the pointer | leads that end elsewhere |
//! | the middle of the selected link | bends it |
//! | an edge or a corner of a frame | makes the frame larger or smaller |
//! | the ground | pans; with shift, selects what a box encloses; with ctrl, too |
//! | anything, with space held or with another button | pans |
//!
//! While something is moved, alt sets it free of grid and neighbours. A frame dragged with alt or ctrl
//! leaves behind what it encloses; a node dragged with ctrl leaves itself behind and moves a copy.
//!
//! Escape cancels. One drag is one step of the history.

mod bending;
mod boxing;
mod linking;
mod moving;
mod placing;
mod reconnecting;
mod resizing;

use kurbo::Point;

pub use self::bending::{Bending, bend_command};
pub use self::boxing::Boxing;
pub use self::linking::Linking;
pub use self::moving::{Moving, is_placed, move_command};
pub use self::placing::Placing;
pub use self::reconnecting::Reconnecting;
pub use self::resizing::Resizing;
use super::camera::View;
use super::draft::Draft;
use super::grip::Grip;
use super::hit::Target;
use super::popup::Popup;
use super::scene::Scene;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::model::NodeId;

/// What is being done.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// The whole map is moved.
    Panning,
    /// A box is drawn that selects what it encloses.
    Boxing(Boxing),
    /// Nodes, notes and frames are moved.
    Moving(Moving),
    /// A frame is made larger or smaller.
    Resizing(Resizing),
    /// A new link is led from a node to another.
    Linking(Linking),
    /// An end of a link is led to another node.
    Reconnecting(Reconnecting),
    /// A link is bent.
    Bending(Bending),
    /// Something new, taken up by a key, is brought to its place.
    Placing(Placing),
}

/// The keys and the button held.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Held {
    pub shift: bool,
    pub command: bool,
    pub alt: bool,
    pub space: bool,
    /// Whether the drag is made with the primary button.
    pub primary: bool,
}

/// The frame in which a gesture starts, goes on or ends.
pub struct Stage<'a, 'c> {
    /// The map and what is shown of it.
    pub context: &'a Context<'c>,
    /// What is drawn.
    pub scene: &'a Scene,
    /// Where it is seen.
    pub view: View,
    /// The keys held.
    pub held: Held,
}

impl Stage<'_, '_> {
    /// Whether what is moved is to fall into line.
    fn snaps(&self) -> bool {
        self.context.view.snap && !self.held.alt
    }

    /// A length on screen, on the map.
    fn units(&self, points: f32) -> f64 {
        f64::from(points) / self.view.stand.zoom
    }
}

impl Gesture {
    /// The gesture of a drag that starts at the point `at` of the map, on `grip` or else on
    /// `target`; asks for the selection it needs.
    pub fn start(
        stage: &Stage<'_, '_>,
        grip: Option<&Grip>,
        target: Option<Target>,
        at: Point,
        commands: &mut Vec<Command>,
    ) -> Self {
        if !stage.held.primary || stage.held.space {
            return Self::Panning;
        }
        let on_grip = grip.and_then(|grip| match grip {
            Grip::Rim(node) => Some(Self::Linking(Linking::from_rim(stage, *node)?)),
            Grip::End(link, end) => Some(Self::Reconnecting(Reconnecting::start(stage, *link, *end)?)),
            Grip::Bend(link) => Some(Self::Bending(Bending::start(stage, *link, at)?)),
            Grip::Edges(frame, edges) => Some(Self::Resizing(Resizing::start(stage, *frame, *edges, at)?)),
        });
        if let Some(gesture) = on_grip {
            return gesture;
        }
        match target.and_then(|target| Moving::start(stage, target, at, commands)) {
            Some(moving) => Self::Moving(moving),
            None if stage.held.shift => Self::Boxing(Boxing::start(at, stage.held.command)),
            None => Self::Panning,
        }
    }

    /// The link that keys or a click are to lead from `node`, if one may lead from there.
    pub fn link_by_keys(context: &Context<'_>, node: &NodeId) -> Option<Self> {
        Linking::by_keys(context, node).map(Self::Linking)
    }

    /// Takes the pointer's new place on the map.
    pub fn follow(&mut self, stage: &Stage<'_, '_>, at: Point) {
        match self {
            Self::Idle | Self::Panning => {}
            Self::Boxing(boxing) => boxing.follow(at),
            Self::Moving(moving) => moving.follow(stage, at),
            Self::Resizing(resizing) => resizing.follow(stage, at),
            Self::Linking(linking) => linking.follow(stage, at),
            Self::Reconnecting(reconnecting) => reconnecting.follow(stage, at),
            Self::Bending(bending) => bending.follow(stage, at),
            Self::Placing(placing) => placing.follow(stage, at),
        }
    }

    /// Ends it where the pointer was let go. A link let go over the ground asks what it is to lead to.
    pub fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) -> Option<Popup> {
        match self {
            Self::Idle | Self::Panning => {}
            Self::Boxing(boxing) => boxing.finish(stage, commands),
            Self::Moving(moving) => moving.finish(stage, commands),
            Self::Resizing(resizing) => resizing.finish(stage, commands),
            Self::Linking(linking) => return linking.finish(stage, commands),
            Self::Reconnecting(reconnecting) => reconnecting.finish(stage, commands),
            Self::Bending(bending) => bending.finish(stage, commands),
            Self::Placing(placing) => placing.finish(stage, commands),
        }
        None
    }

    /// What the map would look like if it ended now, where it changes the map's drawing.
    pub fn draft(&self) -> Draft {
        match self {
            Self::Moving(moving) => moving.draft(),
            Self::Resizing(resizing) => resizing.draft(),
            Self::Bending(bending) => bending.draft(),
            _ => Draft::default(),
        }
    }

    /// Whether keys began it, so that a click ends it and no drag.
    pub fn is_by_keys(&self) -> bool {
        match self {
            Self::Linking(linking) => linking.is_by_keys(),
            Self::Placing(_) => true,
            _ => false,
        }
    }

    /// Whether it was begun with the state of the map that it is to change, and means nothing for
    /// another.
    pub fn changes_map(&self) -> bool {
        !matches!(self, Self::Idle | Self::Panning | Self::Boxing(_))
    }
}
