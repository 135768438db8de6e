//! Everything a person can do to a map, by number: what each operation of the editing layer gives
//! for a random selection, place and company.

use std::collections::BTreeSet;

use catchment::editing::arrange::{self, Alignment, Axis};
use catchment::editing::clipboard::{self, Spot};
use catchment::editing::layout::{self, FOOTPRINT, Style};
use catchment::editing::pieces::{self, Piece, Words};
use catchment::editing::{End, NewNode, add, bend, fixes, gather, multi, open, reconnect, segment};
use catchment::model::{CompanyId, Edit, LinkId, LinkKind, Map, Node, NodeId, Object, Scenario, rules};
use fastrand::Rng;

/// The operations that leave a sound map sound.
pub const OPERATIONS: usize = 38;
/// Layouts come last: they take a thousand times longer than the rest.
pub const QUICK: usize = OPERATIONS - 2;

/// What a person points at.
struct Hand<'a> {
    map: &'a Map,
    at: (f64, f64),
    a: NodeId,
    b: NodeId,
    link: LinkId,
    company: Option<CompanyId>,
    selection: BTreeSet<Object>,
    flag: bool,
}

fn any<T: Clone>(mut keys: impl ExactSizeIterator<Item = T>, random: &mut Rng) -> Option<T> {
    let count = keys.len();
    (count > 0).then(|| keys.nth(random.usize(..count))).flatten()
}

impl<'a> Hand<'a> {
    fn new(map: &'a Map, random: &mut Rng) -> Self {
        let node = |random: &mut Rng| any(map.nodes().keys(), random).cloned().unwrap_or("none".into());
        let link = any(map.links().keys(), random).cloned().unwrap_or("none".into());
        let (a, b) = (node(random), node(random));
        let mut selection = BTreeSet::new();
        for _ in 0..random.usize(1..5) {
            selection.extend(any(map.nodes().keys(), random).cloned().map(Object::Node));
            selection.extend(any(map.links().keys(), random).cloned().map(Object::Link));
            selection.extend(any(map.notes().keys(), random).cloned().map(Object::Note));
            selection.extend(any(map.frames().keys(), random).cloned().map(Object::Frame));
        }
        let side = |random: &mut Rng| match random.u8(..20) {
            0 => f64::NAN,
            1 => 1e300,
            _ => (random.f64() - 0.5) * 4e3,
        };
        Self {
            map,
            at: (side(random), side(random)),
            a,
            b,
            link,
            company: any(map.companies().keys(), random).cloned(),
            selection,
            flag: random.bool(),
        }
    }
}

/// The edits of operation `number`; none where the map has nothing it could be done to.
pub fn operation(number: usize, map: &Map, random: &mut Rng) -> Vec<Edit> {
    let hand = Hand::new(map, random);
    let Hand {
        at,
        a,
        b,
        link,
        selection,
        flag,
        ..
    } = &hand;
    let (at, flag, company) = (*at, *flag, hand.company.as_ref().filter(|_| hand.flag));
    match number {
        0..4 => add::node(map, NewNode::ALL[number], "Node", at, company)
            .map(|added| added.edits)
            .unwrap_or_default(),
        4 | 5 => add::link(map, a, b).map(|added| added.edits).unwrap_or_default(),
        6 => add::company(map, "Company", None).edits,
        7 => add::scenario(map, "What if", Scenario::default()).edits,
        8 => add::note(map, "Note", at).edits,
        9 => add::frame(map, "Frame", at, (0.0, 0.0)).edits,
        10 => segment::add(map, "Segment").edits,
        11 => any(map.segments().keys(), random)
            .map(|id| segment::remove(map, id))
            .unwrap_or_default(),
        12 => reconnect::reconnect(map, link, if flag { End::From } else { End::To }, a).unwrap_or_default(),
        13 => bend::bend(map, link, flag.then_some(at)),
        14 => bend::through(map, link, at),
        15 => open::set_open(map, link, flag),
        16 => multi::set_open(map, selection, flag),
        17 => multi::set_owner(map, selection, company),
        18 => multi::set_host(map, selection, company),
        19 => multi::set_gatekeepers(map, selection, hand.company.as_ref().map(std::slice::from_ref)),
        20 => multi::set_group(map, selection, flag.then_some("group")),
        21 => multi::set_payer(map, selection, flag.then_some(a)),
        22 => multi::set_sells_on(map, selection, a),
        23 => multi::set_link_kind(map, selection, LinkKind::ALL[random.usize(..10)]),
        24 => multi::set_node_kind(map, selection, NewNode::ALL[random.usize(..4)]),
        25 => {
            let paths = [
                "arrivals",
                "ticket",
                "leave",
                "novelty",
                "commission",
                "fee",
                "referral",
            ];
            multi::set_number(map, selection, paths[random.usize(..7)], &random.f64().into())
        }
        26 => arrange::align(
            map,
            selection,
            if flag {
                Alignment::Center
            } else {
                Alignment::Bottom
            },
        ),
        27 => arrange::distribute(map, selection, if flag { Axis::Across } else { Axis::Down }),
        28 => arrange::snap(map, selection, at.0),
        29 => arrange::shift(map, selection, at),
        30 => hand
            .company
            .as_ref()
            .map(|id| gather::gather(map, id, FOOTPRINT))
            .unwrap_or_default(),
        31 => clipboard::duplicate(map, selection, at)
            .map(|pasted| pasted.edits)
            .unwrap_or_default(),
        32 => through_text(&hand),
        33 => pieces::insert(map, Piece::ALL[random.usize(..5)], at, company, &Words::ENGLISH)
            .map(|pasted| pasted.edits)
            .unwrap_or_default(),
        34 => map.removal(selection),
        35 => any_fix(map, random),
        _ => {
            let style = if number == 36 {
                Style::Layered
            } else {
                Style::Force
            };
            let places = layout::layout(map, &BTreeSet::new(), style, FOOTPRINT, &|| false);
            places
                .map(|places| layout::edits(map, &places))
                .unwrap_or_default()
        }
    }
}

