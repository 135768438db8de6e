//! Texts from elsewhere (names, notes, file names, arguments), made fit for where they go: a terminal, a
//! spreadsheet, a line of limited length.
//!
//! Imports nothing of the program, so that every layer can ask here and there is one rule for each.

mod cut;
mod guard;
mod printed;
mod table;

pub use cut::{LONGEST_NAME, cut, name, short, unit};
pub use guard::{guarded, harmless, kept, plain};
pub use printed::{in_json, one_line, path, printable};
pub use table::{Cell, Delimited, html};
