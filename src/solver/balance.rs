//! Whether what is told adds up: the conservation laws of traffic, and the refusal where one does not hold.

use super::choice::Chances;
use super::flow::{Flows, Situation};
use crate::model::{Diagnostic, Object};

/// Conservation laws must hold to this, relative.
const BALANCED: f64 = 1e-9;

/// Nothing, if `residual` says that the flows balance.
///
/// # Errors
/// They do not.
pub(super) fn check(residual: f64) -> Result<(), Vec<Diagnostic>> {
    if residual <= BALANCED {
        return Ok(());
    }
    Err(vec![
        Diagnostic::error(Object::Map, "the flows found do not balance")
            .found(format!("a relative residual of {residual:.1e}"))
            .allowed(format!("at most {BALANCED:.0e}"))
            .hint("numbers of very different size at one node can cause this"),
    ])
}

/// By how much visits that come, stay and go differ at the worst node and segment, relative.
pub(super) fn of_traffic(situation: &Situation, chances: &[Chances], flows: &Flows) -> f64 {
    let system = situation.system;
    let mut worst = 0.0f64;
    for segment in 0..system.segments() {
        let mut come = system.arrivals[segment].clone();
        let mut gone = vec![0.0; system.nodes()];
        for edge in 0..system.from.len() {
            let from = system.from[edge] as usize;
            let moved = flows.visits[segment][from] * chances[segment].edge[edge];
            come[system.graph.to(edge) as usize] += moved;
            gone[from] += moved;
        }
        for node in 0..system.nodes() {
            let visits = flows.visits[segment][node];
            gone[node] += visits * chances[segment].leave[node];
            for told in [come[node], gone[node]] {
                worst = worst.max(relative(visits, told));
            }
        }
    }
    worst
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
