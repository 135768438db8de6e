//! What yEd, yEd Live and yFiles for HTML draw: labels, places, colours, arrows.

use super::super::xml::Element;

/// The labels that have words, in their order: of yEd (`NodeLabel`), and of its kin (`Label`).
pub(super) fn labels(data: &Element) -> Vec<String> {
    let mut found = Vec::new();
    gather(data, &mut found);
    // A group has one for when it is open and one for when it is closed.
    let mut labels: Vec<String> = Vec::new();
    for label in found {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

fn gather(element: &Element, labels: &mut Vec<String>) {
    for child in &element.children {
        match child.name.as_str() {
            "Resource" => {}
            "NodeLabel" | "EdgeLabel" => {
                let text = child.text.trim();
                if !text.is_empty() && child.get("hasText") != Some("false") {
                    labels.push(text.to_owned());
                }
            }
            "Label" => {
                let inner = child.child("Label.Text").map(|text| text.text.trim());
                let text = child.get("Text").map(str::trim).or(inner).unwrap_or_default();
                if !text.is_empty() {
                    labels.push(text.to_owned());
                }
            }
            // Which of the two faces of a group is shown.
            "Realizers" => {
                let active = child.get("active").and_then(|at| at.parse::<usize>().ok());
                let shown = child.children.get(active.unwrap_or(0)).or(child.children.first());
                if let Some(shown) = shown {
                    gather(shown, labels);
                }
            }
            _ => gather(child, labels),
        }
    }
}

/// The middle of what is drawn.
pub(super) fn position(data: &Element) -> Option<(f64, f64)> {
    let rectangle = data.inside("RectD", "Resource");
    if let Some(rectangle) = rectangle {
        return middle(rectangle, ["X", "Y", "Width", "Height"]);
    }
    middle(
        data.inside("Geometry", "Resource")?,
        ["x", "y", "width", "height"],
    )
}

fn middle(of: &Element, names: [&str; 4]) -> Option<(f64, f64)> {
    let [x, y, width, height] =
        names.map(|name| of.get(name).and_then(|text| text.trim().parse::<f64>().ok()));
    let at = (x? + width.unwrap_or(0.0) / 2.0, y? + height.unwrap_or(0.0) / 2.0);
    (at.0.is_finite() && at.1.is_finite()).then_some(at)
}

/// Its colour as it is written.
pub(super) fn color(data: &Element) -> Option<&str> {
    data.inside("Fill", "Resource")?.get("color")
}

/// Its shape.
pub(super) fn shape(data: &Element) -> Option<&str> {
    data.inside("Shape", "Resource")?.get("type")
}

/// Whether there is an arrow at its start, and at its end.
pub(super) fn arrows(data: &Element) -> Option<(bool, bool)> {
    let arrows = data.inside("Arrows", "Resource")?;
    let has = |end: &str| arrows.get(end).is_some_and(|arrow| arrow != "none");
    Some((has("source"), has("target")))
}
