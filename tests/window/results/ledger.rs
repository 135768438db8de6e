//! The ledger: every payment in a row, filtered by company, sorted by any column.

use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::model::Object;

use super::*;
use crate::common::window::{Window, ask, open, two_shops};

fn ledger() -> Window {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowTab(Tab::Ledger));
    window
}

/// The rows in words, from top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let rows = names(window, Role::Row).into_iter();
    rows.filter(|row| row.contains(" pays ")).collect()
}

#[test]
fn every_entry_of_the_books_has_a_row() {
    let window = ledger();
    let now = window.state().state().answers.now.clone().unwrap();
    let rows = rows(&window);
    assert_eq!(rows.len(), now.ledger.entries().len());
    assert!(rows[0].starts_with("Buyers pays Merchants on Shop"), "{rows:?}");
    assert!(rows[0].ends_with("CNY per day for Sales"), "{rows:?}");
    assert!(window.query_by_label_contains("balance to zero").is_some());
}

#[test]
fn the_entries_of_one_company_come_with_what_it_keeps() {
    let mut window = ledger();
    click(&mut window, Role::ComboBox, "Entries of");
    click(&mut window, Role::Button, "Acme");
    let all = rows(&window);
    assert!(
        !all.is_empty() && all.iter().all(|row| row.contains("Acme")),
        "{all:?}"
    );
    assert!(window.query_by_label_contains("Receives ").is_some());
}

#[test]
fn a_column_sorts_and_a_row_selects_who_pays_and_who_is_paid() {
    let mut window = ledger();
    let down = rows(&window);
    click(&mut window, Role::ColumnHeader, "Amount");
    let up = rows(&window);
    assert!(up.iter().rev().eq(&down), "{up:?} is {down:?} turned round");
    let acme = up.iter().find(|row| row.contains("pays Acme")).unwrap();
    click(&mut window, Role::Row, acme);
    let selection = &window.state().state().selection;
    assert!(
        selection.contains(&Object::Company("acme".into())),
        "{selection:?}"
    );
}
