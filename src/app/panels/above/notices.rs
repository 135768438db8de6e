//! One line each on what the map above which they stand does not show: hidden companies, that it cannot be
//! solved, and at a start the file worked on last.

use std::path::Path;

use egui::{RichText, TextStyle, Ui};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{count, fill, said, words};
use crate::app::naming;
use crate::app::panels::Tab;
use crate::app::panels::widgets::{dot, font};
use crate::app::shown;
use crate::app::theme::SPACE;
use crate::model::{Diagnostic, Object, Severity};

/// Width of a line at most.
const WIDEST: f32 = 600.0;

/// The first error that keeps the map from being solved, once it is known that it cannot be.
pub(super) fn reason<'a>(context: &Context<'a>) -> Option<&'a Diagnostic> {
    let known = context.stale && !context.working;
    let mut errors = context.problems.iter();
    errors.find(|problem| known && problem.severity == Severity::Error)
}

/// Says why the map cannot be solved.
pub(super) fn unsolved(ui: &mut Ui, reason: &Diagnostic, context: &Context<'_>, commands: &mut Vec<Command>) {
    let (theme, words) = (context.theme, &words().notices);
    let room = ui.available_width().min(WIDEST) - 4.0 * SPACE;
    pill(ui, |ui| {
        dot(ui, theme.error);
        let what = match &reason.object {
            Object::Map => said(&reason.message).into_owned(),
            object => {
                let name = naming::object(context.map, object);
                fill(words.object_finding, &[&name, &said(&reason.message)])
            }
        };
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            // As wide as the words, and no wider than the canvas.
            let text = fill(words.unsolved, &[&what]);
            let body = font(ui, TextStyle::Body);
            let galley = ui.painter().layout(text, body, theme.text, room);
            ui.label(galley);
            ui.horizontal(|ui| {
                if context.now.is_some() {
                    let before = RichText::new(words.numbers_before).text_style(TextStyle::Small);
                    ui.label(before.color(theme.weak_text));
                }
                if reason.object != Object::Map && ui.link(words.go_there).clicked() {
                    commands.push(Command::GoTo(reason.object.clone()));
                }
                if ui.link(words.all_problems).clicked() {
                    commands.push(Command::ShowTab(Tab::Problems));
                }
            });
        });
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

/// Offers the file worked on last.
pub(super) fn last_file(ui: &mut Ui, path: &Path, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = &words().notices;
    pill(ui, |ui| {
        let name = shown::name(&path.file_name().unwrap_or_default().to_string_lossy());
        let text = RichText::new(fill(words.last_file, &[&name])).color(context.theme.weak_text);
        ui.label(text).on_hover_text(shown::whole(path));
        if ui.link(words.open_last_file).clicked() {
            commands.push(Command::OpenFile(path.to_owned()));
        }
        if ui.link(words.not_now).clicked() {
            commands.push(Command::DismissLastFile);
        }
    });
}

fn pill(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let frame = egui::Frame::popup(ui.style())
        .inner_margin(egui::Margin::symmetric(12, 6))
        .corner_radius(16);
    frame.show(ui, |ui| ui.horizontal(contents));
}
