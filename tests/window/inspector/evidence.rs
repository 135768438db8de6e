//! What a number rests on, edited in place.

use catchment::model::{Confidence, Evidence, Number};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

fn evidence_of(window: &Window, id: &str) -> Option<Evidence> {
    let pull = map(window).links()[id].pull.number().clone();
    pull.evidence.map(|evidence| *evidence)
}

#[test]
fn every_part_of_the_evidence_can_be_entered() {
    let mut window = shops_on([link("feed-shop")]);
    click(&mut window, Role::Button, "Evidence of Share");
    let mut expected = Evidence::default();
    let before = map(&window);
    number(&mut window, "Share: low", "30%");
    expected.low = Some(0.3);
    let put = change(&before, &link("feed-shop"), "pull", |number| {
        number.evidence = Some(Box::new(expected.clone()));
    });
    changed(&mut window, &before, vec![put]);
    number(&mut window, "Share: high", "45");
    expected.high = Some(0.45);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Share: Source", "a survey");
    expected.source = Some("a survey".to_owned());
    let put = change(&before, &link("feed-shop"), "pull", |number| {
        number.evidence = Some(Box::new(expected.clone()));
    });
    changed(&mut window, &before, vec![put]);
    text(&mut window, Role::TextInput, "Share: Date", "May 2021");
    expected.date = Some("May 2021".to_owned());
    choose(&mut window, "Share: Confidence", "high confidence");
    expected.confidence = Some(Confidence::High);
    assert_eq!(evidence_of(&window, "feed-shop"), Some(expected));
    let value = map(&window).links()["feed-shop"].pull.number().value;
    assert_eq!(value, 0.38);
}

#[test]
fn it_is_told_in_short_below_the_number() {
    let window = shops_on([link("shop-sellers")]);
    let told = "35 to 50 % · 2021 · medium confidence";
    assert!(window.query_by_label(told).is_some());
}

#[test]
fn an_end_of_the_range_can_be_taken_away_and_so_can_all() {
    let mut window = shops_on([link("shop-sellers")]);
    click(&mut window, Role::Button, "Evidence of Share");
    begin(&mut window, Role::SpinButton, "Share: low", "");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let evidence = evidence_of(&window, "shop-sellers").unwrap();
    assert_eq!((evidence.low, evidence.high), (None, Some(0.5)));
    let before = map(&window);
    click(&mut window, Role::Button, "Clear the evidence of Share");
    let put = change(&before, &link("shop-sellers"), "pull", |number| {
        *number = Number::bare(number.value);
    });
    changed(&mut window, &before, vec![put]);
}

#[test]
fn a_value_outside_its_own_range_is_told_on_the_spot() {
    let mut window = shops_on([link("shop-sellers")]);
    number(&mut window, "Share", "60");
    let wrong = "The value 60 % is above its own high end 50 %.";
    assert!(window.query_by_label(wrong).is_some());
    number(&mut window, "Share", "45");
    assert!(window.query_by_label(wrong).is_none());
    let evidence = evidence_of(&window, "shop-sellers").unwrap();
    assert_eq!(evidence.low, Some(0.35), "a new value keeps the evidence");
}
