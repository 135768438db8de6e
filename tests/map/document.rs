//! Documents: every edit can be taken back, and the document knows whether it is saved.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::common::any_map::any_map;
use crate::common::example::EXAMPLE;
use crate::common::operations::{OPERATIONS, QUICK, operation, prune, raw};
use catchment::document::{Document, DocumentError};
use catchment::editing::bend;
use catchment::file::{self, to_text};
use catchment::model::{Company, Edit, Map, Node, NodeKind, Note, Scenario};
use fastrand::Rng;
use proptest::prelude::*;

fn shop(at: f64, arrivals: f64) -> Edit {
    let mut node = Node::new(
        "Shop",
        NodeKind::Channel {
            arrivals: arrivals.into(),
        },
    );
    node.at = (at, 0.0);
    Edit::put_node("shop", node)
}

fn document() -> Document {
    let mut map = Map::new("m");
    map.apply(shop(0.0, 1.0));
    Document::new(map)
}

fn company(name: &str) -> Edit {
    let company = Company {
        name: name.to_owned(),
        ..Company::default()
    };
    Edit::put_company("c", company)
}

fn company_name(document: &Document) -> Option<&str> {
    document
        .map()
        .companies()
        .get("c")
        .map(|company| company.name.as_str())
}

#[test]
fn steps_are_undone_and_redone_by_label() {
    let mut document = document();
    document.edit("Add company", vec![company("A")]);
    document.edit("Rename company", vec![company("B")]);
    assert_eq!(
        (document.undo_label(), document.redo_label()),
        (Some("Rename company"), None)
    );
    assert_eq!(document.undo().as_deref(), Some("Rename company"));
    assert_eq!(company_name(&document), Some("A"));
    assert_eq!(
        (document.undo_label(), document.redo_label()),
        (Some("Add company"), Some("Rename company"))
    );
    assert_eq!(document.undo().as_deref(), Some("Add company"));
    assert_eq!(document.undo(), None);
    assert_eq!(company_name(&document), None);
    assert_eq!(document.redo().as_deref(), Some("Add company"));
    assert_eq!(document.redo().as_deref(), Some("Rename company"));
    assert_eq!(document.redo(), None);
    assert_eq!(company_name(&document), Some("B"));
    document.undo();
    document.edit("Another way", vec![company("C")]);
    assert_eq!(document.redo_label(), None, "an edit forgets what was undone");
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut document = document();
    let before = document.map().clone();
    document.edit("Nothing", vec![]);
    document.edit("The same", vec![shop(0.0, 1.0)]);
    document.edit(
        "There and back",
        vec![company("A"), Edit::Company("c".into(), None)],
    );
    document.edit("Takes what is not there", vec![Edit::Link("l".into(), None)]);
    document.edit_merging("The same again", vec![shop(0.0, 1.0)]);
    assert_eq!(document.undo_label(), None);
    assert_eq!((document.revision(), document.physics_revision()), (0, 0));
    assert!(!document.is_dirty());
    assert_eq!(*document.map(), before);
}

#[test]
fn a_drag_is_one_step_until_something_comes_between() {
    let mut document = document();
    for at in 1..=9 {
        document.edit_merging("Move", vec![shop(f64::from(at), 1.0)]);
    }
    assert_eq!(document.map().nodes()["shop"].at, (9.0, 0.0));
    document.undo();
    assert_eq!(document.map().nodes()["shop"].at, (0.0, 0.0));
    assert_eq!(document.undo_label(), None);
    document.redo();
    assert_eq!(document.map().nodes()["shop"].at, (9.0, 0.0));

    // After a redo, another label, or a plain edit of the same label, a new step begins.
    document.edit_merging("Move", vec![shop(10.0, 1.0)]);
    document.edit_merging("Arrivals", vec![shop(10.0, 2.0)]);
    document.edit_merging("Move", vec![shop(11.0, 2.0)]);
    document.edit("Move", vec![shop(12.0, 2.0)]);
    document.edit_merging("Move", vec![shop(13.0, 2.0)]);
    let mut back = Vec::new();
    while document.undo().is_some() {
        back.push(document.map().nodes()["shop"].at.0);
    }
    assert_eq!(back, [12.0, 11.0, 10.0, 10.0, 9.0, 0.0]);
}

