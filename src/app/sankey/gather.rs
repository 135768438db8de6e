//! Small nodes of a crowded column, joined to one.

use std::collections::BTreeMap;

use super::{Ends, Flow, Graph};

/// A node of the diagram: one node of the graph, or several small ones of a column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct DrawnNode {
    /// The nodes it stands for.
    pub(in crate::app) of: Vec<usize>,
    /// Its column.
    pub(in crate::app) level: usize,
}

/// The graph that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Drawn {
    pub(in crate::app) graph: Graph,
    pub(in crate::app) nodes: Vec<DrawnNode>,
    /// What comes to each node drawn and what goes on from it, whether its flows are drawn or not.
    pub(in crate::app) sums: Vec<(f64, f64)>,
    /// For each flow drawn, those of the graph that it stands for.
    pub(in crate::app) flows: Vec<Vec<usize>>,
}

impl Drawn {
    /// Leaves flows below `least` out.
    pub(in crate::app) fn leave_out(&mut self, least: f64) {
        let mut values = self.graph.flows.iter().map(|flow| flow.value);
        self.flows
            .retain(|_| values.next().is_some_and(|value| value >= least));
        self.graph.flows.retain(|flow| flow.value >= least);
    }
}

/// Leaves at most `most` nodes in each column: its smallest are joined to one. Nodes that nothing
/// passes are left out, and flows between nodes that were joined.
pub(in crate::app) fn gather(graph: &Graph, levels: &[usize], most: usize) -> Drawn {
    let sizes = graph.throughputs();
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, level) in levels.iter().enumerate() {
        if sizes[node] > 0.0 {
            columns.entry(*level).or_default().push(node);
        }
    }
    let mut nodes = Vec::new();
    for (level, mut column) in columns.into_values().enumerate() {
        column.sort_by(|a, b| sizes[*b].total_cmp(&sizes[*a]));
        let kept = if column.len() > most {
            most.saturating_sub(1)
        } else {
            column.len()
        };
        let others = column.split_off(kept);
        let alone = column.into_iter().map(|node| vec![node]);
        let joined = Some(others).filter(|others| !others.is_empty());
        nodes.extend(alone.chain(joined).map(|of| DrawnNode { of, level }));
    }
    let mut drawn_as = vec![None; graph.nodes.len()];
    for (place, node) in nodes.iter().enumerate() {
        for of in &node.of {
            drawn_as[*of] = Some(place);
        }
    }
    let mut sums: BTreeMap<(usize, usize), (f64, Vec<usize>)> = BTreeMap::new();
    for (at, flow) in graph.flows.iter().enumerate() {
        if let (Some(from), Some(to)) = (drawn_as[flow.from], drawn_as[flow.to])
            && from != to
        {
            let sum = sums.entry((from, to)).or_default();
            sum.0 += flow.value;
            sum.1.push(at);
        }
    }
    let ends = |node: &DrawnNode| {
        let all = node.of.iter().map(|of| graph.nodes[*of]);
        all.fold(Ends::default(), |sum, ends| Ends {
            starts: sum.starts + ends.starts,
            ends: sum.ends + ends.ends,
        })
    };
    let flow = |(from, to), value| Flow { from, to, value };
    let graph = Graph {
        nodes: nodes.iter().map(ends).collect(),
        flows: sums
            .iter()
            .map(|(ends, (value, _))| flow(*ends, *value))
            .collect(),
    };
    Drawn {
        sums: graph.sums(),
        graph,
        nodes,
        flows: sums.into_values().map(|(_, flows)| flows).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_of_a_crowded_column_become_one() {
        let flow = |to, value| Flow { from: 0, to, value };
        let graph = Graph {
            nodes: vec![Ends::default(); 6],
            flows: vec![flow(1, 8.0), flow(2, 4.0), flow(3, 2.0), flow(4, 1.0)],
        };
        let drawn = gather(&graph, &[0, 1, 1, 1, 1, 1], 3);
        let of: Vec<_> = drawn.nodes.iter().map(|node| node.of.clone()).collect();
        assert_eq!(
            of,
            [vec![0], vec![1], vec![2], vec![3, 4]],
            "the idle node is left out"
        );
        let values: Vec<f64> = drawn.graph.flows.iter().map(|flow| flow.value).collect();
        assert_eq!(values, [8.0, 4.0, 3.0]);
        assert_eq!(drawn.flows[2], [2, 3]);
    }
}
