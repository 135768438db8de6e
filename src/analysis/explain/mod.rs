//! A change in a few plain sentences: what moved, from where, who gains, who loses, why, how sure.
//!
//! The sentences are numbers and ids, put into words where they are shown.

mod change;

use serde::Serialize;

pub use change::Change;

use crate::model::{Company, CompanyId, LinkId, Number, Pull};
use crate::solver::{Certificate, CompanyFlow};
use change::most_first;

/// So many links, ways, winners and losers are told apart; the rest is summed up.
const MOST_TOLD: usize = 3;
/// A part below this share of what it belongs to is not worth a word.
const WORTH_A_WORD: f64 = 0.05;
/// Changes below this share of the largest are noise.
const NOISE: f64 = 1e-6;

/// One thing to say about a change. Visits in visits per period, money in currency per period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentence {
    /// Nothing moves.
    Nothing,
    /// A link that was opened carries so many visits.
    Opened {
        /// The link.
        link: LinkId,
        /// Visits it carries now.
        visits: f64,
    },
    /// A link that was closed carried so many visits.
    Closed {
        /// The link.
        link: LinkId,
        /// Visits it carried before.
        visits: f64,
    },
    /// So many more links were opened or closed.
    MoreToggled {
        /// How many.
        links: usize,
        /// The visits on them.
        visits: f64,
    },
    /// No link was toggled; this one's visits change most.
    Shifted {
        /// The link.
        link: LinkId,
        /// The change.
        visits: f64,
    },
    /// Where the visits on opened links come from.
    ComesFrom {
        /// All of them.
        visits: f64,
        /// Those that would have left; more than all where other ways gain as well, below 0 where
        /// other ways lose more than these links carry.
        new: f64,
        /// The other ways that lose most, with their losses.
        from: Vec<(LinkId, f64)>,
    },
    /// Where the visits on closed links go.
    GoesTo {
        /// All of them.
        visits: f64,
        /// Those that now leave; read as in [`Sentence::ComesFrom`].
        leave: f64,
        /// The other ways that gain most, with their gains.
        to: Vec<(LinkId, f64)>,
    },
    /// More or fewer visits end on a company's surfaces.
    Captures {
        /// The company.
        company: CompanyId,
        /// The change.
        visits: f64,
    },
    /// More or fewer sales are booked on a company's platforms.
    Books {
        /// The company.
        company: CompanyId,
        /// The change.
        sales: f64,
    },
    /// A company's payoff rises or falls.
    Payoff {
        /// The company.
        company: CompanyId,
        /// The change.
        change: f64,
        /// What it is made of, largest first, without what is too small to tell.
        because: Vec<(Reason, f64)>,
    },
    /// So many more companies gain (or lose) so much payoff together.
    MorePayoff {
        /// How many.
        companies: usize,
        /// The sum of their changes.
        change: f64,
    },
    /// A company that must agree to the opening would lose payoff by it.
    Refuses {
        /// The company.
        company: CompanyId,
        /// The change of its payoff, below 0.
        change: f64,
        /// The opened links at whose gates it stands.
        links: Vec<LinkId>,
    },
    /// All who must agree to the opening gain payoff by it, or lose none.
    AllAgree {
        /// They.
        companies: Vec<CompanyId>,
    },
    /// Captured visits get more or less concentrated.
    Concentration {
        /// Herfindahl–Hirschman index before, 0 to 10,000.
        before: f64,
        /// And after.
        after: f64,
    },
    /// What an opened link draws is known no better than this.
    RestsOn {
        /// The link.
        link: LinkId,
        /// Its pull as entered, with its evidence.
        pull: Pull,
    },
    /// Whether there could be another outcome on the same numbers.
    Certainty {
        /// Why the steady state can be trusted.
        certificate: Certificate,
        /// How many other steady states were found.
        others: usize,
    },
}

/// What a change of payoff is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Commission received.
    Commission,
    /// Ad money received.
    Ads,
    /// Payment fees received.
    Fees,
    /// Referral money received.
    Referral,
    /// The worth of captured visits beyond today's cash.
    Visits,
    /// The worth of payments beyond today's cash.
    Payments,
    /// Another worth of a visit or a payment, where the change is one of these numbers.
    Worth,
}

/// What there is to say about `change`, in the order in which it is best told.
pub fn explain(change: &Change) -> Vec<Sentence> {
    let mut told = moved(change);
    if is_nothing(change) {
        told.push(Sentence::Nothing);
        return told;
    }
    told.extend(captured(change));
    told.extend(booked(change));
    told.extend(payoffs(change));
    told.extend(gates(change));
    told.extend(concentration(change));
    told.extend(rests_on(change));
    told.extend(change.status.map(|status| Sentence::Certainty {
        certificate: status.certificate,
        others: status.other_states.len(),
    }));
    told
}

