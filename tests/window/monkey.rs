//! A monkey at the window: random pointer, keys and text, in a made-up order, never lead to a panic
//! or to a history that cannot be taken back.
//!
//! `CATCHMENT_MONKEY=100000` sets the number of events, `CATCHMENT_MONKEY_SEED` the order.
use crate::common::window::two_shops;
use catchment::app::action::Action;
use catchment::app::shell::Shell;
use catchment::file;
use egui::{
    Event, ImeEvent, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, pos2, vec2,
};
use fastrand::Rng;

const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1280.0, 800.0));
/// Events that arrive together, as when a machine is busy.
const MOST_A_FRAME: usize = 4;
/// Events in CI, where the whole run has to be short.
const EVENTS: usize = 4_000;

fn setting(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

/// What the monkey holds down.
#[derive(Default)]
struct Monkey {
    random: Rng,
    at: Pos2,
    pressed: Option<PointerButton>,
}

impl Monkey {
    fn modifiers(&mut self) -> Modifiers {
        let mut held = Modifiers::NONE;
        for (one, odds) in [
            (Modifiers::SHIFT, 8),
            (Modifiers::COMMAND | Modifiers::CTRL, 5),
            (Modifiers::ALT, 20),
        ] {
            if self.random.usize(..odds) == 0 {
                held |= one;
            }
        }
        held
    }

    /// A place, more often than not near the last one: drags and double clicks need that.
    fn place(&mut self) -> Pos2 {
        let far = self.random.usize(..4) == 0;
        let reach = if far { 2000.0 } else { 60.0 };
        let by = vec2(self.random.f32() - 0.5, self.random.f32() - 0.5) * reach;
        (self.at + by).clamp(pos2(-20.0, -20.0), pos2(1300.0, 820.0))
    }

    fn key(&mut self) -> Key {
        let all = Key::ALL;
        // Keys that do much come often.
        let often = [
            Key::Escape,
            Key::Enter,
            Key::Delete,
            Key::Tab,
            Key::Z,
            Key::V,
            Key::C,
            Key::D,
            Key::G,
            Key::L,
            Key::ArrowLeft,
            Key::ArrowDown,
            Key::PageDown,
            Key::K,
            Key::F,
            Key::O,
            Key::Num1,
            Key::Num3,
            Key::F2,
        ];
        if self.random.bool() {
            often[self.random.usize(..often.len())]
        } else {
            all[self.random.usize(..all.len())]
        }
    }

    fn text(&mut self) -> String {
        let texts = [
            "a",
            "12",
            "38m",
            "-1e400",
            "35%",
            "微信",
            "\u{301}",
            "Model(",
            "NaN",
            "",
            "   ",
            "WeChat Pay",
            "🙂",
            ".",
        ];
        texts[self.random.usize(..texts.len())].to_owned()
    }

    fn events(&mut self) -> Vec<Event> {
        let modifiers = self.modifiers();
        let mut events = vec![Event::ModifiersChanged(modifiers)];
        events.extend(self.done_with(modifiers));
        events
    }

    fn done_with(&mut self, modifiers: Modifiers) -> Vec<Event> {
        match self.random.usize(..100) {
            0..35 => {
                self.at = self.place();
                vec![Event::PointerMoved(self.at)]
            }
            35..60 => {
                let button = self.pressed.unwrap_or(match self.random.usize(..8) {
                    0 => PointerButton::Secondary,
                    1 => PointerButton::Middle,
                    _ => PointerButton::Primary,
                });
                let pressed = self.pressed.is_none();
                self.pressed = pressed.then_some(button);
                vec![Event::PointerButton {
                    pos: self.at,
                    button,
                    pressed,
                    modifiers,
                }]
            }
            60..84 => {
                let key = self.key();
                [true, false]
                    .map(|pressed| Event::Key {
                        key,
                        physical_key: None,
                        pressed,
                        repeat: false,
                        modifiers,
                    })
                    .to_vec()
            }
            84..90 => vec![Event::Text(self.text())],
            90..94 => vec![Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, self.random.f32() * 8.0 - 4.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers,
            }],
            94 => vec![Event::Copy],
            95 => vec![Event::Cut],
            96 => vec![Event::Paste(self.text())],
            97 => vec![
                Event::Ime(ImeEvent::Preedit {
                    text: self.text(),
                    active_range_chars: None,
                }),
                Event::Ime(ImeEvent::Commit(self.text())),
            ],
            98 => vec![Event::PointerGone],
            _ => vec![Event::WindowFocused(self.random.bool())],
        }
    }
}

#[test]
fn nothing_a_monkey_does_breaks_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let document = two_shops();
    // What it saves goes where it does no harm.
    std::env::set_current_dir(folder.path()).unwrap();
    let wanted = setting("CATCHMENT_MONKEY", EVENTS);
    let seed = setting("CATCHMENT_MONKEY_SEED", 1) as u64;
    let mut monkey = Monkey {
        random: Rng::with_seed(seed),
        at: SCREEN.center(),
        ..Monkey::default()
    };
    let ctx = egui::Context::default();
    Shell::install(&ctx);
    let mut shell = Shell::new(document).unwrap();
    shell.ask_for_paths_in_the_window();
    let mut done = 0;
    let mut time = 0.0;
    while done < wanted {
        let mut batch = Vec::new();
        for _ in 0..=monkey.random.usize(..MOST_A_FRAME) {
            batch.extend(monkey.events());
        }
        done += batch.len() / 2;
        // Now and then somebody looks at the result for a while.
        time += if monkey.random.usize(..20) == 0 { 1.0 } else { 0.02 };
        let input = RawInput {
            screen_rect: Some(SCREEN),
            time: Some(time),

            events: batch,
            ..RawInput::default()
        };
        let output = ctx.run_ui(input, |ui| {
            shell.logic(ui.ctx());
            shell.ui(ui);
        });
        let shapes = output.shapes.clone();
        output.drop_without_applying_deltas();
        ctx.tessellate(shapes, 1.0);
    }
    // Whatever it did to whichever map was open last can be taken back and made again.
    let text = |shell: &Shell| file::to_text(shell.state().map()).unwrap();
    let repeat = |shell: &mut Shell, action: Action| {
        while shell.state().can(action) {
            shell.dispatch(&ctx, vec![action.into()]);
        }
    };
    repeat(&mut shell, Action::Redo);
    let end = text(&shell);
    repeat(&mut shell, Action::Undo);
    repeat(&mut shell, Action::Redo);
    assert_eq!(text(&shell), end);
}
