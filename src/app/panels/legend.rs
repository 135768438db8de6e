//! The legend: one line below the canvas that says how the map is read.

use egui::{Color32, Painter, Panel, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::Context;
use super::widgets::font;
use crate::app::canvas::{self, icon};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::theme::{SPACE, Theme};

/// Height of the line.
const HEIGHT: f32 = 22.0;
/// Side of a picture.
const ICON: f32 = 11.0;

/// A picture and what it means.
struct Entry {
    paint: fn(&Painter, Rect, Color32),
    text: String,
}

pub(in crate::app) fn ui(ui: &mut Ui, context: &Context<'_>) {
    let reached = fill(words().legend.reached, &[&canvas::MOST_REACHED.to_string()]);
    line(ui, context, words().legend.gate, Some(&reached));
}

/// The legend of a picture, on which nothing can be clicked.
pub(in crate::app) fn of_a_picture(ui: &mut Ui, context: &Context<'_>) {
    line(ui, context, words().legend.gate_in_a_picture, None);
}

fn line(ui: &mut Ui, context: &Context<'_>, gate: &str, reached: Option<&str>) {
    let frame = egui::Frame::new()
        .fill(context.theme.background)
        .inner_margin(vec2(SPACE * 1.5, 0.0));
    Panel::bottom("legend")
        .frame(frame)
        .resizable(false)
        .show_separator_line(false)
        .exact_size(HEIGHT)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = SPACE * 1.75;
            ui.horizontal_centered(|ui| {
                let font = font(ui, TextStyle::Small);
                let ink = Theme::faded(context.theme.link, 0.9);
                for entry in entries(context, gate, reached) {
                    let color = context.theme.weak_text;
                    let text = ui
                        .painter()
                        .layout_no_wrap(entry.text.clone(), font.clone(), color);
                    let size = vec2(ICON + SPACE * 0.75 + text.size().x, HEIGHT);
                    if size.x > ui.available_width() {
                        // The most important stand first; half an entry would only puzzle.
                        break;
                    }
                    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &entry.text));
                    let at = rect.left_center() + vec2(ICON / 2.0, 0.0);
                    (entry.paint)(ui.painter(), Rect::from_center_size(at, vec2(ICON, ICON)), ink);
                    let at = rect.left_center() + vec2(ICON + SPACE * 0.75, -text.size().y / 2.0);
                    ui.painter().galley(at, text, color);
                }
            });
        });
}

/// What is explained, the most important first; the palette shows the shapes of nodes as well. On a large
/// map that is what is left out of it, and how much of it is `reached` by the keyboard.
fn entries(context: &Context<'_>, gate: &str, reached: Option<&str>) -> Vec<Entry> {
    let words = words();
    let entry = |paint: fn(&Painter, Rect, Color32), text: &str| Entry {
        paint,
        text: text.to_owned(),
    };
    let width = fill(words.legend.width, &[&naming::per_period(context.map.units())]);
    let mut entries = vec![entry(icon::gate, gate)];
    if context.map.nodes().len() > canvas::MOST_SOFT {
        let most = figures::whole(canvas::MOST_SOFT as f64);
        entries.push(entry(icon::territory, &fill(words.legend.plain, &[&most])));
        entries.extend(reached.map(|reached| entry(icon::channel, reached)));
    }
    entries.extend([
        entry(icon::closed, words.legend.closed),
        entry(icon::width, &width),
        entry(icon::owner, words.legend.owner),
        entry(icon::territory, words.legend.host),
        entry(icon::channel, words.inspector.channel),
        entry(icon::platform, words.inspector.platform),
        entry(icon::merchants, words.inspector.merchant),
        entry(icon::payment, words.inspector.payment),
    ]);
    entries
}
