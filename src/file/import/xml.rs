//! XML as a tree: small, bounded, and without entities of the file's own.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{ImportError, too_many};

/// The most elements that are read, and the deepest that they stand in each other.
const MOST_ELEMENTS: usize = 2_000_000;
const DEEPEST: usize = 100;
/// The most attributes of an element. Each is compared with those before it.
const MOST_ATTRIBUTES: usize = 100;

/// An element with what stands in it. Names are without their prefixes.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
    /// The line it begins on.
    pub(super) line: usize,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Its attributes, without those that declare name spaces.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self
            .attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(|(name, _)| *name != "xmlns" && !name.starts_with("xmlns:"))
    }

    /// The children of this name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first element of this name in it, however deep, but not in one called `but`.
    pub(super) fn inside(&self, name: &str, but: &str) -> Option<&Element> {
        self.children
            .iter()
            .filter(|child| child.name != but)
            .find_map(|child| {
                if child.name == name {
                    Some(child)
                } else {
                    child.inside(name, but)
                }
            })
    }

    /// `line 12`
    pub(super) fn place(&self) -> String {
        format!("line {}", self.line)
    }
}

/// Reads the document element of `text`, which should be called `root`.
pub(super) fn parse(text: &str, root: &str, format: &'static str) -> Result<Element, ImportError> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut open: Vec<Element> = vec![Element::default()];
    let mut elements = 0;
    loop {
        let line = lines.to(reader.buffer_position());
        let syntax = |problem: String| ImportError::Syntax {
            place: format!("line {line}"),
            format,
            problem,
        };
        let event = reader.read_event().map_err(|error| syntax(error.to_string()))?;
        match event {
            Event::Start(start) | Event::Empty(start) if open.len() > DEEPEST => {
                return Err(syntax(format!(
                    "elements more than {DEEPEST} deep in each other: {}",
                    local(&start)
                )));
            }
            Event::Start(start) => {
                elements += 1;
                open.push(element(&start, line).map_err(syntax)?);
            }
            Event::Empty(start) => {
                elements += 1;
                let child = element(&start, line).map_err(syntax)?;
                push(&mut open, child);
            }
            Event::End(_) => {
                // The reader has checked that it ends the one begun last.
                if let Some(child) = open.pop() {
                    push(&mut open, child);
                }
            }
            Event::Text(piece) => add(&mut open, &piece.into_inner()),
            Event::CData(piece) => add(&mut open, &piece.into_inner()),
            Event::GeneralRef(reference) => {
                let name = reference.into_inner();
                let meant = entity(&name);
                let meant = meant
                    .ok_or_else(|| syntax(format!("an entity that XML does not know: found &{name};")))?;
                if let Some(last) = open.last_mut() {
                    last.text.push(meant);
                }
            }
            Event::DocType(declared) => {
                if declared.into_inner().contains("<!ENTITY") {
                    return Err(syntax("entities of the file's own are not expanded".to_owned()));
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        too_many("elements", elements, MOST_ELEMENTS)?;
    }
    let line = lines.to(text.len() as u64);
    let syntax = |problem: String| ImportError::Syntax {
        place: format!("line {line}"),
        format,
        problem,
    };
    if open.len() > 1 {
        let name = open.last().map_or("", |element| element.name.as_str());
        return Err(syntax(format!("<{name}> is not ended")));
    }
    let document = open.pop().unwrap_or_default();
    let mut roots = document.children.into_iter();
    roots
        .find(|element| element.name == root)
        .ok_or_else(|| syntax(format!("no <{root}> in it")))
}

fn push(open: &mut [Element], child: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn add(open: &mut [Element], piece: &str) {
    if let Some(last) = open.last_mut() {
        last.text.push_str(piece);
    }
}

/// The character that a reference without its marks stands for: `amp`, `#38`, `#x26`.
pub(super) fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => {
            let code = other.strip_prefix('#')?;
            match code.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(code, 10),
            }
        }
    }
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn element(start: &BytesStart<'_>, line: usize) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attributes.len() == MOST_ATTRIBUTES {
            return Err(format!("an element with more than {MOST_ATTRIBUTES} attributes"));
        }
        let name = attribute.key.as_ref().to_owned();
        attributes.push((name, unescaped(&attribute.value)?));
    }
    Ok(Element {
        name: local(start),
        attributes,
        line,
        ..Element::default()
    })
}

pub(super) fn unescaped(value: &str) -> Result<String, String> {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, after) = after.split_once(';').ok_or("an & that begins no reference")?;
        let meant = entity(name);
        plain.push(meant.ok_or_else(|| format!("an entity that XML does not know: found &{name};"))?);
        rest = after;
    }
    plain.push_str(rest);
    Ok(plain)
}

/// Counts lines up to places that come one after another.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn to(&mut self, position: u64) -> usize {
        let position = usize::try_from(position)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        let piece = self.text.as_bytes().get(self.at..position).unwrap_or_default();
        self.line += piece.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(position);
        self.line
    }
}
