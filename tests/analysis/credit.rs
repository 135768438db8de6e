//! The credit of links on maps: textbook games built of links, sums that must hold, and what is said
//! where there is no answer.

use crate::common::build::{Build, channel, close};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::combos::gated;
use catchment::analysis::credit::{Credit, Sampling, Uncredited, credit};
use catchment::model::{LinkId, Map, Pull};
use catchment::solver::{Measure, solve};

fn credited(map: &Map, links: &[LinkId], measure: Measure) -> Result<Credit, Uncredited> {
    credit(map, None, links, measure, Sampling::default(), &|_| true)
}

/// A channel of a company from which nobody leaves who can go on.
fn way(build: Build, id: &str, arrivals: f64, owner: &str) -> Build {
    build.node(id, channel(arrivals), |node| {
        node.owner = Some(owner.into());
        node.leave = Some(0.0.into());
        node.novelty = 1.0.into();
    })
}

fn closed(build: Build, from: &str, to: &str, weight: f64) -> Build {
    let id = format!("{from}-{to}");
    build.link(&id, from, to, Pull::Weight(weight.into()), |link| {
        link.open = false
    })
}

/// The glove game of Shapley and Shubik (1969) as links: visitors get to the shops only through the
/// one gate and one of two doors behind it. Of 6 visits the gate is credited with 4, a door with 1.
#[test]
fn a_gate_is_worth_four_times_one_of_two_doors_behind_it() {
    let build = Build::new().company("street").company("mall");
    let build = way(build, "street", 6.0, "street");
    let build = way(build, "yard", 0.0, "street");
    let build = way(way(build, "left", 0.0, "mall"), "right", 0.0, "mall");
    let doors = [("street", "yard"), ("yard", "left"), ("yard", "right")];
    let build = doors
        .into_iter()
        .fold(build, |build, (from, to)| closed(build, from, to, 1.0));
    let map = build.0;
    let links = gated(&map, None);
    let credit = credited(&map, &links, Measure::Captured).expect("a credit");
    for (link, worth) in [("street-yard", 4.0), ("yard-left", 1.0), ("yard-right", 1.0)] {
        close(credit.shapley[link]["mall"], worth, 1e-12, link);
        close(credit.shapley[link]["street"], -worth, 1e-12, link);
    }
    // Gate and door bring nothing alone and everything together; two doors without a gate nothing.
    let together: Vec<_> = credit
        .interaction
        .iter()
        .map(|pair| pair.companies["mall"])
        .collect();
    assert_eq!(together, [6.0, 6.0, 0.0]);
    close(credit.total["mall"], 6.0, 1e-12, "all together");
    assert!(credit.exact && credit.standard_error.is_none());
}

/// On any map: credits add up to what all links together do, for every company and measure, and the
/// interaction of a pair is what solving says.
#[test]
fn credits_add_up_on_any_map() {
    let mut credits = 0;
    for seed in 0..60 {
        let map = random_map(
            seed,
            if seed % 2 == 0 {
                Feedback::Off
            } else {
                Feedback::Mild
            },
        );
        let links: Vec<_> = gated(&map, None).into_iter().take(5).collect();
        let Ok(none) = solve(&map, None) else { continue };
        let opened = |links: &[LinkId]| {
            let open = catchment::model::Scenario {
                open: links.iter().cloned().collect(),
                ..Default::default()
            };
            solve(&map, Some(&open))
        };
        let Ok(all) = opened(&links) else { continue };
        for measure in [Measure::Captured, Measure::Income] {
            let Ok(credit) = credited(&map, &links, measure) else {
                continue;
            };
            for (company, flow) in none.companies.iter() {
                let whole = all.measure(company, measure) - flow.get(measure);
                let sum: f64 = credit.shapley.values().map(|row| row[company]).sum();
                let size = flow.get(measure).abs().max(whole.abs());
                assert!(
                    (sum - whole).abs() <= 1e-9 * size.max(1.0),
                    "seed {seed}: {sum} against {whole}"
                );
                credits += credit.shapley.len();
            }
            for pair in &credit.interaction {
                let value = |links: &[&LinkId], company| {
                    let links: Vec<_> = links.iter().map(|id| (*id).clone()).collect();
                    opened(&links).expect("a solution").measure(company, measure)
                };
                for (company, interaction) in &pair.companies {
                    let (a, b) = (&pair.a, &pair.b);
                    let expected = value(&[a, b], company) - value(&[a], company) - value(&[b], company)
                        + none.measure(company, measure);
                    let size = none
                        .measure(company, measure)
                        .abs()
                        .max(value(&[a, b], company).abs())
                        .max(1.0);
                    assert!((interaction - expected).abs() <= 1e-8 * size, "seed {seed}");
                }
            }
        }
    }
    assert!(credits > 100, "{credits}");
}

