//! What each format gives.

use catchment::file::import;
use catchment::model::LinkKind;

use super::{guessed, links, nodes, table, tells};

#[test]
fn the_two_tables_of_kumu_make_a_map() {
    let table = table("kumu-connections.csv")
        .join(table("kumu-elements.csv"))
        .unwrap();
    let made = guessed(&table);
    let found = nodes(&made.map);
    for expected in [
        ("WeChat", "Channel", "Tencent"),
        ("Taobao", "Platform", "Alibaba"),
        ("Sellers", "Merchant", ""),
        ("WeChat Pay", "Payment", "Tencent"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    assert_eq!(found.len(), 9);
    assert_eq!(
        links(&made.map),
        [
            "Brands>WeChat Pay Payment",
            "JD>Brands Direct",
            "Sellers>Alipay Payment",
            "Taobao>Sellers Direct",
            "Taobao>Weibo Feed",
            "WeChat>JD MiniProgram",
            "WeChat>Taobao Share",
            "Weibo>Taobao Feed",
        ]
    );
    let taobao = made
        .map
        .nodes()
        .values()
        .find(|node| node.name == "Taobao")
        .unwrap();
    assert!(
        taobao.note.starts_with("Many sellers, \"C2C\""),
        "{}",
        taobao.note
    );
    assert!(taobao.note.contains("Tags: core | 2003"), "{}", taobao.note);
    tells(&made, &["Tags", "kept in the notes"]);
    tells(&made, &["Enigma", "no kind of node"]);
}

#[test]
fn links_alone_tell_the_nodes() {
    let made = guessed(&table("kumu-connections.csv"));
    assert_eq!(made.map.nodes().len(), 8);
    tells(&made, &["8 nodes", "only named by links"]);
}

#[test]
fn a_table_in_chinese_with_semicolons_is_read() {
    let made = guessed(&table("chinese.csv"));
    assert_eq!(
        nodes(&made.map)
            .iter()
            .map(|(name, ..)| *name)
            .collect::<Vec<_>>()
            .len(),
        4
    );
    assert_eq!(
        links(&made.map),
        ["卖家>支付宝 Payment", "微信>淘宝 Share", "淘宝>卖家 Direct"]
    );
}

#[test]
fn a_kumu_project_is_read_with_its_first_map() {
    let made = guessed(&table("kumu-project.json"));
    assert_eq!(made.map.name(), "Who leads where");
    assert_eq!(
        nodes(&made.map),
        [
            ("WeChat", "Channel", "Tencent"),
            ("Taobao", "Platform", "Alibaba"),
            ("Sellers", "Merchant", ""),
            ("Alipay", "Payment", "Alibaba"),
        ]
    );
    assert_eq!(
        links(&made.map),
        [
            "Sellers>Alipay Payment",
            "Taobao>Sellers Direct",
            "WeChat>Taobao Share closed"
        ]
    );
    let wechat = made.map.nodes().values().next().unwrap();
    assert_eq!(wechat.at, (-400.0, 0.0));
    assert!(wechat.note.contains("core | chat"), "{}", wechat.note);
    tells(&made, &["elements, number 5", "stray", "left out"]);
    tells(&made, &["connections, number 4", "left out"]);
    tells(&made, &["loops", "not read"]);
    tells(&made, &["1 more map"]);
}

#[test]
fn a_kumu_blueprint_names_its_elements_by_label() {
    let made = guessed(&table("kumu-blueprint.json"));
    assert_eq!(
        links(&made.map),
        ["WeChat>Pinduoduo MiniProgram", "WeChat>Taobao Share"]
    );
    tells(&made, &["Taobao", "stands twice", "elements, number 2"]);
    tells(&made, &["Pinduoduo", "only named by links"]);
}

#[test]
fn gephi_gives_columns_colours_and_places() {
    let made = guessed(&table("gephi-1.2.gexf"));
    assert_eq!(
        nodes(&made.map),
        [
            ("WeChat", "Channel", "Tencent"),
            ("Taobao <app>", "Platform", "Alibaba"),
            ("Sellers", "Merchant", ""),
            ("Alipay", "Payment", "Alibaba"),
        ]
    );
    let wechat = made.map.nodes().values().next().unwrap();
    assert_eq!(wechat.at, (-300.0, -120.0), "Gephi's y points up");
    let tencent = made
        .map
        .companies()
        .values()
        .find(|company| company.name == "Tencent");
    assert_eq!(tencent.unwrap().color.as_deref(), Some("#07c160"));
    let shared = made
        .map
        .links()
        .values()
        .find(|link| link.kind == LinkKind::Share);
    assert!(shared.is_some());
    tells(&made, &["1 link", "which way"]);
}

#[test]
fn gephi_hierarchies_are_flattened_and_told() {
    let made = guessed(&table("gephi-1.3.gexf"));
    assert_eq!(made.map.name(), "Nested");
    assert_eq!(
        links(&made.map),
        [
            "Alibaba>WeChat Direct",
            "WeChat>Alibaba Direct",
            "WeChat>Taobao Jump"
        ]
    );
    assert!(nodes(&made.map).contains(&("Taobao", "Platform", "Alibaba")));
    tells(&made, &["changes over time"]);
    tells(&made, &["node", "without an id", "left out"]);
    tells(&made, &["edge", "without two ends"]);
}

#[test]
fn networkx_is_read_with_defaults() {
    let made = guessed(&table("networkx.graphml"));
    assert_eq!(
        links(&made.map),
        [
            "Brands>WeChat Pay Payment",
            "JD Mall>Brands Jump",
            "WeChat>JD Mall MiniProgram"
        ]
    );
    assert!(nodes(&made.map).contains(&("JD Mall", "Platform", "JD")));
    tells(&made, &["leads from a node to itself", "left out"]);
    tells(&made, &["leads out of a payment", "left out"]);
    tells(&made, &["hyperedge", "not read"]);
    tells(&made, &["oracle"]);
    let shares: Vec<f64> = made
        .map
        .links()
        .values()
        .map(|link| link.pull.number().value)
        .collect();
    assert_eq!(shares, [0.3, 0.5, 0.8], "weights of at most 1 are shares");
}

#[test]
fn yed_groups_are_companies_and_arrows_tell_the_way() {
    let made = guessed(&table("yed.graphml"));
    assert_eq!(
        nodes(&made.map)
            .into_iter()
            .filter(|(name, ..)| !name.contains("sellers"))
            .collect::<Vec<_>>(),
        [
            ("WeChat channel", "Channel", "Tencent"),
            ("Taobao marketplace", "Platform", "Alibaba"),
            ("Alipay wallet", "Payment", "Alibaba"),
        ]
    );
    let found = links(&made.map);
    for expected in [
        "WeChat channel>Taobao marketplace Share",
        "WeChat channel>Taobao marketplace Feed",
    ] {
        assert!(
            found.iter().any(|link| link == expected),
            "{expected} in {found:?}"
        );
    }
    let wechat = made
        .map
        .nodes()
        .values()
        .find(|node| node.name == "WeChat channel")
        .unwrap();
    assert_eq!(wechat.at, (160.0, 215.0), "the middle of what yEd draws");
    assert!(wechat.note.contains("Chat & feed"));
    tells(&made, &["Alibaba", "holds other nodes"]);
    tells(&made, &["from a platform into a payment"]);
}

#[test]
fn graphviz_is_read_with_clusters_ports_and_joined_texts() {
    let made = guessed(&table("graphviz.dot"));
    assert_eq!(made.map.name(), "Apps and shops");
    let found = nodes(&made.map);
    for expected in [
        ("We\"Chat\"", "Channel", "Tencent"),
        ("Taobao", "Platform", "Alibaba & friends"),
        ("sellers of all sorts", "Merchant", "Alibaba & friends"),
        ("WeChat Pay", "Payment", "Tencent"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    let found = links(&made.map);
    for expected in [
        "We\"Chat\">Taobao Share closed",
        "Taobao>JD Mall Direct",
        "JD Mall sellers>Alipay Payment",
        "sellers of all sorts>WeChat Pay Payment",
        "node1>html id Direct",
    ] {
        assert!(
            found.iter().any(|link| link == expected),
            "{expected} in {found:?}"
        );
    }
    let wechat = made
        .map
        .nodes()
        .values()
        .find(|node| node.name == "We\"Chat\"")
        .unwrap();
    assert_eq!(wechat.at, (0.0, -300.0));
}

#[test]
fn lines_without_arrows_are_taken_as_they_stand_and_told() {
    let made = guessed(&table("graphviz-undirected.gv"));
    assert_eq!(made.map.links().len(), 5);
    tells(&made, &["4 links", "which way"]);
}

#[test]
fn sheets_of_a_workbook_are_read_by_their_heads() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Elements").unwrap();
    for (row, cells) in [
        ["Label", "Type", "Owner", "Visits"],
        ["WeChat", "Social app", "Tencent", "1000"],
        ["Taobao", "Marketplace", "Alibaba", ""],
    ]
    .into_iter()
    .enumerate()
    {
        for (column, cell) in cells.into_iter().enumerate() {
            sheet
                .write_string(row as u32 + 2, column as u16 + 1, cell)
                .unwrap();
        }
    }
    sheet.write_number(3, 4, 1234.5).unwrap();
    let sheet = book.add_worksheet().set_name("Connections").unwrap();
    for (row, cells) in [
        ["From", "To", "Type"],
        ["WeChat", "Taobao", "Share"],
        ["WeChat", "", "Jump"],
    ]
    .into_iter()
    .enumerate()
    {
        for (column, cell) in cells.into_iter().enumerate() {
            sheet.write_string(row as u32, column as u16, cell).unwrap();
        }
    }
    book.add_worksheet().set_name("Empty").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let made = guessed(&import::read("Shops.XLSX", &bytes).unwrap());
    assert_eq!(made.map.name(), "Shops");
    assert_eq!(
        nodes(&made.map),
        [
            ("Taobao", "Platform", "Alibaba"),
            ("WeChat", "Channel", "Tencent")
        ]
    );
    assert_eq!(links(&made.map), ["WeChat>Taobao Share"]);
    let wechat = made
        .map
        .nodes()
        .values()
        .find(|node| node.name == "WeChat")
        .unwrap();
    assert_eq!(wechat.arrivals().unwrap().value("all"), 1234.5);
    tells(&made, &["sheet \"Connections\", row 3", "without two ends"]);
}
