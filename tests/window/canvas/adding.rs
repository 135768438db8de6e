//! Adding where the pointer is.

use catchment::app::payload::Payload;
use egui::accesskit::Role;

use super::*;

#[test]
fn a_double_click_on_the_ground_adds_what_is_chosen_and_lets_its_name_be_typed() {
    let mut window = open();
    let before = text(&window);
    let at = ground(&window);
    double_click(&mut window, at);
    is_untouched(&window, &before);
    window.get_by_role_and_label(Role::Button, "Channel").click();
    settle(&mut window);
    is_one_step(&mut window, &before, "Add Channel");
}

#[test]
fn the_name_typed_at_once_is_a_step_of_its_own() {
    let mut window = open();
    let at = ground(&window);
    double_click(&mut window, at);
    window.get_by_role_and_label(Role::Button, "Channel").click();
    settle(&mut window);
    type_text(&mut window, "红包 Red packets");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(node(&window, "channel").name, "红包 Red packets");
    assert_eq!(step(&window), Some("Rename Channel"));
    assert_eq!(selected(&window), ["node \"channel\""]);
}

#[test]
fn undo_right_after_adding_takes_the_node_back() {
    let mut window = open();
    let before = text(&window);
    let at = ground(&window);
    double_click(&mut window, at);
    window.get_by_role_and_label(Role::Button, "Channel").click();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&window), before);
}

#[test]
fn keys_choose_and_escape_closes_the_choice() {
    let mut window = open();
    let before = text(&window);
    let at = ground(&window);
    double_click(&mut window, at);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.query_all_by_label("Add here").count(), 0);
    is_untouched(&window, &before);
    double_click(&mut window, at);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(step(&window), Some("Add Platform"));
}

#[test]
fn what_is_added_on_a_companys_ground_is_its_own() {
    let mut window = open();
    let at = center(&window, "Sellers, merchants").lerp(center(&window, "Alipay, payment"), 0.5);
    let at = at + vec2(0.0, 30.0) * zoom(&window);
    double_click(&mut window, at);
    window.get_by_label("Add on the surface of Alibaba");
    window.get_by_role_and_label(Role::Button, "Payment").click();
    settle(&mut window);
    let owner = node(&window, "payment").owner.as_ref();
    assert_eq!(owner.map(|id| id.as_str()), Some("alibaba"));
}

#[test]
fn notes_and_frames_are_added_there_too() {
    for (what, label) in [("Note", "Add Note"), ("Frame", "Add Frame")] {
        let mut window = open();
        let before = text(&window);
        let at = ground(&window);
        double_click(&mut window, at);
        window.get_by_role_and_label(Role::Button, what).click();
        settle(&mut window);
        is_one_step(&mut window, &before, label);
    }
}

#[test]
fn what_is_dropped_from_a_panel_is_added_there() {
    let mut window = open();
    let before = text(&window);
    let at = ground(&window);
    window.event(Event::PointerMoved(at));
    window.run();
    window.drag_at(at);
    window.run();
    egui::DragAndDrop::set_payload(&window.ctx, Payload::Platform);
    window.run();
    let_go(&mut window, at, Modifiers::NONE);
    is_one_step(&mut window, &before, "Add Platform");
    let (x, y) = node(&window, "platform").at;
    assert!((x - 700.0).abs() <= 8.0 && (y - 390.0).abs() <= 8.0, "{x} {y}");
}

#[test]
fn an_empty_map_says_how_to_begin_and_its_first_node_lies_where_it_was_put() {
    let mut window = open_map(Map::new("empty"));
    let at = center(&window, "Map: empty") + vec2(-120.0, 70.0);
    double_click(&mut window, at);
    window.get_by_role_and_label(Role::Button, "Channel").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    let put = center(&window, "Channel, channel");
    assert!(put.distance(at) < 20.0, "{put} where {at} was clicked");
}
