//! What an import says about its source: what was found where, and what was done about it.

use std::collections::BTreeMap;
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

/// So many remarks that say the same are listed; more are only counted.
const MOST_ALIKE: usize = 1_000;

/// Remarks in the order in which they were made. Of a long file with the same matter in every row,
/// the first thousand are listed and the others counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    listed: Vec<Remark>,
    /// How often each message was said.
    said: BTreeMap<String, usize>,
}

impl Remarks {
    /// Adds one.
    pub fn push(&mut self, remark: Remark) {
        let said = match self.said.get_mut(&remark.message) {
            Some(said) => said,
            None => self.said.entry(remark.message.clone()).or_default(),
        };
        *said += 1;
        if *said <= MOST_ALIKE {
            self.listed.push(remark);
        }
    }

    /// Those that are listed.
    pub fn iter(&self) -> impl Iterator<Item = &Remark> {
        self.listed.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Adds those of another source.
    pub(super) fn join(&mut self, other: Self) {
        for (message, said) in other.said {
            *self.said.entry(message).or_default() += said;
        }
        self.listed.extend(other.listed);
    }

    /// Takes back what was said with this message.
    pub(super) fn unsay(&mut self, message: &str) {
        self.said.remove(message);
        self.listed.retain(|remark| remark.message != message);
    }

    /// Those that are listed, and one for each message that was said more often.
    pub(super) fn into_list(self) -> Vec<Remark> {
        let mut list = self.listed;
        for (message, said) in self.said {
            let listed = list.iter().filter(|remark| remark.message == message).count();
            if said > listed {
                let object = format!("{} more", said - listed);
                list.push(Remark::new(object, message, "treated as those listed"));
            }
        }
        list
    }
}

impl Extend<Remark> for Remarks {
    fn extend<I: IntoIterator<Item = Remark>>(&mut self, remarks: I) {
        for remark in remarks {
            self.push(remark);
        }
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
