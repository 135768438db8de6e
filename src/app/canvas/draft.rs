//! What is drawn otherwise than the map has it: what a gesture would change and has not yet.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Vec2};

use crate::model::{FrameId, LinkId, Object};

/// The unfinished work of a gesture, as the scene shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Objects on their way with the pointer.
    pub moved: Moved,
    /// A link on its way, with its bend.
    pub bent: Option<(LinkId, Vec2)>,
    /// A frame on its way, with its new outline.
    pub resized: Option<(FrameId, Rect)>,
}

/// Objects on their way with the pointer, not yet put down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moved {
    /// Which.
    pub objects: BTreeSet<Object>,
    /// How far from where the map has them.
    pub by: Vec2,
}

impl Moved {
    /// Where `object` is shown that the map has at `at`.
    pub fn place(&self, object: &Object, at: Point) -> Point {
        if self.objects.contains(object) {
            at + self.by
        } else {
            at
        }
    }
}
