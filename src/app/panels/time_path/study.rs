//! The analyses behind the time path: the path itself, and the bands in which it lies.

use crate::analysis::path::{Change, HabitPath, path};
use crate::analysis::uncertainty::bands::{self, Bands, bands};
use crate::app::jobs::study::{Analysis, Ground};
use crate::app::jobs::task::Work;
use crate::model::{Diagnostic, Scenario};

/// What happens when, and how long to follow it.
#[derive(Clone, PartialEq)]
pub(super) struct Wish {
    /// Numbers that change at once.
    pub(super) numbers: Option<Scenario>,
    pub(super) changes: Vec<Change>,
    pub(super) years: u32,
}

impl Analysis for Wish {
    type Answer = HabitPath;

    const FOLLOWS: bool = true;

    fn run(&self, ground: &Ground, work: &Work) -> Result<HabitPath, Vec<Diagnostic>> {
        let years = f64::from(self.years);
        path(&ground.map, self.numbers.as_ref(), &self.changes, years, &|| {
            work.go_on()
        })
    }
}

/// How sure the path is.
#[derive(Clone, PartialEq)]
pub(super) struct Sure {
    pub(super) path: Wish,
    pub(super) draws: bands::Wish,
}

impl Analysis for Sure {
    type Answer = Bands;

    fn run(&self, ground: &Ground, work: &Work) -> Result<Bands, Vec<Diagnostic>> {
        let go_on = |share: f64| {
            work.report(share);
            work.go_on()
        };
        let Wish { numbers, changes, .. } = &self.path;
        bands(&ground.map, numbers.as_ref(), changes, &self.draws, &go_on)
    }
}
