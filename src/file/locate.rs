//! Where in a text the values of a map stand, so that findings about the map can be placed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::syntax::{Event, Events};
use crate::model::{Object, Place};

/// The number of a value within its [`Locator`].
pub(super) type Entry = usize;

/// One value of the text.
struct Value {
    parent: Option<Entry>,
    /// Its key; empty, before the value, where it has none.
    key: Range<usize>,
    /// Its bytes, name and brackets included.
    at: Range<usize>,
    leaf: bool,
    children: usize,
}

/// The values of a text in the order they stand in, found by path.
pub(super) struct Locator<'a> {
    text: &'a str,
    /// The byte each line starts at.
    lines: Vec<usize>,
    values: Vec<Value>,
    children: HashMap<(Entry, Cow<'a, str>), Entry>,
    /// Values whose key stands before them already.
    repeated: Vec<Entry>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let line_ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let mut locator = Self {
            text,
            lines: std::iter::once(0).chain(line_ends).collect(),
            values: Vec::new(),
            children: HashMap::new(),
            repeated: Vec::new(),
        };
        let mut open: Vec<Entry> = Vec::new();
        for event in Events::new(text) {
            match event {
                Event::Leaf { key, value } => {
                    locator.add(open.last().copied(), key.map(|key| key.at), value.at, true);
                }
                Event::Enter {
                    key,
                    name,
                    open: bracket,
                } => {
                    let start = name.map_or(bracket.at.start, |name| name.at.start);
                    // Its end is known when it is left; until then it reaches to the end.
                    let at = start..text.len();
                    open.push(locator.add(open.last().copied(), key.map(|key| key.at), at, false));
                }
                Event::Leave(bracket) => {
                    if let Some(value) = open.pop().and_then(|entry| locator.values.get_mut(entry)) {
                        value.at.end = bracket.at.end;
                    }
                }
            }
        }
        locator
    }

    fn add(
        &mut self,
        parent: Option<Entry>,
        key: Option<Range<usize>>,
        at: Range<usize>,
        leaf: bool,
    ) -> Entry {
        let entry = self.values.len();
        if let Some(parent) = parent {
            let index = self.values[parent].children;
            self.values[parent].children += 1;
            let name = match &key {
                Some(key) => decoded(&self.text[key.clone()]),
                None => Cow::Owned(index.to_string()),
            };
            let first = *self.children.entry((parent, name)).or_insert(entry);
            if first != entry {
                self.repeated.push(entry);
            }
        }
        let key = key.unwrap_or(at.start..at.start);
        self.values.push(Value {
            parent,
            key,
            at,
            leaf,
            children: 0,
        });
        entry
    }

    /// The value of the whole map, if the text has any value.
    pub(super) fn root(&self) -> Option<Entry> {
        (!self.values.is_empty()).then_some(0)
    }

    /// The value under `key` directly in `entry`. A wrapper such as `Share(…)` is looked through.
    pub(super) fn child(&self, mut entry: Entry, key: &str) -> Option<Entry> {
        loop {
            match self.children.get(&(entry, Cow::Borrowed(key))) {
                Some(child) => return Some(*child),
                None => entry = self.wrapped(entry)?,
            }
        }
    }

    /// What stands in a wrapper: the last value of one that has no keys.
    pub(super) fn wrapped(&self, entry: Entry) -> Option<Entry> {
        let last = self.values[entry].children.checked_sub(1)?;
        self.children.get(&(entry, Cow::Owned(last.to_string()))).copied()
    }

    /// The value at `path` (`nodes/shop/arrivals/micro`) below `from`, or else the nearest one
    /// around it; and whether it is the very one. Keys may have slashes of their own.
    pub(super) fn find(&self, from: Entry, path: &str) -> (Entry, bool) {
        if path.is_empty() {
            return (from, true);
        }
        if let Some(entry) = self.child(from, path) {
            return (entry, true);
        }
        for (slash, _) in path.match_indices('/') {
            if let Some(entry) = self.child(from, &path[..slash]) {
                return self.find(entry, &path[slash + 1..]);
            }
        }
        (from, false)
    }

    /// The first value in `entry` whose key stands there before.
    pub(super) fn repeated_key(&self, entry: Entry) -> Option<Entry> {
        self.repeated
            .iter()
            .copied()
            .find(|&repeated| self.values[repeated].parent == Some(entry))
    }

    /// The first text in the list `entry` that stands there before.
    pub(super) fn repeated_text(&self, entry: Entry) -> Option<Entry> {
        let mut seen = HashSet::new();
        self.inside(entry).find(|&inner| {
            self.leaf(inner)
                .is_some_and(|source| !seen.insert(decoded(source)))
        })
    }

    /// The last value in `entry` under the very text `key`.
    pub(super) fn last_key(&self, entry: Entry, key: &str) -> Option<Entry> {
        self.inside(entry)
            .filter(|&inner| self.values[inner].parent == Some(entry) && self.key(inner) == key)
            .last()
    }

    /// The values in `entry`, at any depth, in order.
    pub(super) fn inside(&self, entry: Entry) -> impl Iterator<Item = Entry> {
        let end = self.values[entry].at.end;
        (entry + 1..self.values.len()).take_while(move |&inner| self.values[inner].at.start < end)
    }

    /// The innermost value that stands at byte `offset` or has its key there.
    pub(super) fn at(&self, offset: usize) -> Option<Entry> {
        let past = self.values.partition_point(|value| value.key.start <= offset);
        let mut entry = past.checked_sub(1);
        while let Some(inner) = entry {
            if offset < self.values[inner].at.end {
                break;
            }
            entry = self.values[inner].parent;
        }
        entry
    }

    /// The key of a value, decoded; empty for one in a list or tuple.
    pub(super) fn key(&self, entry: Entry) -> Cow<'a, str> {
        decoded(&self.text[self.key_span(entry)])
    }

    /// The bytes of a value's key; empty, before the value, where it has none.
    pub(super) fn key_span(&self, entry: Entry) -> Range<usize> {
        self.values[entry].key.clone()
    }

    /// The bytes of a value.
    pub(super) fn span(&self, entry: Entry) -> Range<usize> {
        self.values[entry].at.clone()
    }

    /// The text of a value that has no values in it.
    pub(super) fn leaf(&self, entry: Entry) -> Option<&'a str> {
        let value = &self.values[entry];
        value.leaf.then(|| &self.text[value.at.clone()])
    }

    /// The keys that lead to a value. Positions in lists and tuples are left out, as the rules do.
    pub(super) fn keys(&self, entry: Entry) -> Vec<Cow<'a, str>> {
        let around = std::iter::successors(Some(entry), |&entry| self.values[entry].parent);
        let keyed = around.filter(|&entry| !self.key_span(entry).is_empty());
        let mut keys: Vec<_> = keyed.map(|entry| self.key(entry)).collect();
        keys.reverse();
        keys
    }

    /// The object that a value belongs to, and its field below that.
    pub(super) fn subject(&self, entry: Entry) -> (Object, String) {
        let keys = self.keys(entry);
        if let [section, id, field @ ..] = keys.as_slice()
            && let Some(object) = Object::of_section(section, id)
        {
            return (object, field.join("/"));
        }
        (Object::Map, keys.join("/"))
    }

    /// The line and column of byte `offset`, counted from 1 in characters.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines[line - 1];
        Place {
            line,
            column: 1 + self.text[start..offset].chars().count(),
        }
    }

    /// The byte at a line and column counted from 1 in characters, or the end of the text.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.lines.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let rest = &self.text[start..];
        rest.char_indices()
            .nth(column.saturating_sub(1))
            .map_or(self.text.len(), |(position, _)| start + position)
    }
}

/// A key or text as it is meant: without its quotes and escapes.
pub(super) fn decoded(source: &str) -> Cow<'_, str> {
    let plain = source.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match plain {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        None if !source.contains('"') => Cow::Borrowed(source.strip_prefix("r#").unwrap_or(source)),
        _ => ron::from_str::<String>(source).map_or(Cow::Borrowed(source), Cow::Owned),
    }
}
