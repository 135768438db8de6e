//! What the canvas and every panel may read while they draw one frame.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::comparing::Comparison;
use super::jobs::study::Ground;
use super::jobs::task::Tasks;
use super::theme::Theme;
use super::view::View;
use crate::analysis::whatif::WhatIf;
use crate::model::{CompanyId, Diagnostic, Link, LinkId, Map, Node, Object, Scenario, ScenarioId};
use crate::solver::Solution;

/// A read-only view of the document, its answers and the view state.
pub struct Context<'a> {
    /// The map being edited.
    pub map: &'a Map,
    /// Counts the states of the map: where it is unchanged, so is the map, and caches hold.
    pub revision: u64,
    /// Counts the answers: where it is unchanged, so are `today`, `now` and `whatif`.
    pub answer: u64,
    /// Counts those of them that hold flows: where it is unchanged, so are `today` and `now`.
    pub flows: u64,
    /// The scenario shown, `None` for today.
    pub scenario: Option<(&'a ScenarioId, &'a Scenario)>,
    /// Today's steady state.
    pub today: Option<&'a Solution>,
    /// The steady state shown: the scenario's, or today's where none is chosen.
    pub now: Option<&'a Solution>,
    /// What each link does alone.
    pub whatif: Option<&'a WhatIf>,
    /// All that is wrong with the map or kept it from being solved.
    pub problems: &'a [Diagnostic],
    /// Whether the answers belong to an earlier revision of the map.
    pub stale: bool,
    /// Another version of the map to compare with, if there is one.
    pub comparison: Option<&'a Comparison>,
    /// What a long analysis of what is shown starts from, while the answers are not stale.
    pub ground: Option<Ground>,
    /// The long things being done, to which an analysis is added.
    pub tasks: &'a Tasks,
    /// The objects selected.
    pub selection: &'a BTreeSet<Object>,
    /// The field, by its path below the object selected, that is to take the keyboard.
    pub wanted_field: Option<&'a str>,
    /// The companies whose nodes and links are not drawn.
    pub hidden: &'a BTreeSet<CompanyId>,
    /// Which panels are shown, and how.
    pub view: &'a View,
    /// Colours, sizes and spaces.
    pub theme: &'a Theme,
    /// Whether an automatic layout is being worked out.
    pub laying_out: bool,
    /// Whether an answer is being worked out.
    pub working: bool,
    /// Whether the flows are there and other steady states are still being looked for.
    pub checking: bool,
    /// How long the solves of today and of what is shown took.
    pub solve_time: Option<Duration>,
    /// The document's file and history.
    pub document: DocumentInfo<'a>,
}

/// What is known of the document beside its map.
pub struct DocumentInfo<'a> {
    /// Its file, if it has one.
    pub path: Option<&'a Path>,
    /// Whether it differs from its file.
    pub dirty: bool,
    /// What undo would take back.
    pub undo: Option<&'a str>,
    /// What redo would make again.
    pub redo: Option<&'a str>,
    /// The first physics revision of it: earlier ones are those of documents that were open before.
    pub first_physics: u64,
}

impl Context<'_> {
    /// Whether `link` is open in what is shown.
    pub fn is_open(&self, id: &LinkId, link: &Link) -> bool {
        self.scenario
            .map_or(link.open, |(_, scenario)| scenario.is_open(id, link.open))
    }

    /// Whether `node` is drawn: its host is not hidden.
    pub fn is_shown(&self, node: &Node) -> bool {
        self.hidden.is_empty() || !self.map.host(node).is_some_and(|host| self.hidden.contains(host))
    }

    /// The links selected.
    pub fn selected_links(&self) -> impl Iterator<Item = &LinkId> {
        self.selection.iter().filter_map(|object| match object {
            Object::Link(id) => Some(id),
            _ => None,
        })
    }

    /// Whether a scenario is shown, so that there is a change against today.
    pub fn compares(&self) -> bool {
        self.scenario.is_some()
    }
}