/// 21 equal links out of one feed, in plain logit: of them each has a 21st of all that they bring.
/// Too many for all combinations, so orders are drawn: the credits still add up, and the truth lies
/// within the standard errors.
#[test]
fn beyond_twenty_links_orders_are_drawn() {
    let mut build = Build::new()
        .company("street")
        .company("mall")
        .node("street", channel(1000.0), |node| {
            node.owner = Some("street".into());
            node.novelty = 1.0.into();
        });
    for shop in 0..21 {
        let id = format!("shop{shop}");
        build = closed(way(build, &id, 0.0, "mall"), "street", &id, 0.05);
    }
    let map = build.0;
    let links = gated(&map, None);
    let sampling = Sampling { orders: 60, seed: 3 };
    let drawn =
        |sampling| credit(&map, None, &links, Measure::Captured, sampling, &|_| true).expect("a credit");
    let credit = drawn(sampling);
    assert!(!credit.exact);
    let errors = credit.standard_error.as_ref().expect("standard errors");
    // k links of weight 1/20 take k of 20 + k visits.
    let truth = 1000.0 / 41.0;
    let mut outside = 0;
    for (link, row) in &credit.shapley {
        let error = errors[link]["mall"];
        assert!(error > 0.0 && error < truth, "{error}");
        outside += usize::from((row["mall"] - truth).abs() > 3.0 * error);
    }
    // The first to open brings half of all: with 60 orders the errors have heavy tails.
    assert!(
        outside <= 2,
        "{outside} of 21 off by more than three standard errors"
    );
    let sum: f64 = credit.shapley.values().map(|row| row["mall"]).sum();
    close(sum, credit.total["mall"], 1e-12, "the sum is exact");
    close(
        credit.interaction[0].companies["mall"],
        1000.0 * (2.0 / 22.0 - 2.0 / 21.0),
        1e-12,
        "substitutes",
    );
    assert_eq!(credit.interaction.len(), 210);
    assert_eq!(drawn(sampling).shapley, credit.shapley, "the same seed");
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let alone = alone.expect("a thread").install(|| drawn(sampling));
    assert_eq!(alone.shapley, credit.shapley, "on any number of cores");
    assert_ne!(
        drawn(Sampling { seed: 4, ..sampling }).shapley,
        credit.shapley,
        "another seed"
    );
}

/// Where opening a link locks visitors in, what it adds is not defined: that is said, with the
/// smallest combinations that do it, and nothing is made up.
#[test]
fn a_combination_without_steady_state_is_named() {
    let build = Build::new().company("maze");
    let build = way(
        way(way(build, "a", 1.0, "maze"), "b", 0.0, "maze"),
        "c",
        0.0,
        "maze",
    );
    let build = closed(closed(build.weight("a", "b", 1.0), "b", "a", 1.0), "b", "c", 1.0);
    let map = build.0;
    let links = gated(&map, None);
    let failure = credited(&map, &links, Measure::Captured).expect_err("no credit");
    let Uncredited::Unsolvable { count, named, .. } = &failure else {
        panic!("{failure:?}")
    };
    assert_eq!(
        (*count, named.as_slice()),
        (1, [vec![LinkId::from("b-a")]].as_slice())
    );
    let said = failure.to_string();
    assert!(
        said.contains("b-a open") && said.contains("closed loop: a → b → a"),
        "{said}"
    );
    let without = credited(&map, &["b-c".into()], Measure::Captured).expect("a credit");
    assert_eq!(without.shapley.len(), 1);
}

#[test]
fn nothing_to_credit_is_no_failure() {
    let empty = Map::new("empty");
    let credit = credited(&empty, &[], Measure::Payoff).expect("a credit");
    assert!(credit.shapley.is_empty() && credit.interaction.is_empty());
    let lonely = Build::new()
        .channel("a", 1.0, 1.0)
        .channel("b", 0.0, 1.0)
        .take_up("a", "b", 0.5)
        .0;
    let credit = credited(&lonely, &["a-b".into()], Measure::Payoff).expect("a credit");
    assert!(credit.shapley["a-b"].is_empty(), "no company, no number");
}

#[test]
fn credit_can_be_given_up() {
    let map = Build::new()
        .company("a")
        .channel("a", 1.0, 1.0)
        .channel("b", 0.0, 1.0)
        .take_up("a", "b", 0.5)
        .0;
    let given_up = credit(
        &map,
        None,
        &["a-b".into()],
        Measure::Payoff,
        Sampling::default(),
        &|_| false,
    );
    assert!(given_up.is_err());
}
