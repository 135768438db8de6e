//! From a round to the answer: everything counted, booked, checked and named.

use std::sync::Arc;

use super::choice::Chances;
use super::feedback::{Round, total};
use super::flow::{Books, Flows, Situation, relative};
use super::ledger::{Entry, EntryKind, Ledger, Party};
use super::money::{Money, attributed};
use super::solution::{
    CompanyFlow, Concentration, LinkFlow, LinkSegmentFlow, NodeFlow, NodeSegmentFlow, PaymentFlow,
    PlatformFlow, Residuals, Solution, Table,
};
use super::status::CertificateStatus;
use super::system::{Role, System};

/// One solved state with all that is counted from it.
struct Account<'a> {
    situation: &'a Situation<'a>,
    system: &'a System,
    chances: &'a [Chances],
    money: &'a Money,
    ln_factor: &'a [f64],
    /// Visits, and what they are worth to `books`.
    flows: Flows,
    books: Vec<Books>,
    /// Visits to each node, all segments together.
    visits: Vec<f64>,
    /// By payment node.
    payments: Vec<PaymentFlow>,
}

/// The sum of `terms`; 0 of none, where the standard library's is −0.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    terms.fold(0.0, |sum, term| sum + term)
}

/// Counts and names everything about `round`.
pub(super) fn solution(situation: &Situation, round: &Round, status: CertificateStatus) -> Solution {
    let system = situation.system;
    let account = Account::new(situation, round);
    let links = account.links();
    let ledger = account.ledger(&links);
    let platforms = account.platforms();
    let companies = account.companies(&ledger);
    let captured: f64 = companies.iter().map(|company| company.captured).sum();
    let arrivals = sum(system.arrivals.iter().flatten().copied());
    let leaked = account.captured_by(None);
    let residuals = Residuals {
        traffic: f64::max(
            situation.imbalance(&account.flows, account.chances),
            relative(arrivals, captured + leaked),
        ),
        ledger: ledger_residual(&ledger),
        gmv: relative(
            account.money.gmv.iter().sum(),
            account.payments.iter().map(|payment| payment.volume).sum(),
        ),
        ads: relative(
            account.money.budget.iter().sum(),
            account.money.spend.iter().chain(&account.money.unspent).sum(),
        ),
    };
    let platform_table = account.table_of(&platforms, |role| matches!(role, Role::Platform { .. }));
    let payment_table = account.table_of(&account.payments, |role| matches!(role, Role::Payment { .. }));
    Solution {
        status,
        nodes: Table::new(system.names.nodes.clone(), account.nodes()),
        links: Table::new(system.names.links.clone(), links),
        platforms: platform_table,
        payments: payment_table,
        concentration: Concentration::of(&companies),
        companies: Table::new(system.names.companies.clone(), companies),
        leaked,
        arrivals,
        ledger,
        residuals,
    }
}

impl<'a> Account<'a> {
    fn new(situation: &'a Situation<'a>, round: &'a Round) -> Self {
        let system = situation.system;
        let mut books = vec![Books::All];
        let named = (0..system.from.len()).filter(|&edge| {
            system.payer[edge].is_some() && (system.ad_elasticity[edge] > 0.0 || system.referral[edge] > 0.0)
        });
        books.extend(named.filter_map(|edge| system.payer[edge]).map(Books::Of));
        if system.referral.iter().any(|&rate| rate > 0.0) {
            // Without a payer, whoever's sale it is pays the referral.
            books.extend(system.role.iter().filter_map(|role| match role {
                Role::Merchant { platform, .. } => Some(Books::Of(*platform)),
                _ => None,
            }));
        }
        books[1..].sort_unstable_by_key(|book| match book {
            Books::All => 0,
            Books::Of(platform) => *platform,
        });
        books.dedup();
        let flows = situation.follow(&round.chances, &books);
        let visits = total(&flows);
        let mut account = Self {
            situation,
            system,
            chances: &round.chances,
            money: &round.money,
            ln_factor: &round.ln_factor,
            flows,
            books,
            visits,
            payments: Vec::new(),
        };
        account.payments = account.payments();
        account
    }

    fn along(&self, segment: usize, edge: usize) -> f64 {
        self.situation.along(&self.flows, self.chances)(segment, edge)
    }

    /// Each payment edge with its merchant's node, its payment node, its orders and their amount.
    fn orders(&self) -> impl Iterator<Item = (usize, usize, f64, f64)> {
        let system = self.system;
        let edges = (0..system.from.len()).map(|edge| (edge, system.graph.to(edge) as usize));
        edges
            .filter(|&(_, to)| system.is_payment(to))
            .map(|(edge, payment)| {
                let merchant = system.from[edge] as usize;
                let (mut orders, mut amount) = (0.0, 0.0);
                for segment in 0..system.segments() {
                    let placed = self.along(segment, edge);
                    orders += placed;
                    amount += placed * system.ticket[segment][merchant];
                }
                (merchant, payment, orders, amount)
            })
    }

