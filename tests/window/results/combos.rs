//! The Combinations tab: the best bundles by a goal, the credit of each link, and pairs of links, all
//! as the engines have them.

use std::path::Path;

use catchment::analysis::combos::{self, Combos, Request, gated};
use catchment::analysis::credit::{Credit, Sampling, credit};
use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::document::Document;
use catchment::file;
use catchment::model::{LinkId, Map, Object};
use catchment::quantity::signed;
use catchment::solver::Measure;

use super::taking::copy;
use super::*;
use crate::common::window::{ask, open_sized};

/// Two companies, each of which loses by opening its own gate and gains more by the other's.
fn map() -> Map {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-walls.ron");
    file::load(&path).unwrap().map
}

fn two_walls() -> Window {
    let mut window = open_sized(Document::new(map()), [1600.0, 1000.0]);
    ask(&mut window, Command::ShowTab(Tab::Combos));
    window
}

const OUT: &str = "Ada's feed → Bob's shop";
const IN: &str = "Bob's feed → Ada's shop";

fn name(link: &LinkId) -> &'static str {
    match link.as_str() {
        "ada-to-bob" => OUT,
        "bob-to-ada" => IN,
        other => panic!("{other} is not gated"),
    }
}

/// The rows of bundles, from top to bottom, without their rank.
fn bundles(window: &Window) -> Vec<String> {
    let names = names(window, Role::Button);
    let ranked = |rank: usize| {
        let start = format!("{rank}. ");
        names
            .iter()
            .find_map(|name| name.strip_prefix(&start).map(str::to_owned))
    };
    (1..).map_while(ranked).collect()
}

/// The bundles by what they change for these companies together, as the engine has it.
fn expected(companies: &[&str]) -> Vec<String> {
    let map = map();
    let request = Request {
        links: gated(&map, None),
        measures: vec![Measure::Payoff],
        seed: combos::SEED,
    };
    let table = Combos::new(&map, None, &request, &|_| true).unwrap();
    let places: Vec<usize> = (0..table.companies().len())
        .filter(|at| companies.contains(&table.companies()[*at].as_str()))
        .collect();
    let worth = |bundle| -> f64 { places.iter().map(|at| table.value(bundle, *at, 0).unwrap()).sum() };
    let mut bundles: Vec<_> = table.bundles().collect();
    bundles.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)));
    let told = |bundle: u64| {
        let open: Vec<_> = table.open(bundle).map(name).collect();
        match open.is_empty() {
            true => "Nothing opened (today)".to_owned(),
            false => open.join("; "),
        }
    };
    bundles.into_iter().map(told).collect()
}

fn choose_goal(window: &mut Window, goal: &str) {
    click(window, Role::ComboBox, "Goal");
    click(window, Role::Button, goal);
}

/// The bundle in another order of its links is the same.
fn sorted(bundles: Vec<String>) -> Vec<Vec<String>> {
    let links = |bundle: String| {
        let mut links: Vec<String> = bundle.split("; ").map(str::to_owned).collect();
        links.sort();
        links
    };
    bundles.into_iter().map(links).collect()
}

#[test]
fn the_goal_orders_the_bundles_as_the_engine_does() {
    let mut window = two_walls();
    assert_eq!(sorted(bundles(&window)), sorted(expected(&["ada", "bob"])));
    choose_goal(&mut window, "Ada");
    let for_ada = bundles(&window);
    assert_eq!(sorted(for_ada.clone()), sorted(expected(&["ada"])));
    assert_eq!(for_ada[0], IN);
    // The head of a column chooses its company too.
    click(&mut window, Role::ColumnHeader, "Bob");
    let for_bob = bundles(&window);
    assert_eq!(sorted(for_bob.clone()), sorted(expected(&["bob"])));
    assert_ne!(for_bob, for_ada);
}

#[test]
fn a_bundle_marks_its_links_and_opens_them_in_a_what_if() {
    let mut window = two_walls();
    choose_goal(&mut window, "Ada");
    click(&mut window, Role::Button, &format!("1. {IN}"));
    let selected: Vec<_> = window.state().state().selection.iter().cloned().collect();
    assert_eq!(selected, [Object::Link("bob-to-ada".into())]);
    click(&mut window, Role::Button, &format!("Open in a what-if: {IN}"));
    let state = window.state().state();
    let (_, scenario) = state.scenario().unwrap();
    assert_eq!(
        scenario.open.iter().collect::<Vec<_>>(),
        [&LinkId::from("bob-to-ada")]
    );
    assert!(scenario.close.is_empty());
    // A scenario more changes nothing about today's combinations.
    assert!(!has(&window, Role::Button, "Work out"));
    assert_eq!(bundles(&window).len(), 4);
}