#[test]
fn a_drag_that_ends_where_it_began_leaves_no_step() {
    let mut document = document();
    document.edit("Add", vec![company("A")]);
    for at in [1.0, 2.0, 0.0] {
        document.edit_merging("Move", vec![shop(at, 1.0)]);
    }
    assert_eq!(document.undo_label(), Some("Add"));
    document.edit_merging("Move", vec![shop(5.0, 1.0)]);
    document.undo();
    assert_eq!(document.undo_label(), Some("Add"));
    assert_eq!(document.map().nodes()["shop"].at, (0.0, 0.0));
}

#[test]
fn merged_steps_may_touch_different_objects() {
    let mut document = document();
    let before = to_text(document.map()).unwrap();
    document.edit_merging("Drag", vec![shop(1.0, 1.0), company("A")]);
    document.edit_merging("Drag", vec![company("B"), Edit::Name("n".to_owned())]);
    document.edit_merging("Drag", vec![shop(2.0, 1.0)]);
    document.undo();
    assert_eq!(to_text(document.map()).unwrap(), before);
    assert_eq!(document.undo_label(), None);
}

#[test]
fn only_what_can_change_the_flows_counts_as_physics() {
    let mut document = document();
    let note = |text: &str| {
        Edit::Note(
            "n".into(),
            Some(Note {
                text: text.to_owned(),
                at: (0.0, 0.0),
            }),
        )
    };
    let scenario = Edit::put_scenario("s", Scenario::default());
    for (edits, physics) in [
        (vec![shop(3.0, 1.0)], 0),
        (vec![note("a"), Edit::Name("n".to_owned())], 0),
        (vec![note("b"), shop(3.0, 2.0)], 1),
        (vec![scenario], 1),
        // On the way, but not in the end.
        (vec![shop(3.0, 5.0), shop(4.0, 2.0)], 0),
    ] {
        let before = (document.revision(), document.physics_revision());
        document.edit("Edit", edits.clone());
        assert_eq!(
            (document.revision(), document.physics_revision()),
            (before.0 + 1, before.1 + physics),
            "{edits:?}"
        );
        document.undo();
        document.redo();
        assert_eq!(
            (document.revision(), document.physics_revision()),
            (before.0 + 3, before.1 + 3 * physics),
            "{edits:?}"
        );
    }
}

#[test]
fn bending_a_link_is_no_physics() {
    let map = catchment::file::parse(EXAMPLE.as_bytes()).unwrap().map;
    let mut document = Document::new(map);
    let edits = bend::bend(document.map(), &"feed-shop".into(), Some((0.0, 40.0)));
    document.edit("Bend", edits);
    assert_eq!((document.revision(), document.physics_revision()), (1, 0));
    assert_eq!(document.map().links()["feed-shop"].bend, Some((0.0, 40.0)));
}

#[test]
fn a_snapshot_is_not_touched_by_later_edits() {
    let mut document = document();
    let snapshot = Arc::clone(document.map());
    document.edit("Add", vec![company("A")]);
    assert!(snapshot.companies().is_empty());
    assert_eq!(document.map().companies().len(), 1);
}

#[test]
fn a_document_is_dirty_when_its_file_is_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.ron");
    let mut document = document();
    assert!(matches!(document.save(), Err(DocumentError::NoPath)));
    document.edit("First", vec![company("A")]);
    assert!(document.is_dirty());
    document.undo();
    assert!(!document.is_dirty(), "undone to the start");
    document.redo();
    document.save_as(&path).unwrap();
    assert!(!document.is_dirty());
    assert_eq!(document.path(), Some(path.as_path()));

    document.undo();
    assert!(document.is_dirty(), "undone past the save");
    document.redo();
    assert!(!document.is_dirty());
    document.undo();
    document.edit("Another way", vec![company("B")]);
    assert!(document.is_dirty());
    document.undo();
    assert!(document.is_dirty(), "the saved state can no longer be reached");
    document.save().unwrap();
    assert!(!document.is_dirty());

    document.edit_merging("Drag", vec![shop(1.0, 1.0)]);
    document.save().unwrap();
    document.edit_merging("Drag", vec![shop(2.0, 1.0)]);
    assert!(document.is_dirty(), "a save ends a drag");
    document.undo();
    assert!(!document.is_dirty());
    assert_eq!(Document::open(&path).unwrap().map(), document.map());
}

#[test]
fn a_save_that_fails_leaves_the_document_dirty_and_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = document();
    let path = folder.path().join("m.ron");
    document.save_as(&path).unwrap();
    document.edit("Add", vec![company("A")]);
    assert!(matches!(
        document.save_as(&folder.path().join("gone/m.ron")),
        Err(DocumentError::Save(_))
    ));
    assert!(document.is_dirty());
    assert_eq!(document.path(), Some(path.as_path()));
}

