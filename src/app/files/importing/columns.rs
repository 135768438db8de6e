//! The columns of nodes and of links: what each is read as. Those of sheets can be read as the ends of links, so
//! that a table becomes one of links or one of nodes.

use egui::Ui;

use super::list::{choice, table, text, weak};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::theme::Theme;
use crate::file::import::{Cells, Reading, Role, Table};

/// What a column of nodes may be read as, beside what it was taken for.
const OF_NODES: &[Role] = &[
    Role::Name,
    Role::From,
    Role::To,
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
    Role::From,
    Role::To,
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

/// What was chosen.
pub(super) enum Change {
    /// Nothing.
    None,
    /// A column is read as something else.
    Reading,
    /// A column tells what rows are, or does so no longer: the table is to be read again.
    Table(String, Role),
}

/// A column in the list.
struct Listed {
    of_nodes: bool,
    column: String,
    /// Its role and an example where it is no cell of nodes or links but tells what rows are.
    taken: Option<(Role, String)>,
}

fn rows(raw: &Table, reading: &Reading) -> Vec<Listed> {
    let taken = raw.taken.iter().map(|taken| Listed {
        of_nodes: taken.of_nodes,
        column: taken.column.clone(),
        taken: Some((taken.role.clone(), taken.example.clone())),
    });
    let mut rows: Vec<Listed> = taken.collect();
    let of_nodes = reading.node_columns.keys().map(|column| (true, column));
    let of_links = reading.link_columns.keys().map(|column| (false, column));
    for (of_nodes, column) in of_nodes.chain(of_links) {
        if !rows
            .iter()
            .any(|row| row.of_nodes == of_nodes && row.column == *column)
        {
            rows.push(Listed {
                of_nodes,
                column: column.clone(),
                taken: None,
            });
        }
    }
    rows.sort_by_key(|row| !row.of_nodes);
    rows
}

/// Lists them; what was chosen.
pub(super) fn ui(ui: &mut Ui, raw: &Table, reading: &mut Reading, theme: &Theme) -> Change {
    let rows = rows(raw, reading);
    let mut chosen = None;
    let words = &words().importing;
    let heads = [
        (words.column, 0.3),
        (words.of, 0.12),
        (words.example, 0.28),
        (words.read_as, 0.3),
    ];
    table(ui, &heads, rows.len(), theme, |row, line| {
        let Some(listed) = rows.get(row) else { return };
        let column = &listed.column;
        let (roles, all, example) = if listed.of_nodes {
            let cells = raw.nodes.iter().map(|node| &node.cells);
            (&reading.node_columns, OF_NODES, example(cells, column))
        } else {
            let cells = raw.links.iter().map(|link| &link.cells);
            (&reading.link_columns, OF_LINKS, example(cells, column))
        };
        // An end that waits for the other one is shown as chosen.
        let waiting = raw
            .chosen(column)
            .filter(|role| matches!(role, Role::From | Role::To));
        let (role, example) = match &listed.taken {
            Some((role, example)) => (Some(role), example.clone()),
            None => (waiting.or(roles.get(column)), example),
        };
        line.col(|ui| text(ui, column));
        line.col(|ui| weak(ui, if listed.of_nodes { words.nodes } else { words.links }, theme));
        line.col(|ui| weak(ui, &example, theme));
        line.col(|ui| {
            let label = fill(words.read_column, &[column]);
            let mut new = role.cloned().unwrap_or(Role::Aside);
            if choice(ui, &label, all, &mut new, name) {
                let of_rows = matches!(new, Role::From | Role::To | Role::Direction);
                let is_read_again = of_rows || listed.taken.is_some() || waiting.is_some();
                chosen = Some((listed.of_nodes, column.clone(), new, is_read_again));
            }
        });
    });
    match chosen {
        None => Change::None,
        Some((_, column, role, true)) => Change::Table(column, role),
        Some((of_nodes, column, role, false)) => {
            if of_nodes {
                reading.read_node_column(raw, &column, role);
            } else {
                reading.read_link_column(raw, &column, role);
            }
            Change::Reading
        }
    }
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
