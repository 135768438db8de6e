//! The menu at the pointer: what can be done with what is selected, or with the ground.

use egui::{
    Align, Id, LayerId, Layout, Popup, PopupCloseBehavior, PopupKind, Pos2, SetOpenCommand, Ui, containers,
};

use super::menu_item::item;
use super::{Command, State};
use crate::app::action::Action;
use crate::model::Object;

/// Width of the menu: the longest item with its keys.
const WIDTH: f32 = 300.0;

const NODE: &[&[Action]] = &[
    &[Action::Rename, Action::LinkTo],
    &[Action::SelectCompany, Action::SelectKind, Action::FitSelection],
    &[
        Action::Cut,
        Action::Copy,
        Action::Paste,
        Action::Duplicate,
        Action::Delete,
    ],
    &[Action::Gather, Action::LayoutLayered, Action::LayoutForce],
];
const NODES: &[&[Action]] = &[
    &[Action::SelectCompany, Action::SelectKind, Action::FitSelection],
    &[
        Action::Cut,
        Action::Copy,
        Action::Paste,
        Action::Duplicate,
        Action::Delete,
    ],
    &[
        Action::AlignLeft,
        Action::AlignCenter,
        Action::AlignRight,
        Action::AlignTop,
        Action::AlignMiddle,
        Action::AlignBottom,
    ],
    &[Action::DistributeAcross, Action::DistributeDown],
    &[
        Action::Gather,
        Action::LayoutLayered,
        Action::LayoutForce,
        Action::AddFrame,
    ],
];
const LINK: &[&[Action]] = &[
    &[Action::ToggleLinks],
    &[Action::SelectKind, Action::FitSelection],
    &[Action::Delete],
];
const OTHER: &[&[Action]] = &[
    &[Action::FitSelection],
    &[
        Action::Cut,
        Action::Copy,
        Action::Paste,
        Action::Duplicate,
        Action::Delete,
    ],
];
const GROUND: &[&[Action]] = &[
    &[
        Action::AddChannel,
        Action::AddPlatform,
        Action::AddMerchants,
        Action::AddPayment,
    ],
    &[Action::AddNote, Action::AddFrame],
    &[Action::Paste, Action::SelectAll],
    &[Action::LayoutLayered, Action::LayoutForce],
    &[Action::Fit],
];

/// The menu, kept where it was opened.
#[derive(Default)]
pub(in crate::app) struct ContextMenu {
    at: Pos2,
}

impl ContextMenu {
    /// Draws the menu if it is open; `asked_at` is where it was just asked for.
    pub(in crate::app) fn ui(
        &mut self,
        ctx: &egui::Context,
        asked_at: Option<Pos2>,
        state: &State,
        commands: &mut Vec<Command>,
    ) {
        if let Some(at) = asked_at {
            self.at = at;
        }
        let id = Id::unique("context menu");
        // The click that opens it anew elsewhere must not close it.
        let closes = match asked_at {
            Some(_) => PopupCloseBehavior::IgnoreClicks,
            None => PopupCloseBehavior::CloseOnClick,
        };
        Popup::new(id, ctx.clone(), self.at, LayerId::background())
            .kind(PopupKind::Menu)
            .open_memory(asked_at.map(|_| SetOpenCommand::Bool(true)))
            .close_behavior(closes)
            .style(containers::menu::menu_style)
            .layout(Layout::top_down_justified(Align::Min))
            .show(|ui| contents(ui, state, commands));
    }
}

/// The items that suit the selection.
fn contents(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.set_min_width(WIDTH);
    for (place, group) in groups(state).iter().enumerate() {
        if place > 0 {
            ui.separator();
        }
        for action in *group {
            item(ui, *action, state, commands);
        }
    }
}

fn groups(state: &State) -> &'static [&'static [Action]] {
    let mut selected = state.selection.iter();
    let all_links = selected.clone().all(|object| matches!(object, Object::Link(_)));
    match (selected.next(), selected.next()) {
        (None, _) => GROUND,
        _ if all_links => LINK,
        (Some(_), Some(_)) => NODES,
        (Some(Object::Node(_)), None) => NODE,
        (Some(_), None) => OTHER,
    }
}
