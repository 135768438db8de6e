//! Maps that differ from one another in their numbers alone: compiled once, filled many times.

use super::compiled::{Compiled, Scaled};
use super::feedback::Reference;
use super::pull::PullKind;
use super::system::{Role, System};
use crate::model::{Diagnostic, Map, NumberPath, Object};

/// Shares that sum to one but for rounding.
const FULL: f64 = 1.0 - 1e-9;

/// A compiled map some of whose numbers vary.
pub struct Variation<'a> {
    compiled: &'a Compiled<'a>,
    slots: Vec<Slot>,
    /// The segments and nodes from which nobody leaves today, because the shares sum to one.
    full: Vec<(usize, usize)>,
    fills_up: bool,
}

impl<'a> Variation<'a> {
    /// Lets `numbers` of the map vary.
    ///
    /// # Errors
    /// The first that the map does not have.
    pub fn new<'n>(
        compiled: &'a Compiled<'a>,
        numbers: impl IntoIterator<Item = &'n NumberPath>,
    ) -> Result<Self, &'n NumberPath> {
        let system = &compiled.system;
        let slots = numbers
            .into_iter()
            .map(|path| Slot::of(system, compiled.map(), path).ok_or(path));
        let slots = slots.collect::<Result<_, _>>()?;
        let everywhere = (0..system.segments()).flat_map(|k| (0..system.nodes()).map(move |node| (k, node)));
        let full = everywhere.filter(|&(segment, node)| system.shares(segment, node) >= FULL);
        Ok(Self {
            compiled,
            slots,
            full: full.collect(),
            fills_up: false,
        })
    }

    /// The same for shares that are looked at alone: where shares sum to one, those that vary are what they are
    /// said to be, and the others of their node make room for them and fill up what they leave, in proportion.
    pub fn filling_up(self) -> Self {
        Self {
            fills_up: true,
            ..self
        }
    }

    /// The map with these values of the numbers, in the order they were given in.
    ///
    /// Where shares sum to one today, they are scaled to do so again, unless they [fill
    /// up](Self::filling_up); where they come to sum to more,
    /// only their ratios count.
    ///
    /// # Errors
    /// Pulls that have no weight.
    pub fn with(&self, values: &[f64]) -> Result<Compiled<'a>, Vec<Diagnostic>> {
        let mut system = self.compiled.system.clone();
        for (slot, value) in self.slots.iter().zip(values) {
            slot.put(&mut system, *value);
        }
        let mut scaled = Vec::new();
        for &(segment, node) in &self.full {
            if self.fills_up && self.fill_up(&mut system, segment, node) {
                continue;
            }
            let sum = system.shares(segment, node);
            if sum > 0.0 {
                scaled.push(Scaled { segment, node, sum });
            }
            for edge in system.graph.edges_of(node) {
                if system.open_today[edge] && sum > 0.0 {
                    system.pull[segment][edge].value /= sum;
                }
            }
        }
        system.weigh()?;
        let reference = Reference::new(&system);
        Ok(Compiled::of_parts(self.compiled.map(), system, reference, scaled))
    }
}

impl Variation<'_> {
    /// Scales the shares out of `node` that do not vary so that all sum to one; whether they can.
    fn fill_up(&self, system: &mut System, segment: usize, node: usize) -> bool {
        let varies = |edge: usize| {
            self.slots.iter().any(
                |slot| matches!(slot, Slot::Pull(segments, of) if *of == edge && segments.contains(&segment)),
            )
        };
        let shares = system
            .graph
            .edges_of(node)
            .filter(|&edge| system.open_today[edge] && system.pull[segment][edge].kind == PullKind::Share);
        let (mine, others): (Vec<usize>, Vec<usize>) = shares.partition(|&edge| varies(edge));
        let sum =
            |edges: &[usize]| -> f64 { edges.iter().map(|&edge| system.pull[segment][edge].value).sum() };
        let (taken, left) = (sum(&mine), sum(&others));
        if left <= 0.0 || taken > 1.0 {
            return false;
        }
        for edge in others {
            system.pull[segment][edge].value *= (1.0 - taken) / left;
        }
        true
    }
}

impl System {
    /// What the shares of the open links out of `node` sum to today; 0 where they are not shares.
    fn shares(&self, segment: usize, node: usize) -> f64 {
        let edges = self.graph.edges_of(node);
        let shares = edges.filter(|&edge| self.open_today[edge]);
        let shares = shares.map(|edge| self.pull[segment][edge]);
        shares
            .filter(|pull| pull.kind == PullKind::Share)
            .map(|pull| pull.value)
            .sum()
    }
}

