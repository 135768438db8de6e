//! Numbers by segment, and the segments themselves.

use catchment::model::{Edit, NodeKind, Object, PerSegment, Segment};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

fn ticket(window: &Window) -> PerSegment {
    match map(window).nodes()["sellers"].kind.clone() {
        NodeKind::Merchant { ticket, .. } => ticket,
        other => panic!("merchants, not {other:?}"),
    }
}

#[test]
fn a_ticket_is_one_for_all_segments_or_one_each() {
    let mut window = shops_on([node("sellers")]);
    click(&mut window, Role::CheckBox, "The same for all segments");
    let PerSegment::One(one) = ticket(&window) else {
        panic!("one for all");
    };
    assert!(one.value > 40.0 && one.value < 150.0, "{}", one.value);
    number(&mut window, "Order value", "80");
    click(&mut window, Role::CheckBox, "The same for all segments");
    let each = ticket(&window);
    assert_eq!((each.value("large"), each.value("micro")), (80.0, 80.0));
}

#[test]
fn a_segment_is_added_renamed_and_deleted() {
    let mut window = shops_on([]);
    click(&mut window, Role::Button, "Add a segment of visits");
    let added: Vec<_> = map(&window).segments().keys().cloned().collect();
    assert_eq!(added.len(), 3);
    let new = added
        .iter()
        .find(|id| !["large", "micro"].contains(&id.as_str()))
        .unwrap()
        .clone();
    assert_eq!(
        window.state().state().selection,
        [Object::Segment(new.clone())].into()
    );
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Name", "Villages");
    let named = Segment {
        name: "Villages".to_owned(),
        ..before.segments()[&new].clone()
    };
    changed(&mut window, &before, vec![Edit::put_segment(new.clone(), named)]);
    click(&mut window, Role::Button, "Delete this segment");
    assert_eq!(map(&window).segments().len(), 3, "it says first what goes");
    click(&mut window, Role::Button, "Delete Villages now");
    assert_eq!(map(&window).segments().len(), 2);
    assert_eq!(catchment::model::rules::errors(&map(&window)), []);
}

#[test]
fn deleting_a_segment_tells_what_goes_with_it() {
    let mut window = shops_on([]);
    let before = map(&window);
    click(&mut window, Role::Button, "Delete Micro tickets");
    let told = "Numbers entered for it: 2. Visits that start in it: 500 visits per day. They go with it.";
    assert!(window.query_by_label(told).is_some());
    click(&mut window, Role::Button, "Keep");
    assert_eq!(map(&window), before);
    click(&mut window, Role::Button, "Delete Micro tickets");
    click(&mut window, Role::Button, "Delete Micro tickets now");
    let after = map(&window);
    assert_eq!(after.segments().len(), 1);
    assert_eq!(after.nodes()["feed"].arrivals().unwrap().value("micro"), 0.0);
    ask(&mut window, catchment::app::action::Action::Undo.into());
    assert_eq!(map(&window), before);
}
