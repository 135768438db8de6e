//! The nodes that were found: their kinds and owners.

use egui::{TextEdit, Ui};

use super::list::{choice, for_all, listed, table, text, weak};
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::named;
use crate::app::theme::Theme;
use crate::file::import::{Because, Kind, RawNode, Reading, Role, Table};

/// Lists them; whether anything was corrected.
pub(super) fn ui(
    ui: &mut Ui,
    raw: &Table,
    reading: &mut Reading,
    filter: &mut String,
    theme: &Theme,
) -> bool {
    let mut changed = false;
    let all = for_all(ui, filter, &Kind::ALL, |kind| kind_name(*kind));
    let names = reading.node_columns.clone();
    let name = |place: usize| {
        let column = names.iter().find(|(_, role)| **role == Role::Name);
        let called = |node: &RawNode| {
            let name = column.and_then(|(column, _)| node.cells.get(column));
            name.unwrap_or(&node.id).clone()
        };
        raw.nodes.get(place).map(called).unwrap_or_default()
    };
    let shown = listed(raw.nodes.len(), filter, name);
    if let Some(kind) = all {
        for place in &shown {
            if let Some(node) = reading.nodes.get_mut(*place) {
                (node.kind, node.because) = (kind, Because::Chosen);
            }
        }
        changed = true;
    }
    let words = &words().importing;
    let heads = [
        (words.node, 0.34),
        (words.kind, 0.2),
        (words.owner, 0.26),
        (words.because, 0.2),
    ];
    table(ui, &heads, shown.len(), theme, |row, line| {
        let Some(place) = shown.get(row) else { return };
        let Some(node) = reading.nodes.get_mut(*place) else {
            return;
        };
        let name = name(*place);
        line.col(|ui| text(ui, &name));
        line.col(|ui| {
            let label = fill(words.kind_of, &[&name]);
            if choice(ui, &label, &Kind::ALL, &mut node.kind, |kind| {
                kind_name(*kind).to_owned()
            }) {
                node.because = Because::Chosen;
                changed = true;
            }
        });
        line.col(|ui| {
            let mut owner = node.owner.clone().unwrap_or_default();
            let field = TextEdit::singleline(&mut owner)
                .id_salt(("owner", *place))
                .hint_text(words.nobody)
                .desired_width(f32::INFINITY);
            if named(ui.add(field), &fill(words.owner_of, &[&name])).changed() {
                node.owner = Some(owner).filter(|owner| !owner.trim().is_empty());
                changed = true;
            }
        });
        line.col(|ui| weak(ui, because(node.because), theme));
    });
    changed
}

fn kind_name(kind: Kind) -> &'static str {
    let words = &words().inspector;
    match kind {
        Kind::Channel => words.channel,
        Kind::Platform => words.platform,
        Kind::Merchant => words.merchant,
        Kind::Payment => words.payment,
    }
}

/// Why something is taken for what it is.
pub(super) fn because(because: Because) -> &'static str {
    let words = &words().importing;
    match because {
        Because::Stated => words.stated,
        Because::Named => words.by_name,
        Because::Shape => words.by_place,
        Because::Chosen => words.chosen,
    }
}
