//! Feedback: traffic draws traffic (network effects) and money follows sales (ads), iterated to rest.

use super::Solution;
use super::anderson::Anderson;
use super::choice::Chances;
use super::flow::{Flows, Situation};
use super::money::{self, Money};
use super::system::System;

/// Ratios to the reference are held between 1e-3 and 1e3.
pub(super) const LN_CLIP: f64 = 6.907_755_278_982_137;
/// The state rests when no logarithm moves by more.
pub(super) const AT_REST: f64 = 1e-10;
const MOST_ROUNDS: usize = 500;
const PLAIN_ROUNDS: usize = 50;

/// The feedback-off solution of today's map, which ratios are taken to (where that is 0, of the map
/// with everything open). By node and by edge; 0 where neither has any.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) visits: Vec<f64>,
    /// By node: whether its visits are today's, not those with everything open.
    pub(super) visits_are_todays: Vec<bool>,
    pub(super) spend: Vec<f64>,
}

impl Reference {
    /// The reference of `system`; that of one without feedback is never asked for and stays empty.
    pub(super) fn new(system: &System) -> Self {
        if has_feedback(system) {
            return Self::solved(system);
        }
        Self {
            visits: vec![0.0; system.nodes()],
            visits_are_todays: vec![true; system.nodes()],
            spend: vec![0.0; system.from.len()],
        }
    }

    /// Solves `system` without feedback, today and with everything open.
    pub(super) fn solved(system: &System) -> Self {
        let edges = system.from.len();
        let solve = |open: Vec<bool>| {
            let situation = Situation::new(system, open);
            let chances = situation.choose(&vec![0.0; edges]);
            let payers = money::payers(&situation);
            let flows = situation.follow(&chances, &money::books(&payers));
            let money = money::money(&situation, &chances, &flows, &payers);
            Self {
                visits: total(&flows),
                visits_are_todays: vec![true; system.nodes()],
                spend: money.spend,
            }
        };
        let mut today = solve(system.open_today.clone());
        let open = solve(vec![true; edges]);
        for node in (0..system.nodes()).filter(|&node| open.visits[node] > 0.0) {
            if today.visits[node] == 0.0 {
                today.visits[node] = open.visits[node];
                today.visits_are_todays[node] = false;
            }
        }
        // Ads on a link that is open today but brings no sale get no money today. A reference taken
        // from elsewhere would make that look like a cut to nothing, and today would not be
        // reproduced: such a link has no reference, and money does not feed back on it.
        for edge in (0..edges).filter(|&edge| !system.open_today[edge]) {
            today.spend[edge] = open.spend[edge];
        }
        today
    }

    /// Today's state of a node that draws by its traffic.
    pub(super) fn visits_today(&self, node: usize) -> f64 {
        if self.visits_are_todays[node] {
            0.0
        } else {
            -LN_CLIP
        }
    }

    /// Today's state of an edge that ads are paid on.
    pub(super) fn spend_today(&self, system: &System, edge: usize) -> f64 {
        if system.open_today[edge] { 0.0 } else { -LN_CLIP }
    }
}

/// Whether anything feeds back in some state of the links.
pub(super) fn has_feedback(system: &System) -> bool {
    system.network.iter().any(|&gamma| gamma > 0.0) || system.ad_elasticity.iter().any(|&eta| eta > 0.0)
}

/// Visits to each node, all segments together.
pub(super) fn total(flows: &Flows) -> Vec<f64> {
    let mut sum = flows.visits[0].clone();
    for visits in &flows.visits[1..] {
        for (sum, visits) in sum.iter_mut().zip(visits) {
            *sum += visits;
        }
    }
    sum
}

/// The feedback of one situation: what its state consists of and how one round moves it.
///
/// A state holds, for each node that draws by its traffic, `ln r(x/x̄)`, then for each link that ads
/// are paid on, `ln r(S/S̄)`.
pub(super) struct Feedback<'a> {
    pub(super) situation: &'a Situation<'a>,
    reference: &'a Reference,
    /// Nodes whose traffic counts.
    pub(super) nodes: Vec<usize>,
    /// Edges whose ad money counts.
    pub(super) edges: Vec<usize>,
    /// Platforms whose merchants pay for ads.
    pub(super) payers: Vec<usize>,
    /// Nodes where the choice depends on the state.
    choosers: Vec<usize>,
    /// Whether the answer is still waited for.
    wanted: &'a dyn Fn() -> bool,
}

/// What one round makes of a state.
#[derive(Clone, Debug)]
pub(super) struct Round {
    pub(super) chances: Vec<Chances>,
    pub(super) flows: Flows,
    pub(super) money: Money,
    /// The state that the flows and the money make.
    pub(super) next: Vec<f64>,
    /// The feedback on each edge's weight that the round was taken with.
    pub(super) ln_factor: Vec<f64>,
}

/// A state at rest.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub(super) state: Vec<f64>,
    pub(super) round: Round,
    pub(super) rounds: usize,
}

/// Feedback that did not come to rest.
#[derive(Clone, Copy, Debug)]
pub(super) enum Restless {
    /// The node whose traffic moves most.
    Node(usize),
    /// The edge whose ad money moves most.
    Edge(usize),
    /// Nobody waits for it any more.
    GivenUp,
}

