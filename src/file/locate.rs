//! Where in a text the values of a map stand, so that findings about the map can be placed.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::syntax::{Event, Events};
use crate::model::Object;

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
    /// The first value after those in it.
    after: Entry,
}

/// The values of a text in the order they stand in, found by path.
pub(super) struct Locator<'a> {
    text: &'a str,
    values: Vec<Value>,
    /// What stands under which key, of the values that were asked.
    children: RefCell<HashMap<Entry, HashMap<Cow<'a, str>, Entry>>>,
    /// The texts in the values that were asked, as findings quote them.
    texts: RefCell<HashMap<Entry, HashMap<Cow<'a, str>, Entry>>>,
}

impl<'a> Locator<'a> {
    /// The values of a text that the reader took.
    pub(super) fn new(text: &'a str) -> Self {
        let mut locator = Self {
            text,
            values: Vec::new(),
            children: RefCell::default(),
            texts: RefCell::default(),
        };
        let mut open: Vec<Entry> = Vec::new();
        for event in Events::new(text) {
            let (key, at, leaf) = match event {
                Event::Leaf { key, value } => (key, value.at, true),
                Event::Enter {
                    key,
                    name,
                    open: bracket,
                } => {
                    let start = name.map_or(bracket.at.start, |name| name.at.start);
                    // Where it ends is known when it is left; until then it reaches to the end.
                    (key, start..text.len(), false)
                }
                Event::Leave(bracket) => {
                    if let Some(entry) = open.pop() {
                        locator.close(entry, bracket.at.end);
                    }
                    continue;
                }
            };
            let entry = locator.values.len();
            locator.values.push(Value {
                parent: open.last().copied(),
                key: key.map_or(at.start..at.start, |key| key.at),
                at,
                leaf,
                after: entry + 1,
            });
            if !leaf {
                open.push(entry);
            }
        }
        for entry in open {
            locator.close(entry, text.len());
        }
        locator
    }

    /// The values of a broken text, up to a little after the byte where the reader stopped: what
    /// follows may be endless nonsense.
    pub(super) fn until(text: &'a str, stop: usize) -> Self {
        const LITTLE: usize = 4096;
        Self::new(&text[..text.floor_char_boundary(stop + LITTLE)])
    }

    fn close(&mut self, entry: Entry, end: usize) {
        let after = self.values.len();
        let value = &mut self.values[entry];
        value.at.end = end;
        value.after = after;
    }

    /// The value of the whole map, if the text has any value.
    pub(super) fn root(&self) -> Option<Entry> {
        (!self.values.is_empty()).then_some(0)
    }

    /// The value under `key`, or at that position, directly in `entry`. A wrapper such as `Share(…)`
    /// is looked through.
    pub(super) fn child(&self, mut entry: Entry, key: &str) -> Option<Entry> {
        loop {
            // Of what has no keys by position. What there is may be a list of millions.
            if self
                .directly_in(entry)
                .next()
                .is_some_and(|first| !self.is_keyed(first))
                && let Ok(position) = key.parse()
                && let Some(child) = self.directly_in(entry).nth(position)
                && !self.is_keyed(child)
            {
                return Some(child);
            }
            let mut children = self.children.borrow_mut();
            let by_key = children.entry(entry).or_insert_with(|| self.by_key(entry));
            match by_key.get(key) {
                Some(child) => return Some(*child),
                None => entry = self.wrapped(entry)?,
            }
        }
    }

    fn by_key(&self, entry: Entry) -> HashMap<Cow<'a, str>, Entry> {
        let mut by_key = HashMap::new();
        for child in self.directly_in(entry) {
            if self.is_keyed(child) {
                by_key.entry(self.key(child)).or_insert(child);
            }
        }
        by_key
    }

    /// What stands in a wrapper: the last value of one or two that have no keys.
    pub(super) fn wrapped(&self, entry: Entry) -> Option<Entry> {
        let mut inside = self.directly_in(entry);
        let first = inside.next().filter(|child| !self.is_keyed(*child))?;
        let second = inside.next();
        // More of them are a list, which may be long.
        if inside.next().is_some() {
            return None;
        }
        second.map_or(Some(first), |second| (!self.is_keyed(second)).then_some(second))
    }

    /// The values directly in `entry`, in order.
    fn directly_in(&self, entry: Entry) -> impl Iterator<Item = Entry> {
        let end = self.values[entry].after;
        let within = move |child: Entry| (child < end).then_some(child);
        std::iter::successors(within(entry + 1), move |&child| within(self.values[child].after))
    }

    /// The value at `path` (`nodes/shop/arrivals/micro`) below `from`, or else the nearest one
    /// around it; and whether it is the very one. Keys may have slashes of their own.
    pub(super) fn find(&self, mut from: Entry, mut path: &str) -> (Entry, bool) {
        while !path.is_empty() {
            if let Some(entry) = self.child(from, path) {
                return (entry, true);
            }
            let below = path.match_indices('/').find_map(|(slash, _)| {
                let entry = self.child(from, &path[..slash])?;
                Some((entry, &path[slash + 1..]))
            });
            match below {
                Some((entry, rest)) => (from, path) = (entry, rest),
                None => return (from, false),
            }
        }
        (from, true)
    }

    /// The first value in `entry` whose key stands there before.
    pub(super) fn repeated_key(&self, entry: Entry) -> Option<Entry> {
        let mut seen = HashSet::new();
        self.directly_in(entry)
            .find(|&child| self.is_keyed(child) && !seen.insert(self.key(child)))
    }

    /// The first text in the list `entry` that stands there before.
    pub(super) fn repeated_text(&self, entry: Entry) -> Option<Entry> {
        let mut seen = HashSet::new();
        self.directly_in(entry).find(|&child| {
            self.leaf(child)
                .is_some_and(|source| !seen.insert(decoded(source)))
        })
    }

    /// The last value in `entry` under `key`.
    pub(super) fn last_key(&self, entry: Entry, key: &str) -> Option<Entry> {
        self.directly_in(entry)
            .filter(|&child| self.is_keyed(child) && self.key(child) == key)
            .last()
    }

    /// The last text in `entry`, itself included, that a finding quotes so.
    pub(super) fn last_text(&self, entry: Entry, quoted: &str) -> Option<Entry> {
        let mut texts = self.texts.borrow_mut();
        let texts = texts.entry(entry).or_insert_with(|| {
            let all = std::iter::once(entry).chain(self.inside(entry));
            let texts = all.filter_map(|value| Some((value, self.leaf(value)?)));
            let texts = texts.filter(|(_, source)| source.starts_with(['"', 'r']));
            let as_quoted = |source: &'a str| match format!("{:?}", decoded(source)) {
                quoted if quoted == source => Cow::Borrowed(source),
                quoted => Cow::Owned(quoted),
            };
            texts.map(|(value, source)| (as_quoted(source), value)).collect()
        });
        texts.get(quoted).copied()
    }

    /// The values in `entry`, at any depth, in order.
    pub(super) fn inside(&self, entry: Entry) -> Range<Entry> {
        entry + 1..self.values[entry].after
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

    fn is_keyed(&self, entry: Entry) -> bool {
        !self.values[entry].key.is_empty()
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
        let keyed = around.filter(|&entry| self.is_keyed(entry));
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
