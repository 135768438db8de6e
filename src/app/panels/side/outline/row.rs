//! One row of the outline, drawn, and what was done to it.

use egui::{Align2, Color32, Id, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::rows::{Entry, Row};
use crate::app::canvas::icon;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::panels::object_icon;
use crate::app::panels::widgets::{font, named, text_in};
use crate::app::style;
use crate::app::theme::{SPACE, Theme};
use crate::model::{CompanyId, Object};

/// Height of a row.
pub(super) const HEIGHT: f32 = 25.0;
/// How much further in each level stands.
const INDENT: f32 = SPACE * 1.75;
/// Side of an icon.
const ICON: f32 = 13.0;
/// Width of the eye and of the fold.
const BUTTON: f32 = 20.0;

/// A row as it looks at present.
pub(super) struct Look<'a> {
    /// Its id: that of the list with the entry, so that scrolling does not change it.
    pub id: Id,
    pub row: &'a Row,
    pub selected: bool,
    /// Whether the keyboard is at this row.
    pub cursor: bool,
}

/// What was done to a row.
#[derive(Default)]
pub(super) struct Done {
    /// The row itself, for clicks and its menu.
    pub response: Option<Response>,
    /// Whether its fold was clicked.
    pub folded: bool,
    /// The company whose eye was clicked, and whether it is to be shown.
    pub shown: Option<(CompanyId, bool)>,
}

/// Draws the row over the whole width.
pub(super) fn ui(ui: &mut Ui, rect: Rect, look: &Look<'_>, context: &Context<'_>) -> Done {
    let (row, id, theme) = (look.row, look.id, context.theme);
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, look.selected, spoken(row, context)));
    let mut done = Done::default();
    let hidden = matches!(&row.entry, Entry::Company(id) if context.hidden.contains(id));
    ground(ui, rect, look, &response, theme);
    let mut left = rect.left() + SPACE * 0.5 + row.depth as f32 * INDENT;
    if let Some(unfolded) = row.unfolded {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(BUTTON - 4.0, rect.height()));
        let words = words();
        let name = if unfolded {
            words.outline.fold
        } else {
            words.outline.unfold
        };
        let fold = ui.interact(place, id.with("fold"), Sense::CLICK);
        fold.widget_info(|| {
            WidgetInfo::selected(Role::DisclosureTriangle, true, unfolded, fill(name, &[&row.name]))
        });
        let color = if fold.hovered() {
            theme.text
        } else {
            theme.weak_text
        };
        icon::fold(ui.painter(), place.center(), 8.0, unfolded, color);
        done.folded = fold.clicked();
    }
    left += BUTTON - 2.0;
    let mut right = rect.right() - SPACE * 0.5;
    if let Entry::Company(company) = &row.entry {
        let place = Rect::from_min_max(pos2(right - BUTTON, rect.top()), pos2(right, rect.bottom()));
        let quiet = !hidden && !response.contains_pointer() && !look.cursor;
        if eye(ui, place, id, &row.name, hidden, quiet, theme) {
            done.shown = Some((company.clone(), hidden));
        }
        right = place.left() - 2.0;
    }
    if let Some(count) = row.count {
        let place = Rect::from_min_max(pos2(right - 40.0, rect.top()), pos2(right, rect.bottom()));
        let small = font(ui, TextStyle::Small);
        text_in(
            ui,
            place,
            Align2::RIGHT_CENTER,
            &count.to_string(),
            small,
            theme.weak_text,
        );
        right -= 8.0 + 7.0 * count.to_string().len() as f32;
    }
    if row.depth < 2 && has_icon(&row.entry) {
        let place = Rect::from_center_size(pos2(left + ICON / 2.0, rect.center().y), vec2(ICON, ICON));
        match row.entry.object() {
            Some(object) => object_icon::paint(ui, place, &object, context),
            None => {
                ui.painter().rect_filled(place.shrink(1.0), 4.0, theme.unowned);
            }
        }
        left += ICON + SPACE * 0.75;
    }
    let style = if row.depth == 0 {
        style::strong()
    } else {
        TextStyle::Body
    };
    let color = if hidden || !is_drawn(&row.entry, context) || row.depth == 2 {
        theme.weak_text
    } else {
        theme.text
    };
    let place = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
    let cut = text_in(ui, place, Align2::LEFT_CENTER, &row.name, font(ui, style), color);
    done.response = Some(if cut {
        response.on_hover_text(&row.name)
    } else {
        response
    });
    done
}

fn ground(ui: &Ui, rect: Rect, look: &Look<'_>, response: &Response, theme: &Theme) {
    let fill = if look.selected {
        theme.accent_wash
    } else if response.hovered() {
        theme.raised
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 4.0, fill);
    if look.cursor {
        let stroke = egui::Stroke::new(1.0, theme.accent);
        ui.painter()
            .rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
}

/// The switch that hides and shows a company; whether it was used.
fn eye(ui: &mut Ui, rect: Rect, id: egui::Id, name: &str, hidden: bool, quiet: bool, theme: &Theme) -> bool {
    let response = ui.interact(rect, id.with("eye"), Sense::CLICK);
    let words = words();
    let label = if hidden {
        words.outline.show
    } else {
        words.outline.hide
    };
    let label = fill(label, &[name]);
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, !hidden, &label));
    let color = if response.hovered() || hidden {
        theme.text
    } else if quiet {
        Theme::faded(theme.weak_text, 0.35)
    } else {
        theme.weak_text
    };
    let place = Rect::from_center_size(rect.center(), vec2(15.0, 15.0));
    icon::eye(ui.painter(), place, !hidden, color);
    named(response, &label).on_hover_text(&label).clicked()
}

fn has_icon(entry: &Entry) -> bool {
    !matches!(entry, Entry::Notes | Entry::Frames | Entry::Scenarios)
}

/// Whether what the row stands for can be seen on the canvas.
fn is_drawn(entry: &Entry, context: &Context<'_>) -> bool {
    let Entry::Object(object) = entry else { return true };
    let node = match object {
        Object::Node(id) => context.map.nodes().get(id),
        _ => None,
    };
    node.is_none_or(|node| context.is_shown(node))
}

/// What a screen reader says of the row.
fn spoken(row: &Row, context: &Context<'_>) -> String {
    let object = row.entry.object();
    let kind = object.map(|object| object_icon::kind(&object, context));
    match kind {
        Some(kind) => format!("{} ({})", row.name, kind.to_lowercase()),
        None => row.name.clone(),
    }
}
