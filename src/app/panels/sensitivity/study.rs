//! The analyses behind the tab: each number alone, the value at which the answer turns, and all numbers
//! at random.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::analysis::sensitivity::sensitivity;
use crate::analysis::uncertainty::break_even::{BreakEven, break_even};
use crate::analysis::uncertainty::ranges::{Uncertain, uncertain};
use crate::analysis::uncertainty::robustness::{self, Robustness, robustness};
use crate::analysis::uncertainty::tornado::{Output, tornado};
use crate::app::jobs::study::{Analysis, Ground};
use crate::app::jobs::task::Work;
use crate::model::{Diagnostic, NumberPath};
use crate::solver::{self, Compiled};

/// Moves each uncertain number alone.
#[derive(Clone, PartialEq)]
pub(super) struct EachNumber(pub(super) Output);

/// How the change answers to each number, the widest first.
pub(super) struct Answers {
    /// The change with all numbers as the map has them.
    pub(super) base: f64,
    /// The numbers that move it.
    pub(super) rows: Vec<Row>,
    /// How many numbers move it not at all.
    pub(super) idle: usize,
}

/// How it answers to one number.
pub(super) struct Row {
    /// The number, with the ends that were tried.
    pub(super) number: Uncertain,
    /// Whether its high end is cut to what the other shares of its node leave.
    pub(super) cut: bool,
    /// Whether the other shares of its node make room for it and fill up what it leaves.
    pub(super) filled_up: bool,
    /// The change at the low end of the number's range; `None` where there is no steady state.
    pub(super) at_low: Option<f64>,
    /// The change at the high end.
    pub(super) at_high: Option<f64>,
    /// Per cent by which it grows for each per cent by which the number does.
    pub(super) elasticity: Option<f64>,
}

impl Row {
    /// Whether an end of the range turns the sign of `base`.
    pub(super) fn turns(&self, base: f64) -> bool {
        let ends = [self.at_low, self.at_high].into_iter().flatten();
        { ends }.any(|end| end * base < 0.0)
    }
}

impl Analysis for EachNumber {
    type Answer = Answers;

    fn run(&self, ground: &Ground, work: &Work) -> Result<Answers, Vec<Diagnostic>> {
        let map = &*ground.map;
        let numbers = uncertain(map);
        let done = AtomicUsize::new(0);
        let go_on = || {
            work.report(done.fetch_add(1, Ordering::Relaxed) as f64 / numbers.len() as f64);
            work.go_on()
        };
        let tornado = tornado(map, &self.0, &go_on)?;
        let elasticities = self.elasticities(&Compiled::new(map)?)?;
        let by_path: BTreeMap<String, &Uncertain> = numbers
            .iter()
            .map(|number| (number.path.to_string(), number))
            .collect();
        let all = tornado.rows.len();
        let rows = tornado.rows.into_iter().filter(|bar| bar.swing() > 0.0);
        let rows: Vec<Row> = rows
            .filter_map(|bar| {
                Some(Row {
                    number: Uncertain {
                        low: bar.low,
                        high: bar.high,
                        ..(*by_path.get(&bar.number)?).clone()
                    },
                    cut: bar.cut.is_some(),
                    filled_up: bar.filled_up,
                    at_low: bar.at_low,
                    at_high: bar.at_high,
                    elasticity: elasticities.get(&bar.number).copied().flatten(),
                })
            })
            .collect();
        Ok(Answers {
            base: tornado.base,
            idle: all - rows.len(),
            rows,
        })
    }
}

impl EachNumber {
    fn elasticities(
        &self,
        compiled: &Compiled<'_>,
    ) -> Result<BTreeMap<String, Option<f64>>, Vec<Diagnostic>> {
        let output = solver::Output {
            company: self.0.company.clone(),
            measure: self.0.measure,
        };
        let scenario = self.0.change.as_ref().map(|change| &change.scenario);
        let answer = sensitivity(compiled, scenario, &output, scenario.is_some())?;
        let rows = answer.elasticities.into_iter();
        Ok(rows.map(|row| (row.path, row.elasticity)).collect())
    }
}

/// Where a number turns the sign of the change.
#[derive(Clone, PartialEq)]
pub(super) struct Turn {
    pub(super) output: Output,
    pub(super) number: NumberPath,
}

impl Analysis for Turn {
    type Answer = BreakEven;

    fn run(&self, ground: &Ground, work: &Work) -> Result<BreakEven, Vec<Diagnostic>> {
        let numbers = uncertain(&ground.map);
        let number = numbers.iter().find(|number| number.path == self.number);
        let gone = || {
            let what = "this number is not there any more, or is known exactly";
            vec![Diagnostic::error(self.number.object.clone(), what)]
        };
        break_even(&ground.map, &self.output, number.ok_or_else(gone)?, &|| {
            work.go_on()
        })
    }
}

/// Draws all uncertain numbers at random.
#[derive(Clone, PartialEq)]
pub(super) struct AllNumbers(pub(super) robustness::Wish);

impl Analysis for AllNumbers {
    type Answer = Robustness;

    fn run(&self, ground: &Ground, work: &Work) -> Result<Robustness, Vec<Diagnostic>> {
        let go_on = |done: f64| {
            work.report(done);
            work.go_on()
        };
        robustness(&ground.map, &self.0, &go_on)
    }
}
