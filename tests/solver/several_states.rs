//! Where a map has several steady states: they are found, and what is told of them depends on no name.

use catchment::model::{Company, Edit, Map, NodeKind, Pull, Scenario};
use catchment::solver::{Solution, solve};

use crate::common::build::{Build, channel, close, merchant, platform};

fn visits(solution: &Solution, node: &str) -> f64 {
    solution.nodes.get(node).expect("a node").visits
}

/// Beside the known place, whose traffic draws more than in proportion (γ/λ = 1.6), another of a quarter of its
/// weight. Beside the state of today, in which it has 9/10 or so, one in which it is at the lower end of its
/// range: `y = 1e-3^1.6`, of which it gets `y/(y + a)`. The way there begins where `r^0.6 = a`-ish, far below a
/// hundredth of today's traffic.
fn forgotten(kind: NodeKind) -> Map {
    Build::new()
        .node("square", channel(500.0), |node| {
            node.leave = Some(0.0.into());
            node.novelty = 0.5.into();
        })
        .node("known", kind, |node| node.network_effect = 0.8.into())
        .node("other", platform(0.0, 0.0, 0.0), |_| {})
        .weight("square", "known", 1.0)
        .weight("square", "other", 0.2)
        .0
}

/// States are found however far from today they lie, at platforms, channels and merchants alike.
#[test]
fn states_beyond_a_factor_of_a_hundred_are_found_at_any_kind_of_node() {
    let kinds = [
        ("platform", platform(0.0, 0.0, 0.0)),
        ("channel", channel(0.0)),
        ("merchant", merchant("other", 10.0)),
    ];
    for (name, kind) in kinds {
        let mut map = forgotten(kind);
        for company in ["host-known", "host-other"] {
            map.apply(Edit::put_company(
                company,
                Company {
                    name: company.to_owned(),
                    ..Company::default()
                },
            ));
        }
        for node in ["known", "other"] {
            let mut hosted = map.nodes()[node].clone();
            hosted.host = Some(format!("host-{node}").as_str().into());
            map.apply(Edit::put_node(node, hosted));
        }
        let solution = solve(&map, None).expect("a solution");
        let a = 0.2f64.powf(1.0 / 0.5);
        close(visits(&solution, "known"), 500.0 / (1.0 + a), 1e-9, "today");
        // Its traffic is clipped at a thousandth of today's.
        let low = 1e-3f64.powf(0.8 / 0.5);
        let expected = 500.0 * low / (low + a);
        let others = &solution.status.other_states;
        let found = others
            .iter()
            .any(|other| (other.captured["host-known"] - expected).abs() < 1e-6 * expected);
        assert!(found, "{name}: {expected} is not among {others:?}");
    }
}

/// What is told does not depend on what things are called: the order of the ids decides nothing.
#[test]
fn renaming_changes_no_answer() {
    let solved_as = |known: &str, other: &str| {
        let map = Build::new()
            .node("m-square", channel(500.0), |node| {
                node.leave = Some(0.0.into());
                node.novelty = 0.5.into();
            })
            .node(known, platform(0.0, 0.0, 0.0), |node| {
                node.network_effect = 0.8.into()
            })
            .node(other, platform(0.0, 0.0, 0.0), |_| {})
            .weight("m-square", other, 0.2)
            .link("open", "m-square", known, Pull::Weight(1.0.into()), |link| {
                link.open = false
            })
            .0;
        let opened = Scenario {
            open: ["open".into()].into(),
            ..Scenario::default()
        };
        visits(&solve(&map, Some(&opened)).expect("a solution"), known)
    };
    let a = 0.2f64.powf(2.0);
    let low = 1e-3f64.powf(1.6);
    // Nobody is there when it opens, and so nobody comes.
    close(
        solved_as("a-known", "z-other"),
        500.0 * low / (low + a),
        1e-9,
        "a, z",
    );
    close(
        solved_as("z-known", "a-other"),
        500.0 * low / (low + a),
        1e-9,
        "z, a",
    );
}
