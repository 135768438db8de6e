//! Which numbers are uncertain, and how far: the low and high of their evidence, or a stated default.

use crate::model::field::{self, Field, Range};
use crate::model::{Map, Number, NumberPath, Object};

/// The range of a number whose evidence states none: this part of it, up and down.
pub const DEFAULT_SPREAD: f64 = 0.2;
/// How close a range that is open at an end comes to it.
const NEARLY: f64 = 1e-6;

/// A number that is not known exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Which number of the map.
    pub path: NumberPath,
    /// What it is.
    pub field: &'static Field,
    /// What the map says.
    pub value: f64,
    /// The low end of its range, within what the field allows.
    pub low: f64,
    /// The high end of its range, within what the field allows.
    pub high: f64,
    /// Whether its evidence states an end of the range; the default holds for an end that it does not.
    pub stated: bool,
}

impl Uncertain {
    /// The number at `path` of the map, with its range.
    pub fn new(path: NumberPath, field: &'static Field, number: &Number) -> Self {
        let stated =
            |end: fn(&crate::model::Evidence) -> Option<f64>| number.evidence.as_deref().and_then(end);
        let (low, high) = (stated(|of| of.low), stated(|of| of.high));
        let spread = DEFAULT_SPREAD * number.value.abs();
        let (least, most) = bounds(field.range);
        Self {
            path,
            field,
            value: number.value,
            low: low.unwrap_or(number.value - spread).clamp(least, most),
            high: high.unwrap_or(number.value + spread).clamp(least, most),
            stated: low.is_some() || high.is_some(),
        }
    }

    fn has_range(&self) -> bool {
        self.low < self.high
    }
}

/// The least and the most that a number may be; an end that does not belong to the range is nearly
/// reached.
pub fn bounds(range: Range) -> (f64, f64) {
    match range {
        Range::Finite => (f64::MIN, f64::MAX),
        Range::NotNegative => (0.0, f64::MAX),
        Range::Share => (0.0, 1.0),
        Range::ShareBelowOne => (0.0, 1.0 - NEARLY),
        Range::ShareAboveZero => (NEARLY, 1.0),
    }
}

/// Every number that the steady states of `map` depend on, in the order of the file. Habit times are
/// left out: they only tell how fast a steady state is reached.
pub fn numbers(map: &Map) -> Vec<Uncertain> {
    let mut all = with_habits(map);
    all.retain(|number| number.field.name != field::HABIT_YEARS.name);
    all
}

/// Every number of `map`, those that only the way to a steady state depends on included.
fn with_habits(map: &Map) -> Vec<Uncertain> {
    let mut all = Vec::new();
    let mut add = |object: Object, field: String, of: &'static Field, number: &Number| {
        all.push(Uncertain::new(NumberPath { object, field }, of, number));
    };
    for (id, company) in map.companies() {
        for (field, number) in company.numbers() {
            add(Object::Company(id.clone()), field.name.to_owned(), field, number);
        }
    }
    for (id, node) in map.nodes() {
        for (path, field, number) in node.numbers() {
            add(Object::Node(id.clone()), path.into_owned(), field, number);
        }
    }
    for (id, link) in map.links() {
        for (path, field, number) in link.numbers() {
            add(Object::Link(id.clone()), path.into_owned(), field, number);
        }
    }
    all
}

/// Those of the [`numbers`] that have a range at all: a bare zero has none.
pub fn uncertain(map: &Map) -> Vec<Uncertain> {
    let mut all = numbers(map);
    all.retain(Uncertain::has_range);
    all
}

/// The same with the habit times, for what happens on the way.
pub fn uncertain_on_the_way(map: &Map) -> Vec<Uncertain> {
    let mut all = with_habits(map);
    all.retain(Uncertain::has_range);
    all
}
