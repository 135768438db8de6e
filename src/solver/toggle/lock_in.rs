//! Which toggles might lock visitors in, told from the base alone.

use crate::solver::flow::Situation;
use crate::solver::structure::Ways;

/// What can be told of every toggle beforehand.
pub(super) struct LockIn<'a> {
    situation: &'a Situation<'a>,
    segments: Vec<Segment<'a>>,
}

struct Segment<'a> {
    ways: Ways<'a>,
    /// By node: whether visits come there.
    reached: Vec<bool>,
    /// By node: whether a visit there can end.
    ends: Vec<bool>,
    /// By node: whether a visit there can come to where it could never end.
    endangers: Vec<bool>,
}

impl<'a> LockIn<'a> {
    /// Looks at `situation`, which locks nobody in, and whose order is that of the graph of all links.
    pub(super) fn new(situation: &'a Situation) -> Self {
        let segment = |segment| {
            let ways = Ways::new(situation, segment);
            let ends = ways.ends();
            Segment {
                reached: ways.reached(),
                endangers: ways.endangers(&ends),
                ends,
                ways,
            }
        };
        Self {
            situation,
            segments: (0..situation.system.segments()).map(segment).collect(),
        }
    }

    /// Whether toggling `edge` might lock visitors in. Says no only where it is sure.
    pub(super) fn threatens(&self, edge: usize) -> bool {
        self.segments
            .iter()
            .any(|segment| self.threatens_segment(segment, edge))
    }

    fn threatens_segment(&self, segment: &Segment, toggled: usize) -> bool {
        let Situation { system, open, order } = self.situation;
        let node = system.from[toggled] as usize;
        if !segment.reached[node] || !segment.ways.draws(toggled) {
            return false;
        }
        let opens = !open[toggled];
        if opens && segment.endangers[system.graph.to(toggled) as usize] {
            return true;
        }
        // Whoever could end from the node on still can, and so can all others, if there is a way of ending
        // from it that does not come back to it.
        let mut onward = system
            .graph
            .edges_of(node)
            .filter(|&edge| (open[edge] != (edge == toggled)) && segment.ways.draws(edge))
            .map(|edge| system.graph.to(edge))
            .peekable();
        let all_leave = onward.peek().is_none();
        let mut surely = onward.filter(|&to| !order.together(node as u32, to) && segment.ends[to as usize]);
        !(segment.ways.lets_go(node) || all_leave || surely.next().is_some())
    }
}
