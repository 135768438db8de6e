//! Identifiers: short texts that name the objects of a map, one Rust type per kind of object.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The identifier of a `T`. Cheap to clone; ordered and compared as text.
pub struct Id<T> {
    text: Arc<str>,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Wraps `text`; whether it is a legal identifier is asked by [`Id::problem`].
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self {
            text: text.into(),
            of: PhantomData,
        }
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What makes this text unfit to be an identifier, if anything does.
    ///
    /// A slash would make paths such as `nodes/ID/FIELD` ambiguous; the rest would be invisible.
    pub fn problem(&self) -> Option<&'static str> {
        let text = self.as_str();
        if text.is_empty() {
            Some("an empty id")
        } else if text.trim() != text {
            Some("an id with blanks at its ends")
        } else if text.contains('/') {
            Some("an id with a slash")
        } else if text.chars().any(char::is_control) {
            Some("an id with a control character")
        } else if text.chars().count() > 100 {
            Some("an id of over 100 characters")
        } else {
            None
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            of: PhantomData,
        }
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}
impl<T> Hash for Id<T> {
    // As `str` hashes, so that `Borrow<str>` look-ups agree.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl<T> Borrow<str> for Id<T> {
    fn borrow(&self) -> &str {
        &self.text
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}
impl<T> From<&str> for Id<T> {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
impl<T> From<String> for Id<T> {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Identifier of a company.
pub type CompanyId = Id<super::Company>;
/// Identifier of a segment.
pub type SegmentId = Id<super::Segment>;
/// Identifier of a node.
pub type NodeId = Id<super::Node>;
/// Identifier of a link.
pub type LinkId = Id<super::Link>;
/// Identifier of a scenario.
pub type ScenarioId = Id<super::Scenario>;
/// Identifier of a note.
pub type NoteId = Id<super::Note>;
/// Identifier of a frame.
pub type FrameId = Id<super::Frame>;
