//! What stands in the cells of nodes and links: numbers, words for states and ways, and what of it is said.

use super::{csv, guessed, is_silent_on, links, node, share, tells};

#[test]
fn a_comma_stands_before_decimals_where_a_semicolon_stands_between_cells() {
    let made = guessed(&csv(
        "Source;Target;Share\nRadio;Kiosk;0,375\nRadio;Stand;0,500\n",
    ));
    assert_eq!(share(&made.map, "Radio", "Kiosk"), 0.375);
    assert_eq!(share(&made.map, "Radio", "Stand"), 0.5);
    let made = guessed(&csv(
        "Name;Type;Visits\nRadio;channel;12,500\nPress;channel;1234,567\n",
    ));
    assert_eq!(node(&made.map, "Radio").arrivals().unwrap().value("all"), 12.5);
    assert_eq!(
        node(&made.map, "Press").arrivals().unwrap().value("all"),
        1234.567
    );
}

#[test]
fn the_other_cells_of_a_column_tell_what_a_comma_is() {
    let made = guessed(&csv(
        "Name\tType\tVisits\nRadio\tchannel\t12,500\nPress\tchannel\t0,5\n",
    ));
    assert_eq!(node(&made.map, "Radio").arrivals().unwrap().value("all"), 12.5);
    let made = guessed(&csv(
        "Name\tType\tVisits\nRadio\tchannel\t12,500\nPress\tchannel\t1.5\n",
    ));
    assert_eq!(
        node(&made.map, "Radio").arrivals().unwrap().value("all"),
        12_500.0
    );
    // Nothing tells: it is said.
    let made = guessed(&csv("Name\tType\tVisits\nRadio\tchannel\t12,500\n"));
    tells(&made, &["12,500", "12.5", "read as 12500", "line 2"]);
    // In CSV proper a quoted comma groups thousands.
    let made = guessed(&csv("Name,Type,Visits\nRadio,channel,\"12,500\"\n"));
    assert_eq!(
        node(&made.map, "Radio").arrivals().unwrap().value("all"),
        12_500.0
    );
}

#[test]
fn a_range_or_a_day_is_no_number() {
    let made = guessed(&csv(
        "Name,Type,Visits\nRadio,channel,10-20\nPress,channel,2024-05-01\nWall,channel,1.5m\n",
    ));
    tells(&made, &["10-20", "not a number"]);
    tells(&made, &["2024-05-01", "not a number"]);
    assert_eq!(node(&made.map, "Wall").arrivals().unwrap().value("all"), 1.5e6);
}

#[test]
fn words_for_states_are_known_or_said() {
    let made = guessed(&csv(
        "From,To,Status\nRadio,A,live\nRadio,B,Discontinued\nRadio,C,not yet open\nRadio,D,paused in May\nRadio,E,lukewarm\n",
    ));
    assert_eq!(
        links(&made.map),
        [
            "Radio>A Direct",
            "Radio>B Direct closed",
            "Radio>C Direct closed",
            "Radio>D Direct closed",
            "Radio>E Direct"
        ]
    );
    tells(&made, &["line 6", "lukewarm", "not known", "taken to be open"]);
    let note = |to: &str| {
        let mut links = made.map.links().values();
        links.find(|link| link.to.as_str() == to).unwrap().note.clone()
    };
    assert!(note("e").contains("lukewarm") && note("d").contains("paused in May"));
}

#[test]
fn words_for_directions_are_known_or_said() {
    let made = guessed(&csv(
        "From,To,Direction\nA,B,<->\nC,D,Both ways\nE,F,one-way\nG,H,bi-directional\nI,J,sideways\nK,L,<-\n",
    ));
    let found = links(&made.map);
    for expected in ["A>B", "B>A", "C>D", "D>C", "E>F", "G>H", "H>G", "I>J", "L>K"] {
        assert!(
            found.iter().any(|link| link.starts_with(expected)),
            "{expected} in {found:?}"
        );
    }
    assert_eq!(found.len(), 9);
    tells(&made, &["line 6", "sideways", "not known"]);
}

