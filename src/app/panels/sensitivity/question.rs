//! What is asked: how an opening, or the scenario shown, changes a measure of a company.

use egui::{Align, ComboBox, Layout, Ui, vec2};

use crate::analysis::combos::gated;
use crate::analysis::uncertainty::tornado::Output;
use crate::analysis::uncertainty::{Change, gatekeepers};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::Context;
use crate::app::panels::widgets::named;
use crate::model::{CompanyId, LinkId, Scenario};
use crate::solver::Measure;

/// What the measure and the company take of a line.
const OTHERS: f32 = 260.0;

/// What was chosen; where nothing was, what is most likely meant.
pub(super) struct Question {
    /// The link whose opening is asked about, or the scenario shown.
    opening: Option<Opening>,
    company: Option<CompanyId>,
    measure: Measure,
}

#[derive(Clone, PartialEq)]
enum Opening {
    Shown,
    Link(LinkId),
}

impl Default for Question {
    fn default() -> Self {
        Self {
            opening: None,
            company: None,
            measure: Measure::Payoff,
        }
    }
}

impl Question {
    /// Lets a person choose; `None` if the map has nothing to ask about.
    pub(super) fn ui(&mut self, ui: &mut Ui, context: &Context<'_>) -> Option<Output> {
        let words = &words().sensitivity;
        let links = gated(context.map, None);
        let opening = self.opening(context, &links)?;
        let company = self.company(context)?;
        // What opens may have a long name; it must leave room for the rest.
        let wide = (ui.available_size_before_wrap().x - OTHERS).clamp(120.0, 360.0);
        let room = vec2(wide, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            let chooser = ComboBox::from_id_salt("opening")
                .width(wide)
                .truncate()
                .selected_text(title(context, &opening))
                .show_ui(ui, |ui| {
                    let shown = context.scenario.map(|_| Opening::Shown);
                    for option in shown.into_iter().chain(links.into_iter().map(Opening::Link)) {
                        let title = title(context, &option);
                        ui.selectable_value(&mut self.opening, Some(option), title);
                    }
                });
            named(chooser.response, words.opening).on_hover_text(title(context, &opening));
        });
        let chooser = ComboBox::from_id_salt("measure")
            .height(400.0)
            .selected_text(naming::measure(self.measure).0)
            .show_ui(ui, |ui| {
                for measure in Measure::ALL {
                    let (name, hint) = naming::measure(measure);
                    ui.selectable_value(&mut self.measure, measure, name)
                        .on_hover_text(hint);
                }
            });
        named(chooser.response, words.measure).on_hover_text(naming::measure(self.measure).1);
        let chooser = ComboBox::from_id_salt("company")
            .selected_text(naming::company(context.map, &company))
            .show_ui(ui, |ui| {
                for id in context.map.companies().keys() {
                    let name = naming::company(context.map, id);
                    ui.selectable_value(&mut self.company, Some(id.clone()), name);
                }
            });
        named(chooser.response, words.company);
        Some(Output {
            company,
            measure: self.measure,
            change: Some(change(context, &opening)),
        })
    }

    /// What was chosen if it is still there, else the scenario shown, else the opening that moves most.
    fn opening(&self, context: &Context<'_>, links: &[LinkId]) -> Option<Opening> {
        let is_there = |opening: &&Opening| match opening {
            Opening::Shown => context.scenario.is_some(),
            Opening::Link(id) => links.contains(id),
        };
        if let Some(chosen) = self.opening.as_ref().filter(is_there) {
            return Some(chosen.clone());
        }
        if context.scenario.is_some() {
            return Some(Opening::Shown);
        }
        let effects = context.whatif.iter().flat_map(|whatif| &whatif.links);
        let moves = |id: &LinkId| {
            let effect = effects.clone().find(|effect| effect.link == *id)?;
            let changes = effect.companies.values();
            Some(
                changes
                    .map(|change| change.get(Measure::Payoff).abs())
                    .sum::<f64>(),
            )
        };
        let most = links.iter().max_by(|a, b| {
            let (a, b) = (moves(a).unwrap_or(0.0), moves(b).unwrap_or(0.0));
            a.total_cmp(&b)
        });
        most.cloned().map(Opening::Link)
    }

    /// What was chosen if it is still there, else the company that keeps most gates.
    fn company(&self, context: &Context<'_>) -> Option<CompanyId> {
        let companies = context.map.companies();
        let chosen = self.company.clone().filter(|id| companies.contains_key(id));
        chosen
            .or_else(|| gatekeepers(context.map).into_iter().next())
            .or_else(|| companies.keys().next().cloned())
    }
}

fn title(context: &Context<'_>, opening: &Opening) -> String {
    match (opening, context.scenario) {
        (Opening::Link(id), _) => naming::link(context.map, id),
        (Opening::Shown, Some((_, scenario))) => scenario.name.clone(),
        (Opening::Shown, None) => String::new(),
    }
}

fn change(context: &Context<'_>, opening: &Opening) -> Change {
    let scenario = match (opening, context.scenario) {
        (Opening::Link(id), _) => Scenario {
            open: [id.clone()].into(),
            ..Scenario::default()
        },
        (Opening::Shown, scenario) => scenario.map(|(_, shown)| shown.clone()).unwrap_or_default(),
    };
    scenario.into()
}
