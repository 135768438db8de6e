//! What each link is credited with: bars stacked by company, gains to the right and losses to the left.

use egui::{
    Align, Align2, Button, Color32, Grid, Layout, Rect, RichText, Role, Sense, Stroke, TextStyle, Ui,
};
use egui::{WidgetInfo, pos2, vec2};
use egui_extras::{Column, TableBuilder};

use super::study::Found;
use super::{Command, Context, amount};
use crate::analysis::credit::{self, ByCompany, Credit, Uncredited};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, dot, font, key, named, text_in};
use crate::app::theme::{SPACE, Theme};
use crate::model::{CompanyId, LinkId, Object};

const ROW_HEIGHT: f32 = 26.0;
const TOTAL_WIDTH: f32 = 86.0;
/// The width of the names: a part of the room, within these.
const NAMES: std::ops::RangeInclusive<f32> = 150.0..=380.0;
/// The least room between two marks of the axis.
const MARK: f32 = 76.0;
/// So many companies have a colour of their own; the others share one.
const APART: usize = 8;

/// Draws the bars, or says why there are none.
pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, found: &Found, commands: &mut Vec<Command>) {
    let theme = context.theme;
    let credit = match &found.credit {
        Ok(credit) => credit,
        Err(why) => {
            ui.add(egui::Label::new(RichText::new(reason(why)).color(theme.warning)).wrap());
            return;
        }
    };
    let bars = Bars::new(found, credit);
    let total = amount(context, found, credit.total.values().sum());
    let total = fill(words().combos.credit_sum, &[&total]);
    caption(ui, theme, format!("{} {total}", how(credit))).on_hover_text(words().combos.credit_hint);
    bars.legend(ui, context);
    bars.table(ui, context, found, commands);
}

/// Whether the credit is exact.
pub(super) fn how(credit: &Credit) -> String {
    if credit.exact {
        words().combos.exact.to_owned()
    } else {
        fill(words().combos.sampled_credit, &[&credit::ORDERS.to_string()])
    }
}

/// Why there is no credit, in the window's words.
pub(super) fn reason(why: &Uncredited) -> String {
    match why {
        Uncredited::Unsolvable { count, .. } => fill(words().combos.no_credit, &[&count.to_string()]),
        why => why.to_string(),
    }
}

struct Bars<'a> {
    credit: &'a Credit,
    /// The companies with a colour of their own, and the others.
    apart: &'a [CompanyId],
    rest: &'a [CompanyId],
    /// The longest bars to the left and to the right.
    reach: [f64; 2],
}

impl<'a> Bars<'a> {
    fn new(found: &'a Found, credit: &'a Credit) -> Self {
        let (apart, rest) = found.companies.split_at(found.companies.len().min(APART));
        let mut bars = Self {
            credit,
            apart,
            rest,
            reach: [0.0; 2],
        };
        for link in &found.links {
            let parts = bars.parts(link);
            let side = |sign: f64| parts.iter().map(|(_, part)| (sign * part).max(0.0)).sum::<f64>();
            bars.reach[0] = bars.reach[0].max(side(-1.0));
            bars.reach[1] = bars.reach[1].max(side(1.0));
        }
        bars
    }

    /// The parts of a link's bar: each of the companies apart, and last the others together.
    fn parts(&self, link: &LinkId) -> Vec<(Option<&'a CompanyId>, f64)> {
        let of = |id: &CompanyId| share(self.credit, link, id);
        let apart = self.apart.iter().map(|id| (Some(id), of(id)));
        let rest = (!self.rest.is_empty()).then(|| (None, self.rest.iter().map(of).sum()));
        apart.chain(rest).collect()
    }

    fn color(&self, theme: &Theme, context: &Context<'_>, part: Option<&CompanyId>) -> Color32 {
        theme.company_color(context.map, part)
    }

    fn name(&self, context: &Context<'_>, part: Option<&CompanyId>) -> String {
        match part {
            Some(id) => naming::company(context.map, id).to_owned(),
            None => fill(words().results.other_companies, &[&self.rest.len().to_string()]),
        }
    }

