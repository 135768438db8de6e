//! DOT, as people write it for Graphviz and as `catchment export` writes it.
//!
//! A parser of its own: those that exist recurse without bound on nested subgraphs.

mod drawing;
mod tokens;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::remark::Remark;
use super::table::{Cells, RawLink, RawNode, Table, Way};
use super::{ImportError, companies, words};
use tokens::Token;

/// The deepest that subgraphs may stand in each other.
const DEEPEST: usize = 100;

fn syntax(line: usize, problem: &str) -> ImportError {
    ImportError::Syntax {
        place: format!("line {line}"),
        format: "DOT",
        problem: problem.to_owned(),
    }
}

pub(super) fn read(text: &str) -> Result<Table, ImportError> {
    let mut parser = Parser {
        tokens: tokens::tokens(text)?,
        at: 0,
        directed: true,
        table: Table::default(),
        nodes: HashMap::new(),
        looks: BTreeSet::new(),
    };
    parser.graph()?;
    parser.tell_looks();
    drawing::finish(&mut parser.table);
    Ok(parser.table)
}

/// What holds in a graph or subgraph: the attributes of nodes and links from here on.
#[derive(Clone, Default)]
struct Scope {
    nodes: Cells,
    links: Cells,
    /// Which cluster it is, by its label.
    cluster: Option<String>,
    depth: usize,
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    directed: bool,
    table: Table,
    /// The place of each node in the table.
    nodes: HashMap<String, usize>,
    /// The attributes of graphs that are not read.
    looks: BTreeSet<String>,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn line(&self) -> usize {
        let last = self.tokens.get(self.at).or(self.tokens.last());
        last.map_or(1, |(_, line)| *line)
    }

