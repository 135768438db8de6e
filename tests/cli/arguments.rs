//! Arguments, help, and what is said of nonsense.

use crate::program::{run, two_shops};
use crate::text::columns;

#[test]
fn nonsense_gives_status_2_and_a_word_on_standard_error() {
    let map = two_shops();
    let map = map.to_str().unwrap();
    let nonsense: &[&[&str]] = &[
        &["--nonsense"],
        &["solve"],
        &["solve", map, map],
        &["solve", map, "--format", "xml"],
        &["solve", map, "--table", "people"],
        &["solve", map, "--format"],
        &["whatif", map, "--measure", "happiness"],
        &["credit", map, "--measure", "happiness"],
        &["credit", map, "--orders", "1"],
        &["credit", map, "--seed", "tea"],
        &["deals", map],
        &["deals", map, "--players"],
        &["fmt", map, "--check", "--out", "elsewhere.ron"],
        &["check", map, "--measure", "gmv"],
        &["slove", map],
        &["slove", map, "--format", "json"],
        &[map, map],
    ];
    for arguments in nonsense {
        run(*arguments).failed(2);
    }
}

#[test]
fn a_misspelt_command_is_told_the_commands() {
    for arguments in [
        &["slove", "map.ron"][..],
        &["slove", "map.ron", "--format", "json"],
    ] {
        let said = run(arguments).failed(2).stderr;
        assert!(said.contains("'slove'"), "{said}");
        for command in ["check", "solve", "whatif", "fmt"] {
            assert!(said.contains(command), "{said}");
        }
    }
}

#[test]
fn help_is_a_result_within_100_columns_and_has_examples() {
    let commands: [&[&str]; 7] = [
        &[],
        &["check"],
        &["solve"],
        &["whatif"],
        &["credit"],
        &["deals"],
        &["fmt"],
    ];
    for command in commands {
        for flag in ["-h", "--help"] {
            let help = run(command.iter().copied().chain([flag])).done();
            assert_eq!(help.stderr, "");
            assert!(help.stdout.contains("Examples:\n  catchment"), "{}", help.stdout);
            for line in help.stdout.lines() {
                assert!(columns(line) <= 100, "{line}");
            }
        }
    }
}

#[test]
fn help_tells_the_exit_statuses_and_every_command() {
    let help = run(["--help"]).done().stdout;
    for expected in [
        "Exit status:",
        "  check ",
        "  solve ",
        "  whatif ",
        "  credit ",
        "  deals ",
        "  fmt ",
    ] {
        assert!(help.contains(expected), "{expected} is missing in\n{help}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let expected = format!("catchment {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(run(["--version"]).done().stdout, expected);
}
