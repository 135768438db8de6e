//! A hundred visitors at the start of a link, each where he or she goes.

use egui::{Color32, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::{Command, Context};
use crate::app::panels::widgets::{caption, fade_if_stale};
use crate::app::theme::{SPACE, Theme};
use crate::model::{Link, LinkId, Object};

/// The visitors stand in rows of so many.
const COLUMNS: usize = 25;
const ROWS: usize = 4;

/// Visitors who do the same thing.
struct Part {
    /// The link they take; `None` for those who stay or leave.
    link: Option<LinkId>,
    /// How many of a hundred.
    percent: f64,
    color: Color32,
}

/// Draws the picture from the flows of what is shown; nothing where nobody comes.
pub(super) fn ui(ui: &mut Ui, id: &LinkId, link: &Link, context: &Context<'_>, commands: &mut Vec<Command>) {
    let Some(parts) = parts(id, link, context) else {
        return;
    };
    let taken = |is: &dyn Fn(&Part) -> bool| -> f64 {
        let some = parts.iter().filter(|part| is(part));
        some.map(|part| part.percent).sum()
    };
    let own = taken(&|part| part.link.as_ref() == Some(id));
    let others = taken(&|part| part.link.as_ref().is_some_and(|other| other != id));
    let leave = taken(&|part| part.link.is_none());
    let told = [own, others, leave].map(figures::short_digits);
    let from = naming::node(context.map, &link.from);
    let sentence = fill(words().pulls.of_hundred, &[from, &told[0], &told[1], &told[2]]);
    ui.add_space(SPACE * 0.5);
    ui.scope(|ui| {
        fade_if_stale(ui, context.stale);
        let pitch = (ui.available_width() / COLUMNS as f32).min(14.0);
        let size = vec2(pitch * COLUMNS as f32, pitch * ROWS as f32);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &sentence));
        for cell in 0..COLUMNS * ROWS {
            // Down first, so that a part is one block from left to right.
            let at = vec2((cell / ROWS) as f32, (cell % ROWS) as f32) * pitch;
            let square = Rect::from_min_size(rect.min + at, Vec2::splat(pitch)).shrink(1.0);
            fill_cell(ui, square, cell as f64, &parts);
        }
        let hovered = response.hover_pos().map(|at| {
            let cell = |along: f32, most: usize| ((along / pitch) as usize).min(most - 1);
            cell(at.x - rect.left(), COLUMNS) * ROWS + cell(at.y - rect.top(), ROWS)
        });
        if let Some(part) = hovered.and_then(|cell| part_at(&parts, cell as f64 + 0.5)) {
            let name = part.link.as_ref().map(|link| naming::link(context.map, link));
            let name = name.unwrap_or_else(|| words().inspector.left.to_owned());
            let text = fill(
                words().pulls.so_many_of_hundred,
                &[&name, &figures::short_digits(part.percent)],
            );
            if response.on_hover_text_at_pointer(text).clicked()
                && let Some(other) = part.link.as_ref().filter(|other| *other != id)
            {
                commands.push(Command::GoTo(Object::Link(other.clone())));
            }
        }
        caption(ui, context.theme, sentence);
    });
}

/// Where the visitors go: this link first, then the others, the fullest first, then those who leave.
fn parts(id: &LinkId, link: &Link, context: &Context<'_>) -> Option<Vec<Part>> {
    let now = context.now?;
    let start = now
        .nodes
        .get(link.from.as_str())
        .filter(|start| start.visits > 0.0)?;
    let out = context
        .map
        .links()
        .iter()
        .filter(|(_, other)| other.from == link.from);
    let mut parts: Vec<Part> = out
        .filter_map(|(other, _)| {
            let percent = now.links.get(other.as_str())?.visits / start.visits * 100.0;
            let own = other == id;
            Some(Part {
                link: Some(other.clone()),
                percent,
                color: if own {
                    context.theme.accent
                } else {
                    Theme::faded(context.theme.link, 0.75)
                },
            })
        })
        .collect();
    parts.sort_by(|a, b| {
        let own = |part: &Part| part.link.as_ref() == Some(id);
        own(b).cmp(&own(a)).then(b.percent.total_cmp(&a.percent))
    });
    parts.push(Part {
        link: None,
        percent: start.exits / start.visits * 100.0,
        color: context.theme.line,
    });
    Some(parts)
}

/// Fills the cell from `cell` to `cell + 1` of a hundred with the colours of the parts that meet it.
fn fill_cell(ui: &Ui, square: Rect, cell: f64, parts: &[Part]) {
    ui.painter().rect_filled(square, 2.0, ui.visuals().faint_bg_color);
    let mut start: f64 = 0.0;
    for part in parts {
        let (from, to) = (start.max(cell), (start + part.percent).min(cell + 1.0));
        start += part.percent;
        if to <= from {
            continue;
        }
        let down = |share: f64| square.top() + square.height() * (share - cell) as f32;
        let area = Rect::from_min_max(pos2(square.left(), down(from)), pos2(square.right(), down(to)));
        let whole = to - from > 0.999;
        ui.painter()
            .rect_filled(area, if whole { 2.0 } else { 0.0 }, part.color);
    }
}

/// The part that visitor number `place` of a hundred belongs to.
fn part_at(parts: &[Part], place: f64) -> Option<&Part> {
    let mut end = 0.0;
    parts.iter().find(|part| {
        end += part.percent;
        place < end
    })
}
