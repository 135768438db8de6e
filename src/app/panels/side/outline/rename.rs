//! Renaming in place: which objects have a name of their own, and the edit that changes it.

use egui::{Key, Rect, TextEdit, Ui};

use crate::app::command::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{named, select_all};
use crate::model::{Company, Edit, Frame, Map, Node, Object, Scenario};

/// A name being typed.
pub(super) struct Renaming {
    object: Object,
    text: String,
    /// Whether the field has been drawn: the first time it takes the keyboard.
    started: bool,
}

impl Renaming {
    /// Starts with the name that `object` has; `None` if it has none of its own.
    pub(super) fn start(map: &Map, object: &Object) -> Option<Self> {
        renamed(map, object, String::new())?;
        Some(Self {
            object: object.clone(),
            text: naming::object(map, object),
            started: false,
        })
    }

    /// What is being renamed.
    pub(super) fn object(&self) -> &Object {
        &self.object
    }

    /// Draws the field in the row's place; whether typing goes on.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: Rect, map: &Map, commands: &mut Vec<Command>) -> bool {
        let field = TextEdit::singleline(&mut self.text).desired_width(rect.width());
        let response = named(ui.put(rect, field), words().outline.new_name);
        if !std::mem::replace(&mut self.started, true) {
            response.request_focus();
            select_all(ui, response.id, &self.text);
            return true;
        }
        if !response.lost_focus() && response.has_focus() {
            return true;
        }
        if !ui.input(|input| input.key_pressed(Key::Escape)) {
            let step = self.step(map);
            commands.extend(step.map(|(label, edits)| Command::Edit {
                label,
                edits,
                merge: false,
            }));
        }
        false
    }

    /// The step that takes over what was typed; none for the same name or an empty one.
    pub(super) fn step(&self, map: &Map) -> Option<(String, Vec<Edit>)> {
        let (name, before) = (self.text.trim(), naming::object(map, &self.object));
        if name.is_empty() || name == before {
            return None;
        }
        let edit = renamed(map, &self.object, name.to_owned())?;
        Some((fill(words().steps.step_rename, &[&before]), vec![edit]))
    }
}

/// The edit that gives `object` another name.
fn renamed(map: &Map, object: &Object, name: String) -> Option<Edit> {
    Some(match object {
        Object::Node(id) => {
            let node = map.nodes().get(id)?.clone();
            Edit::put_node(id.clone(), Node { name, ..node })
        }
        Object::Company(id) => {
            let company = map.companies().get(id)?.clone();
            Edit::put_company(id.clone(), Company { name, ..company })
        }
        Object::Scenario(id) => {
            let scenario = map.scenarios().get(id)?.clone();
            Edit::put_scenario(id.clone(), Scenario { name, ..scenario })
        }
        Object::Frame(id) => {
            let frame = map.frames().get(id)?.clone();
            Edit::Frame(id.clone(), Some(Frame { title: name, ..frame }))
        }
        _ => return None,
    })
}
