//! Which links help each other and which stand in for each other: a field for each pair.

use std::collections::BTreeMap;

use egui::{Align, Align2, Button, Layout, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2};
use egui_extras::{Column, TableBuilder};

use super::study::{Found, Goal};
use super::{Command, Context, amount, credit, goal_name, sentences};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::heat::heat_ground;
use crate::app::panels::widgets::{caption, font, named, text_in};
use crate::app::theme::SPACE;
use crate::model::{LinkId, Object};

const ROW_HEIGHT: f32 = 24.0;
const GAP: f32 = 2.0;
/// The width of a field in which any number has room, and the least of it.
const WIDE: f32 = 56.0;
const NARROW: f32 = 18.0;
/// In narrower fields no number is written, or the small ones would stand out.
const WRITTEN: f32 = 50.0;
/// The width of the names: a part of the room, within these.
const NAMES: std::ops::RangeInclusive<f32> = 140.0..=360.0;
/// Interactions below this part of the largest are rounding in four differences of large numbers.
const NOISE: f64 = 1e-7;

/// The interactions of all pairs for one goal, by the places of the links in [`Found::links`].
pub(super) struct Interactions {
    values: BTreeMap<(usize, usize), f64>,
    largest: f64,
}

impl Interactions {
    /// Those of the answer; `None` where credit is not defined.
    pub(super) fn new(found: &Found, goal: &Goal) -> Option<Self> {
        let credit = found.credit.as_ref().ok()?;
        let place = |link: &LinkId| found.links.iter().position(|id| id == link);
        let values = { credit.interaction.iter() }.filter_map(|pair| {
            let (a, b) = place(&pair.a).zip(place(&pair.b))?;
            Some(((a.min(b), a.max(b)), found.of_goal(&pair.companies, goal)))
        });
        let mut values: BTreeMap<_, _> = values.collect();
        let largest = values
            .values()
            .fold(0.0f64, |largest, value| largest.max(value.abs()));
        for value in values.values_mut() {
            if value.abs() <= NOISE * largest {
                *value = 0.0;
            }
        }
        Some(Self { values, largest })
    }

    /// That of two links, in any order; `None` of a link with itself.
    pub(super) fn of(&self, a: usize, b: usize) -> Option<f64> {
        self.values.get(&(a.min(b), a.max(b))).copied()
    }
}

/// The fields, with the pair pointed at.
#[derive(Default)]
pub(super) struct Matrix {
    pointed: Option<(usize, usize)>,
}

