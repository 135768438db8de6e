//! What each link does alone: diversion as the literature has it, and nothing lost in the split.

use crate::common::build::{Build, channel, close, platform};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::whatif::{Action, LinkEffect, WhatIf, whatif};
use catchment::model::{Edit, LinkId, Map, Scenario};
use catchment::solver::{CompanyFlow, Compiled, Measure, Search};

fn answer(map: &Map, scenario: Option<&Scenario>) -> WhatIf {
    let compiled = Compiled::new(map).expect("a sound map");
    let base = compiled.solve(scenario, Search::FromToday).expect("a solution");
    whatif(&compiled, scenario, &base, &|| true)
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
    let to_b = closed.diverted().links["feed-b"];
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
        opened.diverted().links["feed-a"] / opened.visits,
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
        closed.diverted().links["feed-b"] / closed.visits,
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
        closed.diverted().links["feed-b"],
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
            .diverted()
            .companies
            .keys()
            .map(|id| id.as_str())
            .eq(["acme", "bolt"])
    );
    let lost: f64 = opened.diverted().companies.values().sum();
    close(
        lost,
        opened.companies.get("crux").expect("the opener's host").captured,
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

/// A random map whose companies value visits and payments, and where at some nodes nobody leaves.
fn any_map(seed: u64, feedback: Feedback) -> Map {
    let mut map = random_map(seed, feedback);
    let mut random = fastrand::Rng::with_seed(seed);
    let companies: Vec<_> = map.companies().clone().into_iter().collect();
    for (id, mut company) in companies {
        company.visit_value = random.f64().into();
        company.payment_value = (-random.f64()).into();
        map.apply(Edit::put_company(id, company));
    }
    let nodes: Vec<_> = map.nodes().clone().into_iter().collect();
    for (id, mut node) in nodes {
        if !node.is_payment() && random.f64() < 0.7 {
            node.leave = Some(0.0.into());
            map.apply(Edit::put_node(id, node));
        }
    }
    map
}

fn toggled(map: &Map, scenario: Option<&Scenario>, link: &LinkId) -> Scenario {
    let mut toggled = scenario.cloned().unwrap_or_default();
    toggled.toggle(link, map.links()[link].open);
    toggled
}

/// Each row equals the full solve of the toggled map from today, and its split adds up. Returns how
/// many rows were compared and how many toggles leave no steady state.
fn equals_full_solves(map: &Map, scenario: Option<&Scenario>) -> (usize, usize) {
    let Ok(compiled) = Compiled::new(map) else {
        return (0, 0);
    };
    let Ok(base) = compiled.solve(scenario, Search::FromToday) else {
        return (0, 0);
    };
    let whatif = whatif(&compiled, scenario, &base, &|| true);
    assert!(whatif.links.iter().map(|row| &row.link).eq(map.links().keys()));
    let mut unsolvable = 0;
    for effect in &whatif.links {
        let link = &effect.link;
        let full = compiled.solve(Some(&toggled(map, scenario, link)), Search::FromToday);
        let Ok(after) = full else {
            assert!(effect.problem.is_some(), "{link} must have a problem");
            unsolvable += 1;
            continue;
        };
        assert_eq!(effect.problem, None, "{link}");
        let visits = base.visits_on(link) + effect.visits;
        close(visits, after.visits_on(link), 1e-9, "visits");
        let diverted: f64 = effect.diverted().links.values().sum();
        close(effect.visits, effect.new + diverted, 1e-9, "new and diverted");
        for (other, row) in map.links() {
            if row.from == map.links()[link].from && other != link {
                let lost = effect.diverted().links.get(other).copied().unwrap_or_default();
                let left = base.visits_on(other) - lost;
                close(left, after.visits_on(other), 1e-9, "visits left on another link");
            }
        }
        for (company, change) in effect.companies.iter() {
            let before = base.companies.get(company.as_str()).expect("a company");
            for measure in Measure::ALL {
                let full = after.measure(company, measure);
                let what = format!("{} of {company} with {link} toggled", measure.name());
                close(before.get(measure) + change.get(measure), full, 1e-9, &what);
            }
        }
        let (mine, full) = (effect.concentration, after.concentration);
        close(mine.captured, full.captured, 1e-8, "concentration of visits");
        close(mine.gmv, full.gmv, 1e-8, "concentration of GMV");
        close(mine.payments, full.payments, 1e-8, "concentration of payments");
    }
    (whatif.links.len() - unsolvable, unsolvable)
}

/// Without feedback the formula, with it the solve from the base: both give what a full solve gives.
#[test]
fn every_toggle_is_a_full_solve() {
    for feedback in [Feedback::Off, Feedback::Mild] {
        let (mut rows, mut unsolvable) = (0, 0);
        for seed in 0..1000 {
            let (solved, locked) = equals_full_solves(&any_map(seed, feedback), None);
            rows += solved;
            unsolvable += locked;
        }
        assert!(
            rows > 5000 && unsolvable > 5,
            "{feedback:?}: {rows}, {unsolvable}"
        );
    }
}

/// The same from scenarios in which other links are toggled and numbers changed.
#[test]
fn every_toggle_of_a_scenario_is_a_full_solve() {
    let mut rows = 0;
    for seed in 0..300 {
        let feedback = if seed % 2 == 0 {
            Feedback::Off
        } else {
            Feedback::Mild
        };
        let map = any_map(seed, feedback);
        let mut scenario = Scenario::default();
        for (id, link) in map.links().iter().step_by(3) {
            scenario.toggle(id, link.open);
        }
        scenario.set.insert("nodes/channel0/novelty".into(), 0.4.into());
        scenario
            .set
            .insert("nodes/platform0/commission".into(), 0.2.into());
        rows += equals_full_solves(&map, Some(&scenario)).0;
    }
    assert!(rows > 1000, "{rows}");
}

/// A link that nobody comes to changes nothing at all, not even by rounding.
#[test]
fn a_toggle_out_of_a_node_without_visits_changes_nothing() {
    let map = Build::new()
        .company("acme")
        .channel("a", 1.0, 1.0)
        .channel("idle", 0.0, 1.0)
        .weight("a", "b", 1.0)
        .channel("b", 0.0, 1.0)
        .weight("idle", "b", 0.3)
        .0;
    let whatif = answer(&map, None);
    let idle = effect(&whatif, "idle-b");
    assert_eq!((idle.visits, idle.new), (0.0, 0.0));
    assert!(
        idle.companies
            .values()
            .all(|change| *change == CompanyFlow::default())
    );
}

/// The rest is left out once nobody waits for it.
#[test]
fn an_unwanted_answer_stops() {
    let map = any_map(3, Feedback::Mild);
    let compiled = Compiled::new(&map).expect("a sound map");
    let base = compiled.solve(None, Search::FromToday).expect("a solution");
    assert!(whatif(&compiled, None, &base, &|| false).links.is_empty());
}
