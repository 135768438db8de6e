//! The cost of one frame of the canvas: input, scene, shapes and tessellation, without a GPU.
//!
//! `cargo bench --bench canvas` prints medians. A frame at rest is what a moving pointer costs; a
//! frame after a change builds the scene anew, as every frame of a drag and every new answer does.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

mod stage;

use std::time::Duration;

use catchment::app::print::Printer;
use catchment::app::samples::Sample;
use catchment::app::shell::Shell;
use catchment::model::Map;
use catchment::report::{Look, Painter, Subject};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{Event, Modifiers, PointerButton, RawInput, pos2, vec2};
use stage::{Stage, scroll};

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
        let mut way = 1.0;
        group.bench_function(
            BenchmarkId::new("whole map moved in every frame", &size),
            |bench| {
                bench.iter(|| {
                    way = -way;
                    stage.frame(scroll(way))
                });
            },
        );
        let grabbed = stage.central_node();
        let button = |pressed| Event::PointerButton {
            pos: grabbed,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        stage.frame(vec![Event::PointerMoved(grabbed)]);
        stage.frame(vec![button(true)]);
        group.bench_function(BenchmarkId::new("drag of a node", &size), |bench| {
            bench.iter(|| {
                let step = (stage.frames % 40) as f32;
                stage.frame(vec![Event::PointerMoved(grabbed + vec2(12.0 + step, step))])
            });
        });
        stage.frame(vec![button(false)]);
        stage.frame(vec![Event::PointerGone]);
        stage.zoom_to(80.0);
        group.bench_function(BenchmarkId::new("part of it at 80 %", &size), |bench| {
            bench.iter(|| stage.frame(Vec::new()));
        });
    }
    group.finish();
}

/// A map of so many nodes.
type Hosts = fn(usize) -> Map;

/// A picture of a map whose territories are all the work: how that grows with the map.
fn areas(criterion: &mut Criterion) {
    let look = Look {
        width: 1600.0,
        height: 1000.0,
        dark: false,
        words: false,
    };
    let kinds: [(&str, Hosts); 2] = [
        ("two hosts by turns", stage::by_turns),
        ("two nodes a host", stage::of_many_hosts),
    ];
    for (name, map) in kinds {
        let mut group = criterion.benchmark_group(format!("areas, {name}"));
        for nodes in [1_000, 2_000, 4_000, 8_000, 50_000] {
            let map = map(nodes);
            let subject = Subject {
                map: &map,
                today: None,
                scenario: None,
                hidden: &catchment::report::NOBODY,
            };
            group.bench_function(BenchmarkId::from_parameter(nodes), |bench| {
                bench.iter(|| Printer.svg(&subject, &look));
            });
        }
        group.finish();
    }
}

/// The whole window at rest on the map that comes with the program, all answers there.
fn window(criterion: &mut Criterion) {
    let document = Sample::Reference.document().expect("the reference map");
    let mut shell = Shell::new(document).expect("a window");
    let ctx = egui::Context::default();
    Shell::install(&ctx);
    let mut frame = || {
        let input = RawInput {
            screen_rect: Some(stage::SCREEN),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            shell.logic(ui.ctx());
            shell.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        (ctx.tessellate(shapes, 1.0).len(), shell.is_settled())
    };
    while !frame().1 {
        std::thread::sleep(Duration::from_millis(5));
    }
    criterion.bench_function("window at rest/reference map", |bench| bench.iter(&mut frame));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(3));
    targets = frames, window
}
criterion_group! {
    name = growth;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(1));
    targets = areas
}
criterion_main!(benches, growth);
