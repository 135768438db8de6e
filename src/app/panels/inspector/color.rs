//! The choice of a company's colour: from the palette, by its hexadecimal digits, or by eye.

use egui::color_picker::{Alpha, color_picker_color32};
use egui::{
    Button, Color32, Popup, PopupCloseBehavior, Response, RichText, Sense, Stroke, StrokeKind, TextEdit,
    TextStyle, Ui, vec2,
};

use super::Context;
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::named;
use crate::app::theme::SPACE;
use crate::model::CompanyId;
use crate::model::color::{PALETTE, Rgb, hex, parse};

/// Side of a colour to choose, and of the button that opens the choice.
const SIDE: f32 = 24.0;
/// Colours in a row of the palette.
const IN_A_ROW: usize = 5;

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// As it stands in a map; `None` leaves the colour to the program.
    pub(super) color: Option<String>,
}

/// The colour of a company; a click opens the choice of another.
pub(super) fn swatch(ui: &mut Ui, id: &CompanyId, name: &str, context: &Context<'_>) -> Option<Chosen> {
    let shown = context.theme.company_color(context.map, Some(id));
    let own = context.map.companies().get(id)?.own_color();
    let color = context.map.color_of(id)?;
    let button = square(ui, shown, false);
    let button = named(button, name).on_hover_text(hex(color));
    let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| choice(ui, id, own, color, context))?.inner
}

fn choice(
    ui: &mut Ui,
    id: &CompanyId,
    own: Option<Rgb>,
    color: Rgb,
    context: &Context<'_>,
) -> Option<Chosen> {
    let mut chosen = None;
    let mut choose = |color: Rgb| {
        chosen = Some(Chosen {
            color: Some(hex(color)),
        })
    };
    ui.set_max_width(IN_A_ROW as f32 * (SIDE + SPACE));
    for row in PALETTE.chunks(IN_A_ROW) {
        ui.horizontal(|ui| {
            for of_palette in row {
                let [red, green, blue] = *of_palette;
                let square = square(ui, Color32::from_rgb(red, green, blue), own == Some(*of_palette));
                let digits = hex(*of_palette);
                if named(square, &digits).on_hover_text(&digits).clicked() {
                    choose(*of_palette);
                }
            }
        });
    }
    if let Some(typed) = digits(ui, id, color, context) {
        choose(typed);
    }
    let [red, green, blue] = color;
    let mut by_eye = Color32::from_rgb(red, green, blue);
    ui.spacing_mut().slider_width = IN_A_ROW as f32 * (SIDE + SPACE) - SPACE;
    if color_picker_color32(ui, &mut by_eye, Alpha::Opaque) && [by_eye.r(), by_eye.g(), by_eye.b()] != color {
        choose([by_eye.r(), by_eye.g(), by_eye.b()]);
    }
    let words = &words().settings;
    let automatic = Button::selectable(own.is_none(), words.color_automatic);
    if ui
        .add(automatic)
        .on_hover_text(words.color_automatic_hint)
        .clicked()
        && own.is_some()
    {
        chosen = Some(Chosen { color: None });
    }
    chosen
}

/// The field for hexadecimal digits; the colour that was typed.
fn digits(ui: &mut Ui, id: &CompanyId, color: Rgb, context: &Context<'_>) -> Option<Rgb> {
    let field = ui.scope_id().with(("digits", id.as_str()));
    let kept = ui.data(|data| data.get_temp::<String>(field));
    let mut text = kept.unwrap_or_else(|| hex(color));
    let words = &words().settings;
    let edit = TextEdit::singleline(&mut text)
        .id(field)
        .desired_width(SIDE * 4.0);
    let response = named(ui.add(edit), words.color_digits);
    let typed = typed(&text);
    let focused = response.has_focus();
    ui.data_mut(|data| {
        if focused {
            data.insert_temp(field, text);
        } else {
            data.remove_temp::<String>(field);
        }
    });
    // Always there, so that nothing gives way under the pointer that leaves the field.
    let wrong = focused && typed.is_none();
    let theme = context.theme;
    let ink = if wrong { theme.error } else { theme.weak_text };
    let hint = RichText::new(fill(words.color_wrong, &["#1677ff"])).color(ink);
    ui.add(egui::Label::new(hint.text_style(TextStyle::Small)).wrap());
    typed.filter(|typed| response.changed() && *typed != color)
}

/// A colour as it is typed: with its mark or without, each pair of digits whole or one for both.
fn typed(text: &str) -> Option<Rgb> {
    let digits = text.trim().trim_start_matches('#');
    let whole: String = match digits.chars().count() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    parse(&format!("#{whole}"))
}

/// A square of a colour that can be clicked.
fn square(ui: &mut Ui, color: Color32, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(SIDE, SIDE), Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::new(egui::Role::Button));
    let visuals = ui.style().interact(&response);
    let stroke = match chosen || response.has_focus() {
        true => Stroke::new(2.0, ui.visuals().selection.stroke.color),
        false => visuals.bg_stroke,
    };
    ui.painter().rect_filled(rect, 5.0, color);
    ui.painter().rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_people_write_them() {
        for text in ["#1677ff", "1677FF", " #1677ff ", "17f"] {
            assert!(typed(text).is_some(), "{text}");
        }
        assert_eq!(typed("17f"), Some([0x11, 0x77, 0xFF]));
        for text in ["", "#", "#1677f", "blue", "#1677ff0", "微信支付", "#１677ff"] {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
