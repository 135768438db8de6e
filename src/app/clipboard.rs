//! Where copies go: the system's clipboard, where tables keep their grid, else whatever egui has.
//!
//! egui copies text and pictures and does not tell whether they arrived.

use egui::{ColorImage, Context};

use super::i18n::{fill, words};
use super::sheet::Sheet;

/// A clipboard that takes what egui's has no place for, and says when it does not.
pub trait Board {
    /// Takes a text.
    ///
    /// # Errors
    /// Why it did not, in words.
    fn take_text(&mut self, text: String) -> Result<(), String>;

    /// Takes a table as `html` for whoever reads that, else as `text` with tabs between the cells.
    ///
    /// # Errors
    /// Why it did not, in words.
    fn take_table(&mut self, html: String, text: String) -> Result<(), String>;

    /// Takes a picture.
    ///
    /// # Errors
    /// Why it did not, in words.
    fn take_picture(&mut self, picture: &ColorImage) -> Result<(), String>;
}

/// The clipboard of the window.
#[derive(Default)]
pub(super) struct Clipboard {
    board: Option<Box<dyn Board>>,
}

impl Clipboard {
    /// Copies go to `board` from now on.
    pub(super) fn use_board(&mut self, board: Box<dyn Board>) {
        self.board = Some(board);
    }

    /// Copies a text, or says in a sentence why not.
    pub(super) fn text(&mut self, text: String, ctx: &Context) -> Result<(), String> {
        match &mut self.board {
            None => ctx.copy_text(text),
            Some(board) => board.take_text(text).map_err(|why| not_copied(&why))?,
        }
        Ok(())
    }

    /// Copies a table, or says in a sentence why not.
    pub(super) fn table(&mut self, sheet: &Sheet, ctx: &Context) -> Result<(), String> {
        match &mut self.board {
            None => ctx.copy_text(sheet.tab_separated()),
            Some(board) => {
                let taken = board.take_table(sheet.html(), sheet.tab_separated());
                taken.map_err(|why| not_copied(&why))?;
            }
        }
        Ok(())
    }

    /// Copies a picture, or says in a sentence why not.
    pub(super) fn picture(&mut self, picture: ColorImage, ctx: &Context) -> Result<(), String> {
        match &mut self.board {
            None => ctx.copy_image(picture),
            Some(board) => board.take_picture(&picture).map_err(|why| not_copied(&why))?,
        }
        Ok(())
    }
}

fn not_copied(why: &str) -> String {
    fill(words().refusals.not_copied, &[why])
}

/// The clipboard that all programs of the desktop share.
#[derive(Default)]
pub(super) struct Desktop {
    /// Opened with the first copy, and kept: under X11 what was copied is gone with it.
    open: Option<arboard::Clipboard>,
}

impl Desktop {
    fn open(&mut self) -> Result<&mut arboard::Clipboard, String> {
        let open = match self.open.take() {
            Some(open) => open,
            None => arboard::Clipboard::new().map_err(|error| error.to_string())?,
        };
        Ok(self.open.insert(open))
    }

    fn put(
        &mut self,
        put: impl FnOnce(&mut arboard::Clipboard) -> Result<(), arboard::Error>,
    ) -> Result<(), String> {
        put(self.open()?).map_err(|error| error.to_string())
    }
}

impl Board for Desktop {
    fn take_text(&mut self, text: String) -> Result<(), String> {
        self.put(|open| open.set_text(text))
    }

    fn take_table(&mut self, html: String, text: String) -> Result<(), String> {
        self.put(|open| open.set_html(html, Some(text)))
    }

    fn take_picture(&mut self, picture: &ColorImage) -> Result<(), String> {
        let [width, height] = picture.size;
        let pixels = picture.pixels.iter();
        let bytes = pixels.flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
        self.put(|open| open.set_image(arboard::ImageData { width, height, bytes }))
    }
}
