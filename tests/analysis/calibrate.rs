//! Calibration: known numbers are found again, and what the totals do not tell is named.

use crate::common::build::{Build, close, merchant, payment, platform};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::calibrate::{Calibration, Target, calibrate};
use catchment::model::{Map, NumberPath, rules};
use catchment::solver::solve;

fn target(of: &str, value: f64, within: f64) -> Target {
    Target {
        of: of.parse().expect("a quantity"),
        value,
        within,
    }
}

fn paths(texts: &[&str]) -> Vec<NumberPath> {
    let path = |text: &&str| NumberPath::parse(text).expect("a path");
    texts.iter().map(path).collect()
}

fn fit(map: &Map, targets: &[Target], free: &[&str]) -> Calibration {
    calibrate(map, targets, &paths(free), &|| true).expect("a fit")
}

/// A shop with `arrivals`, of which `share` go on to sellers and pay.
fn shop(arrivals: f64, share: f64) -> Map {
    Build::new()
        .company("acme")
        .node("shop", platform(arrivals, 0.05, 0.0), |node| {
            node.owner = Some("acme".into())
        })
        .node("sellers", merchant("shop", 40.0), |_| {})
        .node("wallet", payment(0.01), |node| node.owner = Some("acme".into()))
        .share("shop", "sellers", share)
        .share("sellers", "wallet", 0.9)
        .0
}

#[test]
fn known_numbers_are_found_again() {
    let truth = solve(&shop(1000.0, 0.3), None).expect("a solution");
    let gmv = truth.platforms.get("shop").expect("the shop").gmv;
    let targets = [
        target("nodes/shop/visits", 1000.0, 10.0),
        target("platforms/shop/gmv", gmv, 100.0),
    ];
    let free = ["nodes/shop/arrivals", "links/shop-sellers/pull"];
    let answer = fit(&shop(400.0, 0.7), &targets, &free);
    assert!(answer.converged, "{}", answer.ended);
    close(answer.free[0].value, 1000.0, 1e-6, "arrivals");
    close(answer.free[1].value, 0.3, 1e-6, "share");
    assert!(answer.objective.1 < 1e-9 * answer.objective.0);
    assert!(answer.not_identified.is_empty());
    assert!(answer.targets.iter().all(|hit| hit.residual.abs() < 1e-4));
    // One standard deviation of the visits is that of the arrivals.
    close(answer.free[0].high - 1000.0, 20.0, 1e-3, "two standard errors");
    // gmv = 36 · arrivals · share, so the relative variances of a quotient add up: 0.01² + (100/10800)².
    let error = 0.3 * (0.01f64.powi(2) + (100.0f64 / gmv).powi(2)).sqrt();
    close(
        answer.free[1].high - 0.3,
        2.0 * error,
        1e-3,
        "two standard errors",
    );
    // The new map says where its numbers come from.
    let link = &answer.map.links()["shop-sellers"];
    let evidence = link.pull.number().evidence.as_deref().expect("evidence");
    assert_eq!(
        evidence.source.as_deref(),
        Some("calibrated to nodes/shop/visits, platforms/shop/gmv")
    );
    close(
        solve(&answer.map, None).expect("a solution").arrivals,
        1000.0,
        1e-6,
        "its arrivals",
    );
}

/// Orders are arrivals times share: one total tells the product alone.
#[test]
fn numbers_that_are_not_identified_are_named_together() {
    let targets = [target("platforms/shop/orders", 270.0, 1.0)];
    let free = [
        "nodes/shop/arrivals",
        "links/shop-sellers/pull",
        "nodes/wallet/fee",
    ];
    let answer = fit(&shop(400.0, 0.5), &targets, &free);
    close(answer.targets[0].after, 270.0, 1e-6, "the product is met");
    let mut groups = answer.not_identified.clone();
    groups.sort_by_key(Vec::len);
    assert_eq!(groups.len(), 2, "{groups:?}");
    let named: Vec<&String> = groups.iter().flatten().collect();
    for path in free {
        assert!(named.iter().any(|name| *name == path), "{path} is named");
    }
    assert!(answer.free.iter().all(|number| !number.identified));
    let source = &answer.map.nodes()["wallet"].numbers()[0].2.evidence;
    let source = source
        .as_deref()
        .and_then(|evidence| evidence.source.as_deref())
        .expect("a source");
    assert!(source.contains("do not determine it"), "{source}");
}

