//! The tab "How sure": which number a change hangs on, and what it is over random draws.

use std::path::Path;

use catchment::analysis::uncertainty::robustness::{DEFAULT_DRAWS, DEFAULT_SEED, Wish, robustness};
use catchment::analysis::uncertainty::tornado::{Output, tornado};
use catchment::analysis::uncertainty::{gated_openings, gatekeepers};
use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, Map, Object, Pull};
use catchment::solver::Measure;

use super::taking::copy;
use super::*;
use crate::common::window::{ask, open_sized, settle, two_shops};

/// Two companies, each with a gate; one link's take-up is known badly.
fn map() -> Map {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-walls.ron");
    let mut map = file::load(&path).unwrap().map;
    let mut link = map.links()["ada-to-bob"].clone();
    link.pull = Pull::TakeUp(catchment::model::Number {
        value: 0.5,
        evidence: Some(Box::new(catchment::model::Evidence {
            low: Some(0.1),
            high: Some(0.9),
            ..Default::default()
        })),
    });
    map.apply(Edit::put_link("ada-to-bob", link));
    map
}

fn open_on(map: Map) -> Window {
    let mut window = open_sized(Document::new(map), [1600.0, 1000.0]);
    ask(&mut window, Command::ShowTab(Tab::Sensitivity));
    settle(&mut window);
    window
}

/// What the tab asks about as long as nobody chose: the opening that moves most, for who keeps most gates.
fn output(map: &Map) -> Output {
    let opening = gated_openings(map)
        .into_iter()
        .find(|change| change.open[0].as_str() == "ada-to-bob");
    Output {
        company: gatekeepers(map)[0].clone(),
        measure: Measure::Payoff,
        change: opening,
    }
}

fn says(window: &Window, words: &str) -> bool {
    let label = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.value()
            .or_else(|| node.label())
            .is_some_and(|label| label.contains(words))
    };
    window.query_all_by(label).next().is_some()
}

#[test]
fn the_numbers_stand_as_the_tornado_has_them_the_widest_first() {
    let map = map();
    let mut window = open_on(map.clone());
    let text = copy(&mut window).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
    let expected = tornado(&map, &output(&map), &|| true).unwrap();
    let moving: Vec<_> = expected.rows.iter().filter(|bar| bar.swing() > 0.0).collect();
    assert_eq!(rows.len() - 1, moving.len(), "{text}");
    for (row, bar) in rows[1..].iter().zip(moving) {
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        assert_eq!(
            (number(1), number(2), number(3)),
            (bar.value, bar.low, bar.high),
            "{text}"
        );
        let ends = (bar.at_low.unwrap() + 0.0, bar.at_high.unwrap() + 0.0);
        assert_eq!((number(5), number(6)), ends, "{text}");
    }
}

#[test]
fn a_number_is_gone_to_and_says_where_the_change_turns() {
    let mut window = open_on(map());
    let name = "Take-up: Ada's feed → Bob's shop";
    click(&mut window, Role::Button, name);
    settle(&mut window);
    let selection = &window.state().state().selection;
    assert!(selection.contains(&Object::Link("ada-to-bob".into())));
    let said = "Ada: wherever Take-up: Ada's feed → Bob's shop lies between 10 % and 90 %, \
                the sign of the change stays the same.";
    assert!(says(&window, said), "{:?}", names(&window, Role::Label));
}

#[test]
fn the_draws_say_what_the_analysis_says() {
    let map = map();
    let mut window = open_on(map.clone());
    click(&mut window, Role::Button, "All at random");
    settle(&mut window);
    let output = output(&map);
    let wish = Wish {
        draws: DEFAULT_DRAWS,
        seed: DEFAULT_SEED,
        measure: Measure::Payoff,
        changes: output.change.into_iter().collect(),
        players: gatekeepers(&map),
    };
    let expected = robustness(&map, &wish, &|_| true).unwrap();
    let text = copy(&mut window).unwrap();
    for (line, (_, interval)) in text.lines().skip(1).zip(&expected.changes[0].companies) {
        let numbers: Vec<f64> = line
            .split('\t')
            .skip(1)
            .map(|cell| cell.parse().unwrap())
            .collect();
        let of = interval;
        assert_eq!(
            numbers,
            [of.base, of.p5, of.p50, of.p95, of.same_sign].map(|x| x + 0.0),
            "{text}"
        );
    }
    assert!(has(&window, Role::Image, "Change for Ada in all draws"));
    assert!(says(&window, "Ada loses in 100 % of the draws."));
    assert!(says(
        &window,
        "From no opening alone do all of them gain (Ada, Bob)"
    ));
}

/// A scenario that is shown is what is asked about, and another company can be.
#[test]
fn the_scenario_shown_and_another_company_are_asked_about() {
    let mut window = open_on(map());
    ask(&mut window, Command::ToggleLink("bob-to-ada".into()));
    settle(&mut window);
    click(&mut window, Role::ComboBox, "Company");
    click(&mut window, Role::Button, "Bob");
    settle(&mut window);
    let state = window.state().state();
    let scenario = state.scenario().unwrap().1.clone();
    let expected = Output {
        company: "bob".into(),
        measure: Measure::Payoff,
        change: Some(scenario.into()),
    };
    let expected = tornado(state.map(), &expected, &|| true).unwrap();
    let text = copy(&mut window).unwrap();
    assert!(
        text.lines()
            .nth(1)
            .unwrap()
            .contains(&format!("\t{}\t", expected.rows[0].at_high.unwrap())),
        "{text}"
    );
}

#[test]
fn a_map_without_openings_says_what_to_do() {
    let mut document = two_shops();
    let open = document.map().links()["feed-sellers"].clone();
    let open = catchment::model::Link { open: true, ..open };
    document.edit("open", vec![Edit::put_link("feed-sellers", open)]);
    let mut window = open_sized(document, [1280.0, 800.0]);
    ask(&mut window, Command::ShowTab(Tab::Sensitivity));
    assert!(says(&window, "Choose a scenario, or close a link"));
}

/// Presses without waiting for what it sets going.
fn press_on(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    window.step();
    window.step();
}

#[test]
fn draws_are_given_up_and_the_same_seed_draws_the_same() {
    let mut window = open_on(map());
    click(&mut window, Role::Button, "All at random");
    let first = copy(&mut window).unwrap();
    settle(&mut window);
    press_on(&mut window, Role::ComboBox, "Draws");
    press_on(&mut window, Role::Button, "100,000");
    // Two analyses are under way: of the change, and of all openings.
    while names(&window, Role::Button).iter().any(|name| name == "Cancel") {
        let mut all = window.query_all_by_role_and_label(Role::Button, "Cancel");
        all.next().unwrap().click();
        drop(all);
        window.step();
        window.step();
    }
    settle(&mut window);
    assert!(says(&window, "Given up."), "{:?}", names(&window, Role::Label));
    assert_eq!(copy(&mut window).unwrap(), first, "what is known stays");
    settle(&mut window);
    click(&mut window, Role::ComboBox, "Draws");
    click(&mut window, Role::Button, "1,000");
    let fewer = copy(&mut window).unwrap();
    assert_ne!(fewer, first);
    settle(&mut window);
    click(&mut window, Role::ComboBox, "Draws");
    click(&mut window, Role::Button, "10,000");
    assert_eq!(copy(&mut window).unwrap(), first, "drawn anew");
}
