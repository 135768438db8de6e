//! What an import says about its source: what was found where, and what was done about it.

use std::fmt;

/// One thing that was not read as it stands, or that was added to make a map of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where in the source it stands (`row 3`, `line 12`); empty where it is about the whole.
    pub place: String,
    /// The object it is about (`node "Taobao"`, `column "Tags"`).
    pub object: String,
    /// What is the matter with it, one clause without a full stop.
    pub message: String,
    /// What was found, as written.
    pub found: Option<String>,
    /// What was done about it.
    pub done: String,
}

impl Remark {
    /// A remark on `object`: what is the matter and what was done.
    pub fn new(object: impl Into<String>, message: impl Into<String>, done: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            object: object.into(),
            message: message.into(),
            found: None,
            done: done.into(),
        }
    }

    /// Names the place in the source.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// Quotes what was found.
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.found = Some(short(&found.to_string()));
        self
    }
}

/// `row 3: node "Taobao": of no kind known here: found "Rail"; read as a Platform`
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{}: {}", self.object, self.message)?;
        if let Some(found) = &self.found {
            write!(f, ": found {found}")?;
        }
        write!(f, "; {}", self.done)
    }
}

/// The text in quotes, on one line and cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}", short(text))
}

fn short(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}

/// `1 node`, `2 nodes`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
