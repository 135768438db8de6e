//! The links that were found: their kinds, and which of them are open.

use egui::{Checkbox, Ui};

use super::list::{choice, for_all, listed, table, text, weak};
use super::nodes::because;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::named;
use crate::app::theme::Theme;
use crate::file::import::{Because, RawLink, Reading, Table};
use crate::model::LinkKind;

/// Lists them; whether anything was corrected.
pub(super) fn ui(
    ui: &mut Ui,
    raw: &Table,
    reading: &mut Reading,
    filter: &mut String,
    theme: &Theme,
) -> bool {
    let mut changed = false;
    let all = for_all(ui, filter, &LinkKind::ALL, |kind| naming::link_kind(*kind));
    let ends = |link: &RawLink| format!("{} → {}", link.from, link.to);
    let name = |place: usize| raw.links.get(place).map(ends).unwrap_or_default();
    let shown = listed(raw.links.len(), filter, name);
    if let Some(kind) = all {
        for place in &shown {
            if let Some(link) = reading.links.get_mut(*place) {
                (link.kind, link.because) = (kind, Because::Chosen);
            }
        }
        changed = true;
    }
    let words = &words().importing;
    let heads = [
        (words.link, 0.44),
        (words.kind, 0.24),
        (words.is_open, 0.12),
        (words.because, 0.2),
    ];
    table(ui, &heads, shown.len(), theme, |row, line| {
        let Some(place) = shown.get(row) else { return };
        let Some(link) = reading.links.get_mut(*place) else {
            return;
        };
        let name = name(*place);
        line.col(|ui| text(ui, &name));
        line.col(|ui| {
            let label = fill(words.kind_of, &[&name]);
            let kinds = &LinkKind::ALL;
            if choice(ui, &label, kinds, &mut link.kind, |kind| {
                naming::link_kind(*kind).to_owned()
            }) {
                link.because = Because::Chosen;
                changed = true;
            }
        });
        line.col(|ui| {
            let open = ui.add(Checkbox::without_text(&mut link.open));
            changed |= named(open, &fill(words.open_of, &[&name])).changed();
        });
        line.col(|ui| weak(ui, because(link.because), theme));
    });
    changed
}
