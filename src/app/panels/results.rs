//! The panel below the canvas: the answers, in tabs.

use egui::{Panel, RichText, Sense, Stroke, Ui, vec2};

use super::widgets::{named, panel_frame, rule};
use super::{Command, Context, Panels, Tab, View};
use crate::app::i18n::{fill, words};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::Severity;

pub(super) fn ui(
    panels: &mut Panels,
    ui: &mut Ui,
    view: &View,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    // On a large screen the answers get more room, on a small one the map keeps the most.
    let height = (ui.available_height() * 0.3).clamp(210.0, 360.0);
    Panel::bottom("results")
        .frame(panel_frame(context.theme, 16, 0))
        .resizable(true)
        .default_size(height)
        .size_range(140.0..=640.0)
        .show(ui, |ui| {
            // The panel keeps its height however little there is to show.
            ui.set_min_height(ui.available_height());
            tabs(ui, view.tab, context, commands);
            rule(ui, context.theme);
            match view.tab {
                Tab::Capture => panels.capture.ui(ui, context, commands),
                Tab::Gains => panels.gains.ui(ui, context),
                Tab::WhenOpens => panels.when_opens.ui(ui, context, commands),
                Tab::Problems => panels.problems.ui(ui, context, commands),
            }
        });
}

fn tabs(ui: &mut Ui, shown: Tab, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    // Notes are worth knowing but nothing to mend.
    let to_mend = context
        .problems
        .iter()
        .filter(|problem| problem.severity > Severity::Note);
    let problems = match to_mend.count() {
        0 => words.problems.problems.to_owned(),
        many => fill(words.problems.problems_count, &[&many.to_string()]),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = SPACE * 3.0;
        for (tab, label, name) in [
            (Tab::Capture, words.results.capture, words.results.capture),
            (Tab::Gains, words.results.gains, words.results.gains),
            (Tab::WhenOpens, words.results.when_opens, words.results.when_opens),
            (Tab::Problems, &problems, words.problems.problems),
        ] {
            if tab_ui(ui, label, name, tab == shown, context) {
                commands.push(Command::ShowTab(tab));
            }
        }
    });
}

fn tab_ui(ui: &mut Ui, label: &str, name: &str, chosen: bool, context: &Context<'_>) -> bool {
    let theme = context.theme;
    let color = if chosen { theme.text } else { theme.weak_text };
    let text = RichText::new(label).text_style(style::strong()).color(color);
    let response = ui.add(egui::Label::new(text).sense(Sense::click()));
    let line = response.rect.expand2(vec2(0.0, SPACE));
    ui.add_space(0.0);
    if chosen {
        let stroke = Stroke::new(2.0, theme.accent);
        ui.painter().hline(line.x_range(), line.bottom() - 1.0, stroke);
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, name));
    named(response, name).clicked()
}
