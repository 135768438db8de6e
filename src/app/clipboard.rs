//! Where copies go: the system's clipboard, where tables keep their grid, else whatever egui has.
//!
//! egui copies text and pictures and does not tell whether they arrived.

use egui::{ColorImage, Context};

use super::i18n::{fill, words};
use super::sheet::Sheet;

/// Why a clipboard did not take something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It can be had by egui's way alone, which is one for text.
    OnlyText,
    /// Another reason, in words.
    Because(String),
}

/// A clipboard that takes what egui's has no place for, and says when it does not.
pub trait Board {
    /// Takes a text.
    ///
    /// # Errors
    /// Why it did not.
    fn take_text(&mut self, text: &str) -> Result<(), NotTaken>;

    /// Takes a table as `html` for whoever reads that, else as `text` with tabs between the cells.
    ///
    /// # Errors
    /// Why it did not.
    fn take_table(&mut self, html: &str, text: &str) -> Result<(), NotTaken>;

    /// Takes a picture.
    ///
    /// # Errors
    /// Why it did not.
    fn take_picture(&mut self, picture: &ColorImage) -> Result<(), NotTaken>;
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
        let taken = self.board.as_mut().map(|board| board.take_text(&text));
        or_by_egui(taken, text, ctx)
    }

    /// Copies a table, or says in a sentence why not.
    pub(super) fn table(&mut self, sheet: &Sheet, ctx: &Context) -> Result<(), String> {
        let text = sheet.tab_separated();
        let taken = self
            .board
            .as_mut()
            .map(|board| board.take_table(&sheet.html(), &text));
        or_by_egui(taken, text, ctx)
    }

    /// Copies a picture, or says in a sentence why not.
    pub(super) fn picture(&mut self, picture: ColorImage, ctx: &Context) -> Result<(), String> {
        match self.board.as_mut().map(|board| board.take_picture(&picture)) {
            None => ctx.copy_image(picture),
            Some(taken) => taken.map_err(|why| match why {
                NotTaken::OnlyText => words().refusals.only_text_copied.to_owned(),
                NotTaken::Because(why) => not_copied(&why),
            })?,
        }
        Ok(())
    }
}

/// Leaves to egui what no board was asked for, or what the board knows to arrive by egui.
fn or_by_egui(taken: Option<Result<(), NotTaken>>, text: String, ctx: &Context) -> Result<(), String> {
    match taken {
        Some(Ok(())) => {}
        None | Some(Err(NotTaken::OnlyText)) => ctx.copy_text(text),
        Some(Err(NotTaken::Because(why))) => return Err(not_copied(&why)),
    }
    Ok(())
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
    fn put(
        &mut self,
        put: impl FnOnce(&mut arboard::Clipboard) -> Result<(), arboard::Error>,
    ) -> Result<(), NotTaken> {
        let open = match self.open.take() {
            Some(open) => open,
            None => arboard::Clipboard::new().map_err(unreachable)?,
        };
        put(self.open.insert(open)).map_err(|error| NotTaken::Because(error.to_string()))
    }
}

/// Under Wayland some desktops let only the window in front have the clipboard, as egui asks for it.
fn unreachable(error: arboard::Error) -> NotTaken {
    match std::env::var_os("WAYLAND_DISPLAY") {
        Some(display) if !display.is_empty() => NotTaken::OnlyText,
        _ => NotTaken::Because(error.to_string()),
    }
}

impl Board for Desktop {
    fn take_text(&mut self, text: &str) -> Result<(), NotTaken> {
        self.put(|open| open.set_text(text))
    }

    fn take_table(&mut self, html: &str, text: &str) -> Result<(), NotTaken> {
        self.put(|open| open.set_html(html, Some(text)))
    }

    fn take_picture(&mut self, picture: &ColorImage) -> Result<(), NotTaken> {
        let [width, height] = picture.size;
        let pixels = picture.pixels.iter();
        let bytes = pixels.flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
        self.put(|open| open.set_image(arboard::ImageData { width, height, bytes }))
    }
}
