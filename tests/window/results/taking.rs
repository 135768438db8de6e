//! Results copied and exported.

use std::fs;

use catchment::app::action::Action;
use catchment::app::panels::Tab;
use catchment::solver::Measure;

use super::*;
use crate::common::window::{open, two_shops};
use catchment::app::command::Command;

#[test]
fn every_result_is_copied_as_a_table_with_as_many_cells_in_each_row_as_in_its_head() {
    let mut window = open(two_shops());
    // Deals take two companies and a comparison another map; they have tests of their own.
    let own = [Tab::Deals, Tab::Comparison];
    for tab in Tab::ALL.iter().filter(|tab| !own.contains(tab)) {
        let ctx = window.ctx.clone();
        let shown = vec![Command::ShowTab(*tab), Command::ShowScenario(Some("mini".into()))];
        window.state_mut().dispatch(&ctx, shown);
        settle(&mut window);
        let table = copy(&mut window).unwrap_or_else(|| panic!("{tab:?} is copied"));
        let widths: Vec<usize> = table.lines().map(|line| line.split('\t').count()).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{tab:?}: {table}");
        // In this scenario there is nothing to mend and no link left to open, and Acme hosts all.
        if !matches!(tab, Tab::Problems | Tab::WhenOpens | Tab::Flows) {
            assert!(widths.len() > 1, "{tab:?} has rows: {table}");
        }
        settle(&mut window);
    }
}

/// Copies the result shown.
pub fn copy(window: &mut Window) -> Option<String> {
    let modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    // What goes to the clipboard is told in the frame of the key only.
    window.event(egui::Event::Key {
        key: Key::T,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    });
    window.step();
    copied(window)
}

#[test]
fn the_table_of_captured_visits_holds_the_numbers_with_their_unit() {
    let mut window = open(two_shops());
    let table = copy(&mut window).unwrap();
    let mut lines = table.lines();
    let head = lines.next().unwrap();
    assert!(
        head.starts_with("Company\tVisits kept (visits per day), Today\t"),
        "{head}"
    );
    let acme = { lines }.find(|line| line.starts_with("Acme\t")).unwrap();
    let solution = window.state().state().answers.today.clone().unwrap();
    let kept: f64 = acme.split('\t').nth(1).unwrap().parse().unwrap();
    assert_eq!(kept, solution.measure(&"acme".into(), Measure::Captured));
}

#[test]
fn a_result_is_exported_to_the_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("capture.tsv");
    let mut window = open(two_shops());
    window.state_mut().ask_for_paths_in_the_window();
    let ctx = window.ctx.clone();
    window
        .state_mut()
        .dispatch(&ctx, vec![Action::ExportResultTable.into()]);
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    let event = egui::Event::Text(path.display().to_string());
    window.event(event);
    settle(&mut window);
    click(&mut window, Role::Button, "Save");
    let written = fs::read_to_string(&path).unwrap();
    let text = written.strip_prefix('\u{feff}').unwrap();
    assert!(text.starts_with("Company\t"), "{text}");
}

#[test]
fn the_menu_of_a_result_offers_table_and_picture() {
    let mut window = open(two_shops());
    click(&mut window, Role::Button, "Copy or export: Capture");
    for name in [
        "Copy as a table (for a spreadsheet)",
        "Copy as a picture (for slides)",
        "Export the table…",
        "Export the picture…",
    ] {
        assert!(has(&window, Role::Button, name), "{name}");
    }
}