/// Where a number of the map stands in the arrays.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    Arrivals(Vec<usize>, usize),
    Ticket(Vec<usize>, usize),
    Leave(usize),
    Novelty(usize),
    NetworkEffect(usize),
    HabitYears(usize),
    Commission(usize),
    AdRate(usize),
    Fee(usize),
    Pull(Vec<usize>, usize),
    AdElasticity(usize),
    Referral(usize),
    VisitValue(usize),
    PaymentValue(usize),
}

impl Slot {
    /// The slot of the number at `path` of `map`, which `system` was compiled from.
    pub(super) fn of(system: &System, map: &Map, path: &NumberPath) -> Option<Self> {
        let names = &system.names;
        let (name, segment) = match path.field.split_once('/') {
            Some((name, segment)) => (name, Some(segment)),
            None => (path.field.as_str(), None),
        };
        let segments = match segment {
            Some(id) => vec![names.segments.iter().position(|known| known.as_str() == id)?],
            None => (0..system.segments()).collect(),
        };
        match &path.object {
            Object::Company(id) => {
                let company = names.companies.binary_search(id).ok()?;
                match path.field.as_str() {
                    "visit_value" => Some(Self::VisitValue(company)),
                    "payment_value" => Some(Self::PaymentValue(company)),
                    _ => None,
                }
            }
            Object::Node(id) => {
                let node = names.nodes.binary_search(id).ok()?;
                match (name, segment, &system.role[node]) {
                    ("arrivals", _, Role::Channel | Role::Platform { .. }) => {
                        Some(Self::Arrivals(segments, node))
                    }
                    ("ticket", _, Role::Merchant { .. }) => Some(Self::Ticket(segments, node)),
                    ("commission", None, Role::Platform { .. }) => Some(Self::Commission(node)),
                    ("ad_rate", None, Role::Platform { .. }) => Some(Self::AdRate(node)),
                    ("fee", None, Role::Payment { .. }) => Some(Self::Fee(node)),
                    (_, _, Role::Payment { .. }) => None,
                    ("leave", None, _) => Some(Self::Leave(node)),
                    ("novelty", None, _) => Some(Self::Novelty(node)),
                    ("network_effect", None, _) => Some(Self::NetworkEffect(node)),
                    ("habit_years", None, _) => Some(Self::HabitYears(node)),
                    _ => None,
                }
            }
            Object::Link(id) => {
                let edge = system.edge_of[names.links.binary_search(id).ok()?];
                match (name, segment) {
                    ("pull", None) => {
                        // Segments with a pull of their own do not follow the common one.
                        let own = &map.links().get(id)?.pull_by;
                        let follows = |at: &usize| !own.contains_key(&names.segments[*at]);
                        Some(Self::Pull(segments.into_iter().filter(follows).collect(), edge))
                    }
                    ("pull_by", Some(_)) => Some(Self::Pull(segments, edge)),
                    ("ad_elasticity", None) => Some(Self::AdElasticity(edge)),
                    ("referral", None) => Some(Self::Referral(edge)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Puts `value` there. After a pull or a weight of leaving the weights must be worked out anew.
    pub(super) fn put(&self, system: &mut System, value: f64) {
        match self {
            Self::Arrivals(segments, node) => {
                segments.iter().for_each(|&k| system.arrivals[k][*node] = value);
            }
            Self::Ticket(segments, node) => segments.iter().for_each(|&k| system.ticket[k][*node] = value),
            Self::Leave(node) => system.leave[*node] = value,
            Self::Novelty(node) => system.novelty[*node] = value,
            Self::NetworkEffect(node) => system.network[*node] = value,
            Self::HabitYears(node) => system.habit_years[*node] = value,
            Self::Commission(node) => {
                if let Role::Platform { commission, .. } = &mut system.role[*node] {
                    *commission = value;
                }
            }
            Self::AdRate(node) => {
                if let Role::Platform { ad_rate, .. } = &mut system.role[*node] {
                    *ad_rate = value;
                }
            }
            Self::Fee(node) => system.role[*node] = Role::Payment { fee: value },
            Self::Pull(segments, edge) => {
                segments.iter().for_each(|&k| system.pull[k][*edge].value = value);
            }
            // Nobody answers ads that nobody pays for.
            Self::AdElasticity(edge) if system.payer[*edge].is_none() => {}
            Self::AdElasticity(edge) => system.ad_elasticity[*edge] = value,
            Self::Referral(edge) => system.referral[*edge] = value,
            Self::VisitValue(company) => system.worth[*company].0 = value,
            Self::PaymentValue(company) => system.worth[*company].1 = value,
        }
    }
}
