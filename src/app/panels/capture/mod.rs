//! The Capture tab: who captures what, by company; today against what is shown.

mod cell;

use egui::{Align2, Color32, ComboBox, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, pos2, vec2};

use super::results::ResultPanel;
use super::widgets::{caption, fade_if_stale, font, named, text_in};
use super::{Command, Context};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::{Cell, Sheet};
use crate::app::style;
use crate::app::theme::{SPACE, Theme};
use crate::model::{CompanyId, Object};
use crate::solver::{Measure, Solution};
use cell::{Cell as Bar, Written};

/// Which measure each column shows.
pub(super) struct Capture {
    columns: [Measure; COLUMNS],
}

impl Default for Capture {
    fn default() -> Self {
        Self {
            columns: [
                Measure::Captured,
                Measure::Gmv,
                Measure::Income,
                Measure::Payments,
                Measure::Ads,
                Measure::Fees,
                Measure::Commission,
            ],
        }
    }
}

/// Columns at most: as many are shown as have room.
const COLUMNS: usize = 7;
/// Columns that are shown even if the table must scroll sideways.
const FEWEST: usize = 3;
const COLUMN_GAP: f32 = SPACE * 2.0;
const MIN_COLUMN: f32 = 106.0;
const ROW_HEIGHT: f32 = 32.0;

/// Where the columns stand.
struct Columns {
    name: f32,
    width: f32,
    count: usize,
}

impl Columns {
    fn fit(available: f32) -> Self {
        let name = (available * 0.16).clamp(168.0, 240.0);
        let rest = available - name - SPACE;
        let count = (rest / (MIN_COLUMN + COLUMN_GAP)) as usize;
        let count = count.clamp(FEWEST, COLUMNS);
        let width = (rest / count as f32 - COLUMN_GAP).max(MIN_COLUMN);
        Self { name, width, count }
    }

    fn total(&self) -> f32 {
        self.name + self.count as f32 * (self.width + COLUMN_GAP) + SPACE
    }

    fn cell(&self, row: Rect, place: usize) -> Rect {
        let left = row.left() + self.name + COLUMN_GAP + place as f32 * (self.width + COLUMN_GAP);
        Rect::from_min_size(pos2(left, row.top()), vec2(self.width, row.height()))
    }
}

impl ResultPanel for Capture {
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
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            let columns = Columns::fit(ui.available_width());
            ui.set_width(columns.total());
            ui.spacing_mut().item_spacing.y = 0.0;
            self.head(ui, &columns, context);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                fade_if_stale(ui, context.stale);
                self.rows(ui, &columns, context, today, now, commands);
                ui.add_space(SPACE);
            });
        });
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let (today, now) = context.today.zip(context.now)?;
        let words = words();
        let columns = self.columns.iter().flat_map(|measure| {
            let (name, _) = naming::measure(*measure);
            let unit = naming::measure_unit(*measure, context.map.units());
            let name = fill(words.marks.in_brackets, &[name, &unit]);
            [words.scenarios.today, words.results.now, words.results.change]
                .map(|time| format!("{name}{}{time}", words.marks.comma))
        });
        let head = std::iter::once(words.results.company.to_owned());
        let mut sheet = Sheet::new(head.chain(columns));
        for id in by_size(today, now) {
            let values = self.columns.iter().flat_map(|measure| {
                let (today, now) = (today.measure(&id, *measure), now.measure(&id, *measure));
                [today, now, now - today].map(Cell::from)
            });
            let name = naming::company(context.map, &id).into();
            sheet.row(std::iter::once(name).chain(values));
        }
        Some(sheet)
    }
}

