//! What each link is worth to each company: its Shapley value over all orders of opening, and how
//! pairs of links work together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde::Serialize;

use super::combos::{self, Bundle, Combos, Seat};
use super::games::{Unsolvable, interaction, sampled_shapley, shapley};
use super::ties::TIE;
use crate::model::{CompanyId, Diagnostic, LinkId, Map, Scenario};
use crate::solver::{Compiled, Measure};

/// How many orders of opening are tried where there are too many links for all of them.
pub const ORDERS: usize = 1000;
/// The seed of those orders, unless another is asked for.
pub const SEED: u64 = 1;
/// So many combinations without steady state are named.
const MOST_NAMED: usize = 5;

/// A number for each company.
pub type ByCompany = BTreeMap<CompanyId, f64>;

/// The credit of links for one measure; serialises as the JSON of `catchment credit`.
#[derive(Clone, Debug, Serialize)]
pub struct Credit {
    /// What is credited.
    pub measure: Measure,
    /// What each link adds for each company on average over all orders of opening them.
    pub shapley: BTreeMap<LinkId, ByCompany>,
    /// What the links of each pair add together beyond what each adds alone, all others closed.
    pub interaction: Vec<Interaction>,
    /// Whether all orders were tried rather than a sample.
    pub exact: bool,
    /// The standard errors of the credits, where they are sampled.
    pub standard_error: Option<BTreeMap<LinkId, ByCompany>>,
    /// What all links open add to none open: the sum of the credits.
    pub total: ByCompany,
    /// How many of the combinations solved are known to have several steady states; told is the one that
    /// each reaches from today.
    #[serde(skip_serializing_if = "is_none")]
    pub several_states: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// How two links work together: above 0 they help each other, below 0 they are substitutes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interaction {
    /// The one.
    pub a: LinkId,
    /// The other, later in the order of the ids.
    pub b: LinkId,
    /// The interaction for each company.
    pub companies: ByCompany,
}

/// How to sample orders.
#[derive(Clone, Copy, Debug)]
pub struct Sampling {
    /// How many.
    pub orders: usize,
    /// From which seed.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            orders: ORDERS,
            seed: SEED,
        }
    }
}

