//! The map on screen: looked at, moved through and edited in place.
//!
//! ```text
//! map + flows ──▶ scene (marks, courses, territories, gates) ──▶ draw ──▶ shapes
//!                   ▲                                            ▲
//! pointer, keys ──▶ gesture ──▶ commands            camera ──────┘
//! ```
//! The scene is pure data in map units; only `draw` and what stands beside it knows of a painter.

mod access;
mod area;
mod camera;
mod curve;
mod dots;
mod draw;
mod enclosure;
mod gate;
mod gesture;
mod hit;
pub mod icon;
mod input;
mod labels;
mod outline;
mod places;
mod scene;
mod shape;
mod territory;
mod tooltip;
mod travel;
mod words;

use std::collections::BTreeSet;

use egui::{CursorIcon, Pos2, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use self::camera::{Camera, Stand};
use self::draw::{Brush, Emphasis};
use self::gesture::Gesture;
use self::hit::{Target, Written};
use self::scene::{Moved, Scene};
use self::travel::Wanted;
use super::command::Command;
use super::context::Context;
use super::i18n::{fill, words};
use super::keys::is_covered;
use super::theme::{MOTION, Theme};
use crate::model::{CompanyId, ScenarioId};

/// The canvas: camera and gesture, kept from frame to frame.
#[derive(Default)]
pub struct Canvas {
    camera: Camera,
    gesture: Gesture,
    scene: Scene,
    /// What the scene was built from.
    built: Option<Built>,
    /// Where the camera is asked to go at the next frame.
    wanted: Option<Wanted>,
    /// Whether anything has been shown yet: the first sight is at once, later ones are flown to.
    started: bool,
    /// Where the camera went to show the whole map, and the place it had on screen: as long as it
    /// stands there, the map is fitted anew when that place changes.
    whole: Option<(Stand, egui::Rect)>,
    /// The place of the canvas on screen.
    place: Option<egui::Rect>,
    /// Where names were written last.
    written: Vec<Written>,
    /// What was last brought out, kept while it fades.
    emphasis: Emphasis,
    dots: bool,
    /// Where a menu was asked for.
    menu_at: Option<Pos2>,
}

/// All that a scene depends on, so that it is built again when one of them changes and only then.
#[derive(Clone, Debug, PartialEq)]
struct Built {
    revision: u64,
    answer: u64,
    scenario: Option<ScenarioId>,
    solved: bool,
    hidden: BTreeSet<CompanyId>,
    moved: Moved,
}

impl Canvas {
    /// Draws the map and queues what the person does to it.
    pub fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        if !rect.is_positive() {
            return;
        }
        self.place = Some(rect);
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, context.theme.background);
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Canvas,
                true,
                fill(words().canvas.canvas_name, &[context.map.name()]),
            )
        });
        let moving = self.gesture.moved().cloned().unwrap_or_default();
        self.rebuild(context, moving);
        self.take_off(ui, &response);
        let flying = self.camera.advance(ui.input(|input| input.time));

        let view = self.camera.view(rect);
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let reached = access::announce(ui, &response, context, &self.scene, &view);
        self.wheel(ui, &response);
        // Escape first: egui ends the drag with it, which must not put down what was dragged.
        self.keys(ui, &response, context, &reached, commands);
        self.pointer(ui, &response, context, &reached, commands);

        let view = self.camera.view(rect);
        let hovered = self.hovered(&response);
        let pointed = hovered.or(reached.focused);
        let fading = self.emphasise(ui, &response, hovered);
        self.written = Brush::new(&painter, view, &self.scene, context, &self.emphasis, pointed).paint();
        if self.dots {
            dots::paint(ui, &self.scene, &view, context.theme);
        }
        self.selection_box(&painter, &view, context.theme);
        self.cursor(ui, &response, hovered);
        if let Some(target) = hovered.filter(|_| self.gesture == Gesture::Idle && !is_covered(ui.ctx())) {
            tooltip::show(&response, context, &self.scene, target);
        }
        if flying || fading {
            ui.ctx().request_repaint();
        }
    }

    /// Forgets the map it showed: the next one is seen whole at once.
    pub fn start_afresh(&mut self) {
        *self = Self {
            dots: self.dots,
            ..Self::default()
        };
    }

    /// Where on screen the menu of what is selected was asked for in the last frame, if it was.
    pub fn take_menu_place(&mut self) -> Option<Pos2> {
        self.menu_at.take()
    }

    /// Lets dots run along the links, or stops them.
    pub fn set_dots(&mut self, dots: bool) {
        self.dots = dots;
    }

    fn rebuild(&mut self, context: &Context<'_>, moved: Moved) {
        let wanted = Built {
            revision: context.revision,
            answer: context.answer,
            scenario: context.scenario.map(|(id, _)| id.clone()),
            solved: context.now.is_some(),
            hidden: context.hidden.clone(),
            moved,
        };
        if self.built.as_ref() != Some(&wanted) {
            self.scene = Scene::build(context, &wanted.moved, std::mem::take(&mut self.scene));
            self.built = Some(wanted);
        }
    }

    /// What the pointer is over, while nothing is dragged.
    fn hovered(&self, response: &Response) -> Option<Target> {
        let pos = response.ctx.pointer_hover_pos()?;
        let free = response.contains_pointer() && self.gesture == Gesture::Idle;
        if free {
            self.hit(&self.camera.view(response.rect), pos)
        } else {
            None
        }
    }

    /// Brings out what is hovered; whether the change is still fading.
    fn emphasise(&mut self, ui: &Ui, response: &Response, hovered: Option<Target>) -> bool {
        // Links lie everywhere, so that crossing one must not make the whole map flicker.
        let target = hovered.filter(|target| matches!(target, Target::Node(_) | Target::Gate(_)));
        let id = response.id.with("emphasis");
        let strength = ui.ctx().animate_bool_with_time(id, target.is_some(), MOTION);
        if let Some(target) = target {
            self.emphasis = Emphasis::around(&self.scene, target);
        } else if strength == 0.0 {
            self.emphasis = Emphasis::default();
        }
        self.emphasis.strength = strength;
        strength > 0.0 && strength < 1.0
    }

    fn selection_box(&self, painter: &egui::Painter, view: &camera::View, theme: &Theme) {
        if let Gesture::BoxSelecting { from, to, .. } = self.gesture {
            let rect = view.rect_to_screen(kurbo::Rect::from_points(from, to));
            painter.rect_filled(rect, 2.0, Theme::faded(theme.accent, 0.12));
            painter.rect_stroke(rect, 2.0, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
    }

    fn cursor(&self, ui: &Ui, response: &Response, hovered: Option<Target>) {
        let icon = match (&self.gesture, hovered) {
            (Gesture::Panning, _) => CursorIcon::Grabbing,
            (Gesture::BoxSelecting { .. }, _) => CursorIcon::Crosshair,
            (Gesture::Moving { .. }, _) => CursorIcon::Move,
            (Gesture::Idle, Some(_)) => CursorIcon::PointingHand,
            (Gesture::Idle, None) => return,
        };
        if response.contains_pointer() || self.gesture != Gesture::Idle {
            ui.ctx().set_cursor_icon(icon);
        }
    }
}
