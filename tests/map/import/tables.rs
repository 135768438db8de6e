//! Tables whose heads are missing, further down, or not those of nodes and links.

use catchment::file::import;

use super::{csv, guessed, is_silent_on, links, made, names, node, share, tells};

#[test]
fn a_list_of_links_without_heads_loses_none() {
    let made = guessed(&csv("Dock,Crane,4\nDock,Shed,4\nCrane,Shed,1\n"));
    assert_eq!(
        links(&made.map),
        ["Crane>Shed Direct", "Dock>Crane Direct", "Dock>Shed Direct"]
    );
    assert!((share(&made.map, "Dock", "Crane") - 0.45).abs() < 1e-9);
    tells(&made, &["line 1", "no heads", "column 1", "column 2"]);
    // Numbers as ids.
    let made = guessed(&csv("1,2\n1,3\n2,3\n"));
    assert_eq!(made.map.links().len(), 3);
}

#[test]
fn a_list_of_nodes_without_heads_has_kinds() {
    let made = guessed(&csv("Dock,platform\nPost,channel\nDesk,platform\n"));
    assert_eq!(names(&made.map), ["Desk", "Dock", "Post"]);
    assert_eq!(node(&made.map, "Post").kind.name(), "Channel");
    tells(&made, &["no heads"]);
}

#[test]
fn heads_nobody_knows_are_told() {
    let made = guessed(&csv("Alpha,Beta\nDock,red\nShed,blue\n"));
    assert_eq!(names(&made.map), ["Dock", "Shed"]);
    tells(&made, &["no heads of nodes", "no two", "\"Alpha\", \"Beta\""]);
}

#[test]
fn a_matrix_is_read_and_said() {
    for text in [
        "to/from,P,Q,R\nP,-,2,6\nQ,1,-,0\nR,0,0,-\n",
        ";P;Q;R\nP;0;2;6\nQ;1;0;0\nR;0;0;0\n",
        "x,P,Q,R\nP,,2,6\nQ,1,,\nR,,,\n",
    ] {
        let made = guessed(&csv(text));
        assert_eq!(links(&made.map), ["P>Q Direct", "P>R Direct", "Q>P Direct"]);
        assert!((share(&made.map, "P", "R") / share(&made.map, "P", "Q") - 3.0).abs() < 1e-9);
        tells(&made, &["looks like a matrix"]);
    }
    let made = guessed(&csv("0,1,1\n1,0,0\n0,1,0\n"));
    assert_eq!(
        links(&made.map),
        ["1>2 Direct", "1>3 Direct", "2>1 Direct", "3>2 Direct"]
    );
    // Two kinds of names, and marks only.
    let made = guessed(&csv(",Bread,Milk\nAnn,1,0\nBob,1,1\n"));
    assert_eq!(
        links(&made.map),
        ["Ann>Bread Direct", "Bob>Bread Direct", "Bob>Milk Direct"]
    );
    let made = guessed(&csv(",P,Q\nP,,x\nQ,x,\n"));
    assert_eq!(links(&made.map), ["P>Q Direct", "Q>P Direct"]);
    // A table of numbers is none.
    let made = guessed(&csv("Name,Type,Visits\nAnn,channel,10\nBob,channel,20\n"));
    is_silent_on(&made, "matrix");
    assert_eq!(node(&made.map, "Bob").arrivals().unwrap().value("all"), 20.0);
}

#[test]
fn lists_of_neighbours_are_read_and_said() {
    let made = guessed(&csv("Quay;Shed;Yard\nShed;Yard\nYard;Quay;Shed;Gate\n"));
    assert_eq!(made.map.links().len(), 6);
    tells(&made, &["no heads", "first node to the others"]);
}

#[test]
fn a_column_of_neighbours_is_links() {
    let made = guessed(&csv(
        "node,neighbours,colour\nQuay,Shed; Yard,red\nShed,Yard,blue\n",
    ));
    assert_eq!(
        links(&made.map),
        ["Quay>Shed Direct", "Quay>Yard Direct", "Shed>Yard Direct"]
    );
    assert_eq!(names(&made.map), ["Quay", "Shed", "Yard"]);
}

#[test]
fn names_with_numbers_beside_them_are_nodes() {
    let made = guessed(&csv("Dock,12\nShed,13\nYard,14\n"));
    assert_eq!(names(&made.map), ["Dock", "Shed", "Yard"]);
    assert!(made.map.links().is_empty());
}

#[test]
fn the_only_numbers_of_links_are_their_strength_and_said() {
    let made = guessed(&csv(
        "From,To,Tonnes in May,Year\nBoat,Dock,30,1990\nBoat,Pier,10,1991\n",
    ));
    assert!((share(&made.map, "Boat", "Dock") - 0.675).abs() < 1e-9);
    tells(
        &made,
        &["\"Tonnes in May\"", "only column of numbers", "how strong"],
    );
    let made = guessed(&csv("From,To,Distance\nBoat,Dock,30\nBoat,Pier,10\n"));
    assert_eq!(share(&made.map, "Boat", "Dock"), share(&made.map, "Boat", "Pier"));
}

