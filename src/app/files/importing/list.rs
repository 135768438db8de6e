//! What the lists of the dialog share: rows of cells, what is listed, and one choice for all of it.

use egui::{Align, ComboBox, Layout, RichText, TextEdit, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::app::i18n::words;
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::{SPACE, Theme};

const ROW_HEIGHT: f32 = 30.0;

/// A list with a head, of columns of these shares of the width; `row` draws the one at a place.
pub(super) fn table(
    ui: &mut Ui,
    heads: &[(&str, f32)],
    rows: usize,
    theme: &Theme,
    mut row: impl FnMut(usize, &mut TableRow<'_, '_>),
) {
    ui.spacing_mut().item_spacing = vec2(SPACE, 0.0);
    let width = ui.available_width() - SPACE * (heads.len() as f32 + 2.0);
    let mut table = TableBuilder::new(ui)
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .cell_layout(Layout::left_to_right(Align::Center));
    for (_, share) in heads {
        table = table.column(Column::exact(width * share));
    }
    table
        .header(ROW_HEIGHT, |mut header| {
            for (head, _) in heads {
                header.col(|ui| {
                    caption(ui, theme, *head);
                });
            }
        })
        .body(|body| {
            body.rows(ROW_HEIGHT, rows, |mut line| row(line.index(), &mut line));
        });
}

/// A text that is cut where there is no room for it.
pub(super) fn text(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(text).truncate());
}

/// A small, weak text likewise.
pub(super) fn weak(ui: &mut Ui, text: &str, theme: &Theme) {
    let text = RichText::new(text)
        .text_style(TextStyle::Small)
        .color(theme.weak_text);
    ui.add(egui::Label::new(text).truncate());
}

/// A choice called `name` among `all`; whether another was made.
pub(super) fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    all: &[T],
    chosen: &mut T,
    label: impl Fn(&T) -> String,
) -> bool {
    let before = chosen.clone();
    let chooser = ComboBox::from_id_salt(name)
        .width(ui.available_width() - SPACE)
        .selected_text(label(chosen))
        .truncate()
        .show_ui(ui, |ui| {
            for one in all {
                ui.selectable_value(chosen, one.clone(), label(one));
            }
        });
    named(chooser.response, name);
    *chosen != before
}

/// The places of the rows whose words have `filter` in them, letters large or small.
pub(super) fn listed(rows: usize, filter: &str, words: impl Fn(usize) -> String) -> Vec<usize> {
    let wanted = filter.trim().to_lowercase();
    let has = |place: &usize| wanted.is_empty() || words(*place).to_lowercase().contains(&wanted);
    (0..rows).filter(has).collect()
}

/// The field of the filter, and a choice for all that is listed; what was chosen.
pub(super) fn for_all<T: Copy + PartialEq>(
    ui: &mut Ui,
    filter: &mut String,
    all: &[T],
    label: impl Fn(&T) -> &'static str,
) -> Option<T> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        let words = &words().importing;
        let field = TextEdit::singleline(filter)
            .hint_text(words.filter)
            .desired_width(280.0);
        named(ui.add(field), words.filter);
        let chooser = ComboBox::from_id_salt("for all")
            .width(240.0)
            .selected_text(words.for_all)
            .show_ui(ui, |ui| {
                for one in all {
                    if ui.selectable_label(false, label(one)).clicked() {
                        chosen = Some(*one);
                    }
                }
            });
        named(chooser.response, words.for_all);
    });
    chosen
}