#[test]
fn an_opened_document_is_clean_and_knows_what_a_save_would_lose() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.ron");
    std::fs::write(
        &path,
        format!("// kept by hand\n{EXAMPLE}").replace("kind: Share", "kind: Payment"),
    )
    .unwrap();
    let mut document = Document::open(&path).unwrap();
    assert!(!document.is_dirty());
    assert!(document.loses_comments());
    assert_eq!(document.diagnostics().len(), 1);
    assert_eq!(document.diagnostics()[0].place.map(|place| place.line), Some(17));
    document.save().unwrap();
    assert!(!document.loses_comments());
    assert!(Document::open(&folder.path().join("gone.ron")).is_err());
}

/// One thing a person may do to a document.
#[derive(Clone, Debug)]
enum Act {
    Edit(Vec<Edit>),
    Merge(Vec<Edit>),
    Undo,
    Redo,
}

/// Edits that turn some of one map's objects into those of another.
fn edits(from: &Map) -> BoxedStrategy<Vec<Edit>> {
    let mut edits = vec![
        Edit::Name(from.name().to_owned()),
        Edit::Units(from.units().clone()),
    ];
    for (id, node) in from.nodes() {
        edits.extend([
            Edit::put_node(id.clone(), node.clone()),
            Edit::Node(id.clone(), None),
        ]);
    }
    for (id, link) in from.links() {
        edits.extend([
            Edit::put_link(id.clone(), link.clone()),
            Edit::Link(id.clone(), None),
        ]);
    }
    for (id, company) in from.companies() {
        edits.extend([
            Edit::put_company(id.clone(), company.clone()),
            Edit::Company(id.clone(), None),
        ]);
    }
    for (id, scenario) in from.scenarios() {
        edits.extend([
            Edit::put_scenario(id.clone(), scenario.clone()),
            Edit::Scenario(id.clone(), None),
        ]);
    }
    prop::collection::vec(prop::sample::select(edits), 0..4).boxed()
}

