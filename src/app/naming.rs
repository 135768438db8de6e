//! What objects, fields, units and measures are called in the window.

use std::borrow::Cow;

use super::figures;
use super::i18n::{self, fill, words};
use super::payload::Payload;
use crate::editing::pieces::Piece;
use crate::editing::{NewNode, Refusal};
use crate::model::field::{Field, Unit};
use crate::model::{CompanyId, Link, LinkId, LinkKind, Map, Node, NodeId, Object, Units};
use crate::solver::{EntryKind, Measure, Party};

/// The name of a node; its id if it is not on the map or has no name.
pub fn node<'a>(map: &'a Map, id: &'a NodeId) -> &'a str {
    name_or_id(map.nodes().get(id).map(|node| node.name.as_str()), id.as_str())
}

/// The name of a company; its id if it is not on the map or has no name.
pub fn company<'a>(map: &'a Map, id: &'a CompanyId) -> &'a str {
    let name = map.companies().get(id).map(|company| company.name.as_str());
    name_or_id(name, id.as_str())
}

fn name_or_id<'a>(name: Option<&'a str>, id: &'a str) -> &'a str {
    name.filter(|name| !name.trim().is_empty()).unwrap_or(id)
}

/// A link by its ends: `WeChat → Taobao`.
pub fn link(map: &Map, id: &LinkId) -> String {
    map.links()
        .get(id)
        .map_or_else(|| id.to_string(), |link| link_ends(map, link))
}

/// A link by its ends: `WeChat → Taobao`.
pub fn link_ends(map: &Map, link: &Link) -> String {
    format!("{} → {}", node(map, &link.from), node(map, &link.to))
}

/// Any object, in few words.
pub fn object(map: &Map, object: &Object) -> String {
    match object {
        Object::Map => map.name().to_owned(),
        Object::Company(id) => company(map, id).to_owned(),
        Object::Segment(id) => segment(map, id.as_str()),
        Object::Node(id) => node(map, id).to_owned(),
        Object::Link(id) => link(map, id),
        Object::Scenario(id) => {
            let scenario = map.scenarios().get(id);
            name_or_id(scenario.map(|scenario| scenario.name.as_str()), id.as_str()).to_owned()
        }
        Object::Note(id) => map
            .notes()
            .get(id)
            .and_then(|note| note.text.lines().next())
            .unwrap_or(id.as_str())
            .to_owned(),
        Object::Frame(id) => name_or_id(
            map.frames().get(id).map(|frame| frame.title.as_str()),
            id.as_str(),
        )
        .to_owned(),
    }
}

/// A segment's name; its id if it has none.
pub fn segment(map: &Map, id: &str) -> String {
    let name = map.segments().get(id).map(|segment| segment.name.as_str());
    name_or_id(name, id).to_owned()
}

/// What a node is, in a word.
pub fn node_kind(node: &Node) -> &'static str {
    new_node(NewNode::of(node))
}

/// A kind of node, in a word.
pub fn new_node(kind: NewNode) -> &'static str {
    match kind {
        NewNode::Channel => words().inspector.channel,
        NewNode::Platform => words().inspector.platform,
        NewNode::Merchant => words().inspector.merchant,
        NewNode::Payment => words().inspector.payment,
    }
}

/// What a link is, in a word or two.
pub fn link_kind(kind: LinkKind) -> &'static str {
    let words = words();
    match kind {
        LinkKind::Share => words.fields.kind_share,
        LinkKind::MiniProgram => words.fields.kind_mini_program,
        LinkKind::Jump => words.fields.kind_jump,
        LinkKind::Feed => words.fields.kind_feed,
        LinkKind::Search => words.fields.kind_search,
        LinkKind::Ad => words.fields.kind_ad,
        LinkKind::Campaign => words.fields.kind_campaign,
        LinkKind::Direct => words.fields.kind_direct,
        LinkKind::Payment => words.fields.kind_payment,
        LinkKind::Other => words.fields.kind_other,
    }
}

