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
use catchment::solver::{Compiled, Digits, Measure, Variation};
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
    for (name, digits) in [
        ("one opening, all digits", Digits::All),
        ("one opening, first digits", Digits::First),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| black_box(compiled.companies(Some(&openings[0].scenario), digits).is_ok()));
        });
    }
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
