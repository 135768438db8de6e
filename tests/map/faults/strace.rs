//! Runs a deed under strace, and reads what strace wrote.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::deeds::{BEGIN, DEED, Deed, END, FOLDER, TOLD};

/// One call of a deed.
#[derive(Debug)]
pub struct Call {
    pub name: String,
    /// Which of its thread's calls of this name it is, from 1.
    pub nth: usize,
    pub line: String,
}

/// A deed that was done, or not.
#[derive(Debug)]
pub struct Run {
    pub calls: Vec<Call>,
    /// What the child said came of it; nothing if it was ended.
    pub told: Option<Result<(), String>>,
    pub output: String,
}

/// Why calls cannot be made to fail here, if they cannot.
pub fn missing() -> Option<String> {
    static MISSING: OnceLock<Option<String>> = OnceLock::new();
    let why = MISSING.get_or_init(|| {
        let run = Command::new("strace")
            .args(["-e", "inject=fsync:error=EIO", "true"])
            .output();
        match run {
            Err(_) => Some("strace is not installed (apt-get install strace)".to_owned()),
            Ok(run) if !run.status.success() => Some(format!(
                "strace may not trace here: {}",
                String::from_utf8_lossy(&run.stderr)
            )),
            Ok(_) => None,
        }
    });
    assert!(why.is_none() || !asked_for("required"), "{why:?}");
    why.clone()
}

/// Whether `CATCHMENT_FAULTS`, words between commas, has this one.
pub fn asked_for(word: &str) -> bool {
    std::env::var("CATCHMENT_FAULTS").is_ok_and(|words| words.split(',').any(|asked| asked == word))
}

/// Says it past the test's own capturing, so that it is read.
pub fn notice(words: &str) {
    let _ = writeln!(std::io::stderr(), "\nnotice: {words}");
}

/// Does `deed`, with that fault at that call if one is given.
pub fn run(deed: Deed, folder: &Path, fault: Option<(&Call, &str)>) -> Run {
    let log = folder.join("strace.log");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-y", "-s", "0", "-e", "trace=%file,%desc", "-o"])
        .arg(&log);
    if let Some((call, fault)) = fault {
        strace
            .arg("-e")
            .arg(format!("inject={}:{fault}:when={}", call.name, call.nth));
    }
    let run = strace
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "faults::deeds::child",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(DEED, format!("{deed:?}"))
        .env(FOLDER, folder)
        // The loader would look for each library in each of its folders.
        .env_remove("LD_LIBRARY_PATH")
        .output()
        .unwrap();
    let output = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    let told = output.lines().find_map(|line| line.strip_prefix(TOLD));
    let told = told.map(|told| {
        if told.is_empty() {
            Ok(())
        } else {
            Err(told.to_owned())
        }
    });
    let trace = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    let calls = calls(&trace);
    if let Some((call, _)) = fault {
        let last = calls
            .iter()
            .rfind(|found| found.name == call.name && found.nth == call.nth);
        let last = last.unwrap_or_else(|| panic!("{call:?} did not come again\n{output}"));
        assert!(
            told.is_none() || last.line.contains("(INJECTED)"),
            "{last:?} was to fail"
        );
    }
    Run { calls, told, output }
}

/// The calls between the marks.
fn calls(trace: &str) -> Vec<Call> {
    let mut count: HashMap<(&str, &str), usize> = HashMap::new();
    let mut calls = Vec::new();
    let mut within = None;
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let Some((name, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        // Lines on signals and ends, and the ends of calls that another thread's line broke.
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            continue;
        }
        let nth = count.entry((thread, name)).or_default();
        *nth += 1;
        if call.contains(BEGIN) {
            within = Some(thread);
        } else if call.contains(END) {
            within = None;
        } else if within == Some(thread) && !matches!(name, "mmap" | "munmap") {
            calls.push(Call {
                name: name.to_owned(),
                nth: *nth,
                line: call.trim_start().to_owned(),
            });
        }
    }
    calls
}

/// The temporary files that are left in `folder` and those in it.
pub fn temporary(folder: &Path) -> Vec<PathBuf> {
    let folders = [folder.to_owned(), folder.join("recovery")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths
        .filter(|path| name(path).starts_with(".catchment-"))
        .collect()
}
