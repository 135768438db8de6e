//! The table of the result tabs: a line here, with its action and its words, is all that a tab needs
//! beside its panel.

use serde::{Deserialize, Serialize};

use super::ResultPanel;
use crate::app::action::Action;
use crate::app::i18n::{Words, words};
use crate::app::panels::{
    capture, combos, comparison, deals, flows, gains, ledger, problems, sensitivity, time_path, when_opens,
};

/// Writes the tabs from the table.
macro_rules! tabs {
    ($($(#[$doc:meta])* $tab:ident, $field:ident: $panel:ty, $action:ident, $label:expr;)*) => {
        /// A tab of the results.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Tab {
            $($(#[$doc])* $tab,)*
        }

        impl Tab {
            /// Every tab, from left to right: answers before the tables that they are made of.
            pub const ALL: &'static [Self] = &[$(Self::$tab,)*];

            /// The action that shows it.
            pub fn action(self) -> Action {
                match self {
                    $(Self::$tab => Action::$action,)*
                }
            }

            fn word(self, words: &'static Words) -> &'static str {
                let label: fn(&'static Words) -> &'static str = match self {
                    $(Self::$tab => $label,)*
                };
                label(words)
            }
        }

        /// The panels of all tabs, with what each remembers from frame to frame.
        #[derive(Default)]
        pub(super) struct AllPanels {
            $($field: $panel,)*
        }

        impl AllPanels {
            /// The panel of a tab.
            pub(super) fn get(&self, tab: Tab) -> &dyn ResultPanel {
                match tab {
                    $(Tab::$tab => &self.$field,)*
                }
            }

            /// The panel of a tab, to be drawn.
            pub(super) fn get_mut(&mut self, tab: Tab) -> &mut dyn ResultPanel {
                match tab {
                    $(Tab::$tab => &mut self.$field,)*
                }
            }
        }
    };
}

tabs! {
    /// What each company captures and earns.
    Capture, capture: capture::Capture, ShowCapture, |words| words.results.capture;
    /// Who gains and who loses against today.
    Gains, gains: gains::Gains, ShowGains, |words| words.results.gains;
    /// What each link does alone.
    WhenOpens, when_opens: when_opens::WhenOpens, ShowWhenOpens, |words| words.results.when_opens;
    /// What two companies would agree to open.
    Deals, deals: deals::DealsTab, ShowDeals, |words| words.deals.deals;
    /// How long it takes.
    TimePath, time_path: time_path::TimePath, ShowTimePath, |words| words.time_path.time_path;
    /// How sure an answer is.
    Sensitivity, sensitivity: sensitivity::SensitivityTab, ShowSensitivity, |words| words.sensitivity.sensitivity;
    /// What the closed links do together.
    Combos, combos: combos::CombosTab, ShowCombos, |words| words.combos.combos;
    /// Where visits and money flow.
    Flows, flows: flows::FlowsTab, ShowFlows, |words| words.results.flows;
    /// Who pays whom for what.
    Ledger, ledger: ledger::LedgerTab, ShowLedger, |words| words.results.ledger;
    /// What is wrong with the map.
    Problems, problems: problems::Problems, ShowProblems, |words| words.problems.problems;
    /// How the map differs from another version of it.
    Comparison, comparison: comparison::ComparisonTab, ShowComparison, |words| words.comparison.compare;
}

impl Tab {
    /// What it is called.
    pub fn label(self) -> &'static str {
        self.word(words())
    }

    /// The tab that `action` shows.
    pub fn shown_by(action: Action) -> Option<Self> {
        Self::ALL.iter().copied().find(|tab| tab.action() == action)
    }
}
