//! The inspector has one width, whatever is selected in it and whatever it is called.

use std::path::Path;

use catchment::app::view::Part;
use catchment::file;
use catchment::model::Id;

use super::*;

#[test]
fn the_inspector_keeps_its_width_whatever_is_selected() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/alibaba-tencent-2021.ron");
    let mut map = file::load(&path).unwrap().map;
    let long = "A name that is as long as nobody would have thought it could be 一个没人想到会有这么长的名字"
        .repeat(2);
    let mut node = map.nodes()["taobao"].clone();
    node.name.clone_from(&long);
    map.apply(Edit::put_node("taobao", node));
    let mut company = map.companies()["alibaba"].clone();
    company.name.clone_from(&long);
    map.apply(Edit::put_company("alibaba", company));
    let nodes = map.nodes().keys().map(|id| Object::Node(id.clone()));
    let links = map.links().keys().map(|id| Object::Link(id.clone()));
    let companies = map
        .companies()
        .keys()
        .map(|id: &Id<_>| Object::Company(id.clone()));
    let scenarios = map.scenarios().keys().map(|id| Object::Scenario(id.clone()));
    let segments = map.segments().keys().map(|id| Object::Segment(id.clone()));
    let objects: Vec<Object> = nodes
        .chain(links.step_by(5))
        .chain(companies)
        .chain(scenarios)
        .chain(segments)
        .collect();
    for size in [[1280.0, 800.0], [1440.0, 900.0]] {
        let mut window = open_sized(Document::new(map.clone()), size);
        let width = |window: &Window| window.state().state().view.size(Part::Inspector).unwrap();
        let at_first = width(&window);
        for object in &objects {
            ask(&mut window, Command::Select([object.clone()].into()));
            assert!(
                (width(&window) - at_first).abs() < 1.0,
                "{object:?}: {} for {at_first}",
                width(&window)
            );
        }
        ask(
            &mut window,
            Command::Select(objects.iter().take(40).cloned().collect()),
        );
        assert!(
            (width(&window) - at_first).abs() < 1.0,
            "several: {}",
            width(&window)
        );
    }
}
