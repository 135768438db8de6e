//! Tables that a click on the head of a column sorts.

use std::cmp::Ordering;

use egui::{Align, Align2, Sense, TextStyle, Ui, vec2};

use super::widgets::{font, text_in};
use crate::app::theme::{SPACE, Theme};

/// The order of the rows of a table whose columns are named by `By`.
#[derive(Clone, PartialEq)]
pub(super) struct Sort<By> {
    pub(super) by: By,
    /// Smallest first.
    pub(super) up: bool,
}

impl<By: PartialEq> Sort<By> {
    /// Largest first.
    pub(super) fn down(by: By) -> Self {
        Self { by, up: false }
    }

    /// `order`, which puts what stands first when sorted down first, turned round if sorted up.
    pub(super) fn turn(&self, order: Ordering) -> Ordering {
        if self.up { order.reverse() } else { order }
    }
}

/// The head of a column: a click sorts by it, another turns the order.
pub(super) fn sort_head<By: PartialEq>(
    ui: &mut Ui,
    title: &str,
    hint: &str,
    by: By,
    align: Align,
    sort: &mut Sort<By>,
    theme: &Theme,
) {
    let sorted = sort.by == by;
    let color = if sorted { theme.text } else { theme.weak_text };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let (arrow, place) = match align {
        Align::Max => (Align2::RIGHT_CENTER, rect.shrink2(vec2(SPACE * 0.5, 0.0))),
        _ => (Align2::LEFT_CENTER, rect),
    };
    let mark = match (sorted, sort.up) {
        (false, _) => "",
        (true, false) => " ↓",
        (true, true) => " ↑",
    };
    let text = format!("{title}{mark}");
    text_in(ui, place, arrow, &text, font(ui, TextStyle::Small), color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, title));
    if response.on_hover_text(hint).clicked() {
        sort.up = sorted && !sort.up;
        sort.by = by;
    }
}
