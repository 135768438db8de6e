//! How an output answers to every number of the map: as when the map is changed and solved again.

use std::collections::BTreeMap;

use crate::common::build::{Build, merchant, payment, platform};
use crate::common::random_map::{Feedback, entangled, random_map};
use catchment::analysis::sensitivity::{Sensitivity, sensitivity};
use catchment::analysis::uncertainty::ranges::{numbers, uncertain};
use catchment::model::field::Range;
use catchment::model::{Edit, Link, Map, NumberPath, Object, Pull, Scenario};
use catchment::solver::{Compiled, Measure, Output, Quantity, Search, Variation};

/// The output of `map` in `scenario` with the number at `path` set to `value`: in the scenario if it
/// overrides it, else on the map.
fn output_with(
    map: &Map,
    scenario: Option<&Scenario>,
    output: &Output,
    path: &str,
    value: f64,
) -> Option<f64> {
    let set = Scenario {
        set: [(path.to_owned(), value.into())].into(),
        ..Scenario::default()
    };
    let mut changed = map.with_overrides(&set);
    let mut scenario = scenario.cloned();
    if let Some(scenario) = scenario
        .as_mut()
        .filter(|scenario| scenario.set.contains_key(path))
    {
        changed = map.clone();
        scenario.set.extend(set.set);
    }
    let compiled = Compiled::new(&changed).ok()?;
    let solution = compiled.solve(scenario.as_ref(), Search::FromToday).ok()?;
    Some(solution.measure(&output.company, output.measure))
}

/// The derivative by central differences of the fourth order; `None` where the number cannot be moved to
/// both sides.
fn difference(
    map: &Map,
    scenario: Option<&Scenario>,
    output: &Output,
    path: &str,
    value: f64,
) -> Option<f64> {
    let step = 2e-3 * value.abs();
    let at = |steps: f64| output_with(map, scenario, output, path, value + steps * step);
    Some((8.0 * (at(1.0)? - at(-1.0)?) - (at(2.0)? - at(-2.0)?)) / (12.0 * step))
}

fn value_of(map: &Map, scenario: Option<&Scenario>, path: &str) -> f64 {
    if let Some(number) = scenario.and_then(|scenario| scenario.set.get(path)) {
        return number.value;
    }
    let NumberPath { object, field } = NumberPath::parse(path).expect("a path");
    let number = match &object {
        Object::Company(id) => map.companies()[id].clone().number_mut(&field).cloned(),
        Object::Node(id) => map.nodes()[id].clone().number_mut(&field).cloned(),
        Object::Link(id) => map.links()[id].clone().number_mut(&field).cloned(),
        _ => None,
    };
    number.expect("a number").value
}

/// The elasticities are sorted by size, and those of a change are of the difference of two outputs.
#[test]
fn elasticities_come_sorted_and_of_a_change() {
    let map = any_map(5, Feedback::Mild);
    let compiled = Compiled::new(&map).expect("a sound map");
    let mut scenario = Scenario::default();
    for (id, link) in map.links() {
        scenario.toggle(id, link.open);
    }
    let output: Output = "c0:captured".parse().expect("an output");
    let at = |scenario, change| sensitivity(&compiled, scenario, &output, change).expect("an answer");
    let (today, then, change) = (
        at(None, false),
        at(Some(&scenario), false),
        at(Some(&scenario), true),
    );
    assert!((change.value - (then.value - today.value)).abs() < 1e-9 * then.value.abs().max(1.0));
    for row in &change.elasticities {
        let slope = |answer: &Sensitivity| {
            let found = answer.elasticities.iter().find(|other| other.path == row.path);
            found.and_then(|found| found.derivative)
        };
        let expected = slope(&then).zip(slope(&today)).map(|(then, today)| then - today);
        assert_eq!(row.derivative, expected, "{}", row.path);
    }
    let sizes = today
        .elasticities
        .iter()
        .filter_map(|row| row.elasticity)
        .map(f64::abs);
    assert!(sizes.collect::<Vec<_>>().is_sorted_by(|a, b| a >= b));
}

/// Compares every derivative of `output` with differences; returns how many were.
fn agrees_with_differences(map: &Map, scenario: Option<&Scenario>, output: &Output) -> usize {
    let Ok(compiled) = Compiled::new(map) else {
        return 0;
    };
    let Ok(base) = compiled.solve(scenario, Search::FromToday) else {
        return 0;
    };
    let total = base.measure(&output.company, output.measure);
    let slopes = compiled.slopes(scenario, &base, output).expect("derivatives");
    let mut compared = 0;
    for (path, slope) in slopes {
        let value = value_of(map, scenario, &path);
        let Some(slope) = slope.filter(|_| value != 0.0) else {
            continue;
        };
        let Some(expected) = difference(map, scenario, output, &path, value) else {
            continue;
        };
        let size = total.abs().max((slope * value).abs()).max(1.0);
        let off = (slope - expected).abs() * value.abs() / size;
        assert!(
            off < 1e-6,
            "{} of {} by {path} at {value}: {slope} against {expected}, off by {off:e} of {size}",
            output.measure.name(),
            output.company,
        );
        compared += 1;
    }
    compared
}

