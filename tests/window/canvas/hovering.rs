//! What the pointer brings out, with a scenario on as without, and messages that leave the map where it is.

use std::time::Duration;

use catchment::app::theme::Theme;
use catchment::model::Scenario;
use egui::accesskit::Role;
use egui::{Color32, ViewportId};

use super::*;

fn with_scenario() -> Window {
    let mut map = map();
    map.apply_all([Edit::put_scenario(
        "shut",
        Scenario {
            name: "Shut".to_owned(),
            close: ["chats-taobao".into()].into(),
            ..Scenario::default()
        },
    )]);
    let mut window = open_map(map);
    ask(&mut window, Action::ThemeLight.into());
    window
}

fn hover(window: &mut Window, at: Pos2) {
    window.event(egui::Event::PointerMoved(at));
    settle(window);
}

/// How far from `center` something of this colour is painted within a node's surroundings.
fn reach(window: &Window, center: Pos2, color: impl Fn(Color32) -> bool) -> f32 {
    let mut far = 0.0_f32;
    let shapes = window.output().shapes.clone();
    for clipped in window.ctx.tessellate(shapes, 1.0) {
        if let egui::epaint::Primitive::Mesh(mesh) = clipped.primitive {
            let corners = mesh.vertices.iter().filter(|corner| color(corner.color));
            let distances = corners.map(|corner| corner.pos.distance(center));
            far = distances.filter(|distance| *distance < 90.0).fold(far, f32::max);
        }
    }
    far
}

#[test]
fn what_is_selected_or_pointed_at_is_ringed_with_a_scenario_on_as_well() {
    let theme = Theme::light();
    let ring = |window: &Window, at| reach(window, at, |color| color == theme.accent);
    let loss = theme.background.lerp_to_gamma(theme.loss, 0.75);
    let change = |window: &Window, at| reach(window, at, |color| color == loss);
    let mut window = with_scenario();
    let taobao = Object::Node("taobao".into());
    select(&mut window, taobao.clone());
    let at = center(&window, "Taobao, platform");
    let today = ring(&window, at);
    assert!(today > 0.0 && change(&window, at) == 0.0);
    ask(&mut window, Command::ShowScenario(Some("shut".into())));
    select(&mut window, taobao);
    let at = center(&window, "Taobao, platform");
    let (selected, changed) = (ring(&window, at), change(&window, at));
    assert!(changed > 0.0, "the scenario takes visits from it");
    assert!(selected > changed, "{selected} is seen round {changed}");
    // Pointed at, it has a paler ring in the same place.
    ask(&mut window, Command::Select(Vec::new()));
    let pale = |window: &Window| reach(window, at, |color| color == Theme::faded(theme.accent, 0.35));
    assert_eq!(pale(&window), 0.0);
    hover(&mut window, at);
    assert!(
        pale(&window) > changed,
        "{} is seen round {changed}",
        pale(&window)
    );
}

#[test]
fn a_pointer_that_rests_on_a_node_after_a_choice_elsewhere_has_its_tooltip() {
    let mut window = with_scenario();
    let at = center(&window, "Taobao, platform");
    let tooltip = |window: &Window| {
        let words = crate::common::window::painted_words(window);
        words.iter().any(|text| text.contains("Platform of Alibaba."))
    };
    // A click on the map: what it changes is to be seen first, then the tooltip, without a further move.
    click(&mut window, at);
    assert!(!tooltip(&window));
    let root = &window.output().viewport_output[&ViewportId::ROOT];
    assert!(
        root.repaint_delay <= Duration::from_secs_f32(1.5),
        "{:?}",
        root.repaint_delay
    );
    // A click elsewhere keeps nothing back.
    ask(&mut window, Command::Select(Vec::new()));
    for _ in 0..120 {
        window.step();
    }
    let today = window
        .get_by_role_and_label(Role::Button, "Today")
        .rect()
        .center();
    click(&mut window, today);
    hover(&mut window, at + vec2(1.0, 0.0));
    for _ in 0..40 {
        window.step();
    }
    assert!(
        tooltip(&window),
        "{:?}",
        crate::common::window::painted_words(&window)
    );
}

#[test]
fn a_message_comes_and_goes_over_a_map_that_stays_where_it_is() {
    let mut window = open();
    let place = |window: &Window| {
        let canvas = window.get_by_role(Role::Canvas).rect();
        (canvas, center(window, "Taobao, platform"))
    };
    let before = place(&window);
    for text in ["no map", "no map again"] {
        window.event(egui::Event::Paste(text.to_owned()));
        settle(&mut window);
        let dismiss = window.get_by_role_and_label(Role::Button, "Dismiss").rect();
        assert_eq!(place(&window), before);
        assert!(before.0.contains_rect(dismiss), "{dismiss:?} in {:?}", before.0);
    }
    window.get_by_role_and_label(Role::Button, "Dismiss").click();
    settle(&mut window);
    assert!(window.query_by_role_and_label(Role::Button, "Dismiss").is_none());
    assert_eq!(place(&window), before);
}
