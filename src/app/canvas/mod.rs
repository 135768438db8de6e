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
mod asked;
mod camera;
mod compared;
mod curve;
mod dots;
mod draft;
mod draw;
mod dropping;
mod effort;
mod enclosure;
mod focus;
mod gate;
mod gesture;
mod glide;
mod grid;
mod grip;
mod guides;
mod hint;
mod hit;
mod hover;
pub mod icon;
mod index;
mod input;
mod keys;
mod labels;
mod marks;
mod minimap;
mod outline;
mod painting;
mod passages;
mod picture;
mod places;
mod popup;
mod pressing;
mod rename;
mod scene;
mod shape;
mod strangers;
mod surveying;
mod territory;
mod tooltip;
mod travel;
mod words;

use std::collections::BTreeSet;

pub use self::access::MOST as MOST_REACHED;
pub use self::picture::Kept;
pub use self::territory::MOST_SOFT;

use egui::{Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo};

use self::asked::Asked;
use self::camera::{Camera, Stand, View};
use self::draft::Draft;
use self::draw::{Brush, Emphasis, handles};
use self::gesture::Gesture;
use self::glide::Glide;
use self::minimap::Minimap;
use self::painting::Painting;
use self::popup::Popup;
use self::rename::{Rename, Typing};
use self::scene::{Scene, Surveyed};
use self::travel::Wanted;
use super::command::Command;
use super::context::Context;
use super::i18n::{fill, words};
use super::jobs::task::Task;
use super::keys::is_covered;
use super::payload::Payload;
use crate::model::{CompanyId, ScenarioId};

/// Seconds after a click on the map in which no tooltip opens.
const REST: f64 = 1.5;

/// The canvas: camera and gesture, kept from frame to frame.
#[derive(Default)]
pub struct Canvas {
    camera: Camera,
    gesture: Gesture,
    /// The state of the map that the gesture was begun with.
    begun: u64,
    /// The choice of what to add, while it is open.
    popup: Option<Popup>,
    /// The name being typed.
    rename: Option<Rename>,
    /// What a command asks to be begun at the next frame.
    asked: Option<Asked>,
    glide: Glide,
    scene: Scene,
    /// The territories of a large map, while they are worked out.
    surveying: Option<Task<Surveyed>>,
    /// What the scene was built from.
    built: Option<Built>,
    /// Where the camera is asked to go at the next frame.
    wanted: Option<Wanted>,
    /// Whether anything has been shown yet: the first sight is at once, later ones are flown to.
    started: bool,
    /// Where the camera went to show the whole map, and the place it had on screen: as long as it
    /// stands there, the map is fitted anew when that place changes.
    whole: Option<(Stand, Rect)>,
    /// The place of the canvas on screen.
    place: Option<Rect>,
    /// Counts the scenes built.
    scenes: u64,
    painting: Painting,
    /// What was last brought out, kept while it fades.
    emphasis: Emphasis,
    /// What fields and the overview cover of the canvas.
    covered: Vec<Rect>,
    dots: bool,
    /// Whether it has the keyboard, itself or one of its things.
    has_keyboard: bool,
    /// Whether nothing had it in the last frame.
    keyboard_was_free: bool,
    /// When the map was clicked last.
    clicked: Option<f64>,
    /// Where a menu was asked for.
    menu_at: Option<Pos2>,
}

/// All that a scene depends on, so that it is built again when one of them changes and only then.
#[derive(Clone, Debug, PartialEq)]
struct Built {
    revision: u64,
    flows: u64,
    scenario: Option<ScenarioId>,
    solved: bool,
    hidden: BTreeSet<CompanyId>,
    draft: Draft,
    glide: Option<f64>,
}

