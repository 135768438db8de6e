//! Every combination of links.
//!
//! `cargo bench --bench combos` prints medians; compare figures of one run only.

#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

use std::time::Duration;

use catchment::analysis::combos::{Combos, Request, SEED, gated};
use catchment::model::{
    Company, Edit, Link, LinkId, LinkKind, Map, Node, NodeKind, PerSegment, Pull, Segment,
};
use catchment::solver::{CompanyFlow, Compiled, Measure};
use criterion::{Criterion, criterion_group, criterion_main};

/// A map of `nodes` nodes in three segments, without feedback: a third channels, then platforms, in
/// the end sellers and a wallet, cycles among the first two. `gates` links are closed.
fn map(nodes: usize, gates: usize) -> Map {
    let mut random = fastrand::Rng::with_seed(nodes as u64);
    let mut map = Map::new("bench");
    for segment in ["a", "b", "c"] {
        let name = segment.to_owned();
        map.apply(Edit::put_segment(
            segment,
            Segment {
                name,
                ..Segment::default()
            },
        ));
    }
    for company in 0..5 {
        let name = format!("c{company}");
        map.apply(Edit::put_company(
            name.as_str(),
            Company {
                name: name.clone(),
                ..Company::default()
            },
        ));
    }
    let per_segment = |a: f64| {
        PerSegment::By(
            [("a", a), ("b", 2.0 * a), ("c", 0.5 * a)]
                .map(|(s, v)| (s.into(), v.into()))
                .into(),
        )
    };
    let (channels, choosers) = (nodes / 3, nodes - nodes / 4 - 1);
    let id = |node: usize| format!("n{node:06}");
    for node in 0..nodes {
        let kind = if node < channels {
            NodeKind::Channel {
                arrivals: per_segment(100.0),
            }
        } else if node < choosers {
            NodeKind::Platform {
                arrivals: per_segment(10.0),
                commission: 0.01.into(),
                ad_rate: 0.0.into(),
            }
        } else if node + 1 < nodes {
            let platform = channels + random.usize(..choosers - channels);
            NodeKind::Merchant {
                sells_on: id(platform).as_str().into(),
                ticket: per_segment(50.0),
            }
        } else {
            NodeKind::Payment { fee: 0.002.into() }
        };
        let mut made = Node::new("node", kind);
        made.owner = Some(format!("c{}", random.usize(..5)).as_str().into());
        map.apply(Edit::put_node(id(node), made));
    }
    let link = |map: &mut Map, from: usize, to: usize, name: String, open: bool| {
        let kind = if to + 1 == nodes {
            LinkKind::Payment
        } else {
            LinkKind::Other
        };
        let mut link = Link::new(id(from), id(to), kind);
        link.pull = Pull::Weight(0.5.into());
        link.open = open;
        map.apply(Edit::put_link(name, link));
    };
    for from in 0..nodes - 1 {
        if from >= choosers {
            link(&mut map, from, nodes - 1, format!("l{from:06}-pay"), true);
            continue;
        }
        for k in 0..4 {
            let to = random.usize(..nodes - 1);
            if to != from {
                link(&mut map, from, to, format!("l{from:06}-{k}"), true);
            }
        }
    }
    for gate in 0..gates {
        let from = gate * choosers / gates;
        let to = (from + 1 + random.usize(..nodes - 2)) % (nodes - 1);
        let to = if to == from { (to + 1) % (nodes - 1) } else { to };
        link(&mut map, from, to, format!("gate{gate:02}"), false);
    }
    map
}

fn gates(map: &Map) -> Vec<LinkId> {
    let closed = map.links().iter().filter(|(_, link)| !link.open);
    closed.map(|(id, _)| id.clone()).collect()
}

fn table(map: &Map, links: &[LinkId], measures: &[Measure]) -> Combos {
    let request = Request {
        links: links.to_vec(),
        measures: measures.to_vec(),
        seed: SEED,
    };
    Combos::new(map, None, &request, &|_| true).expect("a table")
}

fn reference() -> Map {
    let bytes = include_bytes!("../models/alibaba-tencent-2021.ron");
    catchment::file::parse(bytes).expect("the reference map").map
}

fn all_combinations(c: &mut Criterion) {
    let mut group = c.benchmark_group("all combinations");
    group.sample_size(10).warm_up_time(Duration::from_millis(100));
    let plain = map(200, 16);
    let links = gates(&plain);
    group.bench_function("65,536 on 200 nodes without feedback", |bench| {
        bench.iter(|| table(&plain, &links, &Measure::ALL).len());
    });
    let reference = reference();
    let links = gated(&reference, None);
    group.bench_function("524,288 on the reference map, payoffs", |bench| {
        bench.iter(|| table(&reference, &links, &[Measure::Payoff]).len());
    });
    group.finish();
}

fn one_combination(c: &mut Criterion) {
    let reference = reference();
    let links = gated(&reference, None);
    let compiled = Compiled::new(&reference).expect("a sound map");
    let mut group = c.benchmark_group("reference map");
    group.bench_function("reduce to its gated links", |bench| {
        bench.iter(|| {
            compiled
                .reduced(None, &links)
                .map(|reduced| reduced.open_today().len())
        });
    });
    let every: Vec<LinkId> = reference.links().keys().cloned().collect();
    group.bench_function("reduce to all links", |bench| {
        bench.iter(|| {
            compiled
                .reduced(None, &every)
                .map(|reduced| reduced.open_today().len())
        });
    });
    let reduced = compiled.reduced(None, &links).expect("a reduced map");
    let mut workspace = reduced.workspace();
    let mut row = vec![CompanyFlow::default(); reference.companies().len()];
    let mut bundle = 0u64;
    group.bench_function("evaluate a combination", |bench| {
        bench.iter(|| {
            bundle = bundle
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let open: Vec<bool> = (0..links.len()).map(|i| bundle >> (40 + i) & 1 == 1).collect();
            reduced.evaluate(&open, &mut workspace, &mut row).is_ok()
        });
    });
    group.finish();
}

criterion_group!(benches, all_combinations, one_combination);
criterion_main!(benches);
