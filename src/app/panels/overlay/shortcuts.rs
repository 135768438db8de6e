//! The list of shortcuts, menu by menu, and what the pointer does.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{sheet, title};
use crate::app::action::{Action, Menu};
use crate::app::i18n::words;
use crate::app::panels::widgets::caption;
use crate::app::style;
use crate::app::theme::{SPACE, Theme};

/// Width of one of the columns.
const COLUMN: f32 = 286.0;
/// Height of a row.
const ROW: f32 = 24.0;
/// As many columns as a small screen has room for.
const MOST_COLUMNS: usize = 4;

/// Draws the list; whether it stays open.
pub(super) fn ui(ctx: &egui::Context, theme: &Theme) -> bool {
    let columns = columns(ctx);
    let width = (COLUMN + SPACE * 3.0) * columns.len() as f32 - SPACE * 3.0;
    sheet(ctx, "shortcuts", width, |ui| {
        let close = title(ui, words().actions.shortcuts);
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
    let sections = Menu::ALL
        .into_iter()
        .map(keyed)
        .chain([(words.overlays.pointer, pointer)]);
    let sections: Vec<Section> = sections.filter(|(_, rows)| !rows.is_empty()).collect();
    let longest = sections.iter().map(rows_of).max().unwrap_or(0);
    let total: usize = sections.iter().map(rows_of).sum();
    // The shortest columns of which there are not too many.
    let packed = (longest..=total).map(|most| packed(&sections, most));
    packed
        .into_iter()
        .find(|columns| columns.len() <= MOST_COLUMNS)
        .unwrap_or_default()
}

/// Rows that a section takes, its title and the space below it counted.
fn rows_of(section: &Section) -> usize {
    section.1.len() + 2
}

/// Each section in the first column where it leaves at most `most` rows.
fn packed(sections: &[Section], most: usize) -> Vec<Vec<Section>> {
    let mut columns: Vec<Vec<Section>> = Vec::new();
    for section in sections {
        let fits =
            |column: &&mut Vec<Section>| column.iter().map(rows_of).sum::<usize>() + rows_of(section) <= most;
        match columns.iter_mut().find(fits) {
            Some(column) => column.push(section.clone()),
            None => columns.push(vec![section.clone()]),
        }
    }
    columns
}

fn keys(ctx: &egui::Context, action: Action) -> String {
    let first = action.shortcuts().first();
    first.map_or_else(String::new, |keys| ctx.format_shortcut(keys))
}

/// What the pointer and the arrows do on the canvas.
fn by_pointer() -> [(&'static str, &'static str); 14] {
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
        (words.overlays.pointer_free, words.overlays.pointer_free_how),
        (words.overlays.pointer_copy, words.overlays.pointer_copy_how),
        (words.overlays.pointer_walk, words.overlays.pointer_walk_how),
        (words.overlays.nudge, words.overlays.nudge_how),
        (words.overlays.put_down, words.overlays.put_down_how),
        (words.overlays.pointer_menu, words.overlays.pointer_menu_how),
    ]
}

fn section(ui: &mut Ui, theme: &Theme, title: &str, rows: &[(&'static str, String)]) {
    ui.label(RichText::new(title).text_style(style::strong()));
    ui.spacing_mut().item_spacing.y = 0.0;
    for (what, keys) in rows {
        ui.horizontal(|ui| {
            ui.set_height(ROW);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                caption(ui, theme, keys);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(*what).truncate());
                });
            });
        });
    }
    ui.add_space(SPACE);
}
