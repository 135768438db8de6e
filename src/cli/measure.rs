//! Measures of a company, as chosen on the command line.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::solver::Measure;
use crate::wording::meaning;
pub use crate::wording::{in_sentence, title, unit};

impl ValueEnum for Measure {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(meaning(*self)))
    }
}
