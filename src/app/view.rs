//! Which panels are shown, and how: what the window remembers from one start to the next.

use egui::ThemePreference;
use serde::{Deserialize, Serialize};

use super::i18n::LanguagePreference;
use super::panels::Tab;
use crate::model::LinkKind;

/// Which panels are shown, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// Whether the palette and the outline are shown.
    pub side: bool,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Whether the results are shown.
    pub results: bool,
    /// The kind that new links get; `None` for the one that their ends suggest.
    #[serde(skip)]
    pub link_kind: Option<LinkKind>,
    /// Whether dots run along the links.
    pub dots: bool,
    /// Whether the whole map is shown small in a corner of the canvas.
    pub minimap: bool,
    /// Whether a line below the canvas says how the map is read.
    pub legend: bool,
    /// Whether what is moved falls into line with the grid and with what stands near.
    pub snap: bool,
    /// The tab of the results.
    pub tab: Tab,
    /// Light, dark, or as the system is.
    pub theme: ThemePreference,
    /// The language, or that of the system.
    pub language: LanguagePreference,
}

impl Default for View {
    fn default() -> Self {
        Self {
            side: true,
            inspector: true,
            results: true,
            link_kind: None,
            dots: false,
            minimap: true,
            legend: true,
            snap: true,
            tab: Tab::Capture,
            theme: ThemePreference::System,
            language: LanguagePreference::System,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_is_restored() {
        let view = View {
            dots: true,
            tab: Tab::Problems,
            theme: ThemePreference::Dark,
            language: LanguagePreference::Chinese,
            ..View::default()
        };
        let saved = ron::to_string(&view).unwrap();
        assert_eq!(ron::from_str(&saved), Ok(view));
    }

    #[test]
    fn settings_of_another_version_keep_what_is_known() {
        let kept = ron::from_str::<View>("(language: Chinese, forgotten: 3)").unwrap();
        let expected = View {
            language: LanguagePreference::Chinese,
            ..View::default()
        };
        assert_eq!(kept, expected);
    }
}
