//! Edits: every change of a map is one of these, and applying one gives the edit that undoes it.

use super::{
    Company, CompanyId, Frame, FrameId, Link, LinkId, Map, Node, NodeId, Note, NoteId, Scenario, ScenarioId,
    Segment, SegmentId, Units,
};

/// One change. An object is put in place whole, or taken away with `None`.
///
/// Edits may pass through states that the rules refuse (a link before its node): the rules judge the
/// map, not the way to it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Edit {
    Name(String),
    MapNote(String),
    Units(Units),
    Company(CompanyId, Option<Company>),
    Segment(SegmentId, Option<Segment>),
    Node(NodeId, Option<Box<Node>>),
    Link(LinkId, Option<Box<Link>>),
    Scenario(ScenarioId, Option<Scenario>),
    Note(NoteId, Option<Note>),
    Frame(FrameId, Option<Frame>),
}

impl Edit {
    /// Puts a node in place.
    pub fn put_node(id: impl Into<NodeId>, node: Node) -> Self {
        Self::Node(id.into(), Some(Box::new(node)))
    }

    /// Puts a link in place.
    pub fn put_link(id: impl Into<LinkId>, link: Link) -> Self {
        Self::Link(id.into(), Some(Box::new(link)))
    }

    /// Puts a company in place.
    pub fn put_company(id: impl Into<CompanyId>, company: Company) -> Self {
        Self::Company(id.into(), Some(company))
    }

    /// Puts a segment in place.
    pub fn put_segment(id: impl Into<SegmentId>, segment: Segment) -> Self {
        Self::Segment(id.into(), Some(segment))
    }

    /// Puts a scenario in place.
    pub fn put_scenario(id: impl Into<ScenarioId>, scenario: Scenario) -> Self {
        Self::Scenario(id.into(), Some(scenario))
    }

    /// Whether doing this, undone by `inverse`, changes only how the map is drawn, so that the
    /// solved flows still hold.
    pub fn is_layout(&self, inverse: &Self) -> bool {
        match (self, inverse) {
            (Self::Name(_) | Self::MapNote(_) | Self::Note(..) | Self::Frame(..), _) => true,
            (Self::Node(_, Some(new)), Self::Node(_, Some(old))) => {
                let placed = Node {
                    at: old.at,
                    ..(**new).clone()
                };
                placed == **old
            }
            (Self::Link(_, Some(new)), Self::Link(_, Some(old))) => {
                let bent = Link {
                    bend: old.bend,
                    ..(**new).clone()
                };
                bent == **old
            }
            _ => false,
        }
    }
}

impl Map {
    /// The edit that would put in place what `edit` changes, as it is now.
    pub fn current(&self, edit: &Edit) -> Edit {
        macro_rules! of {
            ($kind:ident, $map:ident, $id:expr) => {
                Edit::$kind($id.clone(), self.$map.get($id).cloned())
            };
            (boxed $kind:ident, $map:ident, $id:expr) => {
                Edit::$kind($id.clone(), self.$map.get($id).cloned().map(Box::new))
            };
        }
        match edit {
            Edit::Name(_) => Edit::Name(self.name.clone()),
            Edit::MapNote(_) => Edit::MapNote(self.note.clone()),
            Edit::Units(_) => Edit::Units(self.units.clone()),
            Edit::Company(id, _) => of!(Company, companies, id),
            Edit::Segment(id, _) => of!(Segment, segments, id),
            Edit::Node(id, _) => of!(boxed Node, nodes, id),
            Edit::Link(id, _) => of!(boxed Link, links, id),
            Edit::Scenario(id, _) => of!(Scenario, scenarios, id),
            Edit::Note(id, _) => of!(Note, notes, id),
            Edit::Frame(id, _) => of!(Frame, frames, id),
        }
    }

    /// Makes the change and returns the one that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        use std::mem::replace;
        macro_rules! put {
            ($map:ident, $id:expr, $value:expr) => {
                match $value {
                    Some(value) => self.$map.insert($id.clone(), value),
                    None => self.$map.remove(&$id),
                }
            };
        }
        match edit {
            Edit::Name(name) => Edit::Name(replace(&mut self.name, name)),
            Edit::MapNote(note) => Edit::MapNote(replace(&mut self.note, note)),
            Edit::Units(units) => Edit::Units(replace(&mut self.units, units)),
            Edit::Company(id, value) => {
                let old = put!(companies, id, value);
                Edit::Company(id, old)
            }
            Edit::Segment(id, value) => {
                let old = put!(segments, id, value);
                Edit::Segment(id, old)
            }
            Edit::Node(id, value) => {
                let old = put!(nodes, id, value.map(|node| *node));
                Edit::Node(id, old.map(Box::new))
            }
            Edit::Link(id, value) => {
                let old = put!(links, id, value.map(|link| *link));
                Edit::Link(id, old.map(Box::new))
            }
            Edit::Scenario(id, value) => {
                let old = put!(scenarios, id, value);
                Edit::Scenario(id, old)
            }
            Edit::Note(id, value) => {
                let old = put!(notes, id, value);
                Edit::Note(id, old)
            }
            Edit::Frame(id, value) => {
                let old = put!(frames, id, value);
                Edit::Frame(id, old)
            }
        }
    }

    /// Makes several changes and returns those that take them back, in the order to do that.
    pub fn apply_all(&mut self, edits: impl IntoIterator<Item = Edit>) -> Vec<Edit> {
        let mut inverse: Vec<Edit> = edits.into_iter().map(|edit| self.apply(edit)).collect();
        inverse.reverse();
        inverse
    }

    /// The edits that make this map `other`: one for each object that differs.
    pub fn edits_to(&self, other: &Self) -> Vec<Edit> {
        let mut edits = vec![
            Edit::Name(other.name.clone()),
            Edit::MapNote(other.note.clone()),
            Edit::Units(other.units.clone()),
        ];
        macro_rules! all {
            ($kind:ident, $map:ident $(, $boxed:ident)?) => {
                for id in self.$map.keys().chain(other.$map.keys()) {
                    let there = other.$map.get(id);
                    if self.$map.get(id) != there {
                        edits.push(Edit::$kind(id.clone(), there.cloned()$(.map($boxed::new))?));
                    }
                }
            };
        }
        all!(Company, companies);
        all!(Segment, segments);
        all!(Node, nodes, Box);
        all!(Link, links, Box);
        all!(Scenario, scenarios);
        all!(Note, notes);
        all!(Frame, frames);
        edits.retain(|edit| self.current(edit) != *edit);
        edits
    }
}
