//! Any map that obeys the rules, as a proptest strategy: every object and field, with texts and
//! numbers that a file may find hard.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::Range;

use catchment::model::{
    Company, CompanyId, Confidence, Edit, Evidence, Frame, Id, Link, LinkId, LinkKind, Map, Node, NodeId,
    NodeKind, Note, Number, PerSegment, Pull, Scenario, Segment, SegmentId, Units,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// The most links, so that shares of an eighth never sum past one.
const MOST_LINKS: usize = 8;

/// Any map that obeys the rules.
pub fn any_map() -> BoxedStrategy<Map> {
    let frame =
        (text(), position(), (0.0..1e6, 0.0..1e6)).prop_map(|(title, at, size)| Frame { title, at, size });
    let note = (text(), position()).prop_map(|(text, at)| Note { text, at });
    (
        (text(), text(), units()),
        objects(company(), 0..4),
        objects(
            (text(), text()).prop_map(|(name, note)| Segment { name, note }),
            0..3,
        ),
        objects(note, 0..3),
        objects(frame, 0..3),
    )
        .prop_flat_map(|((name, note, units), companies, segments, notes, frames)| {
            let mut map = Map::new(name);
            map.apply_all([Edit::MapNote(note), Edit::Units(units)]);
            map.apply_all(put(companies, Edit::Company));
            map.apply_all(put(segments, Edit::Segment));
            map.apply_all(put(notes, Edit::Note));
            map.apply_all(put(frames, Edit::Frame));
            with_nodes(map)
        })
        // Each stage on the heap: together they outgrow the stack of a test.
        .boxed()
        .prop_flat_map(with_links)
        .boxed()
        .prop_flat_map(with_scenarios)
        .boxed()
}

/// Any text but one with a NUL character.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        3 => "[a-z ]{1,8}",
        1 => "\\PC{0,8}",
        1 => "(?s).{0,8}".prop_map(|text| text.replace('\0', "")),
        2 => select(vec![
            "it's", "line\r\nbreak\ttab", "\"quoted\" \\ \\n", "微信支付", "⚠\u{fe0f}", "\u{301}", "\u{feff}",
            "// no comment /* either */", "r#\"raw\"#", "\u{2028}\u{200b}\u{7f}", "Model(x: 1)", "नमस्ते",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Any number in `range`, with or without evidence.
pub fn number(range: Range<f64>) -> impl Strategy<Value = Number> {
    let hard = [
        0.1,
        1.0 / 3.0,
        1e-300,
        5e-324,
        1e16,
        123_456_789.123_456_79,
        1.797e308,
        -0.0,
    ];
    let (start, end) = (range.start, range.end);
    let within = hard
        .into_iter()
        .filter(|value| (start..end).contains(value))
        .chain([start]);
    let value = prop_oneof![Just(start), range, select(within.collect::<Vec<_>>())];
    let confidence = select(vec![
        Confidence::High,
        Confidence::Medium,
        Confidence::Low,
        Confidence::Judgement,
    ]);
    let evidence = (
        option::of(0.0..1e9),
        option::of(0.0..1e9),
        option::of(text()),
        option::of(text()),
        option::of(confidence),
    );
    (value, option::weighted(0.3, evidence)).prop_map(|(value, evidence)| {
        let evidence = evidence.map(|(below, above, source, date, confidence)| Evidence {
            low: below.map(|below: f64| value - below),
            high: above.map(|above: f64| value + above),
            source,
            date,
            confidence,
        });
        Number {
            value,
            // Evidence that says nothing is none.
            evidence: evidence.filter(|e| *e != Evidence::default()).map(Box::new),
        }
    })
}

fn share() -> impl Strategy<Value = Number> {
    number(0.0..1.0)
}

fn size() -> impl Strategy<Value = Number> {
    number(0.0..f64::MAX)
}

fn position() -> impl Strategy<Value = (f64, f64)> {
    let side = || prop_oneof![Just(0.0), Just(-0.0), -1e6..1e6];
    (side(), side())
}

fn id<T: 'static>() -> impl Strategy<Value = Id<T>> {
    let text = prop_oneof![
        "[a-z]{1,4}",
        "\\PC{1,6}",
        select(vec!["it's", "微信", "a.b", "\"q\""]).prop_map(str::to_owned)
    ];
    text.prop_map(|text| Id::from(text.replace('/', "-").trim().to_owned()))
        .prop_filter("ids obey their rule", |id: &Id<T>| {
            id.problem().is_none() && !catchment::model::ESTIMATE_FIELDS.contains(&id.as_str())
        })
}

fn objects<T: Debug + 'static, S: Strategy<Value = T>>(
    object: S,
    count: Range<usize>,
) -> impl Strategy<Value = BTreeMap<Id<T>, T>> {
    btree_map(id(), object, count)
}

fn put<T>(objects: BTreeMap<Id<T>, T>, edit: fn(Id<T>, Option<T>) -> Edit) -> impl Iterator<Item = Edit> {
    objects
        .into_iter()
        .map(move |(id, object)| edit(id, Some(object)))
}

fn units() -> impl Strategy<Value = Units> {
    (text(), text(), text()).prop_map(|(traffic, period, currency)| Units {
        traffic,
        period,
        currency,
    })
}

fn company() -> impl Strategy<Value = Company> {
    let worth = || number(-1e300..1e300);
    let color = option::of("#[0-9a-fA-F]{6}");
    (text(), color, worth(), worth(), text()).prop_map(|(name, color, visit_value, payment_value, note)| {
        Company {
            name,
            color,
            visit_value,
            payment_value,
            note,
        }
    })
}

fn reference<T: Clone + Debug + 'static>(ids: Vec<T>) -> BoxedStrategy<Option<T>> {
    if ids.is_empty() {
        Just(None).boxed()
    } else {
        option::of(select(ids)).boxed()
    }
}

