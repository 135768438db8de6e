//! The languages of the window, and which of them is in use.

use std::cell::Cell;

use serde::{Deserialize, Serialize};

use super::{CHINESE, ENGLISH, Words};

/// A language that the window speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Its words.
    pub fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }

    /// The language for a locale such as `zh-CN`; English where there is no closer one.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") {
            Self::Chinese
        } else {
            Self::English
        }
    }
}

/// Which language the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LanguagePreference {
    /// That of the system.
    #[default]
    System,
    English,
    Chinese,
}

impl LanguagePreference {
    /// The language meant where the system's is `system`.
    pub fn language(self, system: Language) -> Language {
        match self {
            Self::System => system,
            Self::English => Language::English,
            Self::Chinese => Language::Chinese,
        }
    }
}

/// The language of the system.
pub fn of_system() -> Language {
    sys_locale::get_locale().map_or(Language::English, |locale| Language::of_locale(&locale))
}

thread_local! {
    // One thread draws all of a window; tests run several windows beside each other.
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language that this thread's window speaks.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Lets this thread's window speak `language`.
pub fn speak(language: Language) {
    LANGUAGE.set(language);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_locale() {
        for (locale, language) in [
            ("zh-CN", Language::Chinese),
            ("zh_Hans_CN.UTF-8", Language::Chinese),
            ("zh-TW", Language::Chinese),
            ("en-GB", Language::English),
            ("de-DE", Language::English),
            ("zha", Language::English),
            ("C", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale:?}");
        }
    }

    #[test]
    fn the_persons_choice_goes_before_the_systems() {
        assert_eq!(
            LanguagePreference::System.language(Language::Chinese),
            Language::Chinese
        );
        assert_eq!(
            LanguagePreference::English.language(Language::Chinese),
            Language::English
        );
        assert_eq!(
            LanguagePreference::Chinese.language(Language::English),
            Language::Chinese
        );
    }
}
