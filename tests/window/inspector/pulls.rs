//! The four ways to tell a pull.

use std::path::Path;

use catchment::model::Pull;
use catchment::solver::Solution;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

fn today(window: &Window) -> Solution {
    (**window.state().state().answers.today.as_ref().unwrap()).clone()
}

/// Fails unless all flows along links are the same to `tolerance`, relative.
#[track_caller]
fn same_flows(a: &Solution, b: &Solution, tolerance: f64) {
    for ((id, one), (_, other)) in a.links.iter().zip(b.links.iter()) {
        crate::common::build::close(one.visits, other.visits, tolerance, id.as_str());
    }
}

fn reference() -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/alibaba-tencent-2021.ron");
    Document::new(catchment::file::load(&path).unwrap().map)
}

#[test]
fn from_share_to_weight_and_back_the_flows_stay() {
    for id in [
        "double11-taobao-sellers",
        "douyin-ads",
        "douyin-taobao",
        "groups-accounts",
    ] {
        let mut window = window_on(reference(), [link(id)]);
        let before = today(&window);
        choose(&mut window, "Given as", "Weight");
        assert!(matches!(map(&window).links()[id].pull, Pull::Weight(_)));
        assert_eq!(catchment::model::rules::errors(&map(&window)), []);
        same_flows(&before, &today(&window), 1e-4);
        choose(&mut window, "Given as", "Share today");
        assert!(matches!(map(&window).links()[id].pull, Pull::Share(_)));
        assert_eq!(catchment::model::rules::errors(&map(&window)), []);
        same_flows(&before, &today(&window), 1e-4);
    }
}

#[test]
fn the_other_open_links_of_the_node_follow_in_the_same_step() {
    let mut window = window_on(reference(), [link("douyin-ads")]);
    let before = map(&window);
    choose(&mut window, "Given as", "Weight");
    let after = map(&window);
    let of_douyin = after
        .links()
        .values()
        .filter(|link| link.from.as_str() == "douyin" && link.open);
    assert!(of_douyin.clone().count() > 2);
    assert!(of_douyin.clone().all(|link| matches!(link.pull, Pull::Weight(_))));
    ask(&mut window, catchment::app::action::Action::Undo.into());
    assert_eq!(map(&window), before);
}

#[test]
fn a_closed_link_can_be_given_as_a_weight_a_take_up_or_like_another() {
    let mut window = shops_on([link("feed-sellers")]);
    choose(&mut window, "Given as", "Weight");
    let weight = map(&window).links()["feed-sellers"].pull.clone();
    assert!(matches!(weight, Pull::Weight(_)));
    choose(&mut window, "Given as", "Take-up once open");
    let take_up = map(&window).links()["feed-sellers"].pull.number().value;
    crate::common::build::close(take_up, 0.2, 1e-5, "the take-up comes back");
    choose(&mut window, "Given as", "Like another link");
    let pull = map(&window).links()["feed-sellers"].pull.clone();
    let Pull::Like(other, factor) = pull else {
        panic!("a likeness, not {pull:?}");
    };
    assert_eq!(other.as_str(), "feed-shop");
    // Novelty 0.5: a quarter of the odds is half the weight.
    crate::common::build::close(factor.value, 0.5, 1e-5, "the factor");
    number(&mut window, "Factor", "0.75");
    assert_eq!(map(&window).links()["feed-sellers"].pull.number().value, 0.75);
    assert_eq!(catchment::model::rules::errors(&map(&window)), []);
}

#[test]
fn a_way_that_the_rules_refuse_cannot_be_chosen() {
    let mut window = shops_on([link("feed-sellers")]);
    click(&mut window, Role::ComboBox, "Given as");
    let share = window.get_by_role_and_label(Role::Button, "Share today");
    assert!(share.accesskit_node().is_disabled());
}

#[test]
fn the_pull_is_explained_and_pictured_with_its_own_numbers() {
    let window = shops_on([link("feed-shop")]);
    let told = "Of 100 visitors at Feed: 38 on this link today.";
    assert!(window.query_by_label(told).is_some());
    let picture = "Of 100 visitors at Feed: 38 on this link, 0 on others, 62 leaving.";
    assert!(window.query_by_role_and_label(Role::Image, picture).is_some());
}

#[test]
fn a_segment_can_be_made_an_exception_and_come_back_to_the_rest() {
    let mut window = shops_on([link("feed-shop")]);
    let before = map(&window);
    click(&mut window, Role::Button, "Add an exception for a segment…");
    click(&mut window, Role::Button, "Micro tickets");
    number(&mut window, "Share, Micro tickets", "20");
    let edit = set(&before, &link("feed-shop"), "pull_by/micro", 0.2);
    let mut expected = before.clone();
    expected.apply(edit);
    assert_eq!(map(&window), expected);
    click(&mut window, Role::Button, "Let Micro tickets be as the rest");
    assert_eq!(map(&window), before);
}
