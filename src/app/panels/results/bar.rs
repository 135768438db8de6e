//! The heads of the results: the tabs, those that do not fit in a menu, and what can be done with the
//! result shown.

use egui::{Align, Button, Layout, Rect, RichText, Sense, Stroke, TextStyle, Ui, vec2};

use super::take::{self, Taken};
use super::{AllPanels, Command, Context, Tab};
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::named;
use crate::app::style;
use crate::app::theme::SPACE;

/// Height of the line of tabs.
const HEIGHT: f32 = 30.0;
const GAP: f32 = SPACE * 2.5;
/// From this width on there is room for more than tabs.
const ROOMY: f32 = 420.0;

/// The tabs, of which one is shown below.
pub(super) fn tabs(
    ui: &mut Ui,
    panels: &AllPanels,
    taken: &Taken,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let shown = context.view.tab;
    let heading = |tab: Tab| {
        let heading = panels.get(tab).heading(context);
        heading.unwrap_or_else(|| tab.label().to_owned())
    };
    line(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            take::menu(ui, shown, taken, commands);
            // Where there is little room, the menu of results still has it.
            if ui.available_width() > ROOMY {
                beside_menu(ui, context, commands);
            }
            ui.add_space(SPACE);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                let widths: Vec<f32> = Tab::ALL.iter().map(|tab| width(ui, &heading(*tab))).collect();
                let more = width(ui, words().results.more) + 2.0 * ui.spacing().button_padding.x;
                let chosen = Tab::ALL.iter().position(|tab| *tab == shown).unwrap_or(0);
                // What is wrong must never be hidden.
                let problems = Tab::ALL.iter().position(|tab| *tab == Tab::Problems);
                let stays = |place: usize| place == chosen || Some(place) == problems;
                let (seen, folded) = fold(&widths, more, stays, ui.available_width());
                // A single tab may still be too long.
                let most = ui.available_width() - if folded.is_empty() { 0.0 } else { more + GAP };
                for place in seen {
                    let tab = Tab::ALL[place];
                    ui.scope(|ui| {
                        ui.set_max_width(most.max(0.0));
                        tab_ui(ui, tab, &heading(tab), context, commands);
                    });
                }
                if !folded.is_empty() {
                    let more = ui.menu_button(words().results.more, |ui| {
                        for place in folded {
                            let tab = Tab::ALL[place];
                            if named(ui.button(heading(tab)), tab.label()).clicked() {
                                commands.push(Command::ShowTab(tab));
                            }
                        }
                    });
                    named(more.response, words().results.more_hint).on_hover_text(words().results.more_hint);
                }
            });
        });
    });
}

/// The head of the second result.
pub(super) fn beside(
    ui: &mut Ui,
    tab: Tab,
    panels: &AllPanels,
    taken: &Taken,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    line(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = named(close_button(ui, context), words().results.close_beside);
            if close.on_hover_text(words().results.close_beside).clicked() {
                commands.push(Command::ShowBeside(None));
            }
            take::menu(ui, tab, taken, commands);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let heading = panels.get(tab).heading(context);
                let heading = heading.unwrap_or_else(|| tab.label().to_owned());
                let title = RichText::new(heading).text_style(style::strong());
                ui.add(egui::Label::new(title).truncate());
            });
        });
    });
}

fn line(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        content(ui);
    });
}

/// Which tabs fit into `room`, and which go into the menu behind them, which takes `more`. Those that
/// stay are always seen.
fn fold(widths: &[f32], more: f32, stays: impl Fn(usize) -> bool, room: f32) -> (Vec<usize>, Vec<usize>) {
    let all = 0..widths.len();
    let length = |places: &[usize]| places.iter().map(|place| widths[*place] + GAP).sum::<f32>();
    let mut seen: Vec<usize> = all.clone().collect();
    if length(&seen) - GAP <= room {
        return (seen, Vec::new());
    }
    while length(&seen) + more > room {
        let Some(last) = seen.iter().rposition(|place| !stays(*place)) else {
            break;
        };
        seen.remove(last);
    }
    let folded = all.filter(|place| !seen.contains(place)).collect();
    (seen, folded)
}

fn width(ui: &Ui, text: &str) -> f32 {
    let font = style::strong().resolve(ui.style());
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER);
    galley.size().x
}

fn tab_ui(ui: &mut Ui, tab: Tab, heading: &str, context: &Context<'_>, commands: &mut Vec<Command>) {
    let theme = context.theme;
    let chosen = context.view.tab == tab;
    let color = if chosen { theme.text } else { theme.weak_text };
    let text = RichText::new(heading).text_style(style::strong()).color(color);
    let label = egui::Label::new(text).selectable(false).truncate();
    let response = ui.add(label.sense(Sense::click()));
    if chosen {
        let stroke = Stroke::new(2.0, theme.accent);
        let bottom = ui.max_rect().bottom();
        ui.painter().hline(response.rect.x_range(), bottom - 1.0, stroke);
    } else if response.has_focus() {
        let stroke = Stroke::new(1.0, theme.accent);
        let outline = response.rect.expand2(vec2(SPACE * 0.5, 2.0));
        ui.painter()
            .rect_stroke(outline, 4.0, stroke, egui::StrokeKind::Outside);
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, tab.label()));
    response.context_menu(|ui| {
        let text = fill(words().results.show_beside, &[tab.label()]);
        if !chosen && ui.button(text).clicked() {
            commands.push(Command::ShowBeside(Some(tab)));
        }
    });
    if named(response, tab.label()).clicked() {
        commands.push(Command::ShowTab(tab));
    }
}

/// The button from which another result is shown beside this one.
fn beside_menu(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let name = words().results.beside;
    let view = context.view;
    let menu = ui.menu_button(RichText::new(name).text_style(TextStyle::Small), |ui| {
        for tab in Tab::ALL.iter().filter(|tab| **tab != view.tab) {
            let shown = view.beside == Some(*tab);
            let button = ui.add(Button::selectable(shown, tab.label()));
            let text = fill(words().results.show_beside, &[tab.label()]);
            if named(button, &text).clicked() {
                commands.push(Command::ShowBeside((!shown).then_some(*tab)));
            }
        }
    });
    menu.response.on_hover_text(words().results.beside_hint);
}

/// A small cross.
fn close_button(ui: &mut Ui, context: &Context<'_>) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    let theme = context.theme;
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, theme.raised);
    }
    let cross = Rect::from_center_size(rect.center(), vec2(8.0, 8.0));
    let stroke = Stroke::new(1.5, theme.weak_text);
    ui.painter()
        .line_segment([cross.left_top(), cross.right_bottom()], stroke);
    ui.painter()
        .line_segment([cross.right_top(), cross.left_bottom()], stroke);
    let name = words().results.close_beside;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_that_do_not_fit_are_folded_and_the_chosen_one_stays() {
        let widths = [50.0; 5];
        let folded = |chosen, room| fold(&widths, 40.0, |place| place == chosen, room);
        assert_eq!(folded(0, 1000.0), (vec![0, 1, 2, 3, 4], vec![]));
        assert_eq!(folded(4, 300.0), (vec![0, 1, 4], vec![2, 3]));
        assert_eq!(folded(2, 10.0), (vec![2], vec![0, 1, 3, 4]));
    }
}
