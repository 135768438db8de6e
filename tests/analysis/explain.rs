//! What is said of a change: it follows from the numbers, adds up, and leaves nothing out of weight.

use crate::common::build::{Build, channel, close, merchant, payment, platform};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::explain::{Change, Reason, Sentence, explain};
use catchment::analysis::whatif::whatif;
use catchment::model::{Edit, Map, Number, Scenario};
use catchment::solver::{Certificate, Compiled, Solution, solve};

/// A feed of Acme that leads to its own shop; the closed link leads to Bolt's shop.
fn two_shops() -> Map {
    let mut build = Build::new()
        .company("acme")
        .company("bolt")
        .node("feed", channel(1000.0), |node| node.owner = Some("acme".into()));
    for (shop, owner, commission) in [("own", "acme", 0.1), ("rival", "bolt", 0.2)] {
        build = build
            .node(shop, platform(0.0, commission, 0.0), |node| {
                node.owner = Some(owner.into())
            })
            .node(&format!("{shop}-sellers"), merchant(shop, 100.0), |_| {})
            .node(&format!("{shop}-pay"), payment(0.0), |_| {});
        build = build.share(shop, &format!("{shop}-sellers"), 1.0).share(
            &format!("{shop}-sellers"),
            &format!("{shop}-pay"),
            0.5,
        );
    }
    let mut map = build.share("feed", "own", 0.4).take_up("feed", "rival", 0.5).0;
    let mut bolt = map.companies()["bolt"].clone();
    bolt.visit_value = Number::bare(2.0);
    map.apply(Edit::put_company("bolt", bolt));
    map
}

fn opening(link: &str) -> Scenario {
    Scenario {
        open: [link.into()].into(),
        ..Scenario::default()
    }
}

fn solutions(map: &Map, scenario: &Scenario) -> (Solution, Solution) {
    let solved = |scenario| solve(map, scenario).expect("a solution");
    (solved(None), solved(Some(scenario)))
}

#[test]
fn an_opening_is_told_from_what_moves_to_how_sure() {
    let map = two_shops();
    let (before, after) = solutions(&map, &opening("feed-rival"));
    let told = explain(&Change::between(&map, &before, &after));

    let visits = after.visits_on(&"feed-rival".into());
    let lost = before.visits_on(&"feed-own".into()) - after.visits_on(&"feed-own".into());
    assert_eq!(
        told[0],
        Sentence::Opened {
            link: "feed-rival".into(),
            visits
        }
    );
    let Sentence::ComesFrom {
        visits: all,
        new,
        from,
    } = &told[1]
    else {
        panic!("{told:?}")
    };
    assert_eq!(*all, visits);
    close(*new, visits - lost, 1e-12, "new");
    assert_eq!(from.as_slice(), [("feed-own".into(), lost)]);

    // Half of the visits to the rival leave there; the other half pay 100 of which it takes a fifth.
    let (commission, kept) = (
        visits / 2.0 * 20.0,
        after.measure(&"bolt".into(), catchment::solver::Measure::Captured),
    );
    let Some(Sentence::Payoff { change, because, .. }) = told
        .iter()
        .find(|sentence| matches!(sentence, Sentence::Payoff { company, .. } if company.as_str() == "bolt"))
    else {
        panic!("{told:?}")
    };
    assert_eq!(
        because.iter().map(|(reason, _)| *reason).collect::<Vec<_>>(),
        [Reason::Commission, Reason::Visits]
    );
    close(because[0].1, commission, 1e-9, "commission");
    close(because[1].1, 2.0 * kept, 1e-9, "worth of visits");
    close(*change, commission + 2.0 * kept, 1e-9, "payoff");

    // Acme keeps the gate and loses sales.
    assert!(told.iter().any(|sentence| matches!(
        sentence,
        Sentence::Refuses { company, change, links }
            if company.as_str() == "acme" && *change < 0.0 && links.as_slice() == ["feed-rival".into()]
    )));
    assert_eq!(
        told.last(),
        Some(&Sentence::Certainty {
            certificate: Certificate::Exact,
            others: 0
        })
    );
}

