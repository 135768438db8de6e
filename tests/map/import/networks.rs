//! Formats of networks: labels, groups, what is only drawn, and the forms of JSON.

use catchment::file::import;

use super::{is_silent_on, links, made, names, node, share, tells};

#[test]
fn the_first_label_with_words_is_the_name_and_the_others_are_kept() {
    let made = made(
        "a.graphml",
        r#"<graphml xmlns:y="y"><key for="node" id="g" yfiles.type="nodegraphics"/><key for="edge" id="h" yfiles.type="edgegraphics"/>
        <graph edgedefault="directed">
        <node id="n0"><data key="g"><y:ShapeNode><y:NodeLabel hasText="false"/><y:NodeLabel>Radio</y:NodeLabel><y:NodeLabel>since 1920</y:NodeLabel></y:ShapeNode></data></node>
        <node id="n1"><data key="g"><y:ShapeNode><y:NodeLabel>Kiosk</y:NodeLabel></y:ShapeNode></data></node>
        <edge source="n0" target="n1"><data key="h"><y:PolyLineEdge><y:EdgeLabel>Share</y:EdgeLabel><y:EdgeLabel>on foot</y:EdgeLabel></y:PolyLineEdge></data></edge>
        </graph></graphml>"#,
    );
    assert_eq!(names(&made.map), ["Kiosk", "Radio"]);
    assert!(node(&made.map, "Radio").note.contains("since 1920"));
    assert!(made.map.links().values().next().unwrap().note.contains("on foot"));
    tells(&made, &["further labels", "kept in the notes"]);
}

#[test]
fn yed_live_has_its_words_and_places() {
    let made = made(
        "a.graphml",
        r#"<graphml xmlns:x="x" xmlns:y="y"><key id="l" for="node" attr.name="NodeLabels"/><key id="p" for="node" attr.name="NodeGeometry"/>
        <key id="s" for="node" attr.name="NodeStyle"/><key id="e" for="edge" attr.name="EdgeLabels"/><graph edgedefault="directed">
        <node id="n0"><data key="l"><x:List><y:Label><y:Label.Text>Radio</y:Label.Text></y:Label><y:Label Text="loud"/></x:List></data>
        <data key="p"><y:RectD X="100" Y="20" Width="60" Height="40"/></data><data key="s"><y:Style/></data></node>
        <node id="n1"><data key="l"><x:List><y:Label Text="Kiosk"/></x:List></data><data key="p"><y:RectD X="400" Y="20" Width="60" Height="40"/></data></node>
        <edge source="n0" target="n1"><data key="e"><x:List><y:Label Text="Share"/></x:List></data></edge></graph></graphml>"#,
    );
    assert_eq!(links(&made.map), ["Radio>Kiosk Share"]);
    assert_eq!(node(&made.map, "Radio").at, (130.0, 40.0));
    assert!(node(&made.map, "Radio").note.contains("loud"));
    tells(&made, &["NodeStyle", "not read"]);
}

#[test]
fn a_link_may_lead_from_a_group() {
    let text = r#"<graphml><key id="t" for="node" attr.name="about"/><key id="l" for="node" attr.name="label"/><graph edgedefault="directed">
        <node id="g"><data key="l">Elm</data><data key="t">founded 1900</data><graph id="g:"><node id="a"><data key="l">Radio</data></node></graph></node>
        <node id="k"><data key="l">Kiosk</data></node><edge source="FROM" target="k"/></graph></graphml>"#;
    let joined = made("a.graphml", &text.replace("FROM", "g"));
    assert!(links(&joined.map).contains(&"Elm>Kiosk Direct".to_owned()));
    tells(&joined, &["group \"Elm\"", "a link leads from it"]);
    is_silent_on(&joined, "not defined");
    assert!(node(&joined.map, "Elm").note.contains("founded 1900"));
    // Else what it says is kept with the company that it is taken for.
    let apart = made("a.graphml", &text.replace("FROM", "a"));
    let elm = apart
        .map
        .companies()
        .values()
        .find(|company| company.name == "Elm")
        .unwrap();
    assert!(elm.note.contains("founded 1900"));
    tells(&apart, &["group \"Elm\"", "founded 1900"]);
}

