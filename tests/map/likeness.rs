//! Links that are like each other: how a circle of them is told, and chains of any length edited.

use catchment::editing::fixes::fixes;
use catchment::editing::recast::{PullKind, recast};
use catchment::file::{draft, parse, to_text};
use catchment::model::{Map, Pull, rules};

use crate::common::build::{Build, channel};
use crate::common::likeness::{End, chain, in_little_room};

#[test]
fn a_long_circle_is_one_error_of_one_line() {
    let (errors, mended) = in_little_room(|| {
        let text = chain(20_000, false, End::Ring);
        let errors = parse(text.as_bytes()).unwrap_err();
        let mut map = draft(text.as_bytes()).unwrap().map;
        map.apply_all(fixes(&map, &errors[0]).remove(0).edits);
        (errors, rules::errors(&map))
    });
    assert_eq!(errors.len(), 1);
    let told = errors[0].to_string();
    assert!(
        told.contains("\"l000001\"") && told.contains("(+19995)"),
        "{told}"
    );
    assert!(told.len() < 400 && told.lines().count() == 1, "{told}");
    assert_eq!(mended, []);
}

#[test]
fn every_circle_is_told_once_with_its_links() {
    let like = |other: &str| Pull::Like(other.into(), 1.0.into());
    let mut build = Build::new()
        .node("a", channel(1.0), |_| {})
        .node("b", channel(1.0), |_| {});
    for (id, other) in [("p", "q"), ("q", "r"), ("r", "p"), ("t", "p"), ("u", "u")] {
        build = build.link(id, "a", "b", like(other), |_| {});
    }
    let told: Vec<String> = rules::errors(&build.0).iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].contains("found Like(\"q\", …), which is like \"r\", \"p\","),
        "{told:#?}"
    );
    assert!(told[1].contains("found Like(\"u\", …),"), "{told:#?}");
}

/// A hub with `links` closed links, each like the next, and an open one of all who go on.
fn hub(links: usize) -> Map {
    let mut build = Build::new()
        .node("hub", channel(100.0), |_| {})
        .node("end", channel(0.0), |_| {})
        .share("hub", "end", 0.5);
    for link in 0..links {
        let pull = if link + 1 == links {
            Pull::TakeUp(0.25.into())
        } else {
            Pull::Like(format!("l{:05}", link + 1).into(), 1.0.into())
        };
        build = build.link(&format!("l{link:05}"), "hub", "end", pull, |link| {
            link.open = false
        });
    }
    build.0
}

#[test]
fn a_link_at_the_head_of_a_long_chain_is_told_in_another_way() {
    let map = in_little_room(|| {
        let map = hub(10_000);
        let shares = |id: &_, _: &_| map.links().get(id).filter(|link| link.open).map(|_| 0.5);
        let edits = recast(&map, &"l00000".into(), PullKind::TakeUp, None, &shares);
        let mut map = map.clone();
        map.apply_all(edits);
        map
    });
    let Pull::TakeUp(share) = &map.links()["l00000"].pull else {
        panic!("{:?}", map.links()["l00000"].pull);
    };
    assert!((share.value - 0.25).abs() < 1e-6, "{}", share.value);
    assert!(parse(to_text(&map).unwrap().as_bytes()).is_ok());
}
