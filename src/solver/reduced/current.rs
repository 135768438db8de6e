//! Visits from kept node to kept node, and what they are worth to a book.

use super::super::chain::Dense;
use super::plan::{Block, End, Plan, Stream};
use super::rows::Chosen;

/// The visits of one segment in one combination.
#[derive(Default)]
pub(super) struct Current {
    /// By kept node.
    pub(super) visits: Vec<f64>,
    /// By way.
    pub(super) ways: Vec<f64>,
    /// By target.
    pub(super) targets: Vec<f64>,
    /// By block: whether visits come to it; of those that are not cyclic it is not told.
    is_come_to: Vec<bool>,
    /// The cyclic blocks that visits come to, eliminated.
    eliminated: Vec<Dense>,
    /// Scratch: what a visit to each kept node brings to a book.
    worth: Vec<f64>,
}

impl Current {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            visits: vec![0.0; plan.nodes.len()],
            ways: vec![0.0; plan.ways.len()],
            targets: vec![0.0; plan.targets.len()],
            is_come_to: vec![false; plan.blocks.len()],
            eliminated: plan.blocks.iter().map(|_| Dense::default()).collect(),
            worth: vec![0.0; plan.nodes.len()],
        }
    }

    /// Follows the arrivals of `stream` through the chances.
    pub(super) fn follow(&mut self, plan: &Plan, stream: &Stream, ways: &[f64], leave: &[f64]) {
        self.visits.copy_from_slice(&stream.arrivals);
        self.targets.fill(0.0);
        for (at, block) in plan.blocks.iter().enumerate() {
            if block.is_cyclic {
                let come = &mut self.visits[block.nodes.clone()];
                self.is_come_to[at] = come.iter().any(|come| *come > 0.0);
                if self.is_come_to[at] {
                    let dense = &mut self.eliminated[at];
                    eliminate(dense, plan, stream, block, ways, leave);
                    dense.visits(come);
                }
            }
            for place in block.nodes.clone() {
                let come = self.visits[place];
                let range = plan.ways_of(place);
                let chances = plan.ways[range.clone()].iter().zip(&ways[range.clone()]);
                for (moved, (way, chance)) in self.ways[range].iter_mut().zip(chances) {
                    *moved = come * chance;
                    let moved = *moved;
                    if moved == 0.0 {
                        continue;
                    }
                    match way.end {
                        End::Kept(to) if block.nodes.contains(&to) => {}
                        End::Kept(to) => self.visits[to] += moved,
                        End::Target(target) => {
                            self.targets[target] += moved;
                            for &(to, part) in stream.landings(target) {
                                if !block.nodes.contains(&(to as usize)) {
                                    self.visits[to as usize] += moved * part;
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What a visit along each of `asked` brings to a book, which each visit along a way adds
    /// `of_ways` to and each to a target `of_targets`; `blocks` are those from which the book can be
    /// reached, ascending.
    pub(super) fn value(
        &mut self,
        plan: &Plan,
        stream: &Stream,
        chosen: &Chosen,
        at: usize,
        book: &Book,
        mut tell: impl FnMut(usize, f64),
    ) {
        let ways = &chosen.way[at];
        let rewards = &book.rewards[at];
        for &block_at in book.blocks.iter().rev() {
            let block = &plan.blocks[block_at];
            for place in block.nodes.clone() {
                let onward = plan.ways_of(place).map(|way| {
                    if ways[way] == 0.0 {
                        return 0.0;
                    }
                    let end = match plan.ways[way].end {
                        End::Kept(to) if block.nodes.contains(&to) => 0.0,
                        End::Kept(to) => self.worth[to],
                        End::Target(target) => {
                            let outside = stream.landings(target).iter();
                            let outside = outside.filter(|(to, _)| !block.nodes.contains(&(*to as usize)));
                            rewards.targets[target]
                                + outside
                                    .map(|&(to, part)| part * self.worth[to as usize])
                                    .sum::<f64>()
                        }
                    };
                    ways[way] * (rewards.ways[way] + end)
                });
                self.worth[place] = onward.sum();
            }
            if block.is_cyclic {
                let worth = &mut self.worth[block.nodes.clone()];
                if self.is_come_to[block_at] {
                    self.eliminated[block_at].values(worth);
                } else {
                    worth.fill(0.0);
                }
            }
        }
        for &way in &book.asked {
            let worth = match plan.ways[way].end {
                End::Kept(to) => self.worth[to],
                End::Target(target) => {
                    let landings = stream.landings(target).iter();
                    rewards.targets[target]
                        + landings
                            .map(|&(to, part)| part * self.worth[to as usize])
                            .sum::<f64>()
                }
            };
            tell(way, self.ways[way] * worth);
        }
        for &block_at in &book.blocks {
            self.worth[plan.blocks[block_at].nodes.clone()].fill(0.0);
        }
    }
}

/// What is needed to value visits by one book.
#[derive(Clone, Debug)]
pub(super) struct Book {
    /// The ways whose visits are valued.
    pub(super) asked: Vec<usize>,
    /// The blocks that those lead to and from which something is sold, ascending.
    pub(super) blocks: Vec<usize>,
    /// By stream.
    pub(super) rewards: Vec<Rewards>,
}

/// What a visit adds to a book at once.
#[derive(Clone, Debug)]
pub(super) struct Rewards {
    /// By way.
    pub(super) ways: Vec<f64>,
    /// By target.
    pub(super) targets: Vec<f64>,
    /// Those of them that add anything.
    some_ways: Vec<(u32, f64)>,
    some_targets: Vec<(u32, f64)>,
}

impl Rewards {
    /// What visits along some of `ways` ways and to some of `targets` targets add.
    pub(super) fn new(
        ways: usize,
        some_ways: Vec<(u32, f64)>,
        targets: usize,
        some_targets: Vec<(u32, f64)>,
    ) -> Self {
        let dense = |n: usize, some: &[(u32, f64)]| {
            let mut all = vec![0.0; n];
            some.iter().for_each(|&(at, value)| all[at as usize] += value);
            all
        };
        Self {
            ways: dense(ways, &some_ways),
            targets: dense(targets, &some_targets),
            some_ways,
            some_targets,
        }
    }

    /// What the visits of `current` add.
    pub(super) fn of(&self, current: &Current) -> f64 {
        let sum = |some: &[(u32, f64)], moved: &[f64]| -> f64 {
            some.iter().map(|&(at, value)| value * moved[at as usize]).sum()
        };
        sum(&self.some_ways, &current.ways) + sum(&self.some_targets, &current.targets)
    }
}

fn eliminate(dense: &mut Dense, plan: &Plan, stream: &Stream, block: &Block, ways: &[f64], leave: &[f64]) {
    let start = block.nodes.start;
    let n = block.nodes.len();
    dense.eliminate(n, |within, exit| {
        for (row, place) in block.nodes.clone().enumerate() {
            let mut out = leave[place];
            let mut go = |to: usize, part: f64| {
                if block.nodes.contains(&to) {
                    within[row * n + to - start] += part;
                    0.0
                } else {
                    part
                }
            };
            for way in plan.ways_of(place).filter(|&way| ways[way] > 0.0) {
                match plan.ways[way].end {
                    End::Kept(to) => out += go(to, ways[way]),
                    End::Target(target) => {
                        out += ways[way] * stream.ended[target];
                        for &(to, part) in stream.landings(target) {
                            out += go(to as usize, ways[way] * part);
                        }
                    }
                }
            }
            exit[row] = out;
        }
    });
}
