//! Words as SVG text: selectable, searchable, and as wide as they are on screen whatever the font.

use std::fmt::Write;

use egui::epaint::TextShape;
use egui::{Color32, Pos2};

use super::numbers::{length, paint, point};
use crate::app::fonts;
use crate::file::export::escape;

/// The fonts asked for in turn: the window's own, then those of systems with Chinese.
const FAMILIES: &str =
    "Inter, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif";
/// Width of the halo to each side, in points.
const HALO: f32 = 1.2;

/// Words of one line that look alike.
struct Run {
    text: String,
    at: Pos2,
    width: f32,
    section: usize,
}

/// Writes `shape`, round which is a `halo` if it has a colour.
pub fn write(out: &mut String, shape: &TextShape, halo: Option<Color32>) {
    for run in runs(shape) {
        let Some(section) = shape.galley.job.sections.get(run.section) else {
            continue;
        };
        let format = &section.format;
        let own = if format.color == Color32::PLACEHOLDER {
            shape.fallback_color
        } else {
            format.color
        };
        let color = shape.override_text_color.unwrap_or(own);
        let color = color.gamma_multiply(shape.opacity_factor);
        let weight = if format.font_id.family == fonts::strong() {
            format!(" font-family=\"'Inter Semi Bold', {FAMILIES}\" font-weight=\"600\"")
        } else {
            String::new()
        };
        let halo = halo.map_or_else(String::new, |halo| {
            let stroke = paint("stroke", halo);
            let width = length(2.0 * HALO);
            format!(" paint-order=\"stroke\"{stroke} stroke-width=\"{width}\" stroke-linejoin=\"round\"")
        });
        let turned = if shape.angle == 0.0 {
            String::new()
        } else {
            let (degrees, about) = (length(shape.angle.to_degrees()), point(shape.pos));
            format!(" transform=\"rotate({degrees} {about})\"")
        };
        let (x, y, size) = (length(run.at.x), length(run.at.y), length(format.font_id.size));
        // One character has no space between characters to give.
        let width = if run.text.trim_end().chars().nth(1).is_some() {
            format!(" textLength=\"{}\"", length(run.width))
        } else {
            String::new()
        };
        let fill = paint("fill", color);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{width}{fill}{halo}{turned}>{}</text>",
            escape(run.text.trim_end())
        );
    }
}

/// The attribute that names the fonts, for the whole picture.
pub fn families() -> String {
    format!(" font-family=\"{FAMILIES}\"")
}

/// The words of a shape, line by line and look by look.
fn runs(shape: &TextShape) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut byte = 0;
    for row in &shape.galley.rows {
        let origin = shape.pos + row.pos.to_vec2();
        let mut fresh = true;
        for glyph in &row.row.glyphs {
            let section = section_at(shape, byte);
            byte += glyph.chr.len_utf8();
            // A run starts and ends with what is seen: no two readers of SVG treat spaces there alike.
            let blank = glyph.chr.is_whitespace();
            match runs.last_mut().filter(|run| !fresh && run.section == section) {
                Some(run) => {
                    run.text.push(glyph.chr);
                    if !blank {
                        run.width = origin.x + glyph.pos.x + glyph.advance_width - run.at.x;
                    }
                }
                None if blank => continue,
                None => runs.push(Run {
                    text: glyph.chr.to_string(),
                    at: origin + glyph.pos.to_vec2(),
                    width: glyph.advance_width,
                    section,
                }),
            }
            fresh = false;
        }
        byte += usize::from(row.ends_with_newline);
    }
    runs
}

fn section_at(shape: &TextShape, byte: usize) -> usize {
    let sections = &shape.galley.job.sections;
    let place = sections.partition_point(|section| section.byte_range.end.0 <= byte);
    place.min(sections.len().saturating_sub(1))
}
