//! Presentation: today and every scenario, step by step, on the whole screen, for a room to look at.
//!
//! Nothing can be edited in it, and leaving it puts everything back as it was.

mod footer;
mod headline;

use std::collections::BTreeSet;

use egui::{Key, Modifiers, ViewportCommand};

use super::action::Action;
use super::canvas::Kept;
use super::command::Command;
use super::shell::Shell;
use super::state::State;
use super::style;
use crate::model::{Object, ScenarioId};

/// Height of a screen on which words are as large as at the desk; larger screens, seen from further
/// off, show larger words.
const DESK: f32 = 760.0;
/// Words are not enlarged beyond this.
const LARGEST: f32 = 3.0;

/// What is put back when the presentation ends.
pub(super) struct Presentation {
    scenario: Option<ScenarioId>,
    selection: BTreeSet<Object>,
    camera: Kept,
    zoom: f32,
    fullscreen: bool,
}

/// A step of the presentation.
enum Step {
    Next,
    Previous,
    First,
    Last,
}

impl Shell {
    /// Starts the presentation, or ends it.
    pub(super) fn present(&mut self, ctx: &egui::Context) {
        let Some(before) = self.presentation.take() else {
            self.presentation = Some(Presentation {
                scenario: self.state.scenario.clone(),
                selection: std::mem::take(&mut self.state.selection),
                camera: self.canvas.keep(),
                zoom: ctx.zoom_factor(),
                fullscreen: ctx.input(|input| input.viewport().fullscreen).unwrap_or(false),
            });
            ctx.memory_mut(|memory| memory.stop_text_input());
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
            self.canvas.fit();
            return;
        };
        self.state.scenario = before.scenario;
        self.state.selection = before.selection;
        self.state.forget_what_is_gone();
        self.canvas.restore(before.camera);
        ctx.set_zoom_factor(before.zoom);
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(before.fullscreen));
    }

    /// Draws the presentation; whether there is one.
    pub(super) fn presentation_ui(&mut self, ui: &mut egui::Ui) -> bool {
        let Some(presentation) = &self.presentation else {
            return false;
        };
        let ctx = ui.ctx().clone();
        enlarge(&ctx, presentation.zoom);
        self.theme = style::current(&ctx);
        let mut commands: Vec<Command> = step(ui)
            .map(|step| self.state.show_step(&step))
            .into_iter()
            .collect();
        let leave = ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Escape) | input.consume_key(Modifiers::NONE, Key::F5)
        });
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::T)) {
            commands.push(Action::SwitchTheme.into());
        }
        let context = self.state.context(&self.theme);
        let asked = footer::ui(ui, &context);
        commands.extend(asked.step.map(|step| self.state.show_step(&step)));
        egui::CentralPanel::no_frame().show(ui, |ui| self.canvas.picture(ui, &context));
        if !commands.is_empty() {
            self.dispatch(&ctx, commands);
            self.ask(&ctx);
            ctx.request_repaint();
        }
        if leave || asked.leave {
            self.present(&ctx);
            ctx.request_repaint();
        }
        true
    }
}

impl State {
    /// The command that shows a step: today comes first, then the scenarios; the ends hold.
    fn show_step(&self, step: &Step) -> Command {
        let ids: Vec<&ScenarioId> = self.map().scenarios().keys().collect();
        let shown = ids.iter().position(|id| Some(*id) == self.scenario.as_ref());
        let place = shown.map_or(0, |at| at + 1);
        let place = match step {
            Step::Next => (place + 1).min(ids.len()),
            Step::Previous => place.saturating_sub(1),
            Step::First => 0,
            Step::Last => ids.len(),
        };
        let scenario = place.checked_sub(1).and_then(|at| ids.get(at));
        Command::ShowScenario(scenario.map(|id| (*id).clone()))
    }
}

/// The step asked for by a key; remote controls send Page Up and Page Down.
fn step(ui: &egui::Ui) -> Option<Step> {
    let pressed = |keys: &[Key]| {
        ui.input_mut(|input| {
            keys.iter()
                .map(|key| input.count_and_consume_key(Modifiers::NONE, *key))
                .sum::<usize>()
                > 0
        })
    };
    let next = [
        Key::ArrowRight,
        Key::ArrowDown,
        Key::PageDown,
        Key::Space,
        Key::Enter,
    ];
    let previous = [Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace];
    if pressed(&next) {
        Some(Step::Next)
    } else if pressed(&previous) {
        Some(Step::Previous)
    } else if pressed(&[Key::Home]) {
        Some(Step::First)
    } else if pressed(&[Key::End]) {
        Some(Step::Last)
    } else {
        None
    }
}

/// Makes all words as large as the screen asks for.
fn enlarge(ctx: &egui::Context, desk: f32) {
    let height = ctx.content_rect().height() * ctx.zoom_factor() / desk;
    let wanted = desk * (height / DESK).clamp(1.0, LARGEST);
    if (wanted - ctx.zoom_factor()).abs() > 0.01 {
        ctx.set_zoom_factor(wanted);
    }
}
