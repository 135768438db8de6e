//! The state of the window: the document, what of it is shown and selected, and what is known of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::answers::Answers;
use super::arranging::Arranging;
use super::comparing::Comparison;
use super::context::{Context, DocumentInfo};
use super::i18n::words;
use super::jobs::Question;
use super::jobs::study::Ground;
use super::jobs::task::Tasks;
use super::panels::Tab;
use super::theme::Theme;
use super::typing::Typed;
use super::view::View;
use crate::document::Document;
use crate::model::{CompanyId, Map, Object, Scenario, ScenarioId};

/// Everything that dispatching a command may change.
pub struct State {
    /// The map being edited, with its file and history.
    pub document: Document,
    /// The scenario shown, `None` for today.
    pub scenario: Option<ScenarioId>,
    /// The objects selected.
    pub selection: BTreeSet<Object>,
    /// Which panels are shown, and how.
    pub view: View,
    /// The companies whose nodes and links are not drawn.
    pub hidden: BTreeSet<CompanyId>,
    /// What the worker found out.
    pub answers: Answers,
    /// The long things being done beside the window.
    pub(super) tasks: Tasks,
    /// Another version of the map to compare with.
    pub(super) comparison: Option<Comparison>,
    /// The automatic layout being worked out.
    pub(super) arranging: Arranging,
    /// The field, by its path below the object selected, that takes the keyboard in the next frame.
    pub(super) wanted_field: Option<String>,
    /// What is being typed and not on the map yet.
    pub(super) typed: Typed,
    /// Something to tell the person, until it is dismissed.
    pub message: Option<String>,
    /// Something done that the person waits for, likewise.
    pub news: Option<String>,
    /// The file worked on last, offered at a start without one until the person does something else.
    pub last_file: Option<PathBuf>,
    /// Whether the document has just taken the place of another, so that the canvas starts afresh.
    pub replaced: bool,
    /// Added to the document's revisions, so that those of two documents never meet.
    revisions_before: u64,
}

impl State {
    /// The state in which the window opens `document`.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            scenario: None,
            selection: BTreeSet::new(),
            view: View::default(),
            hidden: BTreeSet::new(),
            answers: Answers::default(),
            tasks: Tasks::default(),
            comparison: None,
            arranging: Arranging::default(),
            wanted_field: None,
            typed: Typed::default(),
            message: None,
            news: None,
            last_file: None,
            replaced: false,
            revisions_before: 0,
        }
    }

    /// Puts another document in the place of this one.
    pub fn replace_document(&mut self, document: Document) {
        self.revisions_before += self.document.revision() + 1;
        self.document = document;
        self.replaced = true;
        self.scenario = None;
        self.selection.clear();
        self.hidden.clear();
        self.message = None;
        self.news = None;
        self.last_file = None;
        self.typed = Typed::default();
        self.arranging.cancel();
        self.comparison = None;
        self.answers = Answers::none_after(self.answers.count);
    }

    /// Takes the file's version of the map in place of this one, as a step that undo takes back.
    pub(super) fn take_version(&mut self, theirs: Document) {
        self.document.take(words().steps.step_take, theirs);
        self.message = None;
        self.typed = Typed::default();
        self.arranging.cancel();
        self.forget_what_is_gone();
    }

    /// Compares the map with `document` from now on, and shows how they differ.
    pub(super) fn compare_with(&mut self, document: &Document) {
        let file = document.path().and_then(Path::file_name);
        let name = file.map_or_else(
            || document.map().name().to_owned(),
            |file| file.to_string_lossy().into_owned(),
        );
        self.comparison = Some(Comparison::new(document.map().clone(), name));
        self.view.results = true;
        self.view.tab = Tab::Comparison;
    }

    /// Works out anew how the map differs from the other version, if it has changed.
    pub(super) fn follow_comparison(&mut self, ctx: &egui::Context) {
        let revision = self.revision();
        if let Some(comparison) = &mut self.comparison {
            comparison.follow(revision, self.document.map(), &self.tasks, ctx);
        }
    }

    /// Counts the states of the map, over all documents of the window's life.
    pub fn revision(&self) -> u64 {
        self.revisions_before + self.document.revision()
    }

    /// What the worker should be answering.
    pub fn question(&self) -> Question {
        Question {
            // A document has at least as many revisions as revisions of its physics.
            physics: self.revisions_before + self.document.physics_revision(),
            scenario: self.scenario.clone(),
        }
    }

    /// The map being edited.
    pub fn map(&self) -> &Map {
        self.document.map()
    }

    /// The scenario shown.
    pub fn scenario(&self) -> Option<(&ScenarioId, &Scenario)> {
        self.map().scenarios().get_key_value(self.scenario.as_ref()?)
    }

    /// Forgets what is shown or selected and no longer on the map.
    pub fn forget_what_is_gone(&mut self) {
        let map = self.document.map();
        self.hidden.retain(|id| map.companies().contains_key(id));
        if self
            .scenario
            .as_ref()
            .is_some_and(|id| !map.scenarios().contains_key(id))
        {
            self.scenario = None;
        }
        self.selection.retain(|object| match object {
            Object::Map => true,
            Object::Company(id) => map.companies().contains_key(id),
            Object::Segment(id) => map.segments().contains_key(id),
            Object::Node(id) => map.nodes().contains_key(id),
            Object::Link(id) => map.links().contains_key(id),
            Object::Scenario(id) => map.scenarios().contains_key(id),
            Object::Note(id) => map.notes().contains_key(id),
            Object::Frame(id) => map.frames().contains_key(id),
        });
    }

    /// What canvas and panels may read.
    pub fn context<'a>(&'a self, theme: &'a Theme) -> Context<'a> {
        let question = self.question();
        Context {
            map: self.map(),
            revision: self.revision(),
            answer: self.answers.count,
            flows: self.answers.flows,
            scenario: self.scenario(),
            today: self.answers.today.as_deref(),
            now: self.answers.now.as_deref(),
            whatif: self.answers.whatif.as_deref(),
            problems: &self.answers.problems,
            stale: !self.answers.hold_for(&question),
            comparison: self.comparison.as_ref(),
            ground: self.ground(question.clone()),
            tasks: &self.tasks,
            selection: &self.selection,
            wanted_field: self.wanted_field.as_deref(),
            hidden: &self.hidden,
            view: &self.view,
            theme,
            laying_out: self.arranging.is_running(),
            working: self.answers.wait_for(&question),
            checking: self.answers.checking,
            solve_time: self.answers.solve_time,
            document: DocumentInfo {
                path: self.document.path(),
                dirty: self.is_unsaved(),
                undo: self.document.undo_label(),
                redo: self.document.redo_label(),
                first_physics: self.revisions_before,
            },
        }
    }

    /// What an analysis of `question` starts from, if its steady states are known.
    fn ground(&self, question: Question) -> Option<Ground> {
        if !self.answers.hold_for(&question) {
            return None;
        }
        Some(Ground {
            question,
            map: self.document.map().clone(),
            today: self.answers.today.clone()?,
            now: self.answers.now.clone()?,
        })
    }
}
