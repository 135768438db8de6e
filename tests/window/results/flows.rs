//! The diagram of flows: what it tells, what a click on it selects.

use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::app::samples::Sample;
use catchment::model::Object;

use super::*;
use crate::common::window::{Window, ask, open, two_shops};

fn flows(window: &mut Window, what: &str) {
    ask(window, Command::ShowTab(Tab::Flows));
    if !has(window, Role::ComboBox, "What flows") {
        panic!("there is a choice of what flows");
    }
    click(window, Role::ComboBox, "What flows");
    click(window, Role::Button, what);
}

/// The diagram in words.
fn chart(window: &Window) -> String {
    let images = names(window, Role::Image).into_iter();
    let charts: Vec<String> = images.filter(|name| name.starts_with("Flows, ")).collect();
    assert_eq!(charts.len(), 1, "{charts:?}");
    charts.into_iter().next().unwrap()
}

#[test]
fn visits_flow_from_node_to_node() {
    let mut window = open(two_shops());
    flows(&mut window, "Visits by node");
    let told = chart(&window);
    assert!(told.starts_with("Flows, visits per day: "), "{told}");
    assert!(
        told.contains("Feed → Shop: ") && told.contains("Sellers → Wallet: "),
        "{told}"
    );
}

#[test]
fn a_bar_selects_its_node() {
    let mut window = open(two_shops());
    flows(&mut window, "Visits by node");
    let bars = names(&window, Role::Button);
    let shop = bars.iter().find(|name| name.starts_with("Shop: ")).unwrap();
    click(&mut window, Role::Button, shop);
    let selection = &window.state().state().selection;
    assert_eq!(
        selection.iter().collect::<Vec<_>>(),
        [&Object::Node("shop".into())]
    );
}

#[test]
fn money_flows_between_the_parties_of_the_ledger() {
    let mut window = open(two_shops());
    flows(&mut window, "Money");
    let told = chart(&window);
    assert!(told.contains("Merchants on Shop → Acme: "), "{told}");
    assert!(!told.contains("Buyers"), "sales would hide all else: {told}");
}

#[test]
fn the_reference_map_with_its_cycles_is_drawn_in_every_way_and_size() {
    for size in [[960.0, 600.0], [1280.0, 800.0], [1920.0, 1080.0]] {
        let mut window = crate::common::window::open_sized(Sample::Reference.document().unwrap(), size);
        for what in ["Visits by node", "Money", "Visits by company"] {
            flows(&mut window, what);
            assert!(chart(&window).contains('→'), "{what}");
        }
    }
}
