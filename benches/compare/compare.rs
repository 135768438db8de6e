//! One frame of the canvas beside one of `egui_graphs` and of `egui-snarl`, that show the same graph:
//! layout, input, shapes and tessellation, without a GPU.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

#[path = "../stage/mod.rs"]
mod stage;

use catchment::model::Map;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui_graphs::{DefaultGraphView, Graph};
use egui_snarl::ui::{PinInfo, SnarlPin, SnarlStyle, SnarlViewer, SnarlWidget};
use egui_snarl::{InPin, InPinId, OutPin, OutPinId, Snarl};
use older_egui::emath::TSTransform;
use older_egui::{Context, Pos2, RawInput, Rect, Ui, pos2, vec2};
use petgraph::stable_graph::NodeIndex;
use stage::{Stage, scroll};

const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1920.0, 1080.0));

/// The places of a map's nodes, and the ends of its links by place.
fn graph(map: &Map) -> (Vec<Pos2>, Vec<(usize, usize)>) {
    let ids: Vec<_> = map.nodes().keys().collect();
    let place = |id| ids.binary_search(&id).expect("a node");
    let at = map.nodes().values().map(|node| pos2(node.at.0 as f32, node.at.1 as f32));
    let ends = map.links().values().map(|link| (place(&link.from), place(&link.to)));
    (at.collect(), ends.collect())
}

/// One frame of the older egui from input to triangles.
fn frame(ctx: &Context, time: &mut f64, ui: impl FnMut(&mut Ui)) -> usize {
    *time += 1.0;
    let input = RawInput {
        screen_rect: Some(SCREEN),
        time: Some(*time),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, ui);
    let shapes = std::mem::take(&mut output.shapes);
    output.drop_without_applying_deltas();
    ctx.tessellate(shapes, 1.0).len()
}

/// Nodes with a title and one pin for each direction, all of them in view.
struct Viewer {
    view: TSTransform,
}

impl SnarlViewer<usize> for Viewer {
    fn title(&mut self, node: &usize) -> String {
        format!("Node {node}")
    }

    fn inputs(&mut self, _: &usize) -> usize {
        1
    }

    fn show_input(&mut self, _: &InPin, _: &mut Ui, _: &mut Snarl<usize>) -> impl SnarlPin + 'static {
        PinInfo::circle()
    }

    fn outputs(&mut self, _: &usize) -> usize {
        1
    }

    fn show_output(&mut self, _: &OutPin, _: &mut Ui, _: &mut Snarl<usize>) -> impl SnarlPin + 'static {
        PinInfo::circle()
    }

    fn current_transform(&mut self, to_global: &mut TSTransform, _: &mut Snarl<usize>) {
        *to_global = self.view;
    }
}

fn compare(criterion: &mut Criterion) {
    for (nodes, links) in [(1_000, 3_000), (10_000, 40_000)] {
        let mut group = criterion.benchmark_group(format!("{nodes} nodes, {links} links"));
        let (places, ends) = graph(&stage::map(nodes, links));

        let mut stage = Stage::new(nodes, links);
        group.bench_function(BenchmarkId::new("catchment", "at rest"), |bench| {
            bench.iter(|| stage.frame(Vec::new()));
        });
        let mut way = 1.0;
        group.bench_function(BenchmarkId::new("catchment", "moved in every frame"), |bench| {
            bench.iter(|| {
                way = -way;
                stage.frame(scroll(way))
            });
        });
        drop(stage);

        let (ctx, mut time) = (Context::default(), 0.0);
        let mut graph: Graph = Graph::new();
        let indices: Vec<NodeIndex> = places.iter().map(|_| graph.add_node(())).collect();
        for (from, to) in &ends {
            graph.add_edge(indices[*from], indices[*to], ());
        }
        // The first frame gives places by chance.
        frame(&ctx, &mut time, |ui| drop(DefaultGraphView::new().show(ui, &mut graph)));
        for (index, at) in indices.iter().zip(&places) {
            let node = graph.g_mut().node_weight_mut(*index).expect("a node");
            node.set_location(*at);
        }
        group.bench_function(BenchmarkId::new("egui_graphs", "at rest"), |bench| {
            bench.iter(|| frame(&ctx, &mut time, |ui| drop(DefaultGraphView::new().show(ui, &mut graph))));
        });

        let (ctx, mut time) = (Context::default(), 0.0);
        let mut snarl = Snarl::new();
        let ids: Vec<_> = places
            .iter()
            .enumerate()
            .map(|(number, at)| snarl.insert_node(*at, number))
            .collect();
        for (from, to) in &ends {
            let from = OutPinId { node: ids[*from], output: 0 };
            snarl.connect(from, InPinId { node: ids[*to], input: 0 });
        }
        let span = Rect::from_points(&places).expand(100.0);
        let scaling = (SCREEN.width() / span.width()).min(SCREEN.height() / span.height());
        let translation = vec2(0.0, 0.0) - span.min.to_vec2() * scaling;
        let mut viewer = Viewer { view: TSTransform { scaling, translation } };
        let style = SnarlStyle { min_scale: Some(0.001), ..SnarlStyle::new() };
        let widget = SnarlWidget::new().style(style);
        group.bench_function(BenchmarkId::new("egui-snarl", "at rest"), |bench| {
            bench.iter(|| frame(&ctx, &mut time, |ui| drop(widget.show(&mut snarl, &mut viewer, ui))));
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(std::time::Duration::from_secs(3));
    targets = compare
}
criterion_main!(benches);
