//! Numbers and colours as SVG writes them.

use egui::{Color32, Pos2};

/// A length to a hundredth of a point, without the zeros that say nothing.
pub fn length(value: f32) -> String {
    let rounded = (f64::from(value) * 100.0).round() / 100.0;
    // No "-0".
    (rounded + 0.0).to_string()
}

/// A point as `x,y`.
pub fn point(at: Pos2) -> String {
    format!("{},{}", length(at.x), length(at.y))
}

/// An attribute that gives `name` this colour, with its opacity if it has one.
pub fn paint(name: &str, color: Color32) -> String {
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    let solid = format!(" {name}=\"#{red:02x}{green:02x}{blue:02x}\"");
    if alpha == u8::MAX {
        return solid;
    }
    let opacity = length(f32::from(alpha) / 255.0);
    format!("{solid} {name}-opacity=\"{opacity}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        assert_eq!(length(-0.001), "0");
        assert_eq!(length(12.3456), "12.35");
        assert_eq!(length(7.0), "7");
    }

    #[test]
    fn a_colour_that_is_seen_through_says_so() {
        assert_eq!(paint("fill", Color32::from_rgb(1, 2, 255)), " fill=\"#0102ff\"");
        let half = Color32::from_rgba_unmultiplied(255, 0, 0, 128);
        assert_eq!(paint("fill", half), " fill=\"#ff0000\" fill-opacity=\"0.5\"");
    }
}
