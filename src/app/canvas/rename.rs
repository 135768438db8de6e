//! Typing a name where it stands: of a node, a company, a frame, or the words of a note.

use egui::{Align2, Event, FontId, Frame, Id, Key, Margin, Modifiers, Rect, Response, Stroke, TextEdit, Ui};
use egui::{UiBuilder, WidgetInfo, pos2, vec2};

use super::camera::View;
use super::hit::Written;
use super::scene::Scene;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::select_all;
use crate::app::theme::{RADIUS, type_size};
use crate::app::typing::Stage;
use crate::model::{Company, Edit, Map, Node, Note, Object};

/// Least width of the field, in points.
const LEAST_WIDTH: f32 = 140.0;
/// Width of the field for the words of a note.
const NOTE_WIDTH: f32 = 300.0;
/// Frames in which a new field may still be without the focus it has asked for.
const PATIENCE: u8 = 3;

/// A name being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Rename {
    object: Object,
    text: String,
    /// Frames drawn since it was opened.
    frames: u8,
    focused: bool,
}

/// What has become of a name being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// It goes on.
    On,
    /// It has been taken over or given up.
    Over,
}

impl Rename {
    /// A field with the name of `object`; `None` for what has no name on the canvas.
    pub fn of(map: &Map, object: &Object) -> Option<Self> {
        Some(Self {
            text: name(map, object)?.to_owned(),
            object: object.clone(),
            frames: 0,
            focused: false,
        })
    }

    /// Draws the field over the name and takes over what was typed, or gives it up; also what the
    /// field covers.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        canvas: &Response,
        context: &Context<'_>,
        (scene, view, written): (&Scene, &View, &[Written]),
        commands: &mut Vec<Command>,
    ) -> (Typing, Option<Rect>) {
        let Some(place) = place(&self.object, scene, view, written) else {
            return (Typing::Over, None);
        };
        let field = self.field(ui, canvas, context, place);
        let typing = self.after(ui, canvas, context, &field, commands);
        // On a slow machine Enter may come in one frame with the letters before it, which are no
        // shortcuts either.
        ui.input_mut(|input| input.events.retain(|event| !is_typed(event)));
        (typing, Some(field.rect.expand(6.0)))
    }

    /// What has become of it after the field was drawn.
    fn after(
        &mut self,
        ui: &Ui,
        canvas: &Response,
        context: &Context<'_>,
        field: &Response,
        commands: &mut Vec<Command>,
    ) -> Typing {
        self.frames = self.frames.saturating_add(1);
        self.focused |= self.frames > 1 && field.has_focus();
        if self.frames == 1 {
            field.request_focus();
            select_all(ui, field.id, &self.text);
            return Typing::On;
        }
        let step = |stage: Stage| {
            let (label, edits) = self.step(context.map)?;
            Some(stage.command(label, edits, false))
        };
        let (cancelled, done, undo) = ui.input_mut(|input| {
            let done = self.is_note() && input.consume_key(Modifiers::COMMAND, Key::Enter);
            let undo = input.modifiers.command && input.key_pressed(Key::Z);
            (input.key_pressed(Key::Escape), done, undo)
        });
        // Nothing has been typed yet, so what is to be undone is the step before.
        if undo && name(context.map, &self.object) == Some(self.text.as_str()) {
            field.surrender_focus();
            return Typing::Over;
        }
        if self.focused && cancelled {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            canvas.request_focus();
            // Escape is how one leaves a text of several lines: what was written stays.
            commands.extend(step(Stage::Done).filter(|_| self.is_note()));
            return Typing::Over;
        }
        let left = !field.has_focus() && (self.focused || self.frames > PATIENCE);
        if !done && !left {
            commands.extend(step(Stage::Typing));
            return Typing::On;
        }
        commands.extend(step(Stage::Done));
        if done || ui.input(|input| input.key_pressed(Key::Enter)) {
            canvas.request_focus();
        }
        Typing::Over
    }

    fn is_note(&self) -> bool {
        matches!(self.object, Object::Note(_))
    }

    fn field(&mut self, ui: &mut Ui, canvas: &Response, context: &Context<'_>, place: Place) -> Response {
        let theme = context.theme;
        let (note, font) = (self.is_note(), FontId::proportional(type_size::BODY));
        let typed = ui
            .painter()
            .layout_no_wrap(self.text.clone(), font.clone(), theme.text);
        let width = if note {
            NOTE_WIDTH
        } else {
            (typed.rect.width() + 28.0).max(LEAST_WIDTH)
        };
        let at = match place {
            Place::Centered(middle) => middle - vec2(width / 2.0 + 6.0, 14.0),
            Place::From(corner) => corner - vec2(6.0, 6.0),
        };
        // Kept within the canvas, so that one sees what one types.
        let least = canvas.rect.min + vec2(4.0, 4.0);
        let at = at.min(canvas.rect.max - vec2(width + 16.0, 34.0)).max(least);
        let name = fill(
            words().canvas.name_of,
            &[&naming::object(context.map, &self.object)],
        );
        let area = UiBuilder::new().max_rect(Rect::from_min_size(at, vec2(width + 12.0, 400.0)));
        ui.scope_builder(area, |ui| {
            let frame = Frame::new()
                .fill(theme.panel)
                .stroke(Stroke::new(1.5, theme.accent))
                .corner_radius(RADIUS)
                .shadow(ui.visuals().popup_shadow)
                .inner_margin(Margin::symmetric(6, if note { 4 } else { 0 }));
            let field = |ui: &mut Ui| {
                let edit = if note {
                    TextEdit::multiline(&mut self.text).desired_rows(2)
                } else {
                    TextEdit::singleline(&mut self.text)
                };
                let align = if matches!(place, Place::Centered(_)) {
                    Align2::CENTER_CENTER
                } else {
                    Align2::LEFT_CENTER
                };
                let edit = edit
                    .id(field_id(canvas))
                    .font(font)
                    .frame(Frame::NONE)
                    .align(align)
                    .desired_width(width);
                ui.add(edit)
            };
            let response = frame.show(ui, field).inner;
            let text = self.text.clone();
            response.widget_info(|| {
                let mut info = WidgetInfo::text_edit(true, &text, &text, "");
                info.label = Some(name.clone());
                info
            });
            response
        })
        .inner
    }

    /// The step that takes over what was typed; none for the same name or an empty one.
    fn step(&self, map: &Map) -> Option<(String, Vec<Edit>)> {
        let before = name(map, &self.object)?;
        let text = self.text.trim();
        if text.is_empty() || text == before {
            return None;
        }
        let text = text.to_owned();
        let edit = match &self.object {
            Object::Node(id) => {
                let node = map.nodes().get(id)?.clone();
                Edit::put_node(id.clone(), Node { name: text, ..node })
            }
            Object::Company(id) => {
                let company = map.companies().get(id)?.clone();
                Edit::put_company(
                    id.clone(),
                    Company {
                        name: text,
                        ..company
                    },
                )
            }
            Object::Note(id) => {
                let note = map.notes().get(id)?.clone();
                Edit::Note(id.clone(), Some(Note { text, ..note }))
            }
            Object::Frame(id) => {
                let frame = map.frames().get(id)?.clone();
                Edit::Frame(id.clone(), Some(crate::model::Frame { title: text, ..frame }))
            }
            _ => return None,
        };
        let label = fill(words().steps.step_rename, &[&naming::object(map, &self.object)]);
        Some((label, vec![edit]))
    }
}

