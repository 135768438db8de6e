//! Entering numbers: what is understood, what is asked, and what stays where it is.

use catchment::app::action::Action;
use catchment::model::Object;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

fn arrivals(window: &Window) -> f64 {
    map(window).nodes()["feed"].arrivals().unwrap().value("large")
}

fn at(window: &Window, label: &str) -> egui::Rect {
    window.get_by_role_and_label(Role::SpinButton, label).rect()
}

fn says(window: &Window, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn what_is_understood_stands_beside_the_field_while_it_is_typed() {
    for (typed, told, value) in [
        ("1,5 m", "= 1.5 m", 1.5e6),
        ("=250k*0.4", "= 100,000", 100e3),
        ("1 200 000", "= 1.2 m", 1.2e6),
        ("1.234,5", "= 1,234.5", 1234.5),
        ("3/4", "= 0.75", 0.75),
    ] {
        let mut window = shops_on([node("feed")]);
        let before = at(&window, "Novelty");
        begin(&mut window, Role::SpinButton, "Large tickets", typed);
        assert!(says(&window, told), "{typed} is told as {told}");
        assert_eq!(arrivals(&window), 160.0, "nothing is stored yet");
        press(&mut window, Modifiers::NONE, Key::Enter);
        assert_eq!(arrivals(&window), value, "{typed}");
        assert!(!says(&window, "= "), "{typed}: and no longer");
        assert_eq!(at(&window, "Novelty"), before, "{typed} moves no row");
    }
}

#[test]
fn a_comma_that_could_be_either_is_asked_and_nothing_is_stored_until_then() {
    for (reading, value) in [("1\u{a0}250", 1250.0), ("1.25", 1.25)] {
        let mut window = shops_on([node("feed")]);
        let before = at(&window, "Novelty");
        number(&mut window, "Large tickets", "1,250");
        assert_eq!(arrivals(&window), 160.0);
        assert!(says(&window, "“1,250” can be read in two ways"));
        assert_eq!(at(&window, "Novelty"), before, "no row moves");
        click(&mut window, Role::Button, reading);
        assert_eq!(arrivals(&window), value, "{reading}");
        assert!(!says(&window, "can be read in two ways"));
        ask(&mut window, Action::Undo.into());
        assert_eq!(arrivals(&window), 160.0, "one step");
    }
}

#[test]
fn the_question_is_there_while_one_types_and_more_typing_answers_it() {
    let mut window = shops_on([node("feed")]);
    begin(&mut window, Role::SpinButton, "Large tickets", "2*12,500");
    assert!(says(&window, "can be read in two ways"));
    window.event(egui::Event::Text(".0".to_owned()));
    settle(&mut window);
    assert!(!says(&window, "can be read in two ways"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(arrivals(&window), 25_000.0);
}

#[test]
fn it_is_asked_in_every_field_of_numbers() {
    // A place, an end of a range, a number of a scenario.
    let mut window = shops_on([Object::Note("n1".into())]);
    number(&mut window, "Place across", "1,234");
    assert_eq!(map(&window).notes()["n1"].at.0, 0.0);
    click(&mut window, Role::Button, "1\u{a0}234");
    assert_eq!(map(&window).notes()["n1"].at.0, 1234.0);

    let mut window = shops_on([node("sellers")]);
    click(&mut window, Role::Button, "Evidence of Large tickets");
    number(&mut window, "Large tickets: low", "1,100");
    click(&mut window, Role::Button, "1.1");
    let sellers = map(&window).nodes()["sellers"].clone();
    let catchment::model::NodeKind::Merchant { ticket, .. } = &sellers.kind else {
        panic!("they are merchants");
    };
    let low = ticket
        .get("large")
        .and_then(|number| number.evidence.as_ref()?.low);
    assert_eq!(low, Some(1.1));
}

#[test]
fn a_large_number_in_a_field_is_grouped_by_blanks_and_reads_back() {
    let mut window = shops_on([node("feed")]);
    number(&mut window, "Large tickets", "1234567");
    let field = window.get_by_role_and_label(Role::SpinButton, "Large tickets");
    assert_eq!(
        field.accesskit_node().value().as_deref(),
        Some("1\u{a0}234\u{a0}567")
    );
    // Changed by a digit at its end, it is what it looks like.
    window
        .get_by_role_and_label(Role::SpinButton, "Large tickets")
        .focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::End);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    window.event(egui::Event::Text("8".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(arrivals(&window), 1_234_568.0);
}

#[test]
fn an_error_moves_no_row_and_goes_with_undo() {
    let mut window = shops_on([node("shop")]);
    number(&mut window, "Ad rate", "5");
    let before = at(&window, "Novelty");
    for (typed, told) in [
        ("150", "150 is out of range: 0 to 100 %."),
        ("plenty", "not a number"),
    ] {
        number(&mut window, "Commission", typed);
        assert!(says(&window, told), "{typed}");
        assert_eq!(at(&window, "Novelty"), before, "{typed}");
    }
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!says(&window, "not a number"));
    number(&mut window, "Commission", "150");
    assert!(says(&window, "out of range"));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(!says(&window, "out of range"), "redo, too");
}

#[test]
fn what_is_wrong_with_a_range_takes_the_place_of_its_line() {
    let mut window = shops_on([link("shop-sellers")]);
    let picture = |window: &Window| window.get_by_label("Given as").rect();
    let before = picture(&window);
    let below = at(&window, "Ad response").top() - at(&window, "Share").top();
    number(&mut window, "Share", "60");
    assert!(says(&window, "above its own high end"));
    assert_eq!(picture(&window), before);
    let now = at(&window, "Ad response").top() - at(&window, "Share").top();
    assert!(
        (now - below).abs() <= 15.5,
        "at most the picture's words take another line"
    );
}

#[test]
fn tab_goes_from_number_to_number() {
    let mut window = shops_on([node("shop")]);
    window
        .get_by_role_and_label(Role::SpinButton, "Commission")
        .focus();
    settle(&mut window);
    for (typed, next) in [
        ("2", "Ad rate"),
        ("6", "Large tickets"),
        ("80", "Micro tickets"),
        ("90", "Novelty"),
    ] {
        window.event(egui::Event::Text(typed.to_owned()));
        press(&mut window, Modifiers::NONE, Key::Tab);
        let mut next_field = window.get_all_by_role_and_label(Role::SpinButton, next);
        assert!(
            next_field.any(|field| field.is_focused()),
            "after {typed}: {next}"
        );
    }
    let shop = map(&window).nodes()["shop"].clone();
    let arrivals = shop.arrivals().unwrap();
    assert_eq!((arrivals.value("large"), arrivals.value("micro")), (80.0, 90.0));
}

#[test]
fn what_a_number_rests_on_is_reached_from_its_field_by_keys() {
    let mut window = shops_on([node("shop")]);
    window
        .get_by_role_and_label(Role::SpinButton, "Commission")
        .focus();
    settle(&mut window);
    press(&mut window, Modifiers::ALT, Key::Enter);
    assert!(says(&window, "Commission: low"));
    press(&mut window, Modifiers::NONE, Key::Tab);
    let low = window.get_by_role_and_label(Role::SpinButton, "Commission: low");
    assert!(low.is_focused());
}

#[test]
fn a_message_about_a_step_goes_when_the_step_is_taken_back() {
    let mut window = shops_on([node("shop")]);
    ask(&mut window, Action::Delete.into());
    assert!(window.state().state().message.is_some());
    ask(&mut window, Action::Undo.into());
    assert_eq!(window.state().state().message, None);
}
