//! Which companies' nodes and links are drawn, and which results.

use crate::app::panels::Tab;
use crate::app::state::State;
use crate::model::{CompanyId, NodeId, Object};

impl State {
    /// Shows a tab of the results; the second result never is the same as the first.
    pub(super) fn show_tab(&mut self, tab: Tab) {
        if self.view.beside == Some(tab) {
            self.view.beside = Some(self.view.tab).filter(|before| *before != tab);
        }
        self.view.tab = tab;
        self.view.results = true;
    }

    /// Shows a second result beside the first, or none.
    pub(super) fn show_beside(&mut self, tab: Option<Tab>) {
        self.view.beside = tab.filter(|tab| *tab != self.view.tab);
        self.view.results |= self.view.beside.is_some();
    }

    /// Shows the next result beside the one shown, or takes the second one away.
    pub(super) fn switch_beside(&mut self) {
        let after = Tab::ALL
            .iter()
            .cycle()
            .skip_while(|tab| **tab != self.view.tab)
            .nth(1);
        let beside = self.view.beside.is_none().then_some(after).flatten();
        self.show_beside(beside.copied());
    }

    /// Draws what `company` hosts, or leaves it out.
    pub(super) fn set_shown(&mut self, company: CompanyId, shown: bool) {
        if shown {
            self.hidden.remove(&company);
        } else {
            self.hidden.insert(company);
        }
    }

    /// Draws whatever keeps `object` from being seen; of a scenario, shows it.
    pub(super) fn uncover(&mut self, object: &Object) {
        let map = self.document.map();
        let mut show = |id: &NodeId| {
            let host = map.nodes().get(id).and_then(|node| map.host(node));
            host.map(|host| self.hidden.remove(host));
        };
        match object {
            Object::Node(id) => show(id),
            Object::Link(id) => {
                if let Some(link) = map.links().get(id) {
                    show(&link.from);
                    show(&link.to);
                }
            }
            Object::Company(id) => {
                self.hidden.remove(id);
            }
            Object::Scenario(id) if map.scenarios().contains_key(id) => self.scenario = Some(id.clone()),
            _ => {}
        }
    }

    /// Takes what is not drawn out of the selection, so that nothing happens to it unseen.
    pub(super) fn deselect_what_is_hidden(&mut self) {
        if self.hidden.is_empty() {
            return;
        }
        let map = self.document.map();
        let shown = |id: &NodeId| {
            let host = map.nodes().get(id).and_then(|node| map.host(node));
            host.is_none_or(|host| !self.hidden.contains(host))
        };
        self.selection.retain(|object| match object {
            Object::Node(id) => shown(id),
            Object::Link(id) => {
                let link = map.links().get(id);
                link.is_none_or(|link| shown(&link.from) && shown(&link.to))
            }
            _ => true,
        });
    }
}
