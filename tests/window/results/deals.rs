//! The Deals tab: what is agreed, what has to be paid, and a bundle tried out on the map.

use std::path::Path;

use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::document::Document;
use catchment::file;

use super::taking::copy;
use super::*;
use crate::common::window::{ask, open_sized, two_shops};

/// Two companies, each of which loses by opening its own gate and gains more by the other's.
fn two_walls() -> Window {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-walls.ron");
    let document = Document::new(file::load(&path).unwrap().map);
    let mut window = open_sized(document, [1600.0, 1000.0]);
    ask(&mut window, Command::ShowTab(Tab::Deals));
    window
}

const AGREED: &str = "Agreed without payments: Ada +700, Bob +1,700";

#[test]
fn what_both_would_agree_on_is_listed_with_its_gains() {
    let mut window = two_walls();
    assert!(has(
        &window,
        Role::Image,
        "Gain of Ada against gain of Bob, a point for each bundle"
    ));
    click(&mut window, Role::ComboBox, "Deal");
    for row in [
        AGREED,
        "Agreed with payments: Ada +700, Bob +1,700",
        "Stable: Ada 0, Bob 0",
    ] {
        assert!(
            has(&window, Role::Button, row),
            "{row} in {:?}",
            names(&window, Role::Button)
        );
    }
}

#[test]
fn the_answer_is_told_before_anything_is_picked_and_without_scrolling() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-walls.ron");
    for size in [[1280.0, 800.0], [1440.0, 900.0]] {
        let mut window = open_sized(Document::new(file::load(&path).unwrap().map), size);
        ask(&mut window, Command::ShowTab(Tab::Deals));
        settle(&mut window);
        let sentence = "Neither loses, so nothing has to be paid.";
        let bottom = size[1] - 28.0;
        let told = window.get_by_label(sentence).rect();
        assert!(told.bottom() <= bottom, "{told:?} of {size:?}");
        let links = window.query_all_by(|node| node.value().is_some_and(|text| text.starts_with("Open: ")));
        let links = links.map(|node| node.rect()).next().unwrap();
        assert!(
            links.bottom() <= bottom && links.top() >= told.bottom(),
            "{links:?} of {size:?}"
        );
    }
}

#[test]
fn a_bundle_tells_what_must_be_paid_and_opens_in_a_what_if() {
    let mut window = two_walls();
    click(&mut window, Role::ComboBox, "Deal");
    click(&mut window, Role::Button, AGREED);
    for sentence in [
        "Ada gains 700 CNY per day",
        "Bob gains 1,700 CNY per day",
        "Neither loses, so nothing has to be paid.",
        "Bob pays Ada",
        "Then Ada gains 1,200 CNY per day and Bob gains 1,200 CNY per day.",
    ] {
        assert!(window.query_all_by_label(sentence).next().is_some(), "{sentence}");
    }
    let open = window.get_by_role_and_label(Role::Button, "Open in a what-if");
    open.click_accesskit();
    settle(&mut window);
    let state = window.state().state();
    let (_, scenario) = state.scenario().unwrap();
    let open: Vec<_> = scenario.open.iter().map(ToString::to_string).collect();
    assert_eq!(open, ["ada-to-bob", "bob-to-ada"]);
    assert!(scenario.name.starts_with("Deal: "), "{}", scenario.name);
    // A scenario more changes nothing about the deals.
    assert!(window.query_by_label("Ada gains 700 CNY per day").is_some());
    assert!(!has(&window, Role::Button, "Work out"));
}

#[test]
fn a_payment_is_typed_as_people_write_it_and_asked_about_where_it_could_be_either() {
    let mut window = two_walls();
    let type_payment = |window: &mut Window, text: &str| {
        window
            .get_by_role_and_label(Role::SpinButton, "Bob pays Ada")
            .focus();
        settle(window);
        window.event(egui::Event::Text(text.to_owned()));
        window.key_press(egui::Key::Enter);
        settle(window);
    };
    let says = |window: &Window, text: &str| window.query_all_by_label_contains(text).next().is_some();
    type_payment(&mut window, "0,3 k");
    assert!(says(
        &window,
        "Then Ada gains 1,000 CNY per day and Bob gains 1,400 CNY per day."
    ));
    type_payment(&mut window, "1,100");
    assert!(says(&window, "can be read in two ways"));
    assert!(says(&window, "Then Ada gains 1,000"), "nothing is taken yet");
    click(&mut window, Role::Button, "1\u{a0}100");
    assert!(says(
        &window,
        "Then Ada gains 1,800 CNY per day and Bob gains 600 CNY per day."
    ));
}

#[test]
fn the_deals_are_copied_for_a_spreadsheet() {
    let mut window = two_walls();
    let text = copy(&mut window).unwrap();
    let agreed = text
        .lines()
        .find(|line| line.starts_with("Agreed without payments\t"))
        .unwrap();
    assert!(agreed.ends_with("\t700\t1700"), "{text}");
}

#[test]
fn one_company_has_nobody_to_deal_with() {
    let mut window = open_sized(two_shops(), [1280.0, 800.0]);
    ask(&mut window, Command::ShowTab(Tab::Deals));
    let need_two = "A deal takes two companies that keep the gates of closed links.";
    assert!(window.query_by_label(need_two).is_some());
}
