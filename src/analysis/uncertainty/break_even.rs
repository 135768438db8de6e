//! Break-even: the value of one number at which a company stops gaining.

use serde::Serialize;

use super::ranges::{Uncertain, bounds};
use super::shares::room;
use super::tornado::Output;
use crate::model::{Diagnostic, Map};
use crate::solver::{Compiled, Variation};

/// Stretches of the range that are searched for a change of sign each.
const STRETCHES: usize = 64;
/// A stretch is halved until it is this short, relative to the size of its ends.
const NARROW: f64 = 1e-10;
/// More halvings than any stretch of floating-point numbers allows.
const MOST_HALVINGS: usize = 200;

/// The answer of [`break_even`]; serialises as part of the JSON of `catchment robustness`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BreakEven {
    /// The path of the number.
    pub number: String,
    /// What the map says.
    pub value: f64,
    /// The least value that was tried.
    pub from: f64,
    /// The greatest value that was tried.
    pub to: f64,
    /// The gain with the map's value.
    pub gain: f64,
    /// The values at which the gain changes sign, in ascending order; empty if it never does.
    pub values: Vec<f64>,
}

/// Where in its range `number` makes the gain `output` of `map` change its sign.
///
/// The range is that of its evidence, or all that its field allows if that states none: without an
/// upper end, up to ten times the value. A share is searched for up to what the other shares of its node leave,
/// as in a [`tornado`](super::tornado::tornado).
///
/// # Errors
/// The map has no such number, has no steady state, or `go_on` said no.
pub fn break_even(
    map: &Map,
    output: &Output,
    number: &Uncertain,
    go_on: &dyn Fn() -> bool,
) -> Result<BreakEven, Vec<Diagnostic>> {
    let compiled = Compiled::new(map)?;
    let variation =
        Variation::new(&compiled, [&number.path]).map_err(|path| vec![super::no_such_number(path)])?;
    let variation = variation.filling_up();
    // Where the map has no steady state there is no gain to change its sign.
    let gain = |value: f64| -> Option<f64> {
        let varied = variation.with(&[value]).ok()?;
        output.of(&varied).ok()
    };
    let (from, to) = searched(map, number);
    let mut values = Vec::new();
    let mut before = (from, gain(from));
    for stretch in 1..=STRETCHES {
        if !go_on() {
            return Err(vec![super::given_up()]);
        }
        let end = from + (to - from) * stretch as f64 / STRETCHES as f64;
        let after = (end, gain(end));
        if let ((low, Some(at_low)), (high, Some(at_high))) = (before, after) {
            if at_low == 0.0 && at_high != 0.0 && stretch == 1 {
                values.push(low);
            } else if at_low != 0.0 && at_high == 0.0 {
                values.push(high);
            } else if at_low * at_high < 0.0 {
                values.push(halve(&gain, low, high, at_low));
            }
        }
        before = after;
    }
    Ok(BreakEven {
        number: number.path.to_string(),
        value: number.value,
        from,
        to,
        gain: output.of(&compiled)?,
        values,
    })
}

fn searched(map: &Map, number: &Uncertain) -> (f64, f64) {
    let room = room(map, number);
    if room.fixed {
        return (number.value, number.value);
    }
    if number.stated {
        return (number.low, number.high.min(room.most));
    }
    let (least, most) = bounds(number.field.range);
    let far = f64::max(10.0 * number.value.abs(), 1.0);
    (least.max(-far), most.min(far).min(room.most))
}

/// Bisection: the point between `low` and `high` where `gain` changes its sign, `at_low` being its value
/// at `low`.
fn halve(gain: &dyn Fn(f64) -> Option<f64>, mut low: f64, mut high: f64, at_low: f64) -> f64 {
    for _ in 0..MOST_HALVINGS {
        let middle = low + (high - low) / 2.0;
        if (high - low).abs() <= NARROW * low.abs().max(high.abs()) {
            break;
        }
        match gain(middle) {
            Some(at_middle) if at_middle * at_low > 0.0 => low = middle,
            Some(_) => high = middle,
            None => break,
        }
    }
    low + (high - low) / 2.0
}
