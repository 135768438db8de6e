//! From an edit to its result: what the window, the worker and the parts of its work need.
//!
//! `cargo bench --bench edit` prints medians. A frame of a screen lasts 16.7 ms.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

mod stage;

use catchment::app::command::Command;
use catchment::app::shell::Shell;
use catchment::document::Document;
use catchment::model::{Edit, Map, Number, rules};
use catchment::solver::{Compiled, Search};
use criterion::{Criterion, criterion_group, criterion_main};
use stage::traffic::traffic_map;

const NODES: usize = 1_000;

/// Changes one number of the map: a share, a little.
fn edit(map: &Map, step: u32) -> Edit {
    let (id, link) = map.links().iter().nth(7).expect("a link");
    let mut link = link.clone();
    link.referral = Number::bare(0.001 * f64::from(1 + step % 9));
    Edit::put_link(id.clone(), link)
}

/// Edits and waits until the flows are those of the map as edited.
fn answer(shell: &mut Shell, ctx: &egui::Context, step: u32) {
    let edits = vec![edit(shell.state().map(), step)];
    let label = "Edit".to_owned();
    shell.dispatch(
        ctx,
        vec![Command::Edit {
            label,
            edits,
            merge: false,
        }],
    );
    shell.logic(ctx);
    while !shell.state().answers.hold_for(&shell.state().question()) {
        std::hint::spin_loop();
        shell.logic(ctx);
    }
}

fn latency(criterion: &mut Criterion) {
    let map = traffic_map(NODES);
    let size = format!("{} nodes, {} links", map.nodes().len(), map.links().len());
    let mut group = criterion.benchmark_group(format!("edit a map of {size}"));
    group.bench_function("check the rules", |bench| bench.iter(|| rules::check(&map)));
    group.bench_function("compile", |bench| {
        bench.iter(|| Compiled::new(&map).is_ok());
    });
    let compiled = Compiled::new(&map).expect("a sound map");
    group.bench_function("solve from today", |bench| {
        bench.iter(|| compiled.solve(None, Search::FromToday).expect("a solution"));
    });
    group.bench_function("copy the map", |bench| bench.iter(|| map.clone()));
    let ctx = egui::Context::default();
    Shell::install(&ctx);
    let mut shell = Shell::new(Document::new(map.clone())).expect("a window");
    let mut step = 0;
    answer(&mut shell, &ctx, step);
    group.bench_function("until the new flows are there", |bench| {
        bench.iter(|| {
            step += 1;
            answer(&mut shell, &ctx, step);
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(3));
    targets = latency
}
criterion_main!(benches);
