//! The best bundles by a goal: what is open in each, and what it changes for whom.

use egui::{Align, Align2, Layout, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

use super::study::{Best, Found, Goal};
use super::{Command, Context, amount, goal_hint, goal_name};
use crate::app::figures;
use crate::app::i18n::{count, fill, words};
use crate::app::naming;
use crate::app::panels::gate_button::gate_button;
use crate::app::panels::heat::heat_cell;
use crate::app::panels::widgets::{font, text_in};
use crate::app::theme::SPACE;
use crate::model::{LinkId, Object};

const ROW_HEIGHT: f32 = 28.0;
const GATE_WIDTH: f32 = 28.0;
const RANK_WIDTH: f32 = 24.0;
const GAP: f32 = 2.0;
/// The width of a number's column, and the least of it.
const NUMBER_WIDTH: f32 = 92.0;
const NARROW_NUMBER: f32 = 70.0;
/// The width of the fields of links, and the most of one.
const FIELDS: f32 = 190.0;
const FIELD: f32 = 10.0;
/// What is left beside the fields is used for names from this width on.
const NAMES: f32 = 90.0;
/// The part of the room that fields and names take, and the most of it.
const OPENED_SHARE: f32 = 0.28;
const OPENED: f32 = 760.0;

/// The table, with the bundle chosen.
#[derive(Default)]
pub(super) struct Table {
    chosen: Vec<LinkId>,
}

impl Table {
    /// Draws it; the goal, if another was asked for.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        found: &Found,
        goal: &Goal,
        commands: &mut Vec<Command>,
    ) -> Option<Goal> {
        let best = found.best_for(goal);
        let goals: Vec<&Goal> = found.goals().collect();
        let columns = Columns::fit(ui.available_width(), &goals, goal);
        let largest = largest(found, best, &columns.goals);
        let mut asked = None;
        ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
        TableBuilder::new(ui)
            .id_salt("best bundles")
            .sense(Sense::click())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(GATE_WIDTH))
            .column(Column::exact(RANK_WIDTH))
            .column(Column::exact(columns.opened))
            .columns(Column::exact(columns.number), columns.goals.len() + 1)
            .header(ROW_HEIGHT, |mut header| {
                let words = &words().combos;
                header.col(|_| {});
                header.col(|_| {});
                header.col(|ui| {
                    drop(head(
                        ui,
                        words.opened,
                        words.opened_hint,
                        Align2::LEFT_CENTER,
                        false,
                        context,
                    ))
                });
                for column in &columns.goals {
                    let name = goal_name(context.map, column);
                    let hint = format!(
                        "{}\n{}",
                        goal_hint(context.map, found, column),
                        fill(words.rank_by, &[name])
                    );
                    header.col(|ui| {
                        let right = Align2::RIGHT_CENTER;
                        if head(ui, name, &hint, right, *column == goal, context).clicked() {
                            asked = Some((*column).clone());
                        }
                    });
                }
                let hint = format!(
                    "{} {}",
                    words.hhi_hint,
                    crate::app::i18n::words().results.concentration_hint
                );
                header.col(|ui| drop(head(ui, words.hhi, &hint, Align2::RIGHT_CENTER, false, context)));
            })
            .body(|body| {
                body.rows(ROW_HEIGHT, best.len(), |mut line| {
                    let Some(bundle) = best.get(line.index()) else {
                        return;
                    };
                    let chosen = !self.chosen.is_empty() && found.open(bundle).eq(&self.chosen);
                    line.set_selected(chosen);
                    let clicks = row(&mut line, context, found, bundle, &columns, &largest);
                    let open = || found.open(bundle).cloned();
                    if clicks.tried {
                        commands.push(Command::TryBundle(open().collect()));
                    } else if clicks.chosen {
                        self.chosen = open().collect();
                        commands.push(Command::Select(open().map(Object::Link).collect()));
                    }
                });
            });
        asked
    }
}

/// What was done to a row.
struct Clicks {
    chosen: bool,
    tried: bool,
}

fn row(
    line: &mut TableRow<'_, '_>,
    context: &Context<'_>,
    found: &Found,
    bundle: &Best,
    columns: &Columns<'_>,
    largest: &[f64],
) -> Clicks {
    let names = names(context, found, bundle);
    let rank = (line.index() + 1).to_string();
    let mut clicks = Clicks {
        chosen: false,
        tried: false,
    };
    line.col(|ui| {
        if bundle.open.contains(&true) {
            let name = fill(words().combos.try_row, &[&names]);
            clicks.tried = gate_button(ui, false, &name, context.theme).clicked();
        }
    });
    line.col(|ui| {
        let rect = ui.max_rect().shrink2(vec2(SPACE * 0.5, 0.0));
        let small = font(ui, TextStyle::Small);
        text_in(
            ui,
            rect,
            Align2::RIGHT_CENTER,
            &rank,
            small,
            context.theme.weak_text,
        );
    });
    line.col(|ui| {
        let response = opened(ui, context, found, bundle, &names);
        let name = fill(words().combos.ranked, &[&rank, &names]);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        clicks.tried |= response.double_clicked();
        clicks.chosen |= response.clicked();
        response.on_hover_text(listed(context, found, bundle));
    });
    for (goal, largest) in columns.goals.iter().zip(largest) {
        let change = found.change(bundle, goal);
        line.col(|ui| {
            let text = figures::signed(change);
            heat_cell(ui, change, &text, Some(*largest), context.theme).on_hover_text(format!(
                "{}{}{}",
                goal_name(context.map, goal),
                words().marks.colon,
                amount(context, found, change)
            ));
        });
    }
    line.col(|ui| {
        let [without, with] = bundle.concentration;
        let text = figures::signed_whole(with - without);
        let both = [without, with].map(figures::whole);
        let hint = fill(words().combos.hhi_change, &both.each_ref().map(String::as_str));
        heat_cell(ui, with - without, &text, None, context.theme).on_hover_text(hint);
    });
    let response = line.response();
    clicks.tried |= response.double_clicked();
    clicks.chosen |= response.clicked();
    clicks.tried &= bundle.open.contains(&true);
    clicks
}

