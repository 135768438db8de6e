//! The window's inside: one frame from the worker's answers to the commands it leads to.
//!
//! It knows nothing of eframe, so tests drive it whole without a display.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::ColorImage;

use super::action;
use super::canvas::Canvas;
use super::clipboard::{Board, Clipboard};
use super::command::Command;
use super::composing::Composing;
use super::dispatch::Goal;
use super::files::Files;
use super::i18n::Language;
use super::jobs::task::Task;
use super::jobs::{Jobs, Question};
use super::pacing::Pacing;
use super::panels::tour::Places;
use super::panels::{self, Panels};
use super::pictures::Pictures;
use super::presentation::Presentation;
use super::state::State;
use super::style;
use super::theme::Theme;
use super::view::View;
use super::{fonts, i18n, keys};
use crate::document::Document;

/// The window without its frame.
pub struct Shell {
    pub(super) state: State,
    pub(super) canvas: Canvas,
    pub(super) files: Files,
    pub(super) theme: Theme,
    pub(super) panels: Panels,
    /// Where copies go.
    pub(super) clipboard: Clipboard,
    /// The picture of the map being drawn, to be copied.
    pub(super) drawing: Option<Task<Result<ColorImage, String>>>,
    /// The picture of a result being taken.
    pub(super) pictures: Pictures<Goal>,
    jobs: Jobs,
    system_language: Language,
    /// What is put back after the presentation, while there is one.
    pub(super) presentation: Option<Presentation>,
    asked: Option<Question>,
    title: String,
    /// What was typed on the canvas.
    run: keys::Run,
    /// The file that was noted among those opened lately.
    noted: Option<PathBuf>,
}

impl Shell {
    /// The window's inside with `document` open.
    ///
    /// # Errors
    /// That the system gave no thread to solve on.
    pub fn new(document: Document) -> std::io::Result<Self> {
        Ok(Self {
            state: State::new(document),
            canvas: Canvas::default(),
            files: Files::default(),
            theme: Theme::light(),
            panels: Panels::default(),
            clipboard: Clipboard::default(),
            drawing: None,
            pictures: Pictures::default(),
            jobs: Jobs::start()?,
            system_language: Language::English,
            presentation: None,
            asked: None,
            title: String::new(),
            run: keys::Run::default(),
            noted: None,
        })
    }

    /// Gives egui the fonts and styles; once, before the first frame.
    pub fn install(ctx: &egui::Context) {
        fonts::install(ctx);
        style::install(ctx);
        ctx.add_plugin(Pacing::default());
        ctx.add_plugin(Composing::default());
        // Ctrl and 0 brings the map into view; the size of the text follows the system.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        // Whoever closes the window in a presentation does not start with its large words.
        ctx.set_zoom_factor(1.0);
    }

    /// Asks for the paths of files in the window itself, never in a dialog of the system.
    pub fn ask_for_paths_in_the_window(&mut self) {
        self.files.ask_for_paths_in_the_window();
    }

    /// Copies go to `board` from now on.
    pub fn copy_to(&mut self, board: Box<dyn Board>) {
        self.clipboard.use_board(board);
    }

    /// Keeps recovery copies of unsaved changes in `folder` from now on, each `after` so long at most, offers
    /// those that other windows left there, and watches over others at the same file.
    pub fn safeguard(&mut self, folder: &Path, after: Duration) {
        self.files.safeguard(folder, after);
    }

    /// Shows panels, theme and language as they were at the end of an earlier start.
    pub fn restore(&mut self, view: View) {
        self.state.view = view;
    }

    /// Shows the window step by step, unless the person has seen that.
    pub fn welcome(&mut self) {
        if !self.state.view.toured {
            self.panels.tour.begin();
        }
    }

    /// Offers the file worked on last, as none was asked for and it is still there.
    pub fn offer_last_file(&mut self) {
        let last = self.state.view.recent.first();
        self.state.last_file = last.filter(|path| path.is_file()).cloned();
    }

    /// Opens the file at `path`; one of another program is imported.
    pub fn open_file(&mut self, path: &Path, ctx: &egui::Context) {
        self.files.read(path, &mut self.state, ctx);
    }

    /// Takes note of the language that the system speaks.
    pub fn set_system_language(&mut self, language: Language) {
        self.system_language = language;
    }

    /// What is shown, and of which map.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether all answers about what is shown have come, and no file is waited for.
    pub fn is_settled(&self) -> bool {
        !self.state.arranging.is_running()
            && !self.state.tasks.are_running()
            && !self.files.are_waiting()
            && self.state.answers.are_complete(&self.state.question())
    }

    /// Takes in answers and asks what is to be known. Draws nothing.
    pub fn logic(&mut self, ctx: &egui::Context) {
        i18n::speak(self.language());
        for answer in self.jobs.poll() {
            self.state.answers.take(answer);
        }
        if let Some(places) = self.state.arranging.poll() {
            self.state.take_places(&places);
            self.canvas.show_laid_out(&places);
        }
        self.take_pictures(ctx);
        self.files.poll(&mut self.state, ctx);
        self.state.follow_comparison(ctx);
        self.files.guard_closing(&mut self.state, ctx);
        self.ask(ctx);
        self.note_file();
        self.show_title(ctx);
    }

    /// Remembers the document's file among those opened lately.
    fn note_file(&mut self) {
        let path = self.state.document.path();
        if path != self.noted.as_deref() {
            self.noted = path.map(Path::to_owned);
            if let Some(path) = &self.noted {
                self.state.view.remember(path);
            }
        }
    }

