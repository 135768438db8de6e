//! Every field of every kind of object.

use catchment::document::Document;
use catchment::editing::kind::set_kind;
use catchment::editing::reconnect::reconnect;
use catchment::editing::{End, NewNode, add};
use catchment::model::{Edit, Frame, LinkKind, Node, NodeKind, Object, PerSegment};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::*;

#[test]
fn every_number_can_be_typed() {
    let company = || Object::Company("acme".into());
    for (object, label, typed, path, value) in [
        (node("feed"), "Large tickets", "38m", "arrivals/large", 38e6),
        (node("feed"), "Micro tickets", "1.2k", "arrivals/micro", 1200.0),
        (node("feed"), "Novelty", "35%", "novelty", 0.35),
        (node("feed"), "Network effect", "0.2", "network_effect", 0.2),
        (node("feed"), "Habit", "3", "habit_years", 3.0),
        (node("shop"), "Commission", "2.5", "commission", 0.025),
        (node("shop"), "Ad rate", "3 %", "ad_rate", 0.03),
        (node("shop"), "Micro tickets", "7 500", "arrivals/micro", 7500.0),
        (node("sellers"), "Large tickets", "199.5", "ticket/large", 199.5),
        (node("wallet"), "Fee", "0.6", "fee", 0.006),
        (link("feed-shop"), "Share", "35%", "pull", 0.35),
        (link("feed-shop"), "Ad response", "0.2", "ad_elasticity", 0.2),
        (link("feed-shop"), "Referral rate", "5", "referral", 0.05),
        (link("feed-sellers"), "Take-up", "12.5", "pull", 0.125),
        (company(), "Visit's worth", "-0.2", "visit_value", -0.2),
        (company(), "Payment's worth", "0.02", "payment_value", 0.02),
    ] {
        let mut window = shops_on([object.clone()]);
        let before = map(&window);
        number(&mut window, label, typed);
        let edit = set(&before, &object, path, value);
        changed(&mut window, &before, vec![edit]);
    }
}

#[test]
fn every_choice_can_be_made() {
    let mut window = shops_on([node("sellers")]);
    let before = map(&window);
    choose(&mut window, "Owner", "Acme");
    let mut sellers = before.nodes()["sellers"].clone();
    sellers.owner = Some("acme".into());
    changed(
        &mut window,
        &before,
        vec![Edit::put_node("sellers", sellers.clone())],
    );
    let before = map(&window);
    choose(&mut window, "Host", "Acme");
    sellers.host = Some("acme".into());
    changed(&mut window, &before, vec![Edit::put_node("sellers", sellers)]);

    let mut window = shops_on([link("feed-shop")]);
    let before = map(&window);
    choose(&mut window, "Kind", "Campaign");
    let mut feed_shop = before.links()["feed-shop"].clone();
    feed_shop.kind = LinkKind::Campaign;
    changed(
        &mut window,
        &before,
        vec![Edit::put_link("feed-shop", feed_shop.clone())],
    );
    let before = map(&window);
    choose(&mut window, "Ads paid by", "No ads here");
    feed_shop.payer = None;
    changed(
        &mut window,
        &before,
        vec![Edit::put_link("feed-shop", feed_shop.clone())],
    );
    let before = map(&window);
    choose(&mut window, "Who must agree", "Nobody can decide");
    feed_shop.gatekeepers = Some(Vec::new());
    changed(
        &mut window,
        &before,
        vec![Edit::put_link("feed-shop", feed_shop.clone())],
    );
    let before = map(&window);
    choose(&mut window, "Who must agree", "These companies");
    feed_shop.gatekeepers = Some(vec!["acme".into()]);
    changed(&mut window, &before, vec![Edit::put_link("feed-shop", feed_shop)]);
}

#[test]
fn only_links_into_a_payment_are_payments() {
    let mut window = shops_on([link("feed-shop")]);
    click(&mut window, Role::ComboBox, "Kind");
    assert!(window.query_by_role_and_label(Role::Button, "Payment").is_none());
    let mut window = shops_on([link("sellers-wallet")]);
    click(&mut window, Role::ComboBox, "Kind");
    assert!(window.query_by_role_and_label(Role::Button, "Campaign").is_none());
}

