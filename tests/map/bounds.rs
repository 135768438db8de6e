//! Files as large as may be read, and made to take long: each is read, or refused, in bounded time.
//!
//! An ordinary run takes files of a part of a MiB; `CATCHMENT_BOUNDS=all cargo test --release --test map bounds`
//! takes files of 32 MiB, and `CATCHMENT_BOUNDS=NAME` one of them alone (under `/usr/bin/time -v`, say).

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use catchment::file::{MAX_BYTES, draft, parse, to_text};
use catchment::model::rules::MAX_NODES;

/// What an ordinary run takes of the full size, and how long it may take: far more than it should, and far
/// less than what grows with the square of the size.
const SMALL: usize = 256 << 10;
const SMALL_TIME: Duration = Duration::from_secs(5);
const FULL_TIME: Duration = Duration::from_secs(20);

/// A file that grows by lines until it is so long.
struct File {
    text: String,
    most: usize,
}

impl File {
    fn new(most: usize) -> Self {
        let text = "Model(\n    format: 1,\n    name: \"m\",\n".to_owned();
        Self { text, most }
    }

    /// Adds lines up to this part of the full length; how many.
    fn section(&mut self, open: &str, close: &str, until: f64, line: impl Fn(usize) -> String) -> usize {
        self.text.push_str(open);
        let until = (self.most as f64 * until) as usize - 100;
        let mut count = 0;
        loop {
            let line = line(count);
            if self.text.len() + line.len() > until || (open == NODES && count == MAX_NODES) {
                break;
            }
            self.text.push_str(&line);
            self.text.push('\n');
            count += 1;
        }
        self.text.push_str(close);
        count
    }

    fn end(mut self) -> String {
        self.text.push(')');
        self.text
    }
}

const NODES: &str = "nodes: {\n";

fn channel(n: usize) -> String {
    format!("\"n{n}\": Channel(name: \"\"),")
}

/// 50,000 nodes, and links between them up to the most that is read.
fn sound(most: usize) -> String {
    let mut file = File::new(most);
    let nodes = file.section(NODES, "},\n", 0.3, channel);
    file.section("links: {\n", "},\n", 1.0, |n| {
        let (from, to) = (n % nodes, (n * 7919 + 1) % nodes);
        let to = if from == to { (to + 1) % nodes } else { to };
        format!("\"l{n}\": Link(from: \"n{from}\", to: \"n{to}\", kind: Jump, pull: Weight({n}.25)),")
    });
    file.end()
}

/// Links that lead nowhere, between many nodes of which none is a platform.
fn dangling(most: usize) -> String {
    let mut file = File::new(most);
    file.section(NODES, "},\n", 0.1, channel);
    file.section("links: {\n", "},\n", 1.0, |n| {
        format!("\"l{n}\": Link(from: \"x\", to: \"y{n}\", kind: Ad, payer: \"n{n}\"),")
    });
    file.end()
}

/// As many segments as links.
fn segments(most: usize) -> String {
    let mut file = File::new(most);
    file.section("segments: {\n", "},\n", 0.5, |n| {
        format!("\"s{n}\": Segment(name: \"\"),")
    });
    file.section("nodes: {\n", "},\n", 0.51, channel);
    file.section("links: {\n", "},\n", 1.0, |n| {
        format!("\"l{n}\": Link(from: \"n0\", to: \"n1\", kind: Jump, pull: Weight(1.0)),")
    });
    file.end()
}

/// A scenario that sets numbers which there are not.
fn overrides(most: usize) -> String {
    let mut file = File::new(most);
    file.section(
        NODES,
        "},\nscenarios: {\"s\": Scenario(name: \"\", set: {\n",
        0.2,
        channel,
    );
    file.section("", "})},\n", 1.0, |n| {
        format!("\"nodes/n{}/fee{n}\": 1.0,", n % 50)
    });
    file.end()
}

/// Many scenarios, each of which sets a number that there is not.
fn astray(most: usize) -> String {
    let mut file = File::new(most);
    file.section(NODES, "},\n", 0.2, channel);
    file.section("scenarios: {\n", "},\n", 1.0, |n| {
        format!(
            "\"s{n}\": Scenario(name: \"\", set: {{\"nodes/n{}/fee\": 2.0}}),",
            n % 50
        )
    });
    file.end()
}

