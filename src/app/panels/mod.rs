//! The panels round the canvas, one a file. Each reads the context and queues commands.

pub(super) mod above;
mod capture;
mod combos;
pub(in crate::app) mod comparison;
mod context_menu;
mod deals;
mod explanation;
mod flows;
mod gains;
mod gate_button;
mod ground;
mod heat;
mod inspector;
mod ledger;
pub(super) mod legend;
mod menu_item;
mod object_icon;
pub(super) mod overlay;
mod problems;
mod results;
mod sensitivity;
mod side;
mod sorting;
pub(super) mod status;
mod study;
mod time_path;
mod top;
pub(super) mod tour;
mod when_opens;
pub(super) mod widgets;

use super::command::Command;
use super::context::Context;
use super::state::State;
use super::view::View;

pub use results::{Tab, Take};

/// What the panels remember from frame to frame, beside the view.
#[derive(Default)]
pub(super) struct Panels {
    /// The answers.
    pub(super) results: results::Results,
    side: side::Side,
    /// What stands above the map.
    pub(super) above: above::Above,
    /// What can be done at the pointer.
    pub(super) context_menu: context_menu::ContextMenu,
    /// What is open over the window.
    pub(super) overlay: overlay::Overlay,
    /// The pages of help, open beside the work.
    pub(super) help: overlay::help::Help,
    /// The tour of the window.
    pub(super) tour: tour::Tour,
}

impl Panels {
    /// Forgets what was begun with the map before.
    pub(super) fn start_afresh(&mut self) {
        self.side.start_afresh();
    }

    pub(super) fn top(
        &self,
        ui: &mut egui::Ui,
        state: &State,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        top::ui(ui, state, context, commands);
    }

    pub(super) fn side(
        &mut self,
        ui: &mut egui::Ui,
        view: &View,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        if view.side {
            self.side.ui(ui, context, commands);
        }
    }

    /// Draws the inspector if it is shown; where it lies then.
    pub(super) fn inspector(
        &self,
        ui: &mut egui::Ui,
        view: &View,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        if view.inspector {
            inspector::ui(ui, context, commands);
        }
    }

    pub(super) fn results(
        &mut self,
        ui: &mut egui::Ui,
        view: &View,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        if view.results {
            self.results.ui(ui, view, context, commands);
        }
    }
}
