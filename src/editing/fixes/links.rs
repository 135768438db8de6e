//! Links: ends, kinds, payers, gatekeepers, pulls.

use super::numbers::of_number;
use super::{Fix, FixKind, delete, fix};
use crate::editing::legal::{is_platform, may_link};
use crate::editing::{add, drawable, open};
use crate::model::{Diagnostic, Edit, Link, LinkId, Map, NodeId, NodeKind, Number, Object, Pull};

pub(super) fn of_link(map: &Map, id: &LinkId, diagnostic: &Diagnostic) -> Vec<Fix> {
    let Some(link) = map.links().get(id) else {
        return Vec::new();
    };
    let field = diagnostic.field.as_str();
    let changed = |kind: FixKind, change: &dyn Fn(&mut Link)| {
        let mut link = link.clone();
        change(&mut link);
        vec![fix(kind, vec![Edit::put_link(id.clone(), link)])]
    };
    let clear = || FixKind::Clear(field.to_owned());
    match diagnostic.message.as_str() {
        "no such node" | "not a platform" if field == "payer" => payers(map, id, link),
        "no such node" | "a link from a node to itself" => vec![delete(map, Object::Link(id.clone()))],
        "a link out of a payment: a visit that reaches it has paid"
        | "a link into a payment that does not come from a merchant" => misled(map, id, link),
        "only links into a payment are of kind Payment" => {
            let kind = add::kind(map, &link.from, &link.to);
            changed(FixKind::Kind(kind), &|link| link.kind = kind)
        }
        "ad money with nobody to pay it" => payers(map, id, link),
        "no such company" => changed(clear(), &|link| {
            keepers(link, &|id, _| map.companies().contains_key(id))
        }),
        "a gatekeeper named twice" => {
            changed(clear(), &|link| keepers(link, &|id, before| !before.contains(id)))
        }
        "no such segment" => changed(clear(), &|link| {
            if let Some((_, segment)) = field.split_once('/') {
                link.pull_by.remove(segment);
            }
        }),
        "no such link" | "pulls that are like each other in a circle" => {
            changed(FixKind::Recast, &|link| without_likeness(map, id, link))
        }
        "a share of today's visitors on a link that is closed today"
        | "a take-up once open on a link that is open today" => {
            vec![fix(FixKind::Recast, open::put(map, id, link))]
        }
        "a position that cannot be drawn" => {
            changed(FixKind::Move, &|link| link.bend = link.bend.map(drawable))
        }
        _ => of_number(link.numbers(), diagnostic, |path, number| {
            let mut link = link.clone();
            *link.number_mut(path)? = number;
            Some(Edit::put_link(id.clone(), link))
        }),
    }
}

/// The platform whose merchants would pay for ads on the link: its end, its end's, its start.
fn payer<'a>(map: &'a Map, link: &'a Link) -> Option<&'a NodeId> {
    let of_end = |id: &'a NodeId| match &map.nodes().get(id)?.kind {
        NodeKind::Platform { .. } => Some(id),
        NodeKind::Merchant { sells_on, .. } => Some(sells_on),
        _ => None,
    };
    let platform = |id: &&NodeId| map.nodes().get(*id).is_some_and(is_platform);
    let ends = [&link.to, &link.from].into_iter();
    ends.filter_map(of_end).find(platform)
}

/// Somebody to pay for ads, or no ads.
fn payers(map: &Map, id: &LinkId, link: &Link) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if let Some(payer) = payer(map, link) {
        let mut link = link.clone();
        link.payer = Some(payer.clone());
        fixes.push(fix(
            FixKind::Payer(payer.clone()),
            vec![Edit::put_link(id.clone(), link)],
        ));
    }
    let mut link = link.clone();
    (link.payer, link.ad_elasticity) = (None, Number::bare(0.0));
    fixes.push(fix(FixKind::NoAds, vec![Edit::put_link(id.clone(), link)]));
    fixes
}

/// A link that may not lead where it does: turned round if that is legal, or deleted.
fn misled(map: &Map, id: &LinkId, link: &Link) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if may_link(map, &link.to, &link.from).is_ok() {
        let mut turned = link.clone();
        (turned.from, turned.to) = (link.to.clone(), link.from.clone());
        turned.kind = add::kind(map, &turned.from, &turned.to);
        fixes.push(fix(FixKind::Turn, open::put(map, id, &turned)));
    }
    fixes.push(delete(map, Object::Link(id.clone())));
    fixes
}

/// Keeps the gatekeepers that `stays` says, given those kept before.
fn keepers(link: &mut Link, stays: &dyn Fn(&crate::model::CompanyId, &[crate::model::CompanyId]) -> bool) {
    if let Some(keepers) = &mut link.gatekeepers {
        let mut kept = Vec::new();
        for keeper in keepers.drain(..) {
            if stays(&keeper, &kept) {
                kept.push(keeper);
            }
        }
        *keepers = kept;
    }
}

/// Makes weights of pulls like that of a link which is not there or whose pull leads back.
fn without_likeness(map: &Map, id: &LinkId, link: &mut Link) {
    let leads_back = |segment: Option<&str>, start: &LinkId| {
        let mut at = start;
        // No way without a circle is longer than there are links.
        for _ in 0..=map.links().len() {
            if at == id {
                return true;
            }
            let pull = map
                .links()
                .get(at)
                .map(|link| segment.map_or(&link.pull, |s| link.pull_for(s)));
            match pull {
                Some(Pull::Like(next, _)) => at = next,
                Some(_) => return false,
                None => return at == start,
            }
        }
        false
    };
    let segments = map.segment_ids();
    let bad = |other: &LinkId, segment: Option<&str>| match segment {
        Some(segment) => leads_back(Some(segment), other),
        None => leads_back(None, other) || segments.iter().any(|id| leads_back(Some(id.as_str()), other)),
    };
    if let Pull::Like(other, factor) = &link.pull
        && bad(other, None)
    {
        link.pull = Pull::Weight(factor.clone());
    }
    for (segment, pull) in &mut link.pull_by {
        if let Pull::Like(other, factor) = pull
            && bad(other, Some(segment.as_str()))
        {
            *pull = Pull::Weight(factor.clone());
        }
    }
}
