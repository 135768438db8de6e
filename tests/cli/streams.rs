//! Where results go: standard output, a file, a pipe that nobody reads.

use std::fs;
use std::process::Stdio;

use crate::program::{Scratch, on, program, street, two_shops};

#[test]
fn results_go_to_standard_output_and_nothing_else() {
    for arguments in ["solve", "solve --format json", "solve --format csv", "whatif"] {
        let run = on(&two_shops(), arguments).done();
        assert_ne!(run.stdout, "");
        assert_eq!(run.stderr, "", "{arguments}");
    }
}

#[test]
fn warnings_do_not_mix_with_the_result() {
    let text = fs::read_to_string(two_shops()).unwrap();
    let map = Scratch::new(&text.replace("commission: 0.006", "commission: 0.99"));
    let run = on(map.file(), "solve --format json").done();
    assert!(run.stderr.contains("1 warning"), "{}", run.stderr);
    serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap();
}

#[test]
fn a_result_goes_to_a_file_as_it_would_to_standard_output() {
    let map = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    for arguments in [
        "check --format json",
        "solve",
        "solve --format csv",
        "whatif --format json",
    ] {
        let target = map.beside("result");
        let run = on(map.file(), &format!("{arguments} --out {}", target.display())).done();
        assert_eq!(run.stdout, "", "{arguments}");
        let expected = on(map.file(), arguments).done().stdout;
        assert_eq!(fs::read_to_string(&target).unwrap(), expected, "{arguments}");
    }
    assert_eq!(
        map.files(),
        ["map.ron", "result"],
        "and nothing is left beside it"
    );
}

#[test]
fn a_failure_leaves_the_old_result_alone() {
    let map = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    let target = map.beside("result");
    fs::write(&target, "old").unwrap();
    on(
        map.file(),
        &format!("solve --scenario maxi --out {}", target.display()),
    )
    .failed(1);
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let map = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    let nowhere = map.beside("no/such/folder/result");
    let said = on(map.file(), &format!("solve --out {}", nowhere.display()))
        .failed(1)
        .stderr;
    assert!(said.contains("no/such/folder/result"), "{said}");
}

/// As with `catchment solve map.ron | head -1`: the reader goes away while there is more to come.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    // More than any pipe holds, so that the program does meet the closed end.
    let map = Scratch::new(&street(2_000));
    let mut child = program()
        .args(["solve", "--format", "json"])
        .arg(map.file())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_full_disk_is_a_failure() {
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let said = on(&two_shops(), "solve --out /dev/full").failed(1).stderr;
    assert!(said.contains("/dev/full"), "{said}");
}

#[test]
fn without_a_display_the_window_names_the_commands_in_one_sentence() {
    let said = crate::program::run(["--"]).failed(1).stderr;
    assert_eq!(said.lines().count(), 1, "{said}");
    for command in ["check", "solve", "whatif", "fmt"] {
        assert!(said.contains(command), "{said}");
    }
}

#[test]
fn what_commands_left_that_were_ended_midway_is_taken_away_by_later_ones() {
    let text = fs::read_to_string(two_shops()).unwrap();
    let map = Scratch::new(&text);
    let result = map.beside("result");
    let out = format!("--out {}", result.display());
    for command in [
        format!("solve {out}"),
        format!("combos --format json {out}"),
        "fmt".to_owned(),
    ] {
        fs::write(map.file(), &text).unwrap();
        let left = fs::File::create(map.beside(".catchment-left.tmp")).unwrap();
        let day_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(24 * 3600);
        left.set_modified(day_ago).unwrap();
        fs::write(map.beside(".catchment-under-way.tmp"), "half").unwrap();
        on(map.file(), &command).done();
        let files = map.files();
        assert!(
            files.contains(&".catchment-under-way.tmp".to_owned()),
            "{command}: {files:?}"
        );
        assert!(
            !files.contains(&".catchment-left.tmp".to_owned()),
            "{command}: {files:?}"
        );
    }
}
