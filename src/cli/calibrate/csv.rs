//! The answer of `calibrate` as CSV: a row a free number.

use crate::analysis::calibrate::Calibration;
use crate::cli::{Failure, output};

/// The free numbers.
pub fn table(answer: &Calibration) -> Result<Vec<u8>, Failure> {
    let headings = [
        "number",
        "before",
        "value",
        "low",
        "high",
        "identified",
        "as_evidence",
    ];
    output::csv(headings, &answer.free)
}
