//! What is written for a spreadsheet comes back as it was, and runs nothing there.

use std::collections::BTreeMap;

use catchment::file::export::{Export, Table as Which, Traffic, csv, xlsx};
use catchment::file::import::{self, Reading};
use catchment::model::{Edit, Link, LinkKind, Map, Node, NodeKind, PerSegment};

use super::guessed;

/// Names that a spreadsheet could take for a formula, and such as look like a guard.
const NAMES: [&str; 15] = [
    "=HYPERLINK(\"https://example.org\")",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-1.5",
    "+7",
    "@SUM(A1)",
    "＝1+1",
    "'=1",
    "''=1",
    "'-2",
    "'90s shop",
    "'",
    "a=b",
    "\"quoted\", with a comma",
    "微信",
];

fn map(names: &[String]) -> Map {
    let mut map = Map::new("Names");
    for (number, name) in names.iter().enumerate() {
        let arrivals = PerSegment::from(1.0);
        map.apply(Edit::put_node(
            format!("n{number:03}").as_str(),
            Node::new(name.as_str(), NodeKind::Channel { arrivals }),
        ));
        if number > 0 {
            let link = Link::new(
                format!("n{:03}", number - 1).as_str(),
                format!("n{number:03}").as_str(),
                LinkKind::Jump,
            );
            map.apply(Edit::put_link(format!("l{number:03}").as_str(), link));
        }
    }
    map
}

/// The names by id after a way through tables of text, and one through a workbook.
fn back(map: &Map) -> [BTreeMap<String, String>; 2] {
    let export = Export::new(map, &Traffic::default());
    let tables = [Which::Nodes, Which::Links].map(|table| csv(export.table(table)).unwrap());
    let [nodes, links] = tables.map(|table| import::read("table.csv", &table).unwrap());
    let read = nodes.join(links).unwrap();
    let book = import::read("book.xlsx", &xlsx(&export).unwrap()).unwrap();
    [read, book].map(|table| {
        let made = Reading::guess(&table).map(&table).map;
        made.nodes()
            .iter()
            .map(|(id, node)| (id.to_string(), node.name.clone()))
            .collect()
    })
}

#[test]
fn names_come_back_as_they_were() {
    let names: Vec<String> = NAMES.iter().map(ToString::to_string).collect();
    let map = map(&names);
    let expected: BTreeMap<String, String> = map
        .nodes()
        .iter()
        .map(|(id, node)| (id.to_string(), node.name.clone()))
        .collect();
    for found in back(&map) {
        assert_eq!(found, expected);
    }
}

#[test]
fn names_of_any_letters_come_back_as_they_were() {
    let letters = ['\'', '=', '-', '+', '@', '1', 'a', '.', '＋', '"', ',', ';', 'é'];
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..30 {
        let name = |_| -> String {
            let inner: String = (0..random.usize(0..6))
                .map(|_| letters[random.usize(0..letters.len())])
                .collect();
            format!("{}{inner}b", letters[random.usize(0..letters.len())])
        };
        let names: Vec<String> = (0..20).map(name).collect();
        let map = map(&names);
        let expected: BTreeMap<String, String> = map
            .nodes()
            .iter()
            .map(|(id, node)| (id.to_string(), node.name.clone()))
            .collect();
        for found in back(&map) {
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn no_cell_of_text_begins_like_a_formula() {
    let names: Vec<String> = NAMES.iter().map(ToString::to_string).collect();
    let map = map(&names);
    let export = Export::new(&map, &Traffic::default());
    for table in Which::ALL {
        let text = csv(export.table(table)).unwrap();
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_slice());
        for cell in reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            assert!(!begins || cell.parse::<f64>().is_ok(), "{cell:?}");
        }
    }
    // The table that was read again keeps its words.
    let read = import::read("nodes.csv", &csv(export.table(Which::Nodes)).unwrap()).unwrap();
    guessed(&read);
}
