//! Bad model files: each is refused with its place, object, field, what was found and what is allowed.
//!
//! The files in `bad_input` list ways to break `bad_input/sound.ron` at one spot, `what => by what`,
//! each followed by what is said of the result. `UPDATE_BAD_INPUT=1 cargo test --test map bad_input`
//! writes what is said; read the difference before keeping it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::common::any_map::any_map;
use catchment::file::{LoadError, MAX_BYTES, load, parse, to_text};
use catchment::model::rules::MAX_NODES;
use catchment::model::{Diagnostic, Edit, Map, Node, NodeKind, Place};
use proptest::prelude::*;

const SOUND: &str = include_str!("bad_input/sound.ron");

/// What is said of a file, one finding a line.
fn said(bytes: &[u8]) -> String {
    match parse(bytes) {
        Ok(_) => String::new(),
        Err(problems) => problems
            .iter()
            .map(|problem| format!("    {problem}\n"))
            .collect(),
    }
}

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/map/bad_input")
        .join(name);
    let written = fs::read_to_string(&path).unwrap();
    let mut expected = String::new();
    for case in written.lines().filter(|line| !line.starts_with(' ')) {
        let (old, new) = case.split_once(" =>").unwrap();
        assert_eq!(
            SOUND.matches(old).count(),
            1,
            "{old} stands once in the sound model"
        );
        let said = said(SOUND.replace(old, new.trim_start()).as_bytes());
        assert_ne!(said, "", "{case} is refused");
        write!(expected, "{case}\n{said}").unwrap();
    }
    if std::env::var_os("UPDATE_BAD_INPUT").is_some() {
        fs::write(&path, expected).unwrap();
    } else {
        assert_eq!(written, expected);
    }
}

#[test]
fn the_model_that_is_broken_is_sound() {
    assert_eq!(said(SOUND.as_bytes()), "");
}

#[test]
fn fields_and_ids() {
    check("names.txt");
}

#[test]
fn references() {
    check("references.txt");
}

#[test]
fn numbers() {
    check("numbers.txt");
}

#[test]
fn kinds_of_value() {
    check("values.txt");
}

#[test]
fn links_and_pulls() {
    check("links.txt");
}

#[test]
fn grammar() {
    check("grammar.txt");
}

#[test]
fn formats() {
    check("formats.txt");
}

#[test]
fn numbers_by_segment() {
    check("segments.txt");
}

#[test]
fn evidence() {
    check("evidence.txt");
}

#[test]
fn scenarios() {
    check("scenarios.txt");
}

#[test]
fn fields_of_every_object() {
    check("objects.txt");
}

#[test]
fn gatekeepers_kinds_and_pulls() {
    check("pulls.txt");
}

#[test]
fn nesting() {
    check("nesting.txt");
}

/// As many as a reader of these files may rely on.
#[test]
fn more_than_two_hundred_ways_to_be_wrong_are_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/map/bad_input");
    let tables = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables = tables.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let rows = tables.map(|path| {
        let table = fs::read_to_string(path).unwrap();
        table.lines().filter(|line| !line.starts_with(' ')).count()
    });
    assert!(rows.sum::<usize>() >= 200);
}

#[test]
fn files_that_are_no_model_at_all() {
    let nested = |open: &str| {
        format!(
            "Model(format: 1, name: \"x\", nodes: {{\"a\": Channel(name: \"x\", owner: {}",
            open.repeat(200_000)
        )
    };
    for (bytes, expected) in [
        (
            &b""[..],
            "1:1: map: an empty file: found nothing, allowed Model(…)",
        ),
        (
            b"\xef\xbb\xbf \r\n\t",
            "1:1: map: an empty file: found nothing, allowed Model(…)",
        ),
        (
            b"// only a comment",
            "1:1: map: an empty file: found nothing, allowed Model(…)",
        ),
        (
            b"name,visits\nfeed,5",
            "1:1: map: the wrong name: found name, allowed Model(…)",
        ),
        (
            b"{\"name\": \"m\"}",
            "1:1: map: the wrong kind of value: found {\"name\": \"m\"}, allowed Model(…)",
        ),
        (
            b"\x7fELF\x02\x01\x01\0\0",
            "1:8: map: not a text: found a NUL character, allowed a text in UTF-8",
        ),
        (
            b"Model(\n  name: \"\xe5\xbe\xae\xff\")",
            "2:11: map: not a text in UTF-8: found the byte 0xff, allowed UTF-8",
        ),
        (
            b"Model(name: \"\xe5\xbe",
            "1:14: map: not a text in UTF-8: found the byte 0xe5, allowed UTF-8",
        ),
        (
            b"\xff\xfeM\0o\0",
            "1:1: map: not a text in UTF-8: found the byte 0xff, allowed UTF-8",
        ),
        (
            format!("{SOUND})").as_bytes(),
            "25:1: map: not well formed: found ), allowed nothing after the closing bracket of the model",
        ),
        (
            SOUND.replace("\"Shop\"", "\"Sh\0p\"").as_bytes(),
            "9:35: map: not a text: found a NUL character, allowed a text in UTF-8",
        ),
        (
            "[".repeat(1 << 20).as_bytes(),
            &format!(
                "1:1: map: the wrong kind of value: found {}…, allowed Model(…)",
                "[".repeat(40)
            ),
        ),
        (
            nested("(").as_bytes(),
            &format!(
                "1:68: node \"a\", owner: the wrong kind of value: found {}…, allowed a text in quotes",
                "(".repeat(40)
            ),
        ),
        (
            "/*".repeat(1 << 20).as_bytes(),
            "1:1: map: an empty file: found nothing, allowed Model(…)",
        ),
        (
            "\"".repeat(1 << 20).as_bytes(),
            "1:1: map: the wrong kind of value: found \"\", allowed Model(…)",
        ),
    ] {
        assert_eq!(said(bytes), format!("    error: {expected}\n"));
    }
}

