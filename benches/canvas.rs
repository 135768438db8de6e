//! The cost of one frame of the canvas: input, scene, shapes and tessellation, without a GPU.
//!
//! `cargo bench --bench canvas` prints medians. A frame at rest is what a moving pointer costs; a
//! frame after a change builds the scene anew, as every frame of a drag and every new answer does.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

mod stage;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{Event, pos2};
use stage::Stage;

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    for (nodes, links) in [(60, 140), (1_000, 3_000), (10_000, 40_000)] {
        let size = format!("{nodes} nodes, {links} links");
        let mut stage = Stage::new(nodes, links);
        let pointer = |frames: u32| Event::PointerMoved(pos2(600.0 + (frames % 400) as f32, 500.0));
        group.bench_function(BenchmarkId::new("whole map at rest", &size), |bench| {
            bench.iter(|| stage.frame(Vec::new()));
        });
        group.bench_function(BenchmarkId::new("whole map, pointer moving", &size), |bench| {
            bench.iter(|| stage.frame(vec![pointer(stage.frames)]));
        });
        stage.frame(vec![Event::PointerGone]);
        group.bench_function(BenchmarkId::new("whole map after a change", &size), |bench| {
            bench.iter(|| {
                stage.revision += 1;
                stage.frame(Vec::new())
            });
        });
        stage.zoom_to(80.0);
        group.bench_function(BenchmarkId::new("part of it at 80 %", &size), |bench| {
            bench.iter(|| stage.frame(Vec::new()));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(3));
    targets = frames
}
criterion_main!(benches);
