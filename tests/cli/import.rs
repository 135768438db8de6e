//! `catchment import`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Scratch, on, reference, run, two_shops};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/map/imports")
        .join(name)
}

/// What there is on a map: nodes with kind, owner, platform and numbers; links with ends, kind, state and pull.
fn what_is_on(map: &Path) -> (Value, Value, Vec<(String, Value)>) {
    let text = on(map, "export --format json").done().stdout;
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut found = ["nodes", "links"].map(|class| document[class].clone());
    for rows in &mut found {
        for (_, row) in rows.as_object_mut().unwrap() {
            // Flows follow from the rest; what a company earns of a visit is not part of every format.
            let row = row.as_object_mut().unwrap();
            row.remove("visits");
        }
    }
    let [nodes, links] = found;
    let companies = document["companies"].as_object().unwrap();
    let colors = companies
        .iter()
        .map(|(id, row)| (id.clone(), row["color"].clone()));
    (nodes, links, colors.collect())
}

#[test]
fn what_export_writes_is_read_again() {
    for map in [two_shops(), reference()] {
        let copy = Scratch::new(&fs::read_to_string(&map).unwrap());
        let before = what_is_on(copy.file());
        for ending in ["xlsx", "json", "graphml", "gexf", "dot", "csv"] {
            let source = copy.beside(&format!("source.{ending}"));
            let target = copy.beside(&format!("{ending}.ron"));
            let export = format!("export --out {}", source.display());
            on(copy.file(), &export).done();
            let mut import = format!("import --out {}", target.display());
            if ending == "csv" {
                let links = copy.beside("links.csv");
                on(
                    copy.file(),
                    &format!("export --table links --out {}", links.display()),
                )
                .done();
                import = format!("{import} --links {}", links.display());
            }
            let said = on(&source, &import).done().stderr;
            on(&target, "check").done();
            let after = what_is_on(&target);
            assert_eq!(after.0, before.0, "nodes by {ending}: {said}");
            assert_eq!(after.1, before.1, "links by {ending}: {said}");
            if ["xlsx", "json"].contains(&ending) {
                assert_eq!(after.2, before.2, "companies by {ending}");
            }
        }
    }
}

#[test]
fn every_file_of_another_program_opens_without_an_error() {
    let folder = Scratch::new("");
    for entry in fs::read_dir(fixture("")).unwrap() {
        let source = entry.unwrap().path();
        let target = folder.beside("map.catchment.ron");
        let said = on(&source, &format!("import --out {}", target.display())).done();
        assert_eq!(said.stdout, "");
        assert!(
            said.stderr.lines().count() > 1,
            "{}: {}",
            source.display(),
            said.stderr
        );
        on(&target, "check").done();
        on(&target, "fmt --check").done();
        on(&target, "solve").done();
    }
}

#[test]
fn the_map_goes_to_standard_output_and_remarks_to_standard_error() {
    let said = run([Path::new("import"), &fixture("networkx.graphml")]).done();
    assert!(said.stdout.starts_with("Model("), "{}", said.stdout);
    assert!(said.stderr.contains("line 17"), "{}", said.stderr);
    assert!(
        said.stderr
            .lines()
            .all(|line| line.contains("networkx.graphml: ")),
        "{}",
        said.stderr
    );
}

#[test]
fn two_tables_make_one_map_in_either_order() {
    let (nodes, links) = (fixture("kumu-elements.csv"), fixture("kumu-connections.csv"));
    let one = on(&links, &format!("import --nodes {}", nodes.display()))
        .done()
        .stdout;
    let other = on(&nodes, &format!("import --links {}", links.display()))
        .done()
        .stdout;
    let body = |text: &str| {
        text.lines()
            .filter(|line| !line.contains("name: \"kumu-"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(body(&one), body(&other));
    assert!(one.contains("Marketplace"));
}

#[test]
fn a_file_that_is_not_read_is_answered_with_a_way() {
    let source = Scratch::new("");
    let file = source.beside("plan.drawio");
    fs::write(&file, "<mxfile/>").unwrap();
    let said = on(&file, "import").failed(1).stderr;
    assert!(said.contains("draw.io") && said.contains("From and To"), "{said}");
}

#[test]
fn what_cannot_be_read_is_refused_and_the_target_left_alone() {
    let source = Scratch::new("digraph {");
    let file = source.beside("a.dot");
    fs::write(&file, "digraph {\n  a -> [").unwrap();
    let target = source.beside("target.ron");
    fs::write(&target, "mine").unwrap();
    let said = on(&file, &format!("import --output {}", target.display()))
        .failed(1)
        .stderr;
    assert!(
        said.contains("a.dot: error: line 2") && said.contains("DOT"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    let said = on(source.file(), "import").failed(1).stderr;
    assert!(said.contains("\"ron\"") && said.contains("graphml"), "{said}");
    let said = on(&source.beside("gone.csv"), "import").failed(1).stderr;
    assert!(said.contains("gone.csv"), "{said}");
}
