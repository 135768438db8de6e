//! Making a node another kind of node.

use super::add::{self, NewNode};
use super::changes;
use super::legal::{self, Refusal};
use super::overrides::number_at;
use crate::model::{Edit, LinkKind, Map, Node, NodeId, NodeKind, Number, NumberPath, Object};

/// Makes `node` of `kind`. What both kinds have stays, arrivals among it; the rest is as in a new node,
/// and what scenarios say about fields that are gone goes with them. Links stay, and become payments
/// or stop being such with what they lead into.
///
/// # Errors
/// Why it cannot be: links would not be legal, or a platform is needed as one.
pub fn set_kind(map: &Map, node: &NodeId, kind: NewNode) -> Result<Vec<Edit>, Refusal> {
    let old = map.nodes().get(node).ok_or(Refusal::NoSuchNode)?;
    if NewNode::of(old) == kind {
        return Ok(Vec::new());
    }
    if is_platform_in_use(map, node) {
        return Err(Refusal::PlatformInUse);
    }
    let mut new = old.clone();
    new.kind = add::blank(map, kind, old.at, map.host(old))?;
    if new.novelty == Number::bare(old.kind.default_novelty()) {
        new.novelty = Number::bare(new.kind.default_novelty());
    }
    if new.is_payment() {
        // Nobody chooses there.
        new = Node {
            owner: old.owner.clone(),
            host: old.host.clone(),
            at: old.at,
            note: old.note.clone(),
            ..Node::new(old.name.clone(), new.kind)
        };
    }
    if let NodeKind::Merchant { sells_on, .. } = &new.kind
        && sells_on == node
    {
        return Err(Refusal::NoPlatform);
    }
    if let (Some(arrivals), NodeKind::Channel { arrivals: of } | NodeKind::Platform { arrivals: of, .. }) =
        (old.arrivals(), &mut new.kind)
    {
        of.clone_from(arrivals);
    }
    let mut edits = vec![Edit::put_node(node.clone(), new)];
    let mut after = map.clone();
    after.apply_all(edits.clone());
    for (id, link) in map.links() {
        if link.from != *node && link.to != *node {
            continue;
        }
        legal::may_link(&after, &link.from, &link.to)?;
        let pays = after.nodes().get(&link.to).is_some_and(Node::is_payment);
        if pays != (link.kind == LinkKind::Payment) {
            let mut link = link.clone();
            link.kind = add::kind(&after, &link.from, &link.to);
            edits.push(Edit::put_link(id.clone(), link));
        }
    }
    edits.extend(without_lost_overrides(map, &after, node));
    Ok(changes(map, edits))
}

/// The edits that take what scenarios say about numbers that `node` has no more out of them.
fn without_lost_overrides(map: &Map, after: &Map, node: &NodeId) -> Vec<Edit> {
    let object = Object::Node(node.clone());
    let prefix = format!("{}/", object.path(""));
    let is_lost = |path: &String| {
        path.strip_prefix(&prefix).is_some_and(|field| {
            let path = NumberPath {
                object: object.clone(),
                field: field.to_owned(),
            };
            number_at(after, &path).is_none()
        })
    };
    let scenarios = map.scenarios().iter();
    let touched = scenarios.filter(|(_, scenario)| scenario.set.keys().any(is_lost));
    touched
        .map(|(id, scenario)| {
            let mut scenario = scenario.clone();
            scenario.set.retain(|path, _| !is_lost(path));
            Edit::put_scenario(id.clone(), scenario)
        })
        .collect()
}

/// Whether merchants sell on `node`, or their ads are paid from it.
fn is_platform_in_use(map: &Map, node: &NodeId) -> bool {
    let sells = |other: &Node| matches!(&other.kind, NodeKind::Merchant { sells_on, .. } if sells_on == node);
    map.nodes().values().any(sells) || map.links().values().any(|link| link.payer.as_ref() == Some(node))
}
