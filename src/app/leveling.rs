//! Letters of all scripts on one line: egui puts the middles of fonts beside each other, so that Chinese stands
//! lower than the Latin letters next to it.

use egui::FontData;
use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};

/// No font is moved further than this part of its size; what asks for more tells its own measures wrongly.
const MOST: f32 = 0.2;

/// A source of fonts whose letters are put on the line of the first font.
pub(super) struct Leveled<P> {
    fonts: P,
    line: f32,
}

impl<P> Leveled<P> {
    /// Puts the letters of `fonts` on the line of the font `first`.
    pub(super) fn to(first: &FontData, fonts: P) -> Self {
        let line = Measures::of(first).map_or(0.0, Measures::line);
        Self { fonts, line }
    }
}

impl<P: FontProvider> FontProvider for Leveled<P> {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let mut found = self.fonts.font_for(request)?;
        if let Some(measures) = Measures::of(&found.data) {
            let down = self.line - measures.line();
            found.data.tweak.y_offset_factor = down.clamp(-MOST, MOST);
        }
        Some(found)
    }
}

/// How far a font reaches above and below its line, and the gap between two lines, in parts of its size.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measures {
    above: f32,
    below: f32,
    gap: f32,
}

impl Measures {
    /// Those that egui lays text out by, whose rule is that of FreeType.
    fn of(font: &FontData) -> Option<Self> {
        let file = font.bytes();
        let start = match file.get(..4)? {
            // One of several fonts in a file.
            b"ttcf" => number(file, 12 + 4 * usize::try_from(font.index).ok()?)?,
            _ => 0,
        };
        let (head, hhea) = (table(file, start, b"head")?, table(file, start, b"hhea")?);
        let em = f32::from(u16::from_be_bytes(bytes(file, head + 18)?));
        let measure = |at: usize| Some(f32::from(i16::from_be_bytes(bytes(file, at)?)) / em);
        let three = |at: usize| {
            Some(Self {
                above: measure(at)?,
                below: -measure(at + 2)?,
                gap: measure(at + 4)?,
            })
        };
        let is_empty = |of: &Self| of.above == 0.0 && of.below == 0.0;
        let plain = three(hhea + 4).filter(|plain| !is_empty(plain));
        let Some(os2) = table(file, start, b"OS/2") else {
            return plain;
        };
        let prefers_typographic = u16::from_be_bytes(bytes(file, os2 + 62)?) & 1 << 7 != 0;
        let typographic = three(os2 + 68);
        if prefers_typographic {
            return typographic;
        }
        plain.or(typographic.filter(|typographic| !is_empty(typographic)))
    }

    /// How far below the middle of a line of text its letters stand.
    fn line(self) -> f32 {
        self.above - (self.above + self.below + self.gap) / 2.0
    }
}

/// Where the table called `name` starts.
fn table(file: &[u8], font: usize, name: &[u8; 4]) -> Option<usize> {
    let count = usize::from(u16::from_be_bytes(bytes(file, font + 4)?));
    let mut entries = (0..count).map(|entry| font + 12 + 16 * entry);
    let entry = entries.find(|entry| file.get(*entry..entry + 4) == Some(name))?;
    number(file, entry + 8)
}

fn number(file: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes(file, at)?)).ok()
}

fn bytes<const N: usize>(file: &[u8], at: usize) -> Option<[u8; N]> {
    file.get(at..at.checked_add(N)?)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measures_of_the_fonts_that_come_with_the_program_are_read() {
        let inter = FontData::from_static(include_bytes!("../../assets/fonts/inter-regular.otf"));
        let chinese = FontData::from_static(include_bytes!("../../assets/fonts/catchment-fallback.otf"));
        let line = |font| Measures::of(font).map(|measures| (1000.0 * measures.line()).round());
        assert_eq!((line(&inter), line(&chinese)), (Some(364.0), Some(436.0)));
    }

    #[test]
    fn a_file_that_is_no_font_has_no_measures() {
        let font = include_bytes!("../../assets/fonts/inter-regular.otf");
        for length in [0, 3, 4, 12, 40, 200] {
            let cut = FontData::from_static(&font[..length]);
            assert_eq!(Measures::of(&cut), None, "{length}");
        }
        let collection = FontData::from_static(b"ttcf\0\x01\0\0\0\0\0\x01\xff\xff\xff\xff");
        assert_eq!(Measures::of(&collection), None);
    }
}
