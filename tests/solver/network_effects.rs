//! Network effects between two platforms: amplified, with three states, tipped, and what is proven of them.

use super::known_answers::{solved, visits};
use crate::common::build::{Build, channel, close, platform};
use catchment::model::{Edit, Map, Scenario};
use catchment::solver::{Certificate, solve};

fn two_platforms(gamma: f64, novelty: f64, factor: f64) -> Map {
    let attractive = |node: &mut catchment::model::Node| node.network_effect = gamma.into();
    let mut map = Build::new()
        .node("home", channel(1.0), |node| {
            node.leave = Some(0.0.into());
            node.novelty = novelty.into();
        })
        .node("left", platform(0.0, 0.0, 0.0), attractive)
        .node("right", platform(0.0, 0.0, 0.0), attractive)
        .weight("home", "left", 1.0)
        .weight("home", "right", 1.0)
        .0;
    map.apply(Edit::put_scenario(
        "push",
        Scenario {
            set: [("links/home-left/pull".to_owned(), factor.into())].into(),
            ..Scenario::default()
        },
    ));
    map
}

/// Two equal platforms, nobody leaving: a factor m on one's weight moves the share ratio by m^{1/(λ−γ)}.
#[test]
fn network_effects_amplify_by_one_over_novelty_less_gamma() {
    for (gamma, novelty) in [(0.2, 1.0), (0.5, 1.0), (0.3, 0.6), (0.0, 0.5)] {
        let map = two_platforms(gamma, novelty, 1.1);
        let solution = solve(&map, map.scenarios().get("push")).expect("a solution");
        let ratio = visits(&solution, "left") / visits(&solution, "right");
        close(
            ratio,
            1.1f64.powf(1.0 / (novelty - gamma)),
            1e-7,
            &format!("γ = {gamma}, λ = {novelty}"),
        );
    }
}

/// Above γ = λ the even split tips: γ = 1.2, λ = 1 has three steady states, the middle one unstable.
#[test]
fn strong_network_effects_have_three_steady_states() {
    let map = two_platforms(1.2, 1.0, 1.0);
    let solution = solved(&map);
    assert_eq!(solution.status.certificate, Certificate::LocallyChecked);
    assert_eq!(
        solution.status.other_states.len(),
        2,
        "{:?}",
        solution.status.other_states
    );
    close(visits(&solution, "left"), 0.5, 1e-9, "today is reproduced");
    close(
        solution.status.spectral_radius.expect("a radius"),
        1.2,
        1e-3,
        "spectral radius",
    );
    let map = two_platforms(0.9, 1.0, 1.0);
    let solution = solved(&map);
    assert!(solution.status.other_states.is_empty());
    close(
        solution.status.spectral_radius.expect("a radius"),
        0.9,
        1e-3,
        "spectral radius",
    );
}

/// Where several steady states exist, the one shown is the one that habits reach from today.
#[test]
fn a_push_tips_the_market_to_the_side_pushed() {
    let map = two_platforms(1.2, 1.0, 1.05);
    let solution = solve(&map, map.scenarios().get("push")).expect("a solution");
    assert!(
        visits(&solution, "left") > 0.6,
        "left has {}",
        visits(&solution, "left")
    );
    assert!(!solution.status.other_states.is_empty());
}

/// The three certificates: none of them searches where a proof is at hand.
#[test]
fn certificates() {
    let weak = solved(&two_platforms(0.2, 1.0, 1.0)).status;
    assert_eq!(weak.certificate, Certificate::Certified);
    assert_eq!(weak.spectral_radius, None);
    let strong = solved(&two_platforms(0.6, 1.0, 1.0)).status;
    assert_eq!(strong.certificate, Certificate::LocallyChecked);
    let near = solved(&two_platforms(0.95, 1.0, 1.0)).status;
    assert!(
        near.warnings
            .iter()
            .any(|warning| warning.message.contains("near tipping")),
        "{near:?}"
    );
}