    fn takes(&mut self, mark: char) -> bool {
        let is_next = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(is_next);
        is_next
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Word(found)) if found.eq_ignore_ascii_case(word));
        self.at += usize::from(is_next);
        is_next
    }

    /// A name, number or text, with those that a `+` joins to it.
    fn word(&mut self) -> Option<String> {
        let mut word = match self.peek()? {
            Token::Word(word) | Token::Quoted(word) => word.clone(),
            _ => return None,
        };
        self.at += 1;
        while self.takes('+') {
            if let Some(Token::Quoted(more)) = self.peek() {
                word.push_str(more);
                self.at += 1;
            }
        }
        Some(word)
    }

    fn graph(&mut self) -> Result<(), ImportError> {
        let line = self.line();
        self.takes_word("strict");
        if self.takes_word("graph") {
            self.directed = false;
        } else if !self.takes_word("digraph") {
            return Err(syntax(line, "neither graph nor digraph at its beginning"));
        }
        self.table.name = self.word().unwrap_or_default();
        if !self.takes('{') {
            return Err(syntax(self.line(), "a { is missing"));
        }
        self.statements(&mut Scope::default())?;
        if self.at < self.tokens.len() {
            let place = format!("line {}", self.line());
            let remark = Remark::new("the rest", "stands behind the end of the graph", "not read");
            self.table.left.push(remark.at(place));
        }
        Ok(())
    }

    /// The statements up to the closing brace; the nodes that they speak of.
    fn statements(&mut self, scope: &mut Scope) -> Result<Vec<String>, ImportError> {
        let mut spoken = Vec::new();
        loop {
            let line = self.line();
            if self.takes('}') {
                return Ok(spoken);
            }
            if self.takes(';') || self.takes(',') {
                continue;
            }
            if self.at >= self.tokens.len() {
                return Err(syntax(line, "a } is missing"));
            }
            if self.keyword("node") {
                let attributes = self.attributes()?;
                scope.nodes.extend(attributes);
            } else if self.keyword("edge") {
                let attributes = self.attributes()?;
                scope.links.extend(attributes);
            } else if self.keyword("graph") {
                let attributes = self.attributes()?;
                self.of_graph(attributes, scope);
            } else {
                spoken.extend(self.statement(scope)?);
            }
        }
    }

    /// Whether `word` begins a list of attributes; it may be the name of a node else.
    fn keyword(&mut self, word: &str) -> bool {
        let follows = self.tokens.get(self.at + 1).map(|(token, _)| token);
        follows == Some(&Token::Mark('[')) && self.takes_word(word)
    }

    fn of_graph(&mut self, attributes: Cells, scope: &mut Scope) {
        for (name, value) in attributes {
            if name == "label" && scope.depth == 0 {
                self.table.name = drawing::one_line(&value);
            } else if name == "label" && scope.cluster.is_some() {
                scope.cluster = Some(drawing::one_line(&value))
                    .filter(|label| !label.is_empty())
                    .or(scope.cluster.take());
            } else if scope.depth > 0 || !companies::add_path(&name, &value, &mut self.table) {
                self.looks.insert(name);
            }
        }
    }

    fn tell_looks(&mut self) {
        if !self.looks.is_empty() {
            let names: Vec<&str> = self.looks.iter().map(String::as_str).collect();
            let remark = Remark::new("graph", "attributes that say how it is drawn", "not taken over");
            self.table.left.push(remark.found(names.join(", ")));
        }
    }

    fn statement(&mut self, scope: &mut Scope) -> Result<Vec<String>, ImportError> {
        let line = self.line();
        // `name = value` speaks of the graph.
        if self.tokens.get(self.at + 1).map(|(token, _)| token) == Some(&Token::Mark('=')) {
            let name = self.word().unwrap_or_default();
            self.at += 1;
            let value = self
                .word()
                .ok_or_else(|| syntax(line, "a value is missing behind ="))?;
            self.of_graph(BTreeMap::from([(name, value)]), scope);
            return Ok(Vec::new());
        }
        let mut chain = vec![self.ends(scope)?];
        let mut ways = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Arrow) => ways.push(Way::There),
                Some(Token::Line) if self.directed => ways.push(Way::There),
                Some(Token::Line) => ways.push(Way::Unsaid),
                _ => break,
            }
            self.at += 1;
            chain.push(self.ends(scope)?);
        }
        let attributes = self.attributes()?;
        if ways.is_empty() {
            for id in chain.iter().flatten() {
                self.node(id, &attributes, scope, line)?;
            }
        }
        for ((from, to), way) in chain.iter().zip(chain.iter().skip(1)).zip(ways) {
            for from in from {
                for to in to {
                    self.link(from, to, way, &attributes, scope, line)?;
                }
            }
        }
        let mut spoken: Vec<String> = chain.into_iter().flatten().collect();
        spoken.sort();
        spoken.dedup();
        Ok(spoken)
    }

    /// A node, or the nodes of a subgraph.
    fn ends(&mut self, scope: &Scope) -> Result<Vec<String>, ImportError> {
        let line = self.line();
        let is_subgraph = self.takes_word("subgraph");
        let name = if is_subgraph { self.word() } else { None };
        if self.takes('{') {
            let mut inner = scope.clone();
            inner.depth += 1;
            if inner.depth > DEEPEST {
                return Err(syntax(
                    line,
                    &format!("subgraphs more than {DEEPEST} deep in each other"),
                ));
            }
            // Graphviz draws a box round those that are called so.
            let cluster = name.filter(|name| name.starts_with("cluster"));
            let before = self.table.nodes.len();
            let is_cluster = cluster.is_some();
            inner.cluster = cluster.or(inner.cluster);
            let spoken = self.statements(&mut inner)?;
            if let Some(cluster) = inner.cluster.filter(|_| is_cluster) {
                for node in self.table.nodes.iter_mut().skip(before) {
                    node.cells
                        .entry(words::IN_GROUP.to_owned())
                        .or_insert_with(|| cluster.clone());
                }
            }
            return Ok(spoken);
        }
        if is_subgraph {
            return Err(syntax(line, "a { is missing behind subgraph"));
        }
        let id = self.word().ok_or_else(|| syntax(line, "a node is missing"))?;
        // A port and a side of the node: where a line touches it.
        while self.takes(':') {
            self.word();
        }
        self.node(&id, &Cells::new(), scope, line)?;
        Ok(vec![id])
    }

    /// Every list of attributes that stands here.
    fn attributes(&mut self) -> Result<Cells, ImportError> {
        let mut cells = Cells::new();
        while self.takes('[') {
            loop {
                let line = self.line();
                if self.takes(']') {
                    break;
                }
                if self.takes(';') || self.takes(',') {
                    continue;
                }
                let name = self.word().ok_or_else(|| syntax(line, "a ] is missing"))?;
                let value = if self.takes('=') {
                    self.word()
                        .ok_or_else(|| syntax(line, "a value is missing behind ="))?
                } else {
                    "true".to_owned()
                };
                cells.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        Ok(cells)
    }

    fn node(&mut self, id: &str, attributes: &Cells, scope: &Scope, line: usize) -> Result<(), ImportError> {
        let at = match self.nodes.get(id) {
            Some(at) => *at,
            None => {
                self.table.add_node(RawNode {
                    id: id.to_owned(),
                    cells: scope.nodes.clone(),
                    place: format!("line {line}"),
                    ..RawNode::default()
                })?;
                let at = self.table.nodes.len() - 1;
                self.nodes.insert(id.to_owned(), at);
                at
            }
        };
        self.table.weigh(attributes)?;
        let Some(node) = self.table.nodes.get_mut(at) else {
            return Ok(());
        };
        node.cells.extend(attributes.clone());
        if let Some(at) = node.cells.remove("pos").as_deref().and_then(position) {
            node.at = Some(at);
        }
        node.cells
            .retain(|column, value| !column.is_empty() && !value.is_empty());
        Ok(())
    }

    fn link(
        &mut self,
        from: &str,
        to: &str,
        way: Way,
        attributes: &Cells,
        scope: &Scope,
        line: usize,
    ) -> Result<(), ImportError> {
        let mut cells = scope.links.clone();
        cells.extend(attributes.clone());
        cells.retain(|column, value| !column.is_empty() && !value.is_empty());
        let (mut from, mut to, mut way) = (from.to_owned(), to.to_owned(), way);
        match cells.get("dir").map(String::as_str) {
            Some("both") => way = Way::Both,
            Some("none") => way = Way::Unsaid,
            Some("forward") => way = Way::There,
            Some("back") => std::mem::swap(&mut from, &mut to),
            _ => {}
        }
        // `{a b c} -> {d e f}` grows faster than what is written.
        self.table.add_link(RawLink {
            id: cells.remove("id"),
            from,
            to,
            way,
            cells,
            place: format!("line {line}"),
        })
    }
}

/// The position of `pos="x,y"`, perhaps with a `!` behind it. Graphviz's y axis points up.
fn position(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text.trim_end_matches('!').split([',', ' ']).map(str::trim);
    let mut number = || {
        numbers
            .next()?
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    };
    let (x, up) = (number()?, number()?);
    Some((x, 0.0 - up))
}
