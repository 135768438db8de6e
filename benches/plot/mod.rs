//! Lines on logarithmic axes, as SVG: times against sizes.

use std::fmt::Write;

/// Named points, from left to right: size, and time in seconds.
pub struct Series {
    pub name: String,
    pub points: Vec<(f64, f64)>,
}

/// A plot of several series with a word on each axis.
pub struct Plot {
    pub across: &'static str,
    pub up: &'static str,
    pub series: Vec<Series>,
}

/// Left, top, right and bottom of the area of the lines, in pixels.
const AREA: [f64; 4] = [84.0, 20.0, 600.0, 420.0];
const SIZE: (f64, f64) = (820.0, 476.0);
/// The least distance between the names of two lines.
const LINE: f64 = 17.0;
/// Colours that people with any colour vision can tell apart (Okabe and Ito 2008).
const COLORS: [&str; 8] = [
    "#999999", "#000000", "#d55e00", "#56b4e9", "#0072b2", "#009e73", "#cc79a7", "#e69f00",
];

/// Powers of ten, as exponents, that hold all of `values`.
fn decades(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let most = values.fold(0.0, f64::max);
    (least.log10().floor(), most.log10().ceil())
}

/// `10^exponent` seconds in words.
fn time(exponent: i32) -> String {
    let (unit, first) = match exponent {
        0.. => ("s", 0),
        -3..0 => ("ms", -3),
        -6..-3 => ("µs", -6),
        _ => ("ns", -9),
    };
    format!("{} {unit}", 10f64.powi(exponent - first))
}

/// A whole number with commas.
fn count(exponent: i32) -> String {
    let digits = format!("{}", 10f64.powi(exponent));
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}

impl Plot {
    /// The plot as an SVG file.
    pub fn svg(&self) -> String {
        let [left, top, right, bottom] = AREA;
        let points = || self.series.iter().flat_map(|series| &series.points);
        let (first, last) = decades(points().map(|point| point.0));
        let (low, high) = decades(points().map(|point| point.1));
        let x = |size: f64| left + (size.log10() - first) / (last - first) * (right - left);
        let y = |time: f64| bottom - (time.log10() - low) / (high - low) * (bottom - top);
        let mut svg = String::new();
        let mut put = |line: String| writeln!(svg, "{line}").unwrap_or_default();
        put(format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="13">"#,
            SIZE.0, SIZE.1
        ));
        put(r#"<rect width="100%" height="100%" fill="white"/>"#.to_owned());
        for exponent in first as i32..=last as i32 {
            let at = x(10f64.powi(exponent));
            put(format!(
                r#"<path d="M{at:.1} {top}V{bottom}" stroke="lightgray"/><text x="{at:.1}" y="{}" text-anchor="middle">{}</text>"#,
                bottom + 19.0,
                count(exponent)
            ));
        }
        for exponent in low as i32..=high as i32 {
            let at = y(10f64.powi(exponent));
            put(format!(
                r#"<path d="M{left} {at:.1}H{right}" stroke="lightgray"/><text x="{}" y="{:.1}" text-anchor="end">{}</text>"#,
                left - 8.0,
                at + 4.5,
                time(exponent)
            ));
        }
        let (middle, center) = ((left + right) / 2.0, (top + bottom) / 2.0);
        put(format!(
            r#"<text x="{middle}" y="{}" text-anchor="middle">{}</text>"#,
            bottom + 44.0,
            self.across
        ));
        put(format!(
            r#"<text transform="translate(16 {center}) rotate(-90)" text-anchor="middle">{}</text>"#,
            self.up
        ));
        let mut names: Vec<(f64, &str, &str)> = Vec::new();
        for (series, color) in self.series.iter().zip(COLORS.into_iter().cycle()) {
            let places = series.points.iter().map(|&(size, time)| (x(size), y(time)));
            let places: Vec<(f64, f64)> = places.collect();
            let corners: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            put(format!(
                r#"<polyline points="{}" fill="none" stroke="{color}" stroke-width="2"/>"#,
                corners.join(" ")
            ));
            for &(x, y) in &places {
                put(format!(
                    r#"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{color}"/>"#
                ));
            }
            names.extend(places.last().map(|&(_, y)| (y, series.name.as_str(), color)));
        }
        // Each name beside the end of its line, or as near below it as there is room.
        names.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut free = f64::NEG_INFINITY;
        for (end, name, color) in names {
            let at = f64::max(end, free);
            free = at + LINE;
            put(format!(
                r#"<text x="{}" y="{:.1}" fill="{color}">{name}</text>"#,
                right + 10.0,
                at + 4.5
            ));
        }
        put("</svg>".to_owned());
        svg
    }
}