/// A field for each link, filled where it is open, and the names as far as there is room.
fn opened(ui: &mut Ui, context: &Context<'_>, found: &Found, bundle: &Best, names: &str) -> egui::Response {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let fields = FIELDS.min(found.links.len() as f32 * FIELD).min(rect.width());
    let pitch = fields / found.links.len().max(1) as f32;
    let side = (pitch - 2.0).clamp(1.0, FIELD - 2.0);
    for (place, open) in bundle.open.iter().enumerate() {
        let center = pos2(rect.left() + (place as f32 + 0.5) * pitch, rect.center().y);
        let field = Rect::from_center_size(center, vec2(side, side * 1.5));
        if *open {
            ui.painter().rect_filled(field, 2.0, theme.accent);
        } else {
            ui.painter()
                .rect_stroke(field, 2.0, Stroke::new(1.0, theme.closed), StrokeKind::Inside);
        }
    }
    let rest = rect.with_min_x(rect.left() + fields + SPACE);
    let small = font(ui, TextStyle::Small);
    if rest.width() >= NAMES {
        let how_many = bundle.open.iter().filter(|open| **open).count();
        let text = match how_many {
            0 | 1 => names.to_owned(),
            more => {
                let combos = &words().combos;
                let many = count(more, combos.one_link, combos.many_links);
                format!("{many}{}{names}", words().marks.colon)
            }
        };
        text_in(ui, rest, Align2::LEFT_CENTER, &text, small, theme.text);
    }
    if response.has_focus() {
        ui.painter()
            .rect_stroke(rect, 4.0, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
    }
    response
}

/// The links open, in a line.
pub(super) fn names(context: &Context<'_>, found: &Found, bundle: &Best) -> String {
    let open: Vec<String> = found
        .open(bundle)
        .map(|id| naming::link(context.map, id))
        .collect();
    if open.is_empty() {
        words().combos.nothing_opened.to_owned()
    } else {
        open.join(words().marks.semicolon)
    }
}

/// The links open, one below the other.
fn listed(context: &Context<'_>, found: &Found, bundle: &Best) -> String {
    let open: Vec<&LinkId> = found.open(bundle).collect();
    let words = &words().combos;
    let many = count(open.len(), words.one_link, words.many_links);
    let lines = open.iter().map(|id| naming::link(context.map, id));
    match open.is_empty() {
        true => words.nothing_opened.to_owned(),
        false => [many].into_iter().chain(lines).collect::<Vec<_>>().join("\n"),
    }
}

/// The largest change of a company's columns and of the sums, so that sums do not pale all else.
fn largest(found: &Found, best: &[Best], goals: &[&Goal]) -> Vec<f64> {
    let of = |goal: &Goal| {
        let changes = best.iter().map(|bundle| found.change(bundle, goal).abs());
        changes.fold(0.0, f64::max)
    };
    let is_company = |goal: &&&Goal| matches!(goal, Goal::Company(_));
    let companies = goals
        .iter()
        .filter(is_company)
        .map(|goal| of(goal))
        .fold(0.0, f64::max);
    let of_column = |goal: &&Goal| if is_company(&goal) { companies } else { of(goal) };
    goals.iter().map(of_column).collect()
}

/// How wide the columns are, and which goals have one.
struct Columns<'a> {
    opened: f32,
    number: f32,
    goals: Vec<&'a Goal>,
}

impl<'a> Columns<'a> {
    /// Companies with the least change go without a column where there is little room, but never the
    /// goal itself.
    fn fit(available: f32, all: &[&'a Goal], goal: &Goal) -> Self {
        let fixed = GATE_WIDTH + RANK_WIDTH + 4.0 * GAP + SPACE * 2.0;
        let rest = available - fixed - FIELDS.max(available * OPENED_SHARE);
        let room = ((rest / (NARROW_NUMBER + GAP)) as usize).saturating_sub(1).max(1);
        let mut goals = all.to_vec();
        while goals.len() > room {
            let dropped = goals
                .iter()
                .rposition(|shown| *shown != goal && matches!(shown, Goal::Company(_)));
            let Some(dropped) = dropped.or_else(|| goals.iter().position(|shown| *shown != goal)) else {
                break;
            };
            goals.remove(dropped);
        }
        let count = (goals.len() + 1) as f32;
        let number = (rest / count - GAP).clamp(NARROW_NUMBER, NUMBER_WIDTH);
        let opened = available - fixed - count * (number + GAP);
        Self {
            opened: opened.clamp(FIELDS.min(OPENED), OPENED),
            number,
            goals,
        }
    }
}

fn head(
    ui: &mut Ui,
    title: &str,
    hint: &str,
    align: Align2,
    sorted: bool,
    context: &Context<'_>,
) -> egui::Response {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let color = if sorted { theme.text } else { theme.weak_text };
    let text = if sorted {
        format!("{title} ↓")
    } else {
        title.to_owned()
    };
    let place = rect.shrink2(vec2(SPACE * 0.5, 0.0));
    text_in(ui, place, align, &text, font(ui, TextStyle::Small), color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, title));
    response.on_hover_text(hint)
}
