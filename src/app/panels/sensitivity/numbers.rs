//! Each number alone, from the low to the high end of its range: the widest first.

use egui::{Align, Align2, Button, Layout, RichText, Sense, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

use super::bars::{self, Scale};
use super::study::{Answers, EachNumber, Row, Turn};
use crate::analysis::uncertainty::break_even::BreakEven;
use crate::analysis::uncertainty::ranges::Uncertain;
use crate::analysis::uncertainty::tornado::Output;
use crate::app::i18n::{fill, words};
use crate::app::jobs::study::{Ground, Study};
use crate::app::panels::study::study_of;
use crate::app::panels::widgets::{caption, font, named, text_in};
use crate::app::panels::{Command, Context};
use crate::app::sheet::{Cell, Sheet};
use crate::app::theme::{SPACE, Theme};
use crate::app::{figures, naming};
use crate::model::{Map, NumberPath};

const ROW_HEIGHT: f32 = 28.0;
const VALUE_WIDTH: f32 = 68.0;
const RANGE_WIDTH: f32 = 128.0;
const END_WIDTH: f32 = 76.0;

/// The table, and the number whose turning point is asked for.
#[derive(Default)]
pub(super) struct Numbers {
    study: Study<EachNumber>,
    turn: Study<Turn>,
    picked: Option<NumberPath>,
}

impl Numbers {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        ground: Option<&Ground>,
        output: Output,
        commands: &mut Vec<Command>,
    ) {
        let wish = EachNumber(output.clone());
        let Some(answers) = study_of(ui, &mut self.study, &wish, ground, context) else {
            return;
        };
        summary(ui, context, &output, answers);
        if let Some(number) = self.picked.clone() {
            let turn = Turn {
                output: output.clone(),
                number,
            };
            if let Some(found) = study_of(ui, &mut self.turn, &turn, ground, context) {
                let said = turning_point(context.map, &output, answers, &turn.number, found);
                ui.label(RichText::new(said).text_style(TextStyle::Small));
            }
        }
        ui.add_space(SPACE / 2.0);
        table(ui, context, answers, &mut self.picked, commands);
    }

    pub(super) fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let answers = self.study.answer()?;
        let output = &self.study.answered()?.0.0;
        let words = &words().sensitivity;
        let unit = naming::measure_unit(output.measure, context.map.units());
        let with_unit = |name: &str| fill(self::words().marks.in_brackets, &[name, &unit]);
        let mut sheet = Sheet::new([
            words.number.to_owned(),
            words.value.to_owned(),
            words.low.to_owned(),
            words.high.to_owned(),
            words.from_evidence.to_owned(),
            with_unit(words.at_low),
            with_unit(words.at_high),
            words.per_cent.to_owned(),
        ]);
        for row in &answers.rows {
            let number = &row.number;
            let known = if number.stated { words.yes } else { words.no };
            let of = |value: Option<f64>| Cell::from(value.unwrap_or(f64::NAN));
            sheet.row([
                name(context.map, number).into(),
                number.value.into(),
                number.low.into(),
                number.high.into(),
                known.into(),
                of(row.at_low),
                of(row.at_high),
                of(row.elasticity),
            ]);
        }
        Some(sheet)
    }
}

/// What the change is, and how many numbers could turn it.
fn summary(ui: &mut Ui, context: &Context<'_>, output: &Output, answers: &Answers) {
    let words = &words().sensitivity;
    let unit = naming::measure_unit(output.measure, context.map.units());
    let company = naming::company(context.map, &output.company);
    let change = format!("{} {unit}", figures::signed(answers.base));
    let turning = answers.rows.iter().filter(|row| row.turns(answers.base)).count();
    let all = answers.rows.len() + answers.idle;
    let says = match turning {
        0 => fill(words.none_turns, &[company, &change, &all.to_string()]),
        some => fill(
            words.some_turn,
            &[company, &change, &some.to_string(), &all.to_string()],
        ),
    };
    ui.horizontal_wrapped(|ui| {
        caption(ui, context.theme, says);
        bars::legend(ui, context.theme);
        for (count, template, is_meant) in bounded() {
            let rows: Vec<&Row> = answers.rows.iter().filter(|row| is_meant(row)).collect();
            if rows.is_empty() {
                continue;
            }
            let names: Vec<String> = rows.iter().map(|row| name(context.map, &row.number)).collect();
            // There may be very many: the line counts them, and who points at it reads which.
            let names = fill(template, &[&names.join(self::words().marks.list)]);
            let count = fill(count, &[&rows.len().to_string()]);
            caption(ui, context.theme, count).on_hover_text(names);
        }
    });
}

