//! What changes and why, in sentences beside the results.

use catchment::app::command::Command;
use catchment::app::i18n::{Language, speak};
use catchment::app::panels::Tab;
use catchment::app::samples::Sample;
use catchment::model::Object;

use super::taking::copy;
use super::*;
use crate::common::window::{ask, open_sized, two_shops};

#[test]
fn a_scenario_is_explained_beside_its_gains() {
    let mut window = open_sized(two_shops(), [1920.0, 1080.0]);
    ask(&mut window, Command::ShowTab(Tab::Gains));
    assert!(!says(&window, "What changes and why"), "nothing is compared yet");
    ask(&mut window, Command::ToggleLink("feed-sellers".into()));
    for start in [
        "What changes and why",
        "Feed → Sellers opens and carries ",
        "Of these visits ",
        "Acme, who decides, loses nothing by it.",
        "It rests on the take-up of Feed → Sellers: 20 %",
        "On these numbers ",
    ] {
        assert!(says(&window, start), "{start}");
    }
}

#[test]
fn the_row_selected_is_explained() {
    let mut window = open_sized(two_shops(), [1920.0, 1080.0]);
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    let opens = "Feed → Sellers opens and carries ";
    assert!(!says(&window, opens));
    let link = Object::Link("feed-sellers".into());
    ask(&mut window, Command::Select(vec![link]));
    assert!(says(&window, opens));
    ask(&mut window, Command::Select(Vec::new()));
    assert!(!says(&window, opens));
}

#[test]
fn a_narrow_table_is_explained_too() {
    let mut window = open_sized(two_shops(), [1000.0, 700.0]);
    ask(&mut window, Command::ShowTab(Tab::Gains));
    ask(&mut window, Command::ToggleLink("feed-sellers".into()));
    assert!(says(&window, "Feed → Sellers opens and carries "));
}

#[test]
fn sentences_are_told_in_chinese() {
    use catchment::analysis::explain::Change;
    use catchment::app::explanation::sentences;
    use catchment::model::Scenario;
    use catchment::solver::solve;

    let document = two_shops();
    let map = document.map();
    let scenario = Scenario {
        open: ["feed-sellers".into()].into(),
        ..Scenario::default()
    };
    let (before, after) = (solve(map, None).unwrap(), solve(map, Some(&scenario)).unwrap());
    speak(Language::Chinese);
    let told = sentences(map, &Change::between(map, &before, &after));
    assert!(
        told[0].text.starts_with("Feed → Sellers开放，承载 "),
        "{}",
        told[0].text
    );
    assert!(told.iter().all(|said| said.text.ends_with('。')));
}

#[test]
fn the_index_of_concentration_is_sorted_by_and_copied() {
    let mut window = open_sized(Sample::Reference.document().unwrap(), [1920.0, 1080.0]);
    ask(&mut window, Command::ShowTab(Tab::WhenOpens));
    click(&mut window, Role::ColumnHeader, "HHI");
    let text = copy(&mut window).unwrap();
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let column = |name: &str| head.iter().position(|head| *head == name).unwrap();
    let before = column("HHI of “Visits kept” before");
    let after = column("HHI of “Visits kept” after");
    let rows: Vec<(f64, f64)> = lines
        .map(|row| (row[before].parse().unwrap(), row[after].parse().unwrap()))
        .collect();
    assert!(rows.len() > 3, "{text}");
    assert!(rows.iter().all(|row| row.0 == rows[0].0), "one state before all");
    let changes: Vec<f64> = rows.iter().map(|(before, after)| after - before).collect();
    assert!(changes.is_sorted_by(|a, b| a >= b), "{changes:?}");
}