/// More visits than there are: the share comes near one and never passes it.
#[test]
fn free_numbers_stay_within_what_is_allowed() {
    let targets = [target("nodes/sellers/visits", 5000.0, 1.0)];
    let answer = fit(&shop(1000.0, 0.5), &targets, &["links/shop-sellers/pull"]);
    assert!(
        (0.99..=1.0).contains(&answer.free[0].value),
        "{}",
        answer.free[0].value
    );
    assert!(answer.targets[0].residual < -3000.0);
    assert!(rules::errors(&answer.map).is_empty());
}

/// On any map: from wrong arrivals and pulls back to the totals of the right ones.
#[test]
fn totals_of_any_map_are_met() {
    let mut maps = 0;
    for seed in 0..60 {
        let feedback = [Feedback::Off, Feedback::Mild][seed as usize % 2];
        let truth = random_map(seed, feedback);
        let Ok(solution) = solve(&truth, None) else {
            continue;
        };
        let nodes = truth.nodes().keys().map(|id| format!("nodes/{id}/visits"));
        let links = truth.links().keys().map(|id| format!("links/{id}/visits"));
        let targets: Vec<Target> = nodes
            .chain(links)
            .map(|of| {
                let id = of.split('/').nth(1).unwrap_or_default().to_owned();
                let seen = match of.starts_with("nodes") {
                    true => solution.nodes.get(&id).map(|flow| flow.visits),
                    false => solution.links.get(&id).map(|flow| flow.visits),
                };
                target(&of, seen.unwrap_or_default(), 1.0)
            })
            .collect();
        let open = truth.links().iter().filter(|(_, link)| link.open);
        let free: Vec<NumberPath> = open
            .take(3)
            .map(|(id, _)| NumberPath::parse(&format!("links/{id}/pull")).expect("a path"))
            .collect();
        let set = free.iter().map(|path| {
            let link = &truth.links()[path.object.id()];
            (path.to_string(), (0.6 * link.pull.number().value).into())
        });
        let wrong = truth.with_overrides(&catchment::model::Scenario {
            set: set.collect(),
            ..Default::default()
        });
        let Ok(answer) = calibrate(&wrong, &targets, &free, &|| true) else {
            continue;
        };
        maps += 1;
        assert!(rules::errors(&answer.map).is_empty(), "map {seed}");
        let worst = answer
            .targets
            .iter()
            .map(|hit| hit.residual.abs())
            .fold(0.0, f64::max);
        assert!(worst < 1e-3, "map {seed}: off by {worst}, {}", answer.ended);
    }
    assert!(maps > 30, "only {maps} maps");
}

#[test]
fn odd_questions_are_answered_or_refused() {
    let map = shop(100.0, 0.5);
    let one = [target("nodes/shop/visits", 100.0, 1.0)];
    let still = fit(&map, &one, &[]);
    assert!(still.free.is_empty() && still.singular_values.is_empty());
    let unseen = fit(&map, &[], &["nodes/shop/arrivals"]);
    close(unseen.free[0].value, 100.0, 1e-12, "nothing pulls at it");
    let refused = |targets: &[Target], free: &[&str]| {
        let found = calibrate(&map, targets, &paths(free), &|| true).expect_err("refused");
        found[0].to_string()
    };
    assert!(refused(&[target("nodes/nowhere/visits", 1.0, 1.0)], &[]).contains("no such total"));
    assert!(refused(&[target("nodes/shop/visits", 1.0, 0.0)], &[]).contains("tolerance"));
    assert!(refused(&[target("nodes/shop/visits", f64::NAN, 1.0)], &[]).contains("no finite number"));
    assert!(refused(&one, &["nodes/shop/habit_years"]).contains("no number"));
    assert!(refused(&one, &["nodes/shop/arrivals", "nodes/shop/arrivals"]).contains("twice"));
    let given_up = calibrate(&map, &one, &paths(&["nodes/shop/arrivals"]), &|| false).expect_err("given up");
    assert!(given_up[0].to_string().contains("given up"), "{}", given_up[0]);
}

/// Visits at a channel tell its arrivals, visits at the shop behind it the share that goes on.
fn two_totals(arrivals: f64, within: [f64; 2]) -> Calibration {
    let map = Build::new()
        .channel("feed", 0.8 * arrivals, 1.0)
        .node("shop", platform(0.0, 0.0, 0.0), |_| {})
        .share("feed", "shop", 0.35)
        .0;
    let targets = [
        target("nodes/feed/visits", arrivals, within[0]),
        target("nodes/shop/visits", 0.25 * arrivals, within[1]),
    ];
    fit(&map, &targets, &["nodes/feed/arrivals", "links/feed-shop/pull"])
}

