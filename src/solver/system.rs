//! The map as arrays: ids become indices here, and nowhere above this folder sees one.

use std::sync::Arc;

use super::chain::Graph;
use super::pull::{self, EdgePull};
use crate::model::{
    CompanyId, DEFAULT_LEAVE, Diagnostic, Id, Link, LinkId, Map, Node, NodeId, NodeKind, Object, Scenario,
    SegmentId,
};

/// What a node is to the flows and the money.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    Channel,
    Platform { commission: f64, ad_rate: f64 },
    Merchant { platform: usize, owner: Option<usize> },
    Payment { fee: f64 },
}

/// The ids behind the indices, each list sorted.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) nodes: Arc<[NodeId]>,
    pub(super) links: Arc<[LinkId]>,
    pub(super) companies: Arc<[CompanyId]>,
    pub(super) segments: Arc<[SegmentId]>,
}

/// A map in arrays. Edges are links in the order of their start and group, so that the options of
/// one choice stand together.
#[derive(Clone, Debug)]
pub(super) struct System {
    pub(super) names: Names,
    pub(super) graph: Graph,
    /// The link behind each edge, as an index into `names.links`.
    pub(super) link_of: Vec<usize>,
    /// The edge of each link.
    pub(super) edge_of: Vec<usize>,
    /// Start of each edge.
    pub(super) from: Vec<u32>,
    /// Group of each edge, counted within its node.
    pub(super) group: Vec<u32>,
    /// Whether each edge is open today.
    pub(super) open_today: Vec<bool>,
    /// Novelty λ of each node.
    pub(super) novelty: Vec<f64>,
    /// Network effect γ of each node.
    pub(super) network: Vec<f64>,
    /// Habit time τ of each node, in years.
    pub(super) habit_years: Vec<f64>,
    /// Ad elasticity η of each edge; 0 where nobody pays.
    pub(super) ad_elasticity: Vec<f64>,
    /// The platform whose merchants pay for ads on each edge.
    pub(super) payer: Vec<Option<usize>>,
    /// Referral rate of each edge.
    pub(super) referral: Vec<f64>,
    /// By segment and edge: the pull as it was entered.
    pub(super) pull: Vec<Vec<EdgePull>>,
    /// By node: the weight of leaving as it was entered.
    pub(super) leave: Vec<f64>,
    /// By segment and edge: logarithm of the base weight.
    pub(super) ln_weight: Vec<Vec<f64>>,
    /// By segment and node: logarithm of the weight of leaving.
    pub(super) ln_leave: Vec<Vec<f64>>,
    /// By segment and node: visits that start there.
    pub(super) arrivals: Vec<Vec<f64>>,
    /// By segment and node: currency per order.
    pub(super) ticket: Vec<Vec<f64>>,
    /// What each node is.
    pub(super) role: Vec<Role>,
    /// The company that owns each node.
    pub(super) owner: Vec<Option<usize>>,
    /// The company that keeps the visits of each node.
    pub(super) host: Vec<Option<usize>>,
    /// By company: worth of a captured visit and of a payment.
    pub(super) worth: Vec<(f64, f64)>,
}

fn index<T>(ids: &[Id<T>], id: &Id<T>) -> Option<usize> {
    ids.binary_search(id).ok()
}