/// Why no credit can be given.
#[derive(Debug, thiserror::Error)]
pub enum Uncredited {
    /// There is no table of combinations.
    #[error(transparent)]
    Combos(#[from] combos::Unanswered),
    /// Some combinations have no steady state, so that what a link adds to them is not defined.
    #[error("{}", no_steady_state(*count, named, why))]
    Unsolvable {
        /// How many combinations, as far as they were tried.
        count: usize,
        /// Some of them, smallest first.
        named: Vec<Vec<LinkId>>,
        /// What is wrong with the first.
        why: String,
    },
}

fn no_steady_state(count: usize, named: &[Vec<LinkId>], why: &str) -> String {
    let open = |links: &Vec<LinkId>| {
        let links: Vec<_> = links.iter().map(ToString::to_string).collect();
        match links.is_empty() {
            true => "none open".to_owned(),
            false => format!("{} open", links.join(" + ")),
        }
    };
    let named: Vec<_> = named.iter().map(open).collect();
    format!(
        "credit is not defined, because {count} {} no steady state, among them {} ({why}); leave links out that cause it",
        if count == 1 {
            "combination has"
        } else {
            "combinations have"
        },
        named.join("; "),
    )
}

/// The credit of `links` of `map`, with `scenario` on it, for `measure`: exact up to
/// [`combos::COMPLETE`] links, beyond that from random orders.
///
/// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on.
///
/// # Errors
/// Links that cannot be combined, combinations without steady state, or an answer not wanted any more.
pub fn credit(
    map: &Map,
    scenario: Option<&Scenario>,
    links: &[LinkId],
    measure: Measure,
    sampling: Sampling,
    go_on: &(dyn Fn(f64) -> bool + Sync),
) -> Result<Credit, Uncredited> {
    if links.len() > combos::COMPLETE {
        return sampled(map, scenario, links, measure, sampling, go_on);
    }
    let request = combos::Request {
        links: links.to_vec(),
        measures: vec![measure],
        seed: combos::SEED,
    };
    exact(&Combos::new(map, scenario, &request, go_on)?, measure)
}

/// The exact credit of the links of `table` for `measure`, which the table keeps.
///
/// # Errors
/// Combinations without steady state, or not in the table.
pub fn exact(table: &Combos, measure: Measure) -> Result<Credit, Uncredited> {
    let column = table.measures().iter().position(|kept| *kept == measure);
    let worth = |bundle: usize, company: usize| table.value(bundle as Bundle, company, column?);
    let bundles = 1usize << table.links().len();
    let has_worth = |bundle: usize| table.companies().is_empty() || worth(bundle, 0).is_some();
    refuse_unsolvable(table, bundles, has_worth)?;

    let companies = table.companies();
    let links = table.links().len();
    // No bundle is without worth any more.
    let value = |company: usize| move |bundle: usize| worth(bundle, company).unwrap_or(f64::NAN);
    let by_company: Vec<_> = (0..companies.len())
        .map(|company| shapley(links, value(company)))
        .collect();
    let total = |company: usize| value(company)(bundles - 1) - value(company)(0);
    // A difference of less than a tie in the numbers that it is taken from is rounding.
    let size = |company: usize| {
        (0..bundles)
            .map(value(company))
            .fold(0.0, |size: f64, worth| size.max(worth.abs()))
    };
    let ties: Vec<f64> = (0..companies.len()).map(|company| TIE * size(company)).collect();
    let known = |company: usize, part: f64| if part.abs() <= ties[company] { 0.0 } else { part };
    // All credits together are still the total when they are known as well as that.
    let credit = |company: usize, link: usize| {
        let credit: f64 = by_company[company][link];
        if credit.abs() * links as f64 <= ties[company] {
            0.0
        } else {
            credit
        }
    };
    Ok(Credit {
        measure,
        shapley: by_link(table.links(), companies, |link, company| credit(company, link)),
        interaction: pairs(table.links(), companies, |a, b, company| {
            known(company, interaction(a, b, value(company)))
        }),
        exact: true,
        standard_error: None,
        total: row(companies, |company| known(company, total(company))),
        several_states: table.several_states(),
    })
}

/// Fails where some bundle has no worth, naming the smallest of them.
fn refuse_unsolvable(
    table: &Combos,
    bundles: usize,
    has_worth: impl Fn(usize) -> bool,
) -> Result<(), Uncredited> {
    let mut without: Vec<_> = (0..bundles).filter(|bundle| !has_worth(*bundle)).collect();
    let count = without.len();
    without.sort_by_key(|bundle| (bundle.count_ones(), *bundle));
    without.truncate(MOST_NAMED);
    let Some(first) = without.first() else {
        return Ok(());
    };
    let open = |bundle: &usize| table.open(*bundle as Bundle).cloned().collect();
    Err(Uncredited::Unsolvable {
        count,
        named: without.iter().map(open).collect(),
        why: table.problem(*first as Bundle).unwrap_or("not tried").to_owned(),
    })
}

fn sampled(
    map: &Map,
    scenario: Option<&Scenario>,
    links: &[LinkId],
    measure: Measure,
    sampling: Sampling,
    go_on: &(dyn Fn(f64) -> bool + Sync),
) -> Result<Credit, Uncredited> {
    if links.len() > combos::MOST {
        return Err(combos::Unanswered::TooMany(links.len()).into());
    }
    let compiled = Compiled::new(map).map_err(combos::Unanswered::Unsound)?;
    let companies: Vec<_> = map.companies().keys().cloned().collect();
    let reduced = compiled
        .reduced(scenario, links)
        .map_err(combos::Unanswered::Unsound)?;
    let seat = || Seat::new(&reduced, companies.len());
    let several_states = Mutex::new(BTreeSet::new());
    let evaluate = |seat: &mut Seat, open: &[usize]| -> Result<Vec<f64>, Vec<Diagnostic>> {
        let bundle = open.iter().fold(0, |bundle, link| bundle | 1 << link);
        let flows = seat.solve(bundle, None)?;
        if seat.is_one_of_several()
            && let Ok(mut several_states) = several_states.lock()
        {
            several_states.insert(bundle);
        }
        Ok(flows.iter().map(|flow| flow.get(measure)).collect())
    };
    let unsolvable = |open: &[usize]| {
        let found = evaluate(&mut seat(), open).err().unwrap_or_default();
        Uncredited::Unsolvable {
            count: 1,
            named: vec![open.iter().map(|link| links[*link].clone()).collect()],
            why: found.first().map_or_else(String::new, ToString::to_string),
        }
    };
    let mut first = seat();
    let mut worth = |open: &[usize]| evaluate(&mut first, open).map_err(|_| unsolvable(open));

    // Alone and in pairs first: they are few beside the orders.
    let none = worth(&[])?;
    let all = worth(&(0..links.len()).collect::<Vec<_>>())?;
    let mut few = BTreeMap::from([(0, none.clone())]);
    for a in 0..links.len() {
        if !go_on(0.0) {
            return Err(combos::Unanswered::GivenUp.into());
        }
        few.insert(1 << a, worth(&[a])?);
        for b in 0..a {
            few.insert(1 << a | 1 << b, worth(&[a, b])?);
        }
    }
    let keep_on = |done: usize| go_on(done as f64 / sampling.orders as f64);
    let by_orders = sampled_shapley(
        links.len(),
        sampling.orders,
        sampling.seed,
        seat,
        |seat, open| evaluate(seat, open).ok(),
        keep_on,
    )
    .map_err(|Unsolvable(open)| unsolvable(&open))?;
    if by_orders.orders < sampling.orders {
        return Err(combos::Unanswered::GivenUp.into());
    }
    let value = |bundle: usize, company: usize| few.get(&bundle).map_or(f64::NAN, |row| row[company]);
    Ok(Credit {
        measure,
        shapley: by_link(links, &companies, |link, company| by_orders.mean[link][company]),
        interaction: pairs(links, &companies, |a, b, company| {
            interaction(a, b, |bundle| value(bundle, company))
        }),
        exact: false,
        standard_error: Some(by_link(links, &companies, |link, company| {
            by_orders.standard_error[link][company]
        })),
        total: row(&companies, |company| all[company] - none[company]),
        several_states: several_states.lock().map_or(0, |bundles| bundles.len()),
    })
}

fn row(companies: &[CompanyId], value: impl Fn(usize) -> f64) -> ByCompany {
    let row = companies.iter().enumerate();
    row.map(|(company, id)| (id.clone(), value(company))).collect()
}

fn by_link(
    links: &[LinkId],
    companies: &[CompanyId],
    value: impl Fn(usize, usize) -> f64,
) -> BTreeMap<LinkId, ByCompany> {
    let rows = links.iter().enumerate();
    rows.map(|(link, id)| (id.clone(), row(companies, |company| value(link, company))))
        .collect()
}

fn pairs(
    links: &[LinkId],
    companies: &[CompanyId],
    value: impl Fn(usize, usize, usize) -> f64,
) -> Vec<Interaction> {
    let pairs = (0..links.len()).flat_map(|a| (a + 1..links.len()).map(move |b| (a, b)));
    pairs
        .map(|(a, b)| Interaction {
            a: links[a].clone(),
            b: links[b].clone(),
            companies: row(companies, |company| value(a, b, company)),
        })
        .collect()
}