/// Copies as text and pastes; a broken map may give a text that is refused.
fn through_text(hand: &Hand<'_>) -> Vec<Edit> {
    let text = clipboard::copy(hand.map, &hand.selection).unwrap();
    let pasted = clipboard::paste(hand.map, &text, Spot::At(hand.at));
    pasted.map(|pasted| pasted.edits).unwrap_or_default()
}

fn any_fix(map: &Map, random: &mut Rng) -> Vec<Edit> {
    let problems = rules::check(map);
    let problem = any(problems.iter(), random);
    let fixes = problem
        .map(|problem| fixes::fixes(map, problem))
        .unwrap_or_default();
    any(fixes.iter(), random)
        .map(|fix| fix.edits.clone())
        .unwrap_or_default()
}

/// Edits that ask nothing of the map: objects taken away under the feet of others, names, numbers
/// out of range, ends that are not there.
pub fn raw(map: &Map, random: &mut Rng) -> Vec<Edit> {
    let hand = Hand::new(map, random);
    let text = |random: &mut Rng| ["微信", "a\"b\n", "", "x"][random.usize(..4)].to_owned();
    match random.u8(..10) {
        0 => vec![Edit::Name(text(random)), Edit::MapNote(text(random))],
        1 => vec![Edit::Node(hand.a, None)],
        2 => vec![Edit::Link(hand.link, None)],
        3 => hand
            .company
            .map(|id| Edit::Company(id, None))
            .into_iter()
            .collect(),
        4 => any(map.segments().keys(), random)
            .map(|id| Edit::Segment(id.clone(), None))
            .into_iter()
            .collect(),
        5 | 6 => {
            let Some(mut node) = map.nodes().get(&hand.a).cloned() else {
                return Vec::new();
            };
            node.at = hand.at;
            node.name = text(random);
            if let Some(number) = node.number_mut("novelty") {
                number.value = random.f64() * 3.0 - 1.0;
            }
            vec![Edit::put_node(
                if hand.flag { hand.a } else { "raw".into() },
                node,
            )]
        }
        7 | 8 => {
            let Some(mut link) = map.links().get(&hand.link).cloned() else {
                return Vec::new();
            };
            (link.open, link.to) = (hand.flag, hand.b);
            link.pull.number_mut().value = random.f64() * 1.5;
            vec![Edit::put_link(hand.link, link)]
        }
        _ => {
            let mut scenario = Scenario::default();
            scenario.open.insert(hand.link.clone());
            scenario
                .set
                .insert(format!("links/{}/pull", hand.link), 0.7.into());
            vec![Edit::put_scenario("raw", scenario)]
        }
    }
}

/// Takes everything but a few nodes off a map that has grown.
pub fn prune(map: &Map, random: &mut Rng) -> Vec<Edit> {
    let nodes = map.nodes().iter().filter(|_| random.u8(..4) > 0);
    let mut all: BTreeSet<Object> = nodes
        .map(|(id, _): (_, &Node)| Object::Node(id.clone()))
        .collect();
    all.extend(map.notes().keys().cloned().map(Object::Note));
    all.extend(map.frames().keys().cloned().map(Object::Frame));
    all.extend(map.scenarios().keys().cloned().map(Object::Scenario));
    all.extend(map.companies().keys().skip(3).cloned().map(Object::Company));
    let mut edits = map.removal(&all);
    if map.segments().len() > 3 {
        edits.extend(
            map.segments()
                .keys()
                .skip(1)
                .map(|id| Edit::Segment(id.clone(), None)),
        );
    }
    edits
}
