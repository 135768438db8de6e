//! Ad budgets, their split over the ways, and referrals, as in the full system.

use super::super::flow::Books;
use super::super::system::{Role, System};
use super::current::{Book, Current, Rewards};
use super::plan::{End, Plan};
use super::rows::Chosen;
use super::tally::Tally;

/// The ads that the merchants of one platform pay for.
#[derive(Clone, Debug)]
struct Budget {
    book: usize,
    /// Share of the GMV.
    rate: f64,
    /// The ways that ads can be paid on, with their elasticity.
    ways: Vec<(usize, f64)>,
}

/// A way whose host is paid for the sales it brings.
#[derive(Clone, Copy, Debug)]
struct Referral {
    way: usize,
    rate: f64,
}

/// All money that depends on what the visits along a way bring.
#[derive(Clone, Debug)]
pub(super) struct Trade {
    budgets: Vec<Budget>,
    referrals: Vec<Referral>,
    books: Vec<Book>,
    /// By book: sales that no kept node sees.
    base: Vec<f64>,
    /// By way: the company that keeps the visits where it starts.
    host: Vec<Option<usize>>,
}

/// Edges on which money depends on the visits' sales, with the book that these stand in.
pub(super) fn dealing(system: &System, may_open: impl Fn(usize) -> bool) -> Vec<(usize, Books)> {
    let edges = (0..system.from.len()).filter(|&edge| may_open(edge));
    edges
        .filter_map(|edge| {
            let has_ads = system.ad_elasticity[edge] > 0.0;
            match system.payer[edge] {
                Some(payer) if has_ads || system.referral[edge] > 0.0 => Some((edge, Books::Of(payer))),
                None if system.referral[edge] > 0.0 => Some((edge, Books::All)),
                _ => None,
            }
        })
        .collect()
}

/// The books of `dealing`, each once.
pub(super) fn books(dealing: &[(usize, Books)]) -> Vec<Books> {
    let mut books: Vec<Books> = Vec::new();
    for (_, book) in dealing {
        if !books.contains(book) {
            books.push(*book);
        }
    }
    books
}

impl Trade {
    pub(super) fn new(
        system: &System,
        plan: &Plan,
        tally: &Tally,
        dealing: &[(usize, Books)],
        base: &[f64],
    ) -> Self {
        let kept = books(dealing);
        let place_of = |edge: usize| plan.ways.iter().position(|way| way.edge == edge);
        let ways: Vec<(usize, usize, Books)> = dealing
            .iter()
            .filter_map(|&(edge, book)| Some((edge, place_of(edge)?, book)))
            .collect();
        let mut trade = Self {
            budgets: Vec::new(),
            referrals: Vec::new(),
            books: Vec::new(),
            base: base[tally.first_book()..].to_vec(),
            host: plan
                .ways
                .iter()
                .map(|way| system.host[system.from[way.edge] as usize])
                .collect(),
        };
        for &(edge, way, _) in &ways {
            let rate = system.referral[edge];
            if rate > 0.0 {
                trade.referrals.push(Referral { way, rate });
            }
        }
        for (at, book) in kept.iter().enumerate() {
            let mine = ways.iter().filter(|(_, _, of)| of == book);
            let asked: Vec<usize> = mine.clone().map(|&(_, way, _)| way).collect();
            if let Books::Of(payer) = *book
                && let Role::Platform { ad_rate, .. } = system.role[payer]
            {
                let paid = mine.map(|&(edge, way, _)| (way, system.ad_elasticity[edge]));
                let ways: Vec<(usize, f64)> = paid.filter(|(_, elasticity)| *elasticity > 0.0).collect();
                if !ways.is_empty() {
                    trade.budgets.push(Budget {
                        book: at,
                        rate: ad_rate,
                        ways,
                    });
                }
            }
            let rewards = rewards(plan, tally.first_book() + at);
            let blocks = blocks(plan, &asked, &rewards);
            trade.books.push(Book {
                asked,
                blocks,
                rewards,
            });
        }
        trade
    }

