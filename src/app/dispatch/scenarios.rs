//! What is asked of scenarios: stepping through them, making one, opening and closing links.

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::state::State;
use crate::editing::add;
use crate::model::{Edit, LinkId, Object, Scenario, ScenarioId};

impl State {
    /// Opens or closes each of `links` in the scenario shown, or in a new one if today is shown.
    pub(super) fn toggle_links(&mut self, links: &[LinkId]) {
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
                words().steps.step_close
            } else {
                words().steps.step_open
            };
            scenario.toggle(link, today);
            label.get_or_insert_with(|| fill(template, &[&naming::link(map, link)]));
        }
        let Some(label) = label else { return };
        match id {
            Some(id) => self.edit(label, vec![Edit::put_scenario(id, scenario)], false),
            // It is found again by what it was made for.
            None => self.new_what_if(&label, &label, scenario),
        }
    }

    /// Opens `links` in a new what-if scenario on today's map, named after them.
    pub(super) fn try_bundle(&mut self, links: &[LinkId]) {
        let Some(first) = links.first() else { return };
        let first = naming::link(self.map(), first);
        let what = match links.len() {
            1 => first,
            all => fill(words().deals.and_more, &[&first, &(all - 1).to_string()]),
        };
        let name = fill(words().deals.name, &[&what]);
        let scenario = Scenario {
            open: links.iter().cloned().collect(),
            ..Scenario::default()
        };
        self.new_what_if(&name, &name, scenario);
    }

    /// Adds a scenario called `name`, or so with a number, and shows it.
    pub(super) fn new_what_if(&mut self, step: &str, name: &str, scenario: Scenario) {
        let added = add::scenario(self.map(), name, scenario);
        self.edit(step.to_owned(), added.edits, false);
        if let Object::Scenario(id) = added.object {
            self.scenario = Some(id);
        }
    }

    /// The scenario `step` places after the one shown, today counting as the one before the first.
    pub(super) fn scenario_beside(&self, step: isize) -> Option<ScenarioId> {
        let ids: Vec<&ScenarioId> = self.map().scenarios().keys().collect();
        let places = ids.len() as isize + 1;
        let shown = ids.iter().position(|id| Some(*id) == self.scenario.as_ref());
        let place = shown.map_or(0, |at| at as isize + 1);
        let next = (place + step).rem_euclid(places);
        ids.get(usize::try_from(next - 1).ok()?).map(|id| (*id).clone())
    }
}
