//! Maps whose links are like each other, one after the other, and a thread with little room.

use std::fmt::Write as _;
use std::thread;

/// Runs `task` where recursion over what a file holds would soon be out of room.
pub fn in_little_room<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> T {
    let little = thread::Builder::new().stack_size(512 << 10);
    little.spawn(task).unwrap().join().unwrap()
}

/// What becomes of the last link of a chain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has a weight of 2, which all others follow.
    Weight,
    /// It is like the first.
    Ring,
}

/// The text of a map with `links` links, each like the next; in one of two segments the pull is one of
/// its own, and like the next as well.
pub fn chain(links: usize, open: bool, end: End) -> String {
    let nodes = (links / 50).max(2);
    let mut text = "Model(\n    format: 1,\n    name: \"Chain\",\n".to_owned();
    text.push_str("segments: { \"a\": Segment(name: \"A\"), \"b\": Segment(name: \"B\") },\nnodes: {\n");
    for node in 0..nodes {
        let _ = writeln!(
            text,
            "\"n{node}\": Channel(name: \"\", arrivals: {{\"a\": 1.0, \"b\": 2.0}}),"
        );
    }
    text.push_str("},\nlinks: {\n");
    for link in 0..links {
        let (from, to) = (link % nodes, (link + 1) % nodes);
        let pull = match (link + 1, end) {
            (next, End::Weight) if next == links => "Weight(2.0)".to_owned(),
            (next, _) => format!("Like(\"l{:06}\", 1.0)", next % links),
        };
        let _ = writeln!(
            text,
            "\"l{link:06}\": Link(from: \"n{from}\", to: \"n{to}\", kind: Jump, open: {open}, pull: {pull}, \
             pull_by: {{\"b\": {pull}}}),"
        );
    }
    text.push_str("})\n");
    text
}