/// How shares are bounded by the others of their node: in short, in full, and which.
type Bounded = (&'static str, &'static str, fn(&Row) -> bool);

fn bounded() -> [Bounded; 2] {
    let words = &words().sensitivity;
    [
        (words.shares_cut_count, words.shares_cut, |row| row.cut),
        (words.shares_filled_count, words.shares_filled, |row| {
            row.filled_up
        }),
    ]
}

/// Where the number turns the change, in a sentence.
fn turning_point(
    map: &Map,
    output: &Output,
    answers: &Answers,
    path: &NumberPath,
    found: &BreakEven,
) -> String {
    let words = &words().sensitivity;
    let row = answers.rows.iter().find(|row| row.number.path == *path);
    let Some(number) = row.map(|row| &row.number) else {
        return words.moves_nothing.to_owned();
    };
    let value = |value| naming::value(number.field.unit, value);
    let name = name(map, number);
    let company = naming::company(map, &output.company);
    let (from, to) = (value(found.from), value(found.to));
    let values: Vec<String> = found.values.iter().copied().map(value).collect();
    if values.is_empty() {
        return fill(words.never_turns, &[company, &name, &from, &to]);
    }
    let values = values.join(self::words().marks.list);
    fill(words.turns_at, &[company, &name, &values, &value(found.value)])
}

/// A number in words: which it is, and of what; the object last, as its name may be cut.
fn name(map: &Map, number: &Uncertain) -> String {
    let object = naming::object(map, &number.path.object);
    let segment = number.path.field.split_once('/').map(|(_, segment)| segment);
    let field = naming::field(number.field);
    let marks = &words().marks;
    let field = match segment {
        Some(id) => fill(marks.in_brackets, &[field, &naming::segment(map, id)]),
        None => field.to_owned(),
    };
    format!("{field}{}{object}", marks.colon)
}

fn table(
    ui: &mut Ui,
    context: &Context<'_>,
    answers: &Answers,
    picked: &mut Option<NumberPath>,
    commands: &mut Vec<Command>,
) {
    let words = &words().sensitivity;
    let scale = Scale::of(answers);
    ui.spacing_mut().item_spacing.x = SPACE / 2.0;
    let columns = Columns::fit(ui.available_width());
    TableBuilder::new(ui)
        .id_salt("each number")
        .sense(Sense::click())
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(columns.name))
        .column(Column::exact(VALUE_WIDTH))
        .columns(Column::exact(RANGE_WIDTH), usize::from(columns.wide))
        .column(Column::exact(END_WIDTH))
        .column(Column::exact(columns.bar))
        .column(Column::exact(END_WIDTH))
        .columns(Column::exact(VALUE_WIDTH), usize::from(columns.wide))
        .header(ROW_HEIGHT, |mut header| {
            let mut head = |title: &str, hint: &str, align: Align2| {
                header.col(|ui| {
                    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
                    let small = font(ui, TextStyle::Small);
                    text_in(ui, rect, align, title, small, context.theme.weak_text);
                    named(response, title).on_hover_text(hint);
                });
            };
            head(words.number, words.number_hint, Align2::LEFT_CENTER);
            head(words.value, words.value_hint, Align2::RIGHT_CENTER);
            if columns.wide {
                head(words.range, words.range_hint, Align2::RIGHT_CENTER);
            }
            head(words.at_low, words.at_low_hint, Align2::RIGHT_CENTER);
            head("", words.bar_hint, Align2::CENTER_CENTER);
            head(words.at_high, words.at_high_hint, Align2::LEFT_CENTER);
            if columns.wide {
                head(words.per_cent, words.per_cent_hint, Align2::RIGHT_CENTER);
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, answers.rows.len(), |mut line| {
                let Some(row) = answers.rows.get(line.index()) else {
                    return;
                };
                let path = &row.number.path;
                line.set_selected(picked.as_ref() == Some(path));
                let clicked = cells(&mut line, context, row, answers.base, &scale, columns.wide);
                if clicked || line.response().clicked() {
                    *picked = Some(path.clone());
                    commands.push(Command::GoToField(path.object.clone(), path.field.clone()));
                }
            });
        });
}

