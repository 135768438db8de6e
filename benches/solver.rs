//! Compile and solve against size, and the linear layer against a general sparse LU.
//!
//! `cargo bench --bench solver` prints medians; compare figures of one run only.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

mod graphs;

use catchment::model::{Edit, Link, LinkKind, Map, Node, NodeKind, Pull};
use catchment::solver::chain::{Chain, Graph, Order};
use catchment::solver::{Compiled, Search};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use faer::linalg::solvers::Solve;
use faer::sparse::{SparseColMat, Triplet};
use graphs::{Shape, edges};

/// A chain on the edges: a fifth leaves at each node, the rest goes on evenly.
struct Walk {
    graph: Graph,
    open: Vec<bool>,
    probability: Vec<f64>,
    leave: Vec<f64>,
    arrivals: Vec<f64>,
    edges: Vec<(u32, u32)>,
}

fn walk(nodes: u32, shape: Shape) -> Walk {
    let edges = edges(nodes, shape);
    let graph = Graph::new(nodes as usize, &edges);
    let mut probability = vec![0.0; edges.len()];
    let mut leave = vec![1.0; nodes as usize];
    for node in 0..nodes as usize {
        let row = graph.edges_of(node);
        if !row.is_empty() {
            leave[node] = 0.2;
            let share = 0.8 / row.len() as f64;
            probability[row].fill(share);
        }
    }
    Walk {
        open: vec![true; edges.len()],
        arrivals: vec![1.0; nodes as usize],
        graph,
        probability,
        leave,
        edges,
    }
}

/// Structure analysis, factoring and one solve, ours.
fn ours(walk: &Walk) -> f64 {
    let order = Order::new(&walk.graph, &walk.open);
    let chain = Chain::new(&walk.graph, &order, &walk.probability, &walk.leave);
    chain.visits(&walk.arrivals).iter().sum()
}

/// The matrix `I − Pᵀ`, assembled outside the clock.
fn matrix(walk: &Walk) -> SparseColMat<usize, f64> {
    let n = walk.graph.nodes();
    let mut triplets: Vec<_> = (0..n).map(|i| Triplet::new(i, i, 1.0)).collect();
    for ((from, to), p) in walk.edges.iter().zip(&walk.probability) {
        triplets.push(Triplet::new(*to as usize, *from as usize, -p));
    }
    SparseColMat::try_new_from_triplets(n, n, &triplets).expect("a matrix")
}

/// Analysis, factorisation and one solve by faer's sparse LU.
fn general(matrix: &SparseColMat<usize, f64>, arrivals: &[f64]) -> f64 {
    let lu = matrix.sp_lu().expect("a factorisation");
    let right = faer::Col::from_fn(arrivals.len(), |i| arrivals[i]);
    lu.solve(&right).iter().sum()
}

fn linear_layer(c: &mut Criterion) {
    // One thread each: the faster setting for matrices this sparse.
    faer::set_global_parallelism(faer::Par::Seq);
    for (name, nodes, shape) in [
        ("200 hub", 200, Shape::Hub),
        ("200 uniform", 200, Shape::Uniform),
        ("2000 hub", 2_000, Shape::Hub),
        ("10000 hub", 10_000, Shape::Hub),
        ("2000 uniform", 2_000, Shape::Uniform),
        ("10000 uniform", 10_000, Shape::Uniform),
    ] {
        let mut group = c.benchmark_group(format!("linear layer, {name}"));
        group.sample_size(10);
        let walk = walk(nodes, shape);
        let matrix = matrix(&walk);
        let (a, b) = (ours(&walk), general(&matrix, &walk.arrivals));
        assert!((a / b - 1.0).abs() < 1e-9, "both solve the same: {a} against {b}");
        group.bench_function("components", |bench| bench.iter(|| ours(&walk)));
        group.bench_function("sparse LU", |bench| {
            bench.iter(|| general(&matrix, &walk.arrivals))
        });
        group.finish();
    }
}

/// The same graphs as whole maps: the first third channels, then platforms.
fn map(nodes: u32, shape: Shape) -> Map {
    let mut map = Map::new("bench");
    for node in 0..nodes {
        let arrivals = 1.0.into();
        let kind = if node < nodes / 3 {
            NodeKind::Channel { arrivals }
        } else {
            NodeKind::Platform {
                arrivals,
                commission: 0.01.into(),
                ad_rate: 0.0.into(),
            }
        };
        map.apply(Edit::put_node(format!("n{node:06}"), Node::new("node", kind)));
    }
    for (from, to) in edges(nodes, shape) {
        let mut link = Link::new(format!("n{from:06}"), format!("n{to:06}"), LinkKind::Other);
        link.pull = Pull::Weight(0.5.into());
        map.apply(Edit::put_link(format!("l{from:06}-{to:06}"), link));
    }
    map
}

fn whole_maps(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile and solve");
    group.sample_size(10);
    for (name, shape) in [("hub", Shape::Hub), ("uniform", Shape::Uniform)] {
        for nodes in [200, 2_000, 10_000] {
            let map = map(nodes, shape);
            group.bench_with_input(BenchmarkId::new(name, nodes), &map, |bench, map| {
                bench.iter(|| {
                    let compiled = Compiled::new(map).expect("a sound map");
                    compiled
                        .solve(None, Search::FromToday)
                        .expect("a solution")
                        .arrivals
                });
            });
        }
    }
    group.finish();
}

fn reference_map(c: &mut Criterion) {
    let bytes = include_bytes!("../models/alibaba-tencent-2021.ron");
    let map = catchment::file::parse(bytes).expect("the reference map").map;
    let open = map.scenarios().get("everything-open").expect("the scenario");
    let mut group = c.benchmark_group("reference map");
    group.bench_function("compile and solve today", |bench| {
        bench.iter(|| Compiled::new(&map).and_then(|compiled| compiled.solve(None, Search::FromToday)));
    });
    group.bench_function("compile and solve everything open", |bench| {
        bench.iter(|| Compiled::new(&map).and_then(|compiled| compiled.solve(Some(open), Search::FromToday)));
    });
    let compiled = Compiled::new(&map).expect("a sound map");
    group.bench_function("solve everything open", |bench| {
        bench.iter(|| compiled.solve(Some(open), Search::FromToday));
    });
    group.bench_function("solve everything open from several starts", |bench| {
        bench.iter(|| compiled.solve(Some(open), Search::Several));
    });
    group.finish();
}

criterion_group!(benches, linear_layer, whole_maps, reference_map);
criterion_main!(benches);
