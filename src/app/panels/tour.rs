//! The tour at the first start: five cards in one place, and a mark round what each speaks of.

use egui::{
    Align, Align2, Area, Context, Frame, Id, Key, Layout, Modifiers, Order, Pos2, Rect, RichText, Stroke,
    StrokeKind, vec2,
};

use crate::app::i18n::{fill, words};
use crate::app::keys::is_covered;
use crate::app::style;
use crate::app::theme::{RADIUS, SPACE, Theme};

/// Width of a card.
const WIDTH: f32 = 380.0;

/// What a card speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Map,
    Gates,
    Scenarios,
    Results,
    Inspector,
}

impl Step {
    const ALL: [Self; 5] = [
        Self::Map,
        Self::Gates,
        Self::Scenarios,
        Self::Results,
        Self::Inspector,
    ];

    fn words(self) -> (&'static str, &'static str) {
        let words = &words().tour;
        match self {
            Self::Map => (words.map_title, words.map_text),
            Self::Gates => (words.gates_title, words.gates_text),
            Self::Scenarios => (words.scenarios_title, words.scenarios_text),
            Self::Results => (words.results_title, words.results_text),
            Self::Inspector => (words.inspector_title, words.inspector_text),
        }
    }

    /// The part of the window that it speaks of; the canvas where that is hidden.
    fn place(self, places: &Places) -> Rect {
        let place = match self {
            Self::Map | Self::Gates => places.canvas,
            Self::Scenarios => places.top,
            Self::Results => places.results,
            Self::Inspector => places.inspector,
        };
        if place.is_positive() { place } else { places.canvas }
    }
}

/// The parts of the window.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Places {
    /// The menu and what is shown.
    pub top: Rect,
    /// The inspector; empty where it is hidden.
    pub inspector: Rect,
    /// The results; empty where they are hidden.
    pub results: Rect,
    /// The map.
    pub canvas: Rect,
}

/// The tour, while it goes on.
#[derive(Default)]
pub(in crate::app) struct Tour {
    step: Option<usize>,
    /// Where the lower left corner of its cards is in a window of this size: the buttons of one lie where those
    /// of the last did.
    place: Option<(Rect, Pos2)>,
}

impl Tour {
    /// Begins with the first card.
    pub(in crate::app) fn begin(&mut self) {
        self.step = Some(0);
        self.place = None;
    }

    /// Ends with Escape, before anything else takes the key.
    pub(in crate::app) fn listen(&mut self, ctx: &Context) {
        let free = self.step.is_some() && !is_covered(ctx);
        if free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.step = Some(Step::ALL.len());
        }
    }

    /// Draws the card at hand, if there is one; whether the tour ends now.
    pub(in crate::app) fn ui(&mut self, ctx: &Context, places: &Places, theme: &Theme) -> bool {
        let Some(number) = self.step else { return false };
        let Some(step) = Step::ALL.get(number).copied() else {
            self.step = None;
            return true;
        };
        let place = step.place(places);
        // Below menus that are opened while the tour goes on.
        let layer = egui::LayerId::new(Order::Middle, Id::unique("tour mark"));
        let mark = Stroke::new(2.0, theme.accent);
        let (painter, rect) = (ctx.layer_painter(layer), place.shrink(2.0));
        painter.rect_stroke(rect, RADIUS, mark, StrokeKind::Inside);
        let window = ctx.content_rect();
        let first = || {
            (
                window,
                places.canvas.left_bottom() + vec2(SPACE * 2.0, -SPACE * 2.0),
            )
        };
        self.place = self.place.filter(|(of, _)| *of == window);
        let (_, at) = *self.place.get_or_insert_with(first);
        let area = Area::new(Id::unique("tour"))
            .order(Order::Foreground)
            .pivot(Align2::LEFT_BOTTOM)
            .constrain_to(window)
            .fixed_pos(at);
        let to = area
            .show(ctx, |ui| {
                Frame::popup(ui.style())
                    .inner_margin(SPACE * 2.0)
                    .stroke(Stroke::new(1.5, theme.accent))
                    .show(ui, |ui| {
                        ui.set_width(WIDTH);
                        card(ui, number, step, theme)
                    })
                    .inner
            })
            .inner;
        match to {
            Some(to) if to < Step::ALL.len() => self.step = Some(to),
            Some(_) => self.step = None,
            None => {}
        }
        self.step.is_none()
    }
}

/// The contents of a card; the number of the card that follows, if a button says so.
fn card(ui: &mut egui::Ui, number: usize, step: Step, theme: &Theme) -> Option<usize> {
    let words = &words().tour;
    let (title, text) = step.words();
    ui.label(RichText::new(title).text_style(style::display()));
    ui.add_space(SPACE / 2.0);
    ui.label(text);
    ui.add_space(SPACE);
    let last = number + 1 == Step::ALL.len();
    let count = fill(
        words.step,
        &[&(number + 1).to_string(), &Step::ALL.len().to_string()],
    );
    let mut to = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new(count).color(theme.weak_text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(if last { words.done } else { words.next }).clicked() {
                to = Some(number + 1);
            }
            if number > 0 && ui.button(words.back).clicked() {
                to = Some(number - 1);
            }
            if !last && ui.button(words.leave).clicked() {
                to = Some(Step::ALL.len());
            }
        });
    });
    to
}
