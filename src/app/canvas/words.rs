//! What the canvas says of its objects: names for screen readers, sentences for tooltips.

use super::gate::GateMark;
use super::scene::Scene;
use crate::app::context::Context;
use crate::model::{CompanyId, Link, LinkId, LinkKind, Map, Node, NodeId, NodeKind};
use crate::quantity::{compact, signed};

/// `WeChat chats, channel of Tencent, 380 m visits a day`
pub fn node_name(context: &Context<'_>, id: &NodeId) -> String {
    let map = context.map;
    let Some(node) = map.nodes().get(id) else {
        return id.to_string();
    };
    let mut name = format!("{}, {}", node.name, kind_and_owner(map, node));
    if let Some(visits) = visits_at(context, id) {
        name.push_str(&format!(", {}", flow(map, visits)));
    }
    name
}

/// The name in full sentences, with what ends there and the change against today.
pub fn node_sentence(context: &Context<'_>, id: &NodeId) -> String {
    let map = context.map;
    let Some(node) = map.nodes().get(id) else {
        return id.to_string();
    };
    let mut text = capitalised(&kind_and_owner(map, node));
    text.push('.');
    if let Some(now) = context.now.and_then(|now| now.nodes.get(id.as_str())) {
        text.push_str(&format!("\n{}", flow(map, now.visits)));
        if let Some(change) = change(context, |solution| Some(solution.nodes.get(id.as_str())?.visits)) {
            text.push_str(&format!(", {change}"));
        }
        text.push('.');
        if now.exits > 0.0 && now.visits > 0.0 {
            let share = crate::quantity::percent(now.exits / now.visits);
            text.push_str(&format!(
                "\n{} of them end here unpaid ({share}).",
                compact(now.exits)
            ));
        }
    }
    text
}

/// `Link WeChat chats to Taobao, closed, gate kept by Tencent and Alibaba`
pub fn link_name(context: &Context<'_>, id: &LinkId) -> String {
    let Some(link) = context.map.links().get(id) else {
        return id.to_string();
    };
    format!(
        "Link {}, {}",
        ends(context.map, id, link),
        state(context, id, link)
    )
}

/// What a link carries, or who keeps it shut and what its opening alone would bring.
pub fn link_sentence(context: &Context<'_>, id: &LinkId) -> String {
    let map = context.map;
    let Some(link) = map.links().get(id) else {
        return id.to_string();
    };
    let mut text = format!("{} link.\n", kind_word(link.kind));
    if context.is_open(id, link) {
        match visits_on(context, id) {
            Some(visits) => text.push_str(&flow(map, visits)),
            None => text.push_str("Open"),
        }
        if let Some(change) = change(context, |solution| Some(solution.links.get(id.as_str())?.visits)) {
            text.push_str(&format!(", {change}"));
        }
    } else {
        text.push_str(&format!("Closed by {}", keepers(map, link)));
        let alone = context
            .whatif
            .and_then(|whatif| whatif.links.iter().find(|row| row.link == *id));
        if let Some(row) = alone.filter(|row| row.problem.is_none() && !context.compares()) {
            text.push_str(&format!(
                ".\nOpened alone it would carry {}",
                flow(map, row.visits)
            ));
        }
    }
    text.push('.');
    text
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
    let state = if gate.open { "open" } else { "closed" };
    format!(
        "Gate of {}, {state}, kept by {}",
        ends(context.map, id, link),
        keepers(context.map, link)
    )
}

/// `12.3 m visits a day`
pub fn flow(map: &Map, visits: f64) -> String {
    let units = map.units();
    let article = match units.period.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'A' | 'E' | 'I' | 'O') => "an",
        _ if units.period.starts_with("hour") => "an",
        _ => "a",
    };
    format!("{} {} {article} {}", compact(visits), units.traffic, units.period)
}

/// `Tencent and Alibaba`; `nobody` for none.
fn keepers(map: &Map, link: &Link) -> String {
    let names: Vec<&str> = map
        .gatekeepers(link)
        .into_iter()
        .map(|id| company(map, id))
        .collect();
    match names[..] {
        [] => "nobody".to_owned(),
        [name] => name.to_owned(),
        [ref first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn company<'a>(map: &'a Map, id: &'a CompanyId) -> &'a str {
    map.companies()
        .get(id)
        .map_or(id.as_str(), |company| company.name.as_str())
}

fn kind_and_owner(map: &Map, node: &Node) -> String {
    let kind = match node.kind {
        NodeKind::Channel { .. } => "channel",
        NodeKind::Platform { .. } => "platform",
        NodeKind::Merchant { .. } => "merchants",
        NodeKind::Payment { .. } => "payment",
    };
    let mut text = kind.to_owned();
    if let Some(owner) = &node.owner {
        text.push_str(&format!(" of {}", company(map, owner)));
    }
    let host = map.host(node);
    if let Some(host) = host.filter(|host| node.owner.as_ref() != Some(*host)) {
        text.push_str(&format!(" on {}'s surface", company(map, host)));
    }
    text
}

/// The names of both ends, and the kind where another link has the same ends.
fn ends(map: &Map, id: &LinkId, link: &Link) -> String {
    let name = |id: &NodeId| {
        map.nodes()
            .get(id)
            .map_or_else(|| id.to_string(), |node| node.name.clone())
    };
    let text = format!("{} to {}", name(&link.from), name(&link.to));
    let twin = |(other, its): (&LinkId, &Link)| other != id && its.from == link.from && its.to == link.to;
    if map.links().iter().any(twin) {
        format!("{text} ({})", kind_word(link.kind).to_lowercase())
    } else {
        text
    }
}

/// A kind of link in words.
pub fn kind_word(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Share => "Sharing",
        LinkKind::MiniProgram => "Mini-program",
        LinkKind::Jump => "Jump",
        LinkKind::Feed => "Feed",
        LinkKind::Search => "Search",
        LinkKind::Ad => "Ad",
        LinkKind::Campaign => "Campaign",
        LinkKind::Direct => "Direct",
        LinkKind::Payment => "Payment",
        LinkKind::Other => "Other",
    }
}

fn state(context: &Context<'_>, id: &LinkId, link: &Link) -> String {
    if !context.is_open(id, link) {
        return format!("closed, gate kept by {}", keepers(context.map, link));
    }
    visits_on(context, id).map_or_else(
        || "open".to_owned(),
        |visits| format!("open, {}", flow(context.map, visits)),
    )
}

fn visits_at(context: &Context<'_>, id: &NodeId) -> Option<f64> {
    Some(context.now?.nodes.get(id.as_str())?.visits)
}

fn visits_on(context: &Context<'_>, id: &LinkId) -> Option<f64> {
    Some(context.now?.links.get(id.as_str())?.visits)
}

/// `+1.20 m against today`, where a scenario is shown and makes a difference.
fn change(context: &Context<'_>, visits: impl Fn(&crate::solver::Solution) -> Option<f64>) -> Option<String> {
    if !context.compares() {
        return None;
    }
    let change = visits(context.now?)? - visits(context.today?)?;
    Some(match signed(change).as_str() {
        "0" => "as today".to_owned(),
        text => format!("{text} against today"),
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
