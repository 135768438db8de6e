//! Making a frame larger or smaller by its edges and corners.

use kurbo::{Point, Rect, Size, Vec2};

use super::Stage;
use crate::app::canvas::draft::Draft;
use crate::app::canvas::grid;
use crate::app::canvas::grip::Edges;
use crate::app::command::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::model::{Edit, Frame, FrameId, Object};

/// The smallest frame: its title must still be there to be taken hold of.
const LEAST: Size = Size::new(64.0, 40.0);

/// A frame on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Resizing {
    frame: FrameId,
    edges: Edges,
    grabbed: Point,
    before: Rect,
    now: Rect,
}

impl Resizing {
    pub(super) fn start(stage: &Stage<'_, '_>, place: usize, edges: Edges, at: Point) -> Option<Self> {
        let frame = stage.scene.frames.get(place)?;
        Some(Self {
            frame: frame.id.clone(),
            edges,
            grabbed: at,
            before: frame.rect,
            now: frame.rect,
        })
    }

    /// The edges that are dragged.
    pub fn edges(&self) -> Edges {
        self.edges
    }

    pub(super) fn follow(&mut self, stage: &Stage<'_, '_>, at: Point) {
        let by: Vec2 = at - self.grabbed;
        let place = |coordinate: f64| {
            if stage.snaps() {
                grid::line(coordinate)
            } else {
                coordinate.round()
            }
        };
        let mut now = self.before;
        let edges = self.edges;
        if edges.left {
            now.x0 = place(now.x0 + by.x).min(now.x1 - LEAST.width);
        }
        if edges.right {
            now.x1 = place(now.x1 + by.x).max(now.x0 + LEAST.width);
        }
        if edges.top {
            now.y0 = place(now.y0 + by.y).min(now.y1 - LEAST.height);
        }
        if edges.bottom {
            now.y1 = place(now.y1 + by.y).max(now.y0 + LEAST.height);
        }
        self.now = now;
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) {
        let map = stage.context.map;
        let Some(frame) = map.frames().get(&self.frame).filter(|_| self.now != self.before) else {
            return;
        };
        let resized = Frame {
            at: (self.now.x0, self.now.y0),
            size: (self.now.width(), self.now.height()),
            ..frame.clone()
        };
        let name = naming::object(map, &Object::Frame(self.frame.clone()));
        commands.push(Command::Edit {
            label: fill(words().canvas.step_resize, &[&name]),
            edits: vec![Edit::Frame(self.frame, Some(resized))],
            merge: false,
        });
    }

    pub(super) fn draft(&self) -> Draft {
        Draft {
            resized: Some((self.frame.clone(), self.now)),
            ..Draft::default()
        }
    }
}
