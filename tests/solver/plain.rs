//! The equations of the model once more, as plainly as they are written and as slow: dense matrices by ids'
//! places, Gaussian elimination, nothing of the solver's own. What it answers is held against the solver.

use std::collections::BTreeMap;

use catchment::model::{Link, Map, Node, NodeKind, Pull};

/// Ratios to the reference are held within this and its inverse.
const CLIP: f64 = 1e3;

/// A map as arrays by the places of ids.
pub struct Plain {
    pub nodes: Vec<String>,
    pub links: Vec<String>,
    segments: Vec<String>,
    node: Vec<Node>,
    link: Vec<Link>,
    pub from: Vec<usize>,
    pub to: Vec<usize>,
    pub open_today: Vec<bool>,
    /// By segment and link, or node.
    weight: Vec<Vec<f64>>,
    leave: Vec<Vec<f64>>,
    /// What ratios are taken to; 0 where there is none.
    visits_before: Vec<f64>,
    spend_before: Vec<f64>,
}

/// The chances of one segment.
#[derive(Clone)]
pub struct Chances {
    pub link: Vec<f64>,
    pub leave: Vec<f64>,
}

/// What chances make.
pub struct Flows {
    /// By segment and node.
    pub visits: Vec<Vec<f64>>,
    pub spend: Vec<f64>,
}

impl Flows {
    pub fn total(&self, node: usize) -> f64 {
        self.visits.iter().map(|visits| visits[node]).sum()
    }
}

impl Plain {
    /// Of a map without `Like`.
    pub fn new(map: &Map) -> Self {
        let place = |id: &str| {
            map.nodes()
                .keys()
                .position(|other| other.as_str() == id)
                .expect("a node")
        };
        let link: Vec<Link> = map.links().values().cloned().collect();
        let mut plain = Self {
            nodes: map.nodes().keys().map(ToString::to_string).collect(),
            links: map.links().keys().map(ToString::to_string).collect(),
            segments: map.segment_ids().iter().map(ToString::to_string).collect(),
            node: map.nodes().values().cloned().collect(),
            from: link.iter().map(|link| place(link.from.as_str())).collect(),
            to: link.iter().map(|link| place(link.to.as_str())).collect(),
            open_today: link.iter().map(|link| link.open).collect(),
            link,
            weight: Vec::new(),
            leave: Vec::new(),
            visits_before: vec![0.0; map.nodes().len()],
            spend_before: vec![0.0; map.links().len()],
        };
        for segment in plain.segments.clone() {
            let (weight, leave) = plain.weights(&segment);
            plain.weight.push(weight);
            plain.leave.push(leave);
        }
        let today = plain.flows(&plain.open_today, &plain.choose(&plain.open_today, None));
        let all = vec![true; plain.links.len()];
        let open = plain.flows(&all, &plain.choose(&all, None));
        for node in 0..plain.nodes.len() {
            let now = today.total(node);
            plain.visits_before[node] = if now > 0.0 { now } else { open.total(node) };
        }
        for link in 0..plain.links.len() {
            let of = if plain.open_today[link] { &today } else { &open };
            plain.spend_before[link] = of.spend[link];
        }
        plain
    }

    fn out_of(&self, node: usize) -> Vec<usize> {
        (0..self.links.len())
            .filter(|&link| self.from[link] == node)
            .collect()
    }

    pub fn platform(&self, node: usize) -> Option<usize> {
        match &self.node[node].kind {
            NodeKind::Merchant { sells_on, .. } => self.nodes.iter().position(|id| id == sells_on.as_str()),
            _ => None,
        }
    }

    fn ticket(&self, segment: usize, node: usize) -> f64 {
        match &self.node[node].kind {
            NodeKind::Merchant { ticket, .. } => ticket.value(&self.segments[segment]),
            _ => 0.0,
        }
    }

    pub fn novelty(&self, node: usize) -> f64 {
        self.node[node].novelty.value
    }

    pub fn habit_years(&self, node: usize) -> f64 {
        self.node[node].habit_years.value
    }

    fn network(&self, node: usize) -> f64 {
        if self.node[node].is_payment() {
            0.0
        } else {
            self.node[node].network_effect.value
        }
    }

