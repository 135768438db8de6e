//! Presentation: the steps, what each says, and that leaving puts everything back.
use crate::common::window::{Window, ask, open, settle, two_shops};
use catchment::app::command::Command;
use catchment::model::Object;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

fn press(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::NONE, key);
    settle(window);
}

fn shown(window: &Window) -> Option<String> {
    let scenario = window.state().state().scenario.as_ref();
    scenario.map(|id| id.as_str().to_owned())
}

fn texts(window: &Window) -> Vec<String> {
    let nodes = window.query_all_by_role(Role::Label);
    nodes.filter_map(|node| node.value()).collect()
}

#[test]
fn it_shows_the_map_alone_and_steps_through_today_and_the_scenarios() {
    let mut window = open(two_shops());
    press(&mut window, Key::F5);
    assert!(window.query_by_label("Filter by name or kind").is_none());
    assert!(window.query_by_label("Commission").is_none());
    assert_eq!(shown(&window), None);
    press(&mut window, Key::ArrowRight);
    assert_eq!(shown(&window), Some("mini".into()));
    assert!(texts(&window).contains(&"Open the mini-program".to_owned()));
    press(&mut window, Key::PageDown);
    assert_eq!(shown(&window), Some("mini".into()), "the last step holds");
    press(&mut window, Key::ArrowLeft);
    assert_eq!(shown(&window), None);
}

#[test]
fn a_scenario_says_who_gains() {
    let mut window = open(two_shops());
    press(&mut window, Key::F5);
    press(&mut window, Key::Space);
    let texts = texts(&window);
    assert!(texts.iter().any(|text| text.starts_with("Acme +")), "{texts:?}");
}

#[test]
fn the_arrows_below_the_map_can_be_clicked() {
    let mut window = open(two_shops());
    press(&mut window, Key::F5);
    window.get_by_role_and_label(Role::Button, "Next step").click();
    settle(&mut window);
    assert_eq!(shown(&window), Some("mini".into()));
    window
        .get_by_role_and_label(Role::Button, "Previous step")
        .click();
    settle(&mut window);
    assert_eq!(shown(&window), None);
}

#[test]
fn leaving_puts_scenario_selection_camera_and_panels_back() {
    let mut window = open(two_shops());
    ask(&mut window, Command::GoTo(Object::Node("wallet".into())));
    let zoom = |window: &Window| texts(window).into_iter().find(|text| text.starts_with("Zoom "));
    let before = zoom(&window);
    press(&mut window, Key::F5);
    press(&mut window, Key::End);
    press(&mut window, Key::Escape);
    assert_eq!(shown(&window), None);
    assert_eq!(zoom(&window), before);
    let selection = &window.state().state().selection;
    assert!(selection.contains(&Object::Node("wallet".into())) && selection.len() == 1);
    assert!(window.query_by_label("Filter by name or kind").is_some());
    assert_eq!(window.ctx.zoom_factor(), 1.0);
}

#[test]
fn nothing_can_be_changed_in_it() {
    let mut window = open(two_shops());
    ask(&mut window, Command::Select(vec![Object::Node("wallet".into())]));
    press(&mut window, Key::F5);
    for key in [Key::Delete, Key::ArrowUp, Key::O, Key::N] {
        press(&mut window, key);
    }
    let gate = window.get_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("Shop, platform"))
    });
    gate.click();
    settle(&mut window);
    assert!(!window.state().state().document.is_dirty());
    assert!(window.state().state().selection.is_empty());
}