/// Tolerances and units of very different size are no reason to call a number unknown; its standard error is
/// that of the quotient of both totals.
#[test]
fn numbers_are_identified_whatever_the_size_of_tolerances_and_units() {
    for exponent in [-9, -6, -3, 0, 3, 6, 9] {
        let arrivals = 10f64.powi(exponent);
        for [first, second] in [
            [1e-9, 0.05],
            [1e-6, 1e-2],
            [0.05, 1e-9],
            [0.05, 0.05],
            [1e-9, 1e-9],
        ] {
            let within = [first * arrivals, second * arrivals];
            let answer = two_totals(arrivals, within);
            let what = format!("{arrivals:e} within {within:?}");
            assert!(
                answer.not_identified.is_empty(),
                "{what}: {:?}",
                answer.not_identified
            );
            close(answer.free[0].value, arrivals, 1e-6, &what);
            close(answer.free[1].value, 0.25, 1e-6, &what);
            let error = ((0.25 * first).powi(2) + second.powi(2)).sqrt();
            let reach = (answer.free[1].high - answer.free[1].low) / 2.0;
            close(reach / (2.0 * error), 1.0, 1e-4, &what);
            let reach = (answer.free[0].high - answer.free[0].low) / 2.0;
            close(reach / (2.0 * first * arrivals), 1.0, 1e-4, &what);
        }
    }
}

/// What acts only together stays unknown, also where another total, of another size, is known far better.
#[test]
fn only_what_acts_together_is_not_identified() {
    let map = Build::new()
        .channel("near", 1e7, 1.0)
        .channel("far", 3.0, 1.0)
        .channel("aside", 50.0, 1.0)
        .node("shop", platform(0.0, 0.0, 0.0), |_| {})
        .node("sellers", merchant("shop", 5.0), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .share("near", "shop", 0.5)
        .share("far", "shop", 0.5)
        .share("shop", "sellers", 0.4)
        .share("sellers", "wallet", 0.6)
        .0;
    let both = [
        target("nodes/shop/visits", 5.2e6, 1e-3),
        target("nodes/aside/visits", 51.0, 20.0),
    ];
    let groups = |targets: &[Target], free: &[&str]| {
        let mut groups = fit(&map, targets, free).not_identified;
        groups.iter_mut().for_each(|group| group.sort());
        groups.sort();
        groups
    };
    let arrivals = [
        "nodes/near/arrivals",
        "nodes/far/arrivals",
        "nodes/aside/arrivals",
    ];
    assert_eq!(
        groups(&both, &arrivals),
        [["nodes/far/arrivals", "nodes/near/arrivals"]],
        "their sum alone is told"
    );
    let product = [
        target("platforms/shop/orders", 1.3e6, 1e-4),
        target("nodes/aside/visits", 51.0, 20.0),
    ];
    let chain = [
        "nodes/near/arrivals",
        "links/shop-sellers/pull",
        "links/sellers-wallet/pull",
        "nodes/aside/arrivals",
    ];
    let found = groups(&product, &chain);
    assert_eq!(found.len(), 2, "three factors, one product: {found:?}");
    assert!(
        found
            .iter()
            .all(|group| group.len() == 2 && !group.contains(&chain[3].to_owned()))
    );
    let named: std::collections::BTreeSet<&String> = found.iter().flatten().collect();
    assert_eq!(named.len(), 3, "{found:?}");
}

/// A share that was observed is known, though the one beside it is not.
#[test]
fn a_share_is_known_though_the_one_beside_it_is_not() {
    let map = Build::new()
        .channel("feed", 100.0, 1.0)
        .node("shop", platform(0.0, 0.0, 0.0), |_| {})
        .node("mall", platform(0.0, 0.0, 0.0), |_| {})
        .share("feed", "shop", 0.2)
        .share("feed", "mall", 0.3)
        .0;
    let answer = fit(
        &map,
        &[target("links/feed-shop/share", 0.4, 0.01)],
        &["links/feed-shop/pull", "links/feed-mall/pull"],
    );
    assert_eq!(answer.not_identified, [["links/feed-mall/pull"]]);
    assert!(answer.free[0].identified && !answer.free[1].identified);
    close(
        answer.free[0].high - answer.free[0].value,
        0.02,
        1e-4,
        "two standard errors",
    );
}
