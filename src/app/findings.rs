//! What is wrong with a map or a file, in the window's words.

use super::i18n::{fill, said, words};
use super::naming;
use crate::file::LoadError;
use crate::model::{Diagnostic, Place};

/// The most findings that a message lists.
const MOST: usize = 3;

/// The finding without its object and hint: `Commission: out of range, found 1.4, allowed 0 to 1`.
pub fn sentence(problem: &Diagnostic) -> String {
    let words = words();
    let mut parts = vec![said(&problem.message).into_owned()];
    let found = problem.found.as_deref().map(said);
    parts.extend(found.map(|found| fill(words.problems.field_found, &[&found])));
    let allowed = problem.allowed.as_deref().map(said);
    parts.extend(allowed.map(|allowed| fill(words.problems.field_allowed, &[&allowed])));
    let text = parts.join(words.marks.comma);
    if problem.field.is_empty() {
        return text;
    }
    format!("{}{}{text}", naming::path(&problem.field), words.marks.colon)
}

/// A line for each of the first findings, with its object and its place in the file.
pub fn lines<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let mut problems = problems.into_iter();
    let mut lines: Vec<String> = problems.by_ref().take(MOST).map(line).collect();
    let more = problems.count();
    if more > 0 {
        lines.push(fill(words().status.and_more, &[&more.to_string()]));
    }
    lines.join("\n")
}

fn line(problem: &Diagnostic) -> String {
    let words = words();
    let place = problem.place.map_or_else(String::new, |Place { line, column }| {
        fill(words.problems.place, &[&line.to_string(), &column.to_string()]) + words.marks.colon
    });
    let object = problem.object.to_string();
    let text = format!(
        "{place}{}{}{}",
        said(&object),
        words.marks.colon,
        sentence(problem)
    );
    match &problem.hint {
        Some(hint) => fill(words.marks.in_brackets, &[&text, &said(hint)]),
        None => text,
    }
}

/// Why a file could not be opened.
pub fn not_opened(error: &LoadError) -> String {
    let (path, reasons) = match error {
        LoadError::Io { path, source } => (path, source.to_string()),
        LoadError::Bad { path, diagnostics } => (path, format!("\n{}", lines(diagnostics))),
    };
    let path = path.display().to_string();
    fill(words().files.open_failed, &[&path, &reasons])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::i18n::{Language, speak};
    use crate::model::Object;

    #[test]
    fn a_finding_speaks_the_windows_language() {
        let finding = Diagnostic::error(Object::Node("shop".into()), "out of range")
            .field("commission")
            .found(1.4)
            .allowed("0 to 1");
        assert_eq!(
            sentence(&finding),
            "Commission: out of range, found 1.4, allowed 0 to 1"
        );
        speak(Language::Chinese);
        assert_eq!(sentence(&finding), "佣金率：超出取值范围，实为 1.4，应为 0 到 1");
        assert_eq!(
            lines([&finding; 5]).lines().last(),
            Some("另有 2 个"),
            "a message stays short"
        );
        assert!(lines([&finding]).starts_with("节点“shop”：佣金率：超出"));
    }
}