/// Whether it is a key without a modifier: a part of what is typed.
fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key { modifiers, .. } if !modifiers.command)
}

fn field_id(canvas: &Response) -> Id {
    canvas.id.with("rename")
}

fn name<'a>(map: &'a Map, object: &Object) -> Option<&'a str> {
    match object {
        Object::Node(id) => map.nodes().get(id).map(|node| node.name.as_str()),
        Object::Company(id) => map.companies().get(id).map(|company| company.name.as_str()),
        Object::Note(id) => map.notes().get(id).map(|note| note.text.as_str()),
        Object::Frame(id) => map.frames().get(id).map(|frame| frame.title.as_str()),
        _ => None,
    }
}

/// Where the field comes to stand.
#[derive(Clone, Copy)]
enum Place {
    /// With its middle there.
    Centered(egui::Pos2),
    /// With its first line there.
    From(egui::Pos2),
}

fn place(object: &Object, scene: &Scene, view: &View, written: &[Written]) -> Option<Place> {
    let label = written.iter().find(|written| written.object == *object);
    match object {
        Object::Node(id) => {
            let body = view.rect_to_screen(scene.node(id)?.body());
            let below = body.center_bottom() + vec2(0.0, 11.0);
            // A name and its number stand below each other: the name is the upper half.
            let name = label.map(|label| pos2(label.rect.center().x, label.rect.top() + 10.0));
            Some(Place::Centered(name.unwrap_or(below)))
        }
        Object::Company(_) => {
            let bounds = || scene.bounds_of(object).map(|bounds| view.rect_to_screen(bounds));
            let label = label.map(|label| label.rect.center());
            Some(Place::Centered(label.or_else(|| Some(bounds()?.center_top()))?))
        }
        Object::Note(id) => {
            let note = scene.notes.iter().find(|note| note.id == *id)?;
            Some(Place::From(view.to_screen(note.at)))
        }
        Object::Frame(id) => {
            let frame = scene.frames.iter().find(|frame| frame.id == *id)?;
            let corner = view.rect_to_screen(frame.rect).min;
            Some(Place::From(corner + vec2(8.0, 4.0)))
        }
        _ => None,
    }
}
