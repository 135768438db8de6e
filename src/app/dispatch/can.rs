//! What each action can do at present, and whether what it switches is on.

use crate::app::action::Action;
use crate::app::i18n::LanguagePreference;
use crate::app::panels::Tab;
use crate::app::state::State;
use crate::model::Object;

impl State {
    /// Whether the action can do anything now.
    pub fn can(&self, action: Action) -> bool {
        use Action::*;
        match action {
            Revert => self.document.path().is_some() && self.document.is_dirty(),
            Undo => self.document.undo_label().is_some(),
            Redo => self.document.redo_label().is_some(),
            Delete | Deselect | FitSelection => !self.selection.is_empty(),
            Cut | Copy | Duplicate => self.selects(is_copied),
            AlignLeft | AlignCenter | AlignRight | AlignTop | AlignMiddle | AlignBottom => self.places(2),
            DistributeAcross | DistributeDown => self.places(3),
            StopLayout => self.arranging.is_running(),
            LayoutLayered | LayoutForce => self.map().nodes().len() > 1,
            LinkTo => self.selects_one(|object| self.leads_on(object)),
            Rename => self.selects_one(|object| {
                matches!(
                    object,
                    Object::Node(_) | Object::Company(_) | Object::Note(_) | Object::Frame(_)
                )
            }),
            Straighten => self.bent_links().next().is_some(),
            SelectCompany | Gather => !self.selected_companies().is_empty(),
            SelectKind => self.selects(|object| matches!(object, Object::Node(_) | Object::Link(_))),
            ToggleLinks => self.selects(|object| matches!(object, Object::Link(_))),
            ShowToday => self.scenario.is_some(),
            NextScenario | PreviousScenario => !self.map().scenarios().is_empty(),
            CopyResultTable | CopyResultPicture | ExportResultTable | ExportResultPicture => {
                self.view.results
            }
            _ => true,
        }
    }

    /// Whether what the action switches is on at present.
    pub fn is_on(&self, action: Action) -> bool {
        use egui::ThemePreference;
        match action {
            Action::ShowSide => self.view.side,
            Action::ShowInspector => self.view.inspector,
            Action::ShowResults => self.view.results,
            Action::ShowBeside => self.view.results && self.view.beside.is_some(),
            Action::ShowDots => self.view.dots,
            Action::ShowMinimap => self.view.minimap,
            Action::ShowLegend => self.view.legend,
            Action::Snap => self.view.snap,
            Action::ThemeLight => self.view.theme == ThemePreference::Light,
            Action::ThemeDark => self.view.theme == ThemePreference::Dark,
            Action::ThemeSystem => self.view.theme == ThemePreference::System,
            Action::LanguageEnglish => self.view.language == LanguagePreference::English,
            Action::LanguageChinese => self.view.language == LanguagePreference::Chinese,
            Action::LanguageSystem => self.view.language == LanguagePreference::System,
            _ => Tab::shown_by(action).is_some_and(|tab| self.view.results && self.view.tab == tab),
        }
    }

    /// Whether at least `count` things with a place of their own are selected.
    fn places(&self, count: usize) -> bool {
        self.selection.iter().filter(|object| is_copied(object)).count() >= count
    }

    fn selects_one(&self, is_such: impl Fn(&Object) -> bool) -> bool {
        self.selection.len() == 1 && self.selects(is_such)
    }

    /// Whether a link may start at `object`.
    fn leads_on(&self, object: &Object) -> bool {
        match object {
            Object::Node(id) => self.map().nodes().get(id).is_some_and(|node| !node.is_payment()),
            _ => false,
        }
    }

    fn selects(&self, is_such: impl Fn(&Object) -> bool) -> bool {
        self.selection.iter().any(is_such)
    }
}

/// Whether an object is copied for its own sake: links go with the nodes at their ends.
fn is_copied(object: &Object) -> bool {
    matches!(object, Object::Node(_) | Object::Note(_) | Object::Frame(_))
}
