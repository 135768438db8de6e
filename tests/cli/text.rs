//! The tables for a person: they fit, they say the units, they round as everywhere.

use std::fs;
use std::path::Path;

use catchment::file;
use catchment::quantity::{compact, signed};
use catchment::solver;

use crate::program::{Scratch, on, reference, street, two_shops};

/// The terminal columns of a line: Chinese characters and full-width forms take two.
pub fn columns(line: &str) -> usize {
    let wide =
        |c: &char| matches!(*c, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}');
    line.chars().count() + line.chars().filter(wide).count()
}

#[track_caller]
pub fn fits(file: &Path, arguments: &str) -> String {
    let text = on(file, arguments).done().stdout;
    for line in text.lines() {
        assert!(columns(line) <= 100, "{} columns in {line}", columns(line));
        assert_eq!(line.trim_end(), line, "no blanks at the end");
    }
    text
}

#[test]
fn the_reference_map_fits_100_columns() {
    fits(&reference(), "solve");
    for measure in ["captured", "gmv", "payments", "income", "payoff"] {
        fits(&reference(), &format!("whatif --measure {measure}"));
    }
    for scenario in file::load(&reference()).unwrap().map.scenarios().keys() {
        fits(&reference(), &format!("solve --scenario {scenario}"));
    }
}

#[test]
fn long_and_chinese_names_fit_100_columns() {
    let name = "杭州阿里巴巴广告有限公司与腾讯科技深圳有限公司以及北京京东世纪贸易有限公司的合资企业";
    let text = fs::read_to_string(two_shops()).unwrap();
    let text = [
        "Two shops",
        "Acme",
        "Feed",
        "Shop",
        "Sellers",
        "Wallet",
        "Open the mini-program",
    ]
    .iter()
    .fold(text, |text, old| {
        text.replace(&format!("name: \"{old}\""), &format!("name: \"{old} {name}\""))
    });
    let map = Scratch::new(&text);
    let solved = fits(map.file(), "solve --scenario mini");
    assert!(solved.contains("杭州阿里巴巴"), "{solved}");
    fits(map.file(), "whatif");
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let text = fs::read_to_string(two_shops()).unwrap();
    let map = Scratch::new(&text.replace("name: \"Shop\"", "name: \"Sh\\u{1b}[2Jop\\nX\""));
    let solved = fits(map.file(), "solve");
    assert!(!solved.contains('\u{1b}'), "{solved:?}");
    fits(map.file(), "whatif");
}

#[test]
fn solve_says_who_captures_and_earns_what_with_units() {
    let map = file::load(&two_shops()).unwrap().map;
    let solution = solver::solve(&map, None).unwrap();
    let acme = solution.companies.get("acme").unwrap();
    let text = fits(&two_shops(), "solve");
    assert!(text.starts_with("Two shops: today\n"), "{text}");
    for expected in [
        "visits / day",
        "CNY / day",
        &compact(acme.captured),
        &compact(acme.gmv),
        &compact(acme.income),
        &compact(acme.payoff),
        "Feed → Shop",
    ] {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
}

#[test]
fn numbers_stand_under_their_headings_to_the_right() {
    let text = fits(&two_shops(), "solve");
    let mut lines = text.lines().skip_while(|line| !line.starts_with("Payment rail"));
    let heading = lines.next().unwrap();
    let row = lines.find(|line| line.starts_with("Wallet")).unwrap();
    assert_eq!(columns(heading), columns(row), "\n{heading}\n{row}");
}

#[test]
fn a_table_without_rows_is_left_out() {
    let map = Scratch::new(&street(12));
    let text = fits(map.file(), "solve");
    assert!(text.contains("Busiest nodes, 10 of 13"), "{text}");
    assert!(
        !text.contains("Payment rail") && !text.contains("\n\n\n"),
        "{text}"
    );
}

#[test]
fn a_scenario_is_named() {
    let text = fits(&two_shops(), "solve --scenario mini");
    assert!(
        text.starts_with("Two shops: Open the mini-program (scenario mini)\n"),
        "{text}"
    );
}

#[test]
fn whatif_says_what_each_link_does_and_where_from() {
    let map = file::load(&two_shops()).unwrap().map;
    let today = solver::solve(&map, None).unwrap();
    let mut open = catchment::model::Scenario::default();
    open.toggle(&"feed-sellers".into(), false);
    let then = solver::solve(&map, Some(&open)).unwrap();
    let gain = |measure| then.measure(&"acme".into(), measure) - today.measure(&"acme".into(), measure);

    let text = fits(&two_shops(), "whatif");
    let row = text
        .lines()
        .find(|line| line.starts_with("Feed → Sellers"))
        .unwrap();
    assert!(
        row.contains(&signed(then.visits_on(&"feed-sellers".into()))),
        "{row}"
    );
    assert!(row.ends_with(&signed(gain(solver::Measure::Payoff))), "{row}");
    assert!(text.contains(" from Shop"), "{text}");

    let text = fits(&two_shops(), "whatif --measure gmv");
    let row = text
        .lines()
        .find(|line| line.starts_with("Feed → Sellers"))
        .unwrap();
    assert!(row.ends_with(&signed(gain(solver::Measure::Gmv))), "{row}");
}

#[test]
fn names_and_units_as_long_as_a_file_are_cut_and_still_fit() {
    let long = "x".repeat(1_000_000);
    let words = "word ".repeat(100_000);
    let text = fs::read_to_string(two_shops()).unwrap();
    let text = text
        .replace("name: \"Shop\"", &format!("name: \"{long}\""))
        .replace("name: \"Acme\"", &format!("name: \"Acme {long}\""))
        .replace("name: \"Feed\"", &format!("name: \"{words}\""))
        .replace("name: \"Open the mini-program\"", &format!("name: \"{words}\""))
        .replace("currency: \"CNY\"", &format!("currency: \"{long}\""))
        .replace("source: \"…\"", &format!("source: \"{words}\""));
    let map = Scratch::new(&text);
    for arguments in [
        "solve",
        "solve --scenario mini",
        "whatif",
        "whatif --link feed-sellers",
        "combos",
        "credit",
        "path --open feed-sellers --years 1",
        "robustness --draws 20",
        "sensitivity --output acme:payoff",
    ] {
        let text = fits(map.file(), arguments);
        assert!(
            text.contains('…') && text.len() < 50_000,
            "{arguments}: {} bytes",
            text.len()
        );
    }
    let page = map.beside("page.html");
    on(map.file(), &format!("report --out {}", page.display())).done();
    assert!(fs::metadata(&page).unwrap().len() < 2_000_000);
    let other = map.put("other.ron", &fs::read_to_string(two_shops()).unwrap());
    let told = crate::program::run(["diff", &other, map.file().to_str().unwrap()]);
    assert!(told.stdout.len() < 10_000, "{} bytes", told.stdout.len());
    // Tables of data keep them whole.
    let csv = on(map.file(), "solve --format csv").done().stdout;
    assert!(csv.contains(&long));
}
