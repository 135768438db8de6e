//! Marks on what has problems: a sign that tells them and leads to their list and, for an error, a red
//! outline and the reason in a short sentence.

use std::collections::BTreeMap;

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use kurbo::ParamCurve;

use super::camera::View;
use super::scene::Scene;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, said, words};
use crate::app::naming;
use crate::app::panels::Tab;
use crate::app::theme::{Theme, type_size};
use crate::model::{Diagnostic, Object, Severity};

/// Side of a mark, in points.
const SIZE: f32 = 16.0;
/// At most so many marks are drawn, the worst first: with more the map as a whole is wrong.
const MOST: usize = 120;
/// At most so many errors are written out on the map.
const MOST_WRITTEN: usize = 3;
/// A sentence is wrapped at this many points, and cut after two lines.
const LONGEST: f32 = 280.0;

/// Draws the marks and takes clicks on them.
pub fn ui(ui: &mut Ui, context: &Context<'_>, scene: &Scene, view: &View, commands: &mut Vec<Command>) {
    let painter = ui.painter().clone();
    let mut written = 0;
    for (object, problems) in worst_first(context) {
        let Some((place, body)) = place(scene, view, object) else {
            continue;
        };
        if !view.viewport.contains(place) {
            continue;
        }
        let Some(first) = problems.first() else { continue };
        let error = first.severity == Severity::Error;
        let color = if error {
            context.theme.error
        } else {
            context.theme.warning
        };
        if error && let Some(body) = body {
            let stroke = Stroke::new(2.0, color);
            painter.rect_stroke(body.expand(6.0), 8.0, stroke, StrokeKind::Middle);
        }
        if error && written < MOST_WRITTEN {
            written += 1;
            sentence(&painter, place, &said(&first.message), color, context.theme);
        }
        mark(&painter, place, color, context.theme);
        let rect = Rect::from_center_size(place, Vec2::splat(SIZE + 4.0));
        let response = ui.interact(rect, ui.scope_id().with(("problem", object)), Sense::CLICK);
        let told: Vec<_> = problems.iter().map(|problem| said(&problem.message)).collect();
        let name = naming::object(context.map, object);
        let label = fill(
            words().notices.problem_at,
            &[&name, &told.join(words().marks.semicolon)],
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() {
            commands.push(Command::Select(vec![object.clone()]));
            commands.push(Command::ShowTab(Tab::Problems));
        }
        response.on_hover_text(told.join("\n"));
    }
}

/// The problems worth mending by their object, those of objects with errors first.
fn worst_first<'a>(context: &Context<'a>) -> Vec<(&'a Object, Vec<&'a Diagnostic>)> {
    let mut by_object: BTreeMap<&Object, Vec<&Diagnostic>> = BTreeMap::new();
    let to_mend = context.problems.iter();
    for problem in to_mend.filter(|problem| problem.severity > Severity::Note) {
        by_object.entry(&problem.object).or_default().push(problem);
    }
    let mut all: Vec<_> = by_object.into_iter().collect();
    let worst = |problems: &[&Diagnostic]| problems.iter().map(|problem| problem.severity).max();
    for (_, problems) in &mut all {
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    }
    all.sort_by_key(|(_, problems)| std::cmp::Reverse(worst(problems)));
    all.truncate(MOST);
    all
}

/// Where the mark of an object stands, and the body it belongs to.
fn place(scene: &Scene, view: &View, object: &Object) -> Option<(Pos2, Option<Rect>)> {
    match object {
        Object::Node(id) => {
            let body = view.rect_to_screen(scene.node(id)?.body());
            let corner = body.right_top() + vec2(2.0, -2.0);
            Some((corner, Some(body)))
        }
        Object::Link(id) => Some((view.to_screen(scene.link(id)?.curve.eval(0.4)), None)),
        Object::Note(_) | Object::Frame(_) => {
            let bounds = view.rect_to_screen(scene.bounds_of(object)?);
            Some((bounds.right_top(), None))
        }
        _ => None,
    }
}

/// A triangle with an exclamation mark.
fn mark(painter: &Painter, at: Pos2, color: Color32, theme: &Theme) {
    let half = SIZE / 2.0;
    let corners = |grow: f32| {
        vec![
            at + vec2(0.0, -half - grow),
            at + vec2(half + grow, half * 0.8 + grow * 0.6),
            at + vec2(-half - grow, half * 0.8 + grow * 0.6),
        ]
    };
    painter.add(Shape::convex_polygon(
        corners(2.5),
        theme.background,
        Stroke::NONE,
    ));
    painter.add(Shape::convex_polygon(corners(0.0), color, Stroke::NONE));
    let ink = Theme::ink_on(color);
    painter.line_segment(
        [at + vec2(0.0, -half * 0.38), at + vec2(0.0, half * 0.22)],
        Stroke::new(1.8, ink),
    );
    painter.circle_filled(at + vec2(0.0, half * 0.52), 1.1, ink);
}

/// The reason, to the right of the mark.
fn sentence(painter: &Painter, at: Pos2, text: &str, color: Color32, theme: &Theme) {
    let font = FontId::proportional(type_size::SMALL);
    let format = egui::text::TextFormat::simple(font, theme.text);
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), format);
    job.wrap = egui::text::TextWrapping {
        max_width: LONGEST,
        max_rows: 2,
        ..egui::text::TextWrapping::default()
    };
    let galley = painter.layout_job(job);
    let left = pos2(at.x + SIZE, at.y);
    let rect = Align2::LEFT_CENTER.anchor_size(left, galley.size() + vec2(12.0, 6.0));
    painter.rect_filled(rect, 5.0, theme.panel);
    painter.rect_stroke(rect, 5.0, Stroke::new(1.0, color), StrokeKind::Inside);
    painter.galley(rect.min + vec2(6.0, 3.0), galley, theme.text);
}