/// A random map whose companies value visits and payments beyond cash.
fn any_map(seed: u64, feedback: Feedback) -> Map {
    let mut map = random_map(seed, feedback);
    let mut random = fastrand::Rng::with_seed(seed);
    for (id, mut company) in map.companies().clone() {
        company.visit_value = random.f64().into();
        company.payment_value = random.f64().into();
        map.apply(Edit::put_company(id, company));
    }
    map
}

fn output(map: &Map, random: &mut fastrand::Rng) -> Output {
    let companies: Vec<_> = map.companies().keys().collect();
    Output {
        company: companies[random.usize(..companies.len())].clone(),
        measure: Measure::ALL[random.usize(..10)],
    }
}

/// Today, with and without feedback.
#[test]
fn derivatives_agree_with_differences_on_random_maps() {
    let mut compared = 0;
    for seed in 0..120 {
        let feedback = if seed % 3 == 0 {
            Feedback::Off
        } else {
            Feedback::Mild
        };
        let map = any_map(seed, feedback);
        let mut random = fastrand::Rng::with_seed(seed);
        compared += agrees_with_differences(&map, None, &output(&map, &mut random));
    }
    assert!(compared > 1000, "{compared}");
}

/// On the reference map, today and with everything open, for the outputs that its question is about.
#[test]
fn derivatives_agree_with_differences_on_the_reference_map() {
    let bytes = include_bytes!("../../models/alibaba-tencent-2021.ron");
    let map = catchment::file::parse(bytes).expect("the reference map").map;
    let open = &map.scenarios()["everything-open"];
    for (company, measure, scenario) in [
        ("tencent", Measure::Payoff, Some(open)),
        ("alibaba", Measure::Ads, Some(open)),
        ("alibaba", Measure::Income, None),
    ] {
        let output = Output {
            company: company.into(),
            measure,
        };
        assert!(agrees_with_differences(&map, scenario, &output) > 200);
    }
}

/// In scenarios that toggle links and change numbers: what feedback is compared with is still today's map.
#[test]
fn derivatives_agree_with_differences_in_scenarios() {
    let mut compared = 0;
    for seed in 0..120 {
        let map = any_map(seed, Feedback::Mild);
        let mut random = fastrand::Rng::with_seed(seed);
        let mut scenario = Scenario::default();
        for (id, link) in map.links().iter().filter(|_| random.f64() < 0.4) {
            scenario.toggle(id, link.open);
        }
        for (path, value) in [
            ("nodes/channel0/novelty", 0.45),
            ("nodes/channel0/network_effect", 0.05),
            ("nodes/platform0/ad_rate", 0.07),
            ("nodes/platform0/network_effect", 0.02),
        ] {
            if random.bool() {
                scenario.set.insert(path.to_owned(), value.into());
            }
        }
        compared += agrees_with_differences(&map, Some(&scenario), &output(&map, &mut random));
    }
    assert!(compared > 1000, "{compared}");
}

/// With links that are like others and nodes that nobody leaves.
#[test]
fn derivatives_agree_with_differences_where_pulls_hang_on_others() {
    let mut compared = 0;
    for seed in 0..60 {
        let map = entangled(any_map(seed, Feedback::Mild), seed);
        let mut random = fastrand::Rng::with_seed(seed);
        let mut scenario = Scenario::default();
        for (id, link) in map.links().iter().filter(|(_, link)| !link.open) {
            if random.bool() {
                scenario.toggle(id, link.open);
            }
        }
        compared += agrees_with_differences(&map, Some(&scenario), &output(&map, &mut random));
    }
    assert!(compared > 500, "{compared}");
}