impl System {
    /// Compiles `map`, which obeys the rules.
    ///
    /// # Errors
    /// Pulls that have no weight.
    pub(super) fn new(map: &Map) -> Result<Self, Vec<Diagnostic>> {
        let names = Names {
            nodes: map.nodes().keys().cloned().collect(),
            links: map.links().keys().cloned().collect(),
            companies: map.companies().keys().cloned().collect(),
            segments: map.segment_ids().into(),
        };
        let nodes: Vec<&Node> = map.nodes().values().collect();
        let links: Vec<&Link> = map.links().values().collect();
        let node_index = |id: &NodeId| index(&names.nodes, id);
        let company_index = |id: &CompanyId| index(&names.companies, id);

        // The rules guarantee both ends; a link without them would have no place in a row.
        let ends: Vec<(u32, u32)> = links
            .iter()
            .filter_map(|link| Some((node_index(&link.from)? as u32, node_index(&link.to)? as u32)))
            .collect();
        let mut link_of: Vec<usize> = (0..ends.len()).collect();
        link_of.sort_by(|&a, &b| (ends[a].0, &links[a].group, a).cmp(&(ends[b].0, &links[b].group, b)));
        let mut edge_of = vec![0; link_of.len()];
        for (edge, &link) in link_of.iter().enumerate() {
            edge_of[link] = edge;
        }
        let edges: Vec<(u32, u32)> = link_of.iter().map(|&link| ends[link]).collect();
        let graph = Graph::new(nodes.len(), &edges);
        let mut group = vec![0u32; edges.len()];
        for edge in 1..edges.len() {
            if edges[edge].0 == edges[edge - 1].0 {
                let same = links[link_of[edge]].group == links[link_of[edge - 1]].group;
                group[edge] = group[edge - 1] + u32::from(!same);
            }
        }
        let by_edge = |value: &dyn Fn(&Link) -> f64| -> Vec<f64> {
            link_of.iter().map(|&link| value(links[link])).collect()
        };
        let by_segment = |value: &dyn Fn(&Node, &str) -> f64| -> Vec<Vec<f64>> {
            let one = |segment: &SegmentId| nodes.iter().map(|node| value(node, segment.as_str())).collect();
            names.segments.iter().map(one).collect()
        };

        let mut system = Self {
            open_today: link_of.iter().map(|&link| links[link].open).collect(),
            novelty: nodes.iter().map(|node| node.novelty.value).collect(),
            network: nodes
                .iter()
                .map(|node| {
                    if node.is_payment() {
                        0.0
                    } else {
                        node.network_effect.value
                    }
                })
                .collect(),
            habit_years: nodes.iter().map(|node| node.habit_years.value).collect(),
            ad_elasticity: by_edge(&|link| link.payer.as_ref().map_or(0.0, |_| link.ad_elasticity.value)),
            payer: link_of
                .iter()
                .map(|&link| links[link].payer.as_ref().and_then(node_index))
                .collect(),
            referral: by_edge(&|link| link.referral.value),
            pull: Vec::new(),
            leave: nodes
                .iter()
                .map(|node| node.leave.as_ref().map_or(DEFAULT_LEAVE, |leave| leave.value))
                .collect(),
            ln_weight: Vec::new(),
            ln_leave: Vec::new(),
            arrivals: by_segment(&|node, segment| node.arrivals().map_or(0.0, |by| by.value(segment))),
            ticket: by_segment(&|node, segment| match &node.kind {
                NodeKind::Merchant { ticket, .. } => ticket.value(segment),
                _ => 0.0,
            }),
            role: nodes
                .iter()
                .map(|node| role(node, &node_index, &company_index))
                .collect(),
            owner: nodes
                .iter()
                .map(|node| node.owner.as_ref().and_then(company_index))
                .collect(),
            host: nodes
                .iter()
                .map(|node| map.host(node).and_then(company_index))
                .collect(),
            worth: map
                .companies()
                .values()
                .map(|c| (c.visit_value.value, c.payment_value.value))
                .collect(),
            from: edges.iter().map(|edge| edge.0).collect(),
            group,
            graph,
            link_of,
            edge_of,
            names,
        };
        let edge_of = |id: &LinkId| index(&system.names.links, id).map(|link| system.edge_of[link]);
        let pulls = |segment: &SegmentId| -> Vec<EdgePull> {
            let pulls = system.link_of.iter();
            let pulls = pulls.map(|&link| links[link].pull_for(segment.as_str()));
            pulls.map(|pull| EdgePull::new(pull, &edge_of)).collect()
        };
        system.pull = system.names.segments.iter().map(pulls).collect();
        system.weigh()?;
        Ok(system)
    }

    /// Works out the weights anew from the pulls.
    ///
    /// # Errors
    /// A pull depends on itself.
    pub(super) fn weigh(&mut self) -> Result<(), Vec<Diagnostic>> {
        self.ln_weight.clear();
        self.ln_leave.clear();
        for segment in 0..self.segments() {
            let (ln_weight, ln_leave) = pull::weights(self, segment).map_err(|edge| {
                let link = Object::Link(self.link_id(edge).clone());
                vec![Diagnostic::error(link, "its pull depends on itself").field("pull")]
            })?;
            self.ln_weight.push(ln_weight);
            self.ln_leave.push(ln_leave);
        }
        Ok(())
    }

    /// Which edges are open in `scenario`, or today.
    pub(super) fn open_in(&self, scenario: Option<&Scenario>) -> Vec<bool> {
        let Some(scenario) = scenario else {
            return self.open_today.clone();
        };
        self.link_of
            .iter()
            .zip(&self.open_today)
            .map(|(&link, &today)| scenario.is_open(&self.names.links[link], today))
            .collect()
    }

    /// How many segments there are.
    pub(super) fn segments(&self) -> usize {
        self.names.segments.len()
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.role.len()
    }

    /// Whether a visit that reaches `node` has paid.
    pub(super) fn is_payment(&self, node: usize) -> bool {
        matches!(self.role[node], Role::Payment { .. })
    }

    /// The link behind `edge`.
    pub(super) fn link_id(&self, edge: usize) -> &LinkId {
        &self.names.links[self.link_of[edge]]
    }
}

fn role(
    node: &Node,
    node_index: &dyn Fn(&NodeId) -> Option<usize>,
    company_index: &dyn Fn(&CompanyId) -> Option<usize>,
) -> Role {
    match &node.kind {
        NodeKind::Channel { .. } => Role::Channel,
        NodeKind::Platform {
            commission, ad_rate, ..
        } => Role::Platform {
            commission: commission.value,
            ad_rate: ad_rate.value,
        },
        NodeKind::Merchant { sells_on, .. } => Role::Merchant {
            platform: node_index(sells_on).unwrap_or_default(),
            owner: node.owner.as_ref().and_then(company_index),
        },
        NodeKind::Payment { fee } => Role::Payment { fee: fee.value },
    }
}
