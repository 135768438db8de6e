//! Every link toggled alone: from one solve, and solved again for each link.
//!
//! `cargo bench --bench whatif` prints medians; compare figures of one run only. The
//! re-solves are those of a sample of the links.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

mod graphs;

use std::hint::black_box;

use catchment::analysis::whatif::whatif;
use catchment::model::{Company, Edit, Link, LinkKind, Map, Node, NodeKind, Pull, Scenario};
use catchment::solver::{Compiled, Search};
use criterion::{Criterion, criterion_group, criterion_main};
use graphs::{Shape, edges};

/// Links that are solved again.
const SAMPLE: usize = 50;

/// A hub-shaped map: channels, then platforms, then merchants, each paying at one of four rails; every
/// tenth link is closed. One company, so ten outputs, which owns every other node.
fn hub_map(nodes: u32) -> Map {
    let mut map = Map::new("bench");
    let company = Company {
        visit_value: 0.1.into(),
        payment_value: 0.01.into(),
        ..Company::default()
    };
    map.apply(Edit::put_company("acme", company));
    let platforms = nodes / 3..2 * nodes / 3;
    let id = |node: u32| format!("n{node:06}");
    for node in 0..nodes {
        let kind = if node < platforms.start {
            NodeKind::Channel { arrivals: 1.0.into() }
        } else if node < platforms.end {
            NodeKind::Platform {
                arrivals: 1.0.into(),
                commission: 0.01.into(),
                ad_rate: 0.02.into(),
            }
        } else {
            NodeKind::Merchant {
                sells_on: id(platforms.start + node % (platforms.end - platforms.start)).into(),
                ticket: 100.0.into(),
            }
        };
        let mut object = Node::new("node", kind);
        object.owner = (node % 2 == 0).then(|| "acme".into());
        map.apply(Edit::put_node(id(node), object));
    }
    for rail in 0..4 {
        let mut object = Node::new("rail", NodeKind::Payment { fee: 0.006.into() });
        object.owner = (rail % 2 == 0).then(|| "acme".into());
        map.apply(Edit::put_node(format!("rail{rail}"), object));
    }
    let mut put = |from: &str, to: &str, kind| {
        let mut link = Link::new(from, to, kind);
        link.open = !map.links().len().is_multiple_of(10);
        link.pull = Pull::Weight(0.5.into());
        map.apply(Edit::put_link(format!("{from}-{to}"), link));
    };
    for merchant in platforms.end..nodes {
        put(&id(merchant), &format!("rail{}", merchant % 4), LinkKind::Payment);
    }
    for (from, to) in edges(nodes, Shape::Hub) {
        put(&id(from), &id(to), LinkKind::Other);
    }
    map
}

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
