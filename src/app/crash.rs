//! What is said and kept when the program ends by a fault of its own.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

use crate::text;

/// From now on a panic leaves a report in `folder`, which stays on this machine, and says where it is.
pub(super) fn report_panics(folder: PathBuf) {
    let before = take_hook();
    set_hook(Box::new(move |panic| {
        before(panic);
        // Faults in tasks are caught and shown in the window.
        let ends_the_program = thread::current().name() == Some("main");
        if let Ok(path) = write(&folder, panic)
            && ends_the_program
        {
            // Who does not read it finds the same offered at the next start.
            let _ = writeln!(
                io::stderr(),
                "Catchment ended by a fault of its own. A report is in {}; unsaved changes were copied \
                 and are offered at the next start.",
                text::path(&path)
            );
        }
    }));
}

fn write(folder: &Path, panic: &PanicHookInfo) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    // One a program: of several faults the last.
    let path = folder.join(format!("fault-{}.txt", process::id()));
    fs::write(&path, report(panic, &Backtrace::force_capture()))?;
    Ok(path)
}

/// What helps to mend the fault; nothing of the map.
fn report(panic: &PanicHookInfo, trace: &Backtrace) -> String {
    let mut told = format!(
        "Catchment {} on {} {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    let thread = thread::current();
    // Writing to a text does not fail.
    let _ = writeln!(
        told,
        "thread {}: {panic}\n\n{trace}",
        thread.name().unwrap_or("unnamed")
    );
    told
}
