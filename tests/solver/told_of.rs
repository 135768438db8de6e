//! What the help and the description of the models tell of a map is what the solver says of it.

use std::path::Path;

use catchment::file;
use catchment::model::Map;
use catchment::solver::{Compiled, Search};

/// The payoff of each of `companies` in every scenario of `map`, less that of today.
fn gains(map: &Map, companies: &[&str]) -> Vec<(String, Vec<f64>)> {
    let compiled = Compiled::new(map).unwrap();
    let payoffs = |scenario| -> Vec<f64> {
        let solution = compiled.solve(scenario, Search::FromToday).unwrap();
        let payoff = |id: &&str| solution.companies.get(id).unwrap().payoff;
        companies.iter().map(payoff).collect()
    };
    let today = payoffs(None);
    let scenarios = map.scenarios().values();
    scenarios
        .map(|scenario| {
            let after = payoffs(Some(scenario));
            let gains = after.iter().zip(&today).map(|(after, today)| after - today);
            (scenario.name.clone(), gains.collect())
        })
        .collect()
}

/// A change in thousands as tables of the description write it.
fn thousands(gain: f64) -> String {
    let gain = (gain / 100.0).round() / 10.0;
    match gain {
        0.0 => "0".to_owned(),
        gain if gain > 0.0 => format!("+{gain:.1}"),
        gain => format!("−{:.1}", -gain),
    }
}

/// Every scenario that has a line in a table of the description has its gains there.
fn check_table(name: &str, companies: &[&str], lines: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("models/{name}.ron"));
    let map = file::load(&path).unwrap().map;
    let readme = include_str!("../../models/README.md");
    let (_, section) = readme.split_once(&format!("## `{name}.ron`")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut found = 0;
    for (scenario, gains) in gains(&map, companies) {
        let number = scenario.split(' ').next().unwrap();
        let Some(row) = section
            .lines()
            .find(|line| line.starts_with(&format!("| {number} ")))
        else {
            continue;
        };
        let cells = row
            .split('|')
            .skip(2)
            .map(|cell| cell.trim().split(' ').next().unwrap());
        let told: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let solved: Vec<String> = gains.into_iter().map(thousands).collect();
        assert_eq!(told, solved, "{name}: {scenario}");
        found += 1;
    }
    assert_eq!(found, lines, "{name}");
}

#[test]
fn the_tables_of_the_models_say_what_their_maps_say() {
    check_table("app-stores", &["apple", "studio", "music", "small"], 3);
    check_table("super-app", &["magpie", "heron", "pelican", "wren"], 7);
}

/// The map that the help draws in its first ten minutes.
const FIRST_MAP: &str = r#"Model(
    format: 1,
    name: "First map",
    companies: {
        "bazaar": Company(name: "Bazaar", visit_value: 0.1, payment_value: 0.1),
        "chatter": Company(name: "Chatter", visit_value: 0.1, payment_value: 0.1),
    },
    nodes: {
        "bazaar-pay": Payment(name: "Bazaar Pay", owner: "bazaar", fee: 0.005),
        "chats": Channel(name: "Chats", owner: "chatter", arrivals: 2000.0),
        "chatter-pay": Payment(name: "Chatter Pay", owner: "chatter", fee: 0.005),
        "phones": Channel(name: "Phones", arrivals: 1000.0),
        "sellers": Merchant(name: "Sellers", sells_on: "shop", ticket: 50.0),
        "shop": Platform(name: "Shop", owner: "bazaar", commission: 0.05),
    },
    links: {
        "chats-shop": Link(from: "chats", to: "shop", kind: Jump, open: false, pull: TakeUp(0.1)),
        "phones-shop": Link(from: "phones", to: "shop", kind: Jump, pull: Share(0.4)),
        "sellers-bazaar-pay": Link(from: "sellers", to: "bazaar-pay", kind: Payment, pull: Share(0.9)),
        "sellers-chatter-pay": Link(from: "sellers", to: "chatter-pay", kind: Payment, open: false, gatekeepers: ["bazaar"], pull: TakeUp(0.5)),
        "shop-sellers": Link(from: "shop", to: "sellers", kind: Direct, pull: Share(0.3)),
    },
    scenarios: {
        "1": Scenario(name: "Chats", open: ["chats-shop"]),
        "2": Scenario(name: "Pay", open: ["sellers-chatter-pay"]),
        "3": Scenario(name: "Both", open: ["chats-shop", "sellers-chatter-pay"]),
    },
)"#;

#[test]
fn the_first_map_of_the_help_gives_what_the_help_says() {
    let map = file::parse(FIRST_MAP.as_bytes()).unwrap().map;
    let compiled = Compiled::new(&map).unwrap();
    let today = compiled.solve(None, Search::FromToday).unwrap();
    let bazaar = today.companies.get("bazaar").unwrap();
    assert!((bazaar.captured - 400.0).abs() < 1e-6 && (bazaar.gmv - 5400.0).abs() < 1e-6);
    assert!((bazaar.income - 297.0).abs() < 1e-6 && (today.leaked - 600.0).abs() < 1e-6);
    let told = [[174.0, -20.0], [-15.1, 19.1], [151.0, 8.72]];
    for ((scenario, gains), told) in gains(&map, &["bazaar", "chatter"]).iter().zip(told) {
        for (gain, told) in gains.iter().zip(told) {
            assert!(
                (gain / told - 1.0).abs() < 5e-3,
                "{scenario}: {gain}, told {told}"
            );
        }
    }
    let pages = [
        include_str!("../../assets/help/first-map.md"),
        include_str!("../../assets/help/zh/first-map.md"),
    ];
    for page in pages {
        for number in ["5,400", "297", "600", "174", "19.1", "15.1", "8.72", "151"] {
            assert!(page.contains(number), "{number}");
        }
    }
}
