//! What the canvas says of its objects: names for screen readers, sentences for tooltips.

use super::gate::GateMark;
use super::scene::Scene;
use crate::app::context::Context;
use crate::app::figures::{compact, percent, signed};
use crate::app::i18n::{self, fill, words};
use crate::app::naming;
use crate::model::{Link, LinkId, Map, Node, NodeId, NodeKind};
use crate::solver::Solution;

/// `WeChat chats, channel of Tencent, 380 m visits a day`
pub fn node_name(context: &Context<'_>, id: &NodeId) -> String {
    let map = context.map;
    let Some(node) = map.nodes().get(id) else {
        return id.to_string();
    };
    let kind = kind_and_owner(map, node);
    match context.now.and_then(|now| visits_at(now, id)) {
        Some(visits) => listed([naming::node(map, id), &kind, &flow(map, visits)]),
        None => listed([naming::node(map, id), &kind]),
    }
}

/// What a node is, what comes there, what ends there and the change against today.
pub fn node_sentence(context: &Context<'_>, id: &NodeId) -> String {
    let map = context.map;
    let Some(node) = map.nodes().get(id) else {
        return id.to_string();
    };
    let mut text = sentence(&capitalised(&kind_and_owner(map, node)));
    let Some(now) = context.now.and_then(|now| now.nodes.get(id.as_str())) else {
        return text;
    };
    let change = change(context, |solution| visits_at(solution, id));
    text.push('\n');
    text.push_str(&sentence(&(flow(map, now.visits) + &change)));
    if now.exits > 0.0 && now.visits > 0.0 {
        let share = percent(now.exits / now.visits);
        text.push('\n');
        text.push_str(&fill(words().canvas.ends_here, &[&compact(now.exits), &share]));
    }
    text
}

/// `Link WeChat chats to Taobao, closed, gate kept by Tencent and Alibaba`
pub fn link_name(context: &Context<'_>, id: &LinkId) -> String {
    let map = context.map;
    let Some(link) = map.links().get(id) else {
        return id.to_string();
    };
    let ends = ends(map, id, link);
    if !context.is_open(id, link) {
        return fill(words().canvas.link_closed_name, &[&ends, &keepers(map, link)]);
    }
    let name = fill(words().canvas.link_open_name, &[&ends]);
    match context.now.and_then(|now| visits_on(now, id)) {
        Some(visits) => listed([&name, &flow(map, visits)]),
        None => name,
    }
}

/// What a link carries, or who keeps it shut and what its opening alone would bring.
pub fn link_sentence(context: &Context<'_>, id: &LinkId) -> String {
    let map = context.map;
    let Some(link) = map.links().get(id) else {
        return id.to_string();
    };
    let mut lines = vec![fill(words().canvas.link_of_kind, &[naming::link_kind(link.kind)])];
    if context.is_open(id, link) {
        if let Some(visits) = context.now.and_then(|now| visits_on(now, id)) {
            let change = change(context, |solution| visits_on(solution, id));
            lines.push(sentence(&(flow(map, visits) + &change)));
        }
    } else {
        lines.push(fill(words().canvas.link_closed_by, &[&keepers(map, link)]));
        let rows = context.whatif.map_or(&[][..], |whatif| &whatif.links);
        let alone = rows.iter().find(|row| row.link == *id && row.problem.is_none());
        if let Some(row) = alone.filter(|_| !context.compares()) {
            lines.push(fill(words().canvas.link_would_carry, &[&flow(map, row.visits)]));
        }
    }
    lines.join("\n")
}

/// `WeChat chats to Taobao`
pub fn link_title(context: &Context<'_>, id: &LinkId) -> String {
    let link = context.map.links().get(id);
    link.map_or_else(|| id.to_string(), |link| ends(context.map, id, link))
}

