//! `catchment fmt`.

use std::fs;

use crate::program::{Scratch, on, two_shops};

/// The example, which is not in its canonical form.
fn untidy() -> Scratch {
    Scratch::new(&fs::read_to_string(two_shops()).unwrap())
}

#[test]
fn the_file_is_rewritten_once() {
    let map = untidy();
    let before = map.text();
    assert_eq!(on(map.file(), "fmt").done().stdout, "");
    let once = map.text();
    assert_ne!(once, before);
    on(map.file(), "fmt").done();
    assert_eq!(map.text(), once, "a canonical file stays as it is");
    assert_eq!(map.files(), ["map.ron"], "and nothing is left beside it");
}

#[test]
fn the_map_means_the_same_afterwards() {
    let map = untidy();
    let before = on(map.file(), "solve --format json").done().stdout;
    on(map.file(), "fmt").done();
    assert_eq!(on(map.file(), "solve --format json").done().stdout, before);
}

#[test]
fn check_tells_and_changes_nothing() {
    let map = untidy();
    let before = map.text();
    let said = on(map.file(), "fmt --check").failed(1).stderr;
    assert!(said.contains("map.ron"), "{said}");
    assert_eq!(map.text(), before);
    on(map.file(), "fmt").done();
    on(map.file(), "fmt --check").done();
}

#[test]
fn another_file_can_take_the_result() {
    let map = untidy();
    let before = map.text();
    let target = map.beside("tidy.ron");
    on(map.file(), &format!("fmt --out {}", target.display())).done();
    assert_eq!(map.text(), before);
    on(&target, "fmt --check").done();
}

#[test]
fn comments_are_not_lost_unasked() {
    let commented = format!("// Ours.\n{}", untidy().text());
    let map = Scratch::new(&commented);
    let said = on(map.file(), "fmt").failed(1).stderr;
    assert!(said.contains("--drop-comments"), "{said}");
    assert_eq!(map.text(), commented);
    on(map.file(), "fmt --drop-comments").done();
    assert!(!map.text().contains("Ours"));
    on(map.file(), "fmt --check").done();
}
