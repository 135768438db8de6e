//! Where something is written to, and what is asked before a file is replaced by it.

use std::path::{Path, PathBuf};

use super::writing::EXTENSION;
use super::{Asking, Files, Purpose, dialog};
use crate::app::i18n::{fill, words};
use crate::app::shown;
use crate::app::state::State;
use crate::file;

/// A file to be written.
pub(super) struct Target {
    pub(super) purpose: Purpose,
    pub(super) path: PathBuf,
    /// Whether the person agreed that a file which is there is replaced.
    replaces: bool,
}

impl Target {
    pub(super) fn agreed_to(mut self) -> Self {
        self.replaces = true;
        self
    }

    /// Whether writing it would replace a file without the person's having agreed to.
    fn is_in_the_way(&self) -> bool {
        !self.replaces && is_there(&self.path)
    }
}

/// Whether there is something at `path`; of what cannot be told it is assumed.
fn is_there(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

impl Files {
    /// Writes for `purpose` to the path that the person gave, or asks first where that replaces a file.
    /// `asked` is the path about which the system's dialog has asked.
    pub(super) fn write_at(
        &mut self,
        purpose: Purpose,
        given: &Path,
        asked: Option<&Path>,
        state: &mut State,
        ctx: &egui::Context,
    ) {
        let path = with_extension(given, purpose);
        let target = Target {
            purpose,
            replaces: asked == Some(path.as_path()),
            // One that is relative would lead elsewhere from another folder.
            path: std::path::absolute(&path).unwrap_or(path),
        };
        if let Some(why) = self.forbids(&target, state) {
            state.message = Some(why);
            self.ask(purpose, &target.path, state, ctx);
        } else if purpose == Purpose::Save && is_own(&target.path, state) {
            // That others may have changed it is to be noticed.
            self.save_on(state, ctx);
        } else if target.is_in_the_way() {
            self.asking = Some(Asking::Replace(target));
        } else {
            self.write_for(target, state, ctx);
        }
    }

    /// Why nothing may be written there, if so.
    fn forbids(&self, target: &Target, state: &State) -> Option<String> {
        let words = &words().files;
        let told = shown::path(&target.path);
        if target.purpose != Purpose::Save && is_own(&target.path, state) {
            return Some(fill(words.own_file, &[&told]));
        }
        let safety = self.safety.as_ref()?;
        safety
            .keeps(&target.path)
            .then(|| fill(words.kept_file, &[&told]))
    }

    /// Writes what is shared or exported, unless that would lose something by now: working it out may have
    /// taken its time.
    pub(super) fn put(&self, target: &Target, bytes: &[u8], state: &State) -> Result<(), String> {
        if let Some(why) = self.forbids(target, state) {
            return Err(why);
        }
        if target.is_in_the_way() {
            return Err(fill(words().files.appeared, &[&shown::path(&target.path)]));
        }
        let failed = |error: file::SaveError| fill(words().files.export_failed, &[&error.to_string()]);
        file::replace(&target.path, bytes).map_err(failed)
    }
}

/// Whether it is the document's own file, by whatever name.
fn is_own(path: &Path, state: &State) -> bool {
    let own = state.document.path();
    own.is_some_and(|own| own == path || file::is_same(own, path))
}

/// `path`, with the first extension of the purpose if it has none.
fn with_extension(path: &Path, purpose: Purpose) -> PathBuf {
    let (_, extensions) = dialog::filter(purpose);
    match (path.extension(), extensions) {
        (None, _) if purpose == Purpose::Save => path.with_extension(EXTENSION),
        (None, [first, ..]) => path.with_extension(first),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_extension_gets_one() {
        let named = |path: &str, purpose| with_extension(Path::new(path), purpose);
        assert_eq!(named("a/map", Purpose::Save), Path::new("a/map.catchment.ron"));
        assert_eq!(named("a/map.txt", Purpose::Save), Path::new("a/map.txt"));
        assert_eq!(named("a/map", Purpose::ExportTable), Path::new("a/map.csv"));
        assert_eq!(named("a/map.tsv", Purpose::ExportTable), Path::new("a/map.tsv"));
    }
}
