//! Which panels are shown, and how: what the window remembers from one start to the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use egui::ThemePreference;
use serde::{Deserialize, Serialize};

use super::command::Command;
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
    /// The result shown beside it, if there is one.
    pub beside: Option<Tab>,
    /// The files opened or saved last, the newest first.
    pub recent: Vec<PathBuf>,
    /// Whether the person has seen the tour of the window, or left it.
    pub toured: bool,
    /// How large the person has made the panels, in points.
    pub sizes: BTreeMap<Part, f32>,
    /// Light, dark, or as the system is.
    pub theme: ThemePreference,
    /// The language, or that of the system.
    pub language: LanguagePreference,
}

/// So many files are remembered.
const RECENT: usize = 10;

impl View {
    /// Puts `path` before the other files opened or saved lately.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }
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
            beside: None,
            recent: Vec::new(),
            toured: false,
            sizes: BTreeMap::new(),
            theme: ThemePreference::System,
            language: LanguagePreference::System,
        }
    }
}

/// A part of the window whose size can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// The width of palette and outline.
    Side,
    /// The width of the inspector.
    Inspector,
    /// The height of the results.
    Results,
    /// The width of the second result.
    Beside,
}

impl View {
    /// The size of `part` if it was ever shown.
    pub fn size(&self, part: Part) -> Option<f32> {
        self.sizes.get(&part).copied().filter(|size| size.is_finite())
    }

    /// Asks for the size that `part` has now to be kept, unless it is known.
    pub(super) fn note_size(&self, part: Part, size: f32, commands: &mut Vec<Command>) {
        if self.size(part).is_none_or(|known| (known - size).abs() >= 0.5) {
            commands.push(Command::NoteSize(part, size));
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
            beside: Some(Tab::Gains),
            sizes: [(Part::Side, 240.0)].into(),
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