/// One link that a great many companies are to agree to.
fn gatekeepers(most: usize) -> String {
    let mut file = File::new(most);
    file.section("companies: {\n", "},\n", 0.6, |n| {
        format!("\"c{n}\": Company(name: \"\"),")
    });
    file.text
        .push_str("nodes: {\"a\": Channel(name: \"\"), \"b\": Channel(name: \"\")},\n");
    file.text
        .push_str("links: {\"l\": Link(from: \"a\", to: \"b\", kind: Jump, gatekeepers: [\n");
    file.section("", "])},\n", 1.0, |n| format!("\"c{n}\","));
    file.end()
}

/// Many scenarios, each with another pull at the same node.
fn scenarios(most: usize) -> String {
    let mut file = File::new(most);
    file.section(NODES, "},\n", 0.1, channel);
    let links = file.section("links: {\n", "},\n", 0.5, |n| {
        format!("\"l{n}\": Link(from: \"n0\", to: \"n1\", kind: Jump, pull: Weight(1.0)),")
    });
    file.section("scenarios: {\n", "},\n", 1.0, |n| {
        format!(
            "\"s{n}\": Scenario(name: \"\", set: {{\"links/l{}/pull\": 2.0}}),",
            n % links
        )
    });
    file.end()
}

/// One list of links that there are not, in a scenario.
fn lists(most: usize) -> String {
    let mut file = File::new(most);
    file.text
        .push_str("scenarios: {\"s\": Scenario(name: \"\", open: [\n");
    file.section("", "])},\n", 1.0, |n| format!("\"l{n}\","));
    file.end()
}

/// Pulls each like the next one's, to the last.
fn likes(most: usize) -> String {
    let mut file = File::new(most);
    file.section(NODES, "},\n", 0.1, channel);
    file.section("links: {\n", "},\n", 1.0, |n| {
        format!(
            "\"l{n}\": Link(from: \"n0\", to: \"n1\", kind: Jump, pull: Like(\"l{}\", 1.0)),",
            n + 1
        )
    });
    file.end()
}

/// The same id again and again, and so the same field.
fn repeated(most: usize) -> String {
    let mut file = File::new(most);
    file.section("nodes: {\n", "},\n", 1.0, |_| channel(0));
    file.end()
}

/// Numbers that are refused one by one.
fn refused(most: usize) -> String {
    let mut file = File::new(most);
    file.section("companies: {\n", "},\n", 1.0, |n| {
        format!("\"c{n}\": Company(name: \"\", visit_value: b'a'),")
    });
    file.end()
}

/// Brackets, comments, escapes and one text without end.
fn nonsense(most: usize) -> String {
    let mut text = String::new();
    write!(
        text,
        "Model(format: 1, name: \"{}\", note: ",
        "\\u{61}".repeat(most / 24)
    )
    .unwrap();
    text.push_str(&"/*".repeat(most / 8));
    text.push_str(&"*/".repeat(most / 8));
    text.push_str(&"[".repeat(most / 5));
    text
}

type Make = fn(usize) -> String;
const FILES: [(&str, Make); 12] = [
    ("sound", sound),
    ("dangling", dangling),
    ("segments", segments),
    ("overrides", overrides),
    ("astray", astray),
    ("gatekeepers", gatekeepers),
    ("scenarios", scenarios),
    ("lists", lists),
    ("likes", likes),
    ("repeated", repeated),
    ("refused", refused),
    ("nonsense", nonsense),
];

#[test]
fn every_file_that_may_be_read_is_read_or_refused_in_bounded_time() {
    let asked = std::env::var("CATCHMENT_BOUNDS").ok();
    let (most, time) = match asked {
        Some(_) => (MAX_BYTES as usize, FULL_TIME),
        None => (SMALL, SMALL_TIME),
    };
    for (name, make) in FILES {
        if asked
            .as_deref()
            .is_some_and(|asked| asked != "all" && asked != name)
        {
            continue;
        }
        let text = make(most);
        assert!(text.len() <= most, "{name}: {}", text.len());
        let start = Instant::now();
        // Both ways of reading it: to solve it, and to open it for mending.
        let findings =
            parse(text.as_bytes()).map_or_else(|found| found.len(), |parsed| parsed.diagnostics.len());
        let took = start.elapsed();
        if asked.is_some() {
            println!("{name}: {} bytes, {took:?}, {findings} findings", text.len());
        }

        assert!(took < time, "{name}: {took:?} for {} bytes", text.len());
    }
}

#[test]
fn the_largest_sound_map_is_read_and_saved_the_same() {
    let text = sound(SMALL);
    let map = draft(text.as_bytes()).unwrap().map;
    let saved = to_text(&map).unwrap();
    assert_eq!(parse(saved.as_bytes()).unwrap().map, map);
}
