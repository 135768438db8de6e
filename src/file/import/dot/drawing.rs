//! What of a graph of Graphviz only says how it is drawn: invisible nodes and links, the fields of records,
//! how straight a link is.

use std::collections::HashSet;

use super::super::remark::{Remark, count, quoted};
use super::super::table::{Cells, Table};

/// The head under which Graphviz's `weight` goes on: it says how short and straight a link is drawn.
const STRAIGHT: &str = "layout weight";

/// Leaves out what is invisible, makes plain words of labels, and takes `weight` for what it is.
pub(super) fn finish(table: &mut Table) {
    leave_out(table);
    for node in &mut table.nodes {
        let is_record = node
            .cells
            .get("shape")
            .is_some_and(|shape| ["record", "mrecord"].contains(&shape.to_lowercase().as_str()));
        if let Some(label) = node.cells.get("label") {
            let label = if is_record { record(label) } else { label.clone() };
            // `\N` is the node's own name.
            let label = one_line(&label.replace("\\N", &node.id));
            node.cells.insert("label".to_owned(), label);
            node.cells.retain(|_, cell| !cell.is_empty());
        }
    }
    // What this program wrote has its pulls, and no weights of Graphviz.
    for link in table
        .links
        .iter_mut()
        .filter(|link| !link.cells.contains_key("pull_kind"))
    {
        if let Some(weight) = link.cells.remove("weight") {
            link.cells.insert(STRAIGHT.to_owned(), weight);
        }
        for label in ["label", "xlabel", "headlabel", "taillabel"] {
            if let Some(text) = link.cells.get_mut(label) {
                *text = one_line(text);
            }
        }
    }
}

fn is_invisible(cells: &Cells) -> bool {
    let style = cells.get("style").map_or("", String::as_str);
    style
        .split(',')
        .any(|style| style.trim().eq_ignore_ascii_case("invis"))
}

fn leave_out(table: &mut Table) {
    let before = table.links.len();
    let first = table.links.iter().find(|link| is_invisible(&link.cells));
    let place = first.map(|link| link.place.clone()).unwrap_or_default();
    table.links.retain(|link| !is_invisible(&link.cells));
    if table.links.len() < before {
        let object = count(before - table.links.len(), "link");
        let remark = Remark::new(object, "invisible: there for the layout only", "left out");
        table.left.push(remark.at(place));
    }
    let ends: HashSet<&str> = table
        .links
        .iter()
        .flat_map(|link| [link.from.as_str(), link.to.as_str()])
        .collect();
    let mut left = Vec::new();
    let mut kept = Vec::new();
    for node in std::mem::take(&mut table.nodes) {
        if !is_invisible(&node.cells) {
            kept.push(node);
        } else if ends.contains(node.id.as_str()) {
            let remark = Remark::new(
                format!("node {}", quoted(&node.id)),
                "invisible, but links meet in it",
                "kept",
            );
            left.push(remark.at(&node.place));
            kept.push(node);
        } else {
            let object = format!("node {}", quoted(&node.id));
            let remark = Remark::new(object, "invisible: there for the layout only", "left out");
            left.push(remark.at(&node.place));
        }
    }
    table.nodes = kept;
    table.left.extend(left);
}

/// The words of a label, on one line.
pub(super) fn one_line(label: &str) -> String {
    if label.contains('\n') {
        label.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        label.trim().to_owned()
    }
}

/// The words in the fields of a record, without the ports in `<` and `>`, the bars and the braces.
fn record(label: &str) -> String {
    let mut fields: Vec<String> = vec![String::new()];
    let mut chars = label.chars();
    let mut in_port = false;
    while let Some(c) = chars.next() {
        match c {
            '<' => in_port = true,
            '>' if in_port => in_port = false,
            _ if in_port => {}
            '|' | '{' | '}' => fields.push(String::new()),
            '\\' => {
                // What a backslash stands before is meant as it is, but for the name of the node.
                if let (Some(escaped), Some(field)) = (chars.next(), fields.last_mut()) {
                    if escaped == 'N' {
                        field.push('\\');
                    }
                    field.push(escaped);
                }
            }
            _ => {
                if let Some(field) = fields.last_mut() {
                    field.push(c);
                }
            }
        }
    }
    let words = fields.iter().flat_map(|field| field.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}
