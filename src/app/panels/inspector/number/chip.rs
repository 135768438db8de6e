//! The chip by a number that says where a number typed there counts, while a scenario is shown.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Id, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2};

use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::font;
use crate::app::theme::{SPACE, Theme};

/// Height of the line in which the chip stands.
pub(super) const LINE: f32 = 17.0;
/// Room beside the chip for today's number and the button that takes the other one out.
const BESIDE: f32 = SPACE * 14.0;

/// Where a number typed now counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// In the scenario, which has today's number so far.
    Would,
    /// In the scenario, which has a number of its own.
    Does,
    /// In today's map, as the person said so.
    Today,
}

/// Draws the chip for the number called `name`.
pub(super) fn ui(ui: &mut Ui, theme: &Theme, look: Look, scenario: &str, name: &str) -> Response {
    let words = &words().numbers;
    let text = match look {
        Look::Would | Look::Does => fill(words.in_scenario, &[scenario]),
        Look::Today => words.in_today.to_owned(),
    };
    let hint = match look {
        Look::Would => words.in_scenario_hint,
        Look::Does => words.own_number_hint,
        Look::Today => words.in_today_hint,
    };
    let color = match look {
        Look::Would => theme.weak_text,
        Look::Does => theme.on_accent,
        Look::Today => theme.text,
    };
    let format = TextFormat::simple(font(ui, TextStyle::Small), color);
    let mut job = LayoutJob::single_section(text.clone(), format);
    let beside = if look == Look::Does { BESIDE } else { 0.0 };
    let room = (ui.available_width() - beside).max(SPACE * 7.0);
    job.wrap = TextWrapping::truncate_at_width(room - SPACE * 1.5);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + SPACE * 1.5, LINE - 2.0);
    // Tab goes from number to number and does not stop here.
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let said = fill(words.part_of, &[name, &text]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, look == Look::Does, &said));
    let painter = ui.painter();
    let round = rect.height() / 2.0;
    if look == Look::Does {
        painter.rect_filled(rect, round, theme.accent);
    } else {
        let line = if response.hovered() {
            theme.accent
        } else {
            theme.line
        };
        painter.rect_stroke(rect, round, Stroke::new(1.0, line), StrokeKind::Inside);
    }
    let at = rect.center() - galley.size() / 2.0;
    painter.galley(at, galley, color);
    response.on_hover_text(fill(hint, &[scenario]))
}

/// Whether the person said of the number `id` that what is typed there is meant for today's map. It holds
/// as long as the number stays in sight.
pub(super) fn is_for_today(ui: &Ui, id: Id) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let said = ui.data(|data| data.get_temp::<u64>(id));
    let holds = said.is_some_and(|seen| seen + 1 >= frame);
    if holds {
        set_for_today(ui, id, true);
    }
    holds
}

/// Takes down what the person said.
pub(super) fn set_for_today(ui: &Ui, id: Id, today: bool) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| {
        if today {
            data.insert_temp(id, frame);
        } else {
            data.remove_temp::<u64>(id);
        }
    });
}
