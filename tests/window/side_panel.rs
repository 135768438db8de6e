//! The palette and the outline: what a person finds, goes to, selects, renames and hides there.
use crate::common::window::{Window, ask, open, settle, two_shops};
use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::model::{Edit, LinkKind, Map, Node, NodeKind, Object};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    settle(window);
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

/// The names in the outline, from top to bottom.
fn listed(window: &Window) -> Vec<String> {
    let rows = window.get_all_by_role(Role::TreeItem);
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

/// What the status bar says of the zoom.
fn zoom(window: &Window) -> String {
    let labels = window.get_all_by_role(Role::Label);
    let mut texts = labels.filter_map(|label| label.value());
    texts.find(|text| text.starts_with("Zoom ")).unwrap()
}

fn name_of(window: &Window, id: &str) -> String {
    window.state().state().map().nodes()[id].name.clone()
}

#[test]
fn the_outline_lists_each_company_with_what_it_hosts() {
    let window = open(two_shops());
    let listed = listed(&window);
    let company = listed.iter().position(|row| row == "Acme (company)").unwrap();
    let feed = listed.iter().position(|row| row == "Feed (channel)").unwrap();
    assert!(company < feed, "{listed:?}");
    assert!(
        listed.contains(&"Open the mini-program (scenario)".to_owned()),
        "{listed:?}"
    );
}

#[test]
fn a_click_selects_a_node_and_brings_it_into_view() {
    let mut window = open(two_shops());
    let before = zoom(&window);
    click(&mut window, Role::TreeItem, "Feed (channel)");
    assert_eq!(selected(&window), ["node \"feed\""]);
    assert_ne!(zoom(&window), before, "the camera has moved");
}

#[test]
fn a_click_with_ctrl_adds_to_the_selection() {
    let mut window = open(two_shops());
    click(&mut window, Role::TreeItem, "Feed (channel)");
    let shop = window.get_by_role_and_label(Role::TreeItem, "Shop (platform)");
    shop.click_modifiers(Modifiers::COMMAND);
    settle(&mut window);
    assert_eq!(selected(&window), ["node \"feed\"", "node \"shop\""]);
}

#[test]
fn the_filter_leaves_what_has_the_typed_in_its_name_or_kind() {
    let mut window = open(two_shops());
    window.get_by_label("Filter by name or kind").focus();
    window.get_by_label("Filter by name or kind").type_text("PLATF");
    settle(&mut window);
    let rows = listed(&window);
    assert!(rows.contains(&"Shop (platform)".to_owned()), "{rows:?}");
    assert!(!rows.contains(&"Feed (channel)".to_owned()), "{rows:?}");
}

#[test]
fn the_keyboard_alone_finds_and_goes_there() {
    let mut window = open(two_shops());
    window.get_by_label("Filter by name or kind").focus();
    window.get_by_label("Filter by name or kind").type_text("feed");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&window), ["node \"feed\""]);
    let before = zoom(&window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_ne!(zoom(&window), before, "Enter flies there");
    let at = window.state().state().map().nodes()["feed"].at;
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(selected(&window), ["company \"acme\""]);
    assert_eq!(
        window.state().state().map().nodes()["feed"].at,
        at,
        "the arrows moved through the outline, not a node"
    );
}

#[test]
fn what_is_typed_over_the_list_filters_it_and_is_no_shortcut() {
    let mut window = open(two_shops());
    click(&mut window, Role::TreeItem, "Feed (channel)");
    let before = window.state().state().map().clone();
    window.event(egui::Event::Text("o".into()));
    window.key_press(Key::O);
    settle(&mut window);
    let rows = listed(&window);
    assert!(!rows.contains(&"Feed (channel)".to_owned()), "{rows:?}");
    assert_eq!(*window.state().state().map(), before, "O opens no link here");
}

#[test]
fn a_double_click_renames_in_one_step() {
    let mut window = open(two_shops());
    // A step of the test takes longer than a finger does.
    let patient = |options: &mut egui::Options| options.input_options.max_double_click_delay = 2.0;
    window.ctx.options_mut(patient);
    for _ in 0..2 {
        window
            .get_by_role_and_label(Role::TreeItem, "Feed (channel)")
            .click();
    }
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("New name").type_text("微信 feed");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(name_of(&window, "feed"), "微信 feed");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(name_of(&window, "feed"), "Feed");
    assert!(!window.state().state().document.is_dirty());
}

