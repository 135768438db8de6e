//! Nodes: their ids, names, owners, hosts, numbers and notes.

use super::build::Build;
use super::kinds::Kind;
use super::merchants;
use super::remark::{Remark, quoted};
use super::starts;
use super::table::RawNode;
use super::words::{self, Role, fold};
use crate::model::field::Range;
use crate::model::{CompanyId, Confidence, Edit, Evidence, Map, Node, NodeId, NodeKind, Number, PerSegment};

/// Puts the nodes in place, all but their hosts.
pub(super) fn put(build: &mut Build<'_>) {
    let table = build.table;
    for raw in &table.nodes {
        // What defines a node gives its id; what only names it gives a name.
        let id = if raw.id_is_name {
            build.node_ids.slug(&raw.id, "node")
        } else {
            build.node_ids.keep(&raw.id, "node")
        };
        if !raw.id_is_name && id != raw.id {
            build.remarks.push(
                Remark::new(
                    subject(raw),
                    "an id that no node may have",
                    format!("got the id {id:?}"),
                )
                .at(&raw.place),
            );
        }
        build.nodes.push(id.into());
    }
    let platform = merchants::default_platform(build);
    for at in 0..table.nodes.len() {
        put_one(build, at, platform.as_ref());
    }
    starts::assume(build);
}

/// `node "Taobao"`
pub(super) fn subject(raw: &RawNode) -> String {
    format!("node {}", quoted(&raw.id))
}

fn put_one(build: &mut Build<'_>, at: usize, platform: Option<&NodeId>) {
    let (Some(raw), Some(read), Some(id)) = (
        build.table.nodes.get(at),
        build.reading.nodes.get(at),
        build.nodes.get(at).cloned(),
    ) else {
        return;
    };
    let name = build.reading.node(&raw.cells, &Role::Name).unwrap_or(&raw.id);
    let name = name.trim().to_owned();
    let kind = match read.kind {
        Kind::Channel => NodeKind::Channel {
            arrivals: PerSegment::default(),
        },
        Kind::Platform => NodeKind::Platform {
            arrivals: PerSegment::default(),
            commission: Number::bare(0.0),
            ad_rate: Number::bare(0.0),
        },
        Kind::Merchant => {
            let sells_on = merchants::sells_on(build, at, platform);
            NodeKind::Merchant {
                sells_on,
                ticket: PerSegment::default(),
            }
        }
        Kind::Payment => NodeKind::Payment {
            fee: Number::bare(0.0),
        },
    };
    let mut node = Node::new(if name.is_empty() { id.to_string() } else { name }, kind);
    node.owner = read.owner.as_deref().and_then(|name| build.companies.id(name));
    let mut note: Vec<String> = Vec::new();
    note.extend(build.reading.node(&raw.cells, &Role::Note).map(str::to_owned));
    for (column, role) in &build.reading.node_columns {
        let Some(text) = raw.cells.get(column) else {
            continue;
        };
        match role {
            Role::Aside => note.push(format!("{column}: {text}")),
            Role::Id if *text != raw.id => note.push(format!("{column}: {text}")),
            Role::SellsOn if !matches!(node.kind, NodeKind::Merchant { .. }) => {
                note.push(format!("{column}: {text}"));
                build.remarks.push(
                    Remark::new(
                        format!("{}, {column}", subject(raw)),
                        format!("a platform to sell on, and a {} sells nothing", node.kind.name()),
                        "kept in the note",
                    )
                    .at(&raw.place)
                    .found(quoted(text)),
                );
            }
            Role::X | Role::Y if build.node_number(column, text).is_none() => {
                note.push(format!("{column}: {text}"));
                build.remarks.push(
                    Remark::new(
                        format!("{}, {column}", subject(raw)),
                        "no position",
                        "kept in the note",
                    )
                    .at(&raw.place)
                    .found(quoted(text)),
                );
            }
            Role::Color if super::build::color(text).is_none() => {
                note.push(format!("{column}: {text}"));
                build.remarks.push(
                    Remark::new(
                        format!("{}, {column}", subject(raw)),
                        "no colour as #rrggbb",
                        "kept in the note",
                    )
                    .at(&raw.place)
                    .found(quoted(text)),
                );
            }
            Role::Group if read.owner.as_deref() != Some(text) => note.push(format!("{column}: {text}")),
            Role::Number(field) => {
                let outcome = number(build, raw, &mut node, field, column, text);
                if let Err((problem, done)) = outcome {
                    note.push(format!("{column}: {text}"));
                    build.remarks.push(
                        Remark::new(format!("{}, {column}", subject(raw)), problem, done)
                            .at(&raw.place)
                            .found(text),
                    );
                }
            }
            _ => {}
        }
    }
    // The word for the kind is kept where it says something else, or more.
    let word = build.reading.node(&raw.cells, &Role::Kind);
    if let Some(word) = word.filter(|word| fold(word) != fold(node.kind.name())) {
        note.push(format!("type: {word}"));
    }
    node.note = note.join("\n");
    build.map.apply(Edit::put_node(id, node));
}