#[test]
fn a_nesting_bomb_of_numbers_is_refused() {
    for bracket in ["(", "[", "{", "Some(", "Estimate(value: ", "{\"a\": "] {
        let bomb = SOUND.replace("0.006", &bracket.repeat(100_000));
        assert!(
            said(bomb.as_bytes()).starts_with("    error: 9:"),
            "{}",
            said(bomb.as_bytes())
        );
    }
}

#[test]
fn every_cut_and_every_lost_byte_is_placed_or_harmless() {
    let map = parse(SOUND.as_bytes()).unwrap().map;
    for end in 0..SOUND.len() {
        for bytes in [&SOUND.as_bytes()[..end], &SOUND.as_bytes()[end + 1..]] {
            placed_or_sound(bytes, Some(&map));
        }
        let mut without = SOUND.as_bytes().to_vec();
        without.remove(end);
        placed_or_sound(&without, None);
    }
}

/// A file is sound (and then gives `map`, if one is given), or all that is said of it has a place.
fn placed_or_sound(bytes: &[u8], map: Option<&Map>) {
    let text = || String::from_utf8_lossy(bytes);
    match parse(bytes) {
        Ok(parsed) => {
            if let Some(map) = map {
                assert_eq!(parsed.map, *map, "{}", text());
            }
        }
        Err(problems) => {
            assert!(problems.iter().any(Diagnostic::is_error), "{}", text());
            let lines = bytes.split(|byte| *byte == b'\n').count();
            for problem in problems {
                let Some(Place { line, column }) = problem.place else {
                    panic!("{problem}\n{}", text());
                };
                assert!(
                    (1..=lines).contains(&line) && column >= 1,
                    "{problem}\n{}",
                    text()
                );
            }
        }
    }
}

#[test]
fn more_than_may_be_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    fs::File::create(&path).unwrap().set_len(MAX_BYTES + 1).unwrap();
    let error = load(&path).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{}:1:1: error: map: a file that is too large: found over 32 MiB, allowed at most 32 MiB",
            path.display()
        )
    );
    // A file at the limit is read: it is no map for another reason.
    fs::File::create(&path).unwrap().set_len(MAX_BYTES).unwrap();
    assert!(load(&path).unwrap_err().to_string().contains("NUL"));

    let mut map = Map::new("m");
    let channel = Node::new("c", NodeKind::Channel { arrivals: 1.0.into() });
    let ids = (0..=MAX_NODES).map(|n| format!("n{n:06}"));
    map.apply_all(ids.map(|id| Edit::put_node(id, channel.clone())));
    assert_eq!(
        said(to_text(&map).unwrap().as_bytes()),
        "    error: 5:12: map, nodes: too many nodes: found 50001, allowed at most 50000\n"
    );
}

#[test]
fn a_file_says_all_that_is_wrong_with_it_each_on_a_line_an_editor_can_jump_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.ron");
    fs::write(&path, SOUND.replace("0.006", "1.5").replace("#1677ff", "blue")).unwrap();
    let error = load(&path).unwrap_err();
    let lines: Vec<String> = error.to_string().lines().map(str::to_owned).collect();
    let name = path.display();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].starts_with(&format!("{name}:5:46: error: company \"acme\", color: ")));
    assert!(lines[1].starts_with(&format!("{name}:9:52: error: node \"shop\", commission: ")));
    assert!(lines[2].starts_with(&format!("{name}:16:9: warning: link \"s-w\": ")));

    let gone = load(&folder.path().join("gone.ron")).unwrap_err();
    assert!(matches!(gone, LoadError::Io { .. }));
    assert!(matches!(load(folder.path()).unwrap_err(), LoadError::Io { .. }));
}

#[test]
fn many_findings_take_no_time() {
    let links: String = (0..20_000)
        .map(|n| {
            format!(
                "        \"l{n:05}\": Link(from: \"gone{n}\", to: \"lost{n}\", kind: Ad, pull: Weight(-1)),\n"
            )
        })
        .collect();
    let text = format!("Model(\n    format: 1,\n    name: \"m\",\n    links: {{\n{links}    }},\n)");
    let start = std::time::Instant::now();
    let problems = parse(text.as_bytes()).unwrap_err();
    assert_eq!(problems.len(), 60_000);
    assert!(problems.iter().all(|problem| problem.place.is_some()));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_map_with_bytes_changed_is_placed_or_sound(
        map in any_map(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![any::<u8>(), prop::sample::select(b"()[]{}\"',:/*\\#-.e0N".to_vec())]), 1..4),
    ) {
        let mut bytes = to_text(&map).unwrap().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        placed_or_sound(&bytes, None);
    }

    #[test]
    fn any_bytes_are_placed_or_sound(bytes in prop::collection::vec(any::<u8>(), 0..60), text in "(?s)[Model(format: 1,nae\"{}\\[\\]/*\\\\.]{0,60}") {
        placed_or_sound(&bytes, None);
        placed_or_sound(text.as_bytes(), None);
    }
}