    /// Draws a frame and carries out what was asked for in it.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        i18n::speak(self.language());
        let before = ctx.theme();
        ctx.set_theme(self.state.view.theme);
        if ctx.theme() != before {
            // What is drawn in this frame was begun in the theme before.
            ctx.request_repaint();
        }
        self.canvas.set_dots(self.state.view.dots);
        self.theme = style::current(&ctx);
        if std::mem::take(&mut self.state.replaced) {
            self.canvas.start_afresh();
            self.panels.start_afresh();
            // What was being typed was meant for the map before.
            ctx.memory_mut(|memory| memory.stop_text_input());
        }
        if self.presentation_ui(ui) {
            return;
        }
        self.panels.tour.listen(&ctx);
        let mut commands = Vec::new();
        let context = self.state.context(&self.theme);
        let whole = ui.available_rect_before_wrap();
        self.panels.top(ui, &self.state, &context, &mut commands);
        let below = ui.available_rect_before_wrap();
        panels::status::ui(ui, &context, self.canvas.zoom_percent(), &mut commands);
        self.panels.side(ui, &self.state.view, &context, &mut commands);
        let aside = ui.available_rect_before_wrap();
        self.panels
            .inspector(ui, &self.state.view, &context, &mut commands);
        let middle = ui.available_rect_before_wrap();
        self.panels.results(ui, &self.state.view, &context, &mut commands);
        let above = ui.available_rect_before_wrap();
        if self.state.view.legend {
            panels::legend::ui(ui, &context);
        }
        let canvas = ui.available_rect_before_wrap();
        self.panels
            .above
            .ui(&ctx, canvas, &self.state, &context, &mut commands);
        egui::CentralPanel::no_frame().show(ui, |ui| self.canvas.ui(ui, &context, &mut commands));
        let menu_at = self.canvas.take_menu_place();
        self.panels
            .context_menu
            .ui(&ctx, menu_at, &self.state, &mut commands);
        self.panels.help.ui(&ctx);
        self.panels
            .overlay
            .ui(&ctx, &self.state, &self.theme, &mut commands);
        let places = Places {
            top: whole.with_max_y(below.top()),
            inspector: aside.with_min_x(middle.right()),
            results: middle.with_min_y(above.bottom()),
            canvas,
        };
        if self.panels.tour.ui(&ctx, &places, &self.theme) {
            self.state.view.toured = true;
        }
        self.files.ui(&mut self.state, &self.theme, &ctx);
        dropped_ui(&ctx, &self.theme, &mut commands);
        self.state.wanted_field = None;
        // Keys that the canvas or a field took are gone by now.
        keys::hold_arrows(&ctx);
        let side = below.with_max_x(aside.left());
        let pressed = action::pressed(&ctx, self.canvas.has_keyboard(), side, &mut self.run);
        commands.extend(keys::clipboard(&ctx).into_iter().filter(|command| match command {
            Command::Do(action) => self.state.can(*action),
            _ => true,
        }));
        for action in pressed {
            if !self.canvas.take_up(action) && self.state.can(action) {
                commands.push(Command::Do(action));
            }
        }
        if self.state.note_typing(&mut commands) {
            ctx.request_repaint();
        }
        if !commands.is_empty() {
            self.dispatch(&ctx, commands);
            self.ask(&ctx);
            ctx.request_repaint();
        }
        // What was typed in this very frame is kept, too.
        self.files.guard_closing(&mut self.state, &ctx);
    }

    fn language(&self) -> Language {
        self.state.view.language.language(self.system_language)
    }

    /// Asks the worker about what is shown, unless it was asked.
    pub(super) fn ask(&mut self, ctx: &egui::Context) {
        let question = self.state.question();
        if self.asked.as_ref() != Some(&question) {
            self.jobs
                .ask(question.clone(), self.state.document.map().clone(), ctx);
            self.asked = Some(question);
        }
    }

    fn show_title(&mut self, ctx: &egui::Context) {
        let title = title_of(self.state.map().name(), self.state.is_unsaved());
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Opens a file that is dropped on the window, and says so while one hangs over it.
fn dropped_ui(ctx: &egui::Context, theme: &Theme, commands: &mut Vec<Command>) {
    let (hovers, dropped) = ctx.input(|input| {
        let mut files = input.raw.dropped_files.iter().map(|file| file.path().to_owned());
        let dropped = files.find(|path| !path.as_os_str().is_empty());
        (!input.raw.hovered_files.is_empty(), dropped)
    });
    commands.extend(dropped.map(Command::OpenFile));
    if hovers {
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("dropped"));
        let (painter, window) = (ctx.layer_painter(layer), ctx.content_rect());
        painter.rect_filled(window, 0.0, Theme::faded(theme.accent, 0.25));
        let font = egui::TextStyle::Heading.resolve(&ctx.global_style());
        let words = i18n::words().files.drop_here;
        painter.text(
            window.center(),
            egui::Align2::CENTER_CENTER,
            words,
            font,
            theme.text,
        );
    }
}

/// The title of a window on `document`.
pub fn title(document: &Document) -> String {
    title_of(document.map().name(), document.is_dirty())
}

/// The map's name, a mark for unsaved changes, and the program's name.
fn title_of(name: &str, is_unsaved: bool) -> String {
    let name = if name.trim().is_empty() {
        i18n::words().files.untitled
    } else {
        name
    };
    let mark = if is_unsaved { "• " } else { "" };
    format!("{mark}{name} – Catchment")
}
