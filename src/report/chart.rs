//! Lines over time as SVG.

use std::fmt::Write;

use maud::{Markup, html};

use crate::quantity::{short_digits, signed};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 320.0;
/// Room for the numbers of the axis, the names behind the lines, and the years below.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 260.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 34.0;
/// Height of a name behind its line.
const NAME: f64 = 17.0;

/// One line.
pub struct Line {
    /// What it is of.
    pub name: String,
    /// Its colour, as `#rrggbb`.
    pub color: String,
    /// Years and value, in order.
    pub points: Vec<(f64, f64)>,
    /// Where it ends if it is followed for ever.
    pub end: f64,
}

/// Lines from year 0 on, each named behind its end. `unit` is that of the values.
pub fn lines(title: &str, unit: &str, lines: &[Line]) -> Markup {
    let values = || {
        lines
            .iter()
            .flat_map(|line| line.points.iter().map(|point| point.1))
    };
    let years = lines
        .iter()
        .flat_map(|line| line.points.last())
        .fold(0.0, |most: f64, point| most.max(point.0));
    let (low, high) = values().fold((0.0, 0.0), |(low, high): (f64, f64), value| {
        (low.min(value), high.max(value))
    });
    if years <= 0.0 || low == high {
        return html! {};
    }
    let x = |year: f64| LEFT + year / years * (WIDTH - LEFT - RIGHT);
    let y = |value: f64| TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    let marks = marks(low, high);
    let dates = marks_of_years(years);
    let names = places(lines, y);
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(title) class="chart" {
            @for mark in &marks {
                line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(tenth(y(*mark))) y2=(tenth(y(*mark)))
                    class=(if *mark == 0.0 { "zero" } else { "grid" }) {}
                text x=(LEFT - 8.0) y=(tenth(y(*mark) + 4.0)) text-anchor="end" { (signed(*mark)) }
            }
            @for date in &dates {
                text x=(tenth(x(*date))) y=(HEIGHT - BOTTOM + 20.0) text-anchor="middle" {
                    (short_digits(*date))
                }
            }
            text x=(WIDTH - RIGHT + 12.0) y=(HEIGHT - BOTTOM + 20.0) { "years" }
            @for (line, place) in lines.iter().zip(names) {
                path d=(course(line, x, y)) fill="none" stroke=(line.color) stroke-width="2" {
                    title { (line.name) ": " (signed(line.end)) " " (unit) " in the end" }
                }
                text x=(WIDTH - RIGHT + 12.0) y=(tenth(place + 4.0)) fill=(line.color) class="name" {
                    (line.name) " " (last(line).map_or_else(String::new, signed))
                }
            }
        }
        p.caption { "Change against today, in " (unit) "." }
    }
}

fn last(line: &Line) -> Option<f64> {
    line.points.last().map(|point| point.1)
}

fn course(line: &Line, x: impl Fn(f64) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut course = String::new();
    for (place, (year, value)) in line.points.iter().enumerate() {
        let step = if place == 0 { 'M' } else { 'L' };
        // Writing to a string cannot fail.
        let _ = write!(course, "{step}{} {}", tenth(x(*year)), tenth(y(*value)));
    }
    course
}

/// Where the names stand: at the ends of their lines, moved apart.
fn places(lines: &[Line], y: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut order: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(line, of)| (line, y(last(of).unwrap_or_default())))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut below = f64::NEG_INFINITY;
    for (_, place) in &mut order {
        *place = place.max(below + NAME);
        below = *place;
    }
    let mut above = HEIGHT - BOTTOM + NAME / 2.0;
    for (_, place) in order.iter_mut().rev() {
        *place = place.min(above);
        above = *place - NAME;
    }
    let mut places = vec![0.0; lines.len()];
    for (line, place) in order {
        places[line] = place;
    }
    places
}

/// Round numbers from `low` to `high`, 0 among them.
fn marks(low: f64, high: f64) -> Vec<f64> {
    let step = round_step((high - low) / 7.0);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|mark| mark as f64 * step).collect()
}

fn marks_of_years(years: f64) -> Vec<f64> {
    marks(0.0, years)
        .into_iter()
        .filter(|year| *year >= 0.0)
        .collect()
}

/// 1, 2 or 5 times a power of ten: the first that is no less than `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|step| step * power >= least);
    step.unwrap_or(10.0) * power
}

fn tenth(value: f64) -> String {
    ((value * 10.0).round() / 10.0 + 0.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_zero() {
        assert_eq!(marks(-3.2, 7.9), [-2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(marks(0.0, 0.05), [0.0, 0.01, 0.02, 0.03, 0.04, 0.05]);
    }

    #[test]
    fn names_never_stand_upon_each_other() {
        let line = |value: f64| Line {
            name: "A".to_owned(),
            color: "#000000".to_owned(),
            points: vec![(0.0, 0.0), (1.0, value)],
            end: value,
        };
        let lines: Vec<_> = [5.0, 5.1, 4.9, -5.0, -5.0].map(line).into_iter().collect();
        let mut places = places(&lines, |value| 150.0 - value * 20.0);
        places.sort_by(f64::total_cmp);
        assert!(
            places.windows(2).all(|pair| pair[1] - pair[0] >= NAME - 1e-9),
            "{places:?}"
        );
    }
}
