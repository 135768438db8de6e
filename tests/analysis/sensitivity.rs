//! How an output answers to every number of the map: as when the map is changed and solved again.

use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::sensitivity::{Sensitivity, sensitivity};
use catchment::model::{Edit, Map, NumberPath, Object, Scenario};
use catchment::solver::{Compiled, Measure, Output, Search};

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
