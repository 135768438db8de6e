//! The answer of `combos` in full, as JSON and CSV, written row by row: it can be larger than memory.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::Serialize;

use crate::analysis::combos::{Bundle, COMPLETE, Request, Solved, Unanswered, each};
use crate::model::{CompanyId, LinkId, Map, Scenario};
use crate::text::{Cell, Delimited, in_json};

/// One combination, as JSON.
#[derive(Serialize)]
struct Row<'a> {
    open: Vec<&'a LinkId>,
    companies: BTreeMap<&'a CompanyId, BTreeMap<&'static str, f64>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    several_states: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
}

/// What became of a table: it was written, or has no answer.
type Outcome = io::Result<Result<(), Unanswered>>;

/// Is told which part is done, and says whether to go on.
type Tell<'a> = dyn Fn(f64) -> bool + Sync + 'a;

/// Writes the JSON of `catchment combos`, a line a combination.
pub fn json(
    map: &Map,
    scenario: Option<&Scenario>,
    request: &Request,
    tell: &Tell<'_>,
    to: &mut dyn Write,
) -> Outcome {
    let companies: Vec<&CompanyId> = map.companies().keys().collect();
    let sampled = request.links.len() > COMPLETE;
    let mut before = "";
    // Nothing is written before the first answer, so that a refusal leaves nothing behind.
    let told = write_each(map, scenario, request, tell, |bundle, row| {
        if before.is_empty() {
            write!(
                to,
                "{{\n  \"links\": {},\n",
                in_json(&serde_json::to_string(&request.links)?)
            )?;
            writeln!(
                to,
                "  \"measures\": {},",
                serde_json::to_string(&request.measures)?
            )?;
            writeln!(
                to,
                "  \"companies\": {},",
                in_json(&serde_json::to_string(&companies)?)
            )?;
            write!(to, "  \"sampled\": {sampled},\n  \"rows\": [\n    ")?;
        }
        to.write_all(before.as_bytes())?;
        before = ",\n    ";
        let flows = row.iter().flat_map(|solved| solved.flows);
        let row = Row {
            open: open(&request.links, bundle).collect(),
            companies: companies
                .iter()
                .copied()
                .zip(flows)
                .map(|(id, flow)| {
                    let measures = request.measures.iter();
                    (id, measures.map(|m| (m.name(), flow.get(*m))).collect())
                })
                .collect(),
            several_states: row.is_ok_and(|solved| solved.several_states),
            problem: row.err(),
        };
        to.write_all(in_json(&serde_json::to_string(&row)?).as_bytes())
    })?;
    if told.is_ok() {
        to.write_all(b"\n  ]\n}\n")?;
    }
    Ok(told)
}

/// Writes a row a combination and company: 1 for each link that is open, otherwise 0, then the
/// measures; a combination without a steady state has one row with the problem and no numbers.
pub fn csv(
    map: &Map,
    scenario: Option<&Scenario>,
    request: &Request,
    tell: &Tell<'_>,
    to: &mut dyn Write,
) -> Outcome {
    let mut table = Delimited::new(to, b',');
    let Request { links, measures, .. } = request;
    let mut is_first = true;
    let told = write_each(map, scenario, request, tell, |bundle, row| {
        if std::mem::take(&mut is_first) {
            let links = links.iter().map(|id| Cell::Words(id.as_str()));
            let measures = measures.iter().map(|measure| measure.name());
            let headings = ["problem", "company"].into_iter().chain(measures);
            table.row(links.chain(headings.map(Cell::Words))).map_err(plain)?;
        }
        let gates: Vec<u8> = (0..links.len()).map(|i| u8::from(bundle >> i & 1 == 1)).collect();
        match row {
            Ok(solved) => {
                for (id, flow) in map.companies().keys().zip(solved.flows) {
                    let values: Vec<f64> = measures.iter().map(|m| flow.get(*m)).collect();
                    table.serialize((&gates, "", id, values)).map_err(plain)?;
                }
            }
            Err(problem) => {
                let no_numbers = vec![""; measures.len()];
                table
                    .serialize((&gates, problem, "", no_numbers))
                    .map_err(plain)?;
            }
        }
        Ok(())
    })?;
    table.finish().map_err(plain)?;
    Ok(told)
}

/// The failure to write behind `error`, which tells whether a reader has gone away.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Tells every combination to `write`, until that fails.
fn write_each(
    map: &Map,
    scenario: Option<&Scenario>,
    request: &Request,
    tell: &Tell<'_>,
    mut write: impl FnMut(Bundle, Result<Solved, &str>) -> io::Result<()>,
) -> Outcome {
    let Request { links, seed, .. } = request;
    let told = each(map, scenario, links, *seed, tell, |bundle, row| {
        match write(bundle, row) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(error),
        }
    });
    match told {
        Ok(ControlFlow::Break(error)) => Err(error),
        Ok(ControlFlow::Continue(())) => Ok(Ok(())),
        Err(why) => Ok(Err(why)),
    }
}

fn open(links: &[LinkId], bundle: Bundle) -> impl Iterator<Item = &LinkId> {
    let links = links.iter().enumerate();
    links
        .filter(move |(i, _)| bundle >> i & 1 == 1)
        .map(|(_, link)| link)
}
