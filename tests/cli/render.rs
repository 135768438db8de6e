//! `catchment render` and `catchment report`: pictures and pages for other programs to open.

use crate::program::{Scratch, on, reference, run, two_shops};

fn map() -> Scratch {
    Scratch::new(&std::fs::read_to_string(two_shops()).unwrap())
}

#[test]
fn the_picture_is_in_the_format_that_its_ending_tells() {
    let map = map();
    let openings: [(&str, &[u8]); 3] = [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-")];
    for (ending, opening) in openings {
        let target = map.beside(&format!("map.{ending}"));
        on(map.file(), &format!("render --out {}", target.display())).done();
        assert!(std::fs::read(target).unwrap().starts_with(opening), "{ending}");
    }
    let target = map.beside("map.jpg");
    let said = on(map.file(), &format!("render --out {}", target.display()))
        .failed(1)
        .stderr;
    assert!(said.contains(".svg, .png or .pdf") && !target.exists(), "{said}");
}

#[test]
fn the_picture_has_every_name_and_what_flows() {
    let svg = on(&two_shops(), "render").done().stdout;
    for word in [
        "Feed",
        "Shop",
        "Sellers",
        "Wallet",
        "Acme",
        "Two shops: Today",
        ">660<",
        ">251<",
    ] {
        assert!(svg.contains(word), "{word}");
    }
    // The picture is all its own: nothing is loaded.
    assert!(!svg.contains("href") && !svg.contains("url("));
    let bare = on(&two_shops(), "render --bare --size 800x400").done().stdout;
    assert!(
        bare.contains("viewBox=\"0 0 800 400\"") && !bare.contains(">Closed link<"),
        "{bare}"
    );
    let open = on(&two_shops(), "render --scenario mini").done().stdout;
    assert!(open.contains("Two shops: Open the mini-program"));
}

#[test]
fn chinese_names_are_words_in_the_picture() {
    let svg = on(&reference(), "render").done().stdout;
    assert!(svg.contains("淘宝天猫") && svg.contains("阿里巴巴"));
}

#[test]
fn a_map_without_a_steady_state_is_drawn_without_flows() {
    let text = std::fs::read_to_string(two_shops()).unwrap();
    let broken = Scratch::new(&text.replace("Share(0.38)", "Share(1.38)"));
    // What breaks a rule is refused with its place; what has no steady state would still be drawn.
    let run = on(broken.file(), "render").failed(1);
    assert!(run.stderr.contains("feed-shop"), "{}", run.stderr);
}

#[test]
fn sizes_that_no_picture_has_are_refused() {
    for size in ["800", "0x0", "axb", "1e9x1e9", "800x-3"] {
        let two_shops = two_shops();
        let arguments = ["render", two_shops.to_str().unwrap(), "--size", size];
        assert_ne!(run(arguments).failed(2).stderr, "", "{size}");
    }
}

#[test]
fn a_report_tells_the_map_and_loads_nothing() {
    let page = on(&two_shops(), "report").done().stdout;
    for part in [
        "<!DOCTYPE html>",
        "Who captures the traffic today",
        "When each link opens",
        "Open the mini-program",
        "BLAKE3",
        "Assumptions",
        "How sure",
        "same sign",
        "<svg ",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for foreign in ["<script", "http-equiv=\"refresh\"", " src=", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let outside = page
        .match_indices("href=\"")
        .filter(|(at, _)| !page[at + 6..].starts_with('#'));
    assert_eq!(outside.count(), 0, "links lead into the page itself");
}

#[test]
fn the_numbers_of_a_report_are_those_of_solve() {
    let csv = on(&two_shops(), "solve --format text").done().stdout;
    let page = on(&two_shops(), "report").done().stdout;
    let captured = csv
        .lines()
        .find(|line| line.starts_with("Acme"))
        .and_then(|line| line.split_whitespace().nth(1))
        .unwrap();
    assert!(page.contains(&format!(">{captured}<")), "{captured}");
}

#[test]
fn what_a_map_says_does_not_become_part_of_the_page() {
    let text = std::fs::read_to_string(two_shops()).unwrap();
    let hostile = text.replace("\"Sellers\"", "\"<script>alert(1)</script>&\"");
    assert_ne!(hostile, text);
    let map = Scratch::new(&hostile);
    for command in ["report", "render"] {
        let page = on(map.file(), command).done().stdout;
        assert!(!page.contains("<script"), "{command}");
        assert!(page.contains("&lt;script&gt;"), "{command}");
    }
}

#[test]
fn a_report_is_the_same_each_time_and_tells_the_scenarios_asked_for() {
    let twice = [(); 2].map(|()| on(&two_shops(), "report --scenario mini").done().stdout);
    assert_eq!(twice[0], twice[1]);
    let said = on(&two_shops(), "report --scenario nothing").failed(1).stderr;
    assert!(said.contains("mini"), "{said}");
    let said = on(&two_shops(), "report --players acme").failed(1).stderr;
    assert!(said.contains("two"), "{said}");
}
