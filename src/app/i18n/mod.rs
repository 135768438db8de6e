//! The window's words: one table per language, in parts by topic.
//!
//! A new word goes into its topic under `english/`, which is where the tables get their shape, and
//! into the same topic under `chinese/`. A word that is missing there shows in English.
//! Words about the model's own fields stand in `model::field`.

mod language;

pub use language::{Language, LanguagePreference, language, of_system, speak};

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

        mod chinese {
            $(pub(super) mod $topic;)*
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
                let topics = std::iter::empty();
                $(
                    let entries = self.$topic.entries();
                    let topics = topics.chain(entries.map(|(name, word)| (stringify!($topic), name, word)));
                )*
                topics
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
    status: Status,
    results: Results,
    problems: Problems,
    measures: Measures,
    inspector: Inspector,
    fields: Fields,
    numbers: Numbers,
    pulls: Pulls,
    flows: Flows,
    settings: Settings,
    canvas: Canvas,
    palette: Palette,
    outline: Outline,
    find: Find,
    notices: Notices,
}

/// The words of the language in use.
pub fn words() -> &'static Words {
    language().words()
}

/// `template` with each `{}` replaced by the next of `values`.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        text.push_str(values.next().copied().unwrap_or_default());
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_one_after_another() {
        assert_eq!(fill("{} per {}", &["CNY", "order"]), "CNY per order");
        assert_eq!(fill("plain", &["unused"]), "plain");
        assert_eq!(fill("{} and {}", &["one"]), "one and ");
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
