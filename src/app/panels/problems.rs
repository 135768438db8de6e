//! The Problems tab: everything that is wrong with the map; a click goes there.

use egui::{Button, Color32, RichText, ScrollArea, Ui};

use super::widgets::{caption, dot};
use super::{Command, Context};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::theme::{SPACE, Theme};
use crate::model::{Diagnostic, Object, Severity};

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
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
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(SPACE);
        for problem in context.problems {
            row(ui, problem, context, commands);
        }
        ui.add_space(SPACE);
    });
}

fn row(ui: &mut Ui, problem: &Diagnostic, context: &Context<'_>, commands: &mut Vec<Command>) {
    let theme = context.theme;
    let (color, severity) = severity(problem.severity, theme);
    ui.horizontal_wrapped(|ui| {
        dot(ui, color).on_hover_text(severity);
        let place = naming::object(context.map, &problem.object);
        if problem.object == Object::Map {
            ui.label(place);
        } else {
            let button = Button::new(RichText::new(&place).color(theme.accent)).frame(false);
            if ui.add(button).clicked() {
                commands.push(Command::GoTo(problem.object.clone()));
            }
        }
        ui.label(sentence(problem));
        if let Some(hint) = &problem.hint {
            ui.label(RichText::new(hint).color(theme.weak_text));
        }
    });
}

fn severity(severity: Severity, theme: &Theme) -> (Color32, &'static str) {
    match severity {
        Severity::Error => (theme.error, words().problems.severity_error),
        Severity::Warning => (theme.warning, words().problems.severity_warning),
        Severity::Note => (theme.weak_text, words().problems.severity_note),
    }
}

/// The finding without its object and hint: `commission: out of range, found 1.4, allowed 0 to 1`.
fn sentence(problem: &Diagnostic) -> String {
    let mut text = String::new();
    if !problem.field.is_empty() {
        text.push_str(&problem.field);
        text.push_str(": ");
    }
    text.push_str(&problem.message);
    if let Some(found) = &problem.found {
        text.push_str(", ");
        text.push_str(&fill(words().problems.field_found, &[found]));
    }
    if let Some(allowed) = &problem.allowed {
        text.push_str(", ");
        text.push_str(&fill(words().problems.field_allowed, &[allowed]));
    }
    text
}
