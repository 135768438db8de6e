//! Every toggle from one solve: without feedback, toggling links out of a node changes one row of P, and
//! with δ the new row less the old one
//!
//! `x'_i = x_i/(1 − δ·ret_i)`,  `c' = c + x'_i·(δ·v_c)`
//!
//! for every measure c that is a sum over the flows (Sherman and Morrison 1950; Kemeny and Snell 1960):
//! v_c is what a visit brings to c from each node on, and ret_i(j) the expected visits to i from j. Referral
//! money is a product of two such solutions, `c = z·r` with z the visits after a referral, and so takes the
//! update once more: `c' = c + x'_i·(δ·v_c) + z'_i·(δ·v)`.

use std::sync::Arc;

use rayon::prelude::*;

use super::again::Again;
use super::layer::{Accounts, Layer, all_referral_books};
use super::lock_in::LockIn;
use super::siblings::Siblings;
use super::{Effect, Others, Toggle};
use crate::model::CompanyId;
use crate::solver::booking::on_leaving;
use crate::solver::choice::{Chances, Scratch};
use crate::solver::flow::Situation;
use crate::solver::system::System;
use crate::solver::{CompanyFlow, Measure, Table};

/// Changes below this, relative to the sums they are the difference of, are rounding.
const ROUNDING: f64 = 1e-13;
/// The visits that end must add up to this, relative to all arrivals, or the map is solved again.
const BALANCED: f64 = 1e-10;

/// All toggles of a situation without feedback.
pub(super) struct OnePass<'a> {
    situation: &'a Situation<'a>,
    system: &'a System,
    accounts: Accounts,
    chances: &'a [Chances],
    lock_in: LockIn<'a>,
    /// Solves toggled maps as a whole, for the few toggles that the formula cannot tell.
    again: &'a Again<'a>,
}

/// What is the same for all toggles out of one node, by segment.
struct Node {
    node: usize,
    siblings: Siblings,
    /// By segment: `None` where nobody comes back to the node.
    returns: Vec<Option<Returns>>,
}

/// How visits of one segment come back to a node, by place in its component.
struct Returns {
    /// Expected visits to the node.
    visits: Vec<f64>,
    /// By stream of referral money: expected visits to the node after a referral, at its rate.
    referred: Vec<Vec<f64>>,
}

/// Scratch for the toggles out of one node.
struct Desk {
    /// A copy for each thread: threads that counted the holders of one list would wait for each other.
    ids: Arc<[CompanyId]>,
    /// The answers so far, toggle by toggle: on the siblings, and by company.
    others: Vec<Others>,
    companies: Vec<CompanyFlow>,
    scratch: Scratch,
    row: Vec<f64>,
    /// By edge of the row: how its chance and, over all segments, its flow change.
    delta: Vec<f64>,
    flow: Vec<f64>,
    /// By account: the change of one segment and of all, and the sum of the sizes it is made of.
    part: Vec<f64>,
    change: Vec<f64>,
    size: Vec<f64>,
}

impl<'a> OnePass<'a> {
    /// Prepares for the toggles of `situation`, whose order holds for all of them.
    pub(super) fn new(situation: &'a Situation, chances: &'a [Chances], again: &'a Again) -> Self {
        let system = situation.system;
        Self {
            situation,
            system,
            accounts: Accounts::new(system),
            chances,
            lock_in: LockIn::new(situation),
            again,
        }
    }

    /// What `see` makes of every toggle, in the order of the links' ids.
    pub(super) fn all<T: Send>(&self, see: &(impl Fn(Toggle) -> T + Sync)) -> Vec<T> {
        let books = all_referral_books(self.system);
        let segments = self.chances.par_iter().enumerate();
        let layer = |(segment, chances)| Layer::new(self.situation, chances, &books, segment);
        let layers: Vec<Layer> = segments.map(layer).collect();
        let system = self.system;
        let nodes = (0..system.nodes()).into_par_iter();
        let mut rows: Vec<Vec<Option<T>>> = nodes
            .map_init(
                || Desk::new(&system.names.companies),
                |desk, node| self.out_of(&layers, node, desk, see),
            )
            .collect();
        let by_link = system.edge_of.iter().filter_map(|&edge| {
            let node = system.from[edge] as usize;
            let row = rows[node].get_mut(edge - system.graph.edges_of(node).start);
            row.and_then(Option::take)
        });
        let mut all = Vec::with_capacity(system.edge_of.len());
        all.extend(by_link);
        all
    }

