//! Sets the picture up: a frame of the window's own canvas and legend, drawn for nobody to see.

use egui::{Align2, FontId, RawInput, Rect, Shape, Vec2, pos2, vec2};

use crate::app::canvas::Canvas;
use crate::app::context::Context;
use crate::app::i18n::{count, words};
use crate::app::panels::legend;
use crate::app::state::State;
use crate::app::theme::{SPACE, Theme, type_size};
use crate::app::{fonts, style};
use crate::document::Document;
use crate::report::{Look, Subject};

/// Height of the line with the name of the map.
const TITLE: f32 = 40.0;

/// Width and height of the picture, in points.
pub fn size(look: &Look) -> Vec2 {
    vec2(look.width, look.height)
}

/// The name of the map and of what is shown of it.
pub fn title(subject: &Subject<'_>) -> String {
    let scenario = subject.scenario.map(|(id, _)| id);
    let shown = match scenario.and_then(|id| subject.map.scenarios().get(id)) {
        Some(scenario) => scenario.name.as_str(),
        None => words().scenarios.today,
    };
    let title = format!("{}: {shown}", subject.map.name());
    let words = &words().outline;
    match subject.hidden.len() {
        0 => title,
        // Who sees the picture alone could take it for the whole map.
        hidden => format!("{title} ({})", count(hidden, words.one_hidden, words.many_hidden)),
    }
}

/// All that is drawn, from the ground up.
pub fn shapes(subject: &Subject<'_>, look: &Look) -> Vec<Shape> {
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    fonts::install_of_system(&ctx);
    style::install(&ctx);
    let theme = if look.dark { Theme::dark() } else { Theme::light() };
    let mut state = State::new(Document::new(subject.map.clone()));
    state.scenario = subject.scenario.map(|(id, _)| id.clone());
    state.hidden.clone_from(subject.hidden);
    let context = Context {
        today: subject.today,
        now: subject
            .scenario
            .map_or(subject.today, |(_, solution)| Some(solution)),
        stale: false,
        ..state.context(&theme)
    };
    let mut canvas = Canvas::default();
    let mut drawn = Vec::new();
    // Fonts asked for in the first frame are there in the second.
    for _ in 0..2 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size(look))),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| frame(ui, subject, look, &context, &mut canvas));
        drawn = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
    }
    drawn.into_iter().map(|clipped| clipped.shape).collect()
}

fn frame(ui: &mut egui::Ui, subject: &Subject<'_>, look: &Look, context: &Context<'_>, canvas: &mut Canvas) {
    let theme = context.theme;
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.background);
    let mut middle = whole;
    if look.words {
        legend::of_a_picture(ui, context);
        let at = whole.left_center();
        let at = pos2(at.x + SPACE * 2.0, whole.top() + TITLE / 2.0);
        let font = FontId::new(type_size::DISPLAY, fonts::strong());
        ui.painter()
            .text(at, Align2::LEFT_CENTER, title(subject), font, theme.text);
        middle = ui.available_rect_before_wrap();
        middle.min.y = whole.top() + TITLE;
    }
    let shapes = ui
        .scope_builder(egui::UiBuilder::new().max_rect(middle), |ui| {
            canvas.shapes(ui, context)
        })
        .inner;
    ui.painter().extend(shapes);
}
