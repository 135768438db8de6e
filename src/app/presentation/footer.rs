//! The line below the map: the scenario's name and note, who gains and loses most, and the steps.

use egui::{
    Align, Align2, Layout, Panel, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::Step;
use super::headline::{self, Amount, Headline};
use crate::app::canvas::icon;
use crate::app::context::Context;
use crate::app::figures::{compact, percent, signed, signed_percent};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, font, panel_frame, text_in};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::Object;
use crate::solver::Measure;

const HEIGHT: f32 = 116.0;
/// Widths of what is said of a company.
const NAME: f32 = 112.0;
const AMOUNT: f32 = 68.0;
const SHARE: f32 = 72.0;
/// Width of what is said of a measure, and height of a company in it.
const HEADLINE: f32 = NAME + AMOUNT + SHARE + 6.0 * SPACE;
const ROW: f32 = 22.0;
/// Width of the arrows with the number of the step.
const STEPS: f32 = 128.0;

/// What was asked for by a click.
#[derive(Default)]
pub(super) struct Asked {
    pub step: Option<Step>,
    pub leave: bool,
}

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>) -> Asked {
    let mut asked = Asked::default();
    Panel::bottom("presentation")
        .frame(panel_frame(context.theme, 24, 14))
        .resizable(false)
        .exact_size(HEIGHT)
        .show(ui, |ui| {
            let place = ui.max_rect();
            let measures = [Measure::Captured, Measure::Income];
            let headlines = HEADLINE * measures.len() as f32;
            let cut = |from: f32, width: f32| {
                let min = pos2(from, place.top());
                Rect::from_min_size(min, vec2(width, place.height()))
            };
            let right = place.right() - STEPS;
            let within = |ui: &mut Ui, rect: Rect, contents: &mut dyn FnMut(&mut Ui)| {
                let builder = UiBuilder::new()
                    .max_rect(rect)
                    .layout(Layout::top_down(Align::Min));
                ui.scope_builder(builder, |ui| contents(ui));
            };
            let title = cut(place.left(), right - headlines - place.left() - 3.0 * SPACE);
            within(ui, title, &mut |ui| name_and_note(ui, context));
            for (at, measure) in measures.into_iter().enumerate() {
                let rect = cut(right - headlines + HEADLINE * at as f32, HEADLINE - 2.0 * SPACE);
                within(ui, rect, &mut |ui| headline_ui(ui, context, measure));
            }
            within(ui, cut(right, STEPS), &mut |ui| steps(ui, context, &mut asked));
        });
    asked
}

fn name_and_note(ui: &mut Ui, context: &Context<'_>) {
    let (name, note) = match context.scenario {
        Some((id, scenario)) => (
            naming::object(context.map, &Object::Scenario(id.clone())),
            scenario.note.clone(),
        ),
        None => (words().scenarios.today.to_owned(), context.map.name().to_owned()),
    };
    let name = RichText::new(name).text_style(style::display());
    ui.add(egui::Label::new(name).truncate());
    // Three lines are what there is room for.
    let height = ui.available_height();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut job = egui::text::LayoutJob::simple(
        note.clone(),
        font(ui, egui::TextStyle::Body),
        context.theme.weak_text,
        rect.width(),
    );
    job.wrap.max_rows = 3;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.min, galley, context.theme.weak_text);
    let response = ui.interact(rect, ui.scope_id().with("note"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Caption, true, &note));
}

fn headline_ui(ui: &mut Ui, context: &Context<'_>, measure: Measure) {
    let theme = context.theme;
    let unit = naming::measure_unit(measure, context.map.units());
    caption(ui, theme, format!("{}, {unit}", naming::measure(measure).0));
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    if context.working || context.stale {
        let text = if context.working {
            words().status.solving
        } else {
            words().status.unsolved
        };
        caption(ui, theme, text);
        return;
    }
    match headline::of(context, measure) {
        None => {}
        Some(Headline::Leaders(leaders)) => {
            for leader in leaders {
                let amount = compact(leader.amount);
                amount_ui(
                    ui,
                    context,
                    &leader,
                    &amount,
                    leader.share.map(percent),
                    theme.text,
                );
            }
        }
        Some(Headline::Changes {
            gain: None,
            loss: None,
        }) => {
            caption(ui, theme, words().presentation.as_today);
        }
        Some(Headline::Changes { gain, loss }) => {
            for change in [gain, loss].into_iter().flatten() {
                let color = theme.change_color(change.amount);
                let amount = signed(change.amount);
                let share = change.share.map(change_in_percent);
                amount_ui(ui, context, &change, &amount, share, color);
            }
        }
    }
}