    fn legend(&self, ui: &mut Ui, context: &Context<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(SPACE / 2.0, 2.0);
            let rest = (!self.rest.is_empty()).then_some(None);
            for part in self.apart.iter().map(Some).chain(rest) {
                let color = self.color(context.theme, context, part);
                key(ui, context.theme, color, self.name(context, part));
                ui.add_space(SPACE);
            }
        });
    }

    fn table(&self, ui: &mut Ui, context: &Context<'_>, found: &Found, commands: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing = vec2(SPACE, 0.0);
        let available = ui.available_width() - SPACE * 2.0;
        let names = (available * 0.36).clamp(*NAMES.start(), *NAMES.end());
        let bar = (available - names - TOTAL_WIDTH - 2.0 * SPACE).max(80.0);
        TableBuilder::new(ui)
            .id_salt("credit")
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(names))
            .column(Column::exact(bar))
            .column(Column::exact(TOTAL_WIDTH))
            .header(ROW_HEIGHT, |mut header| {
                header.col(|ui| head(ui, words().results.link, Align2::LEFT_CENTER, context.theme));
                header.col(|ui| self.axis(ui, context.theme));
                let title = words().combos.all_together;
                header.col(|ui| head(ui, title, Align2::RIGHT_CENTER, context.theme));
            })
            .body(|body| {
                body.rows(ROW_HEIGHT, found.links.len(), |mut line| {
                    let Some(link) = found.links.get(line.index()) else {
                        return;
                    };
                    line.set_selected(context.selection.contains(&Object::Link(link.clone())));
                    self.row(&mut line, context, found, link, commands);
                });
            });
    }

    fn row(
        &self,
        line: &mut egui_extras::TableRow<'_, '_>,
        context: &Context<'_>,
        found: &Found,
        link: &LinkId,
        commands: &mut Vec<Command>,
    ) {
        let name = naming::link(context.map, link);
        line.col(|ui| {
            let button = Button::new(&name).frame(false).truncate();
            let response = ui.add(button).on_hover_text(&name);
            if named(response, &name).clicked() {
                commands.push(Command::GoTo(Object::Link(link.clone())));
            }
        });
        let parts = self.parts(link);
        let sum: f64 = parts.iter().map(|(_, part)| part).sum();
        line.col(|ui| {
            let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
            self.bar(ui, rect, context, &parts);
            let spoken = self.spoken(context, found, &name, link);
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
            response.on_hover_ui(|ui| self.told(ui, context, found, &name, link));
        });
        line.col(|ui| {
            let rect = ui.max_rect().shrink2(vec2(SPACE * 0.5, 0.0));
            let color = context.theme.change_color(sum);
            let body = font(ui, TextStyle::Body);
            text_in(ui, rect, Align2::RIGHT_CENTER, &figures::signed(sum), body, color);
        });
    }

    /// Where a value stands in the bars' room.
    fn x(&self, rect: Rect, value: f64) -> f32 {
        let [left, right] = self.reach;
        let length = (left + right).max(f64::MIN_POSITIVE);
        let inside = rect.shrink2(vec2(SPACE * 0.5, 0.0));
        inside.left() + inside.width() * ((value + left) / length) as f32
    }

    /// The marks of the axis: round numbers, not too near to each other.
    fn axis(&self, ui: &mut Ui, theme: &Theme) {
        let rect = ui.max_rect();
        let small = font(ui, TextStyle::Small);
        let fit = (rect.width() / MARK).max(1.0);
        for mark in marks(self.reach, f64::from(fit)) {
            let text = figures::short_digits(mark);
            let galley = ui.painter().layout_no_wrap(text, small.clone(), theme.weak_text);
            let half = galley.size().x / 2.0;
            let x = self.x(rect, mark).clamp(rect.left() + half, rect.right() - half);
            let at = pos2(x - half, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, theme.weak_text);
        }
    }

    fn bar(&self, ui: &Ui, rect: Rect, context: &Context<'_>, parts: &[(Option<&CompanyId>, f64)]) {
        let theme = context.theme;
        let fit = f64::from((rect.width() / MARK).max(1.0));
        for mark in marks(self.reach, fit) {
            let x = self.x(rect, mark);
            ui.painter()
                .vline(x, rect.y_range(), Stroke::new(1.0, theme.line));
        }
        let small = font(ui, TextStyle::Small);
        let mut ends = [0.0; 2];
        for (part, value) in parts {
            let end = &mut ends[usize::from(*value > 0.0)];
            let [from, to] = [*end, *end + value].map(|value| self.x(rect, value));
            *end += value;
            let y = rect.shrink2(vec2(0.0, 3.5)).y_range();
            let piece = Rect::from_x_y_ranges(from.min(to)..=from.max(to), y);
            if piece.width() < 0.5 {
                continue;
            }
            let color = self.color(theme, context, *part);
            ui.painter().rect_filled(piece, 0.0, color);
            let ink = Theme::ink_on(color);
            let text = ui
                .painter()
                .layout_no_wrap(figures::signed(*value), small.clone(), ink);
            if text.size().x + SPACE <= piece.width() {
                let at = Align2::CENTER_CENTER
                    .align_size_within_rect(text.size(), piece)
                    .min;
                ui.painter().galley(at, text, ink);
            }
        }
        let zero = self.x(rect, 0.0);
        ui.painter()
            .vline(zero, rect.y_range(), Stroke::new(1.0, theme.weak_text));
    }

    /// What the link brings to each company, one below the other.
    fn told(&self, ui: &mut Ui, context: &Context<'_>, found: &Found, name: &str, link: &LinkId) {
        ui.label(RichText::new(name).text_style(crate::app::style::strong()));
        let grid = Grid::new("credit of link").num_columns(3).min_col_width(0.0);
        grid.show(ui, |ui| {
            for id in &found.companies {
                dot(ui, self.color(context.theme, context, Some(id)));
                ui.label(naming::company(context.map, id));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(self.value(context, found, link, id));
                });
                ui.end_row();
            }
        });
    }

    fn value(&self, context: &Context<'_>, found: &Found, link: &LinkId, id: &CompanyId) -> String {
        let value = amount(context, found, share(self.credit, link, id));
        match error(self.credit, link, id) {
            None => value,
            Some(error) => {
                let error = fill(words().combos.standard_error, &[&figures::compact(error)]);
                fill(words().marks.in_brackets, &[&value, &error])
            }
        }
    }

    fn spoken(&self, context: &Context<'_>, found: &Found, name: &str, link: &LinkId) -> String {
        let shares = { found.companies.iter() }.map(|id| {
            let value = self.value(context, found, link, id);
            format!("{} {value}", naming::company(context.map, id))
        });
        let shares = shares.collect::<Vec<_>>().join(words().marks.semicolon);
        format!("{name}{}{shares}", words().marks.colon)
    }
}

