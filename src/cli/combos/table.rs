//! The answer of `combos` in full, as JSON and CSV, written row by row: it can be larger than memory.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::Serialize;

use crate::analysis::combos::{Bundle, COMPLETE, Request, Unanswered, each};
use crate::model::{CompanyId, LinkId, Map, Scenario};
use crate::solver::CompanyFlow;
use crate::text::{guarded, in_json};

/// One combination, as JSON.
#[derive(Serialize)]
struct Row<'a> {
    open: Vec<&'a LinkId>,
    companies: BTreeMap<&'a CompanyId, BTreeMap<&'static str, f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
}

/// What became of a table: it was written, or has no answer.
type Outcome = io::Result<Result<(), Unanswered>>;

/// Writes the JSON of `catchment combos`, a line a combination.
pub fn json(map: &Map, scenario: Option<&Scenario>, request: &Request, to: &mut dyn Write) -> Outcome {
    let companies: Vec<&CompanyId> = map.companies().keys().collect();
    let sampled = request.links.len() > COMPLETE;
    let mut before = "";
    // Nothing is written before the first answer, so that a refusal leaves nothing behind.
    let told = write_each(map, scenario, request, |bundle, row| {
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
        let flows = row.iter().copied().flatten();
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
pub fn csv(map: &Map, scenario: Option<&Scenario>, request: &Request, to: &mut dyn Write) -> Outcome {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(to);
    let Request { links, measures, .. } = request;
    let mut is_first = true;
    let told = write_each(map, scenario, request, |bundle, row| {
        if std::mem::take(&mut is_first) {
            let links = links.iter().map(|id| guarded(id.as_str()).into_owned());
            let measures = measures.iter().map(|measure| measure.name());
            let headings = ["problem", "company"].into_iter().chain(measures);
            let headings = links.chain(headings.map(str::to_owned));
            writer.write_record(headings).map_err(plain)?;
        }
        let gates: Vec<u8> = (0..links.len()).map(|i| u8::from(bundle >> i & 1 == 1)).collect();
        match row {
            Ok(flows) => {
                for (id, flow) in map.companies().keys().zip(flows) {
                    let values: Vec<f64> = measures.iter().map(|m| flow.get(*m)).collect();
                    writer
                        .serialize((&gates, "", guarded(id.as_str()), values))
                        .map_err(plain)?;
                }
            }
            Err(problem) => {
                let no_numbers = vec![""; measures.len()];
                writer
                    .serialize((&gates, guarded(problem), "", no_numbers))
                    .map_err(plain)?;
            }
        }
        Ok(())
    })?;
    writer.flush()?;
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
    mut write: impl FnMut(Bundle, Result<&[CompanyFlow], &str>) -> io::Result<()>,
) -> Outcome {
    let Request { links, seed, .. } = request;
    let told = each(
        map,
        scenario,
        links,
        *seed,
        &|_| true,
        |bundle, row| match write(bundle, row) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(error),
        },
    );
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
