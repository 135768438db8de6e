//! Drawing a box that selects what it encloses.

use std::collections::HashSet;

use kurbo::{Point, Rect};

use super::Stage;
use crate::app::canvas::scene::Scene;
use crate::app::command::Command;
use crate::model::Object;

/// A box on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxing {
    from: Point,
    to: Point,
    /// Whether what was selected before stays so.
    adding: bool,
}

impl Boxing {
    pub(super) fn start(at: Point, adding: bool) -> Self {
        Self {
            from: at,
            to: at,
            adding,
        }
    }

    pub(super) fn follow(&mut self, at: Point) {
        self.to = at;
    }

    /// What it covers.
    pub fn rect(&self) -> Rect {
        Rect::from_points(self.from, self.to)
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) {
        let mut selected: Vec<Object> = if self.adding {
            stage.context.selection.iter().cloned().collect()
        } else {
            Vec::new()
        };
        let known: HashSet<Object> = selected.iter().cloned().collect();
        let enclosed = enclosed(stage.scene, self.rect()).into_iter();
        selected.extend(enclosed.filter(|object| !known.contains(object)));
        commands.push(Command::Select(selected));
    }
}

/// The objects that lie in `area`: nodes by their middle, links, notes and frames whole.
pub(super) fn enclosed(scene: &Scene, area: Rect) -> Vec<Object> {
    let holds = |rect: Rect| area.union(rect) == area;
    let nodes = scene.nodes.iter().filter(|node| area.contains(node.center));
    let links = scene.links.iter().filter(|link| holds(link.bounds));
    let notes = scene.notes.iter().filter(|note| area.contains(note.at));
    let frames = scene.frames.iter().filter(|frame| holds(frame.rect));
    nodes
        .map(|node| Object::Node(node.id.clone()))
        .chain(links.map(|link| Object::Link(link.id.clone())))
        .chain(notes.map(|note| Object::Note(note.id.clone())))
        .chain(frames.map(|frame| Object::Frame(frame.id.clone())))
        .collect()
}
