//! The window's panels: what a person clicks and types, and what the map and the panels show then.
use crate::common::window::{Window, ask, open, open_sized, settle, two_shops};
use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, NodeKind, Object, Pull};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    settle(window);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// The whole row of a table whose name starts so.
fn row(window: &Window, start: &str) -> String {
    let rows = window.get_all_by_role(Role::Row);
    let texts = rows.filter_map(|row| row.accesskit_node().label());
    let mut found = texts.filter(|text| text.starts_with(start));
    found
        .next()
        .unwrap_or_else(|| panic!("a row that starts with {start:?}"))
}

fn commission(window: &Window) -> f64 {
    let map = window.state().state().map();
    match &map.nodes()["shop"].kind {
        NodeKind::Platform { commission, .. } => commission.value,
        _ => panic!("the shop is a platform"),
    }
}

fn select(window: &mut Window, object: Object) {
    ask(window, Command::Select(vec![object]));
}

#[test]
fn today_shows_what_each_company_captures_and_no_change() {
    let window = open(two_shops());
    let acme = row(&window, "Acme");
    assert!(acme.contains("Visits kept: "), "{acme}");
    assert!(acme.contains("Sales booked: "), "{acme}");
    assert!(!acme.contains('('), "no change without a scenario: {acme}");
}

#[test]
fn a_scenario_shows_its_change_against_today() {
    let mut window = open(two_shops());
    click(&mut window, Role::ComboBox, "Scenario");
    click(&mut window, Role::Button, "Open the mini-program");
    assert_eq!(
        window.state().state().scenario.as_ref().map(|id| id.as_str()),
        Some("mini")
    );
    let acme = row(&window, "Acme");
    assert!(acme.contains("Sales booked: ") && acme.contains("(+"), "{acme}");
    assert!(window.query_by_label("more than today").is_some());
    press(&mut window, Modifiers::NONE, Key::Home);
    assert!(!row(&window, "Acme").contains('('));
}

#[test]
fn the_chart_of_gains_tells_the_change_of_every_company() {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowTab(Tab::Gains));
    let asks = "Choose a scenario, or click a gate on the map, to see who gains and who loses against today.";
    assert!(
        window.query_by_label(asks).is_some(),
        "today there is nothing to compare"
    );
    click(&mut window, Role::ComboBox, "Scenario");
    click(&mut window, Role::Button, "Open the mini-program");
    let images = window.get_all_by_role(Role::Image);
    let texts = images.filter_map(|image| image.accesskit_node().label());
    let charts: Vec<String> = texts
        .filter(|text| text.contains("against today: Acme +"))
        .collect();
    assert_eq!(charts.len(), 1, "{charts:?}");
}

#[test]
fn a_commission_typed_in_the_inspector_is_one_step_that_undo_takes_back() {
    let mut window = open(two_shops());
    select(&mut window, Object::Node("shop".into()));
    let before = row(&window, "Acme");
    window
        .get_by_role_and_label(Role::SpinButton, "Commission")
        .click();
    window.run();
    for field in window.get_all_by_label("Commission") {
        if field.is_focused() {
            field.type_text("2.5");
        }
    }
    window.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(commission(&window), 0.025);
    assert_ne!(row(&window, "Acme"), before, "more commission is more income");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(commission(&window), 0.006);
    assert_eq!(row(&window, "Acme"), before);
    assert!(!window.state().state().document.is_dirty());
}

#[test]
fn looking_at_a_number_does_not_change_it() {
    let mut window = open(two_shops());
    select(&mut window, Object::Node("shop".into()));
    window
        .get_by_role_and_label(Role::SpinButton, "Commission")
        .click();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(commission(&window), 0.006);
    assert!(!window.state().state().document.is_dirty());
}

#[test]
fn evidence_stands_below_its_number() {
    let mut window = open(two_shops());
    select(&mut window, Object::Link("shop-sellers".into()));
    assert!(
        window
            .query_by_label("35 to 50 % · 2021 · medium confidence")
            .is_some()
    );
}

#[test]
fn the_kind_of_pull_is_a_choice() {
    let mut window = open(two_shops());
    select(&mut window, Object::Link("feed-shop".into()));
    click(&mut window, Role::ComboBox, "Given as");
    click(&mut window, Role::Button, "Weight");
    let map = window.state().state().map();
    assert!(matches!(map.links()["feed-shop"].pull, Pull::Weight(_)));
}

