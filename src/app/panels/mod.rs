//! The panels round the canvas, one a file. Each reads the context and queues commands.

pub(super) mod above;
mod capture;
mod context_menu;
mod gains;
mod inspector;
pub(super) mod legend;
mod menu_item;
mod message;
mod object_icon;
pub(super) mod overlay;
mod problems;
mod results;
mod side;
pub(super) mod status;
mod top;
mod when_opens;
pub(super) mod widgets;

use serde::{Deserialize, Serialize};

use super::command::Command;
use super::context::Context;
use super::state::State;
use super::view::View;

/// A tab of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// What each company captures and earns.
    Capture,
    /// Who gains and who loses against today.
    Gains,
    /// What each link does alone.
    WhenOpens,
    /// What is wrong with the map.
    Problems,
}

/// What the panels remember from frame to frame, beside the view.
#[derive(Default)]
pub(super) struct Panels {
    capture: capture::Capture,
    gains: gains::Gains,
    problems: problems::Problems,
    side: side::Side,
    /// What stands above the map.
    pub(super) above: above::Above,
    when_opens: when_opens::WhenOpens,
    /// What can be done at the pointer.
    pub(super) context_menu: context_menu::ContextMenu,
    /// What is open over the window.
    pub(super) overlay: overlay::Overlay,
}

impl Panels {
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
            results::ui(self, ui, view, context, commands);
        }
    }
}