/// What `link` is credited with for `company`.
pub(super) fn share(credit: &Credit, link: &LinkId, company: &CompanyId) -> f64 {
    let of = |shares: &ByCompany| shares.get(company).copied();
    credit.shapley.get(link).and_then(of).unwrap_or_default()
}

/// The standard error of that, if it is sampled.
pub(super) fn error(credit: &Credit, link: &LinkId, company: &CompanyId) -> Option<f64> {
    let errors = credit.standard_error.as_ref()?.get(link)?;
    errors.get(company).copied()
}

/// Round numbers from `-reach[0]` to `reach[1]`, at most about `most` of them.
fn marks(reach: [f64; 2], most: f64) -> Vec<f64> {
    let length = reach[0] + reach[1];
    if !(length.is_finite() && length > 0.0) {
        return vec![0.0];
    }
    let rough = length / most;
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let step = steps
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(10.0 * power);
    let first = (-reach[0] / step).ceil() as i64;
    let last = (reach[1] / step).floor() as i64;
    (first..=last).map(|mark| mark as f64 * step).collect()
}

fn head(ui: &mut Ui, title: &str, align: Align2, theme: &Theme) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let place = rect.shrink2(vec2(SPACE * 0.5, 0.0));
    text_in(
        ui,
        place,
        align,
        title,
        font(ui, TextStyle::Small),
        theme.weak_text,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_zero() {
        assert_eq!(marks([4.2e6, 23e6], 6.0), [0.0, 5e6, 10e6, 15e6, 20e6]);
        assert_eq!(marks([30.0, 30.0], 3.0), [-20.0, 0.0, 20.0]);
        assert_eq!(marks([0.0, 0.0], 5.0), [0.0]);
    }
}