/// Something that can be added, in a word.
pub fn payload(what: Payload) -> &'static str {
    let words = &words().inspector;
    match what {
        Payload::Channel => words.channel,
        Payload::Platform => words.platform,
        Payload::Merchants => words.merchant,
        Payload::Payment => words.payment,
        Payload::Note => words.note_heading,
        Payload::Frame => words.frame_heading,
        Payload::Piece(piece) => self::piece(piece),
    }
}

/// What a ready-made piece is called.
pub fn piece(piece: Piece) -> &'static str {
    let words = &words().palette;
    match piece {
        Piece::MiniProgram => words.mini_program,
        Piece::Wallet => words.wallet,
        Piece::AdSurface => words.ad_surface,
        Piece::Shop => words.shop,
        Piece::SearchEngine => words.search_engine,
    }
}

/// Why something cannot be done.
pub fn refusal(refusal: Refusal) -> &'static str {
    let words = words();
    match refusal {
        Refusal::NoSuchNode => words.refusals.refused_no_node,
        Refusal::NoSuchLink => words.refusals.refused_no_link,
        Refusal::ToItself => words.refusals.refused_to_itself,
        Refusal::OutOfPayment => words.refusals.refused_out_of_payment,
        Refusal::IntoPayment => words.refusals.refused_into_payment,
        Refusal::NoPlatform => words.refusals.refused_no_platform,
        Refusal::PlatformInUse => words.refusals.refused_in_use,
        Refusal::TooManyNodes => words.refusals.refused_too_many,
    }
}

/// What a field is called in the inspector.
pub fn field(field: &'static Field) -> &'static str {
    number(field.name).unwrap_or(field.name)
}

/// What the number field of this name is called.
fn number(name: &str) -> Option<&'static str> {
    let words = words();
    Some(match name {
        "arrivals" => words.fields.arrivals,
        "leave" => words.fields.leave,
        "novelty" => words.fields.novelty,
        "network_effect" => words.fields.network_effect,
        "habit_years" => words.fields.habit_years,
        "commission" => words.fields.commission_field,
        "ad_rate" => words.fields.ad_rate,
        "ticket" => words.fields.ticket,
        "fee" => words.fields.fee,
        "visit_value" => words.fields.visit_value,
        "payment_value" => words.fields.payment_value,
        "weight" => words.fields.weight,
        "share" => words.fields.share,
        "take-up" => words.fields.take_up,
        "factor" => words.fields.factor,
        "ad_elasticity" => words.fields.ad_elasticity,
        "referral" => words.fields.referral_field,
        _ => return None,
    })
}

