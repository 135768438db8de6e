//! The whole map small in a corner.

use super::*;

const OVERVIEW: &str = "Overview of the map";

fn shows(window: &Window) -> bool {
    window.query_all_by_label(OVERVIEW).count() > 0
}

#[test]
fn it_is_there_while_a_part_of_the_map_is_out_of_view() {
    let mut window = open();
    assert!(!shows(&window));
    for _ in 0..4 {
        ask(&mut window, Action::ZoomIn.into());
    }
    assert!(shows(&window));
    ask(&mut window, Action::ShowMinimap.into());
    assert!(!shows(&window), "it can be switched off");
}

#[test]
fn a_click_and_the_arrows_move_the_camera_and_nothing_else() {
    let mut window = open();
    let before = text(&window);
    for _ in 0..2 {
        ask(&mut window, Action::ZoomIn.into());
    }
    let overview = rect(&window, OVERVIEW);
    let sellers = |window: &Window| center(window, "Sellers, merchants");
    let first = sellers(&window);
    let corner = overview.center() + vec2(6.0, -6.0);
    click(&mut window, corner);
    let second = sellers(&window);
    assert!(far(second - first), "{first} {second}");
    window.get_by_label(OVERVIEW).focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    let third = sellers(&window);
    assert!(
        third.x > second.x + 20.0 && (third.y - second.y).abs() < 1.0,
        "{second} {third}"
    );
    is_untouched(&window, &before);
}