fn acts() -> impl Strategy<Value = (Map, Vec<Act>)> {
    (any_map().boxed(), any_map().boxed()).prop_flat_map(|(start, other)| {
        let act = prop_oneof![
            3 => edits(&other).prop_map(Act::Edit),
            3 => edits(&other).prop_map(Act::Merge),
            1 => edits(&start).prop_map(Act::Edit),
            2 => Just(Act::Undo),
            2 => Just(Act::Redo),
        ];
        (Just(start), prop::collection::vec(act, 0..30))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_gives_the_first_map_and_redoing_all_the_last((start, acts) in acts()) {
        let first = to_text(&start).unwrap();
        let mut document = Document::new(start);
        for act in acts {
            let before = document.map().clone();
            let revision = document.revision();
            match act {
                Act::Edit(edits) => document.edit("Edit", edits),
                Act::Merge(edits) => document.edit_merging("Drag", edits),
                Act::Undo => drop(document.undo()),
                Act::Redo => drop(document.redo()),
            }
            prop_assert_eq!(document.revision() == revision, *document.map() == before);
        }
        while document.redo().is_some() {}
        let last = to_text(document.map()).unwrap();
        let mut dirty = document.is_dirty();
        prop_assert_eq!(dirty, document.undo_label().is_some());
        while document.undo().is_some() {
            dirty = document.is_dirty();
        }
        prop_assert!(!dirty);
        prop_assert_eq!(to_text(document.map()).unwrap(), first);
        while document.redo().is_some() {}
        prop_assert_eq!(to_text(document.map()).unwrap(), last);
    }
}

/// How many steps the walk takes: `CATCHMENT_WALK`, or few.
fn steps() -> usize {
    let asked = std::env::var("CATCHMENT_WALK").ok();
    asked.and_then(|steps| steps.parse().ok()).unwrap_or(20_000)
}

/// The most nodes and links before the walk takes most of them away.
const MOST_OBJECTS: usize = 80;

#[test]
fn a_long_walk_of_edits_undos_and_redos_leads_back_to_the_identical_file() {
    let start = catchment::file::parse(EXAMPLE.as_bytes()).unwrap().map;
    let first = to_text(&start).unwrap();
    let mut document = Document::new(start);
    let mut random = Rng::with_seed(1);
    let mut edited = 0;
    for _ in 0..steps() {
        match random.u16(..1000) {
            0..650 => {
                let map = document.map().clone();
                let edits = match random.u32(..4000) {
                    _ if map.nodes().len() + map.links().len() > MOST_OBJECTS => prune(&map, &mut random),
                    0 => operation(random.usize(QUICK..OPERATIONS), &map, &mut random),
                    1..600 => raw(&map, &mut random),
                    _ => operation(random.usize(..QUICK), &map, &mut random),
                };
                drop(map);
                edited += usize::from(!edits.is_empty());
                if random.bool() {
                    document.edit("Edit", edits);
                } else {
                    document.edit_merging("Drag", edits);
                }
            }
            650..780 => drop(document.undo()),
            780..998 => drop(document.redo()),
            _ => {
                for _ in 0..random.usize(..50) {
                    document.undo();
                }
            }
        }
    }
    assert!(edited > steps() / 4, "{edited} edits that change something");
    while document.redo().is_some() {}
    let last = to_text(document.map()).unwrap();
    let mut depth = 0;
    while document.undo().is_some() {
        depth += 1;
    }
    assert_eq!(to_text(document.map()).unwrap(), first);
    assert!(!document.is_dirty());
    while document.redo().is_some() {}
    assert_eq!(to_text(document.map()).unwrap(), last);
    assert!(depth > steps() / 100, "{depth} steps taken back");
}

#[test]
fn a_file_that_others_changed_is_not_saved_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.ron");
    let mut document = Document::new(Map::new("mine"));
    document.save_as(&path).unwrap();
    assert_eq!(document.changed_by_others(), None);
    document.edit("Rename", vec![Edit::Name("mine still".to_owned())]);

    let theirs = file::to_text(&Map::new("theirs")).unwrap();
    // As most programs do: in place, and by a rename.
    for rename in [false, true] {
        if rename {
            fs::write(folder.path().join("new"), &theirs).unwrap();
            fs::rename(folder.path().join("new"), &path).unwrap();
        } else {
            fs::write(&path, &theirs).unwrap();
        }
        assert!(document.changed_by_others().is_some());
        assert!(matches!(document.save(), Err(DocumentError::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
        assert!(document.is_dirty());
    }
    // Asked for by name it is.
    document.save_as(&path).unwrap();
    assert_eq!((document.changed_by_others(), document.is_dirty()), (None, false));

    // A file that is gone has nothing to lose.
    fs::remove_file(&path).unwrap();
    assert_eq!(document.changed_by_others(), None);
    document.save().unwrap();
    assert_eq!(Document::open(&path).unwrap().map().name(), "mine still");
}

#[test]
fn a_map_that_breaks_rules_is_opened_to_be_mended_but_not_loaded_to_be_solved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.ron");
    let nodes = r#""a": Channel(name: "A", owner: "nobody"), "b": Platform(name: "B", at: (1e9, 0.0))"#;
    let links = r#""a-b": Link(from: "a", to: "gone", kind: Share, pull: Share(0.4))"#;
    let broken = format!("Model(format: 1, name: \"Broken\", nodes: {{{nodes}}}, links: {{{links}}})");
    fs::write(&path, &broken).unwrap();
    assert!(file::load(&path).is_err());
    let document = Document::open(&path).unwrap();
    assert!(document.diagnostics().iter().any(|found| found.is_error()));
    assert!(!document.is_dirty());
}

#[test]
fn a_recovered_map_is_unsaved_whatever_is_undone() {
    let parsed = file::parse(file::to_text(&Map::new("kept")).unwrap().as_bytes()).unwrap();
    let mut document = Document::recovered(parsed, None, None);
    assert!(document.is_dirty());
    document.edit("Rename", vec![Edit::Name("more".to_owned())]);
    document.undo();
    assert!(document.is_dirty());
}

#[test]
fn a_file_that_is_named_from_the_folder_one_is_in_is_the_same_from_any_other() {
    let opened = Document::open(Path::new("models/two-shops.ron")).unwrap();
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/two-shops.ron");
    assert_eq!(opened.path(), Some(whole.as_path()));
    // Saved to such a path, too: from the package's folder to the tests' own.
    let own = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Ok(from_here) = own.strip_prefix(env!("CARGO_MANIFEST_DIR")) else {
        return;
    };
    let mut document = document();
    document.save_as(&from_here.join("from-here.ron")).unwrap();
    assert_eq!(document.path(), Some(own.join("from-here.ron").as_path()));
}
