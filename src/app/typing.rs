//! What is being typed and is not on the map yet.
//!
//! A field that changes the map only when it is left tells in every frame what it would do then. Whatever
//! looks at the map as a whole (saving, closing, a report, another scenario) takes that in first, and the
//! recovery copy has it without its being a step of the history.

use super::action::Action;
use super::command::Command;
use super::i18n::{fill, words};
use super::state::State;
use crate::model::Edit;

/// Whether a field is still typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is; what it holds may change.
    Typing,
    /// It was left.
    Done,
}

impl Stage {
    /// The command of a step at this stage.
    pub(super) fn command(self, label: String, edits: Vec<Edit>, merge: bool) -> Command {
        match self {
            Self::Done => Command::Edit { label, edits, merge },
            Self::Typing => Command::Typing(label, edits),
        }
    }
}

/// A text that its field does not take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// What the field is called.
    pub field: String,
    /// What was typed.
    pub text: String,
    /// Why it is not taken, in a sentence.
    pub why: String,
    /// What could be meant, each as a text that says so without doubt.
    pub readings: Vec<String>,
}

/// Forgets the texts that fields have refused: a step was taken back or made again since.
pub(super) fn forget_refused(ctx: &egui::Context) {
    let now = refusals(ctx) + 1;
    ctx.data_mut(|data| data.insert_temp(egui::Id::NULL, Refusals(now)));
}

/// Counts how often that was. What a field keeps of another count is forgotten.
pub(super) fn refusals(ctx: &egui::Context) -> u64 {
    ctx.data(|data| data.get_temp(egui::Id::NULL))
        .map_or(0, |Refusals(count)| count)
}

#[derive(Clone, Copy)]
struct Refusals(u64);

/// What the fields held in the last frame.
#[derive(Default)]
pub(super) struct Typed {
    /// The state of the map that the steps are made for.
    revision: u64,
    /// Each with its label.
    steps: Vec<(String, Vec<Edit>)>,
    refused: Vec<Refused>,
}

impl State {
    /// Takes what is being typed out of the commands of a frame; whether it is another text than before.
    pub(super) fn note_typing(&mut self, commands: &mut Vec<Command>) -> bool {
        let mut typed = Typed {
            revision: self.revision(),
            ..Typed::default()
        };
        commands.retain_mut(|command| {
            match command {
                Command::Typing(label, edits) => {
                    typed.steps.push((std::mem::take(label), std::mem::take(edits)));
                }
                Command::Refused(refused) => typed.refused.push(refused.clone()),
                _ => return true,
            }
            false
        });
        let is_new = typed.steps != self.typed.steps || typed.refused != self.typed.refused;
        self.typed = typed;
        is_new
    }

    /// Makes steps of what is being typed. What a field refuses stays where it is.
    pub(super) fn take_in_typing(&mut self) {
        if self.typed.revision == self.revision() {
            for (label, edits) in std::mem::take(&mut self.typed.steps) {
                self.document.edit(label, edits);
            }
        }
    }

    /// The changes that are being typed and would be made if the fields were left now.
    pub(super) fn being_typed(&self) -> Vec<Edit> {
        let steps = self
            .typed
            .steps
            .iter()
            .filter(|_| self.typed.revision == self.revision());
        steps.flat_map(|(_, edits)| edits.clone()).collect()
    }

    /// Whether anything is on the map or being typed that the document's file lacks.
    pub(super) fn is_unsaved(&self) -> bool {
        self.document.is_dirty() || !self.typed.steps.is_empty()
    }

    /// What fields hold and do not take, told in sentences; nothing if there is no such text.
    pub(super) fn refused(&self) -> Option<String> {
        let told = self.typed.refused.iter().map(|refused| {
            let Refused { field, text, why, .. } = refused;
            fill(words().files.typed_refused, &[text, field, why])
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join(" "))
    }
}

impl Command {
    /// Whether it has nothing to do with the fields, so that what is being typed in them may go on.
    pub(super) fn leaves_typing_alone(&self) -> bool {
        matches!(
            self,
            Self::Edit { .. }
                | Self::NoteSize(..)
                | Self::DismissMessage
                | Self::DismissLastFile
                | Self::Do(Action::Undo | Action::Redo)
        )
    }
}
