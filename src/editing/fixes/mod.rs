//! One-click fixes for what the rules and the solver find wrong.
//!
//! A finding is known by its message, which is the rules' own word for it; a test holds every message
//! with a fix against the rules, and that the fix mends it.

mod annotations;
mod links;
mod nodes;
mod numbers;
mod scenarios;
mod shares;

use super::{changes, places};
use crate::model::{Diagnostic, Edit, LinkKind, Map, NodeId, Object};

/// A way to mend one finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, for the window to put into words.
    pub kind: FixKind,
    /// What does it.
    pub edits: Vec<Edit>,
}

/// What a fix does.
#[derive(Clone, Debug, PartialEq)]
pub enum FixKind {
    /// Deletes an object, with what hangs on it.
    Delete(Object),
    /// Takes back what is entered in a field: a reference to nothing, a range that is no number.
    Clear(String),
    /// Puts a number to the nearest value that is allowed.
    Number(f64),
    /// Widens the range of a number so that its value lies within.
    Widen,
    /// Moves something to where it can be drawn.
    Move,
    /// Makes a link one of another kind.
    Kind(LinkKind),
    /// Turns a link round.
    Turn,
    /// Enters the pull in a way that suits a link that is open, or one that is closed.
    Recast,
    /// Lowers all shares of a node alike, so that they sum to one.
    Scale,
    /// Enters all pulls of a node as shares.
    Shares,
    /// Lets the merchants of a platform pay for ads.
    Payer(NodeId),
    /// Spends no ad money.
    NoAds,
    /// Lets a merchant sell on a platform.
    SellOn(NodeId),
    /// Spreads a number evenly over the segments.
    Spread,
    /// Lets some visitors leave.
    Leave,
}

/// The ways to mend `diagnostic`, the most obvious first; none for what only a person can decide.
///
/// After each of them the map no longer has that finding.
pub fn fixes(map: &Map, diagnostic: &Diagnostic) -> Vec<Fix> {
    let mut fixes = match &diagnostic.object {
        Object::Company(id) => nodes::of_company(map, id, diagnostic),
        Object::Node(id) => nodes::of_node(map, id, diagnostic),
        Object::Link(id) => links::of_link(map, id, diagnostic),
        Object::Scenario(id) => scenarios::of_scenario(map, id, diagnostic),
        Object::Note(_) | Object::Frame(_) => annotations::of_annotation(map, diagnostic),
        Object::Map | Object::Segment(_) => Vec::new(),
    };
    for fix in &mut fixes {
        fix.edits = changes(map, std::mem::take(&mut fix.edits));
    }
    fixes.retain(|fix| !fix.edits.is_empty());
    fixes
}

fn fix(kind: FixKind, edits: Vec<Edit>) -> Fix {
    Fix { kind, edits }
}

/// Deletes `object`.
fn delete(map: &Map, object: Object) -> Fix {
    let edits = map.removal(&[object.clone()].into());
    fix(FixKind::Delete(object), edits)
}

/// Moves an object to where it can be drawn.
fn moved(map: &Map, object: &Object, at: super::Point) -> Vec<Fix> {
    vec![fix(
        FixKind::Move,
        places::put(map, object, at).into_iter().collect(),
    )]
}
