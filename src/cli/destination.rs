//! Where a result goes: to standard output, or to a file that it does not take from under those who read it.

use std::path::Path;

use super::Failure;
use crate::file;

/// The file of `--out`, or standard output. Only to one of these is a result written.
#[derive(Clone, Copy, Debug)]
pub struct Destination<'a>(Option<&'a Path>);

impl<'a> Destination<'a> {
    /// Standard output.
    pub const STDOUT: Self = Self(None);

    /// `out`, or standard output. The `inputs` are all files that the command reads and may not write to.
    ///
    /// # Errors
    /// `out` is one of them, by whatever name: it would be lost to the result.
    pub fn new<P: AsRef<Path>>(
        out: Option<&'a P>,
        inputs: impl IntoIterator<Item = &'a P>,
    ) -> Result<Self, Failure> {
        let out = out.map(AsRef::as_ref);
        let mut inputs = inputs.into_iter().map(AsRef::as_ref);
        match out.and_then(|out| inputs.find(|input| file::is_same(out, input))) {
            Some(input) => Err(Failure::Arguments(format!(
                "--out would put the result in the place of {}, which is read; give it another name",
                input.display()
            ))),
            None => Ok(Self(out)),
        }
    }

    /// The path of the file; `None` for standard output.
    pub fn path(self) -> Option<&'a Path> {
        self.0
    }
}
