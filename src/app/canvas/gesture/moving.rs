//! Moving nodes, notes and frames.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Vec2};

use super::Stage;
use super::boxing::enclosed;
use crate::app::canvas::draft::{Draft, Moved};
use crate::app::canvas::grid;
use crate::app::canvas::guides::{self, Guide};
use crate::app::canvas::hit::Target;
use crate::app::canvas::scene::Scene;
use crate::app::command::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::editing::clipboard;
use crate::model::{Edit, Frame, Map, Node, Note, Object};

/// How near to a neighbour's line something falls into it, in points.
const REACH: f32 = 6.0;
/// A move shorter than this, in points, is none: what was picked up and put back stays where it was.
const LEAST: f32 = 3.0;
/// At most so many neighbours are looked at.
const MOST: usize = 400;

/// Objects on their way with the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    /// The point of the map that the pointer holds.
    grabbed: Point,
    /// The outline of the object that it holds, where the map has it.
    held: Rect,
    /// The place of that object, which falls onto the grid.
    anchor: Point,
    /// The outlines of what stays where it is.
    others: Vec<Rect>,
    moved: Moved,
    /// Whether it stays where it is and a copy is moved.
    copying: bool,
    guides: Vec<Guide>,
}

impl Moving {
    /// The move of what `target` stands for; `None` for what has no place of its own.
    pub(super) fn start(
        stage: &Stage<'_, '_>,
        target: Target,
        at: Point,
        commands: &mut Vec<Command>,
    ) -> Option<Self> {
        let scene = stage.scene;
        let (held, anchor) = outline(scene, target)?;
        let mut objects = grab(stage, target, commands)?;
        let alone = stage.held.alt || stage.held.command;
        if !alone {
            let frames = scene.frames.iter();
            let frames = frames.filter(|frame| objects.contains(&Object::Frame(frame.id.clone())));
            let inside: Vec<Object> = frames.flat_map(|frame| enclosed(scene, frame.rect)).collect();
            objects.extend(inside.into_iter().filter(is_placed));
        }
        Some(Self {
            grabbed: at,
            held,
            anchor,
            others: others(stage, &objects),
            moved: Moved {
                objects,
                by: Vec2::ZERO,
            },
            copying: stage.held.command && matches!(target, Target::Node(_) | Target::Note(_)),
            guides: Vec::new(),
        })
    }

    pub(super) fn follow(&mut self, stage: &Stage<'_, '_>, at: Point) {
        let by = at - self.grabbed;
        self.guides.clear();
        // Whole units: nobody can see a fraction of one, and everybody would see it in the file.
        self.moved.by = if by.hypot() < stage.units(LEAST) {
            Vec2::ZERO
        } else if !stage.snaps() {
            by.round()
        } else {
            let fit = guides::fit(self.held + by, &self.others, stage.units(REACH));
            self.guides = fit.guides;
            let on_grid = grid::nearest(self.anchor + by) - self.anchor;
            Vec2::new(
                fit.dx.map_or(on_grid.x, |dx| by.x + dx),
                fit.dy.map_or(on_grid.y, |dy| by.y + dy),
            )
        };
    }

    pub(super) fn finish(self, stage: &Stage<'_, '_>, commands: &mut Vec<Command>) {
        let map = stage.context.map;
        if !self.copying {
            commands.extend(move_command(map, &self.moved, false));
            return;
        }
        let Moved { objects, by } = self.moved;
        let first = objects.first().map(|object| naming::object(map, object));
        let copied = clipboard::duplicate(map, &objects, (by.x, by.y));
        if let (Some(first), Ok(copied), true) = (first, copied, by != Vec2::ZERO) {
            commands.push(Command::Edit {
                label: fill(words().steps.step_duplicate, &[&first]),
                edits: copied.edits,
                merge: false,
            });
            commands.push(Command::Select(copied.objects.into_iter().collect()));
        }
    }

    pub(super) fn draft(&self) -> Draft {
        if self.copying || self.moved.by == Vec2::ZERO {
            return Draft::default();
        }
        Draft {
            moved: self.moved.clone(),
            ..Draft::default()
        }
    }

    /// What a copy is moved of, and how far.
    pub fn copied(&self) -> Option<&Moved> {
        self.copying.then_some(&self.moved)
    }

