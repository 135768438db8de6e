//! What is asked about: one measure of one company.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::model::CompanyId;
use crate::solver::Measure;

/// A measure of a company, as an output of the map. As text: `company:measure`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Whose.
    pub company: CompanyId,
    /// What.
    pub measure: Measure,
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.company, self.measure.name())
    }
}

impl FromStr for Output {
    type Err = String;

    /// Reads `company:measure`; a company's id may itself hold a colon.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = text.rsplit_once(':').and_then(|(company, measure)| {
            let measure = Measure::ALL.into_iter().find(|known| known.name() == measure)?;
            Some(Self {
                company: company.into(),
                measure,
            })
        });
        read.ok_or_else(|| {
            let measures = Measure::ALL.map(Measure::name).join(", ");
            format!("COMPANY:MEASURE is allowed, the measure being one of {measures}")
        })
    }
}

impl Serialize for Output {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
