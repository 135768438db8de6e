//! Sales on each platform's books and how its merchants' ad budget is split over the links.

use super::choice::Chances;
use super::flow::{Books, Flows, Situation};
use super::system::Role;

/// Sales and ad money of one state.
#[derive(Clone, Debug)]
pub(super) struct Money {
    /// By node: GMV of the platform there.
    pub(super) gmv: Vec<f64>,
    /// By node: orders paid on the platform there.
    pub(super) orders: Vec<f64>,
    /// By node: ad budget of the platform's merchants.
    pub(super) budget: Vec<f64>,
    /// By edge: ad money spent on it.
    pub(super) spend: Vec<f64>,
    /// By node: ad budget of the platform's merchants that no open link takes.
    pub(super) unspent: Vec<f64>,
}

/// The platforms whose merchants pay for ads on some open link.
pub(super) fn payers(situation: &Situation) -> Vec<usize> {
    let system = situation.system;
    let mut payers: Vec<usize> = (0..system.from.len())
        .filter(|&edge| situation.open[edge] && system.ad_elasticity[edge] > 0.0)
        .filter_map(|edge| system.payer[edge])
        .collect();
    payers.sort_unstable();
    payers.dedup();
    payers
}

/// Sales, budgets and spend. `flows` values visits by the books of each of `payers`, in that order.
///
/// `B_p = ad_rate_p · GMV_p`, `S_l = B_p · η_l G_l / Σ η_m G_m`: the optimum where the response to
/// money is `S^η`.
pub(super) fn money(situation: &Situation, chances: &[Chances], flows: &Flows, payers: &[usize]) -> Money {
    let system = situation.system;
    let nodes = system.nodes();
    let mut money = Money {
        gmv: vec![0.0; nodes],
        orders: vec![0.0; nodes],
        budget: vec![0.0; nodes],
        spend: vec![0.0; system.from.len()],
        unspent: vec![0.0; nodes],
    };
    let along = situation.along(flows, chances);
    for (node, role) in system.role.iter().enumerate() {
        let Role::Merchant { platform, .. } = *role else {
            continue;
        };
        for edge in system.graph.edges_of(node) {
            if !system.is_payment(system.graph.to(edge) as usize) {
                continue;
            }
            for segment in 0..system.segments() {
                let orders = along(segment, edge);
                money.orders[platform] += orders;
                money.gmv[platform] += orders * system.ticket[segment][node];
            }
        }
    }
    for (node, role) in system.role.iter().enumerate() {
        if let Role::Platform { ad_rate, .. } = role {
            money.budget[node] = ad_rate * money.gmv[node];
            money.unspent[node] = money.budget[node];
        }
    }
    for (book, &payer) in payers.iter().enumerate() {
        let claims: Vec<(usize, f64)> = (0..system.from.len())
            .filter(|&edge| situation.open[edge] && system.payer[edge] == Some(payer))
            .map(|edge| {
                (
                    edge,
                    system.ad_elasticity[edge] * attributed(situation, chances, flows, book, edge),
                )
            })
            .collect();
        let total: f64 = claims.iter().map(|(_, claim)| claim).sum();
        if total > 0.0 {
            for (edge, claim) in claims {
                money.spend[edge] = money.budget[payer] * claim / total;
            }
            money.unspent[payer] = 0.0;
        }
    }
    money
}

/// GMV that the visits on `edge` bring, by the book at that place in `flows`: `G_l = Σ_k f_lk · v_jk`.
pub(super) fn attributed(
    situation: &Situation,
    chances: &[Chances],
    flows: &Flows,
    book: usize,
    edge: usize,
) -> f64 {
    let along = situation.along(flows, chances);
    let to = situation.system.graph.to(edge) as usize;
    (0..situation.system.segments())
        .map(|segment| along(segment, edge) * flows.worth[book][segment][to])
        .sum()
}

/// The books of `payers`, as asked of [`Situation::follow`].
pub(super) fn books(payers: &[usize]) -> Vec<Books> {
    payers.iter().map(|&payer| Books::Of(payer)).collect()
}