/// How wide the columns are that share what the others leave.
struct Columns {
    name: f32,
    bar: f32,
    /// Whether there is room for the range and for what one per cent does, too.
    wide: bool,
}

impl Columns {
    fn fit(available: f32) -> Self {
        let narrow = VALUE_WIDTH + 2.0 * END_WIDTH + 4.0 * SPACE;
        let more = RANGE_WIDTH + VALUE_WIDTH + SPACE;
        let wide = available - narrow - more >= 420.0;
        let room = (available - narrow - if wide { more } else { 0.0 }).max(200.0);
        let name = (room * 0.62).min(460.0);
        Self {
            name,
            bar: room - name,
            wide,
        }
    }
}

/// The cells of a number; whether its name was clicked.
fn cells(
    line: &mut TableRow<'_, '_>,
    context: &Context<'_>,
    row: &Row,
    base: f64,
    scale: &Scale,
    wide: bool,
) -> bool {
    let number = &row.number;
    let theme = context.theme;
    let value = |value| naming::value(number.field.unit, value);
    let mut clicked = false;
    line.col(|ui| {
        let name = name(context.map, number);
        let button = Button::new(RichText::new(&name).color(theme.text))
            .frame(false)
            .truncate();
        clicked = named(ui.add(button), &name)
            .on_hover_text(naming::field_hint(number.field))
            .clicked();
    });
    line.col(|ui| text(ui, &value(number.value), Align2::RIGHT_CENTER, theme.text));
    let range = {
        let words = &words().sensitivity;
        let template = if number.stated {
            words.stated
        } else {
            words.assumed
        };
        fill(template, &[&value(number.low), &value(number.high)])
    };
    if wide {
        line.col(|ui| text(ui, &range, Align2::RIGHT_CENTER, theme.weak_text));
    }
    line.col(|ui| end(ui, theme, row.at_low, base, Align2::RIGHT_CENTER));
    line.col(|ui| bars::bar(ui, theme, row, scale));
    line.col(|ui| end(ui, theme, row.at_high, base, Align2::LEFT_CENTER));
    if wide {
        let per_cent = row.elasticity.map(|part| figures::signed_percent(part / 100.0));
        let per_cent = per_cent.as_deref().unwrap_or("–");
        line.col(|ui| text(ui, per_cent, Align2::RIGHT_CENTER, theme.weak_text));
    }
    clicked
}

/// The change at an end of the range, with a dot of the colour of its bar, which may lie at the other side;
/// one that turned has the colour of what it became.
fn end(ui: &mut Ui, theme: &Theme, change: Option<f64>, base: f64, align: Align2) {
    let (rect, inset) = (ui.max_rect(), vec2(SPACE * 0.75, 0.0));
    let (at, color) = if align == Align2::RIGHT_CENTER {
        (rect.left_center() + inset, bars::low(theme))
    } else {
        (rect.right_center() - inset, theme.accent)
    };
    ui.painter().circle_filled(at, 3.0, color);
    let Some(change) = change else {
        text(ui, "–", align, theme.weak_text);
        return;
    };
    let color = match change * base < 0.0 {
        true => theme.change_color(change),
        false => theme.text,
    };
    text(ui, &figures::signed(change), align, color);
}

fn text(ui: &mut Ui, text: &str, align: Align2, color: egui::Color32) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    text_in(
        ui,
        rect.shrink2(vec2(SPACE / 4.0, 0.0)),
        align,
        text,
        font(ui, TextStyle::Body),
        color,
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, text));
}
