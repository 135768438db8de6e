//! Sentences that come from below the window: hints of fields, and what the rules, the reader of
//! files and the solver find. They are written in English there, as the command line shows them.

use std::borrow::Cow;

use super::chinese::library::SENTENCES;
use super::{Language, fill, language};

/// The sentence in the language in use; as it is if nobody translated it.
pub fn said(english: &str) -> Cow<'_, str> {
    if language() == Language::English {
        return Cow::Borrowed(english);
    }
    let translated = SENTENCES.iter().find_map(|(template, here)| {
        let parts = filled_in(template, english)?;
        // What was filled in may be a sentence too: `… ; its traffic moves most`.
        let parts: Vec<Cow<'_, str>> = parts.into_iter().map(said).collect();
        let parts: Vec<&str> = parts.iter().map(Cow::as_ref).collect();
        Some(match parts.is_empty() {
            true => Cow::Borrowed(*here),
            false => Cow::Owned(fill(here, &parts)),
        })
    });
    translated.unwrap_or(Cow::Borrowed(english))
}

/// What stands in `text` for each `{}` of `template`, if it is made from it.
fn filled_in<'a>(template: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let (first, others) = template.split_once("{}").unzip();
    let Some((first, others)) = first.zip(others) else {
        return (template == text).then(Vec::new);
    };
    let mut rest = text.strip_prefix(first)?;
    let mut parts = Vec::new();
    let mut literals = others.split("{}").peekable();
    while let Some(literal) = literals.next() {
        let last = literals.peek().is_none();
        let end = if last {
            rest.strip_suffix(literal)?.len()
        } else {
            rest.find(literal)?
        };
        parts.push(&rest[..end]);
        rest = &rest[end + literal.len()..];
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::i18n::speak;

    #[test]
    fn what_was_filled_in_is_found() {
        assert_eq!(filled_in("no such node", "no such node"), Some(vec![]));
        assert_eq!(filled_in("no such node", "no such nodes"), None);
        assert_eq!(filled_in("at most {}", "at most 5"), Some(vec!["5"]));
        assert_eq!(
            filled_in("{}, a {}", "\"a\", a Payment"),
            Some(vec!["\"a\"", "Payment"])
        );
        assert_eq!(filled_in("{} to {}", "1"), None);
        assert_eq!(filled_in("x{}x", "x"), None);
    }

    #[test]
    fn sentences_follow_the_language() {
        assert_eq!(said("out of range"), "out of range");
        speak(Language::Chinese);
        assert_eq!(said("out of range"), "超出取值范围");
        assert_eq!(said("at most 50000"), "不超过 50000");
        assert_eq!(said("nobody wrote this"), "nobody wrote this");
    }
}
