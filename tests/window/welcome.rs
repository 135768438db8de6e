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
