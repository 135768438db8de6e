//! Nothing in a file, its name or an argument steers the terminal of who looks at it.

use std::fs;

use serde_json::Value;

use crate::program::{Run, Scratch, on, run, two_shops};

/// Controls of a terminal, a change of direction, and what nobody sees.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}fdp\u{2066}\u{200b}x\rerror: none\u{85}";

fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| {
        let turns = matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        c == '\n' || !(c.is_control() || turns)
    })
}

#[track_caller]
fn harmless(run: &Run) {
    assert!(is_harmless(&run.stdout), "{:?}", run.stdout);
    assert!(is_harmless(&run.stderr), "{:?}", run.stderr);
}

/// `text` as RON writes it between quotes.
fn escaped(text: &str) -> String {
    text.chars().map(|c| format!("\\u{{{:x}}}", c as u32)).collect()
}

/// The two shops with [`HOSTILE`] in every text that a person writes.
fn hostile() -> String {
    let text = fs::read_to_string(two_shops()).unwrap();
    let bad = escaped(HOSTILE);
    let mut text = text.replace("source: \"…\"", &format!("source: \"{bad}\""));
    for name in [
        "Two shops",
        "Acme",
        "Large tickets",
        "Feed",
        "Shop",
        "Sellers",
        "Wallet",
        "Open the mini-program",
    ] {
        text = text.replace(&format!("name: \"{name}\""), &format!("name: \"{name}{bad}\""));
    }
    for unit in ["visits", "day", "CNY"] {
        text = text.replace(&format!(": \"{unit}\""), &format!(": \"{unit}{bad}\""));
    }
    text.replace("text: \"…\"", &format!("text: \"{bad}\""))
        .replace("title: \"…\"", &format!("title: \"{bad}\""))
}

#[test]
fn names_from_a_file_reach_no_terminal_raw() {
    let map = Scratch::new(&hostile());
    for command in [
        "check",
        "solve",
        "solve --scenario mini",
        "whatif",
        "whatif --link feed-sellers",
        "combos",
        "credit",
        "path --open feed-sellers --years 1",
        "sensitivity --output acme:payoff",
        "robustness --draws 20",
        "robustness --company acme --tornado",
    ] {
        harmless(&on(map.file(), command));
    }
    for command in ["solve", "whatif", "combos", "check", "export"] {
        let run = on(map.file(), &format!("{command} --format json"));
        harmless(&run);
        serde_json::from_str::<Value>(&run.stdout).unwrap();
    }
    let json = on(map.file(), "solve --format json").done().stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["model"],
        format!("Two shops{HOSTILE}"),
        "what it says is the same"
    );
}

#[test]
fn diff_and_merge_clean_what_they_tell() {
    let scratch = Scratch::new(&hostile());
    let plain = fs::read_to_string(two_shops()).unwrap();
    let base = scratch.put("base.ron", &plain);
    let theirs = scratch.put(
        "theirs.ron",
        &plain
            .replace("name: \"Shop\"", "name: \"Mall\"")
            .replace("name: \"Two", "name: \"2"),
    );
    let mine = scratch.file().to_str().unwrap();
    for arguments in [
        vec!["diff", &base, mine],
        vec!["diff", mine, &base],
        vec!["merge", &base, mine, &theirs],
        vec!["merge", &base, mine, &theirs, "--format", "json"],
    ] {
        let told = run(&arguments);
        assert_eq!(told.status, 1, "{told:?}");
        harmless(&told);
    }
    let told = run(["diff", mine, &base, "--format", "json"]);
    harmless(&told);
    serde_json::from_str::<Value>(&told.stdout).unwrap();
}

#[test]
fn a_name_of_two_lines_makes_no_line_of_its_own() {
    let text = fs::read_to_string(two_shops()).unwrap();
    let forged = "Shop\\nmap.ron:1:1: error: forged";
    let map = Scratch::new(&text.replace("name: \"Shop\"", &format!("name: \"{forged}\"")));
    let other = map.put("other.ron", &text);
    for told in [
        on(map.file(), "solve"),
        on(map.file(), "whatif"),
        run(["diff", &other, map.file().to_str().unwrap()]),
    ] {
        assert!(
            !told.stdout.lines().any(|line| line.starts_with("map.ron:1:1")),
            "{}",
            told.stdout
        );
    }
    // Neither does a finding that quotes a text of several lines.
    let broken = Scratch::new(
        "Model(format: 1, name: \"m\", nodes: {\"a\": Channel(name: \"A\", owner: r\"x\n/a:1:1: error: \u{1b}[2J\")})",
    );
    let told = on(broken.file(), "solve").failed(1);
    harmless(&told);
    assert_eq!(told.stderr.trim().lines().count(), 1, "{}", told.stderr);
}

#[test]
fn file_names_and_arguments_are_cleaned_in_messages() {
    let scratch = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    let name = "\u{1b}]0;x\u{7}\u{202e}a.ron";
    let bad = scratch.put(name, "Model(");
    let good = scratch.put(&format!("good{name}"), &scratch.text());
    let missing = scratch.beside(&format!("no{name}")).display().to_string();
    let map = scratch.file().to_str().unwrap();
    for arguments in [
        vec!["check", &bad],
        vec!["solve", &bad],
        vec!["solve", &missing],
        vec!["fmt", "--check", &good],
        vec!["diff", &good, map],
        vec!["import", &bad],
        vec!["solve", map, "--scenario", name],
        vec!["solve", map, "--format", name],
        vec!["path", map, "--open", name, "--years", name],
        vec!["deals", map, "--players", name],
        vec![name, "x"],
        vec!["render", map, "--out", name],
        vec!["solve", map, name],
    ] {
        harmless(&run(&arguments));
    }
}
