//! Least squares over the space of the free numbers.

use std::cell::Cell;

use levenberg_marquardt::{LeastSquaresProblem, LevenbergMarquardt, TerminationReason};
use nalgebra::storage::Owned;
use nalgebra::{DMatrix, DVector, Dyn};

use super::observed::Observed;
use super::space::Space;
use crate::analysis::uncertainty::given_up;
use crate::model::{Diagnostic, Object};

/// Evaluations a free number, at most.
const PATIENCE: usize = 200;

/// The best point that was found.
pub(super) struct Fit {
    pub(super) at: DVector<f64>,
    pub(super) ended: String,
    pub(super) converged: bool,
    /// Half the sum of the squares, at the start and there.
    pub(super) objective: (f64, f64),
}

/// Searches from `start`.
///
/// # Errors
/// The start or the end has no steady state, or `go_on` said no.
pub(super) fn least_squares(
    space: &Space,
    start: Vec<f64>,
    observed: &Observed,
    go_on: &dyn Fn() -> bool,
) -> Result<Fit, Vec<Diagnostic>> {
    let gave_up = Cell::new(false);
    let problem = Problem {
        space,
        observed,
        go_on,
        gave_up: &gave_up,
        at: DVector::from_vec(start),
    };
    let unsolved = || {
        vec![if gave_up.get() {
            given_up()
        } else {
            Diagnostic::error(Object::Map, "the map with the values tried has no steady state")
        }]
    };
    let half_square = |problem: &Problem| {
        let residuals = problem.residuals().ok_or_else(unsolved)?;
        Ok::<f64, Vec<Diagnostic>>(0.5 * residuals.norm_squared())
    };
    let before = half_square(&problem)?;
    let (problem, report) = LevenbergMarquardt::new()
        .with_patience(PATIENCE)
        .minimize(problem);
    if gave_up.get() {
        return Err(vec![given_up()]);
    }
    Ok(Fit {
        objective: (before, half_square(&problem)?),
        ended: words(&report.termination).to_owned(),
        converged: report.termination.was_successful() || at_the_best(&report.termination),
        at: problem.at,
    })
}

/// The search could not get nearer, for lack of digits.
fn at_the_best(reason: &TerminationReason) -> bool {
    matches!(reason, TerminationReason::NoImprovementPossible(_))
}

fn words(reason: &TerminationReason) -> &'static str {
    match reason {
        TerminationReason::ResidualsZero => "every total is met exactly",
        TerminationReason::Orthogonal => "no direction comes nearer",
        TerminationReason::Converged { .. } => "further steps change next to nothing",
        TerminationReason::NoImprovementPossible(_) => "no nearer for lack of digits",
        TerminationReason::LostPatience => "given up after many steps",
        TerminationReason::NoParameters => "no number is free",
        TerminationReason::NoResiduals => "nothing was observed",
        TerminationReason::User(_) => "a map on the way has no steady state",
        TerminationReason::Numerical(_) | TerminationReason::WrongDimensions(_) => {
            "numbers too large or too small on the way"
        }
    }
}

struct Problem<'a> {
    space: &'a Space,
    observed: &'a Observed<'a>,
    go_on: &'a dyn Fn() -> bool,
    gave_up: &'a Cell<bool>,
    at: DVector<f64>,
}

impl Problem<'_> {
    /// `(total − observed) / tolerance`, with zeros behind if there are fewer totals than free numbers:
    /// the method wants no fewer rows than columns.
    fn residuals_at(&self, point: &[f64]) -> Option<DVector<f64>> {
        if !(self.go_on)() {
            self.gave_up.set(true);
            return None;
        }
        let totals = self.observed.totals(&self.space.values(point))?;
        let mut residuals = DVector::zeros(self.observed.targets.len().max(point.len()));
        for ((residual, total), target) in residuals.iter_mut().zip(totals).zip(self.observed.targets) {
            *residual = (total - target.value) / target.within;
        }
        Some(residuals)
    }
}

impl LeastSquaresProblem<f64, Dyn, Dyn> for Problem<'_> {
    type ResidualStorage = Owned<f64, Dyn>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn>;

    fn set_params(&mut self, x: &DVector<f64>) {
        self.at.copy_from(x);
    }

    fn params(&self) -> DVector<f64> {
        self.at.clone()
    }

    fn residuals(&self) -> Option<DVector<f64>> {
        self.residuals_at(self.at.as_slice())
    }

    /// From the derivatives of the totals by the numbers, and of these by the coordinates.
    fn jacobian(&self) -> Option<DMatrix<f64>> {
        let point = self.at.as_slice();
        let slopes = self.observed.slopes(&self.space.values(point))? * self.space.slope(point);
        let mut jacobian = DMatrix::zeros(self.observed.targets.len().max(point.len()), point.len());
        for (row, target) in self.observed.targets.iter().enumerate() {
            jacobian.set_row(row, &(slopes.row(row) / target.within));
        }
        Some(jacobian)
    }
}
