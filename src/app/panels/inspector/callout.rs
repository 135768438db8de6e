//! What a field says of the text in it: beside the form, where it moves no row and covers none.

use egui::{Align2, Area, Id, Order, Rect, Response, Role, TextStyle, Ui, WidgetInfo, pos2, vec2};

use crate::app::panels::widgets::font;
use crate::app::theme::SPACE;
use crate::app::typing::Refused;

/// The most width of its words.
const WIDTH: f32 = 250.0;

/// What is said.
pub(in crate::app::panels) enum Told<'a> {
    /// What the text is understood as.
    Understood(&'a str),
    /// Why it is not taken, with what could be meant.
    Refused(&'a Refused),
}

/// Shows it by `field`; the text that was chosen instead of the one there.
pub(in crate::app::panels) fn ui(ui: &Ui, field: &Response, told: &Told<'_>) -> Option<String> {
    let (seen, at) = (ui.clip_rect(), field.rect);
    if !seen.intersects(at) {
        return None;
    }
    let (pivot, corner) = place(ui.ctx().content_rect(), seen, at);
    let area = Area::new(field.id.with("callout"))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(corner);
    let contents = |ui: &mut Ui| {
        ui.set_max_width(WIDTH);
        match told {
            Told::Understood(text) => {
                ui.label(small(ui, text));
                None
            }
            Told::Refused(refused) => self::refused(ui, refused),
        }
    };
    let shown = area.show(ui.ctx(), |ui| egui::Frame::popup(ui.style()).show(ui, contents));
    shown.inner.inner
}

/// Left of the form if there is room, else above the field.
fn place(window: Rect, seen: Rect, field: Rect) -> (Align2, egui::Pos2) {
    if seen.left() - window.left() > WIDTH + SPACE * 4.0 {
        (Align2::RIGHT_CENTER, pos2(seen.left() - SPACE, field.center().y))
    } else {
        (Align2::LEFT_BOTTOM, field.left_top() - vec2(0.0, SPACE * 0.5))
    }
}

fn refused(ui: &mut Ui, refused: &Refused) -> Option<String> {
    let text = small(ui, &refused.why).color(ui.visuals().error_fg_color);
    ui.add(egui::Label::new(text).wrap());
    let mut chosen = None;
    ui.horizontal(|ui| {
        for reading in &refused.readings {
            let button = ui.small_button(reading);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, reading));
            if button.clicked() {
                chosen = Some(reading.clone());
            }
        }
    });
    chosen
}

fn small(ui: &Ui, text: &str) -> egui::RichText {
    egui::RichText::new(text).font(font(ui, TextStyle::Small))
}

/// Whether the person asks, from within the field with this id, for what its number rests on.
pub(in crate::app::panels) fn unfolds(ui: &Ui, id: Id) -> bool {
    let key = |input: &mut egui::InputState| input.consume_key(egui::Modifiers::ALT, egui::Key::Enter);
    ui.memory(|memory| memory.has_focus(id)) && ui.input_mut(key)
}
