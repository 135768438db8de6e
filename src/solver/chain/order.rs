//! The graph of links and its strongly connected components, in the order in which visits flow.

/// A directed graph in rows: the edges out of each node stand together.
#[derive(Clone, Debug)]
pub struct Graph {
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Graph {
    /// A graph of `nodes` nodes from edges sorted by their start, given as `(from, to)`.
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        debug_assert!(edges.is_sorted_by_key(|edge| edge.0));
        let mut start = vec![0u32; nodes + 1];
        for &(from, _) in edges {
            start[from as usize + 1] += 1;
        }
        for node in 0..nodes {
            start[node + 1] += start[node];
        }
        Self {
            start,
            to: edges.iter().map(|edge| edge.1).collect(),
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.start.len() - 1
    }

    /// How many edges there are.
    pub fn edges(&self) -> usize {
        self.to.len()
    }

    /// The edges out of `node`.
    pub fn edges_of(&self, node: usize) -> std::ops::Range<usize> {
        self.start[node] as usize..self.start[node + 1] as usize
    }

    /// The node that `edge` leads to.
    pub fn to(&self, edge: usize) -> u32 {
        self.to[edge]
    }
}

/// The strongly connected components of a graph, upstream ones first.
#[derive(Clone, Debug)]
pub struct Order {
    /// All nodes, component by component.
    nodes: Vec<u32>,
    /// First position in `nodes` of each component, and one past the last.
    start: Vec<u32>,
    /// The component of each node.
    component: Vec<u32>,
    /// The position of each node within its component.
    position: Vec<u32>,
}

impl Order {
    /// Finds the components of the open part of `graph` (Tarjan 1972, without recursion).
    pub fn new(graph: &Graph, open: &[bool]) -> Self {
        const UNSEEN: u32 = u32::MAX;
        let n = graph.nodes();
        let mut index = vec![UNSEEN; n];
        let mut low = vec![0u32; n];
        let mut on_stack = vec![false; n];
        let (mut stack, mut calls) = (Vec::new(), Vec::new());
        // Tarjan closes downstream components first; both lists are reversed at the end.
        let mut nodes = Vec::with_capacity(n);
        let mut sizes = Vec::new();
        let mut next = 0u32;
        for root in 0..n {
            if index[root] != UNSEEN {
                continue;
            }
            calls.push((root, graph.edges_of(root).start));
            while let Some((node, edge)) = calls.pop() {
                if index[node] == UNSEEN {
                    index[node] = next;
                    low[node] = next;
                    next += 1;
                    stack.push(node as u32);
                    on_stack[node] = true;
                }
                let mut descended = false;
                for e in edge..graph.edges_of(node).end {
                    if !open[e] {
                        continue;
                    }
                    let to = graph.to(e) as usize;
                    if index[to] == UNSEEN {
                        // Come back to this same edge: the child's low is taken then.
                        calls.push((node, e));
                        calls.push((to, graph.edges_of(to).start));
                        descended = true;
                        break;
                    }
                    if on_stack[to] {
                        low[node] = low[node].min(low[to]);
                    }
                }
                if descended || low[node] != index[node] {
                    continue;
                }
                let from = nodes.len();
                while let Some(member) = stack.pop() {
                    on_stack[member as usize] = false;
                    nodes.push(member);
                    if member as usize == node {
                        break;
                    }
                }
                sizes.push((nodes.len() - from) as u32);
            }
        }
        nodes.reverse();
        sizes.reverse();
        let mut order = Self {
            nodes,
            start: vec![0],
            component: vec![0; n],
            position: vec![0; n],
        };
        for (component, size) in sizes.into_iter().enumerate() {
            let from = order.start[component];
            for position in 0..size {
                let node = order.nodes[(from + position) as usize] as usize;
                order.component[node] = component as u32;
                order.position[node] = position;
            }
            order.start.push(from + size);
        }
        order
    }

    /// The components, upstream ones first, each as its nodes.
    pub fn components(&self) -> impl DoubleEndedIterator<Item = &[u32]> + ExactSizeIterator {
        self.start
            .windows(2)
            .map(|range| &self.nodes[range[0] as usize..range[1] as usize])
    }

    /// Whether two nodes lie on a common cycle (or are the same).
    pub fn together(&self, a: u32, b: u32) -> bool {
        self.component[a as usize] == self.component[b as usize]
    }

    /// Whether there is no cycle.
    pub fn is_acyclic(&self) -> bool {
        self.start.len() == self.nodes.len() + 1
    }

    /// The nodes of the component that `node` lies in.
    pub fn component(&self, node: u32) -> &[u32] {
        let at = self.component_of(node);
        &self.nodes[self.start[at] as usize..self.start[at + 1] as usize]
    }

    /// The place of `node`'s component among the components.
    pub(super) fn component_of(&self, node: u32) -> usize {
        self.component[node as usize] as usize
    }

    /// The position of a node within its component.
    pub fn position(&self, node: u32) -> u32 {
        self.position[node as usize]
    }
}
