//! What comes to a node, where from, and where it goes.

use egui::Ui;

use super::bars::{Bar, list};
use super::table::{Figure, table};
use super::{Command, Context, answers};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::group::Group;
use crate::model::{Link, LinkId, Node, NodeId, NodeKind, Object};
use crate::solver::{NodeFlow, PlatformFlow, Solution};

/// The figures of one node and the ways of its visits.
pub(in crate::app::panels::inspector) fn ui(
    ui: &mut Ui,
    id: &NodeId,
    node: &Node,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    answers(ui, context, |ui| {
        table(ui, &figures(id, node), context);
        let (Some(today), Some(now)) = (context.today, context.now) else {
            return;
        };
        list(
            ui,
            words().flows.comes_from,
            inflow(id, context, today, now),
            context,
            commands,
        );
        if !node.is_payment() {
            list(
                ui,
                words().flows.goes_to,
                outflow(id, context, today, now),
                context,
                commands,
            );
        }
        let segments = context.map.segment_ids();
        if segments.len() > 1 {
            let color = context.theme.company_color(context.map, context.map.host(node));
            let bars = segments.iter().map(|segment| Bar {
                name: naming::segment(context.map, segment.as_str()),
                object: None,
                today: today.visits_of(id, segment),
                now: now.visits_of(id, segment),
                color,
            });
            list(ui, words().flows.by_segment, bars.collect(), context, commands);
        }
    });
}

/// Sums over several nodes.
pub(super) fn sums<'a>(group: &'a Group<'_, Node>) -> Vec<Figure<'a>> {
    let sum = |pick: fn(&NodeFlow) -> f64| {
        move |solution: &Solution| {
            let flows = group
                .members()
                .filter_map(|(id, _)| solution.nodes.get(id.as_str()));
            Some(flows.map(pick).sum())
        }
    };
    let words = words();
    let mut rows = vec![
        Figure::new(
            words.flows.visits_in_all,
            words.flows.visits_in_all_hint,
            sum(|flow| flow.visits),
        ),
        Figure::new(words.inspector.left, "", sum(|flow| flow.exits)),
        Figure::new(words.inspector.paid, "", sum(|flow| flow.paid)),
    ];
    if group.all(|node| matches!(node.kind, NodeKind::Platform { .. })) {
        rows.push(Figure::new(
            words.measures.gmv,
            words.measures.gmv_hint,
            |solution: &Solution| {
                let flows = group
                    .members()
                    .filter_map(|(id, _)| solution.platforms.get(id.as_str()));
                Some(flows.map(|flow| flow.gmv).sum())
            },
        ));
    }
    rows
}

fn figures<'a>(id: &'a NodeId, node: &Node) -> Vec<Figure<'a>> {
    let words = words();
    let id = id.as_str();
    let flow = move |pick: fn(&NodeFlow) -> f64| move |solution: &Solution| solution.nodes.get(id).map(pick);
    let mut figures = vec![Figure::new(
        words.inspector.visits_in,
        "",
        flow(|flow| flow.visits),
    )];
    if node.is_payment() {
        let volume = move |solution: &Solution| solution.payments.get(id).map(|flow| flow.volume);
        let fees = move |solution: &Solution| solution.payments.get(id).map(|flow| flow.fees);
        figures.push(Figure::new(
            words.measures.payment_volume,
            words.measures.payment_volume_hint,
            volume,
        ));
        figures.push(Figure::new(words.measures.fees, words.measures.fees_hint, fees));
    } else {
        figures.push(Figure::new(
            words.inspector.go_on,
            "",
            flow(|flow| flow.visits - flow.exits),
        ));
        figures.push(Figure::new(words.inspector.left, "", flow(|flow| flow.exits)));
    }
    if let NodeKind::Platform { .. } = node.kind {
        let flow = move |pick: fn(&PlatformFlow) -> f64| {
            move |solution: &Solution| solution.platforms.get(id).map(pick)
        };
        figures.extend([
            Figure::new(words.measures.gmv, words.measures.gmv_hint, flow(|flow| flow.gmv)),
            Figure::new(words.inspector.orders, "", flow(|flow| flow.orders)),
            Figure::new(
                words.measures.commission,
                words.measures.commission_hint,
                flow(|flow| flow.commission),
            ),
            Figure::new(words.inspector.ad_budget, "", flow(|flow| flow.ad_budget)),
            Figure::new(words.inspector.ad_unspent, "", flow(|flow| flow.ad_unspent)),
            Figure::new(
                words.inspector.take_rate,
                words.inspector.take_rate_hint,
                flow(|flow| flow.take_rate),
            )
            .share(),
        ]);
    }
    figures
}

/// The links into the node, each called by where it starts, and the visits that start here.
fn inflow(id: &NodeId, context: &Context<'_>, today: &Solution, now: &Solution) -> Vec<Bar> {
    let links = context.map.links().iter().filter(|(_, link)| link.to == *id);
    let mut bars: Vec<Bar> = links
        .map(|(link_id, link)| bar(link_id, link, &link.from, context, today, now))
        .collect();
    let started = |solution: &Solution| {
        let links = context.map.links().iter().filter(|(_, link)| link.to == *id);
        let came: f64 = links.map(|(link, _)| solution.visits_on(link)).sum();
        solution.visits_at(id) - came
    };
    let (before, after) = (started(today), started(now));
    // A difference of large sums: rounding must not pass for visits.
    let least = 1e-9 * now.visits_at(id).max(today.visits_at(id));
    if before.max(after) > least {
        bars.push(Bar {
            name: words().flows.start_here.to_owned(),
            object: None,
            today: before,
            now: after,
            color: context.theme.link,
        });
    }
    bars
}

/// The links out of the node, each called by where it leads, and the visits that end here.
fn outflow(id: &NodeId, context: &Context<'_>, today: &Solution, now: &Solution) -> Vec<Bar> {
    let links = context.map.links().iter().filter(|(_, link)| link.from == *id);
    let mut bars: Vec<Bar> = links
        .map(|(link_id, link)| bar(link_id, link, &link.to, context, today, now))
        .collect();
    let left = |solution: &Solution| solution.nodes.get(id.as_str()).map_or(0.0, |flow| flow.exits);
    bars.push(Bar {
        name: words().inspector.left.to_owned(),
        object: None,
        today: left(today),
        now: left(now),
        color: context.theme.closed,
    });
    bars
}

fn bar(
    id: &LinkId,
    link: &Link,
    other_end: &NodeId,
    context: &Context<'_>,
    today: &Solution,
    now: &Solution,
) -> Bar {
    let map = context.map;
    let owner = map.nodes().get(other_end).and_then(|node| node.owner.as_ref());
    let kind = naming::link_kind(link.kind);
    // Two links between the same nodes are told apart by their kinds.
    let parallel = map
        .links()
        .iter()
        .any(|(other, value)| other != id && value.from == link.from && value.to == link.to);
    let name = naming::node(map, other_end);
    Bar {
        name: if parallel {
            fill(words().marks.in_brackets, &[name, kind])
        } else {
            name.to_owned()
        },
        object: Some(Object::Link(id.clone())),
        today: today.visits_on(id),
        now: now.visits_on(id),
        color: context.theme.company_color(map, owner),
    }
}
