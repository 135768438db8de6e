//! What a change means to the independent merchants, whom no company's payoff counts.

use crate::model::{Map, NodeKind};
use crate::solver::{Party, Solution};

/// By how much all merchants together are better off, per period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gain {
    /// Visits that come to them.
    pub visits: f64,
    /// What buyers pay them, in currency.
    pub sales: f64,
    /// What they keep of it after commission, ads, fees and referrals, in currency. What their goods cost is
    /// not in the map.
    pub kept: f64,
}

/// What all merchants of `map` gain from one solution to another; `None` if there are none.
pub fn gain(map: &Map, before: &Solution, after: &Solution) -> Option<Gain> {
    let mut merchants = map
        .nodes()
        .iter()
        .filter(|(_, node)| matches!(node.kind, NodeKind::Merchant { .. }))
        .peekable();
    merchants.peek()?;
    let visits = merchants
        .map(|(id, _)| after.visits_at(id) - before.visits_at(id))
        .sum();
    let sales = |solution: &Solution| {
        solution
            .platforms
            .values()
            .map(|platform| platform.gmv)
            .sum::<f64>()
    };
    let kept = |solution: &Solution| {
        let balances = solution.ledger.balances().into_iter();
        let theirs = balances.filter(|(party, _)| matches!(party, Party::Merchants(_)));
        theirs.map(|(_, balance)| balance).sum::<f64>()
    };
    Some(Gain {
        visits,
        sales: sales(after) - sales(before),
        kept: kept(after) - kept(before),
    })
}