impl<'a> Feedback<'a> {
    pub(super) fn new(situation: &'a Situation<'a>, reference: &'a Reference) -> Self {
        let system = situation.system;
        let open_edges = || (0..system.from.len()).filter(|&edge| situation.open[edge]);
        let mut nodes: Vec<usize> = open_edges()
            .map(|edge| system.graph.to(edge) as usize)
            .filter(|&node| system.network[node] > 0.0 && reference.visits[node] > 0.0)
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        let edges: Vec<usize> = open_edges()
            .filter(|&edge| {
                system.ad_elasticity[edge] > 0.0
                    && system.payer[edge].is_some()
                    && reference.spend[edge] > 0.0
            })
            .collect();
        let mut choosers: Vec<usize> = open_edges()
            .filter(|&edge| {
                edges.binary_search(&edge).is_ok()
                    || nodes.binary_search(&(system.graph.to(edge) as usize)).is_ok()
            })
            .map(|edge| system.from[edge] as usize)
            .collect();
        choosers.sort_unstable();
        choosers.dedup();
        Self {
            situation,
            reference,
            nodes,
            edges,
            payers: money::payers(situation),
            choosers,
            wanted: &|| true,
        }
    }

    /// The same, given up as soon as it is not `wanted` any more.
    pub(super) fn while_wanted(self, wanted: &'a dyn Fn() -> bool) -> Self {
        Self { wanted, ..self }
    }

    /// Whether the answer is still waited for.
    pub(super) fn is_wanted(&self) -> bool {
        (self.wanted)()
    }

    /// Whether nothing feeds back, so that one round is exact.
    pub(super) fn is_off(&self) -> bool {
        self.nodes.is_empty() && self.edges.is_empty()
    }

    /// The state of today: as in the reference, and nobody where nobody comes today and no ad money where
    /// none is spent.
    pub(super) fn as_today(&self) -> Vec<f64> {
        let nodes = self.nodes.iter().map(|&node| self.reference.visits_today(node));
        let edges = self
            .edges
            .iter()
            .map(|&edge| self.reference.spend_today(self.situation.system, edge));
        nodes.chain(edges).collect()
    }

    /// The state that the flows of `solution` make, which may be of another situation of the same map.
    pub(super) fn as_in(&self, solution: &Solution) -> Vec<f64> {
        let names = &self.situation.system.names;
        let visits = |&node: &usize| solution.visits_at(&names.nodes[node]) / self.reference.visits[node];
        let spend = |&edge: &usize| {
            let flow = solution.links.get(self.situation.system.link_id(edge).as_str());
            flow.map_or(0.0, |flow| flow.ad_spend) / self.reference.spend[edge]
        };
        let ratios = self.nodes.iter().map(visits).chain(self.edges.iter().map(spend));
        ratios.map(|ratio| clip(ratio.ln())).collect()
    }

    /// `γ_j ln r(x_j/x̄_j) + η_l ln r(S_l/S̄_l)` on every edge.
    pub(super) fn ln_factor(&self, state: &[f64]) -> Vec<f64> {
        let system = self.situation.system;
        let mut by_node = vec![0.0; system.nodes()];
        for (&node, &ln_ratio) in self.nodes.iter().zip(state) {
            by_node[node] = system.network[node] * ln_ratio;
        }
        let mut factor: Vec<f64> = (0..system.from.len())
            .map(|edge| by_node[system.graph.to(edge) as usize])
            .collect();
        for (&edge, &ln_ratio) in self.edges.iter().zip(&state[self.nodes.len()..]) {
            factor[edge] += system.ad_elasticity[edge] * ln_ratio;
        }
        factor
    }

    /// From derivatives by the logarithm of the feedback on each edge's weight to those by the state.
    pub(super) fn pull_back_factor(&self, by_factor: &[f64]) -> Vec<f64> {
        let system = self.situation.system;
        let mut by_node = vec![0.0; system.nodes()];
        for (edge, slope) in by_factor.iter().enumerate() {
            by_node[system.graph.to(edge) as usize] += slope;
        }
        let nodes = self
            .nodes
            .iter()
            .map(|&node| system.network[node] * by_node[node]);
        let edges = self
            .edges
            .iter()
            .map(|&edge| system.ad_elasticity[edge] * by_factor[edge]);
        nodes.chain(edges).collect()
    }

    /// Adds the derivatives by γ and η as far as the feedback of `round` is raised to their powers, from
    /// those by the logarithm of the feedback on each edge's weight.
    pub(super) fn pull_back_strength(
        &self,
        by_factor: &[f64],
        round: &Round,
        by_network: &mut [f64],
        by_ads: &mut [f64],
    ) {
        let graph = &self.situation.system.graph;
        let visits = total(&round.flows);
        for (edge, slope) in by_factor.iter().enumerate() {
            let node = graph.to(edge) as usize;
            // Also where there is no network effect yet: the first of it would act by this ratio.
            if self.reference.visits[node] > 0.0 {
                by_network[node] += slope * clip((visits[node] / self.reference.visits[node]).ln());
            }
        }
        for (&edge, ln_ratio) in self.edges.iter().zip(&round.next[self.nodes.len()..]) {
            by_ads[edge] += by_factor[edge] * ln_ratio;
        }
    }

