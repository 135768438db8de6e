//! Objects and numbers of a map by name: what a diagnostic, a selection or an override points at.

use std::fmt;

use super::{CompanyId, FrameId, LinkId, NodeId, NoteId, ScenarioId, SegmentId};

/// One object of a map, or the map itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Object {
    Map,
    Company(CompanyId),
    Segment(SegmentId),
    Node(NodeId),
    Link(LinkId),
    Scenario(ScenarioId),
    Note(NoteId),
    Frame(FrameId),
}

impl Object {
    /// The object `id` of a section of the file (`nodes`, `links`, …).
    pub fn of_section(section: &str, id: &str) -> Option<Self> {
        Some(match section {
            "companies" => Self::Company(id.into()),
            "segments" => Self::Segment(id.into()),
            "nodes" => Self::Node(id.into()),
            "links" => Self::Link(id.into()),
            "scenarios" => Self::Scenario(id.into()),
            "notes" => Self::Note(id.into()),
            "frames" => Self::Frame(id.into()),
            _ => return None,
        })
    }

    /// Its id; empty for the map itself.
    pub fn id(&self) -> &str {
        self.parts().map_or("", |(_, id, _)| id)
    }

    /// The section of the file it stands in, its id, and what one such object is called.
    fn parts(&self) -> Option<(&'static str, &str, &'static str)> {
        Some(match self {
            Self::Map => return None,
            Self::Company(id) => ("companies", id.as_str(), "company"),
            Self::Segment(id) => ("segments", id.as_str(), "segment"),
            Self::Node(id) => ("nodes", id.as_str(), "node"),
            Self::Link(id) => ("links", id.as_str(), "link"),
            Self::Scenario(id) => ("scenarios", id.as_str(), "scenario"),
            Self::Note(id) => ("notes", id.as_str(), "note"),
            Self::Frame(id) => ("frames", id.as_str(), "frame"),
        })
    }

    /// The path of `field` of this object: `nodes/shop/commission`. An empty field gives the
    /// object's own path.
    pub fn path(&self, field: &str) -> String {
        match self.parts() {
            None => field.to_owned(),
            Some((section, id, _)) if field.is_empty() => format!("{section}/{id}"),
            Some((section, id, _)) => format!("{section}/{id}/{field}"),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            None => f.write_str("map"),
            Some((_, id, noun)) => write!(f, "{noun} {id:?}"),
        }
    }
}

/// The path of one number of a map: `nodes/ID/FIELD`, `links/ID/pull`, `companies/ID/visit_value`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumberPath {
    /// The object it belongs to.
    pub object: Object,
    /// Its path below the object, such as `arrivals/micro`.
    pub field: String,
}

impl NumberPath {
    /// Reads `section/ID/field…`; `None` if the text has no such form.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '/');
        let object = Object::of_section(parts.next()?, parts.next()?)?;
        Some(Self {
            object,
            field: parts.next()?.to_owned(),
        })
    }
}

impl fmt::Display for NumberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.object.path(&self.field))
    }
}
