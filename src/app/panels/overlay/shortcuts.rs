//! The list of shortcuts, menu by menu, and what the pointer does.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::sheet;
use crate::app::action::{Action, Menu};
use crate::app::i18n::words;
use crate::app::panels::widgets::caption;
use crate::app::style;
use crate::app::theme::{SPACE, Theme};

/// Width of one of the columns.
const COLUMN: f32 = 272.0;
/// Height of a row.
const ROW: f32 = 24.0;
/// Rows, headings counted, above which a column is full.
const ROWS: usize = 22;

/// Draws the list; whether it stays open.
pub(super) fn ui(ctx: &egui::Context, theme: &Theme) -> bool {
    let columns = columns(ctx);
    let width = (COLUMN + SPACE * 3.0) * columns.len() as f32 - SPACE * 3.0;
    sheet(ctx, "shortcuts", width, |ui| {
        let close = ui
            .horizontal(|ui| {
                ui.label(RichText::new(words().actions.shortcuts).text_style(style::display()));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.button(words().overlays.close).clicked()
                })
                .inner
            })
            .inner;
        ui.add_space(SPACE);
        let height = ui.ctx().content_rect().height() - 200.0;
        ScrollArea::both()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = SPACE * 3.0;
                    for column in &columns {
                        ui.vertical(|ui| {
                            ui.set_width(COLUMN);
                            for (title, rows) in column {
                                section(ui, theme, title, rows);
                            }
                        });
                    }
                });
            });
        !close
    })
}

/// A title with its rows: what is done, and by which keys.
type Section = (&'static str, Vec<(&'static str, String)>);

/// The sections in columns of about the same length.
fn columns(ctx: &egui::Context) -> Vec<Vec<Section>> {
    let words = words();
    let keyed = |menu: Menu| -> Section {
        let actions = menu
            .groups()
            .flatten()
            .filter(|action| !action.shortcuts().is_empty());
        (
            menu.label(),
            actions
                .map(|action| (action.label(), keys(ctx, *action)))
                .collect(),
        )
    };
    let pointer = by_pointer().map(|(what, how)| (what, how.to_owned())).to_vec();
    let sections = Menu::ALL.into_iter().map(keyed);
    let mut columns: Vec<Vec<Section>> = vec![Vec::new()];
    let mut rows = 0;
    for section in sections
        .chain([(words.overlays.pointer, pointer)])
        .filter(|(_, rows)| !rows.is_empty())
    {
        let length = section.1.len() + 2;
        if rows > 0 && rows + length > ROWS {
            columns.push(Vec::new());
            rows = 0;
        }
        rows += length;
        if let Some(column) = columns.last_mut() {
            column.push(section);
        }
    }
    columns
}

fn keys(ctx: &egui::Context, action: Action) -> String {
    let first = action.shortcuts().first();
    first.map_or_else(String::new, |keys| ctx.format_shortcut(keys))
}

/// What the pointer does on the canvas.
fn by_pointer() -> [(&'static str, &'static str); 9] {
    let words = words();
    [
        (words.overlays.pointer_add, words.overlays.pointer_add_how),
        (words.overlays.pointer_link, words.overlays.pointer_link_how),
        (
            words.overlays.pointer_reconnect,
            words.overlays.pointer_reconnect_how,
        ),
        (words.overlays.pointer_gate, words.overlays.pointer_gate_how),
        (words.overlays.pointer_rename, words.overlays.pointer_rename_how),
        (words.overlays.pointer_pan, words.overlays.pointer_pan_how),
        (words.overlays.pointer_zoom, words.overlays.pointer_zoom_how),
        (words.overlays.pointer_box, words.overlays.pointer_box_how),
        (words.overlays.pointer_menu, words.overlays.pointer_menu_how),
    ]
}

fn section(ui: &mut Ui, theme: &Theme, title: &str, rows: &[(&'static str, String)]) {
    ui.label(RichText::new(title).text_style(style::strong()));
    ui.spacing_mut().item_spacing.y = 0.0;
    for (what, keys) in rows {
        ui.horizontal(|ui| {
            ui.set_height(ROW);
            ui.add(egui::Label::new(*what).truncate());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                caption(ui, theme, keys)
            });
        });
    }
    ui.add_space(SPACE);
}
