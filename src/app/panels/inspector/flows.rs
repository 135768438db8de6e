//! What the solver says of the selection: today, and in the scenario shown.

use egui::{Align, Align2, Layout, Rect, RichText, Sense, TextStyle, Ui, pos2, vec2};

use super::{Context, section};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::{caption, fade_if_stale, font, text_in};
use crate::app::theme::SPACE;
use crate::model::{CompanyId, Link, LinkId, Node, NodeId, NodeKind};
use crate::quantity;
use crate::solver::{Measure, Solution};

/// Reads a figure off a solution.
type Value<'a> = Box<dyn Fn(&Solution) -> Option<f64> + 'a>;

/// One figure: its name, its meaning, and its value in a solution (as text and as a number).
struct Figure<'a> {
    name: &'a str,
    hint: &'a str,
    share: bool,
    value: Value<'a>,
}

impl<'a> Figure<'a> {
    fn new(name: &'a str, hint: &'a str, value: impl Fn(&Solution) -> Option<f64> + 'a) -> Self {
        Self {
            name,
            hint,
            share: false,
            value: Box::new(value),
        }
    }

    fn share(self) -> Self {
        Self { share: true, ..self }
    }

    fn text(&self, value: f64) -> String {
        if self.share {
            quantity::percent(value)
        } else {
            quantity::compact(value)
        }
    }
}

pub(super) fn node(ui: &mut Ui, id: &NodeId, node: &Node, context: &Context<'_>) {
    let words = words();
    let id = id.as_str();
    let flow = move |pick: fn(&crate::solver::NodeFlow) -> f64| {
        move |solution: &Solution| solution.nodes.get(id).map(pick)
    };
    let mut figures = vec![Figure::new(
        words.inspector.visits_in,
        "",
        flow(|flow| flow.visits),
    )];
    match node.kind {
        NodeKind::Payment { .. } => {
            let volume = move |solution: &Solution| solution.payments.get(id).map(|flow| flow.volume);
            let fees = move |solution: &Solution| solution.payments.get(id).map(|flow| flow.fees);
            figures.push(Figure::new(
                words.measures.payment_volume,
                words.measures.payment_volume_hint,
                volume,
            ));
            figures.push(Figure::new(words.measures.fees, words.measures.fees_hint, fees));
        }
        _ => {
            figures.push(Figure::new(
                words.inspector.go_on,
                "",
                flow(|flow| flow.visits - flow.exits),
            ));
            figures.push(Figure::new(words.inspector.left, "", flow(|flow| flow.exits)));
        }
    }
    if let NodeKind::Platform { .. } = node.kind {
        let flow = move |pick: fn(&crate::solver::PlatformFlow) -> f64| {
            move |solution: &Solution| solution.platforms.get(id).map(pick)
        };
        figures.extend([
            Figure::new(words.measures.gmv, words.measures.gmv_hint, flow(|flow| flow.gmv)),
            Figure::new(words.inspector.orders, "", flow(|flow| flow.orders)),
            Figure::new(
                words.measures.commission,
                words.measures.commission_hint,
                flow(|flow| flow.commission),
            ),
            Figure::new(words.inspector.ad_budget, "", flow(|flow| flow.ad_budget)),
            Figure::new(words.inspector.ad_unspent, "", flow(|flow| flow.ad_unspent)),
            Figure::new(
                words.inspector.take_rate,
                words.inspector.take_rate_hint,
                flow(|flow| flow.take_rate),
            )
            .share(),
        ]);
    }
    table(ui, &figures, context);
}

