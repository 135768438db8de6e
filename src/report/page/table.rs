//! Cells of tables.

use maud::{Markup, html};

use crate::quantity::signed;
use crate::text;

/// Smaller than this part of the largest in its table, a change is not coloured.
const LEAST: f64 = 0.01;

/// Words of the map in a cell: a spreadsheet that opens the page, or that a table of it is copied into, takes
/// none for a formula.
pub fn words(words: &str) -> Markup {
    html! { (text::guarded(words)) }
}

/// A cell with a change, coloured by its sign if it is worth a look beside changes up to `largest`.
pub fn change(value: f64, largest: f64) -> Markup {
    let class = if value.abs() <= LEAST * largest || value == 0.0 {
        "number slight"
    } else if value > 0.0 {
        "number gain"
    } else {
        "number loss"
    };
    html! { td class=(class) { (signed(value)) } }
}

/// The largest of `values` by size.
pub fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().map(f64::abs).fold(0.0, f64::max)
}
