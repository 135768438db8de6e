//! The README shows what the program does: its excerpts are of real output, its example is a model.

use std::fs;
use std::path::Path;

use crate::program::{run, two_shops};

/// The fenced blocks of the README in a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let opening = format!("```{language}\n");
    let blocks = readme.split(opening.as_str()).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn its_excerpts_are_of_real_output() {
    let excerpts = blocks("text");
    assert!(!excerpts.is_empty());
    for excerpt in excerpts {
        let (command, shown) = excerpt.split_once('\n').unwrap();
        let arguments = command.strip_prefix("$ catchment ").unwrap();
        let output = run(arguments.split_whitespace()).done().stdout;
        // A line of three dots stands for what was left out.
        for part in shown.split("…\n").filter(|part| !part.is_empty()) {
            assert!(
                output.contains(part),
                "{command} does not print\n{part}\nbut\n{output}"
            );
        }
    }
}

#[test]
fn its_model_is_the_one_that_is_tested() {
    assert_eq!(blocks("ron"), [fs::read_to_string(two_shops()).unwrap()]);
}
