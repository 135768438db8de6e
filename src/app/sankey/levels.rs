//! The columns of the nodes.

use super::Graph;

/// The column of each node, from 0, such that little flows backwards.
///
/// Cycles are cut by the heuristic of Eades, Lin and Smyth (A fast and effective heuristic for the
/// feedback arc set problem, 1993) with flows as weights: nodes are lined up, those from which most
/// flows on first, and what flows against the line is left out. What remains has no cycle, and each
/// node stands one column behind the last of those that flow to it; who passes nothing on stands last.
pub(in crate::app) fn levels(graph: &Graph) -> Vec<usize> {
    let line = line_up(graph);
    let mut place = vec![0; graph.nodes.len()];
    for (at, node) in line.iter().enumerate() {
        place[*node] = at;
    }
    let forward = |from: usize, to: usize| place[from] < place[to];
    let mut onward: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    for flow in &graph.flows {
        if forward(flow.from, flow.to) {
            onward[flow.from].push(flow.to);
        }
    }
    let mut levels = vec![0; graph.nodes.len()];
    for node in &line {
        for to in &onward[*node] {
            levels[*to] = levels[*to].max(levels[*node] + 1);
        }
    }
    let last = levels.iter().copied().max().unwrap_or(0);
    let mut touched = vec![false; graph.nodes.len()];
    for flow in &graph.flows {
        touched[flow.from] = true;
        touched[flow.to] = true;
    }
    for node in 0..graph.nodes.len() {
        // Whoever passes nothing on and is passed nothing may stay at the left.
        if onward[node].is_empty() && touched[node] && levels[node] > 0 {
            levels[node] = last;
        }
    }
    levels
}

/// The nodes in a line along which most of the flow goes forward.
fn line_up(graph: &Graph) -> Vec<usize> {
    let count = graph.nodes.len();
    let mut left: Vec<bool> = vec![true; count];
    let (mut out, mut into) = (vec![0.0; count], vec![0.0; count]);
    let (mut outs, mut ins) = (vec![0_usize; count], vec![0_usize; count]);
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, flow) in graph.flows.iter().enumerate() {
        out[flow.from] += flow.value;
        into[flow.to] += flow.value;
        outs[flow.from] += 1;
        ins[flow.to] += 1;
        around[flow.from].push(at);
        around[flow.to].push(at);
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let nodes = || (0..count).filter(|node| left[*node]);
        let sink = nodes().find(|node| outs[*node] == 0);
        let source = nodes().find(|node| ins[*node] == 0);
        // A sink goes to the end of the line; else a source, or whoever gives most beyond what it gets.
        let best = nodes().max_by(|a, b| {
            let surplus = |node: usize| out[node] - into[node];
            surplus(*a).total_cmp(&surplus(*b)).then(b.cmp(a))
        });
        let (Some(node), to_end) = (sink.or(source).or(best), sink.is_some()) else {
            break;
        };
        if to_end {
            last.push(node);
        } else {
            first.push(node);
        }
        left[node] = false;
        for at in &around[node] {
            let flow = graph.flows[*at];
            if flow.from == node && left[flow.to] {
                into[flow.to] -= flow.value;
                ins[flow.to] -= 1;
            }
            if flow.to == node && left[flow.from] {
                out[flow.from] -= flow.value;
                outs[flow.from] -= 1;
            }
        }
    }
    first.extend(last.into_iter().rev());
    first
}

#[cfg(test)]
mod tests {
    use super::super::{Ends, Flow};
    use super::*;

    fn graph(nodes: usize, flows: &[(usize, usize, f64)]) -> Graph {
        Graph {
            nodes: vec![Ends::default(); nodes],
            flows: flows
                .iter()
                .map(|(from, to, value)| Flow {
                    from: *from,
                    to: *to,
                    value: *value,
                })
                .collect(),
        }
    }

    #[test]
    fn a_chain_stands_in_its_order() {
        assert_eq!(levels(&graph(3, &[(2, 0, 1.0), (0, 1, 1.0)])), [1, 2, 0]);
    }

    #[test]
    fn of_a_cycle_the_smallest_flow_goes_back() {
        let cycle = graph(3, &[(0, 1, 10.0), (1, 2, 9.0), (2, 0, 1.0)]);
        assert_eq!(levels(&cycle), [0, 1, 2]);
        let turned = graph(3, &[(0, 1, 10.0), (1, 2, 1.0), (2, 0, 9.0)]);
        assert_eq!(levels(&turned), [1, 2, 0]);
    }

    #[test]
    fn who_passes_nothing_on_stands_last() {
        let forked = graph(4, &[(0, 1, 1.0), (1, 2, 1.0), (0, 3, 1.0)]);
        assert_eq!(levels(&forked), [0, 1, 2, 2]);
    }

    #[test]
    fn a_graph_of_nothing_has_no_columns() {
        assert!(levels(&Graph::default()).is_empty());
        assert_eq!(levels(&graph(2, &[])), [0, 0]);
    }
}