    /// Section 3: weights of links and of leaving from what was entered.
    fn weights(&self, segment: &str) -> (Vec<f64>, Vec<f64>) {
        let mut weight = vec![f64::NAN; self.links.len()];
        let mut leave = Vec::new();
        let pull = |link: usize| self.link[link].pull_for(segment);
        for node in 0..self.nodes.len() {
            let (novelty, out) = (self.novelty(node), self.out_of(node));
            let open: Vec<usize> = out
                .iter()
                .copied()
                .filter(|&link| self.open_today[link])
                .collect();
            let share = |link: usize| match pull(link) {
                Pull::Share(share) => share.value,
                _ => 0.0,
            };
            let has_shares = open.iter().any(|&link| matches!(pull(link), Pull::Share(_)));
            let entered = self.node[node].leave.as_ref().map_or(1.0, |leave| leave.value);
            let leaving = 1.0 - open.iter().map(|&link| share(link)).sum::<f64>();
            let leave_weight = if has_shares { 1.0 } else { entered };
            for &link in &out {
                match pull(link) {
                    Pull::Weight(w) => weight[link] = w.value,
                    Pull::Share(p) => {
                        let members = open
                            .iter()
                            .filter(|&&other| self.link[other].group == self.link[link].group);
                        let of_group: f64 = members.map(|&other| share(other)).sum();
                        weight[link] = p.value / leaving / (p.value / of_group).powf(1.0 - novelty);
                    }
                    _ => {}
                }
            }
            for &link in &out {
                let Pull::TakeUp(q) = pull(link) else { continue };
                let odds = q.value / (1.0 - q.value);
                let inclusive = self.inclusive(&open, &weight, novelty);
                weight[link] = match inclusive.get(&self.link[link].group) {
                    Some(&group) if group > 0.0 => (odds * group.powf(1.0 / novelty)).powf(novelty),
                    _ => odds * (leave_weight + inclusive.values().sum::<f64>()),
                };
            }
            leave.push(leave_weight);
        }
        (weight, leave)
    }

    /// `I_g` of each group of `links`.
    fn inclusive(&self, links: &[usize], weight: &[f64], novelty: f64) -> BTreeMap<Option<String>, f64> {
        let mut sums = BTreeMap::new();
        for &link in links {
            *sums.entry(self.link[link].group.clone()).or_insert(0.0) += weight[link].powf(1.0 / novelty);
        }
        sums.into_iter()
            .map(|(group, sum): (_, f64)| (group, sum.powf(novelty)))
            .collect()
    }

    /// The parts of the feedback that act where `open` are open: nodes, then links.
    pub fn parts(&self, open: &[bool]) -> (Vec<usize>, Vec<usize>) {
        let leads = |node: usize| (0..self.links.len()).any(|link| open[link] && self.to[link] == node);
        let nodes = (0..self.nodes.len())
            .filter(|&node| self.network(node) > 0.0 && self.visits_before[node] > 0.0 && leads(node));
        let links = (0..self.links.len()).filter(|&link| {
            let pays = self.link[link].payer.is_some() && self.link[link].ad_elasticity.value > 0.0;
            open[link] && pays && self.spend_before[link] > 0.0
        });
        (nodes.collect(), links.collect())
    }

    /// The logarithms of the clipped ratios of `flows` to the reference, by [`Plain::parts`].
    pub fn state(&self, open: &[bool], flows: &Flows) -> Vec<f64> {
        let (nodes, links) = self.parts(open);
        let nodes = nodes
            .into_iter()
            .map(|node| flows.total(node) / self.visits_before[node]);
        let links = links
            .into_iter()
            .map(|link| flows.spend[link] / self.spend_before[link]);
        nodes
            .chain(links)
            .map(|ratio| ratio.clamp(1.0 / CLIP, CLIP).ln())
            .collect()
    }

    /// Equations 1 and 2, by segment; without feedback if no state is given.
    pub fn choose(&self, open: &[bool], state: Option<&[f64]>) -> Vec<Chances> {
        let mut ln_factor = vec![0.0; self.links.len()];
        let (nodes, links) = self.parts(open);
        for (part, ln_ratio) in nodes.iter().zip(state.unwrap_or_default()) {
            for link in (0..self.links.len()).filter(|&link| self.to[link] == *part) {
                ln_factor[link] += self.network(*part) * ln_ratio;
            }
        }
        for (link, ln_ratio) in links
            .iter()
            .zip(state.unwrap_or_default().iter().skip(nodes.len()))
        {
            ln_factor[*link] += self.link[*link].ad_elasticity.value * ln_ratio;
        }
        let segments = self.weight.iter().zip(&self.leave);
        let one = |(base, leave): (&Vec<f64>, &Vec<f64>)| {
            let weight: Vec<f64> = base.iter().zip(&ln_factor).map(|(w, ln)| w * ln.exp()).collect();
            let mut chances = Chances {
                link: vec![0.0; self.links.len()],
                leave: vec![1.0; self.nodes.len()],
            };
            for node in 0..self.nodes.len() {
                let novelty = self.novelty(node);
                let open: Vec<usize> = self.out_of(node).into_iter().filter(|&link| open[link]).collect();
                let inclusive = self.inclusive(&open, &weight, novelty);
                let all: f64 = inclusive.values().sum();
                if all == 0.0 {
                    continue;
                }
                chances.leave[node] = leave[node] / (leave[node] + all);
                for &link in &open {
                    let group = inclusive[&self.link[link].group];
                    if group > 0.0 {
                        chances.link[link] = group / (leave[node] + all)
                            * (weight[link].powf(1.0 / novelty) / group.powf(1.0 / novelty));
                    }
                }
            }
            chances
        };
        segments.map(one).collect()
    }

