//! The Ledger tab: who pays whom for what, in double entry, today against what is shown.

mod rows;

use egui::{Align, Align2, ComboBox, Layout, RichText, ScrollArea, Sense, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::results::ResultPanel;
use super::sorting::{Sort, sort_head};
use super::widgets::{caption, fade_if_stale, font, named, text_in};
use super::{Command, Context};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;
use crate::model::{CompanyId, Object};
use crate::solver::{Party, Solution};
use rows::{Row, Totals, rows, totals};

/// A column of the table.
#[derive(Clone, Copy, PartialEq)]
enum By {
    From,
    To,
    Kind,
    Today,
    Now,
    Change,
}

/// Whose entries are shown, in which order.
pub(super) struct LedgerTab {
    company: Option<CompanyId>,
    sort: Sort<By>,
}

impl Default for LedgerTab {
    fn default() -> Self {
        Self {
            company: None,
            sort: Sort::down(By::Now),
        }
    }
}

const ROW_HEIGHT: f32 = 26.0;

impl ResultPanel for LedgerTab {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let (Some(today), Some(now)) = (context.today, context.now) else {
            ui.add_space(SPACE * 2.0);
            let text = if context.working {
                words().status.solving
            } else {
                words().results.no_results
            };
            caption(ui, context.theme, text);
            return;
        };
        ui.add_space(SPACE);
        let all = rows(&today.ledger, &now.ledger);
        self.controls(ui, context, &all, now);
        fade_if_stale(ui, context.stale);
        let shown = self.shown(&all, context);
        if shown.is_empty() {
            caption(ui, context.theme, words().ledger.empty);
        } else {
            self.table(ui, context, &shown, commands);
        }
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let (today, now) = context.today.zip(context.now)?;
        let words = words();
        let unit = naming::money_per_period(context.map.units());
        let amount = |time: &str| fill(words.marks.in_brackets, &[time, &unit]);
        let mut sheet = Sheet::new([
            words.ledger.from.to_owned(),
            words.ledger.to.to_owned(),
            words.ledger.kind.to_owned(),
            amount(words.scenarios.today),
            amount(words.results.now),
            amount(words.results.change),
        ]);
        let all = rows(&today.ledger, &now.ledger);
        for row in self.shown(&all, context) {
            sheet.row([
                naming::party(context.map, &row.from).into(),
                naming::party(context.map, &row.to).into(),
                naming::entry_kind(row.kind).0.into(),
                row.today.into(),
                row.now.into(),
                row.change().into(),
            ]);
        }
        Some(sheet)
    }
}

impl LedgerTab {
    /// The choice of a company, and what the entries come to.
    fn controls(&mut self, ui: &mut Ui, context: &Context<'_>, all: &[Row], now: &Solution) {
        let words = words();
        let gone = |id: &mut CompanyId| !context.map.companies().contains_key(&*id);
        self.company.take_if(gone);
        ui.horizontal_wrapped(|ui| {
            let every = words.ledger.every_company;
            let shown = self
                .company
                .as_ref()
                .map_or(every, |id| naming::company(context.map, id));
            let chooser = ComboBox::from_id_salt("company")
                .width(180.0)
                .height(400.0)
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut self.company, None, every);
                    for id in context.map.companies().keys() {
                        let name = naming::company(context.map, id);
                        ui.selectable_value(&mut self.company, Some(id.clone()), name);
                    }
                });
            named(chooser.response, words.ledger.choose_company);
            ui.add_space(SPACE);
            let text = match &self.company {
                None => balance(now),
                Some(id) => summary(totals(all, id), &naming::money_per_period(context.map.units())),
            };
            let text = RichText::new(text)
                .text_style(TextStyle::Small)
                .color(context.theme.weak_text);
            ui.add(egui::Label::new(text).wrap());
        });
        ui.add_space(SPACE * 0.5);
    }

    fn shown<'a>(&self, all: &'a [Row], context: &Context<'_>) -> Vec<&'a Row> {
        let mine = |row: &&Row| self.company.as_ref().is_none_or(|id| row.touches(id));
        let mut shown: Vec<&Row> = all.iter().filter(mine).collect();
        let name = |party: &Party| naming::party(context.map, party);
        shown.sort_by(|a, b| {
            self.sort.turn(match self.sort.by {
                By::From => name(&a.from).cmp(&name(&b.from)),
                By::To => name(&a.to).cmp(&name(&b.to)),
                By::Kind => naming::entry_kind(a.kind).0.cmp(naming::entry_kind(b.kind).0),
                By::Today => b.today.total_cmp(&a.today),
                By::Now => b.now.total_cmp(&a.now),
                By::Change => b.change().total_cmp(&a.change()),
            })
        });
        shown
    }

    fn table(&mut self, ui: &mut Ui, context: &Context<'_>, shown: &[&Row], commands: &mut Vec<Command>) {
        let theme = context.theme;
        let words = words();
        ui.spacing_mut().item_spacing = vec2(SPACE, 0.0);
        // Today, now and change, or today alone.
        let amounts: &[(By, &str)] = if context.compares() {
            &[
                (By::Today, words.scenarios.today),
                (By::Now, words.results.now),
                (By::Change, words.results.change),
            ]
        } else {
            &[(By::Now, words.ledger.amount)]
        };
        let amount_width = 82.0;
        let rest = ui.available_width() - amounts.len() as f32 * (amount_width + SPACE) - SPACE * 4.0;
        let (party, kind) = ((rest * 0.4).max(90.0), (rest * 0.2).max(72.0));
        let unit = naming::money_per_period(context.map.units());
        let sort = &mut self.sort;
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            TableBuilder::new(ui)
                .id_salt("ledger")
                .sense(Sense::click())
                .auto_shrink(false)
                .min_scrolled_height(0.0)
                .cell_layout(Layout::left_to_right(Align::Center))
                .columns(Column::exact(party), 2)
                .column(Column::exact(kind))
                .columns(Column::exact(amount_width), amounts.len())
                .header(ROW_HEIGHT, |mut header| {
                    let mut head = |title: &str, hint: &str, by, align| {
                        header.col(|ui| sort_head(ui, title, hint, by, align, sort, theme));
                    };
                    head(words.ledger.from, words.ledger.from_hint, By::From, Align::Min);
                    head(words.ledger.to, words.ledger.to_hint, By::To, Align::Min);
                    head(words.ledger.kind, words.ledger.kind_hint, By::Kind, Align::Min);
                    for (by, title) in amounts {
                        head(title, &unit, *by, Align::Max);
                    }
                })
                .body(|body| {
                    body.rows(ROW_HEIGHT, shown.len(), |mut line| {
                        let Some(row) = shown.get(line.index()) else {
                            return;
                        };
                        for party in [&row.from, &row.to] {
                            line.col(|ui| party_ui(ui, party, context));
                        }
                        let (name, hint) = naming::entry_kind(row.kind);
                        line.col(|ui| {
                            ui.add(egui::Label::new(name).truncate()).on_hover_text(hint);
                        });
                        for (by, _) in amounts {
                            line.col(|ui| amount_ui(ui, row, *by, context));
                        }
                        let response = line.response();
                        response.widget_info(|| {
                            egui::WidgetInfo::labeled(egui::Role::Row, true, spoken(row, context))
                        });
                        if response.clicked() {
                            let parties = [&row.from, &row.to].into_iter();
                            commands.push(Command::Select(parties.filter_map(object).collect()));
                        }
                    });
                });
        });
    }
}

