//! Something new taken up by a key, until a click puts it down.
//!
//! A key alone draws nothing: it may be the first of a number that was meant for a field.

use kurbo::Point;

use super::Stage;
use crate::app::action::Action;
use crate::app::canvas::grid;
use crate::app::command::Command;
use crate::app::payload::Payload;

/// Something new on its way to its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placing {
    /// The action that adds it where there is room.
    action: Action,
    what: Payload,
    at: Option<Point>,
}

impl Placing {
    /// What `action` would add, taken up; `None` if it adds nothing.
    pub fn new(action: Action) -> Option<Self> {
        let what = action.adds()?;
        let at = None;
        Some(Self { action, what, at })
    }

    pub(super) fn follow(&mut self, stage: &Stage<'_, '_>, at: Point) {
        let snaps = stage.snaps();
        self.at = Some(if snaps { grid::nearest(at) } else { at.round() });
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) {
        let round_selection = self.what == Payload::Frame && !stage.context.selection.is_empty();
        commands.push(match self.at {
            Some(at) if !round_selection => Command::Add {
                what: self.what,
                at: (at.x, at.y),
                from: None,
            },
            _ => self.action.into(),
        });
    }

    /// What is put down.
    pub fn what(&self) -> Payload {
        self.what
    }

    /// The action that puts it where there is room.
    pub fn action(&self) -> Action {
        self.action
    }
}
