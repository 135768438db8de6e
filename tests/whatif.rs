//! What each link does alone: diversion as the literature has it, and nothing lost in the split.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use catchment::analysis::whatif::{Action, LinkEffect, WhatIf, whatif};
use catchment::model::{Map, Scenario};
use catchment::solver::solve;
use common::build::{Build, channel, close, platform};
use common::random_map::{Feedback, random_map};

fn answer(map: &Map, scenario: Option<&Scenario>) -> WhatIf {
    let base = solve(map, scenario).expect("a solution");
    whatif(map, scenario, &base, || true)
}

#[track_caller]
fn effect<'a>(whatif: &'a WhatIf, link: &str) -> &'a LinkEffect {
    whatif
        .links
        .iter()
        .find(|effect| effect.link.as_str() == link)
        .expect("the link")
}

fn shops(novelty: f64) -> Map {
    let mut build =
        Build::new()
            .company("acme")
            .company("bolt")
            .company("crux")
            .node("feed", channel(1000.0), |node| {
                node.novelty = novelty.into();
                node.owner = Some("acme".into());
            });
    for (shop, owner) in [("a", "acme"), ("b", "bolt"), ("c", "crux")] {
        build = build.node(shop, platform(0.0, 0.0, 0.0), |node| {
            node.owner = Some(owner.into())
        });
    }
    build
        .share("feed", "a", 0.4)
        .share("feed", "b", 0.2)
        .take_up("feed", "c", 0.25)
        .0
}

/// Plain logit diverts in proportion to shares: from l to m the ratio is s_m / (1 − s_l), leaving
/// included (Shapiro 1996; Conlon and Mortimer 2021).
#[test]
fn plain_logit_diverts_in_proportion_to_shares() {
    let whatif = answer(&shops(1.0), None);
    let closed = effect(&whatif, "feed-a");
    assert_eq!(closed.action, Action::Close);
    close(closed.visits, -400.0, 1e-9, "visits lost");
    let to_b = closed.diverted.links.get("feed-b").expect("diversion to b");
    close(to_b / closed.visits, 0.2 / 0.6, 1e-12, "diversion ratio to b");
    close(
        closed.new / closed.visits,
        0.4 / 0.6,
        1e-12,
        "diversion ratio to leaving",
    );
    let opened = effect(&whatif, "feed-c");
    assert_eq!(opened.action, Action::Open);
    // Of 1,000: weights 1 (leaving), 1, 0.5 and 0.5 for the new one.
    close(opened.visits, 1000.0 * 0.5 / 3.0, 1e-9, "visits on the new link");
    close(opened.new / opened.visits, 0.4, 1e-12, "as many as left are new");
    close(
        opened.diverted.links["feed-a"] / opened.visits,
        0.4,
        1e-12,
        "from a",
    );
}

/// In a nest, diversion within it is larger by the conditional share (Train 2009, ch. 4): as novelty
/// goes to zero everything stays inside.
#[test]
fn a_nest_keeps_its_visits() {
    let whatif = answer(&shops(0.001), None);
    let closed = effect(&whatif, "feed-a");
    close(
        closed.diverted.links["feed-b"] / closed.visits,
        1.0,
        2e-3,
        "all go to b",
    );
    // Nested logit in closed form at λ = 0.3: W_a : W_b from the shares, then without a.
    let novelty = 0.3;
    let whatif = answer(&shops(novelty), None);
    let closed = effect(&whatif, "feed-a");
    // The inclusive value without a is the old one times (share of b in the nest)^λ.
    let inclusive = 0.6 / 0.4 * (0.2f64 / 0.6).powf(novelty);
    let b_after = 1000.0 * inclusive / (1.0 + inclusive);
    close(
        closed.diverted.links["feed-b"],
        200.0 - b_after,
        1e-9,
        "what b gains",
    );
}

/// Captured visits move with the link: the rival's loss is named.
#[test]
fn companies_that_lose_captured_visits_are_named() {
    let whatif = answer(&shops(0.5), None);
    let opened = effect(&whatif, "feed-c");
    assert!(
        opened
            .diverted
            .companies
            .keys()
            .map(|id| id.as_str())
            .eq(["acme", "bolt"])
    );
    let lost: f64 = opened.diverted.companies.values().sum();
    close(
        lost,
        opened.companies["crux"].captured,
        1e-9,
        "what others lose, the opener's host gains",
    );
}

/// A toggle that would lock visitors in says so instead of giving numbers.
#[test]
fn a_toggle_without_steady_state_is_reported() {
    let map = Build::new()
        .channel("a", 1.0, 0.0)
        .channel("b", 0.0, 0.0)
        .channel("out", 0.0, 1.0)
        .weight("a", "b", 1.0)
        .weight("b", "a", 1.0)
        .weight("b", "out", 1.0)
        .0;
    let whatif = answer(&map, None);
    let problem = effect(&whatif, "b-out").problem.as_ref().expect("a closed loop");
    assert!(problem.contains("closed loop: a → b → a"), "{problem}");
    assert!(effect(&whatif, "a-b").problem.is_none());
}

/// On any map: the flow splits without rest, and toggling equals solving the toggled map.
#[test]
fn every_split_adds_up_and_every_toggle_is_a_full_solve() {
    let mut rows = 0;
    for seed in 0..150 {
        let map = random_map(
            seed,
            if seed % 2 == 0 {
                Feedback::Off
            } else {
                Feedback::Mild
            },
        );
        let Ok(base) = solve(&map, None) else { continue };
        for effect in whatif(&map, None, &base, || true)
            .links
            .iter()
            .filter(|row| row.problem.is_none())
        {
            rows += 1;
            let diverted: f64 = effect.diverted.links.values().sum();
            close(effect.visits, effect.new + diverted, 1e-9, "new and diverted");
            let mut toggled = Scenario::default();
            toggled.toggle(&effect.link, map.links()[&effect.link].open);
            let after = solve(&map, Some(&toggled)).expect("a solution");
            for (company, change) in &effect.companies {
                let before = base.companies.get(company.as_str()).expect("a company");
                let full = after
                    .companies
                    .get(company.as_str())
                    .expect("a company")
                    .minus(before);
                close(change.captured, full.captured, 1e-9, "captured");
                close(change.income, full.income, 1e-9, "income");
            }
        }
    }
    assert!(rows > 500, "{rows}");
}
