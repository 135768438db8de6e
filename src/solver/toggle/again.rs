//! A toggled map solved again as a whole.

use rayon::prelude::*;

use super::siblings::Siblings;
use super::{Effect, Others, Toggle};
use crate::model::Diagnostic;
use crate::solver::compiled::{balanced, unexamined, unsettled};
use crate::solver::feedback::{Feedback, Reference};
use crate::solver::flow::Situation;
use crate::solver::reached::Today;
use crate::solver::status::Certificate;
use crate::solver::system::System;
use crate::solver::{CompanyFlow, Solution, Table, structure};

/// Solves toggled maps.
pub(super) struct Again<'a> {
    today: Today<'a>,
    system: &'a System,
    reference: &'a Reference,
    base: &'a Solution,
    /// Whether each edge is open before the toggle.
    open: &'a [bool],
    go_on: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Again<'a> {
    pub(super) fn new(
        today: Today<'a>,
        system: &'a System,
        reference: &'a Reference,
        base: &'a Solution,
        open: &'a [bool],
        go_on: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        Self {
            today,
            system,
            reference,
            base,
            open,
            go_on,
        }
    }

    /// Whether the answer is still waited for.
    pub(super) fn is_wanted(&self) -> bool {
        (self.go_on)()
    }

    /// What every company captures and earns before any toggle.
    pub(super) fn before(&self) -> &[CompanyFlow] {
        self.base.companies.values().as_slice()
    }

    /// Visits that start anywhere on the map.
    pub(super) fn arrivals(&self) -> f64 {
        self.base.arrivals
    }

    /// What `see` makes of every toggle, in the order of the links' ids.
    pub(super) fn all<T: Send>(&self, see: &(impl Fn(Toggle) -> T + Sync)) -> Vec<T> {
        let edges = self.system.edge_of.par_iter().filter(|_| self.is_wanted());
        let toggle = |&edge: &usize| Toggle {
            link: self.system.link_id(edge).clone(),
            opens: !self.open[edge],
            effect: self.effect(edge),
        };
        edges.map(toggle).map(see).collect()
    }

    /// What toggling `edge` changes.
    ///
    /// # Errors
    /// The toggled map has no steady state.
    pub(super) fn effect(&self, edge: usize) -> Result<Effect, Vec<Diagnostic>> {
        let mut open = self.open.to_vec();
        open[edge] = !open[edge];
        let situation = Situation::new(self.system, open);
        structure::closed_loops(&situation)?;
        let wanted = || self.is_wanted();
        let feedback = Feedback::new(&situation, self.reference).while_wanted(&wanted);
        let guess = feedback.as_in(self.base);
        let reached = self.today.leads_to(&feedback, Some(&guess));
        let reached = reached.map_err(|restless| vec![unsettled(self.system, restless)])?;
        let status = unexamined(Certificate::LocallyChecked);
        let after = balanced(&situation, &reached.rest, status)?;
        Ok(Effect {
            is_one_of_several: reached.is_one_of_several,
            ..self.difference(&after, edge)
        })
    }

    fn difference(&self, after: &Solution, edge: usize) -> Effect {
        let change = |edge: usize| {
            let link = self.system.link_id(edge);
            after.visits_on(link) - self.base.visits_on(link)
        };
        let siblings = Siblings::new(self.system, self.system.from[edge] as usize);
        let companies = after.companies.values().zip(self.before());
        let companies = companies.map(|(after, before)| after.minus(before));
        Effect {
            visits: change(edge),
            others: Others::new(siblings.ids.clone(), siblings.others(edge, change)),
            companies: Table::new(self.base.companies.ids().clone(), companies.collect()),
            is_one_of_several: false,
        }
    }
}
