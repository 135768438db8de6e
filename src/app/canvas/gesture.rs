//! What the pointer is in the middle of doing: always exactly one of these.
//!
//! | drag with | on a node, note or frame | elsewhere |
//! |---|---|---|
//! | primary button | moves it, with the selection if it is part of that | pans |
//! | shift and primary button | moves it, added to the selection | selects what a box encloses; with ctrl, too |
//! | space and primary, middle or secondary button | pans | pans |
//!
//! Escape cancels. One drag is one step of the history.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Vec2};

use super::hit::Target;
use super::scene::{Moved, Scene};
use crate::app::command::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::model::{Edit, Frame, Map, Node, Note, Object};

/// What is being dragged.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// The whole map.
    Panning,
    /// A box that selects what it encloses.
    BoxSelecting {
        /// The corner where it began.
        from: Point,
        /// The corner at the pointer.
        to: Point,
        /// Whether what was selected before stays so.
        adding: bool,
    },
    /// Nodes, notes and frames.
    Moving {
        /// The point of the map that the pointer holds.
        grabbed: Point,
        /// What is moved and how far.
        moved: Moved,
    },
}

/// The keys held when a drag starts.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Held {
    pub shift: bool,
    pub command: bool,
    pub space: bool,
    /// Whether the drag is made with the primary button.
    pub primary: bool,
}

impl Gesture {
    /// The gesture that starts on `target` at the point `at` of the map, with the selection it asks for.
    pub fn start(
        target: Option<Target>,
        at: Point,
        held: Held,
        scene: &Scene,
        selection: &BTreeSet<Object>,
        commands: &mut Vec<Command>,
    ) -> Self {
        if !held.primary || held.space {
            return Self::Panning;
        }
        let object = match target {
            Some(target @ (Target::Node(_) | Target::Note(_) | Target::Frame(_))) => target.object(scene),
            _ => None,
        };
        let Some(object) = object else {
            return if held.shift {
                Self::BoxSelecting {
                    from: at,
                    to: at,
                    adding: held.command,
                }
            } else {
                Self::Panning
            };
        };
        let mut objects: BTreeSet<Object> = selection
            .iter()
            .filter(|object| is_placed(object))
            .cloned()
            .collect();
        if !selection.contains(&object) {
            if held.shift {
                commands.push(Command::SelectAlso(object.clone()));
            } else {
                objects.clear();
                commands.push(Command::Select(vec![object.clone()]));
            }
            objects.insert(object);
        }
        Self::Moving {
            grabbed: at,
            moved: Moved {
                objects,
                by: Vec2::ZERO,
            },
        }
    }

    /// Takes the pointer's new place on the map.
    pub fn follow(&mut self, at: Point) {
        match self {
            Self::Idle | Self::Panning => {}
            Self::BoxSelecting { to, .. } => *to = at,
            // Whole units: nobody can see a fraction of one, and everybody would see it in the file.
            Self::Moving { grabbed, moved } => moved.by = (at - *grabbed).round(),
        }
    }

    /// Ends it where the pointer was let go.
    pub fn finish(self, map: &Map, scene: &Scene, selection: &BTreeSet<Object>, commands: &mut Vec<Command>) {
        match self {
            Self::Idle | Self::Panning => {}
            Self::BoxSelecting { from, to, adding } => {
                let mut selected: Vec<Object> = if adding {
                    selection.iter().cloned().collect()
                } else {
                    Vec::new()
                };
                for object in enclosed(scene, Rect::from_points(from, to)) {
                    if !selected.contains(&object) {
                        selected.push(object);
                    }
                }
                commands.push(Command::Select(selected));
            }
            Self::Moving { moved, .. } => commands.extend(move_command(map, &moved, false)),
        }
    }

    /// What is on its way with the pointer.
    pub fn moved(&self) -> Option<&Moved> {
        match self {
            Self::Moving { moved, .. } if moved.by != Vec2::ZERO => Some(moved),
            _ => None,
        }
    }
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

/// The objects that lie in `area`: nodes by their middle, links, notes and frames whole.
fn enclosed(scene: &Scene, area: Rect) -> Vec<Object> {
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
