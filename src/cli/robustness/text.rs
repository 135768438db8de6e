//! The answer of `robustness` as sentences and tables for a person.

use super::Answer;
use crate::analysis::uncertainty::Change;
use crate::analysis::uncertainty::break_even::BreakEven;
use crate::analysis::uncertainty::ranges::DEFAULT_SPREAD;
use crate::analysis::uncertainty::robustness::{Bundle, Deal, Effect, Interval, Robustness};
use crate::analysis::uncertainty::tornado::{Bar, Tornado};
use crate::cli::measure::{in_sentence, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{numbers, paragraph, sections, table, words};
use crate::model::{CompanyId, LinkId, Map};
use crate::quantity::{compact, exact, percent, signed};
use crate::text;
use crate::wording::several_states;

/// How many numbers of a tornado have a row.
const BARS: usize = 20;
/// Links of the best bundle that are named as uncertain.
const WAVERING: usize = 3;
/// Companies with a table of their own.
const COMPANIES: usize = 3;

/// All that was asked.
pub fn report(map: &Map, answer: &Answer) -> String {
    let mut parts = vec![names::heading(map, None)];
    if let Some(tornado) = &answer.tornado {
        parts.extend(of_tornado(map, tornado));
    }
    if let Some(found) = &answer.break_even {
        parts.push(of_break_even(found));
    }
    if let Some(draws) = &answer.draws {
        parts.extend(of_draws(map, draws));
    }
    sections(parts)
}

fn of_draws(map: &Map, draws: &Robustness) -> Vec<String> {
    let mut parts = vec![how(draws)];
    for company in shown(draws) {
        let mut text = paragraph(&format!(
            "{}: change of {} ({}). A same sign of 100 % means that all draws agree.",
            Names(map).company(company),
            in_sentence(draws.measure),
            unit(draws.measure, map.units())
        ));
        text += "\n";
        text += &intervals(map, draws, company);
        if let Some(ranking) = draws.ranking.get(company) {
            let best = draws
                .changes
                .get(ranking.best)
                .map(|effect| name(map, &effect.change));
            text += "\n";
            text += &paragraph(&format!(
                "The best of these for it stays the best in {} of the draws: {}. Of all pairs {} keep \
                 their order.",
                percent(ranking.same_best),
                best.unwrap_or_default(),
                percent(ranking.same_order)
            ));
        }
        parts.push(text);
    }
    parts.extend(draws.deal.as_ref().map(|deal| of_deal(map, draws, deal)));
    let bundle = draws.deal.as_ref().zip(draws.bundle.as_ref());
    parts.extend(bundle.map(|(deal, bundle)| of_bundle(map, deal, bundle)));
    parts
}

/// What was drawn and how.
fn how(draws: &Robustness) -> String {
    let unsolved = match draws.unsolved {
        0 => "All draws have a steady state.".to_owned(),
        1 => "1 draw has no steady state and is left out.".to_owned(),
        more => format!("{more} draws have no steady state and are left out."),
    };
    let several = several_states(draws.several_states, ("draw", "draws"));
    let several = several.map_or_else(String::new, |several| format!(" {several}"));
    paragraph(&format!(
        "{} draws (seed {}) of {} numbers: {} over the ranges of their evidence, {} without one over \
         ±{}, half of the draws below the map's value. All are independent, but the shares of a node \
         compete for its visitors. {unsolved}{several}",
        exact(draws.draws as f64),
        draws.seed,
        draws.numbers,
        draws.stated,
        draws.numbers - draws.stated,
        percent(DEFAULT_SPREAD),
    ))
}

/// The players of the deal, or those that the changes move most.
fn shown(draws: &Robustness) -> Vec<&CompanyId> {
    if let Some(deal) = draws.deal.as_ref().filter(|_| draws.changes.len() > 1) {
        return deal.players.iter().take(COMPANIES).collect();
    }
    let Some(first) = draws.changes.first() else {
        return Vec::new();
    };
    let moved = |company: &&CompanyId| {
        let effects = draws.changes.iter();
        let moved = effects.filter_map(|effect| effect.companies.get(*company));
        moved.map(|interval| interval.base.abs()).fold(0.0, f64::max)
    };
    let mut companies: Vec<_> = first.companies.keys().collect();
    companies.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    companies.truncate(COMPANIES);
    companies
}

fn intervals(map: &Map, draws: &Robustness, company: &CompanyId) -> String {
    let effects = draws.changes.iter();
    let of = |effect: &Effect| effect.companies.get(company).copied();
    let mut rows: Vec<(String, Interval)> = effects
        .filter_map(|effect| Some((name(map, &effect.change), of(effect)?)))
        .collect();
    rows.sort_by(|a, b| b.1.base.total_cmp(&a.1.base));
    let columns = [
        words("Opening"),
        numbers("As the map", "has it"),
        numbers("5 % lie", "below"),
        numbers("Median", ""),
        numbers("5 % lie", "above"),
        numbers("Same", "sign"),
    ];
    let rows = rows.into_iter().map(|(name, interval)| {
        vec![
            name,
            signed(interval.base),
            signed(interval.p5),
            signed(interval.p50),
            signed(interval.p95),
            percent(interval.same_sign),
        ]
    });
    table(&columns, rows)
}

fn of_deal(map: &Map, draws: &Robustness, deal: &Deal) -> String {
    let players = deal.players.iter().map(|id| Names(map).company(id));
    let players = players.collect::<Vec<_>>().join(" and ");
    let of = |at: usize| {
        let effect = draws.changes.get(at);
        effect.map_or_else(String::new, |effect| name(map, &effect.change))
    };
    let mut others: Vec<(usize, f64)> = deal.shares.iter().copied().enumerate().collect();
    others.retain(|(at, share)| Some(*at) != deal.best && *share > 0.0);
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    let others: Vec<_> = others
        .iter()
        .take(3)
        .map(|(at, share)| format!("{} in {}", of(*at), percent(*share)))
        .collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(" Else: {}.", others.join("; "))
    };
    paragraph(&match deal.best {
        Some(best) => format!(
            "The best deal of {players} among these, all of them gaining, stays the best in {} of the draws: \
             {}.{others}",
            percent(deal.same),
            of(best)
        ),
        None => format!(
            "From none of these do {players} all gain; that stays so in {} of the draws.{others}",
            percent(deal.same)
        ),
    })
}

