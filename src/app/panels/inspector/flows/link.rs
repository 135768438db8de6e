//! What a link carries, brings and costs.

use egui::Ui;

use super::bars::{Bar, list};
use super::table::{Figure, table};
use super::{Command, Context, alone, answers};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::inspector::group::Group;
use crate::model::{Link, LinkId};
use crate::solver::{LinkFlow, Solution};

/// The figures of one link.
pub(in crate::app::panels::inspector) fn ui(
    ui: &mut Ui,
    id: &LinkId,
    link: &Link,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    answers(ui, context, |ui| {
        let words = words();
        let flow =
            |pick: fn(&LinkFlow) -> f64| move |solution: &Solution| solution.links.get(id.as_str()).map(pick);
        let mut figures = vec![
            Figure::new(words.inspector.visits_on, "", flow(|flow| flow.visits)),
            Figure::new(words.inspector.share_of_start, "", flow(|flow| flow.share)).share(),
        ];
        if context.now.is_some_and(|now| start_goes_on(now, link)) {
            figures.push(
                Figure::new(
                    words.flows.share_of_going_on,
                    words.flows.share_of_going_on_hint,
                    |solution: &Solution| {
                        let start = solution.nodes.get(link.from.as_str())?;
                        let going_on = start.visits - start.exits;
                        (going_on > 0.0).then(|| solution.visits_on(id) / going_on)
                    },
                )
                .share(),
            );
        }
        figures.push(Figure::new(
            words.inspector.attributed,
            "",
            flow(|flow| flow.attributed_gmv),
        ));
        if link.payer.is_some() {
            figures.push(Figure::new(
                words.inspector.ad_spend,
                "",
                flow(|flow| flow.ad_spend),
            ));
        }
        table(ui, &figures, context);
        let (Some(today), Some(now)) = (context.today, context.now) else {
            return;
        };
        alone::ui(ui, id, context, commands);
        let segments = context.map.segment_ids();
        if segments.len() > 1 {
            let visits = |solution: &Solution, segment: &str| {
                let flow = solution.links.get(id.as_str());
                let row = flow.and_then(|flow| flow.by_segment.get(segment));
                row.map_or(0.0, |row| row.visits)
            };
            let bars = segments.iter().map(|segment| Bar {
                name: naming::segment(context.map, segment.as_str()),
                object: None,
                today: visits(today, segment.as_str()),
                now: visits(now, segment.as_str()),
                color: context.theme.link,
            });
            list(ui, words.flows.by_segment, bars.collect(), context, commands);
        }
    });
}

/// Sums over several links.
pub(super) fn sums<'a>(group: &'a Group<'_, Link>) -> Vec<Figure<'a>> {
    let sum = |pick: fn(&LinkFlow) -> f64| {
        move |solution: &Solution| {
            let flows = group
                .members()
                .filter_map(|(id, _)| solution.links.get(id.as_str()));
            Some(flows.map(pick).sum())
        }
    };
    let words = words();
    vec![
        Figure::new(
            words.flows.visits_on_links,
            words.flows.visits_on_links_hint,
            sum(|flow| flow.visits),
        ),
        Figure::new(words.inspector.attributed, "", sum(|flow| flow.attributed_gmv)),
        Figure::new(words.inspector.ad_spend, "", sum(|flow| flow.ad_spend)),
    ]
}

fn start_goes_on(solution: &Solution, link: &Link) -> bool {
    let start = solution.nodes.get(link.from.as_str());
    start.is_some_and(|start| start.visits > start.exits)
}