/// Closing again is the opening told backwards.
#[test]
fn a_closing_tells_where_visits_go() {
    let map = two_shops();
    let (before, after) = solutions(&map, &opening("feed-rival"));
    let told = explain(&Change::between(&map, &after, &before));
    let visits = after.visits_on(&"feed-rival".into());
    assert_eq!(
        told[0],
        Sentence::Closed {
            link: "feed-rival".into(),
            visits
        }
    );
    let Sentence::GoesTo { leave, to, .. } = &told[1] else {
        panic!("{told:?}")
    };
    close(*leave + to[0].1, visits, 1e-12, "they leave or go to the shop");
    assert!(
        !told
            .iter()
            .any(|sentence| matches!(sentence, Sentence::Refuses { .. } | Sentence::RestsOn { .. }))
    );
}

/// A changed number without a toggled link is told by what moves most, and by the worth it changes.
#[test]
fn a_changed_number_is_told_as_well() {
    let map = two_shops();
    let mut dearer = Scenario::default();
    dearer
        .set
        .insert("companies/acme/visit_value".to_owned(), 3.0.into());
    let (before, after) = solutions(&map, &dearer);
    let told = explain(&Change::between(&map, &before, &after));
    assert!(
        matches!(&told[0], Sentence::Payoff { because, .. } if because.len() == 1 && because[0].0 == Reason::Worth),
        "{told:?}"
    );
    let mut shut = Scenario::default();
    shut.set.insert("nodes/feed/arrivals".to_owned(), 500.0.into());
    let (before, after) = solutions(&map, &shut);
    let told = explain(&Change::between(&map, &before, &after));
    assert!(
        matches!(&told[0], Sentence::Shifted { visits, .. } if *visits < 0.0),
        "{told:?}"
    );
}

#[test]
fn no_change_is_told_as_none() {
    let map = two_shops();
    let (before, after) = solutions(&map, &Scenario::default());
    assert_eq!(
        explain(&Change::between(&map, &before, &after)),
        [Sentence::Nothing]
    );
    let nobody = Map::new("empty");
    let (before, after) = solutions(&nobody, &Scenario::default());
    assert_eq!(
        explain(&Change::between(&nobody, &before, &after)),
        [Sentence::Nothing]
    );
}

/// On any map: a toggle is told alike from its row and from two solutions, what is told of a payoff
/// is most of it, and all payoffs told add up to the sum of all changes.
#[test]
fn what_is_told_adds_up() {
    let mut told_payoffs = 0;
    for seed in 0..60 {
        let map = random_map(seed, Feedback::Off);
        let Ok(base) = solve(&map, None) else { continue };
        let compiled = Compiled::new(&map).expect("a sound map");
        for effect in &whatif(&compiled, None, &base, &|| true).links {
            if effect.problem.is_some() {
                continue;
            }
            let told = explain(&Change::of_toggle(&map, effect));
            let mut sum = 0.0;
            for sentence in &told {
                match sentence {
                    Sentence::Payoff { change, because, .. } => {
                        told_payoffs += 1;
                        sum += change;
                        let parts: f64 = because.iter().map(|(_, part)| part).sum();
                        let size: f64 = because.iter().map(|(_, part)| part.abs()).sum();
                        assert!((parts - change).abs() <= 0.35 * size, "{sentence:?}");
                    }
                    Sentence::MorePayoff { change, .. } => sum += change,
                    _ => {}
                }
            }
            let all = effect.companies.values().map(|flow| flow.payoff);
            let size: f64 = all.clone().map(f64::abs).sum();
            assert!(
                (sum - all.sum::<f64>()).abs() <= 1e-5 * size,
                "seed {seed}: {told:?}"
            );

            let mut toggled = Scenario::default();
            toggled.toggle(&effect.link, map.links()[&effect.link].open);
            let Ok(after) = solve(&map, Some(&toggled)) else {
                continue;
            };
            let whole = explain(&Change::between(&map, &base, &after));
            assert_eq!(
                std::mem::discriminant(&whole[0]),
                std::mem::discriminant(&told[0]),
                "seed {seed}: {whole:?} against {told:?}"
            );
        }
    }
    assert!(told_payoffs > 200, "{told_payoffs}");
}
