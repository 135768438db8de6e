//! Files made to harm: each is refused soon, with a reason, in little memory.

use std::io::Write;
use std::time::{Duration, Instant};

use catchment::file::import::{self, Reading};

fn refused(name: &str, bytes: &[u8]) -> String {
    let begun = Instant::now();
    let said = match import::read(name, bytes) {
        Ok(_) => panic!("{name} is read"),
        Err(error) => error.to_string(),
    };
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{name}: {:?}",
        begun.elapsed()
    );
    said
}

#[test]
fn entities_are_not_expanded_and_nothing_else_is_opened() {
    for declared in [
        "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">",
        "<!ENTITY a SYSTEM \"file:///etc/passwd\">",
        "<!ENTITY % a SYSTEM \"http://example.org/a.dtd\"> %a;",
    ] {
        for (name, root) in [("a.graphml", "graphml"), ("a.gexf", "gexf")] {
            let text =
                format!("<?xml version=\"1.0\"?>\n<!DOCTYPE {root} [{declared}]>\n<{root}>&a;</{root}>");
            let said = refused(name, text.as_bytes());
            assert!(said.contains("line 2") || said.contains("line 3"), "{said}");
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let deep = |open: &str| open.repeat(200_000);
    for (name, text) in [
        ("a.graphml", format!("<graphml>{}", deep("<graph>"))),
        ("a.gexf", format!("<gexf>{}", deep("<nodes><node id='a'>"))),
        ("a.dot", format!("digraph {}", deep("{"))),
        ("a.dot", format!("digraph {{ {}", deep("subgraph {"))),
        ("a.json", deep("{\"elements\":[")),
        ("a.json", deep("[")),
    ] {
        let said = refused(name, text.as_bytes());
        assert!(said.contains("line 1"), "{said}");
    }
}

#[test]
fn what_is_too_much_is_refused_with_a_count() {
    let nodes: String = (0..50_001).map(|n| format!("{n}\n")).collect();
    let said = refused("a.csv", format!("name\n{nodes}").as_bytes());
    assert!(said.contains("50001") && said.contains("50000"), "{said}");
    let names: Vec<String> = (0..1_000).map(|n| format!("n{n}")).collect();
    let names = names.join(" ");
    let said = refused(
        "a.dot",
        format!("digraph {{ {{ {names} }} -> {{ {names} }} }}").as_bytes(),
    );
    assert!(said.contains("links"), "{said}");
    let said = refused(
        "a.dot",
        format!("digraph {{ node [x=\"{}\"] {names} }}", "x".repeat(1 << 20)).as_bytes(),
    );
    assert!(said.contains("bytes of text"), "{said}");
    let heads: Vec<String> = (0..1_001).map(|n| format!("h{n}")).collect();
    let said = refused("a.csv", heads.join(",").as_bytes());
    assert!(said.contains("columns"), "{said}");
    let attributes: String = (0..200).map(|n| format!(" a{n}=''")).collect();
    let said = refused("a.gexf", format!("<gexf><graph{attributes}/></gexf>").as_bytes());
    assert!(said.contains("attributes"), "{said}");
    let said = refused("a.csv", &vec![b'\n'; (32 << 20) + 1]);
    assert!(said.contains("32 MiB"), "{said}");
}

#[test]
fn defaults_that_grow_are_refused() {
    let keys: String = (0..900)
        .map(|n| format!("<key id='k{n}' for='node' attr.name='k{n}'><default>x</default></key>"))
        .collect();
    let nodes: String = (0..20_000).map(|n| format!("<node id='{n}'/>")).collect();
    let said = refused(
        "a.graphml",
        format!("<graphml>{keys}<graph>{nodes}</graph></graphml>").as_bytes(),
    );
    assert!(said.contains("cells"), "{said}");
}

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(part).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let bomb = archive(&[("xl/worksheets/sheet1.xml", &vec![b' '; 170 << 20])]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let said = refused("a.xlsx", &bomb);
    assert!(said.contains("too large"), "{said}");
}

/// A workbook of one sheet.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    archive(&[
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id='r0' Type='http://schemas.openxmlformats.org/officeDocument/2006/\
              relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
              <sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r1' Type='worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>").as_bytes(),
        ),
    ])
}

#[test]
fn what_a_workbook_says_of_itself_is_not_believed() {
    let cell = |at: &str, text: &str| format!("<c r='{at}' t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |cells: String| format!("<row>{cells}</row>");
    let sound = row(cell("A1", "From") + &cell("B1", "To")) + &row(cell("A2", "a") + &cell("B2", "b"));
    let table = import::read("a.xlsx", &workbook(&sound, "<sst uniqueCount='0'></sst>")).unwrap();
    assert_eq!(table.links.len(), 1);
    let said = refused(
        "a.xlsx",
        &workbook(&sound, "<sst uniqueCount='18446744073709551615'></sst>"),
    );
    assert!(
        said.contains("shared strings") || said.contains("strings"),
        "{said}"
    );
    for at in ["ZZZZZZZZZ1", "A99999999999", "XFD1", "ALM1"] {
        let said = refused("a.xlsx", &workbook(&row(cell(at, "x")), "<sst></sst>"));
        assert!(
            said.contains("sheet") || said.contains("columns") || said.contains("cell"),
            "{said}"
        );
    }
}

#[test]
fn fifty_thousand_nodes_are_read_in_reasonable_time() {
    let begun = Instant::now();
    let mut text = String::from("From,To,Type,Weight,Label\n");
    for n in 0..100_000 {
        let (from, to) = (n % 49_000, (n * 7 + 1) % 50_000);
        text.push_str(&format!("Shop {from},Shop {to},Share,{},row {n}\n", n % 7));
    }
    let table = import::read("a.csv", text.as_bytes()).unwrap();
    let made = Reading::guess(&table).map(&table);
    assert!(made.map.nodes().len() > 40_000);
    assert!(made.remarks.len() < 10_000, "{}", made.remarks.len());
    assert!(
        begun.elapsed() < Duration::from_secs(120),
        "{:?}",
        begun.elapsed()
    );
}