/// One total of each kind.
fn totals(map: &Map, random: &mut fastrand::Rng) -> Vec<Quantity> {
    let mut one = |ids: Vec<String>| ids[random.usize(..ids.len())].clone();
    let all = |kind: &str| -> Vec<String> {
        let nodes = map.nodes().iter();
        let nodes = nodes.filter(|(_, node)| kind.is_empty() || node.kind.name() == kind);
        nodes.map(|(id, _)| id.to_string()).collect()
    };
    let links: Vec<String> = map.links().keys().map(ToString::to_string).collect();
    let segments = map.segment_ids().iter().map(ToString::to_string).collect();
    let mut paths = vec![
        format!("nodes/{}/visits", one(all(""))),
        format!("nodes/{}/visits/{}", one(all("")), one(segments)),
        format!("platforms/{}/gmv", one(all("Platform"))),
        format!("platforms/{}/orders", one(all("Platform"))),
        format!("payments/{}/payments", one(all("Payment"))),
        format!("payments/{}/volume", one(all("Payment"))),
    ];
    if !links.is_empty() {
        paths.push(format!("links/{}/visits", one(links.clone())));
        paths.push(format!("links/{}/share", one(links)));
    }
    paths
        .iter()
        .map(|path| path.parse().expect("a quantity"))
        .collect()
}

