//! The diagram's bands, bars and names, and what the pointer does on them.

use std::sync::Arc;

use egui::epaint::{ColorMode, PathShape, PathStroke};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Galley, Mesh, Pos2, Rect, Response, Sense, Shape, TextStyle, Ui, pos2, vec2};

use super::subject::others;
use super::{Command, Context, Diagram};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::font;
use crate::app::sankey::{Band, Bar};
use crate::app::theme::{SPACE, Theme};
use crate::model::Object;

/// Opacity of a band, of one under the pointer, and of the others then.
const BAND: f32 = 0.38;
const LIT: f32 = 0.75;
const DIMMED: f32 = 0.14;
/// Length of the mark where visits start or end.
const STUB: f32 = 16.0;
/// The pointer finds even the thinnest band within so many points.
const REACH: f32 = 3.0;

/// What the pointer is on.
#[derive(Clone, Copy, PartialEq)]
enum Spot {
    Node(usize),
    Flow(usize),
}

/// Draws the diagram in `area`, whose own response is `response`.
pub(super) fn chart(
    ui: &mut Ui,
    area: Rect,
    response: Response,
    diagram: &Diagram,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let offset = area.min.to_vec2();
    let spoken = diagram.spoken(context);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &spoken));
    let mut spot = None;
    let names: Vec<(Rect, Response)> = (0..diagram.chart.bars.len())
        .map(|at| {
            let place = name_place(diagram, at).translate(offset);
            let bar = diagram.chart.bars[at].slot.translate(offset);
            let id = ui.scope_id().with(("station", at));
            let response = ui.interact(bar.union(place), id, Sense::click());
            if response.hovered() || response.has_focus() {
                spot = Some(Spot::Node(at));
            }
            (place, response)
        })
        .collect();
    if let (None, Some(pointer)) = (spot, response.hover_pos()) {
        spot = diagram.flow_at(pointer - offset).map(Spot::Flow);
    }
    for at in 0..diagram.chart.bands.len() {
        band(ui, diagram, at, offset, spot, context);
    }
    for (at, (place, node)) in names.into_iter().enumerate() {
        bar(ui, diagram, at, offset, spot, context);
        name(ui, diagram, at, place, spot, context);
        let text = diagram.node_text(at, context);
        node.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
        if node.on_hover_text(&text).clicked() {
            commands.push(Command::Select(diagram.node_objects(at)));
        }
    }
    if let Some(Spot::Flow(at)) = spot {
        let text = diagram.flow_text(at, context);
        if response.on_hover_text_at_pointer(text).clicked() {
            commands.push(Command::Select(diagram.flow_objects(at)));
        }
    } else if response.clicked() {
        commands.push(Command::Select(Vec::new()));
    }
}

/// How strongly a band is drawn.
fn opacity(diagram: &Diagram, at: usize, spot: Option<Spot>) -> f32 {
    let flow = diagram.drawn.graph.flows[at];
    match spot {
        None => BAND,
        Some(Spot::Flow(lit)) if lit == at => LIT,
        Some(Spot::Node(node)) if flow.from == node || flow.to == node => LIT,
        Some(_) => DIMMED,
    }
}

fn color(diagram: &Diagram, node: usize, context: &Context<'_>) -> Color32 {
    let of = &diagram.drawn.nodes[node].of;
    let company = match of.as_slice() {
        [one] => diagram.subject.stations[*one].company.as_ref(),
        _ => None,
    };
    context.theme.company_color(context.map, company)
}

