//! The columns of nodes and of links: what each is read as.

use std::collections::BTreeMap;

use egui::Ui;

use super::list::{choice, table, text, weak};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::theme::Theme;
use crate::file::import::{Cells, Reading, Role, Table};

/// What a column of nodes may be read as, beside what it was taken for.
const OF_NODES: &[Role] = &[
    Role::Name,
    Role::Kind,
    Role::Owner,
    Role::Host,
    Role::SellsOn,
    Role::Number("arrivals"),
    Role::Number("leave"),
    Role::Number("novelty"),
    Role::Number("network_effect"),
    Role::Number("habit_years"),
    Role::Number("commission"),
    Role::Number("ad_rate"),
    Role::Number("ticket"),
    Role::Number("fee"),
    Role::X,
    Role::Y,
    Role::Color,
    Role::Note,
    Role::Aside,
];
/// What a column of links may be read as, likewise.
const OF_LINKS: &[Role] = &[
    Role::Kind,
    Role::Open,
    Role::Direction,
    Role::Gatekeepers,
    Role::Pull,
    Role::PullKind,
    Role::PullLike,
    Role::Group,
    Role::Payer,
    Role::Number("ad_elasticity"),
    Role::Number("referral"),
    Role::Note,
    Role::Aside,
];

/// Lists them; whether any is read as something else from now on.
pub(super) fn ui(ui: &mut Ui, raw: &Table, reading: &mut Reading, theme: &Theme) -> bool {
    let (nodes, links) = (&reading.node_columns, &reading.link_columns);
    let mut rows: Vec<(bool, String)> = nodes.keys().map(|column| (true, column.clone())).collect();
    rows.extend(links.keys().map(|column| (false, column.clone())));
    let mut chosen = None;
    let words = &words().importing;
    let heads = [
        (words.column, 0.3),
        (words.of, 0.12),
        (words.example, 0.28),
        (words.read_as, 0.3),
    ];
    table(ui, &heads, rows.len(), theme, |row, line| {
        let Some((of_nodes, column)) = rows.get(row) else {
            return;
        };
        let (roles, all, example) = if *of_nodes {
            let cells = raw.nodes.iter().map(|node| &node.cells);
            (nodes, OF_NODES, example(cells, column))
        } else {
            let cells = raw.links.iter().map(|link| &link.cells);
            (links, OF_LINKS, example(cells, column))
        };
        line.col(|ui| text(ui, column));
        line.col(|ui| weak(ui, if *of_nodes { words.nodes } else { words.links }, theme));
        line.col(|ui| weak(ui, &example, theme));
        line.col(|ui| {
            let label = fill(words.read_column, &[column]);
            let role = role_ui(ui, &label, column, all, roles);
            chosen = role
                .map(|role| (*of_nodes, column.clone(), role))
                .or(chosen.take());
        });
    });
    let Some((of_nodes, column, role)) = chosen else {
        return false;
    };
    if of_nodes {
        reading.read_node_column(raw, &column, role);
    } else {
        reading.read_link_column(raw, &column, role);
    }
    true
}

/// The choice for a column; what it is to be read as, if that was changed.
fn role_ui(
    ui: &mut Ui,
    label: &str,
    column: &str,
    all: &[Role],
    roles: &BTreeMap<String, Role>,
) -> Option<Role> {
    let mut role = roles.get(column)?.clone();
    choice(ui, label, all, &mut role, name).then_some(role)
}

/// The first entry of a column.
fn example<'a>(mut cells: impl Iterator<Item = &'a Cells>, column: &str) -> String {
    cells
        .find_map(|cells| cells.get(column))
        .cloned()
        .unwrap_or_default()
}

fn name(role: &Role) -> String {
    let words = words();
    let name = match role {
        Role::Id => words.importing.id,
        Role::Name => words.importing.its_name,
        Role::Kind => words.fields.kind,
        Role::Owner => words.fields.owner,
        Role::Host => words.fields.host,
        Role::SellsOn => words.fields.sells_on,
        Role::Note => words.importing.note,
        Role::X => words.importing.x,
        Role::Y => words.importing.y,
        Role::Color => words.fields.color,
        Role::From => words.pulls.from,
        Role::To => words.pulls.to,
        Role::Direction => words.importing.direction,
        Role::Open => words.importing.is_open,
        Role::Gatekeepers => words.fields.gatekeepers,
        Role::PullKind => words.importing.pull_kind,
        Role::Pull => words.fields.pull,
        Role::PullLike => words.importing.pull_like,
        Role::Group => words.importing.group,
        Role::Payer => words.fields.payer,
        Role::Number(field) => return naming::path(field),
        Role::Result => words.importing.result,
        Role::Look => words.importing.look,
        Role::Aside => words.importing.aside,
    };
    name.to_owned()
}