    /// What `see` makes of the toggles of the links out of `node`; nothing if it is not wanted any more.
    fn out_of<T>(
        &self,
        layers: &[Layer],
        node: usize,
        desk: &mut Desk,
        see: &impl Fn(Toggle) -> T,
    ) -> Vec<Option<T>> {
        let edges = self.system.graph.edges_of(node);
        if edges.is_empty() || !self.again.is_wanted() {
            return Vec::new();
        }
        let node = Node {
            node,
            siblings: Siblings::new(self.system, node),
            returns: layers.iter().map(|layer| self.returns(layer, node)).collect(),
        };
        desk.others.clear();
        desk.companies.clear();
        let visits = edges.clone().map(|edge| {
            let is_safe = !self.lock_in.threatens(edge);
            is_safe.then(|| self.effect(layers, &node, edge, desk)).flatten()
        });
        let visits: Vec<Option<f64>> = visits.collect();
        let others = desk.others.drain(..);
        let companies = Table::several(desk.ids.clone(), desk.companies.as_slice().into());
        let mut tables = others.zip(companies);
        let toggles = edges.zip(visits).map(|(edge, visits)| Toggle {
            link: self.system.link_id(edge).clone(),
            opens: !self.situation.open[edge],
            effect: visits
                .and_then(|visits| {
                    let (others, companies) = tables.next()?;
                    Some(Effect {
                        visits,
                        others,
                        companies,
                        is_one_of_several: false,
                    })
                })
                .map_or_else(|| self.again.effect(edge), Ok),
        });
        toggles.map(see).map(Some).collect()
    }

    fn returns(&self, layer: &Layer, node: usize) -> Option<Returns> {
        let order = &self.situation.order;
        let component = order.component(node as u32);
        if component.len() == 1 || layer.visits[node] == 0.0 {
            return None;
        }
        let place = |node: u32| order.position(node) as usize;
        let mut visits = vec![0.0; component.len()];
        visits[place(node as u32)] = 1.0;
        layer.chain.values_within(node as u32, &mut visits);
        let referred = layer.referrals.iter().map(|stream| {
            let mut reward = vec![0.0; component.len()];
            for &from in component {
                for edge in self.system.graph.edges_of(from as usize) {
                    let to = self.system.graph.to(edge);
                    if order.together(from, to) {
                        let moved = stream.rate(self.system, edge) * layer.chances.edge[edge];
                        reward[place(from)] += moved * visits[place(to)];
                    }
                }
            }
            layer.chain.values_within(node as u32, &mut reward);
            reward
        });
        let referred = referred.collect();
        Some(Returns { visits, referred })
    }

    /// Adds what toggling `edge` out of `node` changes to the answers of `desk` and returns by how much the
    /// visits on it do; `None` where rounding would spoil it.
    fn effect(&self, layers: &[Layer], node: &Node, edge: usize, desk: &mut Desk) -> Option<f64> {
        let edges = self.system.graph.edges_of(node.node);
        desk.clear(edges.len(), self.accounts.len());
        for (layer, returns) in layers.iter().zip(&node.returns) {
            if layer.visits[node.node] > 0.0 {
                self.add_segment(layer, returns.as_ref(), node.node, edge, desk)?;
            }
        }
        let ended = self.accounts.iter().zip(&desk.change);
        let ended = ended.filter(|((_, measure), _)| *measure == Measure::Captured);
        let ended: f64 = ended.map(|(_, change)| change).sum();
        let balanced = ended.abs() <= BALANCED * self.again.arrivals();
        if !balanced {
            return None;
        }
        let before = self.again.before();
        let first = desk.companies.len();
        desk.companies
            .resize(first + before.len(), CompanyFlow::default());
        let companies = &mut desk.companies[first..];
        for ((account, &change), &size) in self.accounts.iter().zip(&desk.change).zip(&desk.size) {
            let (Some(company), measure) = account else {
                continue;
            };
            let before = before[company].get(measure);
            // Nothing that changes, and nothing that is left, is nothing to the last digit.
            let change = match change {
                _ if change.abs() <= ROUNDING * size => 0.0,
                _ if (before + change).abs() <= ROUNDING * (size + before.abs()) => -before,
                _ => change,
            };
            companies[company].add(measure, change);
        }
        for (company, &worth) in companies.iter_mut().zip(&self.system.worth) {
            company.close(worth);
        }
        let others = node.siblings.others(edge, |other| desk.flow[other - edges.start]);
        desk.others.push(Others::new(node.siblings.ids.clone(), others));
        Some(desk.flow[edge - edges.start])
    }