#[test]
fn names_notes_and_groups_can_be_typed() {
    let mut window = shops_on([node("shop")]);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Name", "淘宝 Shop");
    let mut shop = before.nodes()["shop"].clone();
    shop.name = "淘宝 Shop".to_owned();
    changed(&mut window, &before, vec![Edit::put_node("shop", shop.clone())]);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Note", "to be checked");
    shop.note = "to be checked".to_owned();
    changed(&mut window, &before, vec![Edit::put_node("shop", shop)]);

    let mut window = shops_on([link("feed-shop")]);
    let before = map(&window);
    text(&mut window, Role::TextInput, "Group", "shops");
    let mut feed_shop = before.links()["feed-shop"].clone();
    feed_shop.group = Some("shops".to_owned());
    changed(&mut window, &before, vec![Edit::put_link("feed-shop", feed_shop)]);
}

#[test]
fn the_weight_of_leaving_is_a_field_where_it_is_not_derived() {
    let map_of_weights = crate::common::build::Build::new()
        .channel("feed", 100.0, 2.0)
        .node("shop", crate::common::build::platform(0.0, 0.1, 0.1), |_| {})
        .weight("feed", "shop", 3.0)
        .0;
    let mut window = window_on(Document::new(map_of_weights), [node("feed")]);
    let before = map(&window);
    number(&mut window, "Weight of leaving", "4");
    let edit = set(&before, &node("feed"), "leave", 4.0);
    changed(&mut window, &before, vec![edit]);
    let before = map(&window);
    number(&mut window, "Arrivals", "120");
    let edit = set(&before, &node("feed"), "arrivals", 120.0);
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn what_is_out_of_range_is_refused_with_the_range_and_nothing_changes() {
    let mut window = shops_on([node("shop")]);
    let before = map(&window);
    number(&mut window, "Commission", "150");
    assert_eq!(map(&window), before);
    assert!(
        window
            .query_by_label("150 is out of range: 0 to 100 %.")
            .is_some()
    );
    number(&mut window, "Commission", "plenty");
    assert!(
        window
            .query_by_label("“plenty” is not a number. Allowed: 0 to 100 %.")
            .is_some()
    );
    assert_eq!(map(&window), before);
    number(&mut window, "Commission", "15");
    let edit = set(&before, &node("shop"), "commission", 0.15);
    changed(&mut window, &before, vec![edit]);
    assert!(window.query_by_label_contains("not a number").is_none());
}

#[test]
fn escape_takes_back_what_was_typed_and_keeps_the_selection() {
    let mut window = shops_on([node("shop")]);
    let before = map(&window);
    begin(&mut window, Role::SpinButton, "Commission", "9");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(map(&window), before);
    assert_eq!(window.state().state().selection, [node("shop")].into());
    begin(&mut window, Role::MultilineTextInput, "Name", "Bazaar");
    assert_eq!(map(&window).nodes()["shop"].name, "Bazaar");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(map(&window), before);
    assert!(!window.state().state().document.is_dirty());
    assert_eq!(window.state().state().selection, [node("shop")].into());
}

#[test]
fn what_is_saved_includes_the_number_being_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    catchment::file::save(&path, two_shops().map()).unwrap();
    let mut window = window_on(Document::open(&path).unwrap(), [node("wallet")]);
    begin(&mut window, Role::SpinButton, "Fee", "0.5");
    press(&mut window, Modifiers::COMMAND, Key::S);
    let saved = catchment::file::load(&path).unwrap().map;
    assert!(matches!(&saved.nodes()["wallet"].kind, NodeKind::Payment { fee } if fee.value == 0.005));
}

#[test]
fn notes_and_frames_have_words_a_place_and_a_size() {
    let mut window = shops_on([Object::Note("n1".into())]);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Text", "Mid 2021");
    let mut note = before.notes()["n1"].clone();
    note.text = "Mid 2021".to_owned();
    changed(
        &mut window,
        &before,
        vec![Edit::Note("n1".into(), Some(note.clone()))],
    );
    let before = map(&window);
    number(&mut window, "Place across", "40");
    note.at.0 = 40.0;
    changed(&mut window, &before, vec![Edit::Note("n1".into(), Some(note))]);

    let mut window = shops_on([Object::Frame("f1".into())]);
    let before = map(&window);
    number(&mut window, "Width", "500");
    let frame = Frame {
        size: (500.0, 300.0),
        ..before.frames()["f1"].clone()
    };
    changed(&mut window, &before, vec![Edit::Frame("f1".into(), Some(frame))]);
}

