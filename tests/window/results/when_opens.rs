//! The table of single links: filtered, and never wider than the panel.

use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::app::samples::Sample;

use super::*;
use crate::common::window::{Window, ask, open_sized};

fn table(size: [f32; 2]) -> Window {
    let mut window = open_sized(Sample::Reference.document().unwrap(), size);
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    window
}

fn links(window: &Window) -> Vec<String> {
    let buttons = names(window, Role::Button).into_iter();
    buttons
        .filter(|name| name.starts_with("Open ") && name.ends_with(" in a what-if"))
        .collect()
}

#[test]
fn what_is_typed_filters_by_name_kind_and_gatekeeper() {
    let mut window = table([1920.0, 1080.0]);
    let all = links(&window);
    let field = window.get_by_role_and_label(Role::TextInput, "Filter: name, kind, gatekeeper");
    field.focus();
    window.run();
    window.event(egui::Event::Text("baidu".to_owned()));
    settle(&mut window);
    let some = links(&window);
    assert!(some.len() < all.len(), "{} of {}", some.len(), all.len());
    assert!(some.iter().any(|name| name.contains("Baidu")), "{some:?}");
    window.event(egui::Event::Text(" nothing is called so".to_owned()));
    settle(&mut window);
    assert!(links(&window).is_empty());
    assert!(window.query_by_label("No link fits the filter.").is_some());
}

#[test]
fn companies_without_room_share_a_column() {
    let heads = |size| {
        let window = table(size);
        let heads = window.query_all_by_role(Role::ColumnHeader);
        heads
            .map(|head| (head.accesskit_node().label().unwrap(), head.rect().right()))
            .collect::<Vec<_>>()
    };
    let small = heads([1280.0, 800.0]);
    assert!(
        small.iter().any(|(name, _)| name.ends_with(" others")),
        "{small:?}"
    );
    // The inspector is at least this wide.
    assert!(
        small.iter().all(|(_, right)| *right <= 1280.0 - 320.0),
        "{small:?}"
    );
    let large = heads([2560.0, 1080.0]);
    assert!(
        !large.iter().any(|(name, _)| name.ends_with(" others")),
        "{large:?}"
    );
}