    /// Equations 3 to 6: visits and ad money.
    pub fn flows(&self, open: &[bool], chances: &[Chances]) -> Flows {
        let n = self.nodes.len();
        let segments = 0..self.segments.len();
        let visits: Vec<Vec<f64>> = segments
            .clone()
            .map(|k| {
                let arrivals = self.node.iter().map(|node| {
                    node.arrivals()
                        .map_or(0.0, |arrivals| arrivals.value(&self.segments[k]))
                });
                let mut matrix = identity(n);
                for link in 0..self.links.len() {
                    matrix[self.to[link]][self.from[link]] -= chances[k].link[link];
                }
                eliminate(matrix, arrivals.collect())
            })
            .collect();
        let mut spend = vec![0.0; self.links.len()];
        for platform in 0..n {
            let NodeKind::Platform { ad_rate, .. } = &self.node[platform].kind else {
                continue;
            };
            let worth: Vec<Vec<f64>> = segments
                .clone()
                .map(|k| self.worth(k, &chances[k], Some(platform)))
                .collect();
            let gmv: f64 = segments
                .clone()
                .map(|k| {
                    self.sales(k, &chances[k], Some(platform))
                        .iter()
                        .zip(&visits[k])
                        .map(|(r, x)| r * x)
                        .sum::<f64>()
                })
                .sum();
            let is_paid = |link: &usize| {
                let payer = self.link[*link].payer.as_ref();
                open[*link] && payer.is_some_and(|payer| payer.as_str() == self.nodes[platform])
            };
            let paid: Vec<usize> = (0..self.links.len()).filter(is_paid).collect();
            let claim = |link: usize| -> f64 {
                let brought = segments
                    .clone()
                    .map(|k| visits[k][self.from[link]] * chances[k].link[link] * worth[k][self.to[link]]);
                self.link[link].ad_elasticity.value * brought.sum::<f64>()
            };
            let claims: f64 = paid.iter().map(|&link| claim(link)).sum();
            if claims > 0.0 {
                for link in paid {
                    spend[link] = ad_rate.value * gmv * claim(link) / claims;
                }
            }
        }
        Flows { visits, spend }
    }

    /// What a visit sells at each node at once, on a platform or on all.
    fn sales(&self, segment: usize, chances: &Chances, on: Option<usize>) -> Vec<f64> {
        let mut sales = vec![0.0; self.nodes.len()];
        for link in 0..self.links.len() {
            let (from, to) = (self.from[link], self.to[link]);
            let is_sale = self.node[to].is_payment() && (on.is_none() || self.platform(from) == on);
            if is_sale {
                sales[from] += chances.link[link] * self.ticket(segment, from);
            }
        }
        sales
    }

    /// Equation 4.
    fn worth(&self, segment: usize, chances: &Chances, on: Option<usize>) -> Vec<f64> {
        let mut matrix = identity(self.nodes.len());
        for link in 0..self.links.len() {
            matrix[self.from[link]][self.to[link]] -= chances.link[link];
        }
        eliminate(matrix, self.sales(segment, chances, on))
    }
}

fn identity(n: usize) -> Vec<Vec<f64>> {
    (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect()
}

/// Solves `Ax = b` from the diagonal on, so that what nothing flows to stays exactly 0.
fn eliminate(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for k in 0..n {
        for i in k + 1..n {
            let factor = a[i][k] / a[k][k];
            if factor != 0.0 {
                for j in k..n {
                    a[i][j] -= factor * a[k][j];
                }
                b[i] -= factor * b[k];
            }
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}
