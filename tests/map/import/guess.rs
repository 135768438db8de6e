//! What is guessed, and how a guess is changed.

use catchment::file::import::{Because, Kind, Reading, Role};
use catchment::model::{LinkKind, Pull};

use super::{csv, guessed, links, nodes, table, tells};

#[test]
fn columns_are_known_by_their_heads() {
    let table = csv(
        "Label,Type,Company,DAU,Commission rate,Colour,Founded\nShop,marketplace,Acme,12,0.05,#112233,1999\n",
    );
    let reading = Reading::guess(&table);
    let role = |column: &str| reading.node_columns[column].clone();
    assert_eq!(role("Type"), Role::Kind);
    assert_eq!(role("Company"), Role::Owner);
    assert_eq!(role("DAU"), Role::Number("arrivals"));
    assert_eq!(role("Commission rate"), Role::Number("commission"));
    assert_eq!(role("Colour"), Role::Color);
    assert_eq!(role("Founded"), Role::Aside);
    let made = guessed(&table);
    let shop = made.map.nodes().values().next().unwrap();
    assert_eq!(shop.arrivals().unwrap().value("all"), 12.0);
    assert!(shop.note.contains("Founded: 1999"));
    tells(&made, &["Founded", "kept in the notes"]);
}

#[test]
fn a_word_can_be_taken_for_a_kind() {
    let table = table("kumu-elements.csv")
        .join(table("kumu-connections.csv"))
        .unwrap();
    let mut reading = Reading::guess(&table);
    let words = reading.node_words(&table);
    let social = words
        .iter()
        .find(|word| word.word.as_deref() == Some("Social app"))
        .unwrap();
    assert_eq!((social.number, social.kind), (2, Some(Kind::Channel)));
    reading.read_node_word(&table, Some("Enigma"), Kind::Merchant);
    let made = reading.map(&table);
    assert!(nodes(&made.map).contains(&("Douyin", "Merchant", "ByteDance")));
    assert!(
        !made
            .remarks
            .iter()
            .any(|remark| remark.to_string().contains("Enigma"))
    );
    reading.read_link_word(&table, Some("Feed"), LinkKind::Ad);
    let made = reading.map(&table);
    assert!(links(&made.map).contains(&"Weibo>Taobao Ad".to_owned()));
}

#[test]
fn a_column_can_be_read_as_something_else() {
    let table = csv("name,type,vendor\nShop,marketplace,Acme\nFeed,social,Beta\n");
    let mut reading = Reading::guess(&table);
    assert_eq!(nodes(&reading.map(&table).map)[1], ("Shop", "Platform", ""));
    reading.read_node_word(&table, Some("social"), Kind::Platform);
    reading.read_node_column(&table, "vendor", Role::Owner);
    assert_eq!(
        nodes(&reading.map(&table).map),
        [("Feed", "Platform", "Beta"), ("Shop", "Platform", "Acme")]
    );
    assert_eq!(
        reading.nodes[1].because,
        Because::Chosen,
        "what was chosen stays so"
    );
    reading.nodes[0].owner = Some("Gamma".to_owned());
    reading.read_node_column(&table, "type", Role::Aside);
    assert_eq!(reading.nodes[0].owner.as_deref(), Some("Gamma"));
    assert_eq!(reading.nodes[1].kind, Kind::Platform);
}

#[test]
fn a_link_closed_by_hand_stays_closed_until_another_column_tells() {
    let table = csv("From,To,Type,gate\nA,B,Share,open\nB,C,Jump,blocked\n");
    let mut reading = Reading::guess(&table);
    reading.links[0].open = false;
    reading.read_node_word(&table, None, Kind::Platform);
    reading.read_link_column(&table, "gate", Role::Note);
    assert!(!reading.links[0].open);
    reading.read_link_column(&table, "gate", Role::Open);
    assert_eq!([reading.links[0].open, reading.links[1].open], [true, false]);
}

#[test]
fn a_role_goes_from_one_column_to_another() {
    let table = csv("name,owner,group\nShop,Acme,One\n");
    let mut reading = Reading::guess(&table);
    assert_eq!(reading.node_columns["group"], Role::Aside);
    reading.read_node_column(&table, "group", Role::Owner);
    assert_eq!(reading.node_columns["owner"], Role::Aside);
    assert_eq!(nodes(&reading.map(&table).map), [("Shop", "Platform", "One")]);
}

#[test]
fn what_names_do_not_tell_the_network_does() {
    let made = guessed(&csv("From,To\nA,B\nB,C\nC,Wallet\n"));
    assert_eq!(
        nodes(&made.map)
            .into_iter()
            .map(|(name, kind, _)| (name, kind))
            .filter(|(name, _)| *name != "Platform")
            .collect::<Vec<_>>(),
        [
            ("A", "Channel"),
            ("B", "Platform"),
            ("C", "Merchant"),
            ("Wallet", "Payment")
        ]
    );
    tells(&made, &["no kind is stated", "\"A\"", "Channel"]);
    tells(&made, &["1000 assumed"]);
}

#[test]
fn strengths_are_split_in_proportion() {
    let made = guessed(&csv("From,To,Weight\nA,B,30\nA,C,10\nA,D,\n"));
    let share = |to: &str| {
        let link = made
            .map
            .links()
            .values()
            .find(|link| link.to.as_str() == to)
            .unwrap();
        match &link.pull {
            Pull::Share(share) => share.value,
            other => panic!("{other:?}"),
        }
    };
    assert!((share("b") / share("c") - 3.0).abs() < 1e-9);
    assert!((share("b") + share("c") + share("d") - 0.9).abs() < 1e-9);
    tells(&made, &["1 open link", "shares assumed"]);
}

#[test]
fn numbers_that_do_not_fit_are_told_with_their_row() {
    let made = guessed(&csv("id,name,type,commission,arrivals\na,A,platform,140%,many\n"));
    tells(
        &made,
        &["line 2", "\"a\"", "commission", "140%", "kept in the note"],
    );
    tells(&made, &["line 2", "arrivals", "not a number", "many"]);
}

#[test]
fn a_node_of_two_rows_keeps_what_both_say() {
    let made = guessed(&csv(
        "name,type,memo\nA,platform,one\nA,platform,two\nA,platform,three\n",
    ));
    let note = &made.map.nodes().values().next().unwrap().note;
    for word in ["one", "two", "three"] {
        assert!(note.contains(word), "{note}");
    }
}

#[test]
fn the_same_matter_in_every_row_is_listed_up_to_a_thousand_and_counted() {
    let rows: String = (0..1_500).map(|n| format!("A{n},platform,never\n")).collect();
    let made = guessed(&csv(&format!("name,type,commission\n{rows}")));
    tells(&made, &["500 more", "not a number"]);
}
