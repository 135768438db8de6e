//! How far a time path holds: bands of draws against what can be worked out by hand.

use crate::common::build::{Build, channel};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::path::{Change, path};
use catchment::analysis::uncertainty::bands::{Bands, Wish, bands};
use catchment::analysis::whatif::Action;
use catchment::model::{Evidence, Map, Number, Pull};
use catchment::solver::Measure;

fn estimate(value: f64, low: f64, high: f64) -> Number {
    Number {
        value,
        evidence: Some(Box::new(Evidence {
            low: Some(low),
            high: Some(high),
            ..Evidence::default()
        })),
    }
}

fn known(value: f64) -> Number {
    estimate(value, value, value)
}

/// Half of a feed's visitors go over to a shop once its link is open, at the pace of the feed's habit.
fn feed(habit: Number) -> Map {
    Build::new()
        .company("bolt")
        .node("feed", channel(0.0), |node| {
            node.kind = catchment::model::NodeKind::Channel {
                arrivals: catchment::model::PerSegment::One(known(1000.0)),
            };
            node.novelty = known(1.0);
            node.leave = Some(known(1.0));
            node.habit_years = habit;
        })
        .node("shop", channel(0.0), |node| node.owner = Some("bolt".into()))
        .link("feed-shop", "feed", "shop", Pull::Weight(known(1.0)), |link| {
            link.open = false
        })
        .0
}

fn opening(years: f64) -> [Change; 1] {
    [Change {
        years,
        link: "feed-shop".into(),
        action: Action::Open,
    }]
}

fn wish(draws: usize, seed: u64) -> Wish {
    Wish {
        draws,
        seed,
        measure: Measure::Captured,
        years: 3.0,
    }
}

fn ask(map: &Map, changes: &[Change], wish: &Wish) -> Bands {
    bands(map, None, changes, wish, &|_| true).expect("bands")
}

/// `x(t) = 500 (1 − e^{−t/τ})` falls with τ, so its tenths are those of τ: a triangle to each side of
/// its median, `median ± width (1 − √0.2)`.
#[test]
fn a_band_of_one_habit_has_the_tenths_of_its_triangle() {
    let map = feed(estimate(1.5, 1.0, 3.0));
    let found = ask(&map, &opening(0.0), &wish(4000, 1));
    let tenth = 1.0 - 0.2f64.sqrt();
    let (fast, slow) = (1.5 - 0.5 * tenth, 1.5 + 1.5 * tenth);
    let months = &found.companies["bolt"];
    assert_eq!(months.len(), 37, "today and every month of three years");
    for (month, found) in months.iter().enumerate().skip(1) {
        let years = month as f64 / 12.0;
        let expected = |habit: f64| 500.0 * (1.0 - (-years / habit).exp());
        for (found, expected) in [
            (found.level.low, expected(slow)),
            (found.level.high, expected(fast)),
        ] {
            assert!(
                (found / expected - 1.0).abs() < 0.03,
                "month {month}: {found}, not {expected}"
            );
        }
    }
    assert_eq!((found.unsolved, found.draws), (0, 4000));
}

#[test]
fn what_is_known_exactly_has_no_width() {
    let map = feed(known(1.5));
    let changes = opening(0.5);
    let found = ask(&map, &changes, &wish(20, 1));
    let path = path(&map, None, &changes, 3.0, &|| true).expect("a path");
    for (month, point) in found.companies["bolt"].iter().zip(&path.points) {
        let captured = point.companies.get("bolt").expect("the company").captured;
        for band in [month.level, month.change] {
            assert!((band.low - captured).abs() < 1e-9 && (band.high - captured).abs() < 1e-9);
        }
    }
}

#[test]
fn the_path_lies_within_its_bands_and_the_seed_makes_them_again() {
    let map = feed(2.0.into());
    let changes = opening(0.25);
    let found = ask(&map, &changes, &wish(200, 1));
    assert_eq!(found, ask(&map, &changes, &wish(200, 1)));
    assert_ne!(found, ask(&map, &changes, &wish(200, 2)));
    let path = path(&map, None, &changes, 3.0, &|| true).expect("a path");
    for (month, point) in found.companies["bolt"].iter().zip(&path.points) {
        let captured = point.companies.get("bolt").expect("the company").captured;
        assert!(month.level.low <= captured && captured <= month.level.high);
        assert!(
            month.change.low <= month.change.high,
            "today is the same in no draw"
        );
    }
}

#[test]
fn bands_of_random_maps_are_finite_and_start_from_no_change() {
    for seed in 0..8 {
        let map = random_map(seed, Feedback::Mild);
        let closed = map.links().iter().find(|(_, link)| !link.open);
        let Some((link, _)) = closed else { continue };
        let changes = [Change {
            years: 0.0,
            link: link.clone(),
            action: Action::Open,
        }];
        let Ok(found) = bands(&map, None, &changes, &wish(8, seed), &|_| true) else {
            continue;
        };
        for months in found.companies.values() {
            let today = months.first().expect("today");
            assert_eq!((today.change.low, today.change.high), (0.0, 0.0));
            for month in months {
                for band in [month.level, month.change] {
                    assert!(band.low.is_finite() && band.low <= band.high);
                }
            }
        }
    }
}

#[test]
fn bands_are_given_up_when_nobody_waits() {
    let map = feed(2.0.into());
    assert!(bands(&map, None, &opening(0.0), &wish(50, 1), &|_| false).is_err());
    assert!(bands(&Map::new("empty"), None, &[], &wish(5, 1), &|_| true).is_ok());
}