#[test]
fn what_gephi_calls_a_type_is_a_direction() {
    let made = guessed(&csv(
        "Source,Target,Type,Id,Weight\nA,B,Undirected,7,1\nB,C,Undirected,8,1\n",
    ));
    tells(&made, &["2 links", "which way"]);
    is_silent_on(&made, "no kind of link");
    let made = guessed(&csv("Source,Target,Type\nA,B,share\nB,C,Undirected\n"));
    tells(&made, &["no kind of link", "Undirected"]);
}

#[test]
fn columns_that_do_not_fit_are_kept_and_said() {
    let made = guessed(&csv("Name,Type,Platform,Y,Color\nRadio,channel,web,north,teal\n"));
    let note = &node(&made.map, "Radio").note;
    for words in ["Platform: web", "Y: north", "Color: teal"] {
        assert!(note.contains(words), "{note}");
        tells(&made, &[words.split(": ").last().unwrap(), "kept in the note"]);
    }
}

#[test]
fn gatekeepers_are_apart_at_commas() {
    let keepers = |cell: &str| {
        let made = guessed(&csv(&format!("From,To,Gatekeepers\nRadio,Kiosk,{cell}\n")));
        let link = made.map.links().values().next().unwrap().clone();
        let names = link.gatekeepers.unwrap();
        (names.len(), made)
    };
    let (number, made) = keepers("\"Birch, Cedar\"");
    assert_eq!(number, 2);
    tells(&made, &["Birch, Cedar", "2 companies"]);
    assert_eq!(keepers("\"Birch, Inc.\"").0, 1);
    assert_eq!(keepers("Birch;Cedar;Elm").0, 3);
}

#[test]
fn visits_start_somewhere_in_a_ring() {
    let made = guessed(&csv("Source,Target\nP,Q\nQ,R\nR,P\nQ,P\nX,Y\n"));
    let started = |name: &str| {
        node(&made.map, name)
            .arrivals()
            .is_some_and(|visits| visits.value("all") > 0.0)
    };
    assert!(started("X"));
    assert!(started("Q"), "it leads to most");
    assert!(!started("P") && !started("R"));
    tells(&made, &["nothing would be visited", "\"Q\"", "1000 assumed"]);
    // What the source says stands, and is said if it says none.
    let made = guessed(
        &csv("Name,Type,Visits\nP,channel,0\n")
            .join(csv("From,To\nP,Q\n"))
            .unwrap(),
    );
    tells(&made, &["no visits start anywhere"]);
}

#[test]
fn loops_that_nobody_could_leave_are_opened_and_said() {
    let made = guessed(&csv(
        "Source,Target,Weight\nP,Q,1\nQ,R,0.25\nQ,P,0.75\nR,P,1\nIn,P,1\n",
    ));
    assert!((share(&made.map, "P", "Q") - 0.9).abs() < 1e-12);
    assert!((share(&made.map, "Q", "P") - 0.675).abs() < 1e-12);
    assert_eq!(share(&made.map, "In", "P"), 1.0);
    tells(&made, &["3 nodes", "could leave", "90 %"]);
    assert!(catchment::solver::solve(&made.map, None).is_ok());
}

#[test]
fn a_bank_that_sends_is_no_payment() {
    let nodes = csv("Label,Type\nVault,Bank\nFarm,Business\nPurse,Payment\n");
    let made = guessed(
        &nodes
            .join(csv("Source,Target\nVault,Farm\nFarm,Vault\nPurse,Farm\n"))
            .unwrap(),
    );
    assert!(links(&made.map).iter().any(|link| link.starts_with("Vault>Farm")));
    tells(&made, &["\"Vault\"", "Bank", "nothing leads out of a payment"]);
    // What is called a payment outright is one.
    tells(&made, &["Purse", "leads out of a payment", "left out"]);
}

#[test]
fn a_strength_that_says_nothing_of_a_closed_link_is_kept() {
    let made = guessed(&csv(
        "From,To,Status,Weight\nRadio,Kiosk,open,30\nRadio,Stand,closed,20\n",
    ));
    tells(&made, &["closed", "20", "kept in the note"]);
}

#[test]
fn names_keep_their_blanks() {
    let made = guessed(&csv("Name,Type\n\"Two  blanks\",channel\n"));
    assert_eq!(node(&made.map, "Two  blanks").name, "Two  blanks");
}
