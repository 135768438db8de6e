//! The dialog in which a file of another program is corrected before it opens as a map: what its nodes,
//! links and columns are taken for, and what of it could not be understood.

mod columns;
mod links;
mod list;
mod nodes;
mod remarks;

use std::sync::Arc;

use egui::{Button, Id, Modal, RichText, TextEdit, Ui};

use super::form::{Choice, buttons};
use super::replacing::Agreed;
use crate::app::i18n::{count, fill, words};
use crate::app::jobs::task::{Outcome, Task, Tasks};
use crate::app::panels::widgets::named;
use crate::app::shown;
use crate::app::theme::{SPACE, Theme};
use crate::document::Document;
use crate::file::Parsed;
use crate::file::import::{ImportError, Imported, Reading, Role, Table};

/// Width of the dialog, and the height of its list, in points.
const SIZE: (f32, f32) = (820.0, 360.0);

/// A part of what was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Nodes,
    Links,
    Columns,
    Remarks,
}

/// A file of another program on its way to become a map.
pub(super) struct Import {
    /// The name of its file.
    file: String,
    table: Arc<Table>,
    reading: Reading,
    part: Part,
    /// Only what has this in its name is listed.
    filter: String,
    /// What the reading makes, and whether the reading is still that one.
    made: Option<Imported>,
    making: Option<Task<Imported>>,
    changed: bool,
    /// What may be lost when it is opened.
    agreed: Agreed,
}

impl Import {
    /// What the file called `file` is most likely meant to say.
    pub(super) fn new(file: String, table: Table, agreed: Agreed) -> Self {
        Self {
            file,
            reading: Reading::guess(&table),
            table: Arc::new(table),
            part: Part::default(),
            filter: String::new(),
            made: None,
            making: None,
            changed: true,
            agreed,
        }
    }

    /// What may be lost when it is opened.
    pub(super) fn agreed(&self) -> &Agreed {
        &self.agreed
    }

    /// Adds another table of the same network, such as that of its nodes.
    ///
    /// # Errors
    /// Together they are too large.
    pub(super) fn join(&mut self, other: Table) -> Result<(), ImportError> {
        let table = Table::clone(&self.table).join(other)?;
        *self = Self {
            part: self.part,
            ..Self::new(std::mem::take(&mut self.file), table, self.agreed.clone())
        };
        Ok(())
    }

    /// The map as it is read now, not saved yet; nothing while it is being made.
    pub(super) fn document(&mut self) -> Option<Document> {
        let imported = self.made.take()?;
        let parsed = Parsed {
            map: imported.map,
            diagnostics: Vec::new(),
            has_comments: false,
        };
        Some(Document::recovered(parsed, None, None))
    }

    /// Shows the dialog; what the person chose.
    pub(super) fn ui(&mut self, tasks: &Tasks, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
        self.make(tasks, ctx);
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
        let window = ctx.content_rect();
        let modal = Modal::new(Id::unique("import")).frame(frame).show(ctx, |ui| {
            ui.set_width(SIZE.0.min(window.width() - 80.0));
            self.head(ui, theme);
            ui.add_space(SPACE);
            self.parts(ui);
            ui.separator();
            let height = SIZE.1.min(window.height() - 320.0);
            ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                self.list(ui, theme);
            });
            ui.separator();
            let words = &words().importing;
            let answers = [
                (words.open, Choice::Save),
                (words.add_table, Choice::Open),
                (super::words().files.cancel, Choice::Cancel),
            ];
            buttons(ui, &answers, self.made.is_some(), theme)
        });
        // Not by a click beside it: corrections are work.
        let escaped = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        modal.inner.or(escaped.then_some(Choice::Cancel))
    }

    fn head(&mut self, ui: &mut Ui, theme: &Theme) {
        let words = &words().importing;
        ui.heading(fill(words.title, &[&shown::name(&self.file)]));
        let nodes = count(self.table.nodes.len(), words.one_node, words.many_nodes);
        let links = count(self.table.links.len(), words.one_link, words.many_links);
        let text = fill(words.found, &[&nodes, &links]);
        ui.label(RichText::new(text).color(theme.weak_text));
        ui.add_space(SPACE);
        ui.horizontal(|ui| {
            ui.label(words.name);
            let field = TextEdit::singleline(&mut self.reading.name).desired_width(f32::INFINITY);
            if named(ui.add(field), words.name).changed() {
                self.changed = true;
            }
        });
    }

    /// The parts, of which one is listed.
    fn parts(&mut self, ui: &mut Ui) {
        let words = &words().importing;
        let columns = self.reading.node_columns.len() + self.reading.link_columns.len();
        let remarks = self.made.as_ref().map(|made| made.remarks.len());
        let parts = [
            (Part::Nodes, words.nodes, Some(self.table.nodes.len())),
            (Part::Links, words.links, Some(self.table.links.len())),
            (Part::Columns, words.columns, Some(columns)),
            (Part::Remarks, words.remarks, remarks),
        ];
        ui.horizontal(|ui| {
            for (part, name, count) in parts {
                let count = count.map_or_else(|| "…".to_owned(), |count| count.to_string());
                let button = Button::selectable(self.part == part, format!("{name} {count}"));
                if named(ui.add(button), name).clicked() {
                    self.part = part;
                    self.filter.clear();
                }
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, theme: &Theme) {
        let changed = match self.part {
            Part::Nodes => nodes::ui(ui, &self.table, &mut self.reading, &mut self.filter, theme),
            Part::Links => links::ui(ui, &self.table, &mut self.reading, &mut self.filter, theme),
            Part::Columns => match columns::ui(ui, &self.table, &mut self.reading, theme) {
                columns::Change::None => false,
                columns::Change::Reading => true,
                columns::Change::Table(column, role) => self.read_again(&column, &role),
            },
            Part::Remarks => {
                let remarks = self.made.as_ref().map(|made| made.remarks.as_slice());
                remarks::ui(ui, remarks, theme);
                false
            }
        };
        self.changed |= changed;
    }

    /// Reads the files again, with a column as where links start or lead to or no longer so; whether that can be.
    fn read_again(&mut self, column: &str, role: &Role) -> bool {
        let Ok(table) = self.table.with_column(column, role.clone()) else {
            return false;
        };
        let mut reading = Reading::guess(&table);
        reading.name.clone_from(&self.reading.name);
        // What no longer tells what rows are may be read as anything else.
        let is_end = matches!(role, Role::From | Role::To | Role::Direction);
        if !is_end && reading.node_columns.contains_key(column) {
            reading.read_node_column(&table, column, role.clone());
        }
        (self.table, self.reading) = (Arc::new(table), reading);
        true
    }

    /// Has the map made anew where the reading has changed.
    fn make(&mut self, tasks: &Tasks, ctx: &egui::Context) {
        if self.changed {
            self.changed = false;
            self.made = None;
            let (reading, table) = (self.reading.clone(), self.table.clone());
            self.making = Some(tasks.start(ctx, move |_| reading.map(&table)));
        }
        match self.making.as_ref().map(Task::poll) {
            Some(Outcome::Done(made)) => self.made = Some(made),
            Some(Outcome::Running(_)) | None => return,
            Some(Outcome::Broken) => {}
        }
        self.making = None;
    }
}