    /// Splits the budgets: the ad money spent on each way.
    pub(super) fn spend(&self, plan: &Plan, chosen: &Chosen, currents: &mut [Current], spend: &mut [f64]) {
        for budget in &self.budgets {
            let book = &self.books[budget.book];
            let mut sold = self.base[budget.book];
            for &way in &book.asked {
                spend[way] = 0.0;
            }
            for (at, (stream, current)) in plan.streams.iter().zip(&mut *currents).enumerate() {
                sold += book.rewards[at].of(current);
                current.value(plan, stream, chosen, at, book, |way, brought| {
                    spend[way] += brought
                });
            }
            let claim = |way: usize, elasticity: f64, spend: &[f64]| elasticity * spend[way];
            let total: f64 = budget.ways.iter().map(|&(way, e)| claim(way, e, spend)).sum();
            let part = if total > 0.0 {
                budget.rate * sold / total
            } else {
                0.0
            };
            for &(way, elasticity) in &budget.ways {
                spend[way] *= elasticity * part;
            }
        }
    }

    /// Books the ad money spent on each way to those who keep the visits where it starts.
    pub(super) fn ads(&self, spend: &[f64], ads: &mut [f64]) {
        ads.fill(0.0);
        for &(way, _) in self.budgets.iter().flat_map(|budget| &budget.ways) {
            if let Some(host) = self.host[way] {
                ads[host] += spend[way];
            }
        }
    }

    /// Books the referral money likewise.
    pub(super) fn refer(&self, plan: &Plan, chosen: &Chosen, currents: &mut [Current], referral: &mut [f64]) {
        referral.fill(0.0);
        if self.referrals.is_empty() {
            return;
        }
        for book in &self.books {
            let pays = |way: usize| self.referrals.iter().find(|referral| referral.way == way);
            if !book.asked.iter().any(|&way| pays(way).is_some()) {
                continue;
            }
            for (at, (stream, current)) in plan.streams.iter().zip(&mut *currents).enumerate() {
                current.value(plan, stream, chosen, at, book, |way, brought| {
                    if let (Some(paid), Some(host)) = (pays(way), self.host[way]) {
                        referral[host] += paid.rate * brought;
                    }
                });
            }
        }
    }
}

/// What visits add to `count`, by stream.
fn rewards(plan: &Plan, count: usize) -> Vec<Rewards> {
    let of = |entries: &[(u32, super::tally::Entry)]| -> Vec<(u32, f64)> {
        let mine = entries.iter().filter(|(_, entry)| entry.count as usize == count);
        mine.map(|(at, entry)| (*at, entry.value)).collect()
    };
    let streams = plan.streams.iter();
    streams
        .map(|stream| {
            Rewards::new(
                plan.ways.len(),
                of(&stream.of_ways),
                plan.targets.len(),
                of(&stream.of_targets),
            )
        })
        .collect()
}

/// The blocks that ways in `asked` lead to and from which `rewards` can be reached, ascending.
fn blocks(plan: &Plan, asked: &[usize], rewards: &[Rewards]) -> Vec<usize> {
    let mut block_of = vec![0; plan.nodes.len()];
    for (at, block) in plan.blocks.iter().enumerate() {
        block_of[block.nodes.clone()].fill(at);
    }
    let next = |way: usize| -> Vec<usize> {
        match plan.ways[way].end {
            End::Kept(to) => vec![block_of[to]],
            End::Target(target) => {
                let landings = plan.streams.iter().flat_map(|stream| stream.landings(target));
                landings.map(|&(to, _)| block_of[to as usize]).collect()
            }
        }
    };
    let sells = |way: usize| {
        rewards.iter().any(|rewards| {
            let at_end = match plan.ways[way].end {
                End::Kept(_) => 0.0,
                End::Target(target) => rewards.targets[target],
            };
            rewards.ways[way] + at_end > 0.0
        })
    };
    let ways = |block: usize| {
        plan.blocks[block]
            .nodes
            .clone()
            .flat_map(|place| plan.ways_of(place))
    };
    // Blocks stand in the order of flow, so that one pass each way is enough.
    let mut is_led_to = vec![false; plan.blocks.len()];
    for &way in asked {
        next(way).into_iter().for_each(|block| is_led_to[block] = true);
    }
    let mut leads = vec![false; plan.blocks.len()];
    for block in 0..plan.blocks.len() {
        if is_led_to[block] {
            for way in ways(block) {
                next(way).into_iter().for_each(|block| is_led_to[block] = true);
            }
        }
    }
    for block in (0..plan.blocks.len()).rev() {
        leads[block] = ways(block).any(|way| sells(way) || next(way).into_iter().any(|to| leads[to]));
    }
    (0..plan.blocks.len())
        .filter(|&block| is_led_to[block] && leads[block])
        .collect()
}