/// Puts the number of a column into its field.
///
/// # Errors
/// Why it does not fit, and what becomes of it.
fn number(
    build: &mut Build<'_>,
    raw: &RawNode,
    node: &mut Node,
    field: &str,
    column: &str,
    text: &str,
) -> Result<(), (String, &'static str)> {
    const KEPT: &str = "kept in the note";
    let Some(read) = build.node_number(column, text) else {
        return Err(("not a number".to_owned(), KEPT));
    };
    build.tell_comma(&format!("{}, {column}", subject(raw)), &raw.place, text, &read);
    let value = read.value();
    let segment = words::segment(column);
    let declared = !build.map.segments().is_empty();
    // What `export` writes of a node without arrivals.
    if segment.is_none() && field == "arrivals" && value == 0.0 {
        return Ok(());
    }
    // A ticket may be one for all segments.
    if segment.is_none()
        && field == "arrivals"
        && declared
        && value > 0.0
        && let NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } = &mut node.kind
    {
        *arrivals = each_segment(&build.map, value);
        return Err((
            "one number of visits where the map has segments".to_owned(),
            "split evenly among them; kept in the note",
        ));
    }
    let path = match segment {
        Some(segment) => format!("{field}/{segment}"),
        None => field.to_owned(),
    };
    let mut changed = node.clone();
    let Some(slot) = changed.number_mut(&path) else {
        // A column of zeros for nodes of other kinds says nothing.
        return if value == 0.0 {
            Ok(())
        } else {
            Err((format!("a number that no {} has", node.kind.name()), KEPT))
        };
    };
    *slot = Number::bare(value);
    let range = changed
        .numbers()
        .iter()
        .find(|(found, ..)| *found == path)
        .map_or(Range::Finite, |(_, field, _)| field.range);
    if !range.holds(value) {
        return Err((format!("out of range, allowed {}", range.words()), KEPT));
    }
    *node = changed;
    Ok(())
}

/// The same for each segment, together `value`.
pub(super) fn each_segment(map: &Map, value: f64) -> PerSegment {
    if map.segments().is_empty() {
        return PerSegment::One(Number::bare(value));
    }
    let share = value / map.segments().len() as f64;
    let by = map
        .segments()
        .keys()
        .map(|segment| (segment.clone(), Number::bare(share)));
    PerSegment::By(by.collect())
}

/// A number that the source does not have.
pub(super) fn assumed(value: f64) -> Number {
    Number {
        value,
        evidence: Some(Box::new(Evidence {
            source: Some("assumed on import".to_owned()),
            confidence: Some(Confidence::Judgement),
            ..Evidence::default()
        })),
    }
}

/// Puts hosts in place where they are other than what follows from owners.
pub(super) fn put_hosts(build: &mut Build<'_>) {
    let mut stated: Vec<(NodeId, CompanyId, bool)> = Vec::new();
    for (raw, id) in build.table.nodes.iter().zip(&build.nodes) {
        let name = build.reading.node(&raw.cells, &Role::Host);
        let Some(host) = name.and_then(|name| build.companies.id(name)) else {
            continue;
        };
        let merchant = matches!(
            build.map.nodes().get(id).map(|node| &node.kind),
            Some(NodeKind::Merchant { .. })
        );
        stated.push((id.clone(), host, merchant));
    }
    build.put_companies();
    // A merchant's host follows from its platform's, so that platforms come first.
    stated.sort_by_key(|(.., merchant)| *merchant);
    for (id, host, _) in stated {
        let Some(mut node) = build.map.nodes().get(&id).cloned() else {
            continue;
        };
        if build.map.host(&node) != Some(&host) {
            node.host = Some(host);
            build.map.apply(Edit::put_node(id, node));
        }
    }
}
