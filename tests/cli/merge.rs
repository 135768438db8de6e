//! `catchment merge`: two changed copies brought together, alone and as git's merge driver.

use std::fs;
use std::path::Path;
use std::process::Command;

use catchment::file;
use serde_json::Value;

use crate::program::{Scratch, model, run};

/// The two shops in canonical form, each text put in the place of another.
fn with(changes: &[(&str, &str)]) -> String {
    let text = fs::read(model("two-shops.ron")).unwrap();
    let mut text = file::to_text(&file::parse(&text).unwrap().map).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

const MINE: (&str, &str) = ("commission: 0.006", "commission: 0.01");
const THEIRS: (&str, &str) = ("name: \"Feed\"", "name: \"Home feed\"");
const AGAINST: (&str, &str) = ("commission: 0.006", "commission: 0.02");

#[test]
fn what_each_side_changed_is_taken() {
    let scratch = Scratch::new("");
    let base = model("two-shops.ron");
    let mine = scratch.put("mine.ron", &with(&[MINE]));
    let theirs = scratch.put("theirs.ron", &with(&[THEIRS]));
    let merged = run(["merge", &base, &mine, &theirs]).done();
    assert_eq!(merged.stdout, with(&[MINE, THEIRS]));
    // Every model that comes along is what the side that changed nothing leaves it.
    for entry in fs::read_dir(model("")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            let path = path.to_str().unwrap();
            let merged = run(["merge", &base, &base, path]).done();
            assert_eq!(
                run(["diff", path, &scratch.put("it.ron", &merged.stdout)]).status,
                0,
                "{path}"
            );
        }
    }
}

#[test]
fn what_both_changed_is_a_conflict_and_keeps_mine() {
    let scratch = Scratch::new("");
    let base = model("two-shops.ron");
    let mine = scratch.put("mine.ron", &with(&[MINE, THEIRS]));
    let theirs = scratch.put("theirs.ron", &with(&[AGAINST]));
    let merged = run(["merge", &base, &mine, &theirs]);
    assert_eq!(merged.status, 1);
    assert_eq!(merged.stdout, with(&[MINE, THEIRS]));
    let said = "conflict: node \"Shop\" (shop), commission: base 0.6 %, mine 1 %, theirs 2 %";
    assert!(merged.stderr.contains(said), "{}", merged.stderr);

    let merged = run(["merge", &base, &mine, &theirs, "--format", "json"]);
    let said: Value = serde_json::from_str(&merged.stderr).unwrap();
    let conflict = &said["conflicts"][0];
    assert_eq!(conflict["id"], "shop");
    assert_eq!(
        (&conflict["mine"], &conflict["theirs"]),
        (&0.01.into(), &0.02.into())
    );
}

#[test]
fn an_object_removed_by_one_and_needed_by_the_other_is_a_conflict() {
    let scratch = Scratch::new("");
    let base = with(&[]);
    let line = base
        .lines()
        .find(|line| line.contains("\"feed-sellers\": Link"))
        .unwrap();
    let without = base.replace(line, "").replace("[\"feed-sellers\"]", "[]");
    let (mine, base) = (scratch.put("mine.ron", &without), scratch.put("base.ron", &base));
    let theirs = scratch.put("theirs.ron", &with(&[("TakeUp(0.2)", "TakeUp(0.3)")]));
    let merged = run(["merge", &base, &mine, &theirs]);
    assert_eq!(merged.status, 1);
    assert!(
        merged.stderr.contains("mine removed it, theirs changed it"),
        "{}",
        merged.stderr
    );
}

#[test]
fn a_bad_file_is_trouble_and_nothing_is_written() {
    let scratch = Scratch::new("");
    let sound = model("two-shops.ron");
    let broken = scratch.put("broken.ron", "Model(");
    let out = scratch.beside("out.ron").display().to_string();
    run(["merge", &sound, &sound, &broken, "--out", &out]).failed(2);
    assert!(!Path::new(&out).exists());
}

