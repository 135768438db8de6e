//! The tour at the first start, and the pages of help.

use catchment::app::action::Action;
use catchment::app::i18n::LanguagePreference;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, open, open_sized, settle, two_shops};

fn click(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    settle(window);
}

#[test]
fn the_tour_has_five_steps_and_does_not_come_again() {
    let mut window = open(two_shops());
    window.state_mut().welcome();
    settle(&mut window);
    for step in 1..=5 {
        assert!(
            window.query_by_label(&format!("Step {step} of 5")).is_some(),
            "{step}"
        );
        assert!(!window.state().state().view.toured);
        click(&mut window, if step < 5 { "Next" } else { "Start" });
    }
    assert!(window.state().state().view.toured);
    window.state_mut().welcome();
    settle(&mut window);
    assert!(window.query_by_label("Step 1 of 5").is_none());
    // Who wants it again finds it in the menu.
    ask(&mut window, Action::Tour.into());
    assert!(window.query_by_label("Step 1 of 5").is_some());
    click(&mut window, "Next");
    click(&mut window, "Back");
    assert!(window.query_by_label("Step 1 of 5").is_some());
    window.key_press(egui::Key::Escape);
    settle(&mut window);
    assert!(window.query_by_label("Step 1 of 5").is_none());
    ask(&mut window, Action::Tour.into());
    click(&mut window, "Leave the tour");
    assert!(window.query_by_label("Step 1 of 5").is_none());
}

#[test]
fn a_card_of_the_tour_stays_within_the_smallest_window() {
    let size = [960.0, 600.0];
    let mut window = open_sized(two_shops(), size);
    window.state_mut().welcome();
    settle(&mut window);
    for step in 1..=5 {
        let card = window.get_by_label(&format!("Step {step} of 5")).rect();
        assert!(
            card.max.x <= size[0] && card.max.y <= size[1] && card.min.x >= 0.0,
            "{step}: {card:?}"
        );
        click(&mut window, if step < 5 { "Next" } else { "Start" });
    }
}

#[test]
fn every_page_of_help_is_shown_and_links_lead_to_the_next() {
    for (language, pages, close) in [
        (
            LanguagePreference::English,
            [
                "First map in ten minutes",
                "What each number means",
                "Reading the results",
                "Where the numbers of the reference map come from",
                "Limits of the model",
            ],
            "Close",
        ),
        (
            LanguagePreference::Chinese,
            [
                "十分钟画出第一张地图",
                "每个数的含义",
                "解读结果",
                "参考地图的数从哪里来",
                "模型的局限",
            ],
            "关闭",
        ),
    ] {
        let mut window = open(two_shops());
        let mut view = window.state().state().view.clone();
        view.language = language;
        window.state_mut().restore(view);
        settle(&mut window);
        ask(&mut window, Action::HelpPages.into());
        for page in pages {
            click(&mut window, page);
            // The heading of the page itself, beside its entry in the list.
            assert!(window.query_all_by_label(page).count() > 1, "{page}");
        }
        click(&mut window, close);
        assert!(window.query_by_label(pages[4]).is_none());
    }
}

#[test]
fn the_card_of_the_tour_stays_where_it_is() {
    let mut window = open(two_shops());
    window.state_mut().welcome();
    settle(&mut window);
    let place = |window: &Window, step: usize| {
        let count = window.get_by_label(&format!("Step {step} of 5")).rect();
        count.min
    };
    let first = place(&window, 1);
    for action in [
        Action::ShowResults,
        Action::ShowSide,
        Action::ShowInspector,
        Action::ShowLegend,
    ] {
        ask(&mut window, action.into());
        assert_eq!(place(&window, 1), first, "{action:?}");
        ask(&mut window, action.into());
    }
    for step in 2..=5 {
        click(&mut window, "Next");
        assert_eq!(place(&window, step), first, "step {step}");
    }
}

#[test]
fn help_stays_open_beside_the_work() {
    let mut window = open(two_shops());
    ask(&mut window, Action::HelpPages.into());
    click(&mut window, "Limits of the model");
    let pages = |window: &Window| window.query_all_by_label("Limits of the model").count();
    assert!(pages(&window) > 1);
    // Keys and clicks still reach the map.
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    settle(&mut window);
    let nodes = window.state().state().map().nodes().len();
    assert!(window.state().state().selection.len() >= nodes);
    window.key_press(egui::Key::Delete);
    settle(&mut window);
    assert!(window.state().state().map().nodes().is_empty());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.key_press(egui::Key::Escape);
    settle(&mut window);
    assert_eq!(window.state().state().map().nodes().len(), nodes);
    assert!(pages(&window) > 1);
    // At the smallest size, too, all of it lies within the window.
    click(&mut window, "Close");
    assert_eq!(pages(&window), 0);
    let mut window = open_sized(two_shops(), [960.0, 600.0]);
    ask(&mut window, Action::HelpPages.into());
    let close = window.get_by_role_and_label(Role::Button, "Close").rect();
    assert!(close.max.x <= 960.0 && close.min.y >= 0.0, "{close:?}");
}

#[test]
fn a_start_without_a_file_offers_the_last_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two kitchens.ron");
    std::fs::write(&path, "Model(format: 1, name: \"Kitchens\")").unwrap();
    let start = |recent: &std::path::Path| {
        let mut window = open(two_shops());
        let mut view = window.state().state().view.clone();
        view.remember(recent);
        window.state_mut().restore(view);
        window.state_mut().offer_last_file();
        settle(&mut window);
        window
    };
    let offers = |window: &Window| {
        window
            .query_by_label("Worked on last: two kitchens.ron")
            .is_some()
    };
    let press = |window: &mut Window, link: &str| {
        window.get_by_role_and_label(Role::Link, link).click();
        settle(window);
    };
    let mut window = start(&path);
    assert!(offers(&window));
    press(&mut window, "Open it");
    assert_eq!(window.state().state().map().name(), "Kitchens");
    assert!(!offers(&window));

    let mut window = start(&path);
    press(&mut window, "Not now");
    assert!(!offers(&window));
    // It is no offer any more once there is work that it would replace, nor if the file is gone.
    let mut window = start(&path);
    ask(&mut window, crate::common::window::rename("Mine"));
    assert!(!offers(&window));
    assert!(!offers(&start(&folder.path().join("gone.ron"))));
}
