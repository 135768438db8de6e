//! The one place that carries commands out.

mod act;
mod adding;
mod arranging;
mod can;
mod copying;
mod editing;
mod scenarios;
mod selecting;
mod showing;
mod taking;

pub(super) use taking::Goal;

use super::command::Command;
use super::shell::Shell;
use crate::model::Object;

impl Shell {
    /// Carries out what was asked for during a frame.
    pub fn dispatch(&mut self, ctx: &egui::Context, commands: Vec<Command>) {
        if !commands.iter().all(Command::leaves_typing_alone) {
            self.state.take_in_typing();
        }
        for command in commands {
            match command {
                Command::Edit { label, edits, merge } => self.state.edit(label, edits, merge),
                // They were taken out by whoever gathered the commands of the frame.
                Command::Typing(..) | Command::Refused(_) => {}
                Command::Add { what, at, from } => self.add(what, at, from.as_ref()),
                Command::Paste(text) => self.paste(&text, ctx),
                Command::ToggleLink(link) => self.state.toggle_links(&[link]),
                Command::TryBundle(links) => self.state.try_bundle(&links),
                Command::OpenFile(path) => self.files.read(&path, &mut self.state, ctx),
                Command::Select(objects) => self.state.selection = objects.into_iter().collect(),
                Command::SelectAlso(object) => {
                    if !self.state.selection.remove(&object) {
                        self.state.selection.insert(object);
                    }
                }
                Command::GoTo(object) => self.go_to(object),
                Command::GoToField(object, field) => {
                    self.go_to(object);
                    self.state.view.inspector = true;
                    self.state.wanted_field = Some(field);
                }
                Command::ShowScenario(scenario) => self.state.scenario = scenario,
                Command::ShowTab(tab) => self.state.show_tab(tab),
                Command::ShowBeside(tab) => self.state.show_beside(tab),
                Command::Take(tab, take) => self.take(tab, take, ctx),
                Command::NoteSize(part, size) => drop(self.state.view.sizes.insert(part, size)),
                Command::SetShown(company, shown) => self.state.set_shown(company, shown),
                Command::ShowAllCompanies => self.state.hidden.clear(),
                Command::DrawLinksAs(kind) => self.state.view.link_kind = kind,
                Command::DismissMessage => {
                    self.state.message = None;
                    self.state.news = None;
                }
                Command::DismissLastFile => self.state.last_file = None,
                Command::EndComparison => self.state.comparison = None,
                Command::Do(action) => self.act(ctx, action),
            }
        }
        self.state.forget_what_is_gone();
        self.state.deselect_what_is_hidden();
    }

    /// Selects `object` and brings it into view, whatever hides it.
    fn go_to(&mut self, object: Object) {
        self.state.uncover(&object);
        self.canvas.show(&object);
        self.state.selection = [object].into();
    }
}