#[test]
fn git_merges_maps_by_it() {
    let scratch = Scratch::new("");
    let folder = scratch.beside("repository");
    fs::create_dir(&folder).unwrap();
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        (
            run.status.success(),
            String::from_utf8_lossy(&run.stderr).into_owned(),
        )
    };
    let map = folder.join("map.catchment.ron");
    let commit = |text: String| {
        fs::write(&map, text).unwrap();
        assert!(git(&["add", "."]).0 && git(&["commit", "-qm", "A map"]).0);
    };
    git(&["init", "-q"]);
    let program = env!("CARGO_BIN_EXE_catchment");
    let driver = format!("'{program}' merge %O %A %B --out %A");
    git(&["config", "merge.catchment.driver", &driver]);
    fs::write(folder.join(".gitattributes"), "*.catchment.ron merge=catchment\n").unwrap();
    commit(with(&[]));
    git(&["checkout", "-qb", "theirs"]);
    commit(with(&[THEIRS]));
    git(&["checkout", "-q", "main"]);
    commit(with(&[MINE]));
    let (merged, said) = git(&["merge", "-q", "--no-edit", "theirs"]);
    assert!(merged, "{said}");
    assert_eq!(fs::read_to_string(&map).unwrap(), with(&[MINE, THEIRS]));

    git(&["checkout", "-qb", "against", "HEAD~2"]);
    commit(with(&[AGAINST]));
    let (merged, said) = git(&["merge", "-q", "--no-edit", "main"]);
    assert!(
        !merged && said.contains("conflict: node \"Shop\" (shop)"),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(&map).unwrap(),
        with(&[AGAINST, THEIRS]),
        "mine is kept"
    );
}

#[test]
fn a_side_that_breaks_a_rule_is_named_with_the_rule() {
    let scratch = Scratch::new("");
    let (sound, changed) = (
        scratch.put("sound.ron", &with(&[])),
        scratch.put("changed.ron", &with(&[THEIRS])),
    );
    let broken = scratch.put(
        "broken.ron",
        &with(&[("owner: \"acme\", commission", "owner: \"nobody\", commission")]),
    );
    for (sides, by) in [
        ([&broken, &changed], "mine"),
        ([&changed, &broken], "theirs"),
        ([&broken, &broken], "both"),
    ] {
        let merged = run(["merge", &sound, sides[0], sides[1]]);
        assert_eq!(merged.status, 1, "{merged:?}");
        assert!(
            merged.stdout.contains("nobody"),
            "the merged map is written all the same"
        );
        let words = match by {
            "both" => "conflict: mine and theirs both break a rule",
            "mine" => "conflict: mine breaks a rule",
            _ => "conflict: theirs breaks a rule",
        };
        let rule = "node \"shop\", owner: no such company: found \"nobody\"";
        assert!(
            merged.stderr.contains(words) && merged.stderr.contains(rule),
            "{}",
            merged.stderr
        );
        assert!(
            merged.stderr.contains("must be mended before it can be solved"),
            "{}",
            merged.stderr
        );

        let merged = run(["merge", &sound, sides[0], sides[1], "--format", "json"]);
        assert_eq!(merged.status, 1);
        let said: Value = serde_json::from_str(&merged.stderr).unwrap();
        let conflict = &said["conflicts"][0];
        assert_eq!(
            (&conflict["conflict"], &conflict["by"]),
            (&"rule".into(), &by.into())
        );
        assert_eq!(
            (&conflict["id"], &conflict["field"]),
            (&"shop".into(), &"owner".into())
        );
    }
    // What the other side has mended is no matter of the result.
    let merged = run(["merge", &broken, &broken, &sound]).done();
    assert_eq!((merged.stdout, merged.stderr.as_str()), (with(&[]), ""));
}

#[test]
fn a_rule_that_only_both_sides_break_together_is_told_as_theirs_in_common() {
    let scratch = Scratch::new("");
    let base = scratch.put("base.ron", &with(&[]));
    let mine = scratch.put("mine.ron", &with(&[("pull: Share(0.38)", "pull: Share(0.7)")]));
    let more =
        "        \"feed-shop-2\": Link(from: \"feed\", to: \"shop\", kind: Direct, pull: Share(0.5)),\n";
    let theirs = scratch.put(
        "theirs.ron",
        &with(&[("    links: {\n", &format!("    links: {{\n{more}"))]),
    );
    let merged = run(["merge", &base, &mine, &theirs]);
    assert_eq!(merged.status, 1);
    assert!(
        merged.stderr.contains("the two sides together break a rule"),
        "{}",
        merged.stderr
    );
    assert!(
        merged.stderr.contains("sum to more than 100 %"),
        "{}",
        merged.stderr
    );
}
