//! The panel on the left: the palette of what can be put on the map, and the outline of what is there.

mod outline;
mod palette;

use egui::{Panel, Role, Sense, Ui, WidgetInfo, vec2};

use super::widgets::{font, panel_frame, rule, text_in};
use super::{Command, Context};
use crate::app::canvas::icon;
use crate::app::i18n::{fill, words};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::app::view::Part;

/// Width of the panel unless the person changes it.
const WIDTH: f32 = 220.0;

/// The panel, kept from frame to frame.
#[derive(Default)]
pub(super) struct Side {
    outline: outline::Outline,
    palette_folded: bool,
    outline_folded: bool,
}

impl Side {
    /// Forgets a name that was being typed for the map before.
    pub(super) fn start_afresh(&mut self) {
        self.outline.stop_renaming();
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let panel = Panel::left("side")
            .frame(panel_frame(context.theme, 8, 8))
            .resizable(true)
            .default_size(context.view.size(Part::Side).unwrap_or(WIDTH))
            .size_range(168.0..=420.0)
            .show(ui, |ui| {
                ui.set_min_height(ui.available_height());
                heading(ui, context, words().palette.title, &mut self.palette_folded);
                if !self.palette_folded {
                    palette::ui(ui, context, commands);
                    ui.add_space(SPACE * 0.5);
                }
                rule(ui, context.theme);
                heading(ui, context, words().outline.title, &mut self.outline_folded);
                if !self.outline_folded {
                    self.outline.ui(ui, context, commands);
                }
            });
        let width = panel.response.rect.width();
        context.view.note_size(Part::Side, width, commands);
    }
}

/// The title of a section, which folds it.
fn heading(ui: &mut Ui, context: &Context<'_>, title: &str, folded: &mut bool) {
    let size = vec2(ui.available_width(), SPACE * 3.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let words = words();
    let name = if *folded {
        words.outline.unfold
    } else {
        words.outline.fold
    };
    response
        .widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, !*folded, fill(name, &[title])));
    let color = if response.hovered() || response.has_focus() {
        context.theme.text
    } else {
        context.theme.weak_text
    };
    let strong = font(ui, style::strong());
    let place = rect.shrink2(vec2(SPACE * 0.5, 0.0));
    text_in(
        ui,
        place,
        egui::Align2::LEFT_CENTER,
        title,
        strong,
        context.theme.text,
    );
    let fold = place.right_center() - vec2(SPACE, 0.0);
    icon::fold(ui.painter(), fold, 8.0, !*folded, color);
    if response.clicked() {
        *folded ^= true;
    }
}