    /// Whether at `rest` hardly anybody comes somewhere, or hardly any ad money is spent, as hardly any did: at
    /// the lower end of what is told apart, but not at nothing.
    pub(super) fn is_stuck(&self, rest: &Rest) -> bool {
        let visits = total(&rest.round.flows);
        let nodes = self.nodes.iter().map(|&node| visits[node]);
        let amounts = nodes.chain(self.edges.iter().map(|&edge| rest.round.money.spend[edge]));
        let mut low = amounts
            .zip(&rest.state)
            .filter(|(_, ln_ratio)| **ln_ratio <= -LN_CLIP);
        low.any(|(amount, _)| amount > 0.0)
    }

    /// Whether a part of the state is held at the end of its range.
    pub(super) fn is_clipped(ln_ratio: f64) -> bool {
        ln_ratio.abs() >= LN_CLIP
    }

    /// The state that `flows` and `money` make.
    pub(super) fn state_of(&self, flows: &Flows, money: &Money) -> Vec<f64> {
        let visits = total(flows);
        let by_node = self
            .nodes
            .iter()
            .map(|&node| visits[node] / self.reference.visits[node]);
        let by_edge = self
            .edges
            .iter()
            .map(|&edge| money.spend[edge] / self.reference.spend[edge]);
        by_node.chain(by_edge).map(|ratio| clip(ratio.ln())).collect()
    }

    /// Lets everybody choose under `state` and follows them.
    pub(super) fn round(&self, state: &[f64]) -> Round {
        let ln_factor = self.ln_factor(state);
        let chances = self.situation.choose(&ln_factor);
        self.follow(chances, ln_factor)
    }

    /// A further round, only the choices that depend on the state being made anew.
    pub(super) fn round_again(&self, state: &[f64], mut chances: Vec<Chances>) -> Round {
        let ln_factor = self.ln_factor(state);
        self.situation
            .choose_again(&mut chances, self.choosers.iter().copied(), &ln_factor);
        self.follow(chances, ln_factor)
    }

    /// Follows given chances, as they stand on the way to the steady state.
    pub(super) fn follow(&self, chances: Vec<Chances>, ln_factor: Vec<f64>) -> Round {
        let flows = self.situation.follow(&chances, &money::books(&self.payers));
        let money = money::money(self.situation, &chances, &flows, &self.payers);
        let next = self.state_of(&flows, &money);
        Round {
            chances,
            flows,
            money,
            next,
            ln_factor,
        }
    }

    /// Iterates from `start` until nothing moves: plainly at first, then with Anderson acceleration,
    /// with shorter steps where the residual has doubled.
    ///
    /// # Errors
    /// What still moves most after 500 rounds.
    pub(super) fn settle(&self, start: Vec<f64>) -> Result<Rest, Restless> {
        let mut state = start;
        let mut round = self.round(&state);
        let mut anderson = Anderson::new(5);
        let (mut damping, mut before) = (1.0, f64::INFINITY);
        let mut worst = 0;
        for rounds in 1..=MOST_ROUNDS {
            if !self.is_wanted() {
                return Err(Restless::GivenUp);
            }
            let residual: Vec<f64> = round
                .next
                .iter()
                .zip(&state)
                .map(|(next, now)| next - now)
                .collect();
            worst = (0..residual.len()).fold(0, |worst, i| {
                if residual[i].abs() > residual[worst].abs() {
                    i
                } else {
                    worst
                }
            });
            let size = residual.get(worst).map_or(0.0, |moved| moved.abs());
            if size < AT_REST {
                return Ok(Rest { state, round, rounds });
            }
            if size > 2.0 * before {
                damping = f64::max(damping / 2.0, 1.0 / 64.0);
                anderson.reset();
            } else if size < before {
                damping = f64::min(damping * 1.2, 1.0);
            }
            let accelerated = rounds > PLAIN_ROUNDS && damping == 1.0;
            state = if accelerated {
                anderson.next(&state, &residual)
            } else {
                state
                    .iter()
                    .zip(&residual)
                    .map(|(now, moved)| now + damping * moved)
                    .collect()
            };
            state.iter_mut().for_each(|ln_ratio| *ln_ratio = clip(*ln_ratio));
            before = size;
            round = self.round_again(&state, round.chances);
        }
        Err(self.restless(worst))
    }

    /// What the number at `place` of the state tells of.
    fn restless(&self, place: usize) -> Restless {
        match self.nodes.get(place) {
            Some(&node) => Restless::Node(node),
            None => Restless::Edge(self.edges[place - self.nodes.len()]),
        }
    }
}

/// How far two states are apart: by the number that differs most.
pub(super) fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// Holds the logarithm of a ratio within bounds.
pub(super) fn clip(ln_ratio: f64) -> f64 {
    // A ratio of 0 has the logarithm −∞, which clips like any other.
    ln_ratio.clamp(-LN_CLIP, LN_CLIP)
}