#[test]
fn nothing_opened_cannot_be_tried() {
    let window = two_walls();
    let tries = names(&window, Role::Button);
    let tries = tries
        .iter()
        .filter(|name| name.starts_with("Open in a what-if: "));
    assert_eq!(tries.count(), 3, "of four bundles one is empty");
}

fn engine() -> Credit {
    let map = map();
    let links = gated(&map, None);
    credit(&map, None, &links, Measure::Payoff, Sampling::default(), &|_| {
        true
    })
    .unwrap()
}

#[test]
fn the_credit_shown_is_that_of_the_engine() {
    let mut window = two_walls();
    click(&mut window, Role::Button, "Credit");
    let bars = names(&window, Role::Image);
    let credit = engine();
    for (link, shares) in &credit.shapley {
        let bar = bars
            .iter()
            .find(|bar| bar.starts_with(&format!("{}: ", name(link))));
        let bar = bar.unwrap_or_else(|| panic!("{link} in {bars:?}"));
        for (company, share) in shares {
            let company = if company.as_str() == "ada" { "Ada" } else { "Bob" };
            let told = format!("{company} {} CNY per day", signed(*share));
            assert!(bar.contains(&told), "{told} in {bar}");
        }
    }
    let exact = "Exact, over all orders of opening the links.";
    assert!(window.query_all_by_label_contains(exact).next().is_some());
    let table = copy(&mut window).unwrap();
    let cells: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(cells[0][1], "Bob, Payoff (CNY per day)");
    for row in &cells[1..] {
        let link = if row[0] == OUT { "ada-to-bob" } else { "bob-to-ada" };
        let shares = &credit.shapley[&LinkId::from(link)];
        assert_eq!(row[1].parse::<f64>().unwrap(), shares["bob"]);
        let sum: f64 = row[3].parse().unwrap();
        assert!((sum - shares.values().sum::<f64>()).abs() < 1e-9);
    }
}

#[test]
fn every_side_is_copied_with_as_many_cells_in_each_row_as_in_its_head() {
    let mut window = two_walls();
    for (side, rows) in [("Best bundles", 5), ("Credit", 3), ("Pairs", 3)] {
        click(&mut window, Role::Button, side);
        let table = copy(&mut window).unwrap();
        let widths: Vec<usize> = table.lines().map(|line| line.split('\t').count()).collect();
        assert_eq!(widths.len(), rows, "{side}: {table}");
        assert!(widths.iter().all(|width| *width == widths[0]), "{side}: {table}");
        settle(&mut window);
    }
}

#[test]
fn pairs_say_the_same_from_both_sides_and_what_is_pointed_at() {
    let mut window = two_walls();
    click(&mut window, Role::Button, "Pairs");
    let interaction: f64 = engine().interaction[0].companies.values().sum();
    let told = format!("{} CNY per day", signed(interaction));
    for (a, b) in [(OUT, IN), (IN, OUT)] {
        let field = format!("{a} with {b}: {told}");
        assert!(
            has(&window, Role::Button, &field),
            "{field} in {:?}",
            names(&window, Role::Button)
        );
    }
    let field = format!("{OUT} with {IN}: {told}");
    window.get_by_role_and_label(Role::Button, &field).hover();
    settle(&mut window);
    let says = format!("{OUT} and {IN} ");
    assert!(window.query_all_by_label_contains(&says).next().is_some());
}

#[test]
fn what_takes_long_is_given_up() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/alibaba-tencent-2021.ron");
    let document = Document::new(file::load(&path).unwrap().map);
    let mut window = open_sized(document, [1280.0, 800.0]);
    let ctx = window.ctx.clone();
    let shown = vec![Command::ShowTab(Tab::Combos)];
    window.state_mut().dispatch(&ctx, shown);
    window.step();
    window.step();
    window.get_by_role_and_label(Role::Button, "Cancel").click();
    window.step();
    settle(&mut window);
    assert!(window.query_all_by_label("Given up.").next().is_some());
    assert!(has(&window, Role::Button, "Work out"));
}
