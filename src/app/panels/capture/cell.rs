//! One cell of the Capture table: a number, its change and a bar.

use egui::{Align2, Color32, Rangef, Rect, Stroke, TextStyle, Ui, pos2, vec2};

use super::Context;
use crate::app::figures;
use crate::app::panels::widgets::{font, text_in};
use crate::app::theme::SPACE;

/// From this width on a cell has room for the change in per cent too.
const WIDE_CELL: f32 = 190.0;
/// A change by less than this share of today's value is shown without colour.
const NEGLIGIBLE: f64 = 5e-5;

/// How the digits of a number are written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// Three of them, with a word for large numbers: `38.0 m`.
    Amount,
    /// All before the point, as an index is written: `10,000`.
    Whole,
}

impl Written {
    fn plain(self, value: f64) -> String {
        match self {
            Self::Amount => figures::compact(value),
            Self::Whole => figures::whole(value),
        }
    }

    fn signed(self, value: f64) -> String {
        match self {
            Self::Amount => figures::signed(value),
            Self::Whole => figures::signed_whole(value),
        }
    }
}

/// One number of one company: today and now.
pub(super) struct Cell {
    pub(super) today: f64,
    pub(super) now: f64,
    /// What fills the whole width of the bar.
    pub(super) scale: f64,
    /// The bar's colour; no bar without one.
    pub(super) color: Option<Color32>,
    pub(super) written: Written,
}

impl Cell {
    fn change(&self) -> f64 {
        let change = self.now - self.today;
        // What the solver leaves as rounding is no change.
        if change.abs() <= 1e-9 * self.today.abs().max(self.now.abs()) {
            0.0
        } else {
            change
        }
    }

    /// The change as a share of today's value, if it is large enough to be worth a thought.
    fn change_share(&self) -> Option<f64> {
        let share = self.change() / self.today.abs();
        (share.is_finite() && share.abs() >= NEGLIGIBLE).then_some(share)
    }

    /// The number in words, for the hint of its row.
    pub(super) fn spoken(&self, measure: &str, compares: bool) -> String {
        let now = self.written.plain(self.now);
        if !compares {
            return format!("\n{measure}: {now}");
        }
        let change = self.written.signed(self.change());
        match self.change_share() {
            None => format!("\n{measure}: {now} ({change})"),
            Some(share) => format!(
                "\n{measure}: {now} ({change}, {})",
                figures::signed_percent(share)
            ),
        }
    }

    /// Draws the cell.
    pub(super) fn paint(&self, ui: &Ui, cell: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let line = Rect::from_min_max(
            cell.min + vec2(0.0, 3.0),
            pos2(cell.right(), cell.bottom() - 11.0),
        );
        let body = font(ui, TextStyle::Body);
        let value = if context.compares() {
            Rect::from_min_max(line.min, pos2(line.left() + line.width() * 0.48, line.bottom()))
        } else {
            line
        };
        let align = Align2::RIGHT_CENTER;
        text_in(
            ui,
            value,
            align,
            &self.written.plain(self.now),
            body.clone(),
            theme.text,
        );
        if context.compares() {
            let change = self.change();
            let mut text = self.written.signed(change);
            let share = self.change_share();
            if let Some(share) = share.filter(|_| cell.width() >= WIDE_CELL) {
                text = format!("{text}  {}", figures::signed_percent(share));
            }
            let rest = Rect::from_min_max(pos2(value.right() + SPACE, line.top()), line.max);
            let small = font(ui, TextStyle::Small);
            // Where today's value is zero, any change is one.
            let told = if share.is_some() || self.today == 0.0 {
                change
            } else {
                0.0
            };
            text_in(ui, rest, align, &text, small, theme.change_color(told));
        }
        if let Some(color) = self.color {
            self.paint_bar(ui, cell, color, context);
        }
    }

    /// Now as a bar, today as a mark on it where the two are compared.
    fn paint_bar(&self, ui: &Ui, cell: Rect, color: Color32, context: &Context<'_>) {
        let theme = context.theme;
        let track = Rect::from_min_max(
            pos2(cell.left(), cell.bottom() - 9.0),
            pos2(cell.right(), cell.bottom() - 4.0),
        );
        let share = |value: f64| {
            if self.scale > 0.0 {
                (value.abs() / self.scale) as f32
            } else {
                0.0
            }
        };
        let end = |value: f64| track.left() + track.width() * share(value);
        let painter = ui.painter();
        painter.rect_filled(track, 2.5, theme.raised);
        let bar = Rect::from_min_max(track.min, pos2(end(self.now), track.bottom()));
        painter.rect_filled(bar, 2.5, color);
        // A step of less than half a point is not seen, so it needs no mark.
        let (before, after) = (end(self.today), end(self.now));
        if context.compares() && (before - after).abs() >= 0.5 {
            let mark = Rangef::new(track.top() - 2.0, track.bottom() + 2.0);
            painter.vline(before, mark, Stroke::new(1.5, theme.text));
        }
    }
}
