//! Names in place of ids.
//!
//! A name stands among others in tables and sentences: on one line, and cut where it is very long.

use std::borrow::Cow;

use crate::model::{CompanyId, LinkId, Map, NodeId, Scenario, ScenarioId};
use crate::text;

/// What is looked at: `Two shops: today`.
pub fn heading(map: &Map, scenario: Option<(&ScenarioId, &Scenario)>) -> String {
    let name = text::name(map.name());
    match scenario {
        None => format!("{name}: today"),
        Some((id, scenario)) => format!("{name}: {} (scenario {id})", text::name(&scenario.name)),
    }
}

/// The names of a map's objects; an object without a name goes by its id.
#[derive(Clone, Copy)]
pub struct Names<'a>(pub &'a Map);

impl<'a> Names<'a> {
    /// The name of a company.
    pub fn company<'b>(self, id: &'b CompanyId) -> Cow<'b, str>
    where
        'a: 'b,
    {
        text::name(self.whole_company(id))
    }

    /// The name of a company, as it is in the map.
    pub fn whole_company<'b>(self, id: &'b CompanyId) -> &'b str
    where
        'a: 'b,
    {
        let company = self.0.companies().get(id);
        or_id(company.map(|company| &company.name), id.as_str())
    }

    /// The name of a node.
    pub fn node<'b>(self, id: &'b NodeId) -> Cow<'b, str>
    where
        'a: 'b,
    {
        text::name(self.whole_node(id))
    }

    /// The name of a node, as it is in the map.
    pub fn whole_node<'b>(self, id: &'b NodeId) -> &'b str
    where
        'a: 'b,
    {
        or_id(self.0.nodes().get(id).map(|node| &node.name), id.as_str())
    }

    /// The name of a node's owner; empty if nobody owns it.
    pub fn owner(self, id: &NodeId) -> Cow<'a, str> {
        let owner = self.0.nodes().get(id).and_then(|node| node.owner.as_ref());
        owner.map_or(Cow::Borrowed(""), |owner| self.company(owner))
    }

    /// The name of the node that a link leads to.
    pub fn end(self, id: &LinkId) -> Cow<'a, str> {
        let link = self.0.links().get(id);
        link.map_or(Cow::Borrowed(""), |link| self.node(&link.to))
    }

    /// The ends of a link: `WeChat → Taobao`.
    pub fn ends(self, id: &LinkId) -> String {
        match self.0.links().get(id) {
            Some(link) => format!("{} → {}", self.node(&link.from), self.node(&link.to)),
            None => text::name(id.as_str()).into_owned(),
        }
    }
}

fn or_id<'a>(name: Option<&'a String>, id: &'a str) -> &'a str {
    match name {
        Some(name) if !name.trim().is_empty() => name,
        _ => id,
    }
}