#[test]
fn a_row_of_the_table_of_links_selects_its_link() {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    assert!(
        window.query_by_label("Feed → Shop").is_none(),
        "open links are left out at first"
    );
    click(&mut window, Role::Button, "Feed → Sellers");
    let selection = &window.state().state().selection;
    assert_eq!(
        selection.iter().collect::<Vec<_>>(),
        [&Object::Link("feed-sellers".into())]
    );
}

#[test]
fn open_links_join_the_table_when_asked_for() {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    click(&mut window, Role::CheckBox, "Also closing open links");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Feed → Shop")
            .is_some()
    );
}

#[test]
fn a_click_on_a_column_sorts_by_it_and_another_turns_the_order() {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    click(&mut window, Role::CheckBox, "Also closing open links");
    let names = |window: &Window| -> Vec<String> {
        let mut rows: Vec<_> = window
            .get_all_by_role(Role::Button)
            .filter_map(|button| Some((button.rect().top(), button.accesskit_node().label()?)))
            .filter(|(_, label)| label.contains('→') && !label.contains("what-if"))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, name)| name).collect()
    };
    click(&mut window, Role::ColumnHeader, "Link");
    let up = [
        "Feed → Sellers",
        "Feed → Shop",
        "Sellers → Wallet",
        "Shop → Sellers",
    ];
    assert_eq!(names(&window), up);
    click(&mut window, Role::ColumnHeader, "Link");
    let down = [
        "Feed → Sellers",
        "Shop → Sellers",
        "Sellers → Wallet",
        "Feed → Shop",
    ];
    assert_eq!(names(&window), down, "closed links stay first");
}

#[test]
fn trying_a_link_from_today_makes_a_what_if_and_leaves_today_alone() {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    click(&mut window, Role::Button, "Open Feed → Sellers in a what-if");
    let state = window.state().state();
    let (id, scenario) = state.scenario().unwrap();
    assert_eq!(
        (id.as_str(), scenario.name.as_str()),
        ("open-feed-sellers", "Open Feed → Sellers")
    );
    assert!(scenario.open.contains("feed-sellers"));
    assert!(!state.map().links()["feed-sellers"].open);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().state().scenario, None);
    assert_eq!(window.state().state().map().scenarios().len(), 1);
}

#[test]
fn the_letter_o_opens_and_closes_the_selected_link() {
    let mut window = open(two_shops());
    select(&mut window, Object::Link("feed-sellers".into()));
    let open_now = |window: &Window| {
        let (_, scenario) = window.state().state().scenario().unwrap();
        scenario.is_open(&"feed-sellers".into(), false)
    };
    press(&mut window, Modifiers::NONE, Key::O);
    assert!(open_now(&window));
    press(&mut window, Modifiers::NONE, Key::O);
    assert!(!open_now(&window));
}

#[test]
fn letters_typed_in_a_field_are_no_shortcuts() {
    let mut window = open(two_shops());
    select(&mut window, Object::Link("feed-sellers".into()));
    let note = window.get_by_role_and_label(Role::MultilineTextInput, "Note");
    note.focus();
    window.run();
    window
        .get_by_role_and_label(Role::MultilineTextInput, "Note")
        .type_text("to do");
    press(&mut window, Modifiers::NONE, Key::O);
    press(&mut window, Modifiers::NONE, Key::Delete);
    let state = window.state().state();
    assert_eq!(state.scenario, None);
    assert_eq!(state.map().links()["feed-sellers"].note, "to do");
}

#[test]
fn a_broken_map_names_its_problem_and_a_click_goes_there() {
    let mut window = open(two_shops());
    let mut link = window.state().state().map().links()["feed-shop"].clone();
    *link.pull.number_mut() = 1.7.into();
    let label = "break it".to_owned();
    let edits = vec![Edit::put_link("feed-shop", link)];
    ask(
        &mut window,
        Command::Edit {
            label,
            edits,
            merge: false,
        },
    );
    assert!(window.query_by_label("Cannot be solved").is_some());
    assert!(
        row(&window, "Acme").contains("Visits kept"),
        "the last answer stays"
    );
    click(&mut window, Role::Tab, "Problems");
    let rows = window.get_all_by_role(Role::Button);
    let names = rows.filter_map(|row| row.accesskit_node().label());
    let problem = { names }.find(|name| name.starts_with("Error: Feed → Shop"));
    click(&mut window, Role::Button, &problem.unwrap());
    let selection = &window.state().state().selection;
    assert!(selection.contains(&Object::Link("feed-shop".into())));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(window.query_by_label("Cannot be solved").is_none());
}

