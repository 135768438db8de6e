//! The cost of one frame of the canvas: input, scene, shapes and tessellation, without a GPU.
//!
//! `cargo bench --bench canvas` prints medians. A frame at rest is what a moving pointer costs; a
//! frame after a change builds the scene anew, as every frame of a drag and every new answer does.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

use catchment::app::canvas::Canvas;
use catchment::app::context::Context;
use catchment::app::state::State;
use catchment::app::theme::Theme;
use catchment::document::Document;
use catchment::model::{Company, CompanyId, Edit, Link, LinkKind, Map, Node, NodeId, NodeKind, PerSegment};
use catchment::solver::{self, Solution};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};

const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1920.0, 1080.0));
const COMPANIES: usize = 8;

/// A map of `nodes` nodes in a loose square, companies side by side, links to near and far.
fn map(nodes: usize, links: usize) -> Map {
    let mut random = fastrand::Rng::with_seed(7);
    let mut map = Map::new("Bench");
    let company = |number: usize| CompanyId::from(format!("c{number}"));
    let id = |number: usize| NodeId::from(format!("n{number}"));
    for number in 0..COMPANIES {
        let name = format!("Company {number}");
        let company_of_name = Company {
            name,
            ..Company::default()
        };
        map.apply(Edit::put_company(company(number), company_of_name));
    }
    let columns = (nodes as f64).sqrt().ceil() as usize;
    for number in 0..nodes {
        let kind = NodeKind::Channel {
            arrivals: PerSegment::from(random.f64().powi(3) * 1e6),
        };
        let column = number % columns;
        let owner = company(column * COMPANIES / columns);
        let jitter = (random.f64() * 50.0, random.f64() * 50.0);
        let node = Node {
            owner: Some(owner),
            at: (
                column as f64 * 170.0 + jitter.0,
                (number / columns) as f64 * 150.0 + jitter.1,
            ),
            ..Node::new(format!("Node {number}"), kind)
        };
        map.apply(Edit::put_node(id(number), node));
    }
    for number in 0..links {
        let from = random.usize(..nodes);
        let far = random.f64() < 0.1;
        let to = if far {
            random.usize(..nodes)
        } else {
            (from + 1 + random.usize(..3) * columns) % nodes
        };
        if from == to {
            continue;
        }
        let link = Link {
            open: random.f64() < 0.9,
            ..Link::new(id(from), id(to), LinkKind::Jump)
        };
        map.apply(Edit::put_link(format!("l{number}"), link));
    }
    map
}

/// A canvas on a map, and the frames drawn so far.
struct Stage {
    state: State,
    answer: Option<Solution>,
    canvas: Canvas,
    ctx: egui::Context,
    revision: u64,
    frames: u32,
}

impl Stage {
    fn new(nodes: usize, links: usize) -> Self {
        let map = map(nodes, links);
        let mut stage = Self {
            answer: solver::solve(&map, None).ok(),
            state: State::new(Document::new(map)),
            canvas: Canvas::default(),
            ctx: egui::Context::default(),
            revision: 1,
            frames: 0,
        };
        stage.frame(Vec::new());
        stage
    }

    /// One frame from input to triangles; returns how many of those there are.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(SCREEN),
            time: Some(f64::from(self.frames)),
            events,
            ..RawInput::default()
        };
        let theme = Theme::light();
        let context = Context {
            revision: self.revision,
            today: self.answer.as_ref(),
            now: self.answer.as_ref(),
            stale: false,
            ..self.state.context(&theme)
        };
        let mut commands = Vec::new();
        let canvas = &mut self.canvas;
        let mut output = self
            .ctx
            .run_ui(input, |ui| canvas.ui(ui, &context, &mut commands));
        let shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        let primitives = self.ctx.tessellate(shapes, 1.0);
        primitives
            .iter()
            .map(|primitive| match &primitive.primitive {
                egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
                egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum()
    }

    /// Zooms about the middle of the screen until the zoom is at least `percent`.
    fn zoom_to(&mut self, percent: f32) {
        while self.canvas.zoom_percent() < percent {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, 1.0),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![Event::PointerMoved(SCREEN.center()), wheel]);
        }
        self.frame(vec![Event::PointerGone]);
    }
}

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
