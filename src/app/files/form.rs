//! The questions the window asks about files, each in the middle of the window.

use std::path::{Path, PathBuf};

use egui::{Align, Button, Id, Layout, Modal, RichText, ScrollArea, TextEdit};

use super::Purpose;
use super::replacing::Agreed;
use crate::app::i18n::{fill, words};
use crate::app::shown;
use crate::app::state::State;
use crate::app::theme::{SPACE, Theme};
use crate::document::Document;
use crate::file::recovery::Note;

/// Height that a question keeps for what stands round its text, in points.
const ROOM: f32 = 240.0;

/// What the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Save,
    SaveAs,
    Discard,
    Open,
    Compare,
    Cancel,
}

/// Asks whether to keep changes to the map.
pub(super) fn unsaved(state: &State, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
    let words = words();
    let answers = [
        (words.files.close_save, Choice::Save),
        (words.files.cancel, Choice::Cancel),
        (words.files.close_discard, Choice::Discard),
    ];
    let title = fill(words.files.close_title, &[&shown::name(state.map().name())]);
    let unsaved = state
        .document
        .is_dirty()
        .then(|| words.files.close_text.to_owned());
    let told: Vec<String> = unsaved.into_iter().chain(state.refused()).collect();
    question("unsaved", &title, &told.join("\n"), &answers, theme, ctx)
}

/// Asks whether to give the changes to the map called `name` up.
pub(super) fn revert(name: &str, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
    let words = &words().files;
    let answers = [(words.cancel, Choice::Cancel), (words.revert, Choice::Open)];
    let title = fill(words.revert_title, &[&shown::name(name)]);
    question("revert", &title, words.revert_text, &answers, theme, ctx)
}

/// Asks whether the file at `path` may be replaced.
pub(super) fn replace(path: &Path, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
    let words = &words().files;
    let answers = [
        (words.replace_other, Choice::Cancel),
        (words.replace, Choice::Save),
    ];
    let text = Text {
        said: fill(words.replace_text, &[&shown::path(path)]),
        hover: Some(shown::whole(path)),
    };
    question_about("replace", words.replace_title, &text, &answers, theme, ctx)
}

/// Asks whether comments in the file may be lost.
pub(super) fn comments(theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
    let words = words();
    let answers = [
        (words.files.comments_save_as, Choice::SaveAs),
        (words.files.comments_save, Choice::Save),
        (words.files.cancel, Choice::Cancel),
    ];
    question(
        "comments",
        words.files.comments_title,
        words.files.comments_text,
        &answers,
        theme,
        ctx,
    )
}

/// Asks what becomes of two versions, as others put theirs into the document's file.
pub(super) fn changed(document: &Document, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
    let words = &words().safety;
    let file = document.path().and_then(Path::file_name).unwrap_or_default();
    let title = fill(words.changed_title, &[&shown::name(&file.to_string_lossy())]);
    let text = if document.is_dirty() {
        words.changed_both
    } else {
        words.changed_theirs
    };
    let mut answers = vec![
        (words.take_theirs, Choice::Open),
        (words.save_mine_as, Choice::SaveAs),
        (words.see_difference, Choice::Compare),
        (words.keep_mine, Choice::Save),
    ];
    if document.is_dirty() {
        // What loses nothing comes first.
        answers.swap(0, 1);
    }
    question("changed by others", &title, text, &answers, theme, ctx)
}

/// Asks whether to restore what a window left behind.
pub(super) fn left(note: &Note, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
    let words = &words().safety;
    let file = note.document.as_deref();
    let mut said = match file {
        Some(file) => fill(words.left_of, &[&shown::path(file)]),
        None => words.left_without_file.to_owned(),
    };
    let mut answers = vec![
        (words.restore, Choice::Open),
        (words.later, Choice::Cancel),
        (words.discard, Choice::Discard),
    ];
    if note.tries > 0 {
        said = format!("{said} {}", words.left_tried);
        answers.insert(0, (words.keep_as_file, Choice::SaveAs));
    }
    let text = Text {
        said,
        hover: file.map(shown::whole),
    };
    question_about("left behind", words.left_title, &text, &answers, theme, ctx)
}

/// A path typed by hand, where the system has no dialog.
pub(super) struct PathForm {
    purpose: Purpose,
    text: String,
    /// Whether it was shown yet: the first time the field takes the keyboard.
    shown: bool,
    /// What may be lost when the file is read.
    agreed: Agreed,
}