#[test]
fn opening_a_link_today_leaves_a_map_that_can_be_solved() {
    let mut window = shops_on([link("feed-sellers")]);
    click(&mut window, Role::CheckBox, "Open today");
    assert!(map(&window).links()["feed-sellers"].open);
    assert!(window.query_by_label("Cannot be solved").is_none());
    assert_eq!(catchment::model::rules::errors(&map(&window)), []);
}

#[test]
fn a_number_for_all_segments_where_the_map_wants_each_can_be_split() {
    let mut document = two_shops();
    let mut feed = document.map().nodes()["feed"].clone();
    feed.kind = NodeKind::Channel {
        arrivals: PerSegment::One(9.0.into()),
    };
    document.edit("break", vec![Edit::put_node("feed", feed)]);
    let mut window = window_on(document, [node("feed")]);
    click(&mut window, Role::Button, "Split by segment");
    let feed = map(&window).nodes()["feed"].clone();
    let arrivals = feed.arrivals().unwrap();
    assert_eq!((arrivals.value("large"), arrivals.value("micro")), (9.0, 9.0));
}

#[test]
fn a_link_is_led_elsewhere_by_choosing_its_end() {
    let mut window = shops_on([link("feed-shop")]);
    let before = map(&window);
    choose(&mut window, "To", "Sellers");
    let edits = reconnect(&before, &"feed-shop".into(), End::To, &"sellers".into()).unwrap();
    changed(&mut window, &before, edits);
    window.get_by_role_and_label(Role::ComboBox, "To").click();
    settle(&mut window);
    assert!(window.query_by_role_and_label(Role::Button, "Wallet").is_none());
}

#[test]
fn a_node_is_made_another_kind_that_its_links_allow() {
    let mut window = shops_on([node("feed")]);
    let before = map(&window);
    choose(&mut window, "Kind", "Platform");
    let edits = set_kind(&before, &"feed".into(), NewNode::Platform).unwrap();
    changed(&mut window, &before, edits);
    window.get_by_role_and_label(Role::ComboBox, "Kind").click();
    settle(&mut window);
    assert!(window.query_by_role_and_label(Role::Button, "Payment").is_none());
}

#[test]
fn of_many_options_typing_finds_one() {
    let mut many = Map::clone(two_shops().map());
    let feed = many.nodes()["feed"].clone();
    for number in 1..=20 {
        let node = Node {
            name: format!("Feed {number}"),
            ..feed.clone()
        };
        many.apply(Edit::put_node(format!("feed-{number}").as_str(), node));
    }
    let mut window = window_on(Document::new(many), [link("feed-shop")]);
    let before = map(&window);
    window.get_by_role_and_label(Role::ComboBox, "From").click();
    settle(&mut window);
    window
        .get_by_role_and_label(Role::TextInput, "From: type to narrow down")
        .type_text("17");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let edits = reconnect(&before, &"feed-shop".into(), End::From, &"feed-17".into()).unwrap();
    changed(&mut window, &before, edits);
}

#[test]
fn an_owner_can_be_a_company_that_is_made_with_the_choice() {
    let mut window = shops_on([node("sellers")]);
    let before = map(&window);
    choose(&mut window, "Owner", "New company");
    let added = add::company(&before, "Company", None);
    let mut sellers = before.nodes()["sellers"].clone();
    sellers.owner = Some("company".into());
    let mut edits = added.edits;
    edits.push(Edit::put_node("sellers", sellers));
    changed(&mut window, &before, edits);
}

#[test]
fn digits_typed_while_a_form_is_filled_add_nothing_to_the_map() {
    let mut window = shops_on([node("shop")]);
    begin(&mut window, Role::SpinButton, "Commission", "5");
    press(&mut window, Modifiers::NONE, Key::Tab);
    let nodes = map(&window).nodes().len();
    press(&mut window, Modifiers::NONE, Key::Num2);
    assert_eq!(map(&window).nodes().len(), nodes);
}

#[test]
fn a_new_company_is_named_by_typing() {
    let mut window = shops_on([]);
    ask(&mut window, catchment::app::action::Action::AddCompany.into());
    settle(&mut window);
    for letter in ["A", "l", "p", "h", "a"] {
        window.event(egui::Event::Text(letter.into()));
        settle(&mut window);
    }
    let name = |window: &Window| map(window).companies()["company"].name.clone();
    assert_eq!(name(&window), "Alpha");
    ask(&mut window, catchment::app::action::Action::Undo.into());
    assert_eq!(name(&window), "Company", "all letters are one step");
}