    fn payments(&self) -> Vec<PaymentFlow> {
        let mut payments = vec![PaymentFlow::default(); self.system.nodes()];
        for (_, payment, orders, amount) in self.orders() {
            let flow = &mut payments[payment];
            flow.payments += orders;
            flow.volume += amount;
            if let Role::Payment { fee } = self.system.role[payment] {
                flow.fees += fee * amount;
            }
        }
        payments
    }

    fn nodes(&self) -> Vec<NodeFlow> {
        let segments = &self.system.names.segments;
        let row = |node: usize, segment: usize| {
            let visits = self.flows.visits[segment][node];
            let ending = visits * self.chances[segment].leave[node];
            let paid_here = self.system.is_payment(node);
            let (exits, paid) = if paid_here { (0.0, visits) } else { (ending, 0.0) };
            NodeSegmentFlow { visits, exits, paid }
        };
        let nodes = 0..self.system.nodes();
        let rows = nodes.flat_map(|node| (0..segments.len()).map(move |segment| row(node, segment)));
        let rows: Arc<[NodeSegmentFlow]> = rows.collect();
        let tables = Table::several(segments.clone(), rows);
        let flow = |(&visits, by_segment): (&f64, Table<_, NodeSegmentFlow>)| NodeFlow {
            visits,
            exits: by_segment.values().map(|row| row.exits).sum(),
            paid: by_segment.values().map(|row| row.paid).sum(),
            by_segment,
        };
        self.visits.iter().zip(tables).map(flow).collect()
    }

    /// The links in the order of their ids.
    fn links(&self) -> Vec<LinkFlow> {
        let system = self.system;
        let row = |edge: usize, segment: usize| LinkSegmentFlow {
            visits: self.along(segment, edge),
            share: self.chances[segment].edge[edge],
        };
        let rows = system.edge_of.iter();
        let rows = rows.flat_map(|&edge| (0..system.segments()).map(move |segment| row(edge, segment)));
        let tables = Table::several(system.names.segments.clone(), rows.collect());
        let flow = |(&edge, by_segment): (&usize, Table<_, LinkSegmentFlow>)| {
            let node = system.from[edge] as usize;
            let visits: f64 = by_segment.values().map(|row| row.visits).sum();
            let come = self.visits[node];
            // Over segments, shares and weights are means by the visits at the start.
            let mean = |value: &dyn Fn(usize) -> f64| -> f64 {
                let segments = system.segments();
                let weighted = |k: usize| value(k) * self.flows.visits[k][node] / come;
                if come > 0.0 {
                    (0..segments).map(weighted).sum()
                } else {
                    (0..segments).map(value).sum::<f64>() / segments as f64
                }
            };
            let book = match system.payer[edge] {
                Some(payer) if system.ad_elasticity[edge] > 0.0 => Books::Of(payer),
                _ => Books::All,
            };
            LinkFlow {
                open: self.situation.open[edge],
                visits,
                share: mean(&|k| self.chances[k].edge[edge]),
                ad_spend: self.money.spend[edge],
                attributed_gmv: self.brought_to(book, edge),
                weight: mean(&|k| (system.ln_weight[k][edge] + self.ln_factor[edge]).exp()),
                by_segment,
            }
        };
        system.edge_of.iter().zip(tables).map(flow).collect()
    }

    /// GMV that the visits on `edge` bring to a book; 0 for one that is not kept.
    fn brought_to(&self, book: Books, edge: usize) -> f64 {
        let at = self.books.iter().position(|kept| *kept == book);
        at.map_or(0.0, |at| {
            attributed(self.situation, self.chances, &self.flows, at, edge)
        })
    }

    fn company(&self, index: usize) -> Party {
        Party::Company(self.system.names.companies[index].clone())
    }

    /// The company, or for lack of one whoever runs the node.
    fn company_or_nobody(&self, company: Option<usize>, node: usize) -> Party {
        company.map_or_else(
            || Party::Nobody(self.system.names.nodes[node].clone()),
            |c| self.company(c),
        )
    }

    /// Who sells at a merchant's node.
    fn seller(&self, platform: usize, owner: Option<usize>) -> Party {
        owner.map_or_else(
            || Party::Merchants(self.system.names.nodes[platform].clone()),
            |owner| self.company(owner),
        )
    }