impl Capture {
    /// The names of the columns, each a choice of measure, with the unit below.
    fn head(&mut self, ui: &mut Ui, columns: &Columns, context: &Context<'_>) {
        let (row, _) = ui.allocate_exact_size(vec2(columns.total(), 48.0), Sense::hover());
        for place in 0..columns.count {
            let cell = columns.cell(row, place);
            let choice = Rect::from_min_size(cell.min + vec2(-SPACE, 6.0), vec2(cell.width() + SPACE, 24.0));
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(choice).id_salt(place));
            self.choose(&mut child, place);
            let unit = Rect::from_min_max(pos2(cell.left(), cell.top() + 30.0), cell.max);
            let small = font(ui, TextStyle::Small);
            let name = naming::measure_unit(self.columns[place], context.map.units());
            text_in(ui, unit, Align2::LEFT_TOP, &name, small, context.theme.weak_text);
        }
    }

    fn choose(&mut self, ui: &mut Ui, place: usize) {
        let (name, hint) = naming::measure(self.columns[place]);
        let widgets = &mut ui.visuals_mut().widgets;
        // The head of a column looks like text until the pointer finds it.
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        ui.spacing_mut().button_padding = vec2(SPACE, 2.0);
        let chooser = ComboBox::from_id_salt("measure")
            .width(ui.available_width())
            .height(400.0)
            .truncate()
            .selected_text(RichText::new(name).text_style(style::strong()))
            .show_ui(ui, |ui| {
                for measure in Measure::ALL {
                    let (name, hint) = naming::measure(measure);
                    ui.selectable_value(&mut self.columns[place], measure, name)
                        .on_hover_text(hint);
                }
            });
        let label = fill(words().results.column_measure, &[&(place + 1).to_string()]);
        named(chooser.response, &label).on_hover_text(hint);
    }

    fn rows(
        &self,
        ui: &mut Ui,
        columns: &Columns,
        context: &Context<'_>,
        today: &Solution,
        now: &Solution,
        commands: &mut Vec<Command>,
    ) {
        let scales = self.columns.map(|measure| {
            let sizes = [today, now]
                .into_iter()
                .flat_map(|solution| solution.companies.iter())
                .map(|(_, flow)| flow.get(measure).abs());
            sizes.fold(0.0, f64::max)
        });
        for id in by_size(today, now) {
            let color = context.theme.company_color(context.map, Some(&id));
            let name = naming::company(context.map, &id).to_owned();
            let (row, response) = ui.allocate_exact_size(vec2(columns.total(), ROW_HEIGHT), Sense::click());
            let object = Object::Company(id.clone());
            let selected = context.selection.contains(&object);
            row_name(
                ui,
                columns,
                row,
                &name,
                Some(color),
                context.theme,
                response.hovered(),
                selected,
            );
            let mut spoken = name;
            for (place, measure) in self.columns.into_iter().enumerate().take(columns.count) {
                let cell = Bar {
                    today: today.measure(&id, measure),
                    now: now.measure(&id, measure),
                    scale: scales[place],
                    color: Some(color),
                    written: Written::Amount,
                };
                cell.paint(ui, columns.cell(row, place), context);
                spoken.push_str(&cell.spoken(naming::measure(measure).0, context.compares()));
            }
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Row, true, selected, &spoken));
            if response.on_hover_text(spoken).clicked() {
                commands.push(Command::Select(vec![object]));
            }
        }
        if today.leaked.max(now.leaked) > 0.0 && self.columns[..columns.count].contains(&Measure::Captured) {
            let values = |measure| (measure == Measure::Captured).then_some((today.leaked, now.leaked));
            self.extra_row(
                ui,
                columns,
                context,
                (words().results.nobody, words().results.nobody_hint),
                Written::Amount,
                values,
            );
        }
        let concentration = |measure| {
            let of = |solution: &Solution| solution.concentration.get(measure);
            of(today).zip(of(now))
        };
        let name = (words().results.concentration, words().results.concentration_hint);
        self.extra_row(ui, columns, context, name, Written::Whole, concentration);
    }

    /// A row that is not a company's, without bars.
    fn extra_row(
        &self,
        ui: &mut Ui,
        columns: &Columns,
        context: &Context<'_>,
        (name, hint): (&str, &str),
        written: Written,
        values: impl Fn(Measure) -> Option<(f64, f64)>,
    ) {
        let (row, response) = ui.allocate_exact_size(vec2(columns.total(), ROW_HEIGHT), Sense::hover());
        row_name(ui, columns, row, name, None, context.theme, false, false);
        let mut spoken = name.to_owned();
        for (place, measure) in self.columns.into_iter().enumerate().take(columns.count) {
            if let Some((today, now)) = values(measure) {
                let cell = Bar {
                    today,
                    now,
                    scale: 0.0,
                    color: None,
                    written,
                };
                cell.paint(ui, columns.cell(row, place), context);
                spoken.push_str(&cell.spoken(naming::measure(measure).0, context.compares()));
            }
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, &spoken));
        response.on_hover_text(hint);
    }
}

/// The companies, those that captured most today first.
fn by_size(today: &Solution, now: &Solution) -> Vec<CompanyId> {
    let mut ids: Vec<CompanyId> = now.companies.iter().map(|(id, _)| id.clone()).collect();
    let size = |id: &CompanyId| today.measure(id, Measure::Captured);
    ids.sort_by(|a, b| size(b).total_cmp(&size(a)));
    ids
}

#[allow(
    clippy::too_many_arguments,
    reason = "one call draws one name in one of four states"
)]
fn row_name(
    ui: &Ui,
    columns: &Columns,
    row: Rect,
    name: &str,
    color: Option<Color32>,
    theme: &Theme,
    hovered: bool,
    selected: bool,
) {
    let ground = row.expand2(vec2(SPACE, 0.0));
    if selected {
        ui.painter().rect_filled(ground, 6.0, theme.accent_wash);
    } else if hovered {
        ui.painter().rect_filled(ground, 6.0, theme.raised);
    }
    let dot_at = pos2(row.left() + 5.0, row.center().y);
    if let Some(color) = color {
        ui.painter().circle_filled(dot_at, 4.5, color);
    }
    let place = Rect::from_min_max(
        pos2(row.left() + SPACE * 2.5, row.top()),
        pos2(row.left() + columns.name, row.bottom()),
    );
    let ink = if color.is_some() {
        theme.text
    } else {
        theme.weak_text
    };
    text_in(
        ui,
        place,
        Align2::LEFT_CENTER,
        name,
        font(ui, TextStyle::Body),
        ink,
    );
}
