//! The bar at the bottom: how sure the answer is, what is selected, the zoom and whether all is saved.

use egui::{Align, Button, Color32, Layout, Panel, RichText, Spinner, TextStyle, Ui};

use super::widgets::{caption, dot, panel_frame};
use super::{Command, Context};
use crate::app::action::Action;
use crate::app::figures;
use crate::app::i18n::{count, fill, words};
use crate::app::naming;
use crate::app::shown;
use crate::app::theme::SPACE;
use crate::solver::{Certificate, CertificateStatus, Solution};

/// Draws the bar.
pub(in crate::app) fn ui(ui: &mut Ui, context: &Context<'_>, zoom_percent: f32, commands: &mut Vec<Command>) {
    Panel::bottom("status")
        .frame(panel_frame(context.theme, 16, 4))
        .resizable(false)
        .exact_size(28.0)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                certificate(ui, context);
                if let Some(now) = context.now {
                    ui.add_space(SPACE);
                    numbers(ui, context, now);
                }
                if context.laying_out {
                    ui.add_space(SPACE);
                    layout_under_way(ui, context, commands);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    right(ui, context, zoom_percent);
                });
            });
        });
}

/// The badge: one of a few words in plain language, explained on hover.
fn certificate(ui: &mut Ui, context: &Context<'_>) {
    let words = words();
    let theme = context.theme;
    let failed = context.stale && !context.working;
    let (color, label, hint) = match context.now {
        _ if context.working && context.now.is_none() => {
            (theme.weak_text, words.status.solving, String::new())
        }
        _ if failed => (
            theme.error,
            words.status.unsolved,
            words.status.unsolved_hint.to_owned(),
        ),
        None => (theme.weak_text, words.status.no_answer, String::new()),
        Some(_) if context.checking => (
            theme.weak_text,
            words.status.checking,
            words.status.checking_hint.to_owned(),
        ),
        Some(now) => certified(&now.status, context),
    };
    dot(ui, color);
    let label = ui.label(RichText::new(label).text_style(TextStyle::Small));
    if !hint.is_empty() {
        label.on_hover_text(hint);
    }
}

fn certified(status: &CertificateStatus, context: &Context<'_>) -> (Color32, &'static str, String) {
    let words = words();
    let theme = context.theme;
    let (color, label, hint) = match status.certificate {
        Certificate::Exact => (theme.good, words.status.exact, words.status.exact_hint),
        Certificate::Certified => (theme.good, words.status.certified, words.status.certified_hint),
        Certificate::LocallyChecked => (theme.accent, words.status.checked, words.status.checked_hint),
    };
    let mut hint = hint.to_owned();
    if let Some(radius) = status.spectral_radius {
        hint.push('\n');
        let template = if status.radius_is_rough {
            words.status.spectral_about
        } else {
            words.status.spectral
        };
        hint.push_str(&fill(template, &[&figures::compact(radius)]));
    }
    if status.other_states.is_empty() {
        (color, label, hint)
    } else {
        for other in &status.other_states {
            hint.push('\n');
            hint.push_str(&other.start);
        }
        (theme.warning, words.status.other_states, hint)
    }
}

fn numbers(ui: &mut Ui, context: &Context<'_>, now: &Solution) {
    let words = words();
    let theme = context.theme;
    let balance = match now.residuals.worst() {
        0.0 => words.status.no_residual.to_owned(),
        worst => fill(words.status.residual, &[&format!("{worst:.0e}")]),
    };
    caption(ui, theme, balance).on_hover_text(words.status.residual_hint);
    if let Some(time) = context.solve_time {
        let (one, many) = (words.status.solve_time_hint, words.status.solve_time_hint_many);
        ui.add_space(SPACE);
        caption(ui, theme, fill(words.status.solve_time, &[&milliseconds(time)])).on_hover_text(count(
            now.status.iterations,
            one,
            many,
        ));
    }
}

fn milliseconds(time: std::time::Duration) -> String {
    let rounded = (time.as_secs_f64() * 1e5).round() / 100.0;
    fill(words().marks.milliseconds, &[&figures::short_digits(rounded)])
}

/// That a layout is being worked out, with a way to stop it.
fn layout_under_way(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    ui.add(Spinner::new().size(SPACE * 1.5));
    caption(ui, context.theme, words().status.laying_out);
    let stop = Button::new(RichText::new(words().actions.stop_layout).text_style(TextStyle::Small));
    if ui.add(stop.frame(false)).clicked() {
        commands.push(Action::StopLayout.into());
    }
}

/// From the right edge: saved or not, zoom, selection.
fn right(ui: &mut Ui, context: &Context<'_>, zoom_percent: f32) {
    let words = words();
    let theme = context.theme;
    let saved = match (context.document.dirty, context.document.path) {
        (true, _) => words.files.unsaved,
        (false, Some(_)) => words.files.saved,
        (false, None) => words.files.not_saved_yet,
    };
    let saved = caption(ui, theme, saved);
    if let Some(path) = context.document.path {
        saved.on_hover_text(shown::whole(path));
    }
    ui.add_space(SPACE);
    caption(
        ui,
        theme,
        fill(words.status.zoom, &[&format!("{zoom_percent:.0}")]),
    );
    ui.add_space(SPACE);
    let selected = match (context.selection.len(), context.selection.first()) {
        (1, Some(object)) => naming::object(context.map, object),
        (0, _) => words.status.nothing_selected.to_owned(),
        (many, _) => fill(words.status.several_selected, &[&many.to_string()]),
    };
    let text = RichText::new(selected)
        .text_style(TextStyle::Small)
        .color(theme.weak_text);
    ui.add(egui::Label::new(text).truncate());
}