/// What a field means, in a sentence.
pub fn field_hint(field: &'static Field) -> Cow<'static, str> {
    i18n::said(field.hint)
}

/// A field's path below its object: `Arrivals (micro)`; as it is written in the file if the window
/// has no word for it.
pub fn path(path: &str) -> String {
    let (name, rest) = path.split_once('/').unzip();
    let name = name.unwrap_or(path);
    let words = words();
    let label = match name {
        "owner" => words.fields.owner,
        "host" => words.fields.host,
        "sells_on" => words.fields.sells_on,
        "payer" => words.fields.payer,
        "kind" => words.fields.kind,
        "gatekeepers" => words.fields.gatekeepers,
        "color" => words.fields.color,
        "pull" | "pull_by" => words.fields.pull,
        "from" => words.pulls.from,
        "to" => words.pulls.to,
        "open" => words.inspector.opens,
        "close" => words.inspector.closes,
        other => match number(other) {
            Some(label) => label,
            None => return path.to_owned(),
        },
    };
    match rest {
        Some(rest) => fill(words.marks.in_brackets, &[label, rest]),
        None => label.to_owned(),
    }
}

/// What follows a number of this unit: `visits per day`, `%`, nothing for a bare number.
pub fn unit(unit: Unit, units: &Units) -> String {
    let words = words();
    let per = |money: &str, what: &str| fill(words.fields.per, &[i18n::unit(money), i18n::unit(what)]);
    match unit {
        Unit::None => String::new(),
        Unit::Share => "%".to_owned(),
        Unit::VisitsPerPeriod => per(&units.traffic, &units.period),
        Unit::CurrencyPerOrder => per(&units.currency, words.fields.one_order),
        Unit::CurrencyPerVisit => per(&units.currency, words.fields.one_visit),
        Unit::CurrencyPerPayment => per(&units.currency, words.fields.one_payment),
        Unit::Years => words.fields.years.to_owned(),
    }
}

/// The same as [`unit`] in the room beside a field: `visits/day`.
pub fn short_unit(unit: Unit, units: &Units) -> String {
    let words = words();
    let per = |money: &str, what: &str| format!("{}/{}", i18n::unit(money), i18n::unit(what));
    match unit {
        Unit::VisitsPerPeriod => per(&units.traffic, &units.period),
        Unit::CurrencyPerOrder => per(&units.currency, words.fields.one_order),
        Unit::CurrencyPerVisit => per(&units.currency, words.fields.one_visit),
        Unit::CurrencyPerPayment => per(&units.currency, words.fields.one_payment),
        other => self::unit(other, units),
    }
}

/// What visits are counted in: `visits per day`.
pub fn per_period(units: &Units) -> String {
    unit(Unit::VisitsPerPeriod, units)
}

/// What money is counted in: `CNY per day`.
pub fn money_per_period(units: &Units) -> String {
    let words = [&units.currency, &units.period].map(|word| i18n::unit(word));
    fill(self::words().fields.per, &words)
}

/// A number of this unit in three digits without its unit, shares in per cent: `4.1 %`, `38 m`.
pub fn value(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => figures::short_percent(value),
        _ => figures::short_digits(value),
    }
}

/// Who a party is, in the window's words.
pub fn party(map: &Map, party: &Party) -> String {
    let words = &words().ledger;
    match party {
        Party::Buyers => words.buyers.to_owned(),
        Party::Merchants(platform) => fill(words.merchants_on, &[node(map, platform)]),
        Party::Company(id) => company(map, id).to_owned(),
        Party::Nobody(id) => fill(words.nobody_at, &[node(map, id)]),
    }
}

/// What an entry is for, in the window's words, and its meaning in a sentence.
pub fn entry_kind(kind: EntryKind) -> (&'static str, &'static str) {
    let words = &words().ledger;
    match kind {
        EntryKind::Sales => (words.sales, words.sales_hint),
        EntryKind::Commission => (words.commission, words.commission_hint),
        EntryKind::Ads => (words.ads, words.ads_hint),
        EntryKind::Fee => (words.fee, words.fee_hint),
        EntryKind::Referral => (words.referral, words.referral_hint),
    }
}

/// A measure's name and its meaning in a sentence.
pub fn measure(measure: Measure) -> (&'static str, &'static str) {
    let words = words();
    match measure {
        Measure::Captured => (words.measures.captured, words.measures.captured_hint),
        Measure::Gmv => (words.measures.gmv, words.measures.gmv_hint),
        Measure::Payments => (words.measures.payments, words.measures.payments_hint),
        Measure::PaymentVolume => (words.measures.payment_volume, words.measures.payment_volume_hint),
        Measure::Commission => (words.measures.commission, words.measures.commission_hint),
        Measure::Ads => (words.measures.ads, words.measures.ads_hint),
        Measure::Fees => (words.measures.fees, words.measures.fees_hint),
        Measure::Referral => (words.measures.referral, words.measures.referral_hint),
        Measure::Income => (words.measures.income, words.measures.income_hint),
        Measure::Payoff => (words.measures.payoff, words.measures.payoff_hint),
    }
}

/// What a measure is counted in: `CNY per day`.
pub fn measure_unit(measure: Measure, units: &Units) -> String {
    let what = match measure {
        Measure::Captured => units.traffic.as_str(),
        Measure::Payments => words().fields.many_payments,
        _ => units.currency.as_str(),
    };
    fill(words().fields.per, &[i18n::unit(what), i18n::unit(&units.period)])
}
