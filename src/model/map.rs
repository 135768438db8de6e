//! The map: all objects by id, what follows from them, and the one gate through which they change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Company, CompanyId, Frame, FrameId, Link, LinkId, Node, NodeId, NodeKind, Note, NoteId, Number,
    NumberPath, Object, Scenario, ScenarioId, Segment, SegmentId, Units,
};

/// The number of the file format that this version writes.
pub const FORMAT: u32 = 1;

/// The id of the one segment of a map that declares none.
pub const ALL_SEGMENT: &str = "all";

/// An ecosystem map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Model", deny_unknown_fields)]
pub struct Map {
    format: u32,
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
    #[serde(default)]
    pub(super) units: Units,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) companies: BTreeMap<CompanyId, Company>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) segments: BTreeMap<SegmentId, Segment>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) nodes: BTreeMap<NodeId, Node>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) links: BTreeMap<LinkId, Link>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) scenarios: BTreeMap<ScenarioId, Scenario>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) notes: BTreeMap<NoteId, Note>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique"
    )]
    pub(super) frames: BTreeMap<FrameId, Frame>,
}

impl Map {
    /// An empty map.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            format: FORMAT,
            name: name.into(),
            note: String::new(),
            units: Units::default(),
            companies: BTreeMap::new(),
            segments: BTreeMap::new(),
            nodes: BTreeMap::new(),
            links: BTreeMap::new(),
            scenarios: BTreeMap::new(),
            notes: BTreeMap::new(),
            frames: BTreeMap::new(),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Free text about it.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// What its traffic, time and money are counted in.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// Its companies.
    pub fn companies(&self) -> &BTreeMap<CompanyId, Company> {
        &self.companies
    }

    /// The segments it declares; see [`Map::segment_ids`] for those it is solved by.
    pub fn segments(&self) -> &BTreeMap<SegmentId, Segment> {
        &self.segments
    }

    /// Its nodes.
    pub fn nodes(&self) -> &BTreeMap<NodeId, Node> {
        &self.nodes
    }

    /// Its links.
    pub fn links(&self) -> &BTreeMap<LinkId, Link> {
        &self.links
    }

    /// Its scenarios.
    pub fn scenarios(&self) -> &BTreeMap<ScenarioId, Scenario> {
        &self.scenarios
    }

    /// Its notes on the canvas.
    pub fn notes(&self) -> &BTreeMap<NoteId, Note> {
        &self.notes
    }

    /// Its frames on the canvas.
    pub fn frames(&self) -> &BTreeMap<FrameId, Frame> {
        &self.frames
    }

    /// The segments the map is solved by: the declared ones, or the one called `all`.
    pub fn segment_ids(&self) -> Vec<SegmentId> {
        if self.segments.is_empty() {
            vec![ALL_SEGMENT.into()]
        } else {
            self.segments.keys().cloned().collect()
        }
    }

    /// On whose surface a node lives, so who keeps the visits that end there: its `host`, else its
    /// owner, else, for a merchant, the host of the platform it sells on.
    ///
    /// A merchant without a host takes the host of its platform even if somebody owns it.
    pub fn host(&self, node: &Node) -> Option<&CompanyId> {
        // The references of the map are looked up, not those of the node: it may be a copy.
        let node_host = |node: &Node| -> Option<&CompanyId> {
            let id = node.host.as_ref().or(node.owner.as_ref())?;
            self.companies.get_key_value(id).map(|(id, _)| id)
        };
        match &node.kind {
            NodeKind::Merchant { sells_on, .. } if node.host.is_none() => {
                self.nodes.get(sells_on).and_then(node_host)
            }
            _ => node_host(node),
        }
    }

    /// The companies that must all agree before `link` opens.
    pub fn gatekeepers(&self, link: &Link) -> Vec<&CompanyId> {
        let known = |id: &CompanyId| self.companies.get_key_value(id).map(|(id, _)| id);
        match &link.gatekeepers {
            Some(named) => named.iter().filter_map(known).collect(),
            None => self
                .nodes
                .get(&link.from)
                .and_then(|n| n.owner.as_ref())
                .and_then(known)
                .into_iter()
                .collect(),
        }
    }

    /// The map with a scenario's numbers put in place of today's. Its links stay as they are today:
    /// shares and take-ups speak of today's choices, whatever is opened afterwards.
    ///
    /// Paths that lead nowhere are left out; [`super::rules::check`] reports them.
    pub fn with_overrides(&self, scenario: &Scenario) -> Self {
        let mut map = self.clone();
        for (path, number) in &scenario.set {
            if let Some(slot) = NumberPath::parse(path).and_then(|path| map.number_mut(&path)) {
                *slot = number.clone();
            }
        }
        map
    }

    /// The number at `path`, made at its default if the object can have it but it was not entered.
    pub(super) fn number_mut(&mut self, path: &NumberPath) -> Option<&mut Number> {
        match &path.object {
            Object::Company(id) => self.companies.get_mut(id)?.number_mut(&path.field),
            Object::Node(id) => self.nodes.get_mut(id)?.number_mut(&path.field),
            Object::Link(id) => self.links.get_mut(id)?.number_mut(&path.field),
            _ => None,
        }
    }
}

/// Reads a map from id to object and refuses an id that stands twice.
pub(super) fn unique<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + Ord + fmt::Debug, V: Deserialize<'de>> Visitor<'de> for Unique<K, V> {
        type Value = BTreeMap<K, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map from id to object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = access.next_key::<K>()? {
                if map.contains_key(&key) {
                    return Err(de::Error::custom(format_args!("duplicate id {key:?}")));
                }
                map.insert(key, access.next_value()?);
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(Unique(PhantomData))
}

/// Reads a list of ids and refuses one that stands twice.
pub(super) fn unique_set<'de, D, K>(deserializer: D) -> Result<BTreeSet<K>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
{
    struct Unique<K>(PhantomData<K>);
    impl<'de, K: Deserialize<'de> + Ord + fmt::Debug> Visitor<'de> for Unique<K> {
        type Value = BTreeSet<K>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of ids")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut set = BTreeSet::new();
            while let Some(key) = access.next_element::<K>()? {
                if set.contains(&key) {
                    return Err(de::Error::custom(format_args!("duplicate id {key:?}")));
                }
                set.insert(key);
            }
            Ok(set)
        }
    }
    deserializer.deserialize_seq(Unique(PhantomData))
}
