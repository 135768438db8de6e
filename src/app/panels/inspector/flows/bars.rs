//! Where visits come from or go: the largest as bars, the rest in one.

use egui::{Align2, Color32, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::Command;
use super::table::change;
use crate::app::context::Context;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::{caption, font, text_in};
use crate::app::theme::{SPACE, Theme};
use crate::model::Object;

/// The most bars before the rest is summed up.
const MOST: usize = 6;
/// Below this a flow is rounding.
const NOTHING: f64 = 1e-6;

/// One way that visits take.
pub(super) struct Bar {
    pub(super) name: String,
    /// What a click goes to.
    pub(super) object: Option<Object>,
    pub(super) today: f64,
    pub(super) now: f64,
    pub(super) color: Color32,
}

/// The bars under their title, the longest first; nothing where nothing flows.
pub(super) fn list(
    ui: &mut Ui,
    title: &str,
    mut bars: Vec<Bar>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    bars.retain(|bar| bar.now.max(bar.today) > NOTHING);
    if bars.is_empty() {
        return;
    }
    bars.sort_by(|a, b| b.now.max(b.today).total_cmp(&a.now.max(a.today)));
    if bars.len() > MOST + 1 {
        let rest = bars.split_off(MOST);
        bars.push(Bar {
            name: fill(words().status.and_more, &[&rest.len().to_string()]),
            object: None,
            today: rest.iter().map(|bar| bar.today).sum(),
            now: rest.iter().map(|bar| bar.now).sum(),
            color: context.theme.unowned,
        });
    }
    let total: f64 = bars.iter().map(|bar| bar.now).sum();
    let longest = bars
        .iter()
        .map(|bar| bar.now.max(bar.today))
        .fold(NOTHING, f64::max);
    ui.add_space(SPACE * 0.5);
    caption(ui, context.theme, title);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for bar in &bars {
            bar_ui(ui, bar, total, longest, context, commands);
        }
    });
}

/// A share in per cent with as many digits as tell it from others beside it.
fn part_of(value: f64, total: f64) -> String {
    let percent = if total > 0.0 { value / total * 100.0 } else { 0.0 };
    match percent {
        p if p >= 9.95 => format!("{p:.0} %"),
        p if p >= 0.95 => format!("{p:.1} %"),
        p => format!("{p:.2} %"),
    }
}

fn bar_ui(
    ui: &mut Ui,
    bar: &Bar,
    total: f64,
    longest: f64,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let theme = context.theme;
    let sense = if bar.object.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), SPACE * 3.75), sense);
    let difference = change(bar.today, bar.now);
    let value = figures::compact(bar.now);
    let beside = if context.compares() {
        figures::signed(difference)
    } else {
        part_of(bar.now, total)
    };
    let role = if bar.object.is_some() {
        Role::Button
    } else {
        Role::Row
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{}: {value}, {beside}", bar.name)));
    if bar.object.is_some() && (response.hovered() || response.has_focus()) {
        ui.painter()
            .rect_filled(rect.expand2(vec2(SPACE * 0.5, 0.0)), 4.0, theme.hovered);
    }
    let line = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - SPACE));
    let column = (rect.width() * 0.2).max(SPACE * 7.0);
    let (values, besides) = (line.right() - column, line.right());
    let small = font(ui, TextStyle::Small);
    let name = Rect::from_min_max(line.min, pos2(values - column, line.bottom()));
    text_in(
        ui,
        name,
        Align2::LEFT_CENTER,
        &bar.name,
        font(ui, TextStyle::Body),
        theme.text,
    );
    let cell = |right: f32| {
        Rect::from_min_max(
            pos2(right - column + SPACE * 0.5, line.top()),
            pos2(right, line.bottom()),
        )
    };
    text_in(
        ui,
        cell(values),
        Align2::RIGHT_CENTER,
        &value,
        small.clone(),
        theme.text,
    );
    let color = if context.compares() {
        theme.change_color(difference)
    } else {
        theme.weak_text
    };
    text_in(ui, cell(besides), Align2::RIGHT_CENTER, &beside, small, color);
    let track = Rect::from_min_max(pos2(rect.left(), rect.bottom() - SPACE * 0.75), rect.max);
    let track = Rect::from_min_max(track.min, pos2(track.right(), track.top() + SPACE * 0.5));
    let upto = |value: f64| track.left() + track.width() * (value / longest).clamp(0.0, 1.0) as f32;
    ui.painter()
        .rect_filled(track, 2.0, Theme::faded(theme.line, 0.5));
    let full = Rect::from_min_max(track.min, pos2(upto(bar.now), track.bottom()));
    ui.painter().rect_filled(full, 2.0, bar.color);
    if context.compares() {
        let tick = upto(bar.today);
        let tick = Rect::from_min_max(
            pos2(tick - 1.0, track.top() - 2.0),
            pos2(tick + 1.0, track.bottom() + 2.0),
        );
        ui.painter().rect_filled(tick, 0.0, theme.text);
    }
    if let Some(object) = &bar.object
        && response.on_hover_text(&bar.name).clicked()
    {
        commands.push(Command::GoTo(object.clone()));
    }
}
