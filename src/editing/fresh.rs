//! Ids and names that are not taken yet, readable, made from a name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{ESTIMATE_FIELDS, Id, Map};

/// The longest stem of an id, in characters; it leaves room for a number within the 100 allowed.
const LONGEST: usize = 60;

/// An id made from `name` that none of `taken` has: `"WeChat Pay"` gives `wechat-pay`, then
/// `wechat-pay-2`. A name that leaves nothing readable gives `otherwise`.
pub fn id<T, V>(taken: &BTreeMap<Id<T>, V>, name: &str, otherwise: &str) -> Id<T> {
    Ids::new(taken).next(name, otherwise)
}

/// Gives ids out one after another, none of them twice.
pub(super) struct Ids<'a, T, V> {
    taken: &'a BTreeMap<Id<T>, V>,
    given: BTreeSet<String>,
    /// The number to try next for a stem, so that thousands of one name cost no search each.
    next: HashMap<String, usize>,
}

impl<'a, T, V> Ids<'a, T, V> {
    pub(super) fn new(taken: &'a BTreeMap<Id<T>, V>) -> Self {
        Self {
            taken,
            given: BTreeSet::new(),
            next: HashMap::new(),
        }
    }

    /// An id made from `name` that is neither taken nor given out.
    pub(super) fn next(&mut self, name: &str, otherwise: &str) -> Id<T> {
        let slug = slug(name);
        let slug = if slug.is_empty() { otherwise } else { &slug };
        // The words of a written estimate cannot name a segment, and need not name anything else.
        if !self.is_taken(slug) && !ESTIMATE_FIELDS.contains(&slug) {
            self.given.insert(slug.to_owned());
            return slug.into();
        }
        let (stem, number) = numbered(slug, '-');
        let mut number = self.next.get(stem).copied().unwrap_or(number) + 1;
        let mut id = format!("{stem}-{number}");
        while self.is_taken(&id) {
            number += 1;
            id = format!("{stem}-{number}");
        }
        self.next.insert(stem.to_owned(), number);
        self.given.insert(id.clone());
        id.into()
    }

    fn is_taken(&self, id: &str) -> bool {
        self.taken.contains_key(id) || self.given.contains(id)
    }
}

/// `name`, or `name 2`, `name 3`… if one of `taken` is called so already.
pub fn name<'a>(taken: impl IntoIterator<Item = &'a str>, name: &str) -> String {
    let taken: BTreeSet<&str> = taken.into_iter().collect();
    if !taken.contains(name) {
        return name.to_owned();
    }
    let (stem, mut number) = numbered(name, ' ');
    loop {
        number += 1;
        let next = format!("{stem} {number}");
        if !taken.contains(next.as_str()) {
            return next;
        }
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
