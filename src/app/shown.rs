//! Paths and names from elsewhere as they stand in questions and messages: on one line, in the order of
//! their letters, and never so long that they push anything out of sight.

use std::path::Path;

/// Characters of a path that are shown; of a longer one the middle is left out.
const MOST_OF_PATH: usize = 100;
/// The same of a name.
const MOST_OF_NAME: usize = 60;

/// A path in a sentence.
pub(super) fn path(path: &Path) -> String {
    without_middle(&whole(path), MOST_OF_PATH)
}

/// A path where there is room for all of it.
pub(super) fn whole(path: &Path) -> String {
    one_line(&path.display().to_string())
}

/// A name in a sentence.
pub(super) fn name(text: &str) -> String {
    without_middle(&one_line(text), MOST_OF_NAME)
}

/// A message, whose lines stay.
pub(super) fn message(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).collect();
    lines.join("\n")
}

/// `text` without what breaks a line or turns the order of letters round.
fn one_line(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        letter if letter.is_control() || turns(letter) => '?',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

/// Whether it is an invisible mark of direction or of joining.
fn turns(letter: char) -> bool {
    let marks = ['\u{61c}', '\u{feff}'];
    let ranges = [
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
    ];
    marks.contains(&letter) || ranges.iter().any(|range| range.contains(&letter))
}

/// The beginning and, as it tells more, a longer end of `text`.
fn without_middle(text: &str, most: usize) -> String {
    let letters: Vec<char> = text.chars().take(most + 1).collect();
    if letters.len() <= most {
        return text.to_owned();
    }
    let first = most * 2 / 5;
    let last = most - first - 1;
    let begin = letters[..first].iter();
    let mut end: Vec<char> = text.chars().rev().take(last).collect();
    end.reverse();
    begin.chain(&['…']).chain(&end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_path_both_ends_are_shown() {
        let long = format!("/home/mei/{}/map.ron", "folder/".repeat(500));
        let shown = path(Path::new(&long));
        assert_eq!(shown.chars().count(), MOST_OF_PATH);
        assert!(
            shown.starts_with("/home/mei/folder") && shown.ends_with("/map.ron"),
            "{shown}"
        );
        assert_eq!(path(Path::new("/home/mei/map.ron")), "/home/mei/map.ron");
        assert_eq!(whole(Path::new(&long)), long);
    }

    #[test]
    fn no_name_breaks_a_line_or_turns_it_round() {
        assert_eq!(name("a\nb\u{202e}nor.\u{7}c 微信"), "a b?nor.?c 微信");
        assert_eq!(name(&"信".repeat(1_000_000)).chars().count(), MOST_OF_NAME);
    }
}
