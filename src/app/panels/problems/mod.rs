//! The Problems tab: everything that is wrong with the map, errors first; a click goes there, a button
//! mends it.

mod mending;

use egui::{Color32, Rect, Response, RichText, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, vec2};

use self::mending::Mending;
use super::results::ResultPanel;
use super::{Command, Context, object_icon};
use crate::app::findings;
use crate::app::i18n::{fill, said, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, dot};
use crate::app::sheet::Sheet;
use crate::app::style;
use crate::app::theme::{SPACE, Theme};
use crate::model::{Diagnostic, Object, Severity};

/// Problems listed at once: nobody reads more, and mending these shows the rest.
const MOST: usize = 200;

/// The tab, kept from frame to frame.
#[derive(Default)]
pub(super) struct Problems {
    mending: Mending,
}

impl ResultPanel for Problems {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        if context.problems.is_empty() {
            ui.add_space(SPACE * 2.0);
            let text = if context.working {
                words().status.solving
            } else {
                words().problems.no_problems
            };
            caption(ui, context.theme, text);
            return;
        }
        self.mending.follow(context, MOST);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(SPACE * 0.5);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, problem) in context.problems.iter().enumerate().take(MOST) {
                ui.push_id(place, |ui| {
                    row(ui, problem, context, commands, |ui, commands| {
                        self.mending.ui(ui, place, context, commands);
                    });
                });
            }
            if let Some(more) = context.problems.len().checked_sub(MOST).filter(|more| *more > 0) {
                caption(
                    ui,
                    context.theme,
                    fill(words().mending.more, &[&more.to_string()]),
                );
            }
            ui.add_space(SPACE);
        });
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let words = words();
        let mut sheet = Sheet::new([
            words.problems.severity,
            words.problems.object,
            words.problems.problem,
        ]);
        for problem in context.problems {
            let (_, severity) = severity(problem.severity, context.theme);
            let object = naming::object(context.map, &problem.object);
            sheet.row([severity.into(), object.into(), findings::sentence(problem).into()]);
        }
        Some(sheet)
    }

    /// The tab says how many there are to mend: notes are worth knowing but nothing to mend.
    fn heading(&self, context: &Context<'_>) -> Option<String> {
        let problems = context.problems.iter();
        let to_mend = problems
            .filter(|problem| problem.severity > Severity::Note)
            .count();
        (to_mend > 0).then(|| fill(words().problems.problems_count, &[&to_mend.to_string()]))
    }
}

/// A problem over the whole width; clicked anywhere, it leads to its object.
fn row(
    ui: &mut Ui,
    problem: &Diagnostic,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
    buttons: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let theme = context.theme;
    let (color, severity) = severity(problem.severity, theme);
    let place = naming::object(context.map, &problem.object);
    let leads = problem.object != Object::Map;
    let scope = egui::UiBuilder::new().id_salt("row").sense(Sense::click());
    let row = ui.scope_builder(scope, |ui| {
        let response = ui.response();
        ground(ui, &response, theme);
        egui::Frame::new()
            .inner_margin(vec2(SPACE, SPACE * 0.5))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    dot(ui, color).on_hover_text(severity);
                    if leads {
                        let (rect, _) = ui.allocate_exact_size(vec2(13.0, 13.0), Sense::hover());
                        object_icon::paint(ui, rect, &problem.object, context);
                    }
                    ui.label(RichText::new(&place).text_style(style::strong()));
                    ui.label(findings::sentence(problem));
                    if let Some(hint) = &problem.hint {
                        ui.label(
                            RichText::new(said(hint))
                                .text_style(TextStyle::Small)
                                .color(theme.weak_text),
                        );
                    }
                    buttons(ui, commands);
                });
            });
    });
    let response = row.response;
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Button,
            leads,
            fill(
                words().problems.problem_name,
                &[severity, &place, &findings::sentence(problem)],
            ),
        )
    });
    if leads && response.clicked() {
        let (object, field) = (problem.object.clone(), problem.field.clone());
        commands.push(if field.is_empty() {
            Command::GoTo(object)
        } else {
            Command::GoToField(object, field)
        });
    }
}

/// The ground of a row under the pointer or with the keyboard's focus, known from the last frame.
fn ground(ui: &Ui, response: &Response, theme: &Theme) {
    let rect: Rect = response.rect;
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, theme.background);
    }
}

fn severity(severity: Severity, theme: &Theme) -> (Color32, &'static str) {
    match severity {
        Severity::Error => (theme.error, words().problems.severity_error),
        Severity::Warning => (theme.warning, words().problems.severity_warning),
        Severity::Note => (theme.weak_text, words().problems.severity_note),
    }
}
