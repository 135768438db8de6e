//! Which columns are the ends of links, and which node is meant by what a link calls its end.

use catchment::file::import::{self, Reading, Role};

use super::{csv, guessed, is_silent_on, links, made, names, share, tells};

#[test]
fn names_and_ids_are_matched_as_written() {
    let made = guessed(&csv(
        "Source,Target\nR,Mill\nR+,Mill\nR#,Mill\nr,Mill\n2.1,21\n2-1,21\n",
    ));
    assert_eq!(
        names(&made.map),
        ["2-1", "2.1", "21", "Mill", "R", "R#", "R+", "r"]
    );
    assert_eq!(made.map.links().len(), 6);
    is_silent_on(&made, "exactly so");
}

#[test]
fn what_is_written_otherwise_is_found_among_defined_nodes_and_said() {
    let nodes = csv("id,name,type\n1,Corner Shop,platform\n2,Letter Box,channel\n");
    let made = guessed(
        &nodes
            .join(csv("From,To\nletter-box,corner shop\nLetter Box,Corner Shop+\n"))
            .unwrap(),
    );
    assert!(links(&made.map).contains(&"Letter Box>Corner Shop Direct".to_owned()));
    tells(
        &made,
        &["\"letter-box\"", "exactly so", "\"Letter Box\"", "line 2"],
    );
    // Other marks make another name.
    assert!(names(&made.map).contains(&"Corner Shop+"));
}

#[test]
fn a_name_that_several_nodes_have_is_told() {
    let nodes = csv("id,name,type\n1,Depot,platform\n2,Depot,platform\n3,Gate,channel\n");
    let made = guessed(&nodes.join(csv("From,To\nGate,Depot\n")).unwrap());
    tells(&made, &["\"Depot\"", "several nodes"]);
}

#[test]
fn companies_are_matched_as_written_too() {
    let made = guessed(&csv(
        "name,type,owner\nA,channel,X\nB,channel,X+\nC,channel,Old Mill\nD,channel,old mill\n",
    ));
    assert_eq!(made.map.companies().len(), 3);
    tells(&made, &["\"old mill\"", "taken for \"Old Mill\""]);
}

#[test]
fn ends_are_known_by_what_their_heads_mean() {
    for heads in [
        "From Node,To Node,Edge Weight",
        "Airport from,Airport to,flights count",
        "source_id,target_id,value",
        "Sender,Receiver,Amount",
        "payer,payee,amount",
        "node1,node2,Freq",
        "Firm A,Firm B,flow",
        "fromId,toId,n",
        "exporter,importer,trade volume",
        "起点节点,终点节点,数量",
        "Quelle,Ziel,Gewicht",
    ] {
        let made = guessed(&csv(&format!("{heads}\nHarbour,Quay,30\nHarbour,Pier,10\n")));
        assert_eq!(made.map.links().len(), 2, "{heads}");
        let (quay, pier) = (
            share(&made.map, "Harbour", "Quay"),
            share(&made.map, "Harbour", "Pier"),
        );
        assert!((quay / pier - 3.0).abs() < 1e-9, "{heads}: {quay} {pier}");
    }
}

#[test]
fn heads_that_speak_of_something_else_are_no_ends() {
    for heads in [
        "Name,valid from,valid to",
        "Name,start date,end date",
        "Name,Phone 1,Phone 2",
        "Name,Source,Type",
    ] {
        let table = csv(&format!("{heads}\nHarbour,2001,2002\nQuay,2003,2004\n"));
        assert_eq!((table.nodes.len(), table.links.len()), (2, 0), "{heads}");
    }
}

#[test]
fn columns_that_look_like_ends_are_named() {
    let made = guessed(&csv(
        "Name,Kind of thing,Goes with\nHarbour,a,Quay\nQuay,b,Harbour\nPier,c,Quay\n",
    ));
    assert!(made.map.links().is_empty());
    tells(&made, &["\"Goes with\"", "end of a link", "\"Name\""]);
}

#[test]
fn no_words_of_an_end_left_among_the_columns_are_lost() {
    let made = guessed(&csv("source,target,payer,payee\nHarbour,Quay,Ann,Bob\n"));
    let link = made.map.links().values().next().unwrap();
    assert!(
        link.note.contains("payer: Ann") && link.note.contains("payee: Bob"),
        "{}",
        link.note
    );
}

#[test]
fn a_table_becomes_one_of_links_when_its_ends_are_chosen() {
    let table = csv("Ship,Cargo,Berth\nOtter,10,North\nOtter,30,South\n");
    assert_eq!((table.nodes.len(), table.links.len()), (1, 0));
    assert!(
        table
            .taken
            .iter()
            .any(|taken| taken.column == "Ship" && taken.of_nodes)
    );
    let waiting = table.with_column("Ship", Role::From).unwrap();
    assert_eq!(waiting.links.len(), 0);
    assert_eq!(waiting.chosen("Ship"), Some(&Role::From));
    let table = waiting.with_column("Berth", Role::To).unwrap();
    let made = Reading::guess(&table).map(&table);
    assert_eq!(links(&made.map), ["Otter>North Direct", "Otter>South Direct"]);
    let reading = Reading::guess(&table);
    assert_eq!(reading.link_columns["Cargo"], Role::Pull);
    // And back.
    let table = table.with_column("Berth", Role::Aside).unwrap();
    assert_eq!((table.nodes.len(), table.links.len()), (1, 0));
}

#[test]
fn ends_can_be_exchanged() {
    let table = csv("From,To,Via\nA,B,C\n");
    let table = table.with_column("Via", Role::To).unwrap();
    let made = Reading::guess(&table).map(&table);
    assert_eq!(links(&made.map), ["A>C Direct"]);
    assert!(made.map.links().values().next().unwrap().note.contains("To: B"));
}

#[test]
fn rows_of_json_are_a_table() {
    let made = made(
        "rows.json",
        r#"[{"sender": "A", "receiver": "B", "amount": 2}, {"sender": "A", "receiver": "C"}]"#,
    );
    assert_eq!(links(&made.map), ["A>B Direct", "A>C Direct"]);
    assert!(import::read("rows.json", b"[1, 2]").is_err());
}
