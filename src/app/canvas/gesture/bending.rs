//! Bending a link by its middle.

use kurbo::{Point, Vec2};

use super::Stage;
use crate::app::canvas::draft::Draft;
use crate::app::canvas::grip;
use crate::app::command::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::editing;
use crate::model::{LinkId, Map};

/// A link on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Bending {
    link: LinkId,
    /// From the pointer to the middle of the handle it took hold of.
    offset: Vec2,
    /// The midpoint of the straight line between the ends.
    straight: Point,
    /// The bend, once the pointer has moved.
    bend: Option<Vec2>,
}

impl Bending {
    pub(super) fn start(stage: &Stage<'_, '_>, place: usize, at: Point) -> Option<Self> {
        let scene = stage.scene;
        let link = scene.links.get(place)?;
        let handle = grip::middle_handle(stage.context, link, scene, &stage.view)?;
        Some(Self {
            link: link.id.clone(),
            offset: handle - at,
            straight: grip::straight_middle(scene, link),
            bend: None,
        })
    }

    /// The link that is bent.
    pub fn link(&self) -> &LinkId {
        &self.link
    }

    pub(super) fn follow(&mut self, _stage: &Stage<'_, '_>, at: Point) {
        self.bend = Some((at + self.offset - self.straight).round());
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) {
        if let Some(bend) = self.bend {
            commands.extend(bend_command(stage.context.map, &self.link, Some(bend), false));
        }
    }

    pub(super) fn draft(&self) -> Draft {
        Draft {
            bent: self.bend.map(|bend| (self.link.clone(), bend)),
            ..Draft::default()
        }
    }
}

/// The command that bends a link, or lets the canvas choose its course again.
pub fn bend_command(map: &Map, link: &LinkId, bend: Option<Vec2>, merge: bool) -> Option<Command> {
    let edits = editing::bend::bend(map, link, bend.map(|bend| (bend.x, bend.y)));
    let template = if bend.is_some() {
        words().canvas.step_bend
    } else {
        words().canvas.step_straighten
    };
    (!edits.is_empty()).then(|| Command::Edit {
        label: fill(template, &[&naming::link(map, link)]),
        edits,
        merge,
    })
}
