//! Flows: what the chances of all choices make of the arrivals.

use super::chain::{Chain, Order};
use super::choice::Chances;
use super::system::{Role, System};

/// A system with some of its links open: what is solved.
pub(super) struct Situation<'a> {
    pub(super) system: &'a System,
    /// Whether each edge is open.
    pub(super) open: Vec<bool>,
    pub(super) order: Order,
}

/// Whose books a visit is valued by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Books {
    /// All platforms together.
    All,
    /// The platform at this node.
    Of(usize),
}

/// Visits of a situation, and what a visit is worth to the books asked for.
#[derive(Clone, Debug)]
pub(super) struct Flows {
    /// By segment and node.
    pub(super) visits: Vec<Vec<f64>>,
    /// By book, segment and node: GMV that a visit there brings, `v = (I − P)^{-1} r`.
    pub(super) worth: Vec<Vec<Vec<f64>>>,
}

impl<'a> Situation<'a> {
    pub(super) fn new(system: &'a System, open: Vec<bool>) -> Self {
        let order = Order::new(&system.graph, &open);
        Self { system, open, order }
    }

    /// The same for a situation whose links are toggled one by one: the components are those of the
    /// graph of all links, and so hold for every toggle.
    pub(super) fn for_any_toggle(system: &'a System, open: Vec<bool>) -> Self {
        let order = Order::new(&system.graph, &vec![true; open.len()]);
        Self { system, open, order }
    }

    /// The chances of every choice, by segment, under a feedback factor on each edge's weight.
    pub(super) fn choose(&self, ln_factor: &[f64]) -> Vec<Chances> {
        let mut chances = vec![Chances::new(self.system); self.system.segments()];
        self.choose_again(&mut chances, 0..self.system.nodes(), ln_factor);
        chances
    }

    /// Works out anew the chances at `nodes`.
    pub(super) fn choose_again(
        &self,
        chances: &mut [Chances],
        nodes: impl Iterator<Item = usize> + Clone,
        ln_factor: &[f64],
    ) {
        for (segment, chances) in chances.iter_mut().enumerate() {
            for node in nodes.clone() {
                chances.choose(self.system, segment, node, &self.open, ln_factor);
            }
        }
    }

    /// Follows the arrivals through the chances and values visits by `books`.
    pub(super) fn follow(&self, chances: &[Chances], books: &[Books]) -> Flows {
        let mut flows = Flows {
            visits: Vec::new(),
            worth: vec![Vec::new(); books.len()],
        };
        for (segment, chances) in chances.iter().enumerate() {
            let chain = Chain::new(&self.system.graph, &self.order, &chances.edge, &chances.leave);
            flows.visits.push(chain.visits(&self.system.arrivals[segment]));
            for (book, worth) in books.iter().zip(&mut flows.worth) {
                worth.push(chain.values(&self.reward(segment, chances, *book)));
            }
        }
        flows
    }

    /// `r_i = Σ_{payment links l of i} P_l · ticket` for the merchants in `book`.
    pub(super) fn reward(&self, segment: usize, chances: &Chances, book: Books) -> Vec<f64> {
        let system = self.system;
        let mut reward = vec![0.0; system.nodes()];
        for (node, role) in system.role.iter().enumerate() {
            let Role::Merchant { platform, .. } = role else {
                continue;
            };
            if book == Books::All || book == Books::Of(*platform) {
                let paid: f64 = system
                    .graph
                    .edges_of(node)
                    .filter(|&edge| system.is_payment(system.graph.to(edge) as usize))
                    .map(|edge| chances.edge[edge])
                    .sum();
                reward[node] = paid * system.ticket[segment][node];
            }
        }
        reward
    }

    /// The flow along each edge, by segment.
    pub(super) fn along<'b>(
        &self,
        flows: &'b Flows,
        chances: &'b [Chances],
    ) -> impl Fn(usize, usize) -> f64 + use<'a, 'b> {
        let from = &self.system.from;
        move |segment, edge| flows.visits[segment][from[edge] as usize] * chances[segment].edge[edge]
    }

    /// How far visits are from being conserved, relative: the worst of what comes to a node against its
    /// visits, and of those against what goes on or leaves.
    pub(super) fn imbalance(&self, flows: &Flows, chances: &[Chances]) -> f64 {
        let system = self.system;
        let along = self.along(flows, chances);
        let mut worst = 0.0f64;
        for (segment, visits) in flows.visits.iter().enumerate() {
            let mut come = system.arrivals[segment].clone();
            let mut gone = vec![0.0; system.nodes()];
            for (edge, &from) in system.from.iter().enumerate() {
                let moved = along(segment, edge);
                come[system.graph.to(edge) as usize] += moved;
                gone[from as usize] += moved;
            }
            for (node, &visits) in visits.iter().enumerate() {
                gone[node] += visits * chances[segment].leave[node];
                worst = worst
                    .max(relative(visits, come[node]))
                    .max(relative(visits, gone[node]));
            }
        }
        worst
    }
}

/// How far `a` and `b` differ, relative to the larger; infinite if either is no number.
pub(super) fn relative(a: f64, b: f64) -> f64 {
    let size = a.abs().max(b.abs());
    if !(a.is_finite() && b.is_finite()) {
        f64::INFINITY
    } else if size > 0.0 {
        (a - b).abs() / size
    } else {
        0.0
    }
}
