//! Elimination of a component, free of subtraction: exact however few leave it.

use super::Local;
use super::dense::Dense;
use super::sparse::Sparse;

/// Components up to this many nodes are eliminated densely.
const DENSE: usize = 400;

/// An eliminated component.
pub(super) enum Elimination {
    Dense(Dense),
    Sparse(Sparse),
}

impl Elimination {
    pub(super) fn new(local: &Local) -> Self {
        if local.len() <= DENSE {
            Self::Dense(Dense::new(local))
        } else {
            Self::Sparse(Sparse::new(local))
        }
    }

    /// Replaces the inflow of each node by its visits.
    pub(super) fn visits(&self, b: &mut [f64]) {
        match self {
            Self::Dense(dense) => dense.visits(b),
            Self::Sparse(sparse) => sparse.visits(b),
        }
    }

    /// Replaces the reward of each node by its value.
    pub(super) fn values(&self, r: &mut [f64]) {
        match self {
            Self::Dense(dense) => dense.values(r),
            Self::Sparse(sparse) => sparse.values(r),
        }
    }
}
