//! The gains of both companies against each other, a point for each bundle.

use egui::{Color32, Rangef, Role, Ui, WidgetInfo};
use egui_plot::{AxisHints, HLine, MarkerShape, Plot, PlotPoint, Points, VLine};

use super::study::{Found, Kind};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::Context;
use crate::app::panels::widgets::{caption, key};
use crate::app::theme::{SPACE, Theme};
use crate::solver::Measure;

/// A click this near to a point, in pixels, means it.
const REACH: f32 = 14.0;

/// How far apart the marks of the upright axis must be to show faintly, and to show clearly.
const MARKS: Rangef = Rangef { min: 14.0, max: 24.0 };

/// Draws the points; the bundle that was clicked, if one was.
pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, found: &Found, picked: Option<usize>) -> Option<usize> {
    let theme = context.theme;
    let names: Vec<_> = found
        .negotiation
        .players()
        .iter()
        .map(|id| naming::company(context.map, id))
        .collect();
    let [first, second] = names.as_slice() else {
        return None;
    };
    let unit = naming::measure_unit(Measure::Payoff, context.map.units());
    let axis = |name: &str| fill(words().deals.gain_of, &[name, &unit]);
    let game = found.negotiation.game();
    let at = |bundle: usize| PlotPoint::new(game.gain(0, bundle), game.gain(1, bundle));
    // Upright beside its numbers it would be cut where the panel is low.
    caption(ui, theme, format!("↑ {}", axis(second)));
    // Near enough to each other for there to be some where the panel is low.
    let marks = AxisHints::new_y()
        .formatter(|mark, _| figures::signed(mark.value))
        .label_spacing(MARKS);
    let plot = Plot::new("deals")
        .x_axis_label(axis(first))
        .x_axis_formatter(|mark, _| figures::signed(mark.value))
        .custom_y_axes(vec![marks])
        .allow_scroll(false)
        .show_background(false)
        .label_formatter(|_| None);
    let response = plot.show(ui, |plot| {
        plot.hline(HLine::new("", 0.0).color(theme.line).allow_hover(false));
        plot.vline(VLine::new("", 0.0).color(theme.line).allow_hover(false));
        for (kind, bundles) in &found.kinds {
            let series: Vec<PlotPoint> = bundles.iter().map(|bundle| at(*bundle)).collect();
            let (shape, radius, color) = look(theme, *kind);
            let points = Points::new(kind.words().0, egui_plot::PlotPoints::Owned(series));
            plot.points(points.shape(shape).radius(radius).color(color).allow_hover(false));
        }
        if let Some(bundle) = picked {
            let ring = Points::new("", egui_plot::PlotPoints::Owned(vec![at(bundle)]));
            plot.points(
                ring.radius(10.0)
                    .filled(false)
                    .color(theme.text)
                    .allow_hover(false),
            );
        }
    });
    let spoken = fill(words().deals.chart, &[first, second]);
    let role = || WidgetInfo::labeled(Role::Image, true, &spoken);
    response.response.widget_info(role);
    let click = response
        .response
        .clicked()
        .then(|| response.response.interact_pointer_pos());
    let click = click.flatten()?;
    // Of points at the same place the most telling, which is drawn last.
    let all = found.kinds.iter().rev().flat_map(|(_, bundles)| bundles);
    let near = all.map(|bundle| {
        (
            *bundle,
            response
                .transform
                .position_from_point(&at(*bundle))
                .distance(click),
        )
    });
    let nearest = near.min_by(|a, b| a.1.total_cmp(&b.1));
    nearest
        .filter(|(_, distance)| *distance <= REACH)
        .map(|(bundle, _)| bundle)
}

/// What each kind of point means, outside the plot: within it would hide points.
pub(super) fn legend(ui: &mut Ui, context: &Context<'_>, found: &Found) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = SPACE / 2.0;
        for (kind, _) in found.kinds.iter().rev() {
            let (name, hint) = kind.words();
            key(ui, context.theme, look(context.theme, *kind).2, name).on_hover_text(hint);
            ui.add_space(SPACE);
        }
    });
}

/// How a kind of point is drawn: told apart by shape as well as by colour.
pub(super) fn look(theme: &Theme, kind: Kind) -> (MarkerShape, f32, Color32) {
    match kind {
        Kind::Any => (MarkerShape::Circle, 1.5, Theme::faded(theme.weak_text, 0.5)),
        Kind::Front => (MarkerShape::Circle, 3.0, theme.accent),
        Kind::Holds => (MarkerShape::Plus, 5.0, theme.weak_text),
        Kind::Stable => (MarkerShape::Up, 5.5, theme.good),
        Kind::Paid => (MarkerShape::Square, 5.5, theme.loss),
        Kind::Agreed => (MarkerShape::Diamond, 6.5, theme.gain),
        Kind::Today => (MarkerShape::Asterisk, 5.5, theme.text),
    }
}
