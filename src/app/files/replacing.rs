//! What takes the place of the document, and the one rule for all of it: nothing that is unsaved goes without
//! the person's having agreed to just that. Files are read beside the window and dialogs of the system
//! block nothing, so that what was agreed to may have moved on when the answer comes.

use std::path::PathBuf;

use egui::ViewportCommand;

use super::{Asking, Files, Purpose, dialog, suggested_path};
use crate::app::state::State;
use crate::app::typing::forget_refused;
use crate::document::Document;

/// What was asked for and waits until unsaved changes are kept or given up.
pub(super) enum Then {
    Open,
    Import,
    Read(PathBuf),
    Replace(Box<Document>),
    /// The version in the document's own file is to take its place, as a step that undo takes back.
    Take(Box<Document>),
    /// The map made of another program's file is to be opened.
    Adopt,
    /// What a window left behind is to be restored.
    Restore,
    Quit,
    /// Nothing more.
    Stay,
}

/// The state of things that the person agreed to lose, or in which there was nothing to lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Agreed {
    revision: u64,
    /// Texts that fields held and did not take.
    refused: Option<String>,
}

impl Agreed {
    /// To lose what there is now.
    pub(super) fn to(state: &State) -> Self {
        Self {
            revision: state.revision(),
            refused: state.refused(),
        }
    }

    /// Whether nothing is lost that was not agreed to, what is being typed included.
    fn covers(agreed: Option<&Self>, state: &mut State) -> bool {
        state.take_in_typing();
        let nothing_to_lose = !state.document.is_dirty() && state.refused().is_none();
        nothing_to_lose || agreed == Some(&Self::to(state))
    }
}

impl Files {
    /// Does what follows, or asks first if that loses more than `agreed` to.
    pub(super) fn unless_lost(
        &mut self,
        agreed: Option<&Agreed>,
        then: Then,
        state: &mut State,
        ctx: &egui::Context,
    ) {
        if Agreed::covers(agreed, state) {
            self.go_on(then, state, ctx);
        } else {
            self.put_aside();
            self.asking = Some(Asking::Unsaved(then));
        }
    }

    /// Does what was asked for: there is nothing to lose, or the person agreed to lose it.
    pub(super) fn go_on(&mut self, then: Then, state: &mut State, ctx: &egui::Context) {
        if matches!(then, Then::Replace(_) | Then::Adopt | Then::Restore) {
            // A path that is being chosen for this document is none for the next.
            self.dialog = None;
        }
        match then {
            Then::Open => self.ask(Purpose::Open, &suggested_path(state), state, ctx),
            Then::Import => self.ask(Purpose::Import, &suggested_path(state), state, ctx),
            Then::Stay => {}
            Then::Read(path) => self.wait(dialog::read(path, ctx), Agreed::to(state)),
            Then::Replace(document) => state.replace_document(*document),
            Then::Take(document) => {
                forget_refused(ctx);
                state.take_version(*document);
            }
            Then::Adopt => {
                if let Some(mut import) = self.importing.take() {
                    match import.document() {
                        Some(document) => state.replace_document(document),
                        None => self.asking = Some(Asking::Import(import)),
                    }
                }
            }
            Then::Restore => self.restore_first(state),
            Then::Quit => {
                self.leaving = Some(Agreed::to(state));
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Keeps the window open while there are unsaved changes, and asks.
    pub(in crate::app) fn guard_closing(&mut self, state: &mut State, ctx: &egui::Context) {
        let closing = ctx.input(|input| input.viewport().close_requested());
        if closing && !Agreed::covers(self.leaving.as_ref(), state) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            ctx.request_repaint();
            self.put_aside();
            self.asking = Some(Asking::Unsaved(Then::Quit));
        }
    }

    /// Keeps corrections of an import while something else is asked.
    fn put_aside(&mut self) {
        if let Some(Asking::Import(import)) = self.asking.take() {
            self.importing = Some(import);
        }
    }

    /// The person changed their mind, or it went wrong: what was to follow does not, and an import that
    /// was under way is shown again.
    pub(super) fn give_up(&mut self) {
        self.after_save = None;
        self.exported = None;
        self.asking = self.importing.take().map(Asking::Import);
    }
}
