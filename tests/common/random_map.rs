//! Random maps that obey the rules: cycles, parallel links, segments, groups, all kinds of pull,
//! feedback, ads, referrals, scenarios.

use std::collections::BTreeMap;

use catchment::model::{Edit, Link, LinkKind, Map, Node, NodeKind, PerSegment, Pull};
use fastrand::Rng;

use super::build::{Build, merchant, number, payment};

/// How strong feedback may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feedback {
    Off,
    /// Network effects and ads well below tipping.
    Mild,
}

/// A random map, the same for the same seed.
pub fn random_map(seed: u64, feedback: Feedback) -> Map {
    let mut random = Rng::with_seed(seed);
    let r = &mut random;
    let mut build = Build::new();
    let companies = 1 + r.usize(..4);
    for c in 0..companies {
        build = build.company(&format!("c{c}"));
    }
    let segments: Vec<String> = if r.bool() {
        vec![]
    } else {
        (0..1 + r.usize(..3)).map(|s| format!("s{s}")).collect()
    };
    for segment in &segments {
        build = build.segment(segment);
    }
    let per_segment = |r: &mut Rng, scale: f64| -> PerSegment {
        if segments.is_empty() {
            return PerSegment::One(number(scale * r.f64()));
        }
        let entry = |r: &mut Rng, s: &String| (s.as_str().into(), number(scale * r.f64()));
        PerSegment::By(segments.iter().map(|s| entry(r, s)).collect::<BTreeMap<_, _>>())
    };
    let (channels, platforms, merchants, payments) = (
        1 + r.usize(..3),
        1 + r.usize(..3),
        1 + r.usize(..4),
        1 + r.usize(..3),
    );
    let mut choosers = Vec::new();
    let place = |r: &mut Rng, node: &mut Node| {
        node.owner = (r.f64() < 0.8).then(|| format!("c{}", r.usize(..companies)).as_str().into());
        node.host = (r.f64() < 0.2).then(|| format!("c{}", r.usize(..companies)).as_str().into());
        if !node.is_payment() {
            node.novelty = number(0.3 + 0.7 * r.f64());
            if feedback == Feedback::Mild && r.bool() {
                node.network_effect = number(0.1 * r.f64());
            }
        }
    };
    for i in 0..channels {
        let kind = NodeKind::Channel {
            arrivals: per_segment(r, 1000.0),
        };
        build = build.node(&format!("channel{i}"), kind, |node| place(r, node));
        choosers.push(format!("channel{i}"));
    }
    for i in 0..platforms {
        let kind = NodeKind::Platform {
            arrivals: per_segment(r, 300.0),
            commission: number(0.1 * r.f64()),
            ad_rate: number(0.1 * r.f64()),
        };
        build = build.node(&format!("platform{i}"), kind, |node| place(r, node));
        choosers.push(format!("platform{i}"));
    }
    for i in 0..merchants {
        let mut kind = merchant(&format!("platform{}", r.usize(..platforms)), 0.0);
        if let NodeKind::Merchant { ticket, .. } = &mut kind {
            *ticket = per_segment(r, 200.0);
        }
        build = build.node(&format!("merchant{i}"), kind, |node| {
            place(r, node);
            if r.f64() < 0.7 {
                node.owner = None;
            }
        });
        choosers.push(format!("merchant{i}"));
    }
    for i in 0..payments {
        build = build.node(&format!("payment{i}"), payment(0.01 * r.f64()), |node| {
            place(r, node)
        });
    }
    // Links, node by node, so that pulls at one node fit together.
    let mut count = 0;
    for from in &choosers {
        let shares = r.bool();
        let mut left = 1.0;
        for _ in 0..r.usize(..6) {
            let into_payment = from.starts_with("merchant") && r.f64() < 0.6;
            let to = if into_payment {
                format!("payment{}", r.usize(..payments))
            } else {
                choosers[r.usize(..choosers.len())].clone()
            };
            if to == *from {
                continue;
            }
            let open = r.f64() < 0.7;
            let pull = match (open, shares) {
                (true, true) => {
                    let share = left * 0.6 * r.f64();
                    left -= share;
                    Pull::Share(number(share))
                }
                (true, false) => Pull::Weight(number(2.0 * r.f64())),
                (false, _) if r.bool() => Pull::TakeUp(number(0.6 * r.f64())),
                (false, _) => Pull::Weight(number(r.f64())),
            };
            let mut link = Link::new(from.as_str(), to.as_str(), LinkKind::Other);
            if into_payment {
                link.kind = LinkKind::Payment;
            }
            link.open = open;
            link.pull = pull;
            link.group = (r.f64() < 0.3).then(|| format!("g{}", r.usize(..2)));
            if !into_payment && r.f64() < 0.3 {
                link.referral = number(0.05 * r.f64());
            }
            if !into_payment && r.f64() < 0.4 {
                link.payer = Some(format!("platform{}", r.usize(..platforms)).as_str().into());
                if feedback == Feedback::Mild {
                    link.ad_elasticity = number(0.15 * r.f64());
                }
            }
            let id = format!("l{count}");
            count += 1;
            build = build.link(&id, from, &to, link.pull.clone(), |slot| *slot = link);
        }
    }
    build.0
}

/// `map` with pulls that hang on others: closed links like another link, and nodes whose shares sum to one.
pub fn entangled(mut map: Map, seed: u64) -> Map {
    let mut random = Rng::with_seed(seed);
    let links: Vec<_> = map.links().keys().cloned().collect();
    let is_share = |link: &Link| matches!(link.pull, Pull::Share(_));
    for node in map.nodes().keys().cloned().collect::<Vec<_>>() {
        let open = |map: &Map| -> Vec<_> {
            let links = map.links().iter();
            let open = links.filter(|(_, link)| link.open && link.from == node && is_share(link));
            open.map(|(id, link)| (id.clone(), link.clone())).collect()
        };
        let shares = open(&map);
        let sum: f64 = shares.iter().map(|(_, link)| link.pull.number().value).sum();
        if sum > 0.0 && random.bool() {
            for (id, mut link) in shares {
                link.pull = Pull::Share(number(link.pull.number().value / sum));
                map.apply(Edit::put_link(id, link));
            }
        }
    }
    for (at, id) in links.iter().enumerate() {
        let mut link = map.links()[id].clone();
        // Like an earlier one, so that none hangs on itself.
        if at > 0 && !link.open && random.f64() < 0.6 {
            let other = links[random.usize(..at)].clone();
            link.pull = Pull::Like(other, number(0.3 + random.f64()));
            map.apply(Edit::put_link(id.clone(), link));
        }
    }
    map
}