    /// Adds what toggling `edge` out of `node` changes in one segment to `desk`.
    fn add_segment(
        &self,
        layer: &Layer,
        returns: Option<&Returns>,
        node: usize,
        edge: usize,
        desk: &mut Desk,
    ) -> Option<()> {
        let (system, order) = (self.system, &self.situation.order);
        let edges = system.graph.edges_of(node);
        let utility = |other: usize| {
            if self.situation.open[other] != (other == edge) {
                system.ln_weight[layer.segment][other] / system.novelty[node]
            } else {
                f64::NEG_INFINITY
            }
        };
        let leave = desk
            .scratch
            .choose(system, layer.segment, node, utility, &mut desk.row);
        for ((delta, &new), &old) in desk
            .delta
            .iter_mut()
            .zip(&desk.row)
            .zip(&layer.chances.edge[edges.clone()])
        {
            *delta = new - old;
        }
        // Expected visits to the node from the end of an edge, of all or of those referred in a stream.
        let back = |returns: &[f64], edge: usize| {
            let to = system.graph.to(edge);
            if order.together(node as u32, to) {
                returns[order.position(to) as usize]
            } else {
                0.0
            }
        };
        let row = || edges.clone().zip(&desk.delta);
        let more = returns.map_or(0.0, |returns| {
            row()
                .map(|(edge, delta)| delta * back(&returns.visits, edge))
                .sum()
        });
        let visits = layer.visits[node] / (1.0 - more);
        if !(visits.is_finite() && visits >= 0.0) {
            return None;
        }
        desk.part.fill(0.0);
        let width = self.accounts.len();
        if let Some(host) = on_leaving(system, node)
            && let Some(account) = self.accounts.of(host, Measure::Captured)
        {
            let delta = leave - layer.chances.leave[node];
            desk.part[account] += delta;
            desk.size[account] += visits * delta.abs();
        }
        for (edge, &delta) in row() {
            if delta == 0.0 {
                continue;
            }
            let to = system.graph.to(edge) as usize;
            let value = &layer.value[to * width..(to + 1) * width];
            for ((part, size), value) in desk.part.iter_mut().zip(&mut desk.size).zip(value) {
                *part += delta * value;
                *size += visits * (delta * value).abs();
            }
            layer.on_edge(system, self.accounts, edge, |account, amount| {
                desk.part[account] += delta * amount;
                desk.size[account] += visits * (delta * amount).abs();
            });
        }
        for (change, part) in desk.change.iter_mut().zip(&desk.part) {
            *change += visits * part;
        }
        for (at, stream) in layer.referrals.iter().enumerate() {
            let sale = |edge: usize| {
                stream.sale(system, layer.segment, edge) + stream.worth[system.graph.to(edge) as usize]
            };
            let worth: f64 = row().map(|(edge, delta)| delta * sale(edge)).sum();
            let again = returns.map_or(0.0, |returns| {
                let referred = |edge| {
                    back(&returns.referred[at], edge)
                        + stream.rate(system, edge) * back(&returns.visits, edge)
                };
                row().map(|(edge, delta)| delta * referred(edge)).sum()
            });
            let referred = (stream.visits[node] + visits * again) / (1.0 - more);
            if let Some(account) = self.accounts.of(Some(stream.company), Measure::Referral) {
                desk.change[account] += referred * worth;
                desk.size[account] += row()
                    .map(|(edge, delta)| (referred * delta * sale(edge)).abs())
                    .sum::<f64>();
            }
        }
        let old = &layer.chances.edge[edges.clone()];
        for ((flow, new), old) in desk.flow.iter_mut().zip(&desk.row).zip(old) {
            *flow += visits * new - layer.visits[node] * old;
        }
        Some(())
    }
}

impl Desk {
    fn new(companies: &[CompanyId]) -> Self {
        Self {
            ids: companies.into(),
            others: Vec::new(),
            companies: Vec::new(),
            scratch: Scratch::default(),
            row: Vec::new(),
            delta: Vec::new(),
            flow: Vec::new(),
            part: Vec::new(),
            change: Vec::new(),
            size: Vec::new(),
        }
    }

    fn clear(&mut self, edges: usize, accounts: usize) {
        for (list, len) in [
            (&mut self.row, edges),
            (&mut self.delta, edges),
            (&mut self.flow, edges),
            (&mut self.part, accounts),
            (&mut self.change, accounts),
            (&mut self.size, accounts),
        ] {
            list.clear();
            list.resize(len, 0.0);
        }
    }
}
