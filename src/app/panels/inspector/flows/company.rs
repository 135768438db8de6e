//! What a company captures and earns, and at which of its nodes visits end.

use egui::Ui;

use super::bars::{Bar, list};
use super::table::{Figure, table};
use super::{Command, Context, answers};
use crate::app::i18n::words;
use crate::app::naming;
use crate::model::{CompanyId, Node, NodeId, NodeKind, Object};
use crate::solver::{Measure, Solution};

/// The measures of one company, and where its visits are kept.
pub(in crate::app::panels::inspector) fn ui(
    ui: &mut Ui,
    id: &CompanyId,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    answers(ui, context, |ui| {
        let figures: Vec<Figure<'_>> = Measure::ALL
            .into_iter()
            .map(|measure| {
                let (name, hint) = naming::measure(measure);
                Figure::new(name, hint, move |solution: &Solution| {
                    solution.companies.get(id.as_str()).map(|flow| flow.get(measure))
                })
            })
            .collect();
        table(ui, &figures, context);
        let (Some(today), Some(now)) = (context.today, context.now) else {
            return;
        };
        let hosted = context.map.nodes().iter();
        let hosted = hosted.filter(|(_, node)| context.map.host(node) == Some(id));
        let bars = hosted.map(|(node_id, node)| Bar {
            name: naming::node(context.map, node_id).to_owned(),
            object: Some(Object::Node(node_id.clone())),
            today: kept(node_id, node, context, today),
            now: kept(node_id, node, context, now),
            color: context.theme.company_color(context.map, node.owner.as_ref()),
        });
        list(ui, words().flows.kept_at, bars.collect(), context, commands);
    });
}

/// Visits that end at a node: unpaid or, at a merchant, paid.
fn kept(id: &NodeId, node: &Node, context: &Context<'_>, solution: &Solution) -> f64 {
    let left = solution.nodes.get(id.as_str()).map_or(0.0, |flow| flow.exits);
    if !matches!(node.kind, NodeKind::Merchant { .. }) {
        return left;
    }
    let links = context.map.links().iter().filter(|(_, link)| link.from == *id);
    let to_payment =
        links.filter(|(_, link)| context.map.nodes().get(&link.to).is_some_and(Node::is_payment));
    left + to_payment.map(|(link, _)| solution.visits_on(link)).sum::<f64>()
}
