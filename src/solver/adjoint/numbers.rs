//! From the derivatives by a system's lists to those by the numbers of its map, by path.

use std::collections::BTreeMap;

use super::gradient::Gradient;
use super::pull::PullBack;
use crate::model::{Map, Object};
use crate::solver::compiled::Scaled;
use crate::solver::system::System;

/// Derivatives by path; `None` where the output jumps or bends at the number.
pub(super) type ByPath = BTreeMap<String, Option<f64>>;

/// The derivatives of an output by every number that the solver reads of `map`, of which `system` is made,
/// some shares having been `scaled`.
pub(super) fn by_number(map: &Map, system: &System, scaled: &[Scaled], mut gradient: Gradient) -> ByPath {
    let mut found = ByPath::new();
    pulls(map, system, scaled, &mut gradient, &mut found);
    let segment = |field: &str| match field.split_once('/') {
        // A number for all segments moves them together.
        None => 0..system.segments(),
        Some((_, id)) => {
            let at = system
                .names
                .segments
                .iter()
                .position(|segment| segment.as_str() == id);
            at.map_or(0..0, |at| at..at + 1)
        }
    };
    for (index, (id, node)) in map.nodes().iter().enumerate() {
        let over = |lists: &[Vec<f64>], field: &str| segment(field).map(|k| lists[k][index]).sum::<f64>();
        for (path, field, _) in node.numbers() {
            let slope = match field.name {
                "arrivals" => over(&gradient.arrivals, &path),
                "ticket" => over(&gradient.ticket, &path),
                "leave" => gradient.leave.iter().map(|leave| leave[index]).sum(),
                "novelty" => gradient.novelty[index],
                "network_effect" => gradient.network[index],
                "commission" => gradient.commission[index],
                "ad_rate" => gradient.ad_rate[index],
                "fee" => gradient.fee[index],
                // Habit decides when the steady state is reached, not which.
                _ => continue,
            };
            found.insert(
                Object::Node(id.clone()).path(&path),
                (!slope.is_nan()).then_some(slope),
            );
        }
    }
    for (index, (id, link)) in map.links().iter().enumerate() {
        let edge = system.edge_of[index];
        let path = |field: &str| Object::Link(id.clone()).path(field);
        found.insert(path("referral"), Some(gradient.referral[edge]));
        // The first ad money on a link would take its share of the budget at a jump.
        let jumps = link.payer.is_some() && system.ad_elasticity[edge] == 0.0;
        let by_ads = link.payer.as_ref().map_or(0.0, |_| gradient.ad_elasticity[edge]);
        found.insert(path("ad_elasticity"), (!jumps).then_some(by_ads));
    }
    found
}

/// The pulls of all links; what they take from leaving and novelty goes on to `gradient`.
fn pulls(map: &Map, system: &System, scaled: &[Scaled], gradient: &mut Gradient, found: &mut ByPath) {
    for segment in 0..system.segments() {
        let name = system.names.segments[segment].as_str();
        let (by_weight, by_leave) = (&gradient.ln_weight[segment], &gradient.leave[segment]);
        let mut back = PullBack::new(system, segment, by_weight, by_leave).run();
        for scaled in scaled.iter().filter(|scaled| scaled.segment == segment) {
            back.scaled(scaled.node, scaled.sum);
        }
        gradient.leave[segment] = back.leave;
        gradient
            .novelty
            .iter_mut()
            .zip(back.novelty)
            .for_each(|(sum, slope)| *sum += slope);
        for (index, (id, link)) in map.links().iter().enumerate() {
            let field = match link.pull_by.contains_key(name) {
                true => format!("pull_by/{name}"),
                false => "pull".to_owned(),
            };
            let slope = back.number[system.edge_of[index]];
            let sum = found
                .entry(Object::Link(id.clone()).path(&field))
                .or_insert(Some(0.0));
            *sum = sum.zip(slope).map(|(sum, slope)| sum + slope);
        }
    }
}
