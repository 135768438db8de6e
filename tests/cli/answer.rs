//! The README's answer to the question of July 2021 is what the program says of the reference map.
//! `UPDATE_README=1 cargo test --test cli answer` writes its tables; read the difference before keeping it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{on, reference};

/// What could follow, in the order in which the article speaks of it.
const OPENINGS: [&str; 9] = [
    "wechat-pay-in-taobao",
    "unionpay-in-taobao",
    "mini-program",
    "mini-program-export",
    "shared-links",
    "campaigns",
    "more-ads",
    "alipay-in-wechat",
    "everything-open",
];
const SIDES: [&str; 2] = ["alibaba", "tencent"];

fn json(arguments: &str) -> Value {
    let output = on(&reference(), &format!("{arguments} --format json")).done();
    serde_json::from_str(&output.stdout).unwrap()
}

/// The names of the openings, from the map.
fn names() -> BTreeMap<String, String> {
    let map = catchment::file::load(&reference()).unwrap().map;
    let scenarios = map.scenarios().iter();
    scenarios
        .map(|(id, s)| (id.to_string(), s.name.clone()))
        .collect()
}

/// A change in millions.
fn millions(change: &Value) -> String {
    let change = change.as_f64().unwrap() / 1e6;
    match format!("{:.1}", change.abs()).as_str() {
        "0.0" => "0".to_owned(),
        size if change < 0.0 => format!("−{size}"),
        size => format!("+{size}"),
    }
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Checks that the README holds `table` between the comments called `name`, or writes it there.
#[track_caller]
fn in_the_readme(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
    let from = readme.find(&begin).unwrap() + begin.len();
    let to = readme.find(&end).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{}\n{table}\n{}", &readme[..from], &readme[to..])).unwrap();
    } else {
        assert_eq!(readme[from..to].trim(), table.trim());
    }
}

#[test]
fn its_tables_are_of_real_output() {
    let names = names();
    let today = json("solve");
    let mut moved = row([
        "If this opens",
        "visits kept: Alibaba",
        "Tencent",
        "Alibaba's sales",
    ]
    .into_iter()
    .chain(["ads: Alibaba", "Tencent", "payments: Alibaba", "Tencent"])
    .map(str::to_owned))
        + "|---|--:|--:|--:|--:|--:|--:|--:|\n";
    let mut gains = row([
        "If this opens",
        "Alibaba",
        "9 of 10 draws",
        "sign holds",
        "half after",
    ]
    .into_iter()
    .chain(["Tencent", "9 of 10 draws", "sign holds", "half after"])
    .map(str::to_owned))
        + "|---|--:|:-:|--:|--:|--:|:-:|--:|--:|\n";
    for opening in OPENINGS {
        let name = names[opening].clone();
        let then = json(&format!("solve --scenario {opening}"));
        let change = |side: &str, measure: &str| {
            let of = |answer: &Value| answer["companies"][side][measure].as_f64().unwrap();
            millions(&(of(&then) - of(&today)).into())
        };
        let cells = [
            ("alibaba", "captured"),
            ("tencent", "captured"),
            ("alibaba", "gmv"),
            ("alibaba", "ads"),
            ("tencent", "ads"),
            ("alibaba", "payments"),
            ("tencent", "payments"),
        ];
        let cells = cells.map(|(side, measure)| change(side, measure));
        moved += &row([name.clone()].into_iter().chain(cells));

        let path = json(&format!("path --scenario {opening}"));
        let sure = json(&format!("robustness --scenario {opening}"));
        let sides = SIDES.iter().flat_map(|side| {
            let drawn = &sure["draws"]["changes"][0]["companies"][side];
            let after = path["half_life_years"][side].as_f64();
            let payoff = change(side, "payoff");
            if payoff == "0" {
                return [payoff, "–".to_owned(), "–".to_owned(), "–".to_owned()];
            }
            [
                format!("**{payoff}**"),
                format!("{} to {}", millions(&drawn["p5"]), millions(&drawn["p95"])),
                format!("{:.0} %", 100.0 * drawn["same_sign"].as_f64().unwrap()),
                after.map_or("–".to_owned(), |years| format!("{years:.1} y")),
            ]
        });
        gains += &row([name].into_iter().chain(sides));
    }
    in_the_readme("what moves", &moved);
    in_the_readme("who gains", &gains);
}