fn per_segment(map: &Map) -> BoxedStrategy<PerSegment> {
    let ids: Vec<SegmentId> = map.segments().keys().cloned().collect();
    if ids.is_empty() {
        return prop_oneof![Just(PerSegment::default()), size().prop_map(PerSegment::One)].boxed();
    }
    btree_map(select(ids), size(), 0..3)
        .prop_map(PerSegment::By)
        .boxed()
}

/// Nodes of the kinds that `kind` gives.
fn nodes(
    map: &Map,
    kind: BoxedStrategy<NodeKind>,
    mark: &'static str,
) -> impl Strategy<Value = BTreeMap<NodeId, Node>> + use<> {
    let companies: Vec<CompanyId> = map.companies().keys().cloned().collect();
    let judgement = (
        option::of(size()),
        option::of(number(0.01..1.0)),
        option::of(size()),
        option::of(size()),
    );
    let node = (
        kind,
        (text(), text(), position()),
        (reference(companies.clone()), reference(companies)),
        judgement,
    )
        .prop_map(
            |(kind, (name, note, at), (owner, host), (leave, novelty, network_effect, habit_years))| {
                let mut node = Node::new(name, kind);
                (node.note, node.at, node.owner, node.host) = (note, at, owner, host);
                if !node.is_payment() {
                    node.leave = leave;
                    node.novelty = novelty.unwrap_or(node.novelty);
                    node.network_effect = network_effect.unwrap_or(node.network_effect);
                    node.habit_years = habit_years.unwrap_or(node.habit_years);
                }
                node
            },
        );
    // Marked, so that no kind takes the id of another.
    btree_map(
        id::<Node>().prop_map(move |id| NodeId::from(format!("{mark}{id}"))),
        node,
        0..4,
    )
}

fn with_nodes(map: Map) -> impl Strategy<Value = Map> {
    let channel = per_segment(&map).prop_map(|arrivals| NodeKind::Channel { arrivals });
    let platform = (per_segment(&map), share(), share()).prop_map(|(arrivals, commission, ad_rate)| {
        NodeKind::Platform {
            arrivals,
            commission,
            ad_rate,
        }
    });
    let payment = share().prop_map(|fee| NodeKind::Payment { fee });
    (
        nodes(&map, channel.boxed(), "c"),
        nodes(&map, platform.boxed(), "p"),
        nodes(&map, payment.boxed(), "y"),
    )
        .prop_flat_map(move |(channels, platforms, payments)| {
            let sells_on: Vec<NodeId> = platforms.keys().cloned().collect();
            let merchants = if sells_on.is_empty() {
                Just(BTreeMap::new()).boxed()
            } else {
                let merchant = (select(sells_on), per_segment(&map));
                let merchant =
                    merchant.prop_map(|(sells_on, ticket)| NodeKind::Merchant { sells_on, ticket });
                nodes(&map, merchant.boxed(), "m").boxed()
            };
            let map = map.clone();
            merchants.prop_map(move |merchants| {
                let mut map = map.clone();
                for nodes in [channels.clone(), platforms.clone(), merchants, payments.clone()] {
                    map.apply_all(nodes.into_iter().map(|(id, node)| Edit::put_node(id, node)));
                }
                map
            })
        })
}

fn ids(map: &Map, is: impl Fn(&Node) -> bool) -> Vec<NodeId> {
    let found = map.nodes().iter().filter(|(_, node)| is(node));
    found.map(|(id, _)| id.clone()).collect()
}