#[test]
fn escape_leaves_the_name_as_it_was() {
    let mut window = open(two_shops());
    click(&mut window, Role::TreeItem, "Feed (channel)");
    press(&mut window, Modifiers::NONE, Key::F2);
    window.get_by_label("New name").type_text("other");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(name_of(&window, "feed"), "Feed");
    assert!(window.query_by_label("New name").is_none());
}

#[test]
fn a_hidden_company_is_neither_drawn_nor_reached_nor_deleted() {
    let mut window = open(two_shops());
    let drawn = |window: &Window| {
        let names = window.get_all_by_role(Role::Button);
        let mut names = names.filter_map(|node| node.accesskit_node().label());
        names.any(|name| name.starts_with("Feed, channel of Acme"))
    };
    assert!(drawn(&window));
    click(&mut window, Role::Switch, "Hide Acme");
    assert!(!drawn(&window));
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(!selected(&window).contains(&"node \"feed\"".to_owned()));
    click(&mut window, Role::Switch, "Show Acme");
    assert!(drawn(&window));
    assert!(
        !window.state().state().document.is_dirty(),
        "the file knows nothing of it"
    );
}

#[test]
fn going_to_what_is_hidden_shows_it() {
    let mut window = open(two_shops());
    ask(&mut window, Command::SetShown("acme".into(), false));
    click(&mut window, Role::TreeItem, "Feed (channel)");
    assert!(window.state().state().hidden.is_empty());
    assert_eq!(selected(&window), ["node \"feed\""]);
}

#[test]
fn what_is_selected_elsewhere_is_brought_into_view() {
    let mut map = Map::new("Long");
    for number in 0..10_000 {
        let kind = NodeKind::Channel {
            arrivals: Default::default(),
        };
        let node = Node {
            at: (f64::from(number % 100) * 90.0, f64::from(number / 100) * 90.0),
            ..Node::new(format!("Node {number:05}"), kind)
        };
        map.apply(Edit::put_node(format!("n{number:05}").as_str(), node));
    }
    let mut window = open(Document::new(map));
    let rows = listed(&window).len();
    assert!((5..60).contains(&rows), "only what is in view is drawn: {rows}");
    ask(&mut window, Command::Select(vec![Object::Node("n09000".into())]));
    assert!(listed(&window).contains(&"Node 09000 (channel)".to_owned()));
}

#[test]
fn the_kind_of_new_links_is_chosen_and_given_up_by_a_click() {
    let mut window = open(two_shops());
    let kind = |window: &Window| window.state().state().view.link_kind;
    click(&mut window, Role::Button, "Draw links of kind Mini-program");
    assert_eq!(kind(&window), Some(LinkKind::MiniProgram));
    click(&mut window, Role::Button, "Draw links of kind Mini-program");
    assert_eq!(kind(&window), None);
}

#[test]
fn ctrl_b_hides_and_shows_the_panel() {
    let mut window = open(two_shops());
    assert!(window.query_by_label("Filter by name or kind").is_some());
    press(&mut window, Modifiers::COMMAND, Key::B);
    assert!(window.query_by_label("Filter by name or kind").is_none());
    ask(&mut window, Action::ShowSide.into());
    assert!(window.query_by_label("Filter by name or kind").is_some());
}

#[test]
fn a_click_in_the_palette_puts_a_node_in_the_middle_as_one_step() {
    let mut window = open(two_shops());
    let before = window.state().state().map().nodes().len();
    click(&mut window, Role::Button, "Palette: Channel");
    assert_eq!(window.state().state().map().nodes().len(), before + 1);
    assert!(
        selected(&window)[0].starts_with("node "),
        "{:?}",
        selected(&window)
    );
    ask(&mut window, Action::Undo.into());
    assert_eq!(window.state().state().map().nodes().len(), before);
}

#[test]
fn enter_on_an_entry_of_the_palette_does_the_same() {
    let mut window = open(two_shops());
    let before = window.state().state().map().notes().len();
    window
        .get_by_role_and_label(Role::Button, "Palette: Note")
        .focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().state().map().notes().len(), before + 1);
}

#[test]
fn the_map_says_what_is_hidden_and_shows_it_again() {
    let mut window = open(two_shops());
    assert!(window.query_by_label("1 company hidden").is_none());
    ask(&mut window, Command::SetShown("acme".into(), false));
    assert!(window.query_by_label("1 company hidden").is_some());
    window.get_by_label("Show all").click();
    settle(&mut window);
    assert!(window.state().state().hidden.is_empty());
    assert!(window.query_by_label("1 company hidden").is_none());
}