/// Whether neither visits nor money move.
fn is_nothing(change: &Change) -> bool {
    let toggled = change
        .opened
        .iter()
        .chain(&change.closed)
        .map(|(_, visits)| visits);
    let mut visits = toggled.chain(change.others.values());
    let mut companies = change.companies.values();
    visits.all(|visits| *visits == 0.0) && companies.all(|flow| *flow == CompanyFlow::default())
}

/// What moved, and from where.
fn moved(change: &Change) -> Vec<Sentence> {
    let mut told = Vec::new();
    let toggled = change.opened.iter().map(|row| (row, true));
    let toggled = toggled.chain(change.closed.iter().map(|row| (row, false)));
    for ((link, visits), opened) in toggled.clone().take(MOST_TOLD) {
        let (link, visits) = (link.clone(), *visits);
        told.push(match opened {
            true => Sentence::Opened { link, visits },
            false => Sentence::Closed { link, visits },
        });
    }
    let rest: Vec<_> = toggled.skip(MOST_TOLD).map(|((_, visits), _)| visits).collect();
    if !rest.is_empty() {
        told.push(Sentence::MoreToggled {
            links: rest.len(),
            visits: rest.into_iter().sum(),
        });
    }
    match (change.opened.is_empty(), change.closed.is_empty()) {
        (false, true) => told.extend(comes_from(change)),
        (true, false) => told.extend(goes_to(change)),
        // With links opened and closed at once the numbers do not tell which visits went where.
        (false, false) => {}
        (true, true) => {
            let others = change.others.iter().filter(|(_, visits)| **visits != 0.0);
            let most = others.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
            told.extend(most.map(|(link, visits)| Sentence::Shifted {
                link: link.clone(),
                visits: *visits,
            }));
        }
    }
    told
}

fn comes_from(change: &Change) -> Option<Sentence> {
    let visits: f64 = change.opened.iter().map(|(_, visits)| visits).sum();
    let gained: f64 = change.others.values().sum();
    (visits > 0.0).then(|| Sentence::ComesFrom {
        visits,
        new: visits + gained,
        from: worth_a_word(change.others.iter().map(|(link, gained)| (link, -gained)), visits),
    })
}

fn goes_to(change: &Change) -> Option<Sentence> {
    let visits: f64 = change.closed.iter().map(|(_, visits)| visits).sum();
    let gained: f64 = change.others.values().sum();
    (visits > 0.0).then(|| Sentence::GoesTo {
        visits,
        leave: visits - gained,
        to: worth_a_word(change.others.iter().map(|(link, gained)| (link, *gained)), visits),
    })
}

/// The largest of `parts` of `whole`, so far as they are above 0 and worth a word.
fn worth_a_word<'a>(parts: impl Iterator<Item = (&'a LinkId, f64)>, whole: f64) -> Vec<(LinkId, f64)> {
    let parts = parts.filter(|(_, part)| *part >= WORTH_A_WORD * whole);
    let mut parts = most_first(parts.map(|(link, part)| (link.clone(), part)).collect());
    parts.truncate(MOST_TOLD);
    parts
}

/// Who captures most more, and who most less.
fn captured(change: &Change) -> Vec<Sentence> {
    let captures = |(company, visits)| Sentence::Captures { company, visits };
    let rows = of_companies(change, |flow| flow.captured);
    ends(&rows).into_iter().map(captures).collect()
}

/// Who books most more sales, and who most fewer.
fn booked(change: &Change) -> Vec<Sentence> {
    let books = |(company, sales)| Sentence::Books { company, sales };
    let rows = of_companies(change, |flow| flow.gmv);
    ends(&rows).into_iter().map(books).collect()
}

/// The largest gain and the largest loss of `rows`, which have the largest gain first.
fn ends(rows: &[(CompanyId, f64)]) -> Vec<(CompanyId, f64)> {
    match rows {
        [] => Vec::new(),
        [only] => vec![only.clone()],
        [first, .., last] if (first.1 > 0.0) != (last.1 > 0.0) => vec![first.clone(), last.clone()],
        // All go one way: the largest change says it.
        [first, .., last] => vec![if first.1 > 0.0 {
            first.clone()
        } else {
            last.clone()
        }],
    }
}

