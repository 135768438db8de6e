//! How long it takes: the path is that of the habit rule, and it ends where the solver says.

use crate::common::build::{Build, channel, close, merchant, payment, platform};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::path::{Change, HabitPath, path};
use catchment::analysis::uncertainty::bands;
use catchment::analysis::whatif::Action;
use catchment::model::{Edit, Map, NodeKind, Pull, Scenario};
use catchment::solver::{CompanyFlow, Compiled, Measure, Search, solve};

fn change(link: &str, action: Action, years: f64) -> Change {
    Change {
        years,
        link: link.into(),
        action,
    }
}

fn follow(map: &Map, changes: &[Change], years: f64) -> HabitPath {
    path(map, None, changes, years, &|| true).expect("a path")
}

#[track_caller]
fn flow<'a>(path: &'a HabitPath, month: usize, company: &str) -> &'a CompanyFlow {
    path.points[month].companies.get(company).expect("the company")
}

/// A feed with an old shop and two that may open, everybody's habits lasting `habit` years.
fn feed(habit: f64) -> Map {
    let mut build = Build::new().node("feed", channel(1000.0), |node| node.habit_years = habit.into());
    for shop in ["old", "new", "late"] {
        build = build.company(shop).node(shop, channel(0.0), |node| {
            node.owner = Some(shop.into());
            node.habit_years = habit.into();
        });
    }
    for shop in ["old", "new", "late"] {
        let mut company = build.0.companies()[shop].clone();
        company.visit_value = 2.0.into();
        build.0.apply(Edit::put_company(shop, company));
    }
    build
        .share("feed", "old", 0.6)
        .take_up("feed", "new", 0.5)
        .take_up("feed", "late", 0.25)
        .0
}

/// Without feedback and with one habit time everything fades alike:
/// `P(t) = P* + (P0 − P*)e^{−t/τ}`, so half of it is behind after τ ln 2.
#[test]
fn without_feedback_all_companies_fade_exponentially() {
    for habit in [0.5, 1.5, 4.0] {
        let map = feed(habit);
        let path = follow(&map, &[change("feed-new", Action::Open, 0.0)], 5.0);
        assert_eq!(path.points.len(), 61, "today and every month of five years");
        for company in ["old", "new"] {
            let end = path.steady.companies.get(company).expect("the company").captured;
            let start = flow(&path, 0, company).captured;
            assert_ne!(start, end, "{company} moves");
            for (month, point) in path.points.iter().enumerate() {
                close(point.years, month as f64 / 12.0, 1e-15, "the date");
                let expected = end + (start - end) * (-point.years / habit).exp();
                close(flow(&path, month, company).captured, expected, 1e-12, company);
            }
            let half = path.half_life_years[company].expect("a half-life");
            close(half, habit * std::f64::consts::LN_2, 1e-9, "the half-life");
        }
        assert_eq!(path.half_life_years["late"], None, "nothing changes for it");
    }
}

/// Two openings at their dates, the second between two months: each fades from its own date on.
#[test]
fn changes_take_effect_at_their_dates() {
    let habit = 1.5;
    let map = feed(habit);
    let date = 1.3;
    let changes = [
        change("feed-late", Action::Open, date),
        change("feed-new", Action::Open, 0.5),
    ];
    let path = follow(&map, &changes, 4.0);
    assert_eq!(
        path.changes[0].link.as_str(),
        "feed-new",
        "in the order of the dates"
    );
    assert_eq!(path.open.len(), 2);
    let captured = |open: &[&str]| {
        let scenario = Scenario {
            open: open.iter().map(|id| (*id).into()).collect(),
            ..Scenario::default()
        };
        let solution = solve(&map, Some(&scenario)).expect("a solution");
        solution.measure(&"old".into(), Measure::Captured)
    };
    let (today, first, both) = (
        captured(&[]),
        captured(&["feed-new"]),
        captured(&["feed-new", "feed-late"]),
    );
    let fading = |years: f64| (-years / habit).exp();
    let at_date = first + (today - first) * fading(date - 0.5);
    for (month, point) in path.points.iter().enumerate() {
        let expected = if point.years <= 0.5 {
            today
        } else if point.years <= date {
            first + (today - first) * fading(point.years - 0.5)
        } else {
            both + (at_date - both) * fading(point.years - date)
        };
        close(flow(&path, month, "old").captured, expected, 1e-12, "captured");
    }
    close(
        path.steady.companies.get("old").expect("old").captured,
        both,
        1e-9,
        "the end",
    );
}

