//! The panel below the canvas: the answers, in tabs, one or two of them side by side.

mod bar;
mod tabs;
mod take;

use egui::{Panel, Rect, Ui};

pub use tabs::Tab;
pub use take::Take;

use super::widgets::{panel_frame, rule};
use super::{Command, Context, View};
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;
use crate::app::view::Part;
use tabs::AllPanels;

/// What one tab shows.
pub(super) trait ResultPanel {
    /// Draws it.
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>);

    /// All that it shows, for a spreadsheet; `None` before there is an answer.
    fn sheet(&self, context: &Context<'_>) -> Option<Sheet>;

    /// What its tab says instead of its name where there is more to tell.
    fn heading(&self, _context: &Context<'_>) -> Option<String> {
        None
    }
}

/// The results, with what each tab remembers from frame to frame.
#[derive(Default)]
pub(in crate::app) struct Results {
    panels: AllPanels,
    heads: bar::Heads,
    /// Where each tab was last drawn.
    places: Vec<(Tab, Rect)>,
    taken: take::Taken,
}

/// Narrower than this, a result shows nothing that can be read.
const NARROWEST: f32 = 240.0;

impl Results {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        self.places.clear();
        // On a large screen the answers get more room, on a small one the map keeps the most.
        let height = (ui.available_height() * 0.34).clamp(240.0, 400.0);
        let panel = Panel::bottom("results")
            .frame(panel_frame(context.theme, 16, 0))
            .resizable(true)
            .default_size(view.size(Part::Results).unwrap_or(height))
            .size_range(140.0..=640.0)
            .show(ui, |ui| {
                // The panel keeps its height however little there is to show.
                ui.set_min_height(ui.available_height());
                let two = self.beside(ui, view, context, commands);
                let first = egui::Frame::new().outer_margin(egui::Margin {
                    right: if two { 16 } else { 0 },
                    ..egui::Margin::ZERO
                });
                first.show(ui, |ui| {
                    bar::tabs(ui, &mut self.heads, &self.panels, &self.taken, context, commands);
                    self.tab(ui, view.tab, context, commands);
                });
            });
        view.note_size(Part::Results, panel.response.rect.height(), commands);
    }

    /// All that a tab shows, for a spreadsheet.
    pub(in crate::app) fn sheet(&self, tab: Tab, context: &Context<'_>) -> Option<Sheet> {
        self.panels.get(tab).sheet(context)
    }

    /// Where a tab was drawn in the last frame.
    pub(in crate::app) fn place(&self, tab: Tab) -> Option<Rect> {
        let mut places = self.places.iter();
        places.find(|(shown, _)| *shown == tab).map(|(_, place)| *place)
    }

    /// Says on the button of `tab` that it was copied.
    pub(in crate::app) fn say_taken(&mut self, tab: Tab, ctx: &egui::Context) {
        self.taken.start(tab, ctx);
    }

    /// Draws the second result at the right of the first; whether one is shown.
    fn beside(
        &mut self,
        ui: &mut Ui,
        view: &View,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) -> bool {
        let Some(tab) = view.beside.filter(|_| ui.available_width() >= 2.0 * NARROWEST) else {
            return false;
        };
        let all = ui.available_width();
        let panel = Panel::right("beside")
            .frame(egui::Frame::new().inner_margin(egui::Margin {
                left: 16,
                ..egui::Margin::ZERO
            }))
            .resizable(true)
            .default_size(view.size(Part::Beside).unwrap_or(all * 0.5))
            .size_range(NARROWEST..=all - NARROWEST)
            .show(ui, |ui| {
                ui.set_min_height(ui.available_height());
                bar::beside(ui, tab, &self.panels, &self.taken, context, commands);
                ui.push_id("beside", |ui| self.tab(ui, tab, context, commands));
            });
        view.note_size(Part::Beside, panel.response.rect.width(), commands);
        true
    }

    fn tab(&mut self, ui: &mut Ui, tab: Tab, context: &Context<'_>, commands: &mut Vec<Command>) {
        rule(ui, context.theme);
        let inside = ui.available_rect_before_wrap();
        let place = inside.expand2(egui::vec2(SPACE, 0.0));
        self.places.push((tab, place));
        // What does not fit must not be drawn over the result beside.
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inside));
        ui.set_clip_rect(place.intersect(ui.clip_rect()));
        self.panels.get_mut(tab).ui(&mut ui, context, commands);
    }
}
