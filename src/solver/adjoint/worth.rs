//! What the parts of a round are worth to a quantity.

use crate::model::{Id, LinkId};
use crate::solver::system::{Role, System};
use crate::solver::{Measure, Quantity, Solution};

/// What the parts of a round are worth to an output, each at first hand.
#[derive(Clone)]
pub(super) struct Worth {
    /// The company that the output belongs to.
    pub(super) company: Option<usize>,
    /// Worth of one unit of each measure of the company, in the order of [`Measure::ALL`].
    pub(super) measures: [f64; Measure::ALL.len()],
    /// By segment and node: worth of one visit.
    pub(super) visit: Vec<Vec<f64>>,
    /// By edge: worth of one visit along it, of any segment.
    pub(super) flow: Vec<f64>,
    /// By edge: worth of one unit of currency that orders along it are paid with.
    pub(super) sale: Vec<f64>,
    /// By edge: worth of one unit of ad money spent there.
    pub(super) spend: Vec<f64>,
}

impl Worth {
    /// Nothing is worth anything.
    pub(super) fn none(system: &System) -> Self {
        Self {
            company: None,
            measures: [0.0; Measure::ALL.len()],
            visit: vec![vec![0.0; system.nodes()]; system.segments()],
            flow: vec![0.0; system.from.len()],
            sale: vec![0.0; system.from.len()],
            spend: vec![0.0; system.from.len()],
        }
    }

    /// Adds to what a visit of any segment to `node` is worth.
    pub(super) fn add_visit(&mut self, node: usize, worth: f64) {
        self.visit.iter_mut().for_each(|visit| visit[node] += worth);
    }

    pub(super) fn of(&self, company: Option<usize>, measure: Measure) -> f64 {
        if company.is_some() && company == self.company {
            self.measures[measure as usize]
        } else {
            0.0
        }
    }
}

/// What the parts of a round are worth to `quantity`, which has a value in `base`; nothing, if the map does
/// not have it.
pub(super) fn of(quantity: &Quantity, system: &System, base: &Solution) -> Worth {
    let mut worth = Worth::none(system);
    let names = &system.names;
    let edge = |id: &LinkId| at(&names.links, id).map(|link| system.edge_of[link]);
    let to = |edge: usize| system.graph.to(edge) as usize;
    match quantity {
        Quantity::Company(id, measure) => {
            if let Some(company) = at(&names.companies, id) {
                worth.company = Some(company);
                worth.measures = measures(*measure, system.worth[company]);
            }
        }
        Quantity::Visits(id, segment) => {
            let segments = names.segments.iter().zip(&mut worth.visit);
            let counted = segments.filter(|(known, _)| segment.as_ref().is_none_or(|id| id == *known));
            if let Some(node) = at(&names.nodes, id) {
                counted.for_each(|(_, visit)| visit[node] = 1.0);
            }
        }
        Quantity::Flow(id) => {
            if let Some(edge) = edge(id) {
                worth.flow[edge] = 1.0;
            }
        }
        Quantity::Share(id) => {
            if let Some(edge) = edge(id) {
                let node = system.from[edge] as usize;
                let come = base.visits_at(&names.nodes[node]);
                if come > 0.0 {
                    worth.flow[edge] = 1.0 / come;
                    worth.add_visit(node, -base.visits_on(id) / (come * come));
                }
            }
        }
        Quantity::Gmv(id) | Quantity::Orders(id) => {
            let Some(platform) = at(&names.nodes, id) else {
                return worth;
            };
            let sold = |merchant: usize| matches!(system.role[merchant], Role::Merchant { platform: of, .. } if of == platform);
            let paid = (0..system.from.len())
                .filter(|&edge| system.is_payment(to(edge)) && sold(system.from[edge] as usize));
            match quantity {
                Quantity::Gmv(_) => paid.for_each(|edge| worth.sale[edge] = 1.0),
                _ => paid.for_each(|edge| worth.flow[edge] = 1.0),
            }
        }
        Quantity::Payments(id) | Quantity::Volume(id) => {
            let wallet = at(&names.nodes, id);
            let paid = (0..system.from.len()).filter(|&edge| Some(to(edge)) == wallet);
            match quantity {
                Quantity::Volume(_) => paid.for_each(|edge| worth.sale[edge] = 1.0),
                _ => paid.for_each(|edge| worth.flow[edge] = 1.0),
            }
        }
    }
    worth
}

fn at<T>(ids: &[Id<T>], id: &Id<T>) -> Option<usize> {
    ids.binary_search(id).ok()
}

/// What one unit of each measure of a company is worth to its `output`, a captured visit and a payment being
/// worth that much to it beyond cash.
fn measures(output: Measure, (visit, payment): (f64, f64)) -> [f64; Measure::ALL.len()] {
    let mut worth = [0.0; Measure::ALL.len()];
    match output {
        Measure::Income | Measure::Payoff => {
            for part in [
                Measure::Commission,
                Measure::Ads,
                Measure::Fees,
                Measure::Referral,
            ] {
                worth[part as usize] = 1.0;
            }
        }
        measure => worth[measure as usize] = 1.0,
    }
    if output == Measure::Payoff {
        worth[Measure::Captured as usize] = visit;
        worth[Measure::Payments as usize] = payment;
    }
    worth
}