fn with_links(map: Map) -> BoxedStrategy<Map> {
    let merchant = |id: &NodeId| matches!(map.nodes()[id].kind, NodeKind::Merchant { .. });
    let (from, to) = (ids(&map, |node| !node.is_payment()), ids(&map, |_| true));
    let legal: Vec<(NodeId, NodeId)> = from
        .iter()
        .flat_map(|from| to.iter().map(move |to| (from.clone(), to.clone())))
        .filter(|(from, to)| from != to && (merchant(from) || !map.nodes()[to].is_payment()))
        .collect();
    if legal.is_empty() {
        return Just(map).boxed();
    }
    (
        any::<bool>(),
        vec((id::<Link>(), select(legal), any::<bool>()), 0..MOST_LINKS),
    )
        .prop_flat_map(move |(shares, ends)| {
            let first = ends.first().map(|(id, ..)| id.clone());
            let links: Vec<_> = ends
                .into_iter()
                .map(|(id, ends, open)| {
                    let like = first.clone().filter(|first| *first != id && !(shares && open));
                    link(&map, ends, open, shares, like).prop_map(move |link| (id.clone(), link))
                })
                .collect();
            let map = map.clone();
            links.prop_map(move |links| {
                let mut map = map.clone();
                map.apply_all(links.into_iter().map(|(id, link)| Edit::put_link(id, link)));
                map
            })
        })
        // A later link may have taken the id of the one that others are like.
        .prop_filter("the rules are obeyed", |map| {
            catchment::model::rules::errors(map).is_empty()
        })
        .boxed()
}

fn link(
    map: &Map,
    (from, to): (NodeId, NodeId),
    open: bool,
    shares: bool,
    like: Option<LinkId>,
) -> impl Strategy<Value = Link> + use<> {
    let pull = match (open, shares) {
        (true, true) => number(0.0..0.125).prop_map(Pull::Share).boxed(),
        (true, false) => size().prop_map(Pull::Weight).boxed(),
        (false, _) => prop_oneof![size().prop_map(Pull::Weight), share().prop_map(Pull::TakeUp)].boxed(),
    };
    let pull = match like {
        Some(like) => prop_oneof![pull, size().prop_map(move |n| Pull::Like(like.clone(), n))].boxed(),
        None => pull,
    };
    let segments: Vec<SegmentId> = map.segment_ids();
    let companies: Vec<CompanyId> = map.companies().keys().cloned().collect();
    let count = companies.len();
    let platforms = ids(map, |node| matches!(node.kind, NodeKind::Platform { .. }));
    (
        (select(LinkKind::ALL.to_vec()), text(), option::of(text())),
        (pull.clone(), btree_map(select(segments), pull, 0..3)),
        option::of(subsequence(companies, 0..=count)),
        (reference(platforms), share(), share()),
        option::of(position()),
    )
        .prop_map(
            move |(
                (kind, note, group),
                (pull, pull_by),
                gatekeepers,
                (payer, elasticity, referral),
                bend,
            )| Link {
                kind,
                open,
                gatekeepers,
                pull,
                pull_by,
                group,
                ad_elasticity: if payer.is_some() {
                    elasticity
                } else {
                    Number::bare(0.0)
                },
                payer,
                referral,
                bend,
                note,
                ..Link::new(from.clone(), to.clone(), kind)
            },
        )
}

fn with_scenarios(map: Map) -> impl Strategy<Value = Map> {
    let links: Vec<LinkId> = map.links().keys().cloned().collect();
    let mut paths: Vec<String> = map
        .companies()
        .keys()
        .map(|id| format!("companies/{id}/visit_value"))
        .collect();
    paths.extend(
        ids(&map, |node| !node.is_payment())
            .iter()
            .map(|id| format!("nodes/{id}/novelty")),
    );
    paths.extend(links.iter().map(|id| format!("links/{id}/referral")));
    let (toggled, overridden) = (links.len(), paths.len());
    let set = (
        subsequence(paths, 0..=overridden),
        vec(number(0.01..1.0), overridden),
    );
    let scenario = (text(), text(), subsequence(links, 0..=toggled), 0..=toggled, set).prop_map(
        |(name, note, mut open, split, (paths, numbers))| Scenario {
            name,
            note,
            close: open.split_off(split.min(open.len())).into_iter().collect(),
            open: open.into_iter().collect(),
            set: paths.into_iter().zip(numbers).collect(),
        },
    );
    objects(scenario, 0..3).prop_map(move |scenarios| {
        let mut map = map.clone();
        map.apply_all(put(scenarios, Edit::Scenario));
        map
    })
}
