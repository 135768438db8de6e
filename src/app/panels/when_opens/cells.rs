//! The cells of the table: heads, gates, names and numbers.

use egui::{Align2, Color32, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::{Command, Context};
use crate::analysis::whatif::{Action, LinkEffect};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::gate_button::gate_button;
use crate::app::panels::heat::heat_cell;
use crate::app::panels::widgets::{font, named, text_in};
use crate::app::theme::{SPACE, Theme};
use crate::model::Object;

/// A switch that tries the link in a what-if: a gate, shut or open.
pub(super) fn gate(
    ui: &mut Ui,
    effect: &LinkEffect,
    link: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let opens = effect.action == Action::Open;
    let template = if opens {
        words().results.try_open
    } else {
        words().results.try_close
    };
    if gate_button(ui, !opens, &fill(template, &[link]), context.theme).clicked() {
        commands.push(Command::ToggleLink(effect.link.clone()));
    }
}

/// The link's name, and the colours of those who must agree.
pub(super) fn name(
    ui: &mut Ui,
    effect: &LinkEffect,
    link_name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let theme = context.theme;
    let Some(link) = context.map.links().get(&effect.link) else {
        return;
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    let keepers = context.map.gatekeepers(link);
    let room = ui.available_width() - keepers.len() as f32 * 12.0 - SPACE;
    let object = Object::Link(effect.link.clone());
    let (rect, response) = ui.allocate_exact_size(vec2(room, super::ROW_HEIGHT), Sense::click());
    let color = if response.hovered() || response.has_focus() {
        theme.accent
    } else {
        theme.text
    };
    ends(ui, rect, link_name, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, link_name));
    let response = response.on_hover_text(naming::link_kind(link.kind));
    if named(response, link_name).clicked() {
        commands.push(Command::GoTo(object));
    }
    for keeper in keepers {
        let (rect, response) = ui.allocate_exact_size(vec2(8.0, 8.0), Sense::hover());
        let color = theme.company_color(context.map, Some(keeper));
        ui.painter().circle_filled(rect.center(), 4.0, color);
        response.on_hover_text(format!(
            "{}: {}",
            words().fields.gatekeepers,
            naming::company(context.map, keeper)
        ));
    }
}

/// A link's name in `rect`: on one line if there is room, else its ends on two.
fn ends(ui: &Ui, rect: Rect, name: &str, color: Color32) {
    let body = font(ui, TextStyle::Body);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), body.clone(), color);
    let Some((from, to)) = name.split_once(" → ").filter(|_| galley.size().x > rect.width()) else {
        text_in(ui, rect, Align2::LEFT_CENTER, name, body, color);
        return;
    };
    let small = font(ui, TextStyle::Small);
    let (above, below) = rect.split_top_bottom_at_fraction(0.5);
    text_in(ui, above, Align2::LEFT_BOTTOM, from, small.clone(), color);
    text_in(ui, below, Align2::LEFT_TOP, &format!("→ {to}"), small, color);
}

/// By how much an index of concentration changes; its ends when pointed at.
pub(super) fn index(ui: &mut Ui, effect: &LinkEffect, before: f64, after: f64, theme: &Theme) {
    let text = match &effect.problem {
        Some(_) => "–".to_owned(),
        None => figures::signed_whole(after - before),
    };
    let ends = [figures::whole(before), figures::whole(after)];
    let ends = fill(
        words().results.concentration_ends,
        &ends.each_ref().map(String::as_str),
    );
    let response = heat_cell(ui, after - before, &text, None, theme);
    if effect.problem.is_none() {
        response.on_hover_text(ends);
    }
}

/// A signed number, on a ground whose strength tells how large it is within the table.
pub(super) fn number(ui: &mut Ui, effect: &LinkEffect, value: f64, scale: Option<f64>, theme: &Theme) {
    let text = match &effect.problem {
        Some(_) => "–".to_owned(),
        // Marked, as the state told is one of several.
        None if effect.several_states => format!("{}*", figures::signed(value)),
        None => figures::signed(value),
    };
    let response = heat_cell(ui, value, &text, scale, theme);
    if effect.several_states {
        response.clone().on_hover_text(words().results.several_states_row);
    }
    if let Some(problem) = &effect.problem {
        response.on_hover_text(format!("{}: {problem}", words().results.cannot_solve_row));
    }
}
