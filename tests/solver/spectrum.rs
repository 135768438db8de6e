//! The spectral radius against exact eigenvalues.

use crate::common::build::Build;
use crate::common::random_map::{Feedback, random_map};
use crate::plain::Plain;
use catchment::model::{Edit, Map, Number, Pull};
use catchment::solver::{Certificate, Compiled, Search};
use nalgebra::DMatrix;

/// The largest eigenvalue in size of a round of feedback today, from its derivatives by central
/// differences.
fn exactly(map: &Map) -> f64 {
    const SMALL: f64 = 1e-5;
    let plain = Plain::new(map);
    let open = &plain.open_today;
    let round = |state: &[f64]| plain.state(open, &plain.flows(open, &plain.choose(open, Some(state))));
    // Today is the reference: the state is 0, but for what nobody comes to.
    let mut state = vec![0.0; parts(&plain)];
    for _ in 0..5 {
        state = round(&state);
    }
    let n = state.len();
    let column = |at: usize| {
        let moved = |by: f64| {
            let mut state = state.clone();
            state[at] += by;
            round(&state)
        };
        let ends = moved(SMALL).into_iter().zip(moved(-SMALL));
        ends.map(|(up, down)| (up - down) / (2.0 * SMALL))
            .collect::<Vec<_>>()
    };
    let jacobian = DMatrix::from_iterator(n, n, (0..n).flat_map(column));
    let values = jacobian.complex_eigenvalues();
    values.iter().map(|value| value.norm()).fold(0.0, f64::max)
}

fn parts(plain: &Plain) -> usize {
    let (nodes, links) = plain.parts(&plain.open_today);
    nodes.len() + links.len()
}

/// The radius told is that of the exact eigenvalues, for weak and strong feedback, pairs of complex ones and
/// ads included.
#[test]
fn the_spectral_radius_is_that_of_the_eigenvalues() {
    let mut checked = 0;
    for seed in 0..200 {
        let mut map = random_map(seed, Feedback::Mild);
        let mut r = fastrand::Rng::with_seed(seed);
        for (id, mut node) in map.nodes().clone() {
            if !node.is_payment() && node.network_effect.value > 0.0 {
                node.network_effect = Number::bare(0.6 * r.f64());
                map.apply(Edit::put_node(id, node));
            }
        }
        let Ok(solution) = Compiled::new(&map).and_then(|compiled| compiled.solve(None, Search::Several))
        else {
            continue;
        };
        if solution.status.certificate != Certificate::LocallyChecked {
            continue;
        }
        let expected = exactly(&map);
        let found = solution.status.spectral_radius.expect("a radius");
        assert!(
            (found - expected).abs() <= 1e-6 * f64::max(expected, 1.0),
            "map {seed}: {found} against {expected}"
        );
        assert!(!solution.status.radius_is_rough, "map {seed}");
        checked += 1;
    }
    assert!(checked > 80, "only {checked} maps were locally checked");
}

/// On a map with very many parts the radius is right, or said to be about right.
#[test]
fn the_radius_of_a_large_map_is_right_or_said_to_be_about_right() {
    // Pairs of platforms of their own: each pair has the radius γ, so that of all is the largest.
    let mut build = Build::new();
    for pair in 0..100 {
        let home = format!("home{pair:03}");
        build = build.channel(&home, 1.0, 0.0);
        for side in ["left", "right"] {
            let id = format!("{side}{pair:03}");
            build = build.node(&id, crate::common::build::platform(0.0, 0.0, 0.0), |node| {
                node.network_effect = Number::bare(0.3 + 0.005 * f64::from(pair));
                node.leave = Some(Number::bare(1.0));
            });
            build = build.link(
                &format!("{home}-{side}"),
                &home,
                &id,
                Pull::Weight(1.0.into()),
                |_| {},
            );
        }
    }
    let map = build.0;
    let status = Compiled::new(&map)
        .expect("a map")
        .solve(None, Search::Several)
        .expect("a solution")
        .status;
    let found = status.spectral_radius.expect("a radius");
    let expected = 0.3 + 0.005 * 99.0;
    let tolerance = if status.radius_is_rough { 0.02 } else { 1e-4 };
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} against {expected}, about: {}",
        status.radius_is_rough
    );
}
