//! The one place that carries commands out.

use super::action::Action;
use super::command::Command;
use super::i18n::{fill, words};
use super::naming;
use super::shell::Shell;
use super::state::State;
use crate::document::Document;
use crate::model::{Edit, LinkId, Map, Object, Scenario, ScenarioId};

impl Shell {
    /// Carries out what was asked for during a frame.
    pub fn dispatch(&mut self, ctx: &egui::Context, commands: Vec<Command>) {
        for command in commands {
            match command {
                Command::Edit { label, edits, merge } => self.state.edit(label, edits, merge),
                Command::ToggleLink(link) => self.state.toggle_links(&[link]),
                Command::Select(objects) => self.state.selection = objects.into_iter().collect(),
                Command::SelectAlso(object) => {
                    if !self.state.selection.remove(&object) {
                        self.state.selection.insert(object);
                    }
                }
                Command::GoTo(object) => {
                    self.canvas.show(&object);
                    self.state.selection = [object].into();
                }
                Command::ShowScenario(scenario) => self.state.scenario = scenario,
                Command::ShowTab(tab) => {
                    self.state.view.tab = tab;
                    self.state.view.results = true;
                }
                Command::DismissMessage => self.state.message = None,
                Command::Do(action) => self.act(ctx, action),
            }
        }
        self.state.forget_what_is_gone();
    }

    fn act(&mut self, ctx: &egui::Context, action: Action) {
        let state = &mut self.state;
        match action {
            Action::New => self
                .files
                .replace(Document::new(Map::new(words().untitled)), state, ctx),
            Action::Open => self.files.open(state, ctx),
            Action::OpenReference => match super::reference::document() {
                Ok(document) => self.files.replace(document, state, ctx),
                Err(problem) => state.message = Some(problem),
            },
            Action::Save => self.files.save(state, ctx),
            Action::SaveAs => self.files.save_as(state, ctx),
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Action::Undo => drop(state.document.undo()),
            Action::Redo => drop(state.document.redo()),
            Action::ToggleLinks => {
                let links: Vec<LinkId> = state.context(&self.theme).selected_links().cloned().collect();
                state.toggle_links(&links);
            }
            Action::SelectAll => state.selection = everything(state.map()),
            Action::Deselect => state.selection.clear(),
            Action::Delete => state.delete_selection(),
            Action::Fit => self.canvas.fit(),
            Action::ShowToday => state.scenario = None,
            Action::NextScenario => state.scenario = state.scenario_beside(1),
            Action::PreviousScenario => state.scenario = state.scenario_beside(-1),
            Action::NewWhatIf => state.new_what_if(words().step_new_scenario, Scenario::default()),
            Action::ShowInspector => state.view.inspector ^= true,
            Action::ShowResults => state.view.results ^= true,
            Action::ShowDots => {
                state.view.dots ^= true;
                self.canvas.set_dots(state.view.dots);
            }
            Action::SwitchTheme => {
                state.view.theme = match ctx.theme() {
                    egui::Theme::Light => egui::ThemePreference::Dark,
                    egui::Theme::Dark => egui::ThemePreference::Light,
                }
            }
            Action::ThemeLight => state.view.theme = egui::ThemePreference::Light,
            Action::ThemeDark => state.view.theme = egui::ThemePreference::Dark,
            Action::ThemeSystem => state.view.theme = egui::ThemePreference::System,
        }
    }
}

impl State {
    /// Whether the action can do anything now.
    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Undo => self.document.undo_label().is_some(),
            Action::Redo => self.document.redo_label().is_some(),
            Action::Delete | Action::Deselect => !self.selection.is_empty(),
            Action::ToggleLinks => self
                .selection
                .iter()
                .any(|object| matches!(object, Object::Link(_))),
            Action::ShowToday => self.scenario.is_some(),
            Action::NextScenario | Action::PreviousScenario => !self.map().scenarios().is_empty(),
            _ => true,
        }
    }

    fn edit(&mut self, label: String, edits: Vec<Edit>, merge: bool) {
        if merge {
            self.document.edit_merging(label, edits);
        } else {
            self.document.edit(label, edits);
        }
    }

    /// Opens or closes each of `links` in the scenario shown, or in a new one if today is shown.
    fn toggle_links(&mut self, links: &[LinkId]) {
        let map = self.map();
        let (id, mut scenario) = match self.scenario() {
            Some((id, scenario)) => (Some(id.clone()), scenario.clone()),
            None => (None, Scenario::default()),
        };
        let mut label = None;
        for link in links {
            let Some(today) = map.links().get(link).map(|link| link.open) else {
                continue;
            };
            let template = if scenario.is_open(link, today) {
                words().step_close
            } else {
                words().step_open
            };
            scenario.toggle(link, today);
            label.get_or_insert_with(|| fill(template, &[&naming::link(map, link)]));
        }
        let Some(label) = label else { return };
        match id {
            Some(id) => self.edit(label, vec![Edit::put_scenario(id, scenario)], false),
            None => self.new_what_if(&label, scenario),
        }
    }

    /// Adds a scenario under a name of its own and shows it.
    fn new_what_if(&mut self, label: &str, scenario: Scenario) {
        let taken = self.map().scenarios();
        let numbers = 1..=taken.len() + 1;
        let free = numbers
            .map(|number| match number {
                1 => ("what-if".to_owned(), words().what_if.to_owned()),
                _ => (
                    format!("what-if-{number}"),
                    format!("{} {number}", words().what_if),
                ),
            })
            .find(|(id, _)| !taken.contains_key(id.as_str()));
        let Some((id, name)) = free else { return };
        let scenario = Scenario { name, ..scenario };
        self.edit(
            label.to_owned(),
            vec![Edit::put_scenario(id.as_str(), scenario)],
            false,
        );
        self.scenario = Some(id.into());
    }

    fn delete_selection(&mut self) {
        let edits = self.map().removal(&self.selection);
        if let Some(first) = self.selection.first() {
            let label = fill(words().step_delete, &[&naming::object(self.map(), first)]);
            self.edit(label, edits, false);
        }
    }

    /// The scenario `step` places after the one shown, today counting as the one before the first.
    fn scenario_beside(&self, step: isize) -> Option<ScenarioId> {
        let ids: Vec<&ScenarioId> = self.map().scenarios().keys().collect();
        let places = ids.len() as isize + 1;
        let shown = ids.iter().position(|id| Some(*id) == self.scenario.as_ref());
        let place = shown.map_or(0, |at| at as isize + 1);
        let next = (place + step).rem_euclid(places);
        ids.get(usize::try_from(next - 1).ok()?).map(|id| (*id).clone())
    }
}

fn everything(map: &Map) -> std::collections::BTreeSet<Object> {
    let mut all = std::collections::BTreeSet::new();
    all.extend(map.nodes().keys().cloned().map(Object::Node));
    all.extend(map.links().keys().cloned().map(Object::Link));
    all.extend(map.notes().keys().cloned().map(Object::Note));
    all.extend(map.frames().keys().cloned().map(Object::Frame));
    all
}
