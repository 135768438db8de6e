//! How far a long command is, told to a person who waits at a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU32, Ordering};

use super::output;

/// Says on standard error, on one line that is written over and at last wiped out, which part of something is
/// done. Says nothing where standard error is no terminal.
pub struct Progress {
    /// `of the combinations`.
    of: &'static str,
    heard: bool,
    /// The per cent told last, one more than that; 0 if none.
    told: AtomicU32,
}

impl Progress {
    /// The progress of so much `of` something.
    pub fn of(of: &'static str) -> Self {
        Self {
            of,
            heard: std::io::stderr().is_terminal(),
            told: AtomicU32::new(0),
        }
    }

    /// Tells that the part `done` is, from 0 to 1. Goes on in any case: who has enough stops the command.
    pub fn tell(&self, done: f64) -> bool {
        let next = (100.0 * done.clamp(0.0, 1.0)) as u32 + 1;
        // Parts are done on all cores; only what is more than told before is news.
        if self.heard && self.told.fetch_max(next, Ordering::Relaxed) < next {
            output::overwrite(&format_args!("{} % {}", next - 1, self.of));
        }
        true
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told.load(Ordering::Relaxed) > 0 {
            output::overwrite(&"");
        }
    }
}
