//! Diversion ratios: where the visits of a closed link go, against the closed forms of logit and
//! nested logit demand.
//!
//! C. Conlon, J. H. Mortimer, "Empirical properties of diversion ratios", RAND J. Econ. 52 (2021):
//! the second-choice diversion from j to k is (s_k without j − s_k) / s_j.

use crate::common::build::{Build, channel, close, platform};
use catchment::analysis::whatif::{LinkEffect, whatif};
use catchment::model::{Map, Pull};
use catchment::solver::{Compiled, solve};

/// A feed with a thousand visits and a shop at the end of every link: name, share, group.
fn shops(novelty: f64, shares: &[(&str, f64, &str)]) -> Map {
    let mut build = Build::new().node("feed", channel(1000.0), |node| node.novelty = novelty.into());
    for (shop, share, group) in shares {
        build = build
            .company(shop)
            .node(shop, platform(0.0, 0.0, 0.0), |node| {
                node.owner = Some((*shop).into())
            })
            .link(shop, "feed", shop, Pull::Share((*share).into()), |link| {
                link.group = Some((*group).to_owned());
            });
    }
    build.0
}

fn closing(map: &Map, link: &str) -> LinkEffect {
    let base = solve(map, None).expect("a solution");
    let compiled = Compiled::new(map).expect("a sound map");
    let rows = whatif(&compiled, None, &base, &|| true).links;
    rows.into_iter()
        .find(|row| row.link.as_str() == link)
        .expect("the link")
}

/// Diversion of the closed link to another, and to leaving (the outside good).
fn ratio(effect: &LinkEffect, to: &str) -> f64 {
    match to {
        "leaving" => effect.new / effect.visits,
        to => effect.diverted().links[to] / effect.visits,
    }
}

/// Plain logit: D = s_k / (1 − s_j), for every pair and for leaving; each row adds up to 1.
#[test]
fn logit_diverts_by_share() {
    let shares = [("a", 0.35, ""), ("b", 0.2, ""), ("c", 0.05, ""), ("d", 0.15, "")];
    let map = shops(1.0, &shares);
    for (j, s_j, _) in shares {
        let effect = closing(&map, j);
        let mut sum = ratio(&effect, "leaving");
        close(sum, 0.25 / (1.0 - s_j), 1e-12, "to leaving");
        for (k, s_k, _) in shares.into_iter().filter(|(k, ..)| *k != j) {
            close(
                ratio(&effect, k),
                s_k / (1.0 - s_j),
                1e-12,
                &format!("{j} to {k}"),
            );
            sum += ratio(&effect, k);
        }
        close(sum, 1.0, 1e-12, "all go somewhere");
    }
}

/// Nested logit: without j the inclusive value of its nest g is multiplied by (1 − s_j|g)^λ, so with
/// q = 1 − s_g + s_g (1 − s_j|g)^λ the share of k in another nest becomes s_k / q, and within the nest
/// s_k (1 − s_j|g)^(λ − 1) / q.
#[test]
fn nested_logit_diverts_within_the_nest_first() {
    let shares = [
        ("a", 0.3, "one"),
        ("b", 0.15, "one"),
        ("c", 0.12, "two"),
        ("d", 0.08, "two"),
    ];
    for novelty in [0.25, 0.5, 0.9] {
        let map = shops(novelty, &shares);
        for (j, s_j, nest) in shares {
            let s_g: f64 = shares.iter().filter(|row| row.2 == nest).map(|row| row.1).sum();
            let rest = 1.0 - s_j / s_g;
            let q = 1.0 - s_g + s_g * rest.powf(novelty);
            let effect = closing(&map, j);
            for (k, s_k, other) in shares.into_iter().filter(|(k, ..)| *k != j) {
                let without = if other == nest {
                    s_k * rest.powf(novelty - 1.0) / q
                } else {
                    s_k / q
                };
                close(
                    ratio(&effect, k),
                    (without - s_k) / s_j,
                    1e-10,
                    &format!("{j} to {k} at {novelty}"),
                );
            }
            close(
                ratio(&effect, "leaving"),
                (0.35 / q - 0.35) / s_j,
                1e-10,
                "to leaving",
            );
        }
    }
}

/// From company to company diversion is that of the links, as long as the visits stay where they come:
/// −Δcaptured of the one by Δcaptured of the other.
#[test]
fn companies_divert_as_their_links_do() {
    let map = shops(0.5, &[("a", 0.3, "one"), ("b", 0.15, "one"), ("c", 0.2, "two")]);
    let effect = closing(&map, "a");
    for other in ["b", "c"] {
        let captured = |company: &str| effect.companies.get(company).expect("a company").captured;
        close(
            -captured(other) / captured("a"),
            ratio(&effect, other),
            1e-12,
            other,
        );
    }
}
