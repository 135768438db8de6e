//! The bars of the table: from the change at the low end of a number's range to that at its high end.

use egui::{Rect, Sense, Stroke, Ui, pos2};

use super::study::{Answers, Row};
use crate::app::i18n::words;
use crate::app::panels::widgets::key;
use crate::app::theme::{SPACE, Theme};

/// Bars are this high in their row.
const THICK: f32 = 12.0;

/// The range of all changes, and the change that all bars start from.
pub(super) struct Scale {
    from: f64,
    to: f64,
    base: f64,
}

impl Scale {
    pub(super) fn of(answers: &Answers) -> Self {
        let ends = answers.rows.iter().flat_map(|row| [row.at_low, row.at_high]);
        let (from, to) = ends
            .flatten()
            .fold((answers.base, answers.base), |(from, to), end| {
                (from.min(end), to.max(end))
            });
        Self {
            from,
            to,
            base: answers.base,
        }
    }

    fn place(&self, rect: Rect, change: f64) -> f32 {
        let part = (change - self.from) / (self.to - self.from).max(f64::MIN_POSITIVE);
        egui::lerp(rect.left()..=rect.right(), part.clamp(0.0, 1.0) as f32)
    }
}

/// What the two halves of a bar mean.
pub(super) fn legend(ui: &mut Ui, theme: &Theme) {
    let words = &words().sensitivity;
    for (color, name) in [(low(theme), words.at_low), (theme.accent, words.at_high)] {
        key(ui, theme, color, name);
    }
}

/// Paints the bar of a row.
pub(super) fn bar(ui: &mut Ui, theme: &Theme, row: &Row, scale: &Scale) {
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let rect = rect.shrink2(egui::vec2(SPACE / 2.0, 0.0));
    let painter = ui.painter();
    let line = |x: f32, stroke: Stroke| {
        painter.vline(x, rect.y_range(), stroke);
    };
    if scale.from < 0.0 && scale.to > 0.0 {
        line(scale.place(rect, 0.0), Stroke::new(1.0, theme.weak_text));
    }
    let middle = scale.place(rect, scale.base);
    for (end, color) in [(row.at_low, low(theme)), (row.at_high, theme.accent)] {
        let Some(end) = end else { continue };
        let end = scale.place(rect, end);
        let (left, right) = (middle.min(end), middle.max(end));
        let top = rect.center().y - THICK / 2.0;
        let bar = Rect::from_min_max(pos2(left, top), pos2(right, top + THICK));
        painter.rect_filled(bar, 2.0, color);
    }
    line(middle, Stroke::new(1.0, theme.text));
}

/// The colour of what a number does at the low end of its range.
pub(super) fn low(theme: &Theme) -> egui::Color32 {
    Theme::faded(theme.accent, 0.45)
}