/// A change in per cent; digits of next to nothing are left out.
fn change_in_percent(share: f64) -> String {
    if share.abs() < 0.0005 {
        fill(words().marks.percent, &["< 0.1"])
    } else {
        signed_percent(share)
    }
}

/// A company with its amount, and that as a share.
fn amount_ui(
    ui: &mut Ui,
    context: &Context<'_>,
    of: &Amount,
    amount: &str,
    share: Option<String>,
    color: egui::Color32,
) {
    let theme = context.theme;
    let size = vec2(ui.available_width(), ROW);
    let (row, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = naming::company(context.map, &of.company);
    let share = share.map_or_else(String::new, |share| format!("({share})"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name} {amount} {share}")));
    let dot = theme.company_color(context.map, Some(&of.company));
    ui.painter()
        .circle_filled(row.left_center() + vec2(5.0, 0.0), SPACE * 0.55, dot);
    let mut left = row.left() + SPACE * 2.0;
    let mut column = |width: f32| {
        let min = pos2(left, row.top());
        left += width + SPACE;
        Rect::from_min_size(min, vec2(width, row.height()))
    };
    let (body, small) = (font(ui, egui::TextStyle::Body), font(ui, egui::TextStyle::Small));
    text_in(ui, column(NAME), Align2::LEFT_CENTER, name, body, theme.text);
    let strong = font(ui, style::strong());
    text_in(ui, column(AMOUNT), Align2::RIGHT_CENTER, amount, strong, color);
    text_in(
        ui,
        column(SHARE),
        Align2::LEFT_CENTER,
        &share,
        small,
        theme.weak_text,
    );
}

/// The arrows with the number of the step between them, the way out below.
fn steps(ui: &mut Ui, context: &Context<'_>, asked: &mut Asked) {
    let scenarios = context.map.scenarios();
    let shown = context
        .scenario
        .and_then(|(id, _)| scenarios.keys().position(|other| other == id));
    let place = shown.map_or(0, |at| at + 1);
    let words = &words().presentation;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if arrow(ui, context, words.previous, false, place > 0) {
            asked.step = Some(Step::Previous);
        }
        let (rect, _) = ui.allocate_exact_size(vec2(STEPS - 72.0, 36.0), Sense::hover());
        let text = format!("{} / {}", place + 1, scenarios.len() + 1);
        let body = font(ui, egui::TextStyle::Body);
        text_in(ui, rect, Align2::CENTER_CENTER, &text, body, context.theme.text);
        if arrow(ui, context, words.next, true, place < scenarios.len()) {
            asked.step = Some(Step::Next);
        }
    });
    ui.add_space(SPACE * 0.5);
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        let leave = RichText::new(fill(words.leave, &["Esc"]))
            .text_style(egui::TextStyle::Small)
            .color(context.theme.weak_text);
        asked.leave = ui.add(egui::Button::new(leave).frame(false)).clicked();
    });
}

fn arrow(ui: &mut Ui, context: &Context<'_>, name: &str, onward: bool, can: bool) -> bool {
    let theme = context.theme;
    let sense = if can { Sense::CLICK } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(36.0, 36.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, name));
    if can && response.hovered() {
        ui.painter().rect_filled(rect, 18.0, theme.hovered);
    } else if can {
        ui.painter().rect_filled(rect, 18.0, theme.raised);
    }
    let color = if can { theme.text } else { theme.line };
    icon::way(ui.painter(), rect.center(), 12.0, onward, color);
    response.clicked()
}
