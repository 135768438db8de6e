//! Automatic layout of all nodes, or of those selected.
//!
//! Both ways keep what a company hosts together, put no node on another, keep the middle of the
//! drawing where it is, and give the same places for the same map. They may take a second on a large
//! map: call them away from the window's thread.

mod acyclic;
mod blocks;
mod force;
mod graph;
mod lanes;
mod layered;
mod ranks;

use std::collections::{BTreeMap, BTreeSet};

use super::places::put;
use super::{Point, changes};
use crate::model::{Edit, Map, NodeId, Object};
use graph::Graph;

/// Where each node is to stand.
pub type Places = BTreeMap<NodeId, Point>;

/// The room that one node takes with its label, in canvas units.
pub const FOOTPRINT: Point = (150.0, 110.0);

/// How nodes are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// From left to right along the links, each company in a lane of its own.
    Layered,
    /// Linked nodes near each other, each company in a block of its own.
    Force,
}

/// Lays out the nodes of `selection`, or all if it has none, `footprint` being the room that one
/// takes. `None` when `cancelled` says so.
///
/// [`edits`] puts the nodes at their places.
pub fn layout(
    map: &Map,
    selection: &BTreeSet<Object>,
    style: Style,
    footprint: Point,
    cancelled: &dyn Fn() -> bool,
) -> Option<Places> {
    let graph = Graph::new(map, selection);
    let footprint = (footprint.0.max(1.0), footprint.1.max(1.0));
    let mut places = match style {
        Style::Layered => layered::places(&graph, footprint, cancelled)?,
        Style::Force => force::places(&graph, footprint, cancelled)?,
    };
    let (old, new) = (middle(&graph.at), middle(&places));
    for at in &mut places {
        // Whole units: a file is read by people too.
        *at = (
            (at.0 - new.0 + old.0).round() + 0.0,
            (at.1 - new.1 + old.1).round() + 0.0,
        );
    }
    Some(graph.ids.into_iter().zip(places).collect())
}

/// The edits that put nodes at their places, and let the canvas choose anew how to draw the links
/// among them.
pub fn edits(map: &Map, places: &Places) -> Vec<Edit> {
    let mut edits: Vec<Edit> = places
        .iter()
        .filter_map(|(id, at)| put(map, &Object::Node(id.clone()), *at))
        .collect();
    let bent = map.links().iter().filter(|(_, link)| {
        link.bend.is_some() && places.contains_key(&link.from) && places.contains_key(&link.to)
    });
    edits.extend(bent.map(|(id, link)| {
        let mut link = link.clone();
        link.bend = None;
        Edit::put_link(id.clone(), link)
    }));
    changes(map, edits)
}

/// The middle of the rectangle round all points.
fn middle(points: &[Point]) -> Point {
    let corners = points.iter().map(|&at| (at, at));
    let corners =
        corners.reduce(|(a, b), (c, d)| ((a.0.min(c.0), a.1.min(c.1)), (b.0.max(d.0), b.1.max(d.1))));
    match corners {
        Some((low, high)) => (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1)),
        None => (0.0, 0.0),
    }
}
