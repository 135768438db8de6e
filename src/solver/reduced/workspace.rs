//! What one thread evaluates combinations with, kept from one to the next.

use super::Reduced;
use super::chord::Steps;
use super::current::Current;
use super::rows::Chosen;

/// What one thread needs to evaluate combinations.
pub struct Workspace {
    /// The toggled links that are open; empty before the first combination.
    pub(super) open: Vec<bool>,
    pub(super) awake: Vec<bool>,
    pub(super) chosen: Chosen,
    /// By stream.
    pub(super) currents: Vec<Current>,
    /// By way.
    pub(super) spend: Vec<f64>,
    pub(super) state: Vec<f64>,
    pub(super) next: Vec<f64>,
    pub(super) residual: Vec<f64>,
    /// Whether the state is where the last combination rests.
    pub(super) is_at_rest: bool,
    pub(super) steps: Steps,
    pub(super) counts: Vec<f64>,
    pub(super) ads: Vec<f64>,
    pub(super) referral: Vec<f64>,
    pub(super) is_one_of_several: bool,
}

impl Workspace {
    /// Whether the last combination is known to have other steady states than the one told.
    pub fn is_one_of_several(&self) -> bool {
        self.is_one_of_several
    }

    /// Where the feedback rests in the last combination; `None` if there is no feedback or it was solved
    /// in full.
    pub fn rest(&self) -> Option<&[f64]> {
        (self.is_at_rest && !self.state.is_empty()).then_some(&self.state)
    }
}

impl Reduced<'_> {
    /// What one thread needs to evaluate combinations.
    pub fn workspace(&self) -> Workspace {
        let n = self.feedback.len();
        let companies = self.system.names.companies.len();
        Workspace {
            open: Vec::new(),
            awake: Vec::new(),
            chosen: self.rows.undecided(&self.system, &self.plan),
            currents: self
                .plan
                .streams
                .iter()
                .map(|_| Current::new(&self.plan))
                .collect(),
            spend: vec![0.0; self.plan.ways.len()],
            state: vec![0.0; n],
            next: vec![0.0; n],
            residual: vec![0.0; n],
            is_at_rest: false,
            steps: Steps::default(),
            counts: vec![0.0; self.tally.len()],
            ads: vec![0.0; companies],
            referral: vec![0.0; companies],
            is_one_of_several: false,
        }
    }
}