    fn ledger(&self, links: &[LinkFlow]) -> Ledger {
        let system = self.system;
        let mut entries = Vec::new();
        let mut pay = |from: &Party, to: Party, kind, amount| {
            entries.push(Entry {
                from: from.clone(),
                to,
                kind,
                amount,
            });
        };
        // The sales of each seller on each platform, which also split what the platform's sellers
        // pay together.
        let mut sales: std::collections::BTreeMap<(usize, Option<usize>), f64> = Default::default();
        for (merchant, payment, _, amount) in self.orders() {
            let Role::Merchant { platform, owner } = system.role[merchant] else {
                continue;
            };
            let seller = self.seller(platform, owner);
            pay(&Party::Buyers, seller.clone(), EntryKind::Sales, amount);
            if let Role::Payment { fee } = system.role[payment] {
                let to = self.company_or_nobody(system.owner[payment], payment);
                pay(&seller, to, EntryKind::Fee, fee * amount);
            }
            if let Role::Platform { commission, .. } = system.role[platform] {
                let to = self.company_or_nobody(system.owner[platform], platform);
                pay(&seller, to, EntryKind::Commission, commission * amount);
            }
            *sales.entry((platform, owner)).or_insert(0.0) += amount;
        }
        for edge in (0..system.from.len()).filter(|&edge| self.situation.open[edge]) {
            let from = system.from[edge] as usize;
            let host = || self.company_or_nobody(system.host[from], from);
            let spent = links[system.link_of[edge]].ad_spend;
            if spent == 0.0 && system.referral[edge] == 0.0 {
                continue;
            }
            for (&(platform, owner), &amount) in sales.iter().filter(|(_, amount)| **amount > 0.0) {
                let share = amount / self.money.gmv[platform];
                let seller = self.seller(platform, owner);
                if spent > 0.0 && system.payer[edge] == Some(platform) {
                    pay(&seller, host(), EntryKind::Ads, spent * share);
                }
                if system.referral[edge] > 0.0 && system.payer[edge].is_none_or(|payer| payer == platform) {
                    let brought = self.brought_to(Books::Of(platform), edge);
                    pay(
                        &seller,
                        host(),
                        EntryKind::Referral,
                        system.referral[edge] * brought * share,
                    );
                }
            }
        }
        Ledger::book(entries)
    }

    /// By node: the platform there.
    fn platforms(&self) -> Vec<PlatformFlow> {
        let system = self.system;
        let mut own_ads = vec![0.0; system.nodes()];
        for edge in 0..system.from.len() {
            if let Some(payer) = system.payer[edge]
                && system.host[system.from[edge] as usize] == system.owner[payer]
                && system.owner[payer].is_some()
            {
                own_ads[payer] += self.money.spend[edge];
            }
        }
        let flow = |(node, role): (usize, &Role)| {
            let Role::Platform { commission, .. } = *role else {
                return PlatformFlow::default();
            };
            let gmv = self.money.gmv[node];
            let commission = commission * gmv;
            PlatformFlow {
                gmv,
                orders: self.money.orders[node],
                commission,
                ad_budget: self.money.budget[node],
                ad_unspent: self.money.unspent[node],
                take_rate: if gmv > 0.0 {
                    (commission + own_ads[node]) / gmv
                } else {
                    0.0
                },
            }
        };
        system.role.iter().enumerate().map(flow).collect()
    }

    /// Visits that end with `host`: those that leave its nodes and those that pay at its merchants.
    fn captured_by(&self, host: Option<usize>) -> f64 {
        let system = self.system;
        let exits = (0..system.nodes()).filter(|&node| system.host[node] == host && !system.is_payment(node));
        let left = sum(exits.flat_map(|node| {
            let segments = self.chances.iter().zip(&self.flows.visits);
            segments.map(move |(chances, visits)| chances.leave[node] * visits[node])
        }));
        let orders = self.orders().filter(|order| system.host[order.0] == host);
        let paid = sum(orders.map(|order| order.2));
        // Visits that start at a payment, if any could, would be nobody's.
        left + paid
    }

    fn companies(&self, ledger: &Ledger) -> Vec<CompanyFlow> {
        let system = self.system;
        let mut companies = vec![CompanyFlow::default(); system.names.companies.len()];
        for (node, owner) in system.owner.iter().enumerate() {
            let Some(owner) = *owner else { continue };
            companies[owner].gmv += self.money.gmv[node];
            companies[owner].payments += self.payments[node].payments;
            companies[owner].payment_volume += self.payments[node].volume;
        }
        for entry in ledger.entries() {
            let Party::Company(id) = &entry.to else { continue };
            let Ok(index) = system.names.companies.binary_search(id) else {
                continue;
            };
            let company = &mut companies[index];
            match entry.kind {
                EntryKind::Sales => {}
                EntryKind::Commission => company.commission += entry.amount,
                EntryKind::Ads => company.ads += entry.amount,
                EntryKind::Fee => company.fees += entry.amount,
                EntryKind::Referral => company.referral += entry.amount,
            }
        }
        for (index, company) in companies.iter_mut().enumerate() {
            company.captured = self.captured_by(Some(index));
            company.close(system.worth[index]);
        }
        companies
    }

    fn table_of<V: Clone>(&self, rows: &[V], of: impl Fn(&Role) -> bool) -> Table<crate::model::Node, V> {
        let chosen = || (0..self.system.nodes()).filter(|&node| of(&self.system.role[node]));
        let ids = chosen()
            .map(|node| self.system.names.nodes[node].clone())
            .collect();
        Table::new(ids, chosen().map(|node| rows[node].clone()).collect())
    }
}

/// Every balance added up, relative to all that changed hands.
fn ledger_residual(ledger: &Ledger) -> f64 {
    let turnover: f64 = ledger.entries().iter().map(|entry| entry.amount.abs()).sum();
    let sum: f64 = ledger.balances().values().sum();
    if turnover > 0.0 { sum.abs() / turnover } else { 0.0 }
}
