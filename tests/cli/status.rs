//! Exit statuses, and where the diagnostics go.

use std::path::Path;

use crate::program::{CLOSED_LOOP, Run, Scratch, on, one_way_out, reference, two_shops};

const COMMANDS: [&str; 4] = ["check", "solve", "whatif", "fmt"];

#[test]
fn a_sound_model_gives_status_0() {
    for command in ["check", "solve", "whatif"] {
        on(&two_shops(), command).done();
        on(&reference(), command).done();
    }
}

#[test]
fn a_missing_file_is_named() {
    for command in COMMANDS {
        let said = on(Path::new("no/such/map.ron"), command).failed(1).stderr;
        assert!(said.contains("no/such/map.ron"), "{said}");
    }
}

#[test]
fn a_folder_is_no_model() {
    for command in COMMANDS {
        on(Path::new(env!("CARGO_MANIFEST_DIR")), command).failed(1);
    }
}

/// Everything a run said, for findings: `check` gives them as its result, the others say them.
fn findings(command: &str, run: Run) -> String {
    if command == "check" {
        assert_eq!(run.status, 1, "{run:?}");
        run.stdout
    } else {
        run.failed(1).stderr
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let text = std::fs::read_to_string(two_shops()).unwrap();
    let map = Scratch::new(&text.replace("commission: 0.006", "commission: 1.4"));
    for command in COMMANDS {
        let said = findings(command, on(map.file(), command));
        // Line 11 of the example, at the number itself.
        let expected = format!("{}:11:68: error: node \"shop\", commission", map.file().display());
        assert!(said.contains(&expected), "{command}: {said}");
        assert!(
            said.contains("1.4") && said.contains("0 to 1"),
            "{command}: {said}"
        );
    }
}

#[test]
fn a_file_that_is_no_text_is_refused() {
    for text in ["", "\0\0\0", "Model(", "{\"format\": 1}"] {
        let map = Scratch::new(text);
        for command in COMMANDS {
            let said = findings(command, on(map.file(), command));
            assert!(said.contains(": error: "), "{command} on {text:?}: {said}");
        }
        assert_eq!(map.text(), text, "the file is as it was");
    }
}

#[test]
fn a_closed_loop_is_found_by_solving_and_placed() {
    let map = Scratch::new(CLOSED_LOOP);
    for command in ["check", "solve", "whatif"] {
        let said = findings(command, on(map.file(), command));
        assert!(said.contains("closed loop"), "{command}: {said}");
        let place = format!("{}:5:40: error: ", map.file().display());
        assert!(said.contains(&place), "{command}: {said}");
    }
}

#[test]
fn a_closed_loop_in_a_scenario_only_is_named_with_it() {
    let open = CLOSED_LOOP.replace("leave: 0.0, arrivals", "leave: 1.0, arrivals");
    let map = Scratch::new(&open.replace(
        "    links: {",
        "    scenarios: { \"shut\": Scenario(name: \"Shut\", set: {\"nodes/a/leave\": 0.0}) },\n    links: {",
    ));
    on(map.file(), "solve").done();
    on(map.file(), "solve --scenario shut").failed(1);
    let said = findings("check", on(map.file(), "check"));
    assert!(said.contains("in scenario \"shut\": "), "{said}");
}

#[test]
fn check_ends_with_a_count_on_standard_error() {
    let sound = on(&two_shops(), "check").done();
    assert_eq!(sound.stdout, "");
    let expected = format!("{}: no errors, no warnings, no notes\n", two_shops().display());
    assert_eq!(sound.stderr, expected);

    let map = Scratch::new(CLOSED_LOOP);
    let bad = on(map.file(), "check");
    assert!(
        bad.stderr.ends_with("1 error, no warnings, no notes\n"),
        "{bad:?}"
    );
}

#[test]
fn an_unknown_scenario_is_answered_with_those_there_are() {
    for command in ["check", "solve", "whatif"] {
        let said = on(&two_shops(), &format!("{command} --scenario maxi"))
            .failed(1)
            .stderr;
        assert!(
            said.contains("\"maxi\"") && said.contains("it has mini"),
            "{said}"
        );
    }
    let none = Scratch::new("Model(format: 1, name: \"Empty\")");
    let said = on(none.file(), "solve --scenario maxi").failed(1).stderr;
    assert!(said.contains("it has none"), "{said}");
}

#[test]
fn a_link_that_cannot_be_closed_is_told_without_failing() {
    let map = Scratch::new(&one_way_out());
    let text = on(map.file(), "whatif").done().stdout;
    assert!(text.contains("Not solvable with B → C closed: error: "), "{text}");

    let json = on(map.file(), "whatif --format json").done().stdout;
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    let problem = |index: usize| answer["links"][index].get("problem").cloned();
    assert_eq!(answer["links"][1]["link"], "out");
    assert!(problem(1).unwrap().as_str().unwrap().contains("closed loop"));
    assert_eq!(problem(2), None, "the way there can be closed");

    let csv = on(map.file(), "whatif --format csv").done().stdout;
    let row = csv
        .lines()
        .find(|line| line.starts_with("out,b,c,close,"))
        .unwrap();
    assert!(
        row.contains("closed loop") && row.ends_with(",,,,,,,,,,"),
        "{row}"
    );
}