impl Matrix {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        found: &Found,
        goal: &Goal,
        commands: &mut Vec<Command>,
    ) {
        let theme = context.theme;
        let interactions = match (&found.credit, Interactions::new(found, goal)) {
            (Ok(_), Some(interactions)) => interactions,
            (Err(why), _) => {
                caption(ui, theme, credit::reason(why));
                return;
            }
            (Ok(_), None) => return,
        };
        let pointed = self.pointed.take().filter(|(a, b)| a.max(b) < &found.links.len());
        let text = match pointed.and_then(|(a, b)| Some((a, b, interactions.of(a, b)?))) {
            Some((a, b, value)) => sentence(context, found, goal, (a, b), value),
            None => sentences(context, found, words().combos.point),
        };
        // One line however long the names, so that the fields do not jump.
        let line = egui::RichText::new(text).text_style(TextStyle::Small);
        ui.add(egui::Label::new(line.color(theme.weak_text)).truncate());
        self.table(ui, context, found, &interactions, pointed, commands);
        if self.pointed != pointed {
            // To say so above.
            ui.ctx().request_repaint();
        }
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        found: &Found,
        interactions: &Interactions,
        pointed: Option<(usize, usize)>,
        commands: &mut Vec<Command>,
    ) {
        let theme = context.theme;
        let count = found.links.len();
        let available = ui.available_width() - SPACE * 2.0;
        let names = (available * 0.24).clamp(*NAMES.start(), *NAMES.end());
        let field = ((available - names) / count as f32 - GAP).clamp(NARROW, WIDE);
        let scroll = egui::ScrollArea::horizontal().auto_shrink(false);
        scroll.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
            TableBuilder::new(ui)
                .id_salt("pairs of links")
                .auto_shrink(false)
                .min_scrolled_height(0.0)
                .cell_layout(Layout::left_to_right(Align::Center))
                .column(Column::exact(names))
                .columns(Column::exact(field), count)
                .header(ROW_HEIGHT, |mut header| {
                    header.col(|_| {});
                    for column in 0..count {
                        let marked = pointed.is_some_and(|(_, at)| at == column);
                        header.col(|ui| {
                            let (rect, response) =
                                ui.allocate_exact_size(ui.available_size(), Sense::hover());
                            let color = if marked { theme.text } else { theme.weak_text };
                            let number = (column + 1).to_string();
                            let small = font(ui, TextStyle::Small);
                            text_in(ui, rect, Align2::CENTER_CENTER, &number, small, color);
                            let name = numbered(context, found, column);
                            let head = || WidgetInfo::labeled(Role::ColumnHeader, true, &name);
                            response.widget_info(head);
                            response.on_hover_text(&name);
                        });
                    }
                })
                .body(|body| {
                    body.rows(ROW_HEIGHT, count, |mut line| {
                        let row = line.index();
                        let Some(link) = found.links.get(row) else { return };
                        line.set_selected(context.selection.contains(&Object::Link(link.clone())));
                        line.col(|ui| {
                            let name = numbered(context, found, row);
                            let response = ui.add(Button::new(&name).frame(false).truncate());
                            let response = named(response, &name).on_hover_text(&name);
                            if response.clicked() {
                                commands.push(Command::GoTo(Object::Link(link.clone())));
                            }
                        });
                        for column in 0..count {
                            line.col(|ui| {
                                if let Some(value) = interactions.of(row, column) {
                                    let at = (row, column);
                                    let response =
                                        self.field(ui, context, found, at, value, interactions.largest);
                                    if response.clicked() {
                                        let both =
                                            [row, column].map(|at| Object::Link(found.links[at].clone()));
                                        commands.push(Command::Select(both.into()));
                                    }
                                } else {
                                    let rect = ui.max_rect().shrink2(vec2(0.0, 1.5));
                                    ui.painter().rect_filled(rect, 4.0, theme.raised);
                                }
                            });
                        }
                    });
                });
        });
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        found: &Found,
        (row, column): (usize, usize),
        value: f64,
        largest: f64,
    ) -> egui::Response {
        let theme = context.theme;
        heat_ground(ui, ui.max_rect(), value, largest, theme);
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
        let color = if value == 0.0 { theme.weak_text } else { theme.text };
        let small = font(ui, TextStyle::Small);
        let place = rect.shrink2(vec2(2.0, 0.0));
        let texts = [figures::signed(value), figures::signed_roughly(value)];
        let mut galleys = texts
            .into_iter()
            .map(|text| ui.painter().layout_no_wrap(text, small.clone(), color));
        let fits = galleys.find(|galley| galley.size().x <= place.width());
        if let Some(galley) = fits.filter(|_| rect.width() >= WRITTEN) {
            let at = Align2::RIGHT_CENTER
                .align_size_within_rect(galley.size(), place)
                .min;
            ui.painter().galley(at, galley, color);
        } else if value != 0.0 {
            // The sign at least, for those who do not tell the colours apart.
            let sign = if value > 0.0 { "+" } else { "\u{2212}" };
            text_in(ui, rect, Align2::CENTER_CENTER, sign, small, color);
        }
        if response.hovered() || response.has_focus() {
            self.pointed = Some((row, column));
            let outline = rect.shrink2(vec2(0.0, 1.5));
            ui.painter()
                .rect_stroke(outline, 4.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
        let [a, b] = [row, column].map(|at| naming::link(context.map, &found.links[at]));
        let name = fill(words().combos.pair, &[&a, &b, &amount(context, found, value)]);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        response.on_hover_text(name)
    }
}

/// What the interaction of two links means.
fn sentence(context: &Context<'_>, found: &Found, goal: &Goal, (a, b): (usize, usize), value: f64) -> String {
    let [a, b] = [a, b].map(|at| naming::link(context.map, &found.links[at]));
    let words = &words().combos;
    let unit = naming::measure_unit(found.measure, context.map.units());
    let size = format!("{} {unit}", figures::compact(value.abs()));
    let template = if value > 0.0 {
        words.help
    } else if value < 0.0 {
        words.hinder
    } else {
        words.apart
    };
    let colon = crate::app::i18n::words().marks.colon;
    format!(
        "{}{colon}{}",
        goal_name(context.map, goal),
        fill(template, &[&a, &b, &size])
    )
}

/// A link with its number in the table.
fn numbered(context: &Context<'_>, found: &Found, at: usize) -> String {
    let name = naming::link(context.map, &found.links[at]);
    fill(words().combos.ranked, &[&(at + 1).to_string(), &name])
}
