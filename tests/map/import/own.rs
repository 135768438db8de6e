//! What this program writes comes back with the same answers, in each of its formats.

use std::collections::BTreeMap;

use catchment::file::import::{self, Reading};
use catchment::file::parse;
use catchment::model::{Edit, Map, NodeKind, PerSegment, Pull};
use catchment::report::network::{Format, network};
use catchment::solver;
use proptest::prelude::*;

use crate::common::any_map::any_map;
use crate::common::random_map::{Feedback, entangled, random_map};

/// The map after a way through a file of this format, and what was said.
fn back(map: &Map, format: Format, ending: &str) -> (Map, Vec<String>) {
    let bytes = network(map, None, None, format, None).unwrap();
    let table =
        import::read(&format!("map.{ending}"), &bytes).unwrap_or_else(|error| panic!("{ending}: {error}"));
    let made = Reading::guess(&table).map(&table);
    let told = made.remarks.iter().map(ToString::to_string).collect();
    (made.map, told)
}

fn each_format(map: &Map, check: impl Fn(&Map, &str, &[String])) {
    for (format, endings) in Format::ALL {
        let (again, told) = back(map, format, endings[0]);
        check(&again, endings[0], &told);
    }
}

/// A map as its file has it.
fn map(text: &str) -> Map {
    parse(text.as_bytes()).unwrap().map
}

/// What is asked of a map: what each company earns, and how many pass each link.
fn answers(map: &Map) -> Option<(String, String)> {
    let solution = solver::solve(map, None).ok()?;
    let links: BTreeMap<_, _> = solution
        .links
        .iter()
        .map(|(id, flow)| (id.as_str(), flow.visits))
        .collect();
    // Nothing less than nothing is nothing: tables write both as 0.
    let told = |answer: String| answer.replace("-0.0", "0.0");
    Some((
        told(format!("{:?}", solution.companies)),
        told(format!("{links:?}")),
    ))
}

const TWO_LANDS: &str = r##"Model(
    format: 1,
    name: "Two lands",
    units: Units(traffic: "sessions", period: "week", currency: "EUR"),
    companies: {
        "north": Company(name: "North Star Ltd", color: "#336699", visit_value: 0.5, payment_value: 0.25, note: "two\nlines = \\n"),
        "idle": Company(name: "Owns nothing"),
    },
    segments: { "young": Segment(name: "Under 30", note: "half of them"), "old": Segment(name: "Over 30") },
    nodes: {
        "news": Channel(name: "News", owner: "north", arrivals: {"young": 700.0, "old": 300.0}),
        "stall": Platform(name: "Stall", owner: "north", commission: 0.017976931348623157, at: (240.44799999999978, 0.0)),
        "fair": Platform(name: "Fair", at: (240.0, 200.0)),
        "sellers": Merchant(name: "Sellers", sells_on: "stall", ticket: 12.5, at: (480.0, 0.0)),
        "purse": Payment(name: "Purse", owner: "north", fee: 0.003, at: (720.0, 0.0)),
    },
    links: {
        "first": Link(from: "news", to: "stall", kind: Direct, pull: Share(0.7), pull_by: {"old": Share(0.2)}),
        "second": Link(from: "news", to: "fair", kind: Direct, pull: Share(0.6), pull_by: {"young": Share(0.1)}),
        "twin-a": Link(from: "stall", to: "sellers", kind: Ad, pull: Share(0.15)),
        "twin-b": Link(from: "stall", to: "sellers", kind: Ad, pull: Share(0.15)),
        "pay": Link(from: "sellers", to: "purse", kind: Payment, pull: Share(0.48214285714285715)),
    },
)"##;

#[test]
fn a_map_comes_back_whole() {
    let map = map(TWO_LANDS);
    each_format(&map, |again, format, told| {
        assert_eq!(*again, map, "{format}: {told:#?}");
        assert_eq!(answers(again), answers(&map), "{format}");
    });
}

#[test]
fn random_maps_come_back_with_the_same_answers() {
    for seed in 0..12 {
        let map = entangled(random_map(seed, Feedback::Mild), seed);
        let before = answers(&map);
        each_format(&map, |again, format, told| {
            assert_eq!(
                again.links().len(),
                map.links().len(),
                "seed {seed} by {format}: {told:#?}"
            );
            assert_eq!(answers(again), before, "seed {seed} by {format}: {told:#?}");
        });
    }
}

