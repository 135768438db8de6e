//! The pages of help, as they stand in `assets/help`.

use egui::{Id, ScrollArea, Ui, Vec2, pos2, vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::title;
use crate::app::i18n::{Language, language, words};
use crate::app::theme::SPACE;

/// Width and height at first.
const SIZE: Vec2 = vec2(640.0, 430.0);
const LEAST: Vec2 = vec2(420.0, 260.0);
/// Width of the list of pages, and what a page needs beside it; with less the list lies above the page.
const LIST: f32 = 210.0;
const PAGE: f32 = 320.0;
/// Distance from the lower left corner of the window at first, where it leaves map and inspector free.
const FROM_CORNER: Vec2 = vec2(16.0, 48.0);

/// One of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum Page {
    #[default]
    FirstMap,
    Numbers,
    Results,
    ReferenceMap,
    Limits,
}

impl Page {
    const ALL: [Self; 5] = [
        Self::FirstMap,
        Self::Numbers,
        Self::Results,
        Self::ReferenceMap,
        Self::Limits,
    ];

    fn title(self) -> &'static str {
        let words = &words().tour;
        match self {
            Self::FirstMap => words.first_map,
            Self::Numbers => words.numbers,
            Self::Results => words.results,
            Self::ReferenceMap => words.reference_map,
            Self::Limits => words.limits,
        }
    }

    /// The file's name, by which pages link to each other.
    fn file(self) -> &'static str {
        match self {
            Self::FirstMap => "first-map.md",
            Self::Numbers => "numbers.md",
            Self::Results => "results.md",
            Self::ReferenceMap => "reference-map.md",
            Self::Limits => "limits.md",
        }
    }

    fn text(self) -> &'static str {
        macro_rules! page {
            ($name:literal) => {
                match language() {
                    Language::English => include_str!(concat!("../../../../assets/help/", $name)),
                    Language::Chinese => include_str!(concat!("../../../../assets/help/zh/", $name)),
                }
            };
        }
        match self {
            Self::FirstMap => page!("first-map.md"),
            Self::Numbers => page!("numbers.md"),
            Self::Results => page!("results.md"),
            Self::ReferenceMap => page!("reference-map.md"),
            Self::Limits => page!("limits.md"),
        }
    }
}

/// Whether it is open, the page shown, and what its renderer remembers.
#[derive(Default)]
pub(in crate::app) struct Help {
    is_open: bool,
    page: Page,
    cache: CommonMarkCache,
}

impl Help {
    /// Opens it, at the page that was shown last.
    pub(in crate::app) fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws the list of pages and the one shown, in a window of its own beside the work.
    pub(in crate::app) fn ui(&mut self, ctx: &egui::Context) {
        if !self.is_open {
            return;
        }
        let window = ctx.content_rect();
        let room = window.size() - vec2(32.0, 32.0);
        let corner = pos2(
            window.left() + FROM_CORNER.x,
            window.bottom() - FROM_CORNER.y - SIZE.y,
        );
        let shown = egui::Window::new(words().tour.help_title)
            .id(Id::unique("help"))
            .title_bar(false)
            .default_pos(corner.max(window.min))
            .default_size(SIZE.min(room))
            .min_size(LEAST.min(room))
            .max_size(room)
            .constrain(true)
            .show(ctx, |ui| {
                let close = title(ui, words().tour.help_title);
                ui.add_space(SPACE);
                if ui.available_width() > LIST + PAGE {
                    ui.horizontal_top(|ui| {
                        ui.vertical(|ui| {
                            ui.set_width(LIST);
                            self.list_ui(ui);
                        });
                        ui.separator();
                        self.page_ui(ui);
                    });
                } else {
                    ui.horizontal_wrapped(|ui| self.list_ui(ui));
                    ui.separator();
                    self.page_ui(ui);
                }
                close
            });
        self.is_open = shown.and_then(|shown| shown.inner) != Some(true);
    }

    fn list_ui(&mut self, ui: &mut Ui) {
        for page in Page::ALL {
            if ui.selectable_label(page == self.page, page.title()).clicked() {
                self.page = page;
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        for page in Page::ALL {
            self.cache.add_link_hook(page.file());
        }
        ScrollArea::vertical()
            .id_salt(self.page.file())
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - SPACE * 2.0);
                // The number of a list's entry stands as high as its words.
                ui.spacing_mut().interact_size.y = ui.text_style_height(&egui::TextStyle::Body);
                CommonMarkViewer::new().show(ui, &mut self.cache, self.page.text());
            });
        let followed = |page: &Page| self.cache.get_link_hook(page.file()) == Some(true);
        if let Some(page) = Page::ALL.into_iter().find(followed) {
            self.page = page;
        }
    }
}
