//! The rules a map obeys. [`check`] reports all that is wrong, not only the first.
//!
//! Each file below holds the rules of one matter. What only solving can find (a closed loop, a node
//! that nothing reaches) is reported by the solver.

mod links;
mod numbers;
mod pulls;
mod references;
mod scenarios;

pub use pulls::SHARE_TOLERANCE;

use super::{Diagnostic, Map, Object};

/// The most nodes a map may have.
pub const MAX_NODES: usize = 50_000;
/// The most segments a map may have: every pull is one for each of them.
pub const MAX_SEGMENTS: usize = 100;
/// The furthest a position may lie from the origin, in canvas units.
pub const MAX_COORDINATE: f64 = 1e6;

/// So many findings are enough, once there is an error among them.
const MOST_FINDINGS: usize = 100_000;

/// Everything that is wrong with `map`, errors first, else in the order of the file; of more than a hundred
/// thousand findings not all.
pub fn check(map: &Map) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    size(map, &mut found);
    let fits = found.is_empty();
    references::check(map, &mut found);
    numbers::check(map, &mut found);
    links::check(map, &mut found);
    // These go through all links for each segment.
    if fits {
        pulls::check(map, &mut found);
        scenarios::check(map, &mut found);
    }
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    found
}

/// Whether there is no need to look for more: the map is refused whatever else is wrong with it.
fn enough(found: &[Diagnostic]) -> bool {
    found.len() >= MOST_FINDINGS && found.last().is_some_and(Diagnostic::is_error)
}

/// What of `map` cannot be solved.
pub fn errors(map: &Map) -> Vec<Diagnostic> {
    let mut found = check(map);
    found.retain(Diagnostic::is_error);
    found
}

fn size(map: &Map, found: &mut Vec<Diagnostic>) {
    for (message, field, count, most) in [
        ("too many nodes", "nodes", map.nodes.len(), MAX_NODES),
        ("too many segments", "segments", map.segments.len(), MAX_SEGMENTS),
    ] {
        if count > most {
            found.push(
                Diagnostic::error(Object::Map, message)
                    .field(field)
                    .found(count)
                    .allowed(format!("at most {most}")),
            );
        }
    }
}
