//! The cells of the table: heads, gates, names and numbers.

use egui::{Align, Align2, Button, Layout, Rect, RichText, Sense, TextStyle, Ui, vec2};

use super::{Command, Context};
use crate::analysis::whatif::{Action, LinkEffect};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
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
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    let theme = context.theme;
    let color = if response.hovered() {
        theme.accent
    } else {
        theme.closed
    };
    paint_gate(ui, rect, !opens, egui::Stroke::new(1.5, color));
    let template = if opens {
        words().results.try_open
    } else {
        words().results.try_close
    };
    let name = fill(template, &[link]);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, !opens, &name));
    if response.on_hover_text(name).clicked() {
        commands.push(Command::ToggleLink(effect.link.clone()));
    }
}

fn paint_gate(ui: &Ui, rect: Rect, open: bool, stroke: egui::Stroke) {
    let center = rect.center();
    let painter = ui.painter();
    for side in [-1.0, 1.0] {
        let post = center + vec2(side * 6.0, 0.0);
        painter.line_segment([post - vec2(0.0, 6.0), post + vec2(0.0, 6.0)], stroke);
        let leaf = if open {
            vec2(side * 3.0, -4.0)
        } else {
            vec2(-side * 5.0, 0.0)
        };
        painter.line_segment([post, post + leaf], stroke);
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
    let text = RichText::new(link_name).color(theme.text);
    let button = Button::new(text).frame(false).truncate();
    let size = vec2(room, super::ROW_HEIGHT);
    let response = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(room);
        ui.add(button)
    });
    let response = response.inner.on_hover_text(naming::link_kind(link.kind));
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

/// A signed number, on a ground whose strength tells how large it is within the table.
pub(super) fn number(ui: &mut Ui, effect: &LinkEffect, value: f64, scale: Option<f64>, theme: &Theme) {
    let rect = ui.max_rect();
    let text = match &effect.problem {
        Some(_) => "–".to_owned(),
        None => figures::signed(value),
    };
    let heat = scale
        .filter(|scale| *scale > 0.0)
        .map_or(0.0, |scale| (value.abs() / scale).sqrt());
    if heat > 0.02 {
        let ground = Theme::faded(theme.change_color(value), 0.10 + 0.38 * heat as f32);
        ui.painter()
            .rect_filled(rect.shrink2(vec2(0.0, 1.5)), 4.0, ground);
    }
    let ink = if value == 0.0 || text == "0" {
        theme.weak_text
    } else {
        theme.text
    };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let place = rect.shrink2(vec2(SPACE * 0.5, 0.0));
    text_in(
        ui,
        place,
        Align2::RIGHT_CENTER,
        &text,
        font(ui, TextStyle::Body),
        ink,
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, &text));
    if let Some(problem) = &effect.problem {
        response.on_hover_text(format!("{}: {problem}", words().results.cannot_solve_row));
    }
}
