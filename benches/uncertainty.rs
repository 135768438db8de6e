//! Monte Carlo on the reference map: every gated link opened alone in every draw.
//!
//! `cargo bench --bench uncertainty` prints medians for a hundred draws; ten thousand take a
//! hundred times as long.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

use std::hint::black_box;
use std::path::Path;

use catchment::analysis::uncertainty::gated_openings;
use catchment::analysis::uncertainty::ranges::uncertain;
use catchment::analysis::uncertainty::robustness::{Wish, robustness};
use catchment::file;
use catchment::model::LinkId;
use catchment::solver::{CompanyFlow, Compiled, Measure, Variation};
use criterion::{Criterion, criterion_group, criterion_main};

fn reference_map(c: &mut Criterion) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/alibaba-tencent-2021.ron");
    let map = file::load(&file).expect("the reference map").map;
    let mut group = c.benchmark_group("reference map");
    group.sample_size(10);

    let numbers = uncertain(&map);
    let compiled = Compiled::new(&map).expect("a map that compiles");
    let paths = numbers.iter().map(|number| &number.path);
    let variation = Variation::new(&compiled, paths).expect("numbers of the map");
    let values: Vec<f64> = numbers.iter().map(|number| number.value).collect();
    group.bench_function("compile from the map", |b| {
        b.iter(|| black_box(Compiled::new(black_box(&map)).is_ok()));
    });
    group.bench_function("compile with other numbers", |b| {
        b.iter(|| black_box(variation.with(black_box(&values)).is_ok()));
    });
    let openings = gated_openings(&map);
    group.bench_function("one opening, solved in full", |b| {
        b.iter(|| black_box(compiled.companies(Some(&openings[0].scenario)).is_ok()));
    });
    let links: Vec<LinkId> = openings.iter().flat_map(|change| change.open.clone()).collect();
    let reduced = compiled.reduced(None, &links).expect("a reduced map");
    group.bench_function("reduce", |b| {
        b.iter(|| black_box(compiled.reduced(None, black_box(&links)).is_ok()));
    });
    group.bench_function("reduce as one with other numbers", |b| {
        b.iter(|| black_box(compiled.reduced_like(None, black_box(&links), &reduced).is_ok()));
    });
    let (mut workspace, mut open) = (reduced.workspace(), reduced.open_today());
    let mut row = vec![CompanyFlow::default(); map.companies().len()];
    let mut link = 0;
    group.bench_function("one opening, reduced", |b| {
        b.iter(|| {
            link = (link + 1) % links.len();
            open[link] = true;
            black_box(reduced.evaluate(&open, &mut workspace, &mut row).is_ok());
            open[link] = false;
        });
    });
    let wish = Wish {
        draws: 100,
        seed: 1,
        measure: Measure::Payoff,
        changes: openings.clone(),
        players: vec!["alibaba".into(), "tencent".into()],
    };
    let name = format!("100 draws, {} openings each", openings.len());
    group.bench_function(name, |b| {
        b.iter(|| black_box(robustness(&map, &wish, &|_| true).is_ok()));
    });
}

criterion_group!(benches, reference_map);
criterion_main!(benches);
