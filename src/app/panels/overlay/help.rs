//! The pages of help, as they stand in `assets/help`.

use egui::{ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::{sheet, title};
use crate::app::i18n::{Language, language, words};
use crate::app::theme::SPACE;

/// Width of the sheet.
const WIDTH: f32 = 1000.0;
/// Width of the list of pages.
const LIST: f32 = 230.0;

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

/// The page shown, and what its renderer remembers.
#[derive(Default)]
pub(in crate::app) struct Help {
    page: Page,
    cache: CommonMarkCache,
}

impl Help {
    /// Draws the list of pages and the one shown; whether it stays open.
    pub(super) fn ui(&mut self, ctx: &egui::Context) -> bool {
        sheet(ctx, "help", WIDTH, |ui| {
            let close = title(ui, words().tour.help_title);
            ui.add_space(SPACE);
            let height = ui.ctx().content_rect().height() - 200.0;
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(LIST);
                    for page in Page::ALL {
                        if ui.selectable_label(page == self.page, page.title()).clicked() {
                            self.page = page;
                        }
                    }
                });
                ui.separator();
                self.page_ui(ui, height);
            });
            !close
        })
    }

    fn page_ui(&mut self, ui: &mut Ui, height: f32) {
        for page in Page::ALL {
            self.cache.add_link_hook(page.file());
        }
        ScrollArea::vertical()
            .id_salt(self.page.file())
            .max_height(height)
            .min_scrolled_height(height)
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