/// A party's name with the colour of its company.
fn party_ui(ui: &mut Ui, party: &Party, context: &Context<'_>) {
    let theme = context.theme;
    let company = match party {
        Party::Company(id) => Some(id),
        Party::Merchants(node) => context.map.nodes().get(node).and_then(|node| node.owner.as_ref()),
        Party::Buyers | Party::Nobody(_) => None,
    };
    let (dot, _) = ui.allocate_exact_size(vec2(SPACE + 1.0, SPACE + 1.0), Sense::hover());
    let color = theme.company_color(context.map, company);
    match party {
        Party::Company(_) => ui.painter().circle_filled(dot.center(), 4.5, color),
        // Independent sellers are not the company, only near it.
        _ => {
            let ring = egui::Stroke::new(1.5, color);
            ui.painter().circle_stroke(dot.center(), 3.5, ring)
        }
    };
    let name = naming::party(context.map, party);
    ui.add(egui::Label::new(name).truncate());
}

fn amount_ui(ui: &mut Ui, row: &Row, by: By, context: &Context<'_>) {
    let theme = context.theme;
    let (text, color) = match by {
        By::Today => (figures::compact(row.today), theme.weak_text),
        By::Change => (figures::signed(row.change()), theme.change_color(row.change())),
        _ => (figures::compact(row.now), theme.text),
    };
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let place = rect.shrink2(vec2(SPACE * 0.75, 0.0));
    text_in(
        ui,
        place,
        Align2::RIGHT_CENTER,
        &text,
        font(ui, TextStyle::Body),
        color,
    );
}

/// A row in words, for screen readers.
fn spoken(row: &Row, context: &Context<'_>) -> String {
    let (kind, _) = naming::entry_kind(row.kind);
    let amount = format!(
        "{} {}",
        figures::compact(row.now),
        naming::money_per_period(context.map.units())
    );
    let parties = [&row.from, &row.to].map(|party| naming::party(context.map, party));
    fill(words().ledger.row, &[&parties[0], &parties[1], &amount, kind])
}

/// What of the map a party is.
fn object(party: &Party) -> Option<Object> {
    match party {
        Party::Buyers => None,
        Party::Company(id) => Some(Object::Company(id.clone())),
        Party::Merchants(node) | Party::Nobody(node) => Some(Object::Node(node.clone())),
    }
}

/// That every amount paid is received, and to how much the solver holds that.
fn balance(now: &Solution) -> String {
    let within = match now.residuals.ledger {
        0.0 => "0".to_owned(),
        error => format!("{error:.0e}"),
    };
    fill(words().ledger.balances, &[&within])
}

fn summary(totals: Totals, unit: &str) -> String {
    fill(
        words().ledger.of_company,
        &[
            &figures::compact(totals.received),
            &figures::compact(totals.paid),
            &figures::signed(totals.received - totals.paid),
            unit,
        ],
    )
}