/// The changes of a measure that are not noise, largest gain first.
fn of_companies(change: &Change, measure: impl Fn(&CompanyFlow) -> f64) -> Vec<(CompanyId, f64)> {
    let rows = change.companies.iter().map(|(id, flow)| (id, measure(flow)));
    let largest = rows
        .clone()
        .fold(0.0, |size: f64, (_, change)| size.max(change.abs()));
    let told = rows.filter(|(_, change)| change.abs() > NOISE * largest);
    most_first(told.map(|(id, change)| (id.clone(), change)).collect())
}

/// Who gains, who loses, and what by.
fn payoffs(change: &Change) -> Vec<Sentence> {
    let rows = of_companies(change, |flow| flow.payoff);
    let largest = rows
        .iter()
        .fold(0.0, |size: f64, (_, change)| size.max(change.abs()));
    let gains = rows.iter().take_while(|(_, change)| *change > 0.0);
    let losses = rows.iter().rev().take_while(|(_, change)| *change < 0.0);
    let mut told = Vec::new();
    for side in [gains.collect::<Vec<_>>(), losses.collect()] {
        let worth = side
            .iter()
            .filter(|(_, change)| change.abs() >= WORTH_A_WORD * largest);
        let worth = worth.count().min(MOST_TOLD);
        for (company, payoff) in &side[..worth] {
            told.push(Sentence::Payoff {
                company: company.clone(),
                change: *payoff,
                because: reasons(change, company),
            });
        }
        if side.len() > worth {
            told.push(Sentence::MorePayoff {
                companies: side.len() - worth,
                change: side[worth..].iter().map(|(_, change)| change).sum(),
            });
        }
    }
    told
}

/// The parts of a company's change of payoff: payoff = income + visit value · captured + payment value ·
/// payments.
fn reasons(change: &Change, company: &CompanyId) -> Vec<(Reason, f64)> {
    let Some(flow) = change.companies.get(company) else {
        return Vec::new();
    };
    let worth = |number: fn(&Company) -> &Number| {
        let company = change.map.companies().get(company);
        company.map_or(0.0, |company| number(company).value)
    };
    let visits = worth(|company| &company.visit_value) * flow.captured;
    let payments = worth(|company| &company.payment_value) * flow.payments;
    let parts = [
        (Reason::Commission, flow.commission),
        (Reason::Ads, flow.ads),
        (Reason::Fees, flow.fees),
        (Reason::Referral, flow.referral),
        (Reason::Visits, visits),
        (Reason::Payments, payments),
        (Reason::Worth, flow.payoff - flow.income - visits - payments),
    ];
    let all: f64 = parts.iter().map(|(_, part)| part.abs()).sum();
    let mut told = parts.to_vec();
    told.retain(|(_, part)| part.abs() > WORTH_A_WORD * all);
    told.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    told
}

/// Whether those at the gates of the opened links would open them.
fn gates(change: &Change) -> Vec<Sentence> {
    let keeps = |company: &CompanyId| -> Vec<LinkId> {
        let links = change.opened.iter().filter(|(id, _)| {
            let link = change.map.links().get(id);
            link.is_some_and(|link| change.map.gatekeepers(link).contains(&company))
        });
        links.map(|(id, _)| id.clone()).collect()
    };
    let keepers = change.map.companies().keys();
    let keepers: Vec<_> = keepers
        .map(|company| (company, keeps(company)))
        .filter(|(_, links)| !links.is_empty())
        .collect();
    let payoffs = of_companies(change, |flow| flow.payoff);
    let lost = |company: &CompanyId| payoffs.iter().find(|(id, change)| id == company && *change < 0.0);
    let refuses: Vec<_> = keepers
        .iter()
        .filter_map(|(company, links)| {
            lost(company).map(|(_, change)| Sentence::Refuses {
                company: (*company).clone(),
                change: *change,
                links: links.clone(),
            })
        })
        .collect();
    if refuses.is_empty() && !keepers.is_empty() {
        let companies = keepers.into_iter().map(|(company, _)| company.clone());
        return vec![Sentence::AllAgree {
            companies: companies.collect(),
        }];
    }
    refuses
}

/// Of the captured visits, where it changes by a whole point.
fn concentration(change: &Change) -> Option<Sentence> {
    let (before, after) = change.concentration?;
    let (before, after) = (before.captured, after.captured);
    ((before - after).abs() >= 1.0).then_some(Sentence::Concentration { before, after })
}

/// What is known of the pulls of the opened links, so far as they are told.
fn rests_on(change: &Change) -> Vec<Sentence> {
    let opened = change.opened.iter().take(MOST_TOLD);
    let links = opened.filter_map(|(id, _)| Some((id, change.map.links().get(id)?)));
    let told = links.map(|(id, link)| Sentence::RestsOn {
        link: id.clone(),
        pull: link.pull.clone(),
    });
    told.collect()
}