#[test]
fn other_marks_stand_between_cells() {
    let made = guessed(&csv("Source|Target|Weight\nDock|Crane|1\nDock|Shed|3\n"));
    assert!((share(&made.map, "Dock", "Shed") - 0.675).abs() < 1e-9);
    let made = guessed(&csv("# nodes: 3\n1 2\n1 3\n2   3\n"));
    assert_eq!(made.map.links().len(), 3);
    let made = guessed(&csv("# FromNodeId\tToNodeId\n0\t1\n0\t2\n"));
    assert_eq!(made.map.links().len(), 2);
    let made = guessed(&csv("Shop name\nBig Shop\nSmall Shop\n"));
    assert_eq!(names(&made.map), ["Big Shop", "Small Shop"]);
    tells(&made, &["one column only"]);
}

#[test]
fn what_stands_above_the_heads_is_told() {
    let made = guessed(&csv(
        "Harbour survey\nas of May,\nName,Type,Owner\nDock,platform,Port\n",
    ));
    assert_eq!(names(&made.map), ["Dock"]);
    tells(&made, &["line 1", "Harbour survey", "above the heads"]);
    let made = guessed(&csv("# written by hand\nFrom,To\nA,B\n"));
    assert_eq!(made.map.links().len(), 1);
    tells(&made, &["written by hand"]);
}

#[test]
fn a_node_is_called_by_a_column_that_is_filled() {
    let made = guessed(&csv("Node no,Node name,Height\n7,Dock,3\n,Shed,4\n"));
    assert_eq!(names(&made.map), ["Dock", "Shed"]);
    let made = guessed(&csv("Rank,Company title,Height\n1,Dock,3\n,Shed,4\n,Yard,5\n"));
    assert_eq!(names(&made.map), ["Dock", "Shed", "Yard"]);
}

#[test]
fn rows_that_repeat_are_added_up_or_counted() {
    let made = guessed(&csv(
        "From,To,Weight\nBoat,Dock,5\nBoat,Dock,5\nBoat,Dock,5\nBoat,Pier,5\n",
    ));
    assert_eq!(made.map.links().len(), 2);
    assert!((share(&made.map, "Boat", "Dock") / share(&made.map, "Boat", "Pier") - 3.0).abs() < 1e-9);
    tells(&made, &["2 rows more", "line 2", "strength 15"]);
    let made = guessed(&csv("From,To\nBoat,Dock\nBoat,Dock\nBoat,Dock\nBoat,Pier\n"));
    assert!((share(&made.map, "Boat", "Dock") / share(&made.map, "Boat", "Pier") - 3.0).abs() < 1e-9);
    tells(&made, &["counted", "strength 3"]);
    // Links with ids of their own are links of their own.
    let made = guessed(&csv("Id,From,To\nx,Boat,Dock\ny,Boat,Dock\n"));
    assert_eq!(made.map.links().len(), 2);
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "Name,Type,Fee",
            "\"Pur",
            "se\",Payment,much",
            "",
            "Card,Payment,little",
            "",
        ]
        .join(end);
        let made = guessed(&csv(&text));
        tells(&made, &["line 2:", "much"]);
        tells(&made, &["line 5:", "little"]);
    }
    assert_eq!(
        names(&made("a.txt", "Name\tType\r\nDock\tplatform\r\n").map),
        ["Dock"]
    );
}

#[test]
fn wide_encodings_and_declared_ones_are_read() {
    let text = "\u{feff}Name\tType\r\nCafé\tplatform\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let made = guessed(&import::read("unicode text.txt", &bytes).unwrap());
    assert_eq!(names(&made.map), ["Café"]);
    let declared =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><graphml><graph><node id='Caf\xe9'/></graph></graphml>";
    let made = guessed(&import::read("a.graphml", declared).unwrap());
    assert_eq!(names(&made.map), ["Café"]);
    let error = import::read("a.csv", b"Name\nCaf\xe9\n").unwrap_err().to_string();
    assert!(error.contains("line 2") && error.contains("CSV UTF-8"), "{error}");
}

#[test]
fn for_other_files_there_is_a_way() {
    for (name, word) in [
        ("a.drawio", "From and To"),
        ("a.mmd", "Mermaid"),
        ("a.mdl", "Vensim"),
        ("a.xmile", "XMILE"),
        ("a.xls", "save it as XLSX"),
        ("a.net", "Gephi"),
    ] {
        let error = import::read(name, b"").unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
}
