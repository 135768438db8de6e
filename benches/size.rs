//! Cost against size: compiling and solving a map, toggling every link alone, and trying every combination
//! of some links, on hub-shaped maps without feedback.
//!
//! `cargo bench --no-default-features --bench size` prints medians in seconds as CSV and draws them to
//! `assets/cost.svg`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may fail loudly"
)]

mod graphs;
mod plot;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use catchment::analysis::combos::{Combos, Request, SEED, gated};
use catchment::analysis::whatif::whatif;
use catchment::model::{LinkId, Map};
use catchment::solver::{Compiled, Measure, Search};
use graphs::hub_map;
use plot::{Plot, Series};

/// Four payment nodes come on top; a map has at most 50,000.
const NODES: [u32; 4] = [100, 1_000, 10_000, 49_996];
const LINKS: [usize; 5] = [2, 5, 10, 15, 20];
/// How often something is timed: at least, and at most or until so much time is over.
const FEWEST: usize = 3;
const MOST: usize = 11;
const ENOUGH: Duration = Duration::from_secs(2);

/// The median time of `run`, in seconds; what it returns is dropped off the clock.
fn median<T>(mut run: impl FnMut() -> T) -> f64 {
    let begun = Instant::now();
    let mut times = Vec::new();
    while times.len() < FEWEST || (times.len() < MOST && begun.elapsed() < ENOUGH) {
        let start = Instant::now();
        let answer = black_box(run());
        times.push(start.elapsed().as_secs_f64());
        drop(answer);
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// `count` of the closed links that somebody can open, from all over the map.
fn some_gated(map: &Map, count: usize) -> Vec<LinkId> {
    let links = gated(map, None);
    let every = (links.len() / count).max(1);
    links.into_iter().step_by(every).take(count).collect()
}

fn every_combination(map: &Map, links: Vec<LinkId>) -> Combos {
    let request = Request {
        links,
        measures: vec![Measure::Payoff],
        seed: SEED,
    };
    Combos::new(map, None, &request, &|_| true).expect("a table")
}

fn main() {
    let named = |name: String| Series {
        name,
        points: Vec::new(),
    };
    let mut compile = named("compile".to_owned());
    let mut solve = named("solve".to_owned());
    let mut alone = named("every link alone".to_owned());
    let mut combined = LINKS.map(|count| named(format!("all combinations of {count} links")));
    println!("what,nodes,links,seconds");
    let tell = |series: &mut Series, map: &Map, seconds: f64| {
        println!(
            "{},{},{},{seconds:e}",
            series.name,
            map.nodes().len(),
            map.links().len()
        );
        series.points.push((map.nodes().len() as f64, seconds));
    };
    for nodes in NODES {
        let map = hub_map(nodes);
        let compiled = Compiled::new(&map).expect("a sound map");
        let base = compiled.solve(None, Search::FromToday).expect("a solution");
        tell(&mut compile, &map, median(|| Compiled::new(&map)));
        tell(
            &mut solve,
            &map,
            median(|| compiled.solve(None, Search::FromToday)),
        );
        tell(
            &mut alone,
            &map,
            median(|| whatif(&compiled, None, &base, &|| true)),
        );
        for (series, count) in combined.iter_mut().zip(LINKS) {
            let links = some_gated(&map, count);
            if links.len() == count {
                tell(series, &map, median(|| every_combination(&map, links.clone())));
            }
        }
    }
    let plot = Plot {
        across: "nodes, with about five links each",
        up: "time",
        series: [compile, solve, alone].into_iter().chain(combined).collect(),
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cost.svg");
    fs::write(path, plot.svg()).expect("a place for the plot");
}