impl Canvas {
    /// Draws the map and queues what the person does to it.
    pub fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        if !rect.is_positive() {
            return;
        }
        let before = self.place.replace(rect);
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, context.theme.background);
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Canvas,
                true,
                fill(words().canvas.canvas_name, &[context.map.name()]),
            )
        });
        let now = ui.input(|input| input.time);
        self.rebuild(context, now, false);
        self.survey(ui.ctx(), context);
        self.take_off(ui, &response, before);
        let flying = self.camera.advance(now);

        let view = self.camera.view(rect);
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let reached = access::announce(ui, &response, context, &self.scene, &view, &self.painting.written);
        self.take_keyboard(ui, &response);
        self.begin_asked(context, &response);
        self.wheel(ui, &response);
        // Escape first: egui ends the drag with it, which must not put down what was dragged.
        self.keys(ui, &response, context, &reached, commands);
        self.pointer(ui, &response, context, &reached, commands);
        self.drop_payload(&response, context, commands);

        let view = self.camera.view(rect);
        let under = self.under(&response, context);
        let pointed = under.target.or(reached.focused);
        let fading = self.emphasise(ui, &response, under.target);
        let brush = Brush::new(&painter, view, &self.scene, context, &self.emphasis, pointed);
        self.painting.show(&brush, self.scenes);
        if self.scene.bounds.is_none() && self.popup.is_none() {
            hint::of_empty(&response, &painter, context.theme);
        }
        let mut above = Vec::new();
        handles::paint(&brush, context, &self.gesture, under, &mut above);
        if let Some(popup) = &self.popup {
            handles::link_to_popup(&brush, popup, &mut above);
        }
        let payload = response.dnd_hover_payload::<Payload>();
        if let (Some(what), Some(pos)) = (payload, under.pos) {
            handles::ghost(&brush, *what, pos, &mut above);
        }
        if let (Gesture::Placing(placing), Some(pos)) = (&self.gesture, under.pos) {
            handles::ghost(&brush, placing.what(), pos, &mut above);
        }
        painter.extend(above);
        if self.dots {
            dots::paint(ui, &self.scene, &view, context.theme);
        }
        compared::ui(ui, context, &self.scene, &view);
        marks::ui(ui, context, &self.scene, &view, commands);
        self.cursor(ui, &response, under);
        let just_clicked = self.rests(ui, &response);
        match (&self.gesture, under.target) {
            _ if just_clicked && self.gesture == Gesture::Idle => {}
            _ if is_covered(ui.ctx()) || self.rename.is_some() => {}
            (Gesture::Idle, _) if under.grip.is_some() => hint::of_grip(&response, context, under.grip),
            (Gesture::Idle, Some(target)) => tooltip::show(&response, context, &self.scene, target),
            (gesture, _) => hint::show(&response, context, &self.scene, &view, gesture),
        }
        self.show_keyboard(ui, &response, &reached, context);
        self.upon(ui, &response, context, &view, commands);
        if flying || fading || self.glide.stage().is_some() {
            ui.ctx().request_repaint();
        }
    }

    /// Whether the map was clicked just now: what a click changes is to be seen, not a tooltip over it.
    fn rests(&mut self, ui: &Ui, response: &Response) -> bool {
        let (now, clicks) = ui.input(|input| (input.time, input.pointer.any_click()));
        if clicks && response.contains_pointer() {
            self.clicked = Some(now);
        }
        let left = self.clicked.map_or(0.0, |clicked| clicked + REST - now);
        if left > 0.0 {
            // A pointer that stays where it is has its tooltip then.
            ui.ctx().request_repaint_after_secs(left as f32);
        }
        left > 0.0
    }

    /// What stands upon the canvas: the overview, a name being typed, the choice of what to add.
    fn upon(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        context: &Context<'_>,
        view: &View,
        commands: &mut Vec<Command>,
    ) {
        self.covered.clear();
        if context.view.minimap
            && let Some(minimap) = Minimap::new(&self.scene, view)
        {
            minimap.ui(ui, context, &self.scene, view, &mut self.camera);
            self.covered.push(minimap.rect());
        }
        if let Some(rename) = &mut self.rename {
            let drawn = (&self.scene, view, self.painting.written.as_slice());
            let (typing, place) = rename.ui(ui, response, context, drawn, commands);
            self.covered.extend(place);
            if typing == Typing::Over {
                self.rename = None;
            }
        }
        if let Some(mut popup) = self.popup.take() {
            let host = self.host_at((popup.at().x, popup.at().y));
            if popup.ui(response, context, host.as_ref(), view, commands) {
                self.popup = Some(popup);
            }
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

    fn rebuild(&mut self, context: &Context<'_>, now: f64, at_once: bool) {
        let before = self.built.as_ref().map(|built| built.revision);
        if before.is_some_and(|before| before != context.revision) {
            self.glide.set_off(&self.scene, context.map, now);
        }
        if self.gesture.changes_map() && self.begun != context.revision {
            self.gesture = Gesture::Idle;
        }
        self.glide.advance(now);
        let wanted = Built {
            revision: context.revision,
            flows: context.flows,
            scenario: context.scenario.map(|(id, _)| id.clone()),
            solved: context.now.is_some(),
            hidden: context.hidden.clone(),
            draft: self.gesture.draft(),
            glide: self.glide.stage(),
        };
        let built = self.built.take();
        match &built {
            Some(built) if *built == wanted => {}
            Some(built) if built.is_moved_to(&wanted) && self.scene.can_follow() => {
                self.scene.follow(context.map, &wanted.draft, &built.draft);
                self.scenes += 1;
            }
            _ => {
                let before = std::mem::take(&mut self.scene);
                self.scene = Scene::build(context, &wanted.draft, &self.glide, before, at_once);
                self.scenes += 1;
            }
        }
        self.built = Some(wanted);
    }
}

impl Built {
    /// Whether `other` differs in nothing but what is moved, and where to.
    fn is_moved_to(&self, other: &Self) -> bool {
        let Draft { moved, .. } = &other.draft;
        let draft = Draft {
            moved: moved.clone(),
            ..self.draft.clone()
        };
        self.glide.is_none()
            && *other
                == Self {
                    draft,
                    ..self.clone()
                }
    }
}
