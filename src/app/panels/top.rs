//! The bar at the top: menus and the choice of scenario.

use std::path::PathBuf;

use egui::{Button, ComboBox, MenuBar, Panel, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

use super::menu_item::item;
use super::widgets::{caption, dot, named, panel_frame};
use super::{Command, Context, State};
use crate::app::action::{Action, Menu};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::shown;
use crate::app::theme::SPACE;
use crate::model::Object;

pub(super) fn ui(ui: &mut Ui, state: &State, context: &Context<'_>, commands: &mut Vec<Command>) {
    Panel::top("top")
        .frame(panel_frame(context.theme, 12, 8))
        .resizable(false)
        .show(ui, |ui| {
            MenuBar::new().ui(ui, |ui| {
                for menu in Menu::ALL {
                    menu_ui(ui, menu, state, commands);
                }
                // What follows are no menus and look like the buttons elsewhere.
                ui.set_style(ui.ctx().style_of(ui.ctx().theme()));
                ui.add_space(SPACE * 2.0);
                scenario_chooser(ui, context, commands);
                if context.compares() {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        legend(ui, context);
                    });
                }
            });
        });
}

fn menu_ui(ui: &mut Ui, menu: Menu, state: &State, commands: &mut Vec<Command>) {
    ui.menu_button(menu.label(), |ui| {
        // A menu that is longer than a small window scrolls.
        let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - SPACE * 2.0;
        // The bar lies over the items, which keep their width.
        ui.spacing_mut().scroll.floating_allocated_width = 0.0;
        let area = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
        area.show(ui, |ui| {
            for (place, group) in menu.groups().enumerate() {
                if place > 0 {
                    ui.separator();
                }
                for action in group {
                    item(ui, *action, state, commands);
                    if *action == Action::Open {
                        recent(ui, &state.view.recent, commands);
                    }
                }
            }
        });
    });
}

/// The files opened or saved last.
fn recent(ui: &mut Ui, files: &[PathBuf], commands: &mut Vec<Command>) {
    let button = |ui: &mut Ui| {
        ui.menu_button(words().actions.open_recent, |ui| {
            for path in files {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let file = ui.button(shown::name(&name)).on_hover_text(shown::whole(path));
                if file.clicked() {
                    commands.push(Command::OpenFile(path.clone()));
                }
            }
        });
    };
    ui.add_enabled_ui(!files.is_empty(), button);
}

fn scenario_chooser(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let today = ui.add(Button::selectable(!context.compares(), words.scenarios.today).frame(true));
    if today.on_hover_text(words.scenarios.today_hint).clicked() {
        commands.push(Command::ShowScenario(None));
    }
    let shown = match context.scenario {
        Some((id, _)) => RichText::new(naming::object(context.map, &Object::Scenario(id.clone()))),
        None => RichText::new(words.scenarios.scenario_none).color(context.theme.weak_text),
    };
    let chooser = ComboBox::from_id_salt("scenario")
        .width(260.0)
        .height(480.0)
        .truncate()
        .selected_text(shown)
        .show_ui(ui, |ui| {
            ui.set_min_width(300.0);
            for (id, scenario) in context.map.scenarios() {
                let chosen = context.scenario.is_some_and(|(shown, _)| shown == id);
                let name = naming::object(context.map, &Object::Scenario(id.clone()));
                let mut choice = ui.selectable_label(chosen, name);
                if !scenario.note.is_empty() {
                    choice = choice.on_hover_text(&scenario.note);
                }
                if choice.clicked() {
                    commands.push(Command::ShowScenario(Some(id.clone())));
                    commands.push(Command::Select(Vec::new()));
                }
            }
        });
    named(chooser.response, words.scenarios.scenario).on_hover_text(words.scenarios.scenario_hint);
    let what_if = ui.button(format!("+ {}", words.scenarios.what_if_button));
    if named(what_if, words.actions.new_what_if)
        .on_hover_text(words.scenarios.what_if_hint)
        .clicked()
    {
        commands.push(Action::NewWhatIf.into());
        commands.push(Command::Select(Vec::new()));
    }
}

/// What the two colours of change and the mark on a bar mean.
fn legend(ui: &mut Ui, context: &Context<'_>) {
    let theme = context.theme;
    caption(ui, theme, words().scenarios.less_than_today);
    dot(ui, theme.loss);
    ui.add_space(SPACE);
    caption(ui, theme, words().scenarios.more_than_today);
    dot(ui, theme.gain);
    ui.add_space(SPACE);
    caption(ui, theme, words().scenarios.mark_of_today);
    let (mark, _) = ui.allocate_exact_size(vec2(4.0, 14.0), Sense::hover());
    ui.painter()
        .vline(mark.center().x, mark.y_range(), Stroke::new(1.5, theme.text));
}
