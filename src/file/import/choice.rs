//! Changing a guess by hand: what a column, a word, a node or a link is taken for.
//!
//! What was chosen stays chosen when something else is guessed anew.

use std::collections::BTreeMap;

use super::kinds::Kind;
use super::reading::{Because, Reading};
use super::table::{Cells, Table};
use super::words::{self, Role};
use crate::model::LinkKind;

/// A word in the column of kinds, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<K> {
    /// The word as written; `None` stands for those that have none.
    pub word: Option<String>,
    /// How many nodes or links have it.
    pub number: usize,
    /// What they are taken for; `None` if they are taken for different things.
    pub kind: Option<K>,
    /// Why the first of them is.
    pub because: Because,
}

impl Reading {
    /// Reads a column of the nodes as `role`. The column that had the role before is kept in notes, and
    /// whatever nobody chose is guessed anew.
    pub fn read_node_column(&mut self, table: &Table, column: &str, role: Role) {
        let tell = |role: &Role| matches!(role, Role::Owner | Role::Group);
        let owners = tell(&role) || self.node_columns.get(column).is_some_and(tell);
        give(&mut self.node_columns, column, role);
        self.guess_anew(table, owners, false);
    }

    /// As [`Reading::read_node_column`], for a column of the links.
    pub fn read_link_column(&mut self, table: &Table, column: &str, role: Role) {
        // A kind may say that a link is closed: "blocked".
        let tell = |role: &Role| matches!(role, Role::Open | Role::Kind);
        let states = tell(&role) || self.link_columns.get(column).is_some_and(tell);
        give(&mut self.link_columns, column, role);
        self.guess_anew(table, false, states);
    }

    /// The words for kinds of node in the source.
    pub fn node_words(&self, table: &Table) -> Vec<Word<Kind>> {
        let rows = table.nodes.iter().zip(&self.nodes);
        gathered(rows.map(|(raw, read)| (self.node(&raw.cells, &Role::Kind), read.kind, read.because)))
    }

    /// The words for kinds of link in the source.
    pub fn link_words(&self, table: &Table) -> Vec<Word<LinkKind>> {
        let rows = table.links.iter().zip(&self.links);
        gathered(rows.map(|(raw, read)| (self.link(&raw.cells, &Role::Kind), read.kind, read.because)))
    }

    /// Takes every node with this word for a `kind`.
    pub fn read_node_word(&mut self, table: &Table, word: Option<&str>, kind: Kind) {
        let columns = &self.node_columns;
        for (raw, read) in table.nodes.iter().zip(&mut self.nodes) {
            if cell(columns, &raw.cells) == word {
                (read.kind, read.because) = (kind, Because::Chosen);
            }
        }
        // What the others are may follow from these; whose they are does not.
        self.guess_anew(table, false, false);
    }

    /// Takes every link with this word for a `kind`.
    pub fn read_link_word(&mut self, table: &Table, word: Option<&str>, kind: LinkKind) {
        let columns = &self.link_columns;
        for (raw, read) in table.links.iter().zip(&mut self.links) {
            if cell(columns, &raw.cells) == word {
                (read.kind, read.because) = (kind, Because::Chosen);
            }
        }
    }

    /// Guesses anew what nobody chose; `owners`, and the `states` of links, only if what tells them is
    /// another column: somebody may have changed them by hand.
    fn guess_anew(&mut self, table: &Table, owners: bool, states: bool) {
        let columns = (self.node_columns.clone(), self.link_columns.clone());
        let chosen: Vec<Option<Kind>> = self
            .nodes
            .iter()
            .map(|read| (read.because == Because::Chosen).then_some(read.kind))
            .collect();
        let mut fresh = Self::with_choices(table, columns.0, columns.1, &chosen);
        fresh.name.clone_from(&self.name);
        if !owners {
            for (fresh, old) in fresh.nodes.iter_mut().zip(&mut self.nodes) {
                fresh.owner = old.owner.take();
            }
        }
        for (fresh, old) in fresh.links.iter_mut().zip(&self.links) {
            if old.because == Because::Chosen {
                (fresh.kind, fresh.because) = (old.kind, old.because);
            }
            if !states {
                fresh.open = old.open;
            }
        }
        *self = fresh;
    }
}

/// What stands in the column of kinds.
fn cell<'c>(columns: &BTreeMap<String, Role>, cells: &'c Cells) -> Option<&'c str> {
    super::reading::cell(columns, cells, &Role::Kind)
}

/// Gives the role to a column. All but those that say nothing of their own are given once.
fn give(columns: &mut BTreeMap<String, Role>, column: &str, role: Role) {
    let repeats = matches!(role, Role::Aside | Role::Look | Role::Result);
    if !repeats {
        for (other, old) in columns.iter_mut() {
            // `arrivals/micro` and `arrivals/large` are two parts of one.
            if *old == role && words::segment(other) == words::segment(column) {
                *old = Role::Aside;
            }
        }
    }
    if let Some(old) = columns.get_mut(column) {
        *old = role;
    }
}

fn gathered<'r, K: Copy + PartialEq>(
    rows: impl Iterator<Item = (Option<&'r str>, K, Because)>,
) -> Vec<Word<K>> {
    let mut words: BTreeMap<Option<&str>, Word<K>> = BTreeMap::new();
    for (word, kind, because) in rows {
        let entry = words.entry(word).or_insert_with(|| Word {
            word: word.map(str::to_owned),
            number: 0,
            kind: Some(kind),
            because,
        });
        entry.number += 1;
        entry.kind = entry.kind.filter(|found| *found == kind);
    }
    words.into_values().collect()
}
