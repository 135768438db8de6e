//! `catchment diff`: what changed between two files, in words and in JSON.

use serde_json::{Value, json};

use crate::program::{Scratch, model, run};

/// The two shops with other numbers, without a link, with a scenario more.
fn changed(text: &str) -> String {
    let link = text.lines().find(|line| line.contains("\"feed-sellers\": Link"));
    text.replace(link.unwrap(), "")
        .replace("commission: 0.006", "commission: 0.01")
        .replace("name: \"Feed\"", "name: \"Home feed\"")
        .replace("[\"feed-sellers\"]", "[]")
}

#[test]
fn what_changed_is_told_by_object_and_field() {
    let scratch = Scratch::new("");
    let old = model("two-shops.ron");
    let text = std::fs::read_to_string(&old).unwrap();
    let new = scratch.put("new.ron", &changed(&text));
    let told = run(["diff", &old, &new]);
    assert_eq!(told.status, 1, "{told:?}");
    for line in [
        "Removed link Feed → Sellers (feed-sellers)",
        "Node \"Shop\" (shop): commission 0.6 % → 1 %",
        "Node \"Home feed\" (feed): renamed from \"Feed\"",
    ] {
        assert!(told.stdout.contains(line), "{line}: {}", told.stdout);
    }

    let told = run(["diff", &old, &new, "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&told.stdout).unwrap();
    let shop = rows.iter().find(|row| row["id"] == "shop").unwrap();
    assert_eq!(shop["object"], "nodes");
    assert_eq!(shop["change"], "changed");
    assert_eq!(
        shop["fields"],
        json!([{"field": "commission", "old": 0.006, "new": 0.01}])
    );
}

#[test]
fn the_same_map_is_no_difference_however_it_is_written() {
    let scratch = Scratch::new("");
    let old = model("two-shops.ron");
    let text = std::fs::read_to_string(&old).unwrap();
    let new = scratch.put("new.ron", &format!("// a comment\n{text}"));
    let told = run(["diff", &old, &new]).done();
    assert_eq!(told.stdout, "");
    let told = run(["diff", &old, &new, "--format", "json"]).done();
    assert_eq!(told.stdout.trim(), "[]");
}

#[test]
fn trouble_is_not_mistaken_for_a_difference() {
    let scratch = Scratch::new("");
    let broken = scratch.put("broken.ron", "Model(");
    let sound = model("two-shops.ron");
    run(["diff", &sound, &broken]).failed(2);
    run(["diff", &sound, "no/such/file.ron"]).failed(2);
    run(["diff", &sound]).failed(2);
}