/// What calibration goes by: the derivatives of totals by free numbers, shares that sum to one being scaled
/// to do so whatever is put in their place.
#[test]
fn derivatives_of_totals_agree_with_differences_where_numbers_vary() {
    let mut compared = 0;
    for seed in 0..60 {
        let feedback = [Feedback::Off, Feedback::Mild][seed as usize % 2];
        let map = entangled(any_map(seed, feedback), seed);
        let mut random = fastrand::Rng::with_seed(seed);
        let mut free = uncertain(&map);
        random.shuffle(&mut free);
        free.truncate(8);
        let Ok(compiled) = Compiled::new(&map) else {
            continue;
        };
        let paths = free.iter().map(|number| &number.path);
        let variation = Variation::new(&compiled, paths).expect("numbers of the map");
        let values: Vec<f64> = free
            .iter()
            .map(|n| n.value * (0.95 + 0.1 * random.f64()))
            .collect();
        let asked = totals(&map, &mut random);
        let at = |values: &[f64]| -> Option<Vec<f64>> {
            let solution = variation.with(values).ok()?.solve(None, Search::FromToday).ok()?;
            asked.iter().map(|total| total.in_solution(&solution)).collect()
        };
        let Ok(varied) = variation.with(&values) else {
            continue;
        };
        let Ok(base) = varied.solve(None, Search::FromToday) else {
            continue;
        };
        let slopes = varied.slopes_of(None, &base, &asked).expect("derivatives");
        // Where nobody comes to choose, a share has no derivative that anybody could observe.
        let is_chosen = |total: &Quantity| match total {
            Quantity::Share(link) => base.visits_at(&map.links()[link].from) > 0.0,
            _ => true,
        };
        for (place, number) in free.iter().enumerate() {
            let step = 2e-3 * values[place].abs();
            let moved = |steps: f64| {
                let mut values = values.clone();
                values[place] += steps * step;
                at(&values)
            };
            let Some(((a, b), (c, d))) = moved(1.0).zip(moved(-1.0)).zip(moved(2.0).zip(moved(-2.0))) else {
                continue;
            };
            for (row, total) in asked.iter().enumerate().filter(|(_, total)| is_chosen(total)) {
                let Some(slope) = slopes[row][&number.path.to_string()] else {
                    continue;
                };
                let expected = (8.0 * (a[row] - b[row]) - (c[row] - d[row])) / (12.0 * step);
                let size = total.in_solution(&base).expect("a total").abs().max(1e-3);
                let off = (slope - expected).abs() * values[place].abs() / size;
                assert!(
                    off < 1e-6,
                    "map {seed}: {total} by {}: {slope} against {expected}",
                    number.path
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 1500, "{compared}");
}

/// `map` with some of its numbers at 0, as far as they may be.
fn with_zeros(map: &Map, random: &mut fastrand::Rng) -> Map {
    let mut map = map.clone();
    for (id, mut node) in map.nodes().clone() {
        let from_here = |link: &&Link| link.from == id && matches!(link.pull, Pull::Share(_));
        if !node.is_payment() && !map.links().values().any(|link| from_here(&link)) && random.bool() {
            node.leave = Some((0.2 + random.f64()).into());
            map.apply(Edit::put_node(id, node));
        }
    }
    let all = numbers(&map);
    let may_be_zero = all
        .iter()
        .filter(|number| number.field.range != Range::ShareAboveZero);
    let set = may_be_zero.filter(|_| random.f64() < 0.3);
    map.with_overrides(&Scenario {
        set: set.map(|number| (number.path.to_string(), 0.0.into())).collect(),
        ..Scenario::default()
    })
}

/// A step away from 0 that is small for the field, and large beside rounding.
fn step_of(path: &str) -> f64 {
    let field = path
        .rsplit('/')
        .find(|part| ["arrivals", "ticket"].contains(part));
    match field {
        Some("arrivals") => 0.3,
        Some(_) => 0.1,
        None => 1e-3,
    }
}

/// The derivative at 0 to the side where the number can grow, and how far it may be off.
fn one_sided(map: &Map, scenario: Option<&Scenario>, output: &Output, path: &str) -> Option<(f64, f64)> {
    let at = |value| output_with(map, scenario, output, path, value);
    let second_order = |step: f64| Some((4.0 * at(step)? - 3.0 * at(0.0)? - at(2.0 * step)?) / (2.0 * step));
    let step = step_of(path);
    let (far, near) = (second_order(step)?, second_order(step / 4.0)?);
    let rounding = 1e-8 * at(0.0)?.abs().max(1.0) / step;
    Some((near, (far - near).abs() / 3.0 + 2e-4 * near.abs() + rounding))
}

/// At numbers of 0 a derivative is that to the side where they can grow, or none: never another number. Of
/// everything that may be 0, with and without feedback, today and in scenarios.
#[test]
fn derivatives_at_zero_are_one_sided_or_none() {
    let (mut given, mut none) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for seed in 0..300 {
        let mut random = fastrand::Rng::with_seed(seed);
        let feedback = [Feedback::Off, Feedback::Mild][seed as usize % 2];
        let map = with_zeros(&entangled(any_map(seed, feedback), seed), &mut random);
        let mut scenario = Scenario::default();
        for (id, link) in map.links() {
            if random.f64() < 0.4 {
                scenario.toggle(id, link.open);
            }
        }
        let scenario = random.bool().then_some(&scenario);
        let output = output(&map, &mut random);
        let Ok(compiled) = Compiled::new(&map) else {
            continue;
        };
        let Ok(base) = compiled.solve(scenario, Search::FromToday) else {
            continue;
        };
        let slopes = compiled.slopes(scenario, &base, &output).expect("derivatives");
        for (path, slope) in slopes {
            if value_of(&map, scenario, &path) != 0.0 {
                continue;
            }
            let field = path.split('/').nth(2).unwrap_or_default().to_owned();
            let Some(slope) = slope else {
                *none.entry(field).or_default() += 1;
                continue;
            };
            let Some((expected, off)) = one_sided(&map, scenario, &output, &path) else {
                continue;
            };
            assert!(
                (slope - expected).abs() <= off,
                "map {seed}: {} of {} by {path}: {slope} against {expected} ± {off:e}, scenario {:?}",
                output.measure.name(),
                output.company,
                scenario.map(|scenario| (&scenario.open, &scenario.close)),
            );
            *given.entry(field).or_default() += 1;
        }
    }
    for field in [
        "arrivals",
        "ticket",
        "leave",
        "network_effect",
        "commission",
        "ad_rate",
        "fee",
        "referral",
        "visit_value",
    ] {
        let (given, none) = (given.get(field).copied(), none.get(field).copied());
        let (given, none) = (given.unwrap_or_default(), none.unwrap_or_default());
        assert!(given > 15 && none < given, "{field}: {given} given, {none} not");
    }
}

/// A shop whose sellers pay for ads on the way to them, with a ticket that may be 0.
fn advertised(ticket: f64, arrivals: f64) -> Map {
    Build::new()
        .company("acme")
        .node("shop", platform(arrivals, 0.0, 0.07), |node| {
            node.owner = Some("acme".into())
        })
        .node("sellers", merchant("shop", ticket), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .link(
            "shop-sellers",
            "shop",
            "sellers",
            Pull::Share(0.4.into()),
            |link| {
                link.payer = Some("shop".into());
                link.ad_elasticity = 0.2.into();
            },
        )
        .share("sellers", "wallet", 0.5)
        .0
}

/// The first ticket and the first visit bring the first ad money: 7 % of 0.4 · 0.5 sales a visit.
#[test]
fn the_first_sales_bring_ad_money_or_no_derivative_is_told() {
    let output: Output = "acme:ads".parse().expect("an output");
    for (map, path, expected) in [
        (advertised(0.0, 800.0), "nodes/sellers/ticket", 0.07 * 0.2 * 800.0),
        (advertised(30.0, 0.0), "nodes/shop/arrivals", 0.07 * 0.2 * 30.0),
    ] {
        let compiled = Compiled::new(&map).expect("a sound map");
        let base = compiled.solve(None, Search::FromToday).expect("a solution");
        let slope = compiled.slopes(None, &base, &output).expect("derivatives")[path];
        assert!(
            slope.is_none_or(|slope| (slope - expected).abs() < 1e-9),
            "{path}: {slope:?}"
        );
        let answer = sensitivity(&compiled, None, &output, false).expect("an answer");
        let row = answer
            .elasticities
            .iter()
            .find(|row| row.path == path)
            .expect("a row");
        assert_eq!((row.value, row.derivative), (0.0, slope));
    }
}
