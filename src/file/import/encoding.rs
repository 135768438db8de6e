//! The bytes of a file as text: UTF-8, UTF-16 and whatever encoding the file itself declares.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ImportError;

/// How far into a file its own word on its encoding is looked for.
const HEAD: usize = 1_000;

/// The text of a file without its byte-order mark.
///
/// A mark tells the encoding, as in what Excel calls Unicode text; else UTF-8 is tried, then what the file
/// declares: `<?xml … encoding="…"?>`, or `charset="…"` as Graphviz has it.
///
/// # Errors
/// It is no text in the encoding that it is said to be in.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return decoded(encoding, rest);
    }
    if let Some(encoding) = wide(bytes) {
        return decoded(encoding, bytes);
    }
    match declared(bytes) {
        // What is declared is in doubt where the text is UTF-8 all the same: programs forget to say so.
        Some(encoding) if std::str::from_utf8(bytes).is_err() => decoded(encoding, bytes),
        _ => decoded(UTF_8, bytes),
    }
}

fn decoded<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<Cow<'b, str>, ImportError> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                Err(ImportError::NotUtf8 {
                    line: 1 + good.iter().filter(|byte| **byte == b'\n').count(),
                })
            }
        };
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or(ImportError::NotEncoded {
        encoding: encoding.name(),
    })
}

/// UTF-16 without a mark: of its first two letters one byte each is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros: Vec<bool> = bytes.iter().take(4).map(|byte| *byte == 0).collect();
    match zeros.as_slice() {
        [false, true, false, true] => Some(UTF_16LE),
        [true, false, true, false] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the first line of an XML file names, or a graph of Graphviz.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(HEAD).map(|byte| char::from(*byte)).collect();
    let word = if head.trim_start().starts_with("<?xml") {
        let line = head.split("?>").next()?;
        value(line, "encoding")?
    } else {
        value(&head, "charset")?
    };
    // A declaration that can be read a byte a letter is in none that takes two.
    Encoding::for_label(word.as_bytes()).filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding))
}

/// What stands behind `name =`, with or without quotes.
fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    rest.get(..end.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        text(bytes).unwrap_or_else(|error| panic!("{error}")).into_owned()
    }

    #[test]
    fn marks_and_declarations_tell_the_encoding() {
        let wide: Vec<u8> = "\u{feff}é微".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), "é微");
        let wide: Vec<u8> = "\u{feff}é微".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide), "é微");
        let wide: Vec<u8> = "ab".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), "ab");
        assert_eq!(read("\u{feff}é".as_bytes()), "é");
        assert!(read(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>").contains('é'));
        assert!(read(b"<?xml version=\"1.0\" encoding=\"GB2312\"?><a>\xce\xa2\xd0\xc5</a>").contains("微信"));
        assert!(read(b"graph { charset = latin1; a [label=\"\xe9\"] }").contains('é'));
        // It says otherwise, but is UTF-8.
        let forgotten = "<?xml version=\"1.0\" encoding=\"latin1\"?><a>é</a>";
        assert!(read(forgotten.as_bytes()).contains('é'));
    }

    #[test]
    fn what_declares_nothing_is_refused_where_it_is_not_utf_8() {
        let error = text(b"Name\nCaf\xe9\n").unwrap_err();
        assert_eq!(error, ImportError::NotUtf8 { line: 2 });
        assert!(text(b"<?xml encoding='utf-16'?>\xff").is_err());
    }
}
