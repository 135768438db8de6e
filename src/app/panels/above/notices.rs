//! One line each on what the map above which they stand does not show: hidden companies, and that it
//! cannot be solved.

use egui::{RichText, Ui};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{count, fill, said, words};
use crate::app::naming;
use crate::app::panels::Tab;
use crate::app::panels::widgets::dot;
use crate::model::{Diagnostic, Object, Severity};

/// The first error that keeps the map from being solved, once it is known that it cannot be.
pub(super) fn reason<'a>(context: &Context<'a>) -> Option<&'a Diagnostic> {
    let known = context.stale && !context.working;
    let mut errors = context.problems.iter();
    errors.find(|problem| known && problem.severity == Severity::Error)
}

/// Says why the map cannot be solved.
pub(super) fn unsolved(ui: &mut Ui, reason: &Diagnostic, context: &Context<'_>, commands: &mut Vec<Command>) {
    let (theme, words) = (context.theme, &words().notices);
    pill(ui, |ui| {
        dot(ui, theme.error);
        let what = match &reason.object {
            Object::Map => said(&reason.message).into_owned(),
            object => {
                let name = naming::object(context.map, object);
                fill(words.object_finding, &[&name, &said(&reason.message)])
            }
        };
        let before = if context.now.is_some() {
            words.numbers_before
        } else {
            ""
        };
        let text = fill(words.unsolved, &[&what]);
        let text = format!("{text} {before}");
        ui.add(egui::Label::new(RichText::new(text.trim_end()).color(theme.text)).truncate());
        if reason.object != Object::Map && ui.link(words.go_there).clicked() {
            commands.push(Command::GoTo(reason.object.clone()));
        }
        if ui.link(words.all_problems).clicked() {
            commands.push(Command::ShowTab(Tab::Problems));
        }
    });
}

/// Says how many companies are hidden.
pub(super) fn hidden(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = &words().outline;
    pill(ui, |ui| {
        let text = count(context.hidden.len(), words.one_hidden, words.many_hidden);
        ui.label(RichText::new(text).color(context.theme.weak_text));
        if ui.link(words.show_all).clicked() {
            commands.push(Command::ShowAllCompanies);
        }
    });
}

fn pill(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let frame = egui::Frame::popup(ui.style())
        .inner_margin(egui::Margin::symmetric(12, 6))
        .corner_radius(16);
    frame.show(ui, |ui| ui.horizontal(contents));
}
