//! Ids and names that are not taken yet, readable, made from a name.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{ESTIMATE_FIELDS, Id, Map};

/// The longest stem of an id, in characters; it leaves room for a number within the 100 allowed.
const LONGEST: usize = 60;

/// An id made from `name` that none of `taken` has: `"WeChat Pay"` gives `wechat-pay`, then
/// `wechat-pay-2`. A name that leaves nothing readable gives `otherwise`.
pub fn id<T, V>(taken: &BTreeMap<Id<T>, V>, name: &str, otherwise: &str) -> Id<T> {
    Fresh::id(taken).slug(name, otherwise).into()
}

/// `name`, or `name 2`, `name 3`… if one of `taken` is called so already.
pub fn name<'a>(taken: impl IntoIterator<Item = &'a str>, name: &str) -> String {
    Fresh::name(taken).next(name)
}

/// Gives texts out one after another, none that is taken and none twice.
pub(super) struct Fresh<'a> {
    taken: Box<dyn Fn(&str) -> bool + 'a>,
    /// What stands between a stem and its number.
    mark: char,
    given: HashSet<String>,
    /// The last number of a stem, so that thousands of one name cost no search each.
    last: HashMap<String, usize>,
}

impl<'a> Fresh<'a> {
    fn new(mark: char, taken: impl Fn(&str) -> bool + 'a) -> Self {
        Self {
            taken: Box::new(taken),
            mark,
            given: HashSet::new(),
            last: HashMap::new(),
        }
    }

    /// Ids that no object of `taken` has. The words of a written estimate cannot name a segment,
    /// and need not name anything else.
    pub(super) fn id<T, V>(taken: &'a BTreeMap<Id<T>, V>) -> Self {
        Self::new('-', |id| taken.contains_key(id) || ESTIMATE_FIELDS.contains(&id))
    }

    /// Names that are none of `taken`.
    pub(super) fn name(taken: impl IntoIterator<Item = &'a str>) -> Self {
        let taken: HashSet<&str> = taken.into_iter().collect();
        Self::new(' ', move |name| taken.contains(name))
    }

    /// An id made from `name`.
    pub(super) fn slug(&mut self, name: &str, otherwise: &str) -> String {
        let slug = slug(name);
        self.next(if slug.is_empty() { otherwise } else { &slug })
    }

    /// `text` if it is free, else its stem with the next number.
    pub(super) fn next(&mut self, text: &str) -> String {
        let mut free = text.to_owned();
        if !self.is_free(&free) {
            let (stem, number) = numbered(text, self.mark);
            let mut number = self.last.get(stem).copied().unwrap_or(number);
            while !self.is_free(&free) {
                number += 1;
                free = format!("{stem}{}{number}", self.mark);
            }
            self.last.insert(stem.to_owned(), number);
        }
        self.given.insert(free.clone());
        free
    }

    fn is_free(&self, text: &str) -> bool {
        !(self.given.contains(text) || (self.taken)(text))
    }
}

/// `base`, or `base 2`, `base 3`… if a node is called so already.
pub fn node_name(map: &Map, base: &str) -> String {
    name(map.nodes().values().map(|node| node.name.as_str()), base)
}

/// `base`, or `base 2`, `base 3`… if a company is called so already.
pub fn company_name(map: &Map, base: &str) -> String {
    name(
        map.companies().values().map(|company| company.name.as_str()),
        base,
    )
}

/// `base`, or `base 2`, `base 3`… if a segment is called so already.
pub fn segment_name(map: &Map, base: &str) -> String {
    name(map.segments().values().map(|segment| segment.name.as_str()), base)
}

/// `base`, or `base 2`, `base 3`… if a scenario is called so already.
pub fn scenario_name(map: &Map, base: &str) -> String {
    name(
        map.scenarios().values().map(|scenario| scenario.name.as_str()),
        base,
    )
}

/// The stem of a text that ends in a number after `mark`, and the number; 1 if there is none.
fn numbered(text: &str, mark: char) -> (&str, usize) {
    let parts = text.rsplit_once(mark).and_then(|(stem, number)| {
        let plain = !stem.is_empty() && number.len() < 9 && !number.starts_with('0');
        plain.then_some((stem, number.parse().ok()?))
    });
    parts.unwrap_or((text, 1))
}

/// Letters and digits of any script, in lower case, words joined by a hyphen.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if is_kept(c) {
            slug.push(c);
        } else if !is_apostrophe(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let short: String = slug.chars().take(LONGEST).collect();
    short.trim_end_matches('-').to_owned()
}

/// Letters and digits, and the marks that some scripts put on them; no punctuation, no blanks.
fn is_kept(c: char) -> bool {
    let punctuation = matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{ff0f}' | '\u{fff0}'..='\u{ffff}');
    c.is_alphanumeric() || !(c.is_ascii() || punctuation || c.is_whitespace() || c.is_control())
}

/// Left out within a word rather than taken for its end.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}
