//! What was not taken over as it stands, or had to be added.

use egui::{ScrollArea, TextStyle, Ui};

use crate::app::i18n::{told, words};
use crate::app::panels::widgets::caption;
use crate::app::theme::{SPACE, Theme};
use crate::file::import::Remark;

/// Lists them; nothing are those of a reading that is not worked out yet.
pub(super) fn ui(ui: &mut Ui, remarks: Option<&[Remark]>, theme: &Theme) {
    let words = &words().importing;
    let Some(remarks) = remarks else {
        caption(ui, theme, words.working);
        return;
    };
    if remarks.is_empty() {
        caption(ui, theme, words.no_remarks);
        return;
    }
    let height = ui.text_style_height(&TextStyle::Body) + SPACE * 0.5;
    ScrollArea::both()
        .auto_shrink(false)
        .show_rows(ui, height, remarks.len(), |ui, shown| {
            for remark in remarks.get(shown).unwrap_or_default() {
                ui.add(egui::Label::new(told(remark)).extend());
            }
        });
}
