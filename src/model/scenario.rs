//! Scenarios: named what-ifs on the same map.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{LinkId, Number};

/// A named what-if: links opened and closed, numbers overridden.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Name shown.
    pub name: String,
    /// Links that are open in it, whatever they are today.
    #[serde(
        default,
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "super::map::unique_set"
    )]
    pub open: BTreeSet<LinkId>,
    /// Links that are closed in it, whatever they are today.
    #[serde(
        default,
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "super::map::unique_set"
    )]
    pub close: BTreeSet<LinkId>,
    /// Numbers overridden, by path (`nodes/ID/commission`, `links/ID/pull`).
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "super::map::unique"
    )]
    pub set: BTreeMap<String, Number>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Scenario {
    /// Whether `link`, which is open today or not, is open in this scenario.
    pub fn is_open(&self, link: &LinkId, today: bool) -> bool {
        (today || self.open.contains(link)) && !self.close.contains(link)
    }

    /// Opens `link` if it is closed in this scenario, closes it if it is open.
    /// Nothing is listed that is so today anyway.
    pub fn toggle(&mut self, link: &LinkId, today: bool) {
        let open = !self.is_open(link, today);
        self.open.remove(link);
        self.close.remove(link);
        match (open, today) {
            (true, false) => self.open.insert(link.clone()),
            (false, true) => self.close.insert(link.clone()),
            _ => false,
        };
    }
}
