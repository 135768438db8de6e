//! The form of the inspector: a column of captions and a column of fields.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, AsIdSalt, Id, Response, Sense, TextStyle, Ui, UiBuilder, vec2};

use crate::app::i18n::words;
use crate::app::panels::widgets::font;
use crate::app::theme::Theme;

/// The most lines of a caption; what does not fit is shown on hover.
const CAPTION_LINES: usize = 2;

/// Width of the captions: a third, as far as that leaves the fields enough.
pub(super) fn caption_width(ui: &Ui) -> f32 {
    (ui.available_width() * 0.365).clamp(96.0, 152.0).round()
}

/// A caption, explained on hover, and the field at its right.
pub(super) fn row<R>(ui: &mut Ui, label: &str, hint: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    let width = caption_width(ui);
    ui.horizontal(|ui| {
        caption_cell(ui, width, label, hint);
        field(ui)
    })
    .inner
}

/// The caption of a row, `width` wide.
pub(super) fn caption_cell(ui: &mut Ui, width: f32, label: &str, hint: &str) -> Response {
    let color = ui.visuals().text_color();
    let format = TextFormat::simple(font(ui, TextStyle::Body), color);
    let mut job = LayoutJob::single_section(label.to_owned(), format);
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: CAPTION_LINES,
        ..TextWrapping::default()
    };
    let galley = ui.painter().layout_job(job);
    let height = galley.size().y.max(ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let at = Align2::LEFT_CENTER
        .align_size_within_rect(galley.size(), rect)
        .min;
    let elided = galley.elided;
    ui.painter().galley(at, galley, color);
    // The field beside it has the name already: one thing is read out once.
    let text = match (elided, hint.is_empty()) {
        (false, true) => return response,
        (true, true) => label.to_owned(),
        (false, false) => hint.to_owned(),
        (true, false) => format!("{label}\n{hint}"),
    };
    response.on_hover_text(text)
}

/// Room whose widgets keep their identity, and so the keyboard, while lines above come and go.
pub(super) fn stable<R>(ui: &mut Ui, salt: impl AsIdSalt, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let id = stable_id(ui, salt);
    ui.scope_builder(UiBuilder::new().scope_id(id), contents).inner
}

/// An identity that does not depend on what else is shown.
pub(super) fn stable_id(ui: &Ui, salt: impl AsIdSalt) -> Id {
    ui.scope_id().with(salt)
}

/// The words for a value that differs between the objects selected.
pub(super) fn various(theme: &Theme) -> egui::RichText {
    egui::RichText::new(words().numbers.various).color(theme.weak_text)
}