#[test]
fn a_node_is_deleted_with_its_links_and_comes_back() {
    let mut window = open(two_shops());
    let before = window.state().state().map().clone();
    select(&mut window, Object::Node("wallet".into()));
    press(&mut window, Modifiers::NONE, Key::Delete);
    let state = window.state().state();
    assert!(!state.map().nodes().contains_key("wallet"));
    assert!(!state.map().links().contains_key("sellers-wallet"));
    assert!(state.selection.is_empty());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.state().state().map(), before);
}

#[test]
fn saving_writes_the_file_and_the_status_bar_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    file::save(&path, two_shops().map()).unwrap();
    let mut window = open(Document::open(&path).unwrap());
    assert!(window.query_by_label("Saved").is_some());
    ask(
        &mut window,
        Command::Edit {
            label: "rename".to_owned(),
            edits: vec![Edit::Name("Another name".to_owned())],
            merge: false,
        },
    );
    assert!(window.query_by_label("Unsaved changes").is_some());
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(window.query_by_label("Saved").is_some());
    assert_eq!(file::load(&path).unwrap().map.name(), "Another name");
}

#[test]
fn a_new_map_asks_first_when_changes_are_unsaved() {
    let mut window = open(two_shops());
    ask(&mut window, Action::NewWhatIf.into());
    press(&mut window, Modifiers::COMMAND, Key::N);
    assert_eq!(window.state().state().map().name(), "Two shops");
    click(&mut window, Role::Button, "Cancel");
    assert_eq!(window.state().state().map().name(), "Two shops");
    press(&mut window, Modifiers::COMMAND, Key::N);
    click(&mut window, Role::Button, "Don't save");
    assert!(window.state().state().map().nodes().is_empty());
}

#[test]
fn closing_the_window_asks_while_changes_are_unsaved() {
    let mut window = open(two_shops());
    ask(&mut window, Action::NewWhatIf.into());
    let viewports = &mut window.input_mut().viewports;
    let root = viewports.entry(egui::ViewportId::ROOT).or_default();
    root.events.push(egui::ViewportEvent::Close);
    window.step();
    let refused = |window: &Window| {
        let output = &window.output().viewport_output[&egui::ViewportId::ROOT];
        output.commands.contains(&egui::ViewportCommand::CancelClose)
    };
    assert!(refused(&window));
    window.run();
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Don't save")
            .is_some()
    );
}

#[test]
fn the_theme_switches_and_every_panel_draws_in_both() {
    for size in [[1280.0, 800.0], [1920.0, 1080.0], [960.0, 600.0]] {
        let mut window = open_sized(two_shops(), size);
        for action in [Action::ThemeLight, Action::ThemeDark] {
            ask(&mut window, action.into());
            let dark = window.ctx.theme() == egui::Theme::Dark;
            assert_eq!(dark, action == Action::ThemeDark);
            for tab in Tab::ALL {
                ask(&mut window, Command::ShowTab(*tab));
            }
            for object in [
                Object::Node("feed".into()),
                Object::Node("sellers".into()),
                Object::Node("wallet".into()),
                Object::Link("feed-shop".into()),
                Object::Company("acme".into()),
                Object::Scenario("mini".into()),
                Object::Note("n1".into()),
                Object::Frame("f1".into()),
            ] {
                select(&mut window, object);
            }
        }
    }
}

#[test]
fn the_legend_says_how_the_map_is_read_and_can_be_put_away() {
    let mut window = open(two_shops());
    window.get_by_label("Gate: click to open or close");
    window.get_by_label("Width, number: visits per day");
    ask(&mut window, Action::ShowLegend.into());
    assert!(window.query_by_label("Gate: click to open or close").is_none());
}

#[test]
fn the_legend_says_what_is_left_out_on_a_large_map() {
    let channels = |count: u32| {
        let mut map = catchment::model::Map::new("Channels");
        for number in 0..count {
            let kind = NodeKind::Channel {
                arrivals: catchment::model::PerSegment::from(1.0),
            };
            let node = catchment::model::Node {
                at: (f64::from(number % 50) * 160.0, f64::from(number / 50) * 140.0),
                ..catchment::model::Node::new(format!("Channel {number}"), kind)
            };
            map.apply(Edit::put_node(format!("n{number}"), node));
        }
        open(Document::new(map))
    };
    let told = |window: &Window| window.query_by_label_contains("areas drawn plainly").is_some();
    assert!(!told(&channels(100)));
    assert!(told(&channels(2100)));
}
