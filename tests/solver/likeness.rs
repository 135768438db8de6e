//! Long chains of likenesses: a file may hold as many as it has room for.

use catchment::analysis::whatif::whatif;
use catchment::file::parse;
use catchment::solver::{Compiled, Search};

use crate::common::likeness::{End, chain, in_little_room};

#[test]
fn open_links_all_weigh_what_the_last_of_their_chain_weighs() {
    in_little_room(|| {
        let map = parse(chain(50_000, true, End::Weight).as_bytes()).unwrap().map;
        let compiled = Compiled::new(&map).unwrap();
        let solution = compiled.solve(None, Search::Several).unwrap();
        for (id, flow) in solution.links.iter() {
            assert!((flow.weight - 2.0).abs() < 1e-9, "{id}: {}", flow.weight);
        }
    });
}

#[test]
fn closed_links_of_a_chain_open_alone() {
    let answer = in_little_room(|| {
        let map = parse(chain(10_000, false, End::Weight).as_bytes()).unwrap().map;
        let compiled = Compiled::new(&map).unwrap();
        let today = compiled.solve(None, Search::Several).unwrap();
        whatif(&compiled, None, &today, &|| true)
    });
    assert_eq!(answer.links.len(), 10_000);
    // Whoever comes leaves with a weight of 1 or takes the link with one of 2.
    for effect in &answer.links {
        assert!(
            (effect.visits - 2.0).abs() < 1e-6,
            "{}: {}",
            effect.link,
            effect.visits
        );
        assert!(effect.diverted().links.is_empty());
    }
}