/// Who used a link that closes is gone the next moment, and the point of today still has them.
#[test]
fn a_closed_link_loses_its_users_at_once() {
    let map = feed(1.0);
    let path = follow(&map, &[change("feed-old", Action::Close, 0.0)], 1.0);
    assert_eq!(flow(&path, 0, "old").captured, 600.0);
    assert_eq!(flow(&path, 1, "old").captured, 0.0);
    assert_eq!(path.half_life_years["old"], Some(0.0));
    assert_eq!(path.close, ["feed-old".into()]);
}

/// A number that a scenario overrides holds from today on: rates at once, choices as habits allow.
#[test]
fn a_scenario_comes_into_force_today() {
    let map = Build::new()
        .company("acme")
        .node("shop", platform(100.0, 0.0, 0.0), |node| {
            node.owner = Some("acme".into())
        })
        .node("sellers", merchant("shop", 10.0), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .share("shop", "sellers", 0.5)
        .share("sellers", "wallet", 1.0)
        .0;
    let scenario = Scenario {
        set: [("nodes/shop/commission".to_owned(), 0.1.into())].into(),
        ..Scenario::default()
    };
    let path = path(&map, Some(&scenario), &[], 1.0, &|| true).expect("a path");
    assert_eq!(flow(&path, 0, "acme").commission, 0.0);
    close(flow(&path, 1, "acme").commission, 50.0, 1e-12, "10 % of 50 · 10");
    assert_eq!(path.half_life_years["acme"], Some(0.0));
}

/// On any map every point keeps the conservation laws, and the end is the solver's steady state.
#[test]
fn every_path_conserves_and_ends_in_the_steady_state() {
    let mut paths = 0;
    for seed in 0..60 {
        let feedback = [Feedback::Off, Feedback::Mild][seed as usize % 2];
        let mut map = random_map(seed, feedback);
        // Everything belongs to somebody, so that all that is captured and paid has its company.
        let owner = map.companies().keys().next().expect("a company").clone();
        for (id, node) in map.nodes().clone() {
            let mut node = node;
            let sells = matches!(node.kind, NodeKind::Merchant { .. });
            node.owner = (!sells).then(|| owner.clone());
            node.host = Some(owner.clone());
            map.apply(Edit::put_node(id, node));
        }
        let links = map.links().iter();
        let changes: Vec<_> = links
            .enumerate()
            .map(|(at, (id, link))| {
                let action = if link.open { Action::Close } else { Action::Open };
                change(id.as_str(), action, (at % 4) as f64 * 0.35)
            })
            .step_by(2)
            .collect();
        let Ok(path) = path(&map, None, &changes, 3.0, &|| true) else {
            continue;
        };
        paths += 1;
        let arrivals = solve(&map, None).expect("today").arrivals;
        for point in &path.points {
            let all = point.companies.get(owner.as_str()).expect("the owner");
            close(all.captured, arrivals, 1e-9, "all visits end with the owner");
            close(all.gmv, all.payment_volume, 1e-9, "what is sold is paid");
            assert!(point.companies.iter().all(|(_, flow)| flow.payoff.is_finite()));
        }
        let scenario = Scenario {
            open: path.open.iter().cloned().collect(),
            close: path.close.iter().cloned().collect(),
            ..Scenario::default()
        };
        let steady = Compiled::new(&map)
            .and_then(|compiled| compiled.solve(Some(&scenario), Search::FromToday))
            .expect("a steady state");
        for (id, end) in path.steady.companies.iter() {
            for measure in Measure::ALL {
                close(end.get(measure), steady.measure(id, measure), 1e-7, "the end");
            }
        }
    }
    assert!(paths > 30, "only {paths} maps had a path");
}

/// A path that nobody waits for any more is given up, and an odd map is no panic.
#[test]
fn odd_maps_and_giving_up() {
    let given_up = path(&feed(1.0), None, &[], 1.0, &|| false).expect_err("given up");
    assert!(given_up[0].to_string().contains("given up"), "{}", given_up[0]);
    let empty = follow(&Map::new("empty"), &[change("none", Action::Open, 0.0)], 1.0);
    assert_eq!(empty.points.len(), 13);
    assert!(empty.half_life_years.is_empty());
    let still = follow(&feed(0.0), &[change("feed-new", Action::Open, 0.0)], 0.0);
    assert_eq!(still.points.len(), 1, "today alone");
}

/// Habits outlast a moment in which nobody comes: at half a year the way into the mall changes from the east
/// to the west, where nobody has set out yet, and the mall's visitors still reconsider where they buy at the
/// pace of their habits.
#[test]
fn habits_outlast_a_moment_without_visits() {
    let habit = 3.0;
    let map = Build::new()
        .company("old")
        .company("new")
        .channel("east", 400.0, 1.0)
        .channel("west", 700.0, 1.0)
        .node("mall", platform(0.0, 0.0, 0.0), |node| {
            node.leave = Some(0.0.into());
            node.novelty = 1.0.into();
            node.habit_years = habit.into();
        })
        .node("old-shop", channel(0.0), |node| node.owner = Some("old".into()))
        .node("new-shop", channel(0.0), |node| node.owner = Some("new".into()))
        .weight("east", "mall", 1.0)
        .link("west-mall", "west", "mall", Pull::Weight(1.0.into()), |link| {
            link.open = false
        })
        .weight("mall", "old-shop", 1.0)
        .link(
            "mall-new-shop",
            "mall",
            "new-shop",
            Pull::Weight(1.0.into()),
            |link| link.open = false,
        )
        .0;
    let changes = [
        change("mall-new-shop", Action::Open, 0.0),
        change("west-mall", Action::Open, 0.5),
        change("east-mall", Action::Close, 0.5),
    ];
    let path = follow(&map, &changes, 2.0);
    for (month, point) in path.points.iter().enumerate().skip(1) {
        let [old, new] = ["old", "new"].map(|shop| flow(&path, month, shop).captured);
        let expected = 0.5 * (1.0 - (-point.years / habit).exp());
        close(
            new / (old + new),
            expected,
            1e-12,
            &format!("the new shop's part in month {month}"),
        );
    }
}

/// Changes at one date have no order, so a link cannot be both opened and closed at it; at two dates it can.
#[test]
fn a_link_opened_and_closed_at_one_date_is_refused() {
    let map = feed(1.0);
    let [open, close_it] = [Action::Open, Action::Close];
    for date in [0.0, 1.5] {
        let changes = [
            change("feed-late", open, date),
            change("feed-new", close_it, date),
            change("feed-new", open, date),
        ];
        let found = path(&map, None, &changes, 2.0, &|| true).expect_err("a contradiction");
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].contains("\"feed-new\"") && said[0].contains("opened and closed"),
            "{said:?}"
        );
        let told = if date == 0.0 { "today" } else { "1.5 years" };
        assert!(said[0].contains(told), "{said:?}");
        let wish = bands::Wish {
            draws: 4,
            seed: 1,
            measure: Measure::Captured,
            years: 1.0,
        };
        let of_bands = bands::bands(&map, None, &changes, &wish, &|_| true).expect_err("a contradiction");
        assert_eq!(of_bands, found);
    }
    // Said twice, or against a scenario that is in force already, it has one meaning.
    let twice = follow(
        &map,
        &[change("feed-new", open, 0.0), change("feed-new", open, 0.0)],
        1.0,
    );
    let once = follow(&map, &[change("feed-new", open, 0.0)], 1.0);
    assert_eq!(flow(&twice, 12, "new"), flow(&once, 12, "new"));
    follow(
        &map,
        &[change("feed-new", open, 0.0), change("feed-new", close_it, 0.5)],
        1.0,
    );
    let scenario = Scenario {
        open: ["feed-new".into()].into(),
        ..Scenario::default()
    };
    let closed = [change("feed-new", close_it, 0.0)];
    let path = path(&map, Some(&scenario), &closed, 1.0, &|| true).expect("a path");
    assert_eq!(flow(&path, 12, "new").captured, 0.0);
}