fn band(
    ui: &Ui,
    diagram: &Diagram,
    at: usize,
    offset: egui::Vec2,
    spot: Option<Spot>,
    context: &Context<'_>,
) {
    let flow = diagram.drawn.graph.flows[at];
    let band: &Band = &diagram.chart.bands[at];
    let opacity = opacity(diagram, at, spot);
    let [start, end] = [flow.from, flow.to].map(|node| Theme::faded(color(diagram, node, context), opacity));
    let points: Vec<Pos2> = band.middle.iter().map(|point| *point + offset).collect();
    let (left, right) = match (points.first(), points.last()) {
        (Some(first), Some(last)) => (first.x.min(last.x), first.x.max(last.x)),
        _ => return,
    };
    let (at_left, at_right) = if band.back { (end, start) } else { (start, end) };
    // The band takes the colour of where it comes from over to that of where it goes.
    let blend = move |_: Rect, point: Pos2| {
        let share = ((point.x - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        at_left.lerp_to_gamma(at_right, share)
    };
    let mut stroke = PathStroke::new(band.width.max(1.0), start);
    stroke.color = ColorMode::UV(Arc::new(blend));
    ui.painter().add(Shape::Path(PathShape {
        points,
        closed: false,
        fill: Color32::TRANSPARENT,
        stroke,
    }));
}

/// A node's bar, with marks that fade out where visits start and where they end.
fn bar(ui: &Ui, diagram: &Diagram, at: usize, offset: egui::Vec2, spot: Option<Spot>, context: &Context<'_>) {
    let place = diagram.chart.bars[at].rect.translate(offset);
    let color = color(diagram, at, context);
    let ends = diagram.drawn.graph.nodes[at];
    let (come, go) = diagram.sums(at);
    let scale = f64::from(place.height()) / come.max(go).max(f64::MIN_POSITIVE);
    let faded = Theme::faded(color, BAND);
    for (value, x, outside) in [
        (ends.starts, place.left(), place.left() - STUB),
        (ends.ends, place.right(), place.right() + STUB),
    ] {
        let height = (value * scale) as f32;
        let top = if outside < x {
            place.top() + ((come - ends.starts) * scale) as f32
        } else {
            place.top() + ((go - ends.ends) * scale) as f32
        };
        if height >= 0.5 {
            ui.painter().add(fading(x, outside, top, top + height, faded));
        }
    }
    ui.painter().rect_filled(place, 2.0, color);
    let selected = diagram.node_objects(at);
    if selected.iter().any(|object| context.selection.contains(object)) || spot == Some(Spot::Node(at)) {
        let stroke = egui::Stroke::new(1.5, context.theme.accent);
        ui.painter()
            .rect_stroke(place.expand(1.5), 3.0, stroke, egui::StrokeKind::Outside);
    }
}

/// A box of `color` at `x` that is gone at `outside`.
fn fading(x: f32, outside: f32, top: f32, bottom: f32, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(pos2(x, top), color);
    mesh.colored_vertex(pos2(x, bottom), color);
    mesh.colored_vertex(pos2(outside, bottom), Color32::TRANSPARENT);
    mesh.colored_vertex(pos2(outside, top), Color32::TRANSPARENT);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    Shape::mesh(mesh)
}

/// Where the name of a node stands: right of its bar, as far as the next column.
fn name_place(diagram: &Diagram, at: usize) -> Rect {
    let Bar { rect, slot } = diagram.chart.bars[at];
    let last = diagram.drawn.nodes.iter().map(|node| node.level).max() == Some(diagram.drawn.nodes[at].level);
    let room = if last {
        diagram.size.x - rect.right() - SPACE
    } else {
        diagram.chart.pitch - rect.width() - SPACE * 1.5
    };
    let line = Rect::from_center_size(slot.center(), vec2(0.0, 16.0));
    Rect::from_min_max(
        pos2(rect.right() + SPACE * 0.5, line.top()),
        pos2(rect.right() + SPACE * 0.5 + room.max(0.0), line.bottom()),
    )
}

fn name(ui: &Ui, diagram: &Diagram, at: usize, place: Rect, spot: Option<Spot>, context: &Context<'_>) {
    let theme = context.theme;
    let small = font(ui, TextStyle::Small);
    let line = |text: &str, color, width: f32| -> Arc<Galley> {
        let format = TextFormat::simple(small.clone(), color);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping::truncate_at_width(width);
        ui.painter().layout_job(job)
    };
    let (come, go) = diagram.sums(at);
    let value = line(&figures::compact(come.max(go)), theme.weak_text, f32::INFINITY);
    // Where there is no room for both, the name matters more.
    let both = place.width() >= value.size().x + 56.0;
    let room = place.width() - if both { value.size().x + SPACE } else { 0.0 };
    let strong = spot.is_none_or(|spot| diagram.touches(spot, at));
    let ink = if strong { theme.text } else { theme.weak_text };
    let name = line(&diagram.name(at), ink, room);
    let start = pos2(place.left(), place.center().y - name.size().y / 2.0);
    let mut width = name.size().x;
    if both {
        width += SPACE * 0.75 + value.size().x;
    }
    // A light ground keeps letters apart from the bands behind them.
    let ground = Rect::from_min_size(start, vec2(width, name.size().y)).expand2(vec2(2.0, -1.0));
    ui.painter()
        .rect_filled(ground, 3.0, Theme::faded(theme.panel, 0.6));
    let after = start + vec2(name.size().x + SPACE * 0.75, 0.0);
    ui.painter().galley(start, name, ink);
    if both {
        ui.painter().galley(after, value, theme.weak_text);
    }
}

impl Diagram {
    /// What comes to a drawn node and what goes on from it, starts and ends included.
    fn sums(&self, at: usize) -> (f64, f64) {
        self.drawn.sums[at]
    }

    fn name(&self, at: usize) -> String {
        match self.drawn.nodes[at].of.as_slice() {
            [one] => self.subject.stations[*one].name.clone(),
            several => others(several.len()),
        }
    }

    fn touches(&self, spot: Spot, node: usize) -> bool {
        let joins = |at: usize, other: usize| {
            let flow = self.drawn.graph.flows[at];
            (flow.from, flow.to) == (node, other) || (flow.to, flow.from) == (node, other)
        };
        match spot {
            Spot::Node(other) => {
                other == node || (0..self.drawn.graph.flows.len()).any(|at| joins(at, other))
            }
            Spot::Flow(at) => {
                let flow = self.drawn.graph.flows[at];
                flow.from == node || flow.to == node
            }
        }
    }

    /// The thinnest flow at a point.
    fn flow_at(&self, point: Pos2) -> Option<usize> {
        let near = |at: &usize| {
            let band = &self.chart.bands[*at];
            let reach = (band.width / 2.0).max(REACH);
            band.middle
                .windows(2)
                .any(|pair| distance(point, pair[0], pair[1]) <= reach)
        };
        let found = (0..self.chart.bands.len()).filter(near);
        found.min_by(|a, b| self.chart.bands[*a].width.total_cmp(&self.chart.bands[*b].width))
    }

    fn node_objects(&self, at: usize) -> Vec<Object> {
        let of = self.drawn.nodes[at].of.iter();
        of.filter_map(|of| self.subject.stations[*of].object.clone())
            .collect()
    }

    /// The links that a flow takes; for money, those between whom it flows.
    fn flow_objects(&self, at: usize) -> Vec<Object> {
        let of = self.drawn.flows[at].iter();
        let links: Vec<Object> = of
            .flat_map(|of| self.subject.links[*of].iter().cloned().map(Object::Link))
            .collect();
        if !links.is_empty() {
            return links;
        }
        let flow = self.drawn.graph.flows[at];
        [flow.from, flow.to]
            .into_iter()
            .flat_map(|node| self.node_objects(node))
            .collect()
    }

    fn node_text(&self, at: usize, context: &Context<'_>) -> String {
        let words = &words().sankey;
        let unit = self.key.what.unit(context.map);
        let amount = |value: f64| format!("{} {unit}", figures::compact(value));
        let (come, go) = self.sums(at);
        let ends = self.drawn.graph.nodes[at];
        let of = self.drawn.nodes[at].of.iter();
        let within: f64 = of.map(|of| self.subject.stations[*of].within).sum();
        let mut text = fill(words.through, &[&self.name(at), &amount(come), &amount(go)]);
        for (template, value) in [
            (words.starts_here, ends.starts),
            (words.ends_here, ends.ends),
            (words.within, within),
        ] {
            if value > 0.0 {
                text.push('\n');
                text.push_str(&fill(template, &[&amount(value)]));
            }
        }
        text
    }

    fn flow_text(&self, at: usize, context: &Context<'_>) -> String {
        let words = &words().sankey;
        let unit = self.key.what.unit(context.map);
        let flow = self.drawn.graph.flows[at];
        let (from, to) = (self.name(flow.from), self.name(flow.to));
        let amount = |value: f64| format!("{} {unit}", figures::compact(value));
        let mut text = fill(words.flow, &[&from, &to, &amount(flow.value)]);
        let (_, go) = self.sums(flow.from);
        let share = figures::percent(flow.value / go.max(f64::MIN_POSITIVE));
        text.push('\n');
        text.push_str(&fill(words.flow_share, &[&share, &from]));
        if context.compares() {
            let today: f64 = self.drawn.flows[at]
                .iter()
                .map(|of| self.subject.today[*of])
                .sum();
            let change = figures::signed(flow.value - today);
            text.push('\n');
            text.push_str(&fill(words.today, &[&amount(today), &change]));
        }
        text
    }

    /// The largest flows in words, for screen readers.
    fn spoken(&self, context: &Context<'_>) -> String {
        const MOST: usize = 8;
        let mut flows: Vec<_> = self.drawn.graph.flows.iter().collect();
        flows.sort_by(|a, b| b.value.total_cmp(&a.value));
        let flows: Vec<String> = flows
            .into_iter()
            .take(MOST)
            .map(|flow| {
                let names = [flow.from, flow.to].map(|node| self.name(node));
                let value = figures::compact(flow.value);
                fill(words().sankey.flow, &[&names[0], &names[1], &value])
            })
            .collect();
        let unit = self.key.what.unit(context.map);
        fill(
            words().sankey.chart,
            &[&unit, &flows.join(words().marks.semicolon)],
        )
    }
}

/// From a point to a line between two others.
fn distance(point: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let length = along.length_sq();
    let share = if length > 0.0 {
        ((point - from).dot(along) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point - (from + along * share)).length()
}