    /// The lines that what is moved has fallen into.
    pub fn guides(&self) -> &[Guide] {
        &self.guides
    }
}

/// The outline and the place of what `target` stands for.
fn outline(scene: &Scene, target: Target) -> Option<(Rect, Point)> {
    match target {
        Target::Node(place) => scene.nodes.get(place).map(|node| (node.body(), node.center)),
        Target::Note(place) => scene.notes.get(place).map(|note| (note.footprint(), note.at)),
        Target::Frame(place) => scene
            .frames
            .get(place)
            .map(|frame| (frame.rect, frame.rect.origin())),
        Target::Company(place) => {
            let bounds = scene.territories.get(place)?.area.bounds()?;
            Some((bounds, bounds.origin()))
        }
        Target::Gate(_) | Target::Link(_) => None,
    }
}

/// What moves with `target`: the selection if it is part of that, else it alone, which is then
/// selected. The name of a company moves what the company hosts.
fn grab(stage: &Stage<'_, '_>, target: Target, commands: &mut Vec<Command>) -> Option<BTreeSet<Object>> {
    let object = target.object(stage.scene)?;
    let selection = stage.context.selection;
    let mut objects: BTreeSet<Object> = selection
        .iter()
        .filter(|object| is_placed(object))
        .cloned()
        .collect();
    if !selection.contains(&object) {
        if stage.held.shift {
            commands.push(Command::SelectAlso(object.clone()));
        } else {
            objects.clear();
            commands.push(Command::Select(vec![object.clone()]));
        }
    }
    if let Target::Company(place) = target {
        let company = stage.scene.territories.get(place)?.company;
        let hosted = stage.scene.nodes.iter();
        let hosted = hosted.filter(|node| node.host == Some(company));
        objects.extend(hosted.map(|node| Object::Node(node.id.clone())));
    } else {
        objects.insert(object);
    }
    Some(objects)
}

/// The outlines in view of nodes and frames that are not `moved`.
fn others(stage: &Stage<'_, '_>, moved: &BTreeSet<Object>) -> Vec<Rect> {
    let seen = stage.view.visible(0.0);
    let nodes = stage.scene.nodes.iter();
    let nodes = nodes.filter(|node| !moved.contains(&Object::Node(node.id.clone())));
    let frames = stage.scene.frames.iter();
    let frames = frames.filter(|frame| !moved.contains(&Object::Frame(frame.id.clone())));
    nodes
        .map(|node| node.body())
        .chain(frames.map(|frame| frame.rect))
        .filter(|rect| rect.overlaps(seen))
        .take(MOST)
        .collect()
}

/// Whether an object has a place of its own on the canvas.
pub fn is_placed(object: &Object) -> bool {
    matches!(object, Object::Node(_) | Object::Note(_) | Object::Frame(_))
}

/// The command that puts `moved` objects down; `merge` joins it to one like it just before.
pub fn move_command(map: &Map, moved: &Moved, merge: bool) -> Option<Command> {
    if moved.by == Vec2::ZERO {
        return None;
    }
    let place = |at: (f64, f64)| (at.0 + moved.by.x, at.1 + moved.by.y);
    let mut edits = Vec::new();
    for object in &moved.objects {
        match object {
            Object::Node(id) => edits.extend(map.nodes().get(id).map(|node| {
                let at = place(node.at);
                Edit::put_node(id.clone(), Node { at, ..node.clone() })
            })),
            Object::Note(id) => edits.extend(map.notes().get(id).map(|note| {
                let at = place(note.at);
                Edit::Note(id.clone(), Some(Note { at, ..note.clone() }))
            })),
            Object::Frame(id) => edits.extend(map.frames().get(id).map(|frame| {
                let at = place(frame.at);
                Edit::Frame(id.clone(), Some(Frame { at, ..frame.clone() }))
            })),
            _ => {}
        }
    }
    let label = match edits.len() {
        0 => return None,
        1 => fill(
            words().canvas.step_move,
            &[&naming::object(map, moved.objects.first()?)],
        ),
        count => fill(words().canvas.step_move_many, &[&count.to_string()]),
    };
    Some(Command::Edit { label, edits, merge })
}
