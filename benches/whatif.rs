//! Every link toggled alone: from one solve, and solved again for each link.
//!
//! `cargo bench --bench whatif` prints medians; compare figures of one run only. The
//! re-solves are those of a sample of the links.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

mod graphs;

use std::hint::black_box;

use catchment::analysis::whatif::whatif;
use catchment::model::{Map, Scenario};
use catchment::solver::{Compiled, Search};
use criterion::{Criterion, criterion_group, criterion_main};
use graphs::hub_map;

/// Links that are solved again.
const SAMPLE: usize = 50;

/// Solves the map again with each of a sample of links toggled.
fn solve_sample(compiled: &Compiled, sample: &[Scenario]) {
    for scenario in sample {
        let _ = black_box(compiled.solve(Some(scenario), Search::FromToday));
    }
}

fn sample(map: &Map) -> Vec<Scenario> {
    let every = (map.links().len() / SAMPLE).max(1);
    let links = map.links().iter().step_by(every).take(SAMPLE);
    let toggled = links.map(|(id, link)| {
        let mut scenario = Scenario::default();
        scenario.toggle(id, link.open);
        scenario
    });
    toggled.collect()
}

fn compare(criterion: &mut Criterion, name: &str, map: &Map) {
    let compiled = Compiled::new(map).expect("a sound map");
    let base = compiled.solve(None, Search::FromToday).expect("a solution");
    let size = format!("{} nodes, {} links", map.nodes().len(), map.links().len());
    let mut group = criterion.benchmark_group(format!("{name}, {size}"));
    group.sample_size(10);
    group.bench_function("every link alone", |bench| {
        bench.iter_with_large_drop(|| whatif(&compiled, None, &base, &|| true));
    });
    let sample = sample(map);
    group.bench_function(format!("re-solves of {} links", sample.len()), |bench| {
        bench.iter(|| solve_sample(&compiled, &sample));
    });
    group.finish();
}

fn toggles(criterion: &mut Criterion) {
    compare(criterion, "hubs", &hub_map(10_000));
    let bytes = include_bytes!("../models/alibaba-tencent-2021.ron");
    let map = catchment::file::parse(bytes).expect("the reference map").map;
    compare(criterion, "reference map", &map);
}

criterion_group!(benches, toggles);
criterion_main!(benches);