fn of_bundle(map: &Map, deal: &Deal, bundle: &Bundle) -> String {
    let names = Names(map);
    let players = deal.players.iter().map(|id| names.company(id));
    let players = players.collect::<Vec<_>>().join(" and ");
    let how = match bundle.exact {
        true => format!("over all combinations of {} links", bundle.links.len()),
        false => format!(
            "over combinations of {} links, searched link by link",
            bundle.links.len()
        ),
    };
    let how = format!("{how}, in the first {} draws", exact(bundle.draws as f64));
    let ends = |open: &[LinkId]| {
        open.iter()
            .map(|link| names.ends(link))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut wavering: Vec<_> = bundle.in_best.iter().collect();
    wavering.retain(|(link, share)| **share > 0.0 && **share < 1.0 && bundle.best.contains(link));
    wavering.sort_by(|a, b| a.1.total_cmp(b.1));
    let wavering = wavering.iter().take(WAVERING);
    let wavering: Vec<_> = wavering
        .map(|(link, share)| format!("{} in {}", names.ends(link), percent(**share)))
        .collect();
    let wavering = match wavering.is_empty() {
        true => String::new(),
        false => format!(" The least certain parts of it: {}.", wavering.join("; ")),
    };
    paragraph(&match bundle.best.is_empty() {
        false => format!(
            "The best bundle of {players}, all of them gaining ({how}), stays exactly the same in {} of them: \
             {}.{wavering}",
            percent(bundle.same),
            ends(&bundle.best)
        ),
        true => format!(
            "From no bundle do {players} all gain ({how}); that stays so in {} of them.",
            percent(bundle.same)
        ),
    })
}

fn of_tornado(map: &Map, tornado: &Tornado) -> Vec<String> {
    let what = match &tornado.change {
        Some(change) => format!(
            "change of {} with {}",
            in_sentence(tornado.measure),
            name(map, change)
        ),
        None => format!("{} today", in_sentence(tornado.measure)),
    };
    let company = Names(map).company(&tornado.company);
    let unit = unit(tornado.measure, map.units());
    let moving = tornado.rows.iter().filter(|bar| bar.swing() > 0.0).count();
    let say = if tornado.change.is_some() { signed } else { compact };
    let legend = paragraph(&format!(
        "{company}: {what} ({unit}), {} as the map has it. Each number alone at the low and the high of its \
         range (* without a range of its own: ±{}); the {} widest of {moving} that matter.",
        say(tornado.base),
        percent(DEFAULT_SPREAD),
        moving.min(BARS)
    ));
    let columns = [
        words("Number"),
        numbers("Low", ""),
        numbers("High", ""),
        numbers("Then", "at the low"),
        numbers("Then", "at the high"),
    ];
    let then = |value: Option<f64>| value.map_or_else(|| "unsolvable".to_owned(), say);
    let rows = tornado.rows.iter().take(moving.min(BARS)).map(|bar| {
        let mark = if bar.stated { "" } else { " *" };
        vec![
            format!("{}{mark}", bar.number),
            compact(bar.low),
            compact(bar.high),
            then(bar.at_low),
            then(bar.at_high),
        ]
    });
    let mut parts = vec![legend, table(&columns, rows)];
    parts.extend(of_shares(&tornado.rows[..moving.min(BARS)]));
    parts
}

/// What is done to shares that compete with others, if any are.
fn of_shares(bars: &[Bar]) -> Option<String> {
    let cut = bars.iter().filter_map(|bar| {
        let (stated, high) = (compact(bar.cut?), compact(bar.high));
        Some(format!("{} at {high} instead of {stated}", bar.number))
    });
    let cut: Vec<String> = cut.collect();
    let filled = bars.iter().filter(|bar| bar.filled_up);
    let filled: Vec<&str> = filled.map(|bar| bar.number.as_str()).collect();
    let mut said = Vec::new();
    if !cut.is_empty() {
        said.push(format!(
            "The shares of a node sum to 100 % at most, so these highs are cut to what the others leave: {}.",
            cut.join(", ")
        ));
    }
    if !filled.is_empty() {
        said.push(format!(
            "Nobody leaves where these are taken, so the other shares there make room and fill up in proportion: \
             {}.",
            filled.join(", ")
        ));
    }
    (!said.is_empty()).then(|| paragraph(&said.join(" ")))
}

fn of_break_even(found: &BreakEven) -> String {
    let BreakEven {
        number,
        value,
        from,
        to,
        gain,
        values,
    } = found;
    let range = format!("from {} to {}", compact(*from), compact(*to));
    let now = format!("{number} is {}, and the gain {}.", compact(*value), signed(*gain));
    let values: Vec<_> = values.iter().map(|value| exact(*value)).collect();
    paragraph(&match values.as_slice() {
        [] => format!("{now} Nowhere {range} does the gain change its sign."),
        [one] => format!("{now} The gain changes its sign at {one} (searched {range})."),
        more => format!(
            "{now} The gain changes its sign at {} (searched {range}).",
            more.join(", ")
        ),
    })
}

/// The ends of the links that a change opens and closes.
fn name(map: &Map, change: &Change) -> String {
    let known = change.scenario.name.trim();
    if !known.is_empty() {
        return text::name(known).into_owned();
    }
    let names = Names(map);
    let opened = change.open.iter().map(|link| names.ends(link));
    let closed = change
        .close
        .iter()
        .map(|link| format!("{} closed", names.ends(link)));
    let all: Vec<_> = opened.chain(closed).collect();
    match all.len() {
        0 => "other numbers".to_owned(),
        1..=3 => all.join(", "),
        more => format!("{more} links toggled"),
    }
}
