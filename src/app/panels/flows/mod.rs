//! The Flows tab: a diagram of where visits or money flow, bands as wide as what flows.

mod paint;
mod subject;

use egui::{ComboBox, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, vec2};

use super::results::ResultPanel;
use super::widgets::{caption, fade_if_stale, named};
use super::{Command, Context};
use crate::app::figures;
use crate::app::i18n::{Language, fill, language, words};
use crate::app::sankey::{self, Chart, Drawn};
use crate::app::sheet::{Cell, Sheet};
use crate::app::theme::SPACE;
use subject::{Subject, What, subject};

/// What is drawn, and the diagram last worked out.
pub(super) struct FlowsTab {
    what: What,
    diagram: Option<Diagram>,
}

impl Default for FlowsTab {
    fn default() -> Self {
        Self {
            what: What::ByHost,
            diagram: None,
        }
    }
}

/// What a diagram holds for: the same again is not worked out anew.
#[derive(Clone, PartialEq)]
struct Key {
    what: What,
    revision: u64,
    flows: u64,
    room: egui::Vec2,
    language: Language,
}

/// A diagram ready to be drawn; its places are relative to the area's corner.
struct Diagram {
    key: Key,
    subject: Subject,
    drawn: Drawn,
    chart: Chart,
    size: egui::Vec2,
    /// Flows below this are not drawn.
    least: f64,
}

/// The diagram never gets lower than this; in a lower panel it scrolls.
const LOWEST: f32 = 150.0;
/// The columns are never nearer to each other; in a narrower panel the diagram scrolls.
const NARROWEST: f32 = 88.0;
/// Room for names at the right of the last column.
const MARGIN: f32 = 168.0;
/// Room for bands that turn at the left of the first.
const TURN: f32 = 24.0;
/// Flows below this share of the largest are thinner than a hair.
const HAIR: f64 = 1e-3;

impl ResultPanel for FlowsTab {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let (Some(today), Some(now)) = (context.today, context.now) else {
            ui.add_space(SPACE * 2.0);
            let text = if context.working {
                words().status.solving
            } else {
                words().results.no_results
            };
            caption(ui, context.theme, text);
            return;
        };
        ui.add_space(SPACE);
        self.controls(ui, context);
        fade_if_stale(ui, context.stale);
        let room = vec2(ui.available_width(), ui.available_height() - SPACE);
        let room = vec2(room.x, room.y.max(LOWEST)).round();
        let key = Key {
            what: self.what,
            revision: context.revision,
            flows: context.flows,
            room,
            language: language(),
        };
        let diagram = self.diagram.take().filter(|diagram| diagram.key == key);
        let diagram = diagram.unwrap_or_else(|| Diagram::new(key, subject(self.what, context, today, now)));
        if diagram.drawn.graph.flows.is_empty() {
            caption(ui, context.theme, words().sankey.empty);
        } else {
            ScrollArea::both().auto_shrink(false).show(ui, |ui| {
                let (area, response) = ui.allocate_exact_size(diagram.size, Sense::click());
                paint::chart(ui, area, response, &diagram, context, commands);
            });
        }
        self.diagram = Some(diagram);
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let (today, now) = context.today.zip(context.now)?;
        let subject = subject(self.what, context, today, now);
        let words = words();
        let unit = self.what.unit(context.map);
        let amount = |time: &str| fill(words.marks.in_brackets, &[time, &unit]);
        let mut sheet = Sheet::new([
            words.sankey.from.to_owned(),
            words.sankey.to.to_owned(),
            amount(words.scenarios.today),
            amount(words.results.now),
        ]);
        for (flow, today) in subject.graph.flows.iter().zip(&subject.today) {
            let name = |at: usize| Cell::from(subject.stations[at].name.as_str());
            sheet.row([name(flow.from), name(flow.to), (*today).into(), flow.value.into()]);
        }
        Some(sheet)
    }
}

impl FlowsTab {
    /// The choice of what flows, its unit, and what the diagram leaves out.
    fn controls(&mut self, ui: &mut Ui, context: &Context<'_>) {
        let words = words();
        ui.horizontal_wrapped(|ui| {
            let (label, hint) = self.what.label();
            let chooser = ComboBox::from_id_salt("what flows")
                .width(150.0)
                .selected_text(label)
                .show_ui(ui, |ui| {
                    for what in What::ALL {
                        let (label, hint) = what.label();
                        ui.selectable_value(&mut self.what, what, label)
                            .on_hover_text(hint);
                    }
                });
            named(chooser.response, words.sankey.choose).on_hover_text(hint);
            let mut notes = vec![self.what.unit(context.map)];
            if let Some(diagram) = self
                .diagram
                .as_ref()
                .filter(|diagram| diagram.key.what == self.what)
            {
                notes.extend(diagram.notes(context));
            }
            let small = RichText::new(notes.join(" · ")).text_style(TextStyle::Small);
            ui.add(egui::Label::new(small.color(context.theme.weak_text)).wrap());
        });
    }
}

impl Diagram {
    fn new(key: Key, subject: Subject) -> Self {
        let levels = sankey::levels(&subject.graph);
        let steps = levels.iter().copied().max().unwrap_or(0);
        let margin = MARGIN.min(key.room.x * 0.25);
        // Names of the nodes stand between the columns.
        let least = TURN + steps as f32 * NARROWEST + margin;
        let size = vec2(key.room.x.max(least), key.room.y);
        let area = Rect::from_min_size(egui::pos2(TURN, 0.0), size - vec2(TURN, 0.0));
        let mut drawn = sankey::gather(&subject.graph, &levels, sankey::most_nodes(area.height()));
        let largest = drawn
            .graph
            .flows
            .iter()
            .map(|flow| flow.value)
            .fold(0.0, f64::max);
        let least = largest * HAIR;
        drawn.leave_out(least);
        let chart = sankey::place(&drawn, area, margin);
        Self {
            key,
            subject,
            drawn,
            chart,
            size,
            least,
        }
    }

    /// What the diagram leaves out, and how it is read.
    fn notes(&self, context: &Context<'_>) -> Vec<String> {
        let words = &words().sankey;
        let mut notes = Vec::new();
        if self.drawn.nodes.iter().any(|node| node.of.len() > 1) {
            notes.push(words.gathered.to_owned());
        }
        if self.chart.bands.iter().any(|band| band.back) {
            notes.push(words.loops.to_owned());
        }
        let drawn: usize = self.drawn.flows.iter().map(Vec::len).sum();
        if drawn < self.subject.graph.flows.len() && self.least > 0.0 {
            notes.push(fill(words.hidden_flows, &[&figures::short_digits(self.least)]));
        }
        if self.key.what == What::Money
            && let Some(now) = context.now
        {
            let sales = figures::compact(subject::sales(now));
            notes.push(fill(words.without_sales, &[&sales]));
        }
        notes
    }
}