#[test]
fn igraph_gives_ids_back() {
    let made = made(
        "a.graphml",
        r#"<graphml><key id="v" for="node" attr.name="id"/><key id="k" for="node" attr.name="kind"/><key id="s" for="node" attr.name="sells_on"/>
        <key id="e" for="edge" attr.name="id"/><graph edgedefault="directed">
        <node id="n0"><data key="v">kiosk</data><data key="k">Platform</data></node><node id="n1"><data key="v">stand</data><data key="k">Platform</data></node>
        <node id="n2"><data key="v">sellers</data><data key="k">Merchant</data><data key="s">stand</data></node>
        <edge source="n0" target="n1"><data key="e">way</data></edge></graph></graphml>"#,
    );
    let ids: Vec<&str> = made.map.nodes().keys().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["kiosk", "sellers", "stand"]);
    assert!(made.map.links().contains_key("way"));
    is_silent_on(&made, "no such platform");
}

#[test]
fn a_node_without_a_name_has_its_label() {
    let made = made(
        "a.gexf",
        r#"<gexf><graph defaultedgetype="directed"><attributes class="node"><attribute id="0" title="name"/></attributes><nodes>
        <node id="a" label="Radio"><attvalues><attvalue for="0" value="Radio"/></attvalues></node><node id="b" label="New kiosk"/></nodes>
        <edges><edge source="a" target="b"><note/></edge></edges></graph></gexf>"#,
    );
    assert_eq!(names(&made.map), ["New kiosk", "Radio"]);
    tells(&made, &["<note>", "not read"]);
}

#[test]
fn what_graphviz_does_not_show_is_left_out() {
    let made = made(
        "a.dot",
        "digraph { rankdir=LR; a -> b; a -> c [style=\"dashed,invis\"]; space [style=invis]; b -> space [style=invis]; b -> d [style=bold] }",
    );
    assert_eq!(names(&made.map), ["a", "b", "c", "d"]);
    assert_eq!(links(&made.map), ["a>b Direct", "b>d Direct"]);
    tells(&made, &["2 links", "invisible"]);
    tells(&made, &["\"space\"", "invisible"]);
    tells(&made, &["rankdir", "how it is drawn"]);
}

#[test]
fn the_weight_of_graphviz_is_no_strength() {
    let made = made("a.dot", "digraph { hub -> x [weight=9]; hub -> y [weight=1]; }");
    assert_eq!(share(&made.map, "hub", "x"), share(&made.map, "hub", "y"));
    tells(&made, &["weight", "not taken over"]);
}

#[test]
fn records_are_plain_words() {
    let made = made(
        "a.dot",
        r#"digraph { node [shape=Mrecord]; s [label="<in> port|{upper|lower\ deck}|\N"]; s:in -> t; t [shape=box, label="first\lsecond\l"] }"#,
    );
    assert_eq!(names(&made.map), ["first second", "port upper lower deck s"]);
}

