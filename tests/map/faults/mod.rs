//! Every call that a save, a recovery copy or a lock makes to the file system fails once, or is the last.
//!
//! `strace` first lists the calls of a deed, then makes each of them fail in turn (the disk is full, it does not
//! answer, access is denied) and each end the program before it is carried out. Afterwards the file holds the
//! old text or the new one, whole; and after an error the old one, with the error told in words. A writer that
//! truncates the file and writes into it is found out by the same means.
//!
//! An ordinary run takes one of the three errors for each call, in turn; `CATCHMENT_FAULTS=all` takes all three.
//! Where `strace` is missing or may not trace, this says so and tests nothing; with `CATCHMENT_FAULTS=required`
//! that is a failure.

mod deeds;
mod strace;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use deeds::Deed;
use strace::{Call, Run};
pub use strace::{asked_for, notice};

/// What a disk that is full, that does not answer, and one that is not ours say.
const ERRORS: [&str; 3] = ["ENOSPC", "EIO", "EACCES"];
/// Calls on the new file that may fail without the save failing.
const MAY_FAIL: [&str; 9] = [
    "close",
    "fcntl",
    "unlink",
    "unlinkat",
    "statx",
    "fchown",
    "flock",
    "fsetxattr",
    "fremovexattr",
];

/// What is wrong with each run of `deed` in which one call failed or was the last.
fn faults(deed: Deed) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    deed.set_up(folder);
    let sound = strace::run(deed, folder, None);
    assert_eq!(judge(deed, folder, &sound, None), None, "nothing failed");
    let calls = sound.calls;
    assert!(calls.len() >= 3, "{deed:?} was traced: {calls:?}");
    let mut wrong = Vec::new();
    let all = asked_for("all");
    for (position, call) in calls.iter().enumerate() {
        // The standard library takes it that a folder can be closed, and panics if it cannot.
        let can_fail =
            call.name != "close" || call.line.contains(".ron") || call.line.contains(".catchment-");
        let errors = ERRORS.iter().enumerate();
        let errors = errors.filter(|(error, _)| can_fail && (all || position % ERRORS.len() == *error));
        let errors = errors.map(|(_, error)| format!("error={error}"));
        for fault in errors.chain(["signal=SIGKILL".to_owned()]) {
            let fault = fault.as_str();
            deed.set_up(folder);
            let run = strace::run(deed, folder, Some((call, fault)));
            if let Some(problem) = judge(deed, folder, &run, Some((call, fault))) {
                wrong.push(format!("{deed:?}: {fault} at {}: {problem}", call.line));
            }
        }
    }
    wrong
}

/// What is wrong after a run.
fn judge(deed: Deed, folder: &Path, run: &Run, fault: Option<(&Call, &str)>) -> Option<String> {
    let (file, old, new) = deed.watched(folder);
    let found = fs::read(&file).ok();
    let (is_old, is_new) = (found == old, found.as_ref() == Some(&new));
    if !is_old && !is_new {
        return Some(format!("torn: {} bytes", found.map_or(0, |found| found.len())));
    }
    if !deed.links_are_kept(folder) {
        return Some("the symbolic link is gone".to_owned());
    }
    let killed = fault.is_some_and(|(_, fault)| fault.starts_with("signal"));
    match (&run.told, fault) {
        (None, _) if killed => return None,
        (None, _) => return Some(format!("nothing told: {}", run.output)),
        (Some(Ok(())), _) if deed.refuses() => return Some("not refused".to_owned()),
        (Some(Ok(())), _) if deed.writes() && !is_new => return Some("done, it says, and is not".to_owned()),
        (Some(Ok(())), Some((call, _)))
            if deed.writes()
                && call.line.contains("/.catchment-")
                && !MAY_FAIL.contains(&call.name.as_str()) =>
        {
            return Some("the failure is not told".to_owned());
        }
        (Some(Err(_)), _) if !is_old => return Some("failed, it says, and is done".to_owned()),
        (Some(Err(words)), _) if !words.contains(".ron") => return Some(format!("no words: {words}")),
        _ => {}
    }
    let unlink = fault.is_some_and(|(call, _)| call.name.starts_with("unlink"));
    let left = strace::temporary(folder);
    (!left.is_empty() && !unlink).then(|| format!("left behind: {left:?}"))
}

fn check(deeds: &[Deed]) {
    if let Some(why) = strace::missing() {
        notice(&format!("NOT TESTED, what comes of failing calls: {why}"));
        return;
    }
    for deed in deeds {
        let wrong = faults(*deed);
        assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn a_save_is_whole_or_not_at_all_whichever_call_fails() {
    check(&[Deed::Save, Deed::SaveNew]);
}

/// The name leads to a text that a power cut cannot take away again.
#[test]
fn a_text_is_on_disk_before_it_takes_the_place_of_the_old_one() {
    if strace::missing().is_some() {
        return;
    }
    for deed in [Deed::Save, Deed::SaveNew, Deed::Keep] {
        let folder = tempfile::tempdir().unwrap();
        deed.set_up(folder.path());
        let calls = strace::run(deed, folder.path(), None).calls;
        let of = |name: &str, of: &str| {
            let is_it = |call: &Call| call.name.starts_with(name) && call.line.contains(of);
            calls.iter().position(is_it)
        };
        let written = calls.iter().rposition(|call| call.name == "write");
        let (synced, renamed) = (of("fsync", ".catchment-"), of("rename", ".catchment-"));
        let folder_synced = calls.iter().rposition(|call| call.name == "fsync");
        let order = [written, synced, renamed, folder_synced];
        assert!(
            order.iter().all(Option::is_some) && order.is_sorted(),
            "{order:?} {calls:#?}"
        );
    }
}

#[test]
fn a_private_map_is_never_open_to_others_while_it_is_saved() {
    if strace::missing().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    Deed::Save.set_up(folder.path());
    let private = fs::Permissions::from_mode(0o600);
    fs::set_permissions(folder.path().join("map.ron"), private).unwrap();
    let calls = strace::run(Deed::Save, folder.path(), None).calls;
    let mut made = calls.iter().filter(|call| call.line.contains("O_CREAT"));
    assert!(
        made.clone().count() > 0 && made.all(|call| call.line.contains(", 0600)")),
        "{calls:#?}"
    );
}

#[test]
fn an_open_document_is_saved_or_left_whichever_call_fails() {
    check(&[Deed::Document]);
}

#[test]
fn what_others_put_into_the_file_is_never_saved_over_whichever_call_fails() {
    check(&[Deed::Changed]);
}

#[test]
fn a_recovery_copy_is_whole_whichever_call_fails() {
    check(&[Deed::Keep]);
}

#[test]
fn a_copy_left_behind_is_never_lost_whichever_call_fails() {
    check(&[Deed::Recover]);
}

#[test]
fn a_lock_leaves_the_file_alone_whichever_call_fails() {
    check(&[Deed::Lock]);
}

#[test]
fn a_writer_that_truncates_is_caught() {
    if strace::missing().is_some() {
        return;
    }
    let wrong = faults(Deed::Torn);
    for fault in ["error=", "signal=SIGKILL"] {
        let is_caught = |wrong: &String| wrong.contains(fault) && wrong.contains("torn");
        assert!(wrong.iter().any(is_caught), "{fault}: {wrong:#?}");
    }
}
