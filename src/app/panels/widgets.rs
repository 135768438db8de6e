//! Small parts that several panels share.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Margin, Rect, Response, RichText, Sense, TextStyle, Ui, vec2};

use crate::app::theme::{SPACE, Theme};

/// The frame of a panel: its colour and margins.
pub(in crate::app) fn panel_frame(theme: &Theme, horizontal: i8, vertical: i8) -> egui::Frame {
    egui::Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(horizontal, vertical))
}

/// A small, weak line of text.
pub(in crate::app) fn caption(ui: &mut Ui, theme: &Theme, text: impl Into<String>) -> Response {
    let text = RichText::new(text)
        .text_style(TextStyle::Small)
        .color(theme.weak_text);
    ui.add(egui::Label::new(text).wrap())
}

/// Tells screen readers and tests what a widget is called.
pub(in crate::app) fn named(response: Response, name: &str) -> Response {
    let ctx = &response.ctx;
    ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// A filled circle in a company's colour.
pub(in crate::app) fn dot(ui: &mut Ui, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(SPACE + 2.0, SPACE + 2.0), Sense::hover());
    ui.painter()
        .circle_filled(rect.center(), SPACE / 2.0 + 0.5, color);
    response
}

/// What a colour stands for: the dot stays with its name where lines are broken.
pub(in crate::app) fn key(ui: &mut Ui, theme: &Theme, color: Color32, name: impl Into<String>) -> Response {
    let entry = ui.horizontal(|ui| {
        dot(ui, color);
        let name = RichText::new(name).text_style(TextStyle::Small);
        ui.label(name.color(theme.weak_text))
    });
    entry.inner
}

/// A company's name with its colour before it, to be chosen or not.
pub(in crate::app) fn company_chip(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    color: Color32,
    chosen: bool,
) -> Response {
    let inset = egui::Atom::custom(egui::IdSalt::new("dot"), vec2(SPACE, SPACE));
    let button = egui::Button::selectable(chosen, (inset, name)).frame_when_inactive(true);
    let response = ui.add(button);
    let at = response.rect.left_center() + vec2(SPACE * 1.75, 0.0);
    ui.painter().circle_filled(at, SPACE / 2.0, color);
    if chosen {
        let outline = egui::Stroke::new(1.0, theme.accent);
        ui.painter()
            .rect_stroke(response.rect, 6.0, outline, egui::StrokeKind::Inside);
    }
    response
}

/// Text inside `rect`, cut with an ellipsis where it does not fit; whether it was cut.
pub(in crate::app) fn text_in(
    ui: &Ui,
    rect: Rect,
    align: Align2,
    text: &str,
    font: FontId,
    color: Color32,
) -> bool {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = align.align_size_within_rect(galley.size(), rect).min;
    let cut = galley.elided;
    ui.painter().galley(at, galley, color);
    cut
}

/// The font of a text style.
pub(in crate::app) fn font(ui: &Ui, style: TextStyle) -> FontId {
    style.resolve(ui.style())
}

/// Fades what follows while the answers shown are those of an earlier map.
pub(in crate::app) fn fade_if_stale(ui: &mut Ui, stale: bool) {
    // Slow enough not to flicker when the answer comes in the next frame.
    let faded = ui
        .ctx()
        .animate_bool_with_time(ui.scope_id().with("stale"), stale, 0.4);
    ui.multiply_opacity(1.0 - 0.55 * faded);
}

/// A thin line across.
pub(in crate::app) fn rule(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme.line);
}

/// Selects the whole text of the field, so that typing replaces it.
pub(in crate::app) fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    egui::TextEdit::store_state(ui.ctx(), id, state);
}