#[test]
fn gml_is_read() {
    let made = made(
        "a.gml",
        "Creator \"by hand\"\ngraph [\n  directed 1\n  label \"Town\"\n  node [ id 1 label \"Caf&#233;\" type \"channel\" graphics [ x 10 y 20.5 fill \"#FFCC00\" ] ]\n  node [ id 2 label \"Kiosk\" ]\n  edge [ source 1 target 2 label \"share\" value 3.0 ]\n  edge [ source 1 ]\n]\n",
    );
    assert_eq!(made.map.name(), "Town");
    assert_eq!(links(&made.map), ["Café>Kiosk Share"]);
    assert_eq!(node(&made.map, "Café").at, (10.0, 20.5));
    tells(&made, &["line 8", "without two ends"]);
    for broken in [
        "graph [ node [ id 1 ]",
        "graph ] [",
        "node [ id 1 ]",
        "graph [ label \"a",
    ] {
        assert!(import::read("a.gml", broken.as_bytes()).is_err(), "{broken}");
    }
    assert!(import::read("a.gml", "a [ ".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn the_forms_of_json_are_known() {
    for (name, text) in [
        (
            "d3",
            r#"{"nodes": [{"name": "Radio"}, {"name": "Kiosk"}, {"name": "Stand"}], "links": [{"source": 0, "target": 1, "value": 6}, {"source": 0, "target": 2, "value": 2}]}"#,
        ),
        (
            "networkx",
            r#"{"directed": true, "multigraph": false, "graph": {}, "nodes": [{"id": "Radio"}, {"id": "Kiosk"}, {"id": "Stand"}], "edges": [{"source": "Radio", "target": "Kiosk", "weight": 6}, {"source": "Radio", "target": "Stand", "weight": 2}]}"#,
        ),
        (
            "adjacency",
            r#"{"directed": true, "nodes": [{"id": "Radio"}, {"id": "Kiosk"}, {"id": "Stand"}], "adjacency": [[{"id": "Kiosk", "weight": 6}, {"id": "Stand", "weight": 2}], [], []]}"#,
        ),
        (
            "vis",
            r#"{"nodes": [{"id": 1, "label": "Radio"}, {"id": 2, "label": "Kiosk"}, {"id": 3, "label": "Stand"}], "edges": [{"from": 1, "to": 2, "value": 6, "arrows": "to"}, {"from": 3, "to": 1, "value": 2, "arrows": "from"}]}"#,
        ),
        (
            "cytoscape",
            r#"{"data": {"name": "Town"}, "elements": {"nodes": [{"data": {"id": "1", "name": "Radio"}, "position": {"x": 5, "y": 6}}, {"data": {"id": "2", "name": "Kiosk"}}, {"data": {"id": "3", "name": "Stand"}}], "edges": [{"data": {"id": "9", "source": "1", "target": "2", "weight": 6}}, {"data": {"source": "1", "target": "3", "weight": 2}}]}}"#,
        ),
        (
            "cytoscape list",
            r#"[{"data": {"id": "Radio"}}, {"data": {"id": "Kiosk"}}, {"data": {"id": "Stand"}}, {"data": {"source": "Radio", "target": "Kiosk", "weight": 6}}, {"data": {"source": "Radio", "target": "Stand", "weight": 2}}]"#,
        ),
        (
            "graphology",
            r#"{"attributes": {}, "nodes": [{"key": "a", "attributes": {"label": "Radio"}}, {"key": "b", "attributes": {"label": "Kiosk"}}, {"key": "c", "attributes": {"label": "Stand"}}], "edges": [{"key": "x", "source": "a", "target": "b", "attributes": {"weight": 6}}, {"key": "y", "source": "a", "target": "c", "attributes": {"weight": 2}}]}"#,
        ),
        (
            "json graph",
            r#"{"graph": {"label": "Town", "nodes": {"a": {"label": "Radio"}, "b": {"label": "Kiosk"}, "c": {"label": "Stand"}}, "edges": [{"source": "a", "target": "b", "metadata": {"weight": 6}}, {"source": "a", "target": "c", "metadata": {"weight": 2}}]}}"#,
        ),
        (
            "echarts",
            r#"{"series": [{"type": "sankey", "data": [{"name": "Radio"}, {"name": "Kiosk"}, {"name": "Stand"}], "links": [{"source": "Radio", "target": "Kiosk", "value": 6}, {"source": "Radio", "target": "Stand", "value": 2}]}]}"#,
        ),
        (
            "plotly",
            r#"{"data": [{"type": "sankey", "node": {"label": ["Radio", "Kiosk", "Stand"]}, "link": {"source": [0, 0], "target": [1, 2], "value": [6, 2]}}], "layout": {}}"#,
        ),
    ] {
        let made = made("a.json", text);
        assert_eq!(names(&made.map), ["Kiosk", "Radio", "Stand"], "{name}");
        let (kiosk, stand) = (
            share(&made.map, "Radio", "Kiosk"),
            share(&made.map, "Radio", "Stand"),
        );
        assert!((kiosk / stand - 3.0).abs() < 1e-9, "{name}: {kiosk} {stand}");
    }
    let error = import::read("a.json", br#"{"boxes": [], "arrows": []}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("arrows") && error.contains("networkx"), "{error}");
}
