//! The heads of the results: the tabs, which scroll where they do not fit, and what can be done with the result
//! shown.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Align, Button, Layout, Rect, Response, RichText, ScrollArea, Sense, Stroke, TextStyle, Ui, vec2};

use super::take::{self, Taken};
use super::{AllPanels, Command, Context, Tab};
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::named;
use crate::app::style;
use crate::app::theme::SPACE;

/// Height of the line of tabs.
const HEIGHT: f32 = 30.0;
const GAP: f32 = SPACE * 2.5;
/// Width of the arrow at an end of the tabs.
const ARROW: f32 = 18.0;
/// From this width on there is room for more than tabs.
const ROOMY: f32 = 420.0;

/// What the tabs remember from frame to frame.
#[derive(Default)]
pub(super) struct Heads {
    /// The tab that was last brought into sight.
    sought: Option<Tab>,
    /// Where an arrow was asked to take them.
    wanted: Option<f32>,
}

/// The tabs, of which one is shown below.
pub(super) fn tabs(
    ui: &mut Ui,
    heads: &mut Heads,
    panels: &AllPanels,
    taken: &Taken,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let Heads { sought, wanted } = heads;
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
            let all = Tab::ALL.iter().map(|tab| width(ui, &heading(*tab)) + GAP);
            let fit = all.sum::<f32>() - GAP <= ui.available_width();
            // What is wrong must never be out of sight.
            if !fit {
                tab_ui(ui, Tab::Problems, &heading(Tab::Problems), context, commands);
                ui.add_space(SPACE);
            }
            let scrolled = Tab::ALL.iter().filter(|tab| fit || **tab != Tab::Problems);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                scroll(ui, fit, wanted, context, |ui| {
                    ui.spacing_mut().item_spacing.x = GAP;
                    for tab in scrolled {
                        let head = tab_ui(ui, *tab, &heading(*tab), context, commands);
                        let is_new = *tab == shown && *sought != Some(shown);
                        if is_new || head.gained_focus() {
                            ui.scroll_to_rect(head.rect.expand2(vec2(ARROW, 0.0)), None);
                        }
                    }
                });
            });
        });
    });
    *sought = Some(shown);
}

/// Heads in a line that scrolls where it does not fit, with an arrow at each end that has more.
fn scroll(
    ui: &mut Ui,
    fit: bool,
    wanted: &mut Option<f32>,
    context: &Context<'_>,
    content: impl FnOnce(&mut Ui),
) {
    // A wheel has one direction, and so has the line.
    ui.style_mut().always_scroll_the_only_direction = true;
    let mut area = ScrollArea::horizontal()
        .id_salt("tabs")
        .max_width(ui.available_width())
        .auto_shrink([fit, false])
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    if let Some(wanted) = wanted.take() {
        area = area.horizontal_scroll_offset(wanted);
    }
    let area = area.show(ui, |ui| {
        ui.set_min_height(HEIGHT);
        content(ui);
    });
    let hidden = area.state.clamped_offset().x;
    let left = area.content_size.x - area.inner_rect.width() - hidden;
    let ends = area.inner_rect;
    for (place, more, way) in [
        (ends.with_max_x(ends.left() + ARROW), hidden, -1.0),
        (ends.with_min_x(ends.right() - ARROW), left, 1.0),
    ] {
        if more > 1.0 && arrow(ui, place, way, context).clicked() {
            *wanted = Some(hidden + way * more.min(0.7 * area.inner_rect.width()));
            ui.ctx().request_repaint();
        }
    }
}

/// The sign that more heads stand there: to the left if `way` is below zero.
fn arrow(ui: &mut Ui, place: Rect, way: f32, context: &Context<'_>) -> Response {
    let (id, name) = if way < 0.0 {
        ("tabs before", words().results.tabs_before)
    } else {
        ("tabs after", words().results.tabs_after)
    };
    let response = ui.interact(place, ui.scope_id().with(id), Sense::click());
    let theme = context.theme;
    ui.painter().rect_filled(place, 0.0, theme.panel);
    let color = if response.hovered() || response.has_focus() {
        theme.text
    } else {
        theme.weak_text
    };
    let (centre, reach) = (place.center(), vec2(2.5 * way, 4.5));
    let stroke = Stroke::new(1.5, color);
    let tip = centre + vec2(reach.x, 0.0);
    for up in [-1.0, 1.0] {
        let end = centre + vec2(-reach.x, up * reach.y);
        ui.painter().line_segment([end, tip], stroke);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name)
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

fn width(ui: &Ui, text: &str) -> f32 {
    let font = style::strong().resolve(ui.style());
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER);
    galley.size().x
}

fn tab_ui(
    ui: &mut Ui,
    tab: Tab,
    heading: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) -> Response {
    let theme = context.theme;
    let chosen = context.view.tab == tab;
    let color = if chosen { theme.text } else { theme.weak_text };
    let text = RichText::new(heading).text_style(style::strong()).color(color);
    let label = egui::Label::new(text).selectable(false).extend();
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
    let response = named(response, tab.label());
    if response.clicked() {
        commands.push(Command::ShowTab(tab));
    }
    response
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
fn close_button(ui: &mut Ui, context: &Context<'_>) -> Response {
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