impl PathForm {
    pub(super) fn new(purpose: Purpose, start: &Path, agreed: Agreed) -> Self {
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        let text = match purpose {
            // The folder of the map that is open is where the next one is likely to be.
            Purpose::Open | Purpose::Import | Purpose::AddTable | Purpose::Compare => start
                .parent()
                .map(|folder| folder.join("").display().to_string())
                .unwrap_or_default(),
            _ => start.display().to_string(),
        };
        Self {
            purpose,
            text,
            shown: false,
            agreed,
        }
    }

    /// What may be lost when the file is read.
    pub(super) fn agreed(&self) -> &Agreed {
        &self.agreed
    }

    pub(super) fn purpose(&self) -> Purpose {
        self.purpose
    }

    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(self.text.trim())
    }

    pub(super) fn ui(&mut self, theme: &Theme, ctx: &egui::Context) -> Option<Choice> {
        let words = words();
        let open = Choice::Open;
        let (title, done, choice) = match self.purpose {
            Purpose::Open => (words.files.path_title_open, words.files.path_open, open),
            Purpose::Compare => (words.files.path_title_compare, words.files.path_compare, open),
            Purpose::Import | Purpose::AddTable => {
                (words.files.path_title_import, words.files.path_open, open)
            }
            _ => (words.files.path_title_save, words.files.path_save, Choice::Save),
        };
        let modal = modal("path form", ctx).show(ctx, |ui| {
            ui.set_width(width(480.0, ctx));
            ui.heading(title);
            ui.label(RichText::new(words.files.path_hint).color(theme.weak_text));
            ui.add_space(SPACE);
            let field = ui.add(
                TextEdit::singleline(&mut self.text)
                    .hint_text(words.files.path_field)
                    .desired_width(f32::INFINITY),
            );
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if !std::mem::replace(&mut self.shown, true) {
                field.request_focus();
            }
            ui.add_space(SPACE);
            let sound = !self.text.trim().is_empty();
            let pressed = buttons(
                ui,
                &[(done, choice), (words.files.cancel, Choice::Cancel)],
                sound,
                theme,
            );
            pressed.or((entered && sound).then_some(choice))
        });
        // Not by a click beside it, which would lose what is to be written.
        let escaped = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        let close = escaped.then_some(Choice::Cancel);
        modal.inner.or(close)
    }
}

/// What a question says below its title.
struct Text {
    said: String,
    /// What is said in full where there is not room for all of it.
    hover: Option<String>,
}

fn question(
    id: &str,
    title: &str,
    text: &str,
    answers: &[(&str, Choice)],
    theme: &Theme,
    ctx: &egui::Context,
) -> Option<Choice> {
    let text = Text {
        said: text.to_owned(),
        hover: None,
    };
    question_about(id, title, &text, answers, theme, ctx)
}

fn question_about(
    id: &str,
    title: &str,
    text: &Text,
    answers: &[(&str, Choice)],
    theme: &Theme,
    ctx: &egui::Context,
) -> Option<Choice> {
    let modal = modal(id, ctx).show(ctx, |ui| {
        ui.set_width(width(420.0, ctx));
        ui.heading(title);
        // Whatever is told, the answers stay in sight.
        let most = (ctx.content_rect().height() - ROOM).max(ROOM / 4.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            let said = ui.label(RichText::new(&text.said).color(theme.weak_text));
            if let Some(whole) = text.hover.as_ref().filter(|whole| !text.said.contains(*whole)) {
                said.on_hover_text(whole);
            }
        });
        ui.add_space(SPACE);
        buttons(ui, answers, true, theme)
    });
    let close = modal.should_close().then_some(Choice::Cancel);
    modal.inner.or(close)
}

/// The width of a question: the one wanted, or what the window has.
fn width(wanted: f32, ctx: &egui::Context) -> f32 {
    wanted.min(ctx.content_rect().width() - 80.0)
}

/// A box in the middle of the window, everything behind it dimmed.
fn modal(id: &str, ctx: &egui::Context) -> Modal {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
    Modal::new(Id::unique(id)).frame(frame)
}

/// The answers from right to left, the first as the main one.
pub(super) fn buttons(
    ui: &mut egui::Ui,
    answers: &[(&str, Choice)],
    enabled: bool,
    theme: &Theme,
) -> Option<Choice> {
    let mut chosen = None;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        for (place, (label, choice)) in answers.iter().enumerate() {
            let button = if place == 0 {
                Button::new(RichText::new(*label).color(theme.on_accent)).fill(theme.accent)
            } else {
                Button::new(*label)
            };
            if ui.add_enabled(place > 0 || enabled, button).clicked() {
                chosen = Some(*choice);
            }
        }
    });
    chosen
}
