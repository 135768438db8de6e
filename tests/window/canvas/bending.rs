//! Bending links.

use super::*;

const LINK: &str = "Link Taobao to Sellers";

fn bend(window: &Window) -> Option<(f64, f64)> {
    window.state().state().map().links()["taobao-sellers"].bend
}

fn bent() -> (Window, String, Pos2) {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Link("taobao-sellers".into()));
    let from = center(&window, LINK);
    let to = from + vec2(-120.0, 16.0) * zoom(&window);
    drag_and_drop(&mut window, from, to, Modifiers::NONE);
    (window, before, to)
}

#[test]
fn the_middle_of_the_selected_link_bends_it_through_the_pointer() {
    let (mut window, before, to) = bent();
    let bend = bend(&window).unwrap();
    let straight = center(&window, "Taobao, platform").lerp(center(&window, "Sellers, merchants"), 0.5);
    let drawn = straight + vec2(bend.0 as f32, bend.1 as f32) * zoom(&window);
    assert!(drawn.distance(to) < 3.0, "{drawn} where the pointer was at {to}");
    is_one_step(&mut window, &before, "Bend Taobao → Sellers");
}

#[test]
fn a_double_click_straightens_it_again() {
    let (mut window, before, to) = bent();
    double_click(&mut window, to);
    assert_eq!(bend(&window), None);
    assert_eq!(step(&window), Some("Straighten Taobao → Sellers"));
    assert_eq!(text(&window), before);
}

#[test]
fn arrows_bend_the_selected_link_as_one_step_and_a_command_straightens_it() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Link("taobao-sellers".into()));
    for _ in 0..3 {
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
    }
    is_one_step(&mut window, &before, "Bend Taobao → Sellers");
    ask(&mut window, Action::Straighten.into());
    assert_eq!(bend(&window), None);
}

#[test]
fn escape_leaves_the_link_as_it_was() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Link("taobao-sellers".into()));
    let from = center(&window, LINK);
    drag(&mut window, from, from + vec2(80.0, 0.0), Modifiers::NONE);
    assert!(far(center(&window, LINK) - from), "it follows the pointer");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let_go(&mut window, from + vec2(80.0, 0.0), Modifiers::NONE);
    assert!(!far(center(&window, LINK) - from), "it is back");
    is_untouched(&window, &before);
}
