//! Names in place of ids.

use crate::model::{CompanyId, LinkId, Map, NodeId, Scenario, ScenarioId};

/// What is looked at: `Two shops: today`.
pub fn heading(map: &Map, scenario: Option<(&ScenarioId, &Scenario)>) -> String {
    let name = map.name();
    match scenario {
        None => format!("{name}: today"),
        Some((id, scenario)) => format!("{name}: {} (scenario {id})", scenario.name),
    }
}

/// The names of a map's objects; an object without a name goes by its id.
#[derive(Clone, Copy)]
pub struct Names<'a>(pub &'a Map);

impl<'a> Names<'a> {
    /// The name of a company.
    pub fn company<'b>(self, id: &'b CompanyId) -> &'b str
    where
        'a: 'b,
    {
        or_id(
            self.0.companies().get(id).map(|company| &company.name),
            id.as_str(),
        )
    }

    /// The name of a node.
    pub fn node<'b>(self, id: &'b NodeId) -> &'b str
    where
        'a: 'b,
    {
        or_id(self.0.nodes().get(id).map(|node| &node.name), id.as_str())
    }

    /// The name of a node's owner; empty if nobody owns it.
    pub fn owner(self, id: &NodeId) -> &'a str {
        let owner = self.0.nodes().get(id).and_then(|node| node.owner.as_ref());
        owner.map_or("", |owner| self.company(owner))
    }

    /// The name of the node that a link leads to.
    pub fn end(self, id: &LinkId) -> &'a str {
        let link = self.0.links().get(id);
        link.map_or("", |link| self.node(&link.to))
    }

    /// The ends of a link: `WeChat → Taobao`.
    pub fn ends(self, id: &LinkId) -> String {
        match self.0.links().get(id) {
            Some(link) => format!("{} → {}", self.node(&link.from), self.node(&link.to)),
            None => id.to_string(),
        }
    }
}

fn or_id<'a>(name: Option<&'a String>, id: &'a str) -> &'a str {
    match name {
        Some(name) if !name.trim().is_empty() => name,
        _ => id,
    }
}