pub(super) fn link(ui: &mut Ui, id: &LinkId, link: &Link, context: &Context<'_>) {
    let words = words();
    let id = id.as_str();
    let flow = move |pick: fn(&crate::solver::LinkFlow) -> f64| {
        move |solution: &Solution| solution.links.get(id).map(pick)
    };
    let mut figures = vec![
        Figure::new(words.inspector.visits_on, "", flow(|flow| flow.visits)),
        Figure::new(words.inspector.share_of_start, "", flow(|flow| flow.share)).share(),
        Figure::new(words.inspector.attributed, "", flow(|flow| flow.attributed_gmv)),
    ];
    if link.payer.is_some() {
        figures.push(Figure::new(
            words.inspector.ad_spend,
            "",
            flow(|flow| flow.ad_spend),
        ));
    }
    table(ui, &figures, context);
}

pub(super) fn company(ui: &mut Ui, id: &CompanyId, context: &Context<'_>) {
    let figures: Vec<Figure<'_>> = Measure::ALL
        .into_iter()
        .map(|measure| {
            let (name, hint) = naming::measure(measure);
            Figure::new(name, hint, move |solution| {
                solution.companies.get(id.as_str()).map(|flow| flow.get(measure))
            })
        })
        .collect();
    table(ui, &figures, context);
}

/// The figures in rows; where a scenario is shown with today's value and the change.
fn table(ui: &mut Ui, figures: &[Figure<'_>], context: &Context<'_>) {
    section(ui, context, words().inspector.solver_says);
    let (Some(today), Some(now)) = (context.today, context.now) else {
        let text = if context.working {
            words().status.solving
        } else {
            words().results.no_results
        };
        caption(ui, context.theme, text);
        return;
    };
    ui.scope(|ui| {
        fade_if_stale(ui, context.stale);
        ui.spacing_mut().item_spacing.y = 2.0;
        if context.compares() {
            line(
                ui,
                "",
                "",
                [
                    words().scenarios.today,
                    words().results.now,
                    words().results.change,
                ],
                None,
                context,
            );
        }
        for figure in figures {
            let (Some(before), Some(after)) = ((figure.value)(today), (figure.value)(now)) else {
                continue;
            };
            if context.compares() {
                let change = after - before;
                let small = change.abs() <= 1e-9 * before.abs().max(after.abs());
                let change = if small { 0.0 } else { change };
                let signed = if figure.share {
                    quantity::signed_percent(change)
                } else {
                    quantity::signed(change)
                };
                let values = [&*figure.text(before), &*figure.text(after), &*signed];
                line(ui, figure.name, figure.hint, values, Some(change), context);
            } else {
                single(ui, figure, after);
            }
        }
    });
}

fn single(ui: &mut Ui, figure: &Figure<'_>, value: f64) {
    ui.horizontal(|ui| {
        let name = ui.label(figure.name);
        if !figure.hint.is_empty() {
            name.on_hover_text(figure.hint);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(figure.text(value)));
        });
    });
}

/// A name and three right-aligned values; the last in the colour of its change.
fn line(ui: &mut Ui, name: &str, hint: &str, values: [&str; 3], change: Option<f64>, context: &Context<'_>) {
    let theme = context.theme;
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let small = font(ui, TextStyle::Small);
    let column = (row.width() * 0.22).max(60.0);
    let left = row.right() - 3.0 * column;
    let name_place = Rect::from_min_max(row.min, pos2(left, row.bottom()));
    text_in(
        ui,
        name_place,
        Align2::LEFT_CENTER,
        name,
        font(ui, TextStyle::Body),
        theme.text,
    );
    for (place, value) in values.into_iter().enumerate() {
        let from = left + place as f32 * column;
        let cell = Rect::from_min_max(pos2(from, row.top()), pos2(from + column, row.bottom()));
        let color = match (change, place) {
            (Some(change), 2) => theme.change_color(change),
            (Some(_), 1) => theme.text,
            _ => theme.weak_text,
        };
        text_in(
            ui,
            cell.shrink2(vec2(SPACE / 4.0, 0.0)),
            Align2::RIGHT_CENTER,
            value,
            small.clone(),
            color,
        );
    }
    let spoken = format!("{name} {}", values.join(" "));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, spoken.trim()));
    if !hint.is_empty() {
        response.on_hover_text(hint);
    }
}