#[test]
fn one_ticket_for_all_segments_stays_one() {
    let map = map(TWO_LANDS);
    each_format(&map, |again, format, _| {
        let NodeKind::Merchant { ticket, .. } = &again.nodes()["sellers"].kind else {
            panic!("{format}");
        };
        assert_eq!(*ticket, PerSegment::from(12.5), "{format}");
    });
}

#[test]
fn shares_of_segments_stand_in_place_of_the_one_for_all() {
    // 130 % if all were added up; 80 % in each segment.
    each_format(&map(TWO_LANDS), |again, format, told| {
        assert!(
            !told.iter().any(|line| line.contains("100 %")),
            "{format}: {told:#?}"
        );
        let link = &again.links()["first"];
        assert_eq!(link.pull, Pull::Share(0.7.into()), "{format}");
        assert_eq!(link.pull_by["old"], Pull::Share(0.2.into()), "{format}");
    });
}

#[test]
fn csv_begins_with_a_mark_and_has_nodes_and_links() {
    let map = map(TWO_LANDS);
    let bytes = network(&map, None, None, Format::Csv, None).unwrap();
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    let table = import::read("map.csv", &bytes).unwrap();
    assert_eq!((table.nodes.len(), table.links.len()), (5, 5));
}

#[test]
fn names_keep_their_blanks() {
    let mut map = map(TWO_LANDS);
    let mut node = map.nodes()["fair"].clone();
    node.name = "Fair  and   square".to_owned();
    map.apply(Edit::put_node("fair", node));
    each_format(&map, |again, format, _| {
        assert_eq!(again.nodes()["fair"].name, "Fair  and   square", "{format}");
    });
}

#[test]
fn a_map_saved_by_a_spreadsheet_with_decimal_commas_comes_back() {
    let map = map(TWO_LANDS);
    let bytes = network(&map, None, None, Format::Csv, None).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for row in reader.records() {
        let cells = row.unwrap();
        let comma = |cell: &str| match cell.parse::<f64>() {
            Ok(_) => cell.replace('.', ","),
            Err(_) => cell.to_owned(),
        };
        writer.write_record(cells.iter().map(comma)).unwrap();
    }
    let table = import::read("map.csv", &writer.into_inner().unwrap()).unwrap();
    let again = Reading::guess(&table).map(&table).map;
    assert_eq!(answers(&again), answers(&map));
    assert!(matches!(
        again.nodes()["news"].arrivals(),
        Some(PerSegment::By(_))
    ));
}

/// The map without what no other format has.
fn bare(map: &Map) -> Map {
    let mut bare = Map::new(map.name());
    bare.apply(Edit::Units(map.units().clone()));
    for (id, company) in map.companies() {
        let mut company = company.clone();
        company.visit_value = company.visit_value.value.into();
        company.payment_value = company.payment_value.value.into();
        bare.apply(Edit::put_company(id.clone(), company));
    }
    for (id, segment) in map.segments() {
        bare.apply(Edit::put_segment(id.clone(), segment.clone()));
    }
    for (id, node) in map.nodes() {
        let mut node = node.clone();
        let paths: Vec<String> = node.numbers().iter().map(|(path, ..)| path.to_string()).collect();
        for path in paths {
            let number = node.number_mut(&path).unwrap();
            *number = number.value.into();
        }
        bare.apply(Edit::put_node(id.clone(), node));
    }
    for (id, link) in map.links() {
        let mut link = link.clone();
        let paths: Vec<String> = link.numbers().iter().map(|(path, ..)| path.to_string()).collect();
        for path in paths {
            let number = link.number_mut(&path).unwrap();
            *number = number.value.into();
        }
        bare.apply(Edit::put_link(id.clone(), link));
    }
    bare
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_map_comes_back_with_the_same_answers(map in any_map()) {
        let map = bare(&map);
        let before = answers(&map);
        for (format, endings) in Format::ALL {
            if map.nodes().is_empty() {
                continue;
            }
            let (again, told) = back(&map, format, endings[0]);
            prop_assert_eq!(again.links().len(), map.links().len(), "{}: {:#?}", endings[0], told);
            prop_assert_eq!(&answers(&again), &before, "{}: {:#?}", endings[0], told);
        }
    }
}
