//! New links, and links led elsewhere.

use egui_kittest::kittest::NodeT;

use super::*;

fn link<'a>(window: &'a Window, id: &str) -> &'a Link {
    &window.state().state().map().links()[id]
}

#[test]
fn a_drag_from_the_rim_to_another_node_links_them() {
    let mut window = open();
    let before = text(&window);
    let (from, to) = (
        rim(&window, "Chats, channel"),
        center(&window, "Sellers, merchants"),
    );
    drag_and_drop(&mut window, from, to, Modifiers::NONE);
    is_one_step(&mut window, &before, "Link Chats to Sellers");
    assert_eq!(link(&window, "chats-sellers").to.as_str(), "sellers");
}

#[test]
fn the_new_link_is_selected_and_the_nodes_stay() {
    let mut window = open();
    let (from, to) = (
        rim(&window, "Chats, channel"),
        center(&window, "Sellers, merchants"),
    );
    drag_and_drop(&mut window, from, to, Modifiers::NONE);
    assert_eq!(selected(&window), ["link \"chats-sellers\""]);
    assert_eq!(node(&window, "chats").at, (0.0, 0.0));
}

#[test]
fn a_node_that_must_not_be_led_to_says_why_and_takes_no_link() {
    let mut window = open();
    let before = text(&window);
    let (from, to) = (rim(&window, "Chats, channel"), center(&window, "Alipay, payment"));
    drag(&mut window, from, to, Modifiers::NONE);
    window.get_by_label("Only merchants lead into a payment: orders are placed there.");
    let_go(&mut window, to, Modifiers::NONE);
    is_untouched(&window, &before);
}

#[test]
fn nothing_can_be_led_out_of_a_payment() {
    let mut window = open();
    let (from, to) = (
        rim(&window, "Alipay, payment"),
        center(&window, "Taobao, platform"),
    );
    drag_and_drop(&mut window, from, to, Modifiers::NONE);
    assert_eq!(window.state().state().map().links().len(), 3);
}

#[test]
fn let_go_over_the_ground_it_makes_a_node_and_the_link_in_one_step() {
    let mut window = open();
    let before = text(&window);
    let (from, to) = (rim(&window, "Chats, channel"), ground(&window));
    drag_and_drop(&mut window, from, to, Modifiers::NONE);
    is_untouched(&window, &before);
    let payment = window.get_by_role_and_label(egui::accesskit::Role::Button, "Payment");
    assert!(
        payment.accesskit_node().is_disabled(),
        "a channel leads into none"
    );
    window
        .get_by_role_and_label(egui::accesskit::Role::Button, "Platform")
        .click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    is_one_step(&mut window, &before, "Add Platform");
    let link = link(&window, "chats-platform");
    assert_eq!(link.from.as_str(), "chats");
    assert_eq!(
        node(&window, "platform").owner.as_ref().map(|id| id.as_str()),
        Some("tencent")
    );
}

#[test]
fn escape_gives_the_link_up() {
    let mut window = open();
    let before = text(&window);
    let (from, to) = (
        rim(&window, "Chats, channel"),
        center(&window, "Sellers, merchants"),
    );
    drag(&mut window, from, to, Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::Escape);
    let_go(&mut window, to, Modifiers::NONE);
    is_untouched(&window, &before);
}

#[test]
fn keys_alone_link_two_nodes() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Node("chats".into()));
    press(&mut window, Modifiers::NONE, Key::L);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    window.get_by_label("Press Enter or click to link Chats to Sellers.");
    is_untouched(&window, &before);
    press(&mut window, Modifiers::NONE, Key::Enter);
    is_one_step(&mut window, &before, "Link Chats to Sellers");
}

#[test]
fn tab_chooses_what_to_link_to_as_well_and_escape_gives_it_up() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Node("chats".into()));
    press(&mut window, Modifiers::NONE, Key::L);
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Tab);
    window.get_by_label("Press Enter or click to link Chats to Taobao.");
    assert_eq!(selected(&window), ["node \"chats\""]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Enter);
    is_untouched(&window, &before);
}

#[test]
fn a_click_chooses_what_to_link_to_as_well() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Node("chats".into()));
    press(&mut window, Modifiers::NONE, Key::L);
    let minis = center(&window, "Minis, platform");
    click(&mut window, minis);
    is_one_step(&mut window, &before, "Link Chats to Minis");
}

/// A window on the map with a straight link from Taobao to its sellers, which is selected.
fn open_straight() -> Window {
    let mut map = map();
    let link = Link {
        bend: Some((0.0, 0.0)),
        ..map.links()["taobao-sellers"].clone()
    };
    map.apply(Edit::put_link("taobao-sellers", link));
    let mut window = open_map(map);
    select(&mut window, Object::Link("taobao-sellers".into()));
    window
}

/// The handle at the end of the link from Taobao to its sellers.
fn end(window: &Window) -> Pos2 {
    rect(window, "Sellers, merchants").center_top() - vec2(0.0, 17.0)
}

#[test]
fn an_end_of_the_selected_link_is_led_to_another_node() {
    let mut window = open_straight();
    let before = text(&window);
    let (from, to) = (end(&window), center(&window, "Minis, platform"));
    drag_and_drop(&mut window, from, to, Modifiers::NONE);
    is_one_step(&mut window, &before, "Reconnect Taobao → Sellers");
    let link = link(&window, "taobao-sellers");
    assert_eq!((link.from.as_str(), link.to.as_str()), ("taobao", "minis"));
}

#[test]
fn an_end_led_where_it_must_not_be_or_nowhere_stays() {
    for target in ["Alipay, payment", "Taobao, platform", "Note: Mid 2021"] {
        let mut window = open_straight();
        let before = text(&window);
        let (from, to) = (end(&window), center(&window, target));
        drag_and_drop(&mut window, from, to, Modifiers::NONE);
        is_untouched(&window, &before);
    }
}

/// Drops a kind of link, taken from the palette, at a place.
fn drop_kind(window: &mut Window, kind: LinkKind, at: Pos2) {
    window.event(egui::Event::PointerMoved(at));
    window.run();
    window.drag_at(at);
    window.run();
    egui::DragAndDrop::set_payload(&window.ctx, kind);
    window.run();
    let_go(window, at, Modifiers::NONE);
}

#[test]
fn a_kind_dropped_on_a_node_starts_a_link_of_that_kind_there() {
    let mut window = open();
    let before = text(&window);
    let from = center(&window, "Chats, channel");
    drop_kind(&mut window, LinkKind::Campaign, from);
    is_untouched(&window, &before);
    let to = center(&window, "Sellers, merchants");
    click(&mut window, to);
    is_one_step(&mut window, &before, "Link Chats to Sellers");
    let map = window.state().state().map();
    let mut made = map.links().values();
    assert!(made.any(|link| link.to.as_str() == "sellers" && link.kind == LinkKind::Campaign));
}

#[test]
fn a_kind_dropped_on_a_link_becomes_its_kind_unless_its_ends_forbid_it() {
    let mut window = open();
    let before = text(&window);
    let on = center(&window, "Link Taobao to Sellers");
    drop_kind(&mut window, LinkKind::Payment, on);
    is_untouched(&window, &before);
    drop_kind(&mut window, LinkKind::Ad, on);
    is_one_step(&mut window, &before, "Taobao → Sellers: Kind");
}
