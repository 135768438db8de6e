//! The Time path: what happens when, how long half of the way takes, and how sure that is.

use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::document::Document;
use catchment::model::Edit;

use super::taking::copy;
use super::*;
use crate::common::window::{Window, ask, open_sized, two_shops};

const CHART: &str = "Payoff over time: change against today, a line for each company";
const MONTH: &str = "Month of “Opens: Feed → Sellers”";

fn window(document: Document) -> Window {
    let mut window = open_sized(document, [1920.0, 1080.0]);
    ask(&mut window, Command::ShowTab(Tab::TimePath));
    window
}

/// The small map with its gate opened in a what-if.
fn opened() -> Window {
    let mut window = window(two_shops());
    ask(&mut window, Command::ToggleLink("feed-sellers".into()));
    window
}

/// The copied rows, without their head.
fn rows(window: &mut Window) -> Vec<Vec<String>> {
    let text = copy(window).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

#[test]
fn without_an_opening_it_says_what_to_do() {
    let mut window = window(two_shops());
    assert!(says(&window, "Nothing opens or closes yet."));
    assert!(!has(&window, Role::Image, CHART));
    click(&mut window, Role::Button, "Add an opening or a closing…");
    click(&mut window, Role::Button, "Opens: Feed → Sellers");
    assert!(has(&window, Role::Image, CHART));
    assert!(has(&window, Role::SpinButton, MONTH));
    assert!(
        window.state().state().scenario().is_none(),
        "the map stays as it is"
    );
}

#[test]
fn a_what_if_is_followed_from_month_0_on() {
    let mut window = opened();
    assert!(has(&window, Role::Image, CHART));
    assert!(says(&window, "half of the way after "));
    assert!(says(&window, "they are not saved in the file"));
    let rows = rows(&mut window);
    // Ten years of months, the steady state and the half-life.
    assert_eq!(rows.len(), 121 + 2);
    assert_eq!(rows[0], ["0", "0"]);
    let (last, end) = (number(&rows[120][1]), number(&rows[121][1]));
    assert_eq!(rows[121][0], "In the end");
    assert!(number(&rows[1][1]) < last && last < end, "{last} of {end}");
    let half = number(&rows[122][1]).ceil() as usize;
    assert!(number(&rows[half][1]) >= 0.49 * end && number(&rows[half - 2][1]) < 0.5 * end);
}

#[test]
fn an_opening_is_shifted_and_taken_out() {
    let mut window = opened();
    window
        .get_by_role_and_label(Role::SpinButton, MONTH)
        .click_accesskit();
    settle(&mut window);
    window.event(egui::Event::Text("6".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    let rows = rows(&mut window);
    assert_eq!(rows[6][1], "0", "before it opens");
    assert!(number(&rows[7][1]) > 0.0);
    click(&mut window, Role::Button, "Take out “Opens: Feed → Sellers”");
    assert!(says(&window, "Nothing opens or closes yet."));
}

#[test]
fn bands_are_drawn_when_asked_for_and_hold_the_path() {
    let mut window = opened();
    click(&mut window, Role::CheckBox, "Show how sure");
    assert!(says(&window, "Bands: 80 % of 200 draws of "));
    let rows = rows(&mut window);
    for row in &rows[2..121] {
        let [value, low, high] = [1, 2, 3].map(|at| number(&row[at]));
        assert!(low <= value && value <= high, "{row:?}");
    }
}

#[test]
fn without_habits_it_says_why_all_moves_at_once() {
    let mut map = (**two_shops().map()).clone();
    let nodes: Vec<_> = map
        .nodes()
        .iter()
        .map(|(id, node)| (id.clone(), node.clone()))
        .collect();
    for (id, mut node) in nodes {
        node.habit_years = 0.0.into();
        map.apply(Edit::put_node(id, node));
    }
    let mut window = window(Document::new(map));
    let why = "No place on the map has a habit";
    assert!(!says(&window, why), "nothing is followed yet");
    ask(&mut window, Command::ToggleLink("feed-sellers".into()));
    assert!(says(&window, why));
}
