//! Sentences that come from below the window: hints of fields, and what the rules, the reader of
//! files and the solver find. They are written in English there, as the command line shows them.

use std::borrow::Cow;

use super::chinese::library::SENTENCES;
use super::chinese::remarks::REMARKS;
use super::{Language, fill, language, words};
use crate::file::import::Remark;

/// The sentence in the language in use; as it is if nobody translated it.
pub fn said(english: &str) -> Cow<'_, str> {
    if language() == Language::English {
        return Cow::Borrowed(english);
    }
    translated(english, SENTENCES, &said).unwrap_or(Cow::Borrowed(english))
}

/// What an import says of its source, in the language in use: where, about what, what is the matter with it
/// and what was done.
pub fn told(remark: &Remark) -> String {
    if language() == Language::English {
        return remark.to_string();
    }
    let words = &words().importing;
    let mut told = fill(
        words.remark_on,
        &[&clauses(&remark.object, ", "), &clause(&remark.message)],
    );
    if !remark.place.is_empty() {
        told = fill(words.remark_at, &[&clauses(&remark.place, ", "), &told]);
    }
    if let Some(found) = &remark.found {
        told = fill(words.remark_found, &[&told, found]);
    }
    fill(words.remark_done, &[&told, &clauses(&remark.done, "; ")])
}

/// A clause of a remark; as it is if nobody translated it.
fn clause(english: &str) -> Cow<'_, str> {
    let own = translated(english, REMARKS, &clause);
    own.unwrap_or_else(|| said(english))
}

/// Clauses with `between` between them, where that does not stand in quotes.
fn clauses(english: &str, between: &str) -> String {
    let words = &words().importing;
    let joined = if between == "; " {
        words.remark_then
    } else {
        words.remark_and
    };
    let mut parts: Vec<String> = vec![String::new()];
    for piece in english.split_inclusive(between) {
        let last = parts.last_mut().map(|last| {
            last.push_str(piece);
            last.matches('"').count() % 2 == 0 && last.ends_with(between)
        });
        if last == Some(true) {
            parts.push(String::new());
        }
    }
    let parts = parts.iter().filter(|part| !part.is_empty());
    let parts: Vec<_> = parts
        .map(|part| clause(part.strip_suffix(between).unwrap_or(part)))
        .collect();
    parts.join(joined)
}

/// `english` by the first template of `table` that it is made from; what was filled in may be a sentence too:
/// `… ; its traffic moves most`.
fn translated<'a>(
    english: &'a str,
    table: &'static [(&str, &str)],
    part: &dyn Fn(&'a str) -> Cow<'a, str>,
) -> Option<Cow<'a, str>> {
    table.iter().find_map(|(template, here)| {
        let parts = filled_in(template, english)?;
        let parts: Vec<Cow<'_, str>> = parts.into_iter().map(part).collect();
        let parts: Vec<&str> = parts.iter().map(Cow::as_ref).collect();
        Some(match parts.is_empty() {
            true => Cow::Borrowed(*here),
            false => Cow::Owned(fill(here, &parts)),
        })
    })
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
    fn remarks_follow_the_language() {
        let remark = Remark {
            place: "sheet \"Links\", row 3".to_owned(),
            object: "node \"Tao, bao\", sells_on".to_owned(),
            message: "no such platform".to_owned(),
            found: Some("\"mall\"".to_owned()),
            done: "taken to sell on \"tmall\"; kept in the note".to_owned(),
        };
        assert_eq!(told(&remark), remark.to_string());
        speak(Language::Chinese);
        assert_eq!(
            told(&remark),
            "工作表\"Links\"，第 3 行：节点“Tao, bao”，sells_on：没有这个平台：原文为 \"mall\"；视为在\"tmall\"上销售；记入备注"
        );
        assert_eq!(clause("nobody wrote this"), "nobody wrote this");
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