/// `Gate of WeChat chats to Taobao, closed, kept by Tencent and Alibaba`
pub fn gate_name(context: &Context<'_>, scene: &Scene, gate: &GateMark) -> String {
    let id = &scene.links[gate.link].id;
    let Some(link) = context.map.links().get(id) else {
        return id.to_string();
    };
    let name = if gate.open {
        words().canvas.gate_open_name
    } else {
        words().canvas.gate_closed_name
    };
    fill(name, &[&ends(context.map, id, link), &keepers(context.map, link)])
}

/// `12.3 m visits a day`
fn flow(map: &Map, visits: f64) -> String {
    let units = map.units();
    let period = units.period.to_lowercase();
    let vowel = period.starts_with(['a', 'e', 'i', 'o']) || period.starts_with("hour");
    let template = if vowel {
        words().canvas.flow_an
    } else {
        words().canvas.flow_a
    };
    let (traffic, period) = (i18n::unit(&units.traffic), i18n::unit(&units.period));
    fill(template, &[&compact(visits), traffic, period])
}

/// `Tencent and Alibaba`; `nobody` for none.
fn keepers(map: &Map, link: &Link) -> String {
    let ids = map.gatekeepers(link);
    let names: Vec<&str> = ids.into_iter().map(|id| naming::company(map, id)).collect();
    match names[..] {
        [] => words().canvas.kept_by_nobody.to_owned(),
        [name] => name.to_owned(),
        [ref first @ .., last] => fill(words().canvas.both, &[&first.join(words().marks.list), last]),
    }
}

/// Parts of a sentence, with commas between them.
fn listed<const N: usize>(parts: [&str; N]) -> String {
    parts.join(words().marks.comma)
}

/// `text` with a full stop.
fn sentence(text: &str) -> String {
    format!("{text}{}", words().marks.stop)
}

fn kind_and_owner(map: &Map, node: &Node) -> String {
    let kind = match node.kind {
        NodeKind::Channel { .. } => words().canvas.a_channel,
        NodeKind::Platform { .. } => words().canvas.a_platform,
        NodeKind::Merchant { .. } => words().canvas.some_merchants,
        NodeKind::Payment { .. } => words().canvas.a_payment,
    };
    let owned = node.owner.as_ref().map_or_else(
        || kind.to_owned(),
        |owner| fill(words().canvas.kind_of_owner, &[kind, naming::company(map, owner)]),
    );
    match map.host(node).filter(|host| node.owner.as_ref() != Some(*host)) {
        Some(host) => fill(
            words().canvas.on_surface_of,
            &[&owned, naming::company(map, host)],
        ),
        None => owned,
    }
}

/// The names of both ends, and the kind where another link has the same ends.
fn ends(map: &Map, id: &LinkId, link: &Link) -> String {
    let text = fill(
        words().canvas.from_to,
        &[naming::node(map, &link.from), naming::node(map, &link.to)],
    );
    let is_twin = |(other, its): (&LinkId, &Link)| other != id && its.from == link.from && its.to == link.to;
    if map.links().iter().any(is_twin) {
        let kind = naming::link_kind(link.kind).to_lowercase();
        fill(words().marks.in_brackets, &[&text, &kind])
    } else {
        text
    }
}

fn visits_at(solution: &Solution, id: &NodeId) -> Option<f64> {
    Some(solution.nodes.get(id.as_str())?.visits)
}

fn visits_on(solution: &Solution, id: &LinkId) -> Option<f64> {
    Some(solution.links.get(id.as_str())?.visits)
}

/// `, +1.20 m against today`, where a scenario is shown and both are solved.
fn change(context: &Context<'_>, visits: impl Fn(&Solution) -> Option<f64>) -> String {
    if !context.compares() {
        return String::new();
    }
    let (now, today) = (context.now.and_then(&visits), context.today.and_then(&visits));
    let Some(change) = now.zip(today).map(|(now, today)| now - today) else {
        return String::new();
    };
    match signed(change).as_str() {
        "0" => listed(["", words().canvas.as_today]),
        text => listed(["", &fill(words().canvas.against_today, &[text])]),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| first.chain(letters).collect())
}
