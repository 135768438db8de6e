//! The window's words: one table per language, in parts by topic.
//!
//! A new word goes into its topic under `english/`, which is where the tables get their shape, and
//! into the same topic under `chinese/`. A word that is missing there shows in English.
//! Words about the model's own fields stand in `model::field`.

mod language;
mod library;

pub use language::{Language, LanguagePreference, language, of_system, speak};
pub use library::{said, told};

/// Shapes a topic's table by its English words.
macro_rules! words {
    ($topic:ident $($name:ident: $english:literal,)*) => {
        /// The words of this topic in one language; `{}` stands for what is filled in.
        #[allow(missing_docs, reason = "each entry is its own description")]
        #[derive(Debug)]
        pub struct $topic {
            $(pub $name: &'static str,)*
        }

        /// The words in English.
        pub const ENGLISH: $topic = $topic { $($name: $english,)* };

        impl $topic {
            /// Each word with the name of its entry.
            pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
                [$((stringify!($name), self.$name),)*].into_iter()
            }
        }
    };
}

/// Puts the topics together to the tables of all languages.
macro_rules! topics {
    ($($topic:ident: $table:ident,)*) => {
        /// The English words, which give the tables their shape.
        pub mod english {
            $(pub mod $topic;)*
        }

        #[allow(clippy::needless_update, reason = "a new word may stand in English alone for a while")]
        mod chinese {
            $(pub(super) mod $topic;)*
            pub(super) mod library;
            pub(super) mod remarks;
        }

        /// Every word and sentence of the window in one language.
        #[allow(missing_docs, reason = "each topic says at its head what it holds")]
        #[derive(Debug)]
        pub struct Words {
            $(pub $topic: english::$topic::$table,)*
        }

        static ENGLISH: Words = Words { $($topic: english::$topic::ENGLISH,)* };
        static CHINESE: Words = Words { $($topic: chinese::$topic::CHINESE,)* };

        impl Words {
            /// Each word with its topic and the name of its entry.
            pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
                let mut all = Vec::new();
                $(
                    let entries = self.$topic.entries();
                    all.extend(entries.map(|(name, word)| (stringify!($topic), name, word)));
                )*
                all.into_iter()
            }
        }
    };
}

topics! {
    actions: Actions,
    steps: Steps,
    overlays: Overlays,
    refusals: Refusals,
    scenarios: Scenarios,
    files: Files,
    safety: Safety,
    status: Status,
    results: Results,
    combos: Combos,
    comparison: Comparison,
    deals: Deals,
    sensitivity: Sensitivity,
    explanations: Explanations,
    time_path: TimePath,
    ledger: Ledger,
    sankey: Sankey,
    problems: Problems,
    measures: Measures,
    inspector: Inspector,
    fields: Fields,
    numbers: Numbers,
    pulls: Pulls,
    flows: Flows,
    settings: Settings,
    canvas: Canvas,
    marks: Marks,
    units: Units,
    legend: Legend,
    palette: Palette,
    outline: Outline,
    find: Find,
    notices: Notices,
    presentation: Presentation,
    mending: Mending,
    sharing: Sharing,
    importing: Importing,
    tour: Tour,
}

/// The words of the language in use.
pub fn words() -> &'static Words {
    language().words()
}

/// What a unit of the map is called: the map's own word, in the language in use if it is a common one.
pub fn unit(word: &str) -> &str {
    let mut common = ENGLISH.units.entries().zip(words().units.entries());
    let found = common.find(|((_, english), _)| *english == word);
    found.map_or(word, |(_, (_, here))| here)
}

/// `template` with each `{}` replaced by the next of `values`, and each `{0}`, `{1}` … by that one.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = template;
    let mut next = 0;
    while let Some((before, (hole, after))) = rest
        .split_once('{')
        .and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        text.push_str(before);
        let place = hole.parse().unwrap_or_else(|_| {
            next += 1;
            next - 1
        });
        text.push_str(values.get(place).copied().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

/// How many there are: `one` or `many` with the number filled in.
pub fn count(number: usize, one: &str, many: &str) -> String {
    fill(if number == 1 { one } else { many }, &[&number.to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_one_after_another() {
        assert_eq!(fill("{} per {}", &["CNY", "order"]), "CNY per order");
        assert_eq!(fill("plain", &["unused"]), "plain");
        assert_eq!(fill("{} and {}", &["one"]), "one and ");
        assert_eq!(fill("{1}的{0}", &["渠道", "腾讯"]), "腾讯的渠道");
        assert_eq!(fill("a { is kept", &["unused"]), "a { is kept");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1, "{} company", "{} companies"), "1 company");
        assert_eq!(count(0, "{} company", "{} companies"), "0 companies");
    }

    #[test]
    fn a_maps_own_unit_stays_as_it_is() {
        assert_eq!(unit("visits"), "visits");
        speak(Language::Chinese);
        assert_eq!((unit("visits"), unit("parcels")), ("次访问", "parcels"));
    }

    /// The holes of a template, those without a number counted.
    fn holes(template: &str) -> Vec<usize> {
        let mut next = 0..;
        let inner = template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'));
        let mut holes: Vec<usize> = inner
            .filter_map(|(hole, _)| hole.parse().ok().or_else(|| next.next()))
            .collect();
        holes.sort_unstable();
        holes
    }

    #[test]
    fn every_language_fills_in_the_same() {
        for ((topic, name, english), (_, _, chinese)) in ENGLISH.entries().zip(CHINESE.entries()) {
            assert_eq!(holes(chinese), holes(english), "{topic}.{name}: {chinese:?}");
        }
    }

    #[test]
    fn no_word_is_empty() {
        for language in Language::ALL {
            for (topic, name, word) in language.words().entries() {
                assert!(!word.trim().is_empty(), "{topic}.{name} in {language:?}");
            }
        }
    }
}
