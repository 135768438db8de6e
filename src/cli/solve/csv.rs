//! One table of a solution as CSV: unrounded numbers, ids as keys.

use super::Table;
use crate::cli::names::Names;
use crate::cli::{Failure, output};
use crate::model::{Id, Map};
use crate::solver::{Measure, Solution};

/// The CSV of `table`.
pub fn table(map: &Map, solution: &Solution, table: Table) -> Result<Vec<u8>, Failure> {
    match table {
        Table::Companies => companies(map, solution),
        Table::Nodes => nodes(map, solution),
        Table::Links => links(map, solution),
        Table::Platforms => {
            let headings = [
                "platform",
                "name",
                "gmv",
                "orders",
                "commission",
                "ad_budget",
                "ad_unspent",
                "take_rate",
            ];
            let rows = solution.platforms.iter();
            output::csv(
                headings,
                rows.map(|(id, flow)| (id, Names(map).whole_node(id), flow)),
            )
        }
        Table::Payments => {
            let headings = ["payment", "name", "payments", "volume", "fees"];
            let rows = solution.payments.iter();
            output::csv(
                headings,
                rows.map(|(id, flow)| (id, Names(map).whole_node(id), flow)),
            )
        }
        Table::Ledger => output::csv(["from", "to", "kind", "amount"], solution.ledger.entries()),
    }
}

fn companies(map: &Map, solution: &Solution) -> Result<Vec<u8>, Failure> {
    let measures = Measure::ALL.map(Measure::name);
    let headings = ["company", "name"].into_iter().chain(measures);
    let rows = solution.companies.iter();
    output::csv(
        headings,
        rows.map(|(id, flow)| (id, Names(map).whole_company(id), flow)),
    )
}

fn nodes(map: &Map, solution: &Solution) -> Result<Vec<u8>, Failure> {
    let headings = with_segments(
        map,
        &["node", "name", "kind", "owner", "host", "visits", "exits", "paid"],
        &["visits", "exits", "paid"],
    );
    let rows = solution.nodes.iter().map(|(id, flow)| {
        let node = map.nodes().get(id);
        let kind = node.map_or("", |node| node.kind.name());
        let owner = node.and_then(|node| node.owner.as_ref());
        let host = node.and_then(|node| map.host(node));
        let by_segment: Vec<_> = flow.by_segment.iter().map(|(_, flow)| flow).collect();
        let totals = (flow.visits, flow.exits, flow.paid);
        (
            id,
            Names(map).whole_node(id),
            kind,
            text(owner),
            text(host),
            totals,
            by_segment,
        )
    });
    output::csv(headings, rows)
}

fn links(map: &Map, solution: &Solution) -> Result<Vec<u8>, Failure> {
    let headings = with_segments(
        map,
        &[
            "link",
            "from",
            "to",
            "kind",
            "open",
            "visits",
            "share",
            "ad_spend",
            "attributed_gmv",
            "weight",
        ],
        &["visits", "share"],
    );
    let rows = solution.links.iter().map(|(id, flow)| {
        let link = map.links().get(id);
        let ends = link.map_or(("", "", ""), |link| {
            (link.from.as_str(), link.to.as_str(), link.kind.name())
        });
        let by_segment: Vec<_> = flow.by_segment.iter().map(|(_, flow)| flow).collect();
        let money = (flow.ad_spend, flow.attributed_gmv, flow.weight);
        (id, ends, flow.open, flow.visits, flow.share, money, by_segment)
    });
    output::csv(headings, rows)
}

/// `headings`, then each of `split` for every segment the map declares: `visits/micro`.
fn with_segments(map: &Map, headings: &[&str], split: &[&str]) -> Vec<String> {
    let mut all: Vec<_> = headings.iter().map(ToString::to_string).collect();
    for segment in map.segment_ids() {
        all.extend(split.iter().map(|heading| format!("{heading}/{segment}")));
    }
    all
}

fn text<T>(id: Option<&Id<T>>) -> &str {
    id.map_or("", Id::as_str)
}
