//! Which of many names a few typed letters mean, the likeliest first.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A candidate that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its place among the candidates.
    pub index: usize,
    /// Places of the characters that fit, ascending.
    pub positions: Vec<usize>,
}

/// The best `most` of the `candidates` that fit `query`, best first, equals in the order given.
///
/// Every word of the query must fit, in any order: its letters in their order, whatever stands
/// between them, without regard to case. A query without letters fits all.
pub fn rank<S: AsRef<str>>(query: &str, candidates: &[S], most: usize) -> Vec<Match> {
    let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut fitting: Vec<(u32, usize)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(index, text)| {
            let text = Utf32Str::new(text.as_ref(), &mut letters);
            Some((pattern.score(text, &mut matcher)?, index))
        })
        .collect();
    fitting.sort_by_key(|(score, index)| (Reverse(*score), *index));
    // Letters strewn over a long name fit nearly everything; beside a good match they are noise.
    let least = fitting.first().map_or(0, |(best, _)| best / 2);
    fitting
        .into_iter()
        .take_while(|(score, _)| *score >= least)
        .take(most)
        .map(|(_, index)| {
            let text = Utf32Str::new(candidates[index].as_ref(), &mut letters);
            let mut found = Vec::new();
            pattern.indices(text, &mut matcher, &mut found);
            let mut positions: Vec<usize> = found.into_iter().map(|place| place as usize).collect();
            positions.sort_unstable();
            positions.dedup();
            Match { index, positions }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'a>(query: &str, candidates: &[&'a str]) -> Vec<&'a str> {
        let ranked = rank(query, candidates, usize::MAX);
        ranked.into_iter().map(|found| candidates[found.index]).collect()
    }

    #[test]
    fn a_whole_word_comes_before_strewn_letters() {
        let all = ["Tmall and other sellers", "JD", "Taobao"];
        assert_eq!(names("tao", &all)[0], "Taobao");
        assert_eq!(names("jd", &all), ["JD"]);
        assert!(names("xyz", &all).is_empty());
    }

    #[test]
    fn words_fit_in_any_order_and_case() {
        let all = ["Fit the map to the window", "Open the reference map"];
        assert_eq!(names("MAP ref", &all), ["Open the reference map"]);
        assert_eq!(names("reference map", &all), ["Open the reference map"]);
    }

    #[test]
    fn nothing_typed_keeps_the_order() {
        let all = ["b", "a", "c"];
        assert_eq!(names("", &all), all);
        assert_eq!(names("  ", &all), all);
        assert_eq!(rank("", &all, 2).len(), 2);
    }

    #[test]
    fn positions_count_characters_in_every_script() {
        let found = rank("宝 ta", &["Taobao 淘宝"], 1);
        assert_eq!(found[0].positions, [0, 1, 8]);
    }
}
