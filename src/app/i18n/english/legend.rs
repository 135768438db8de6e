//! The legend.

words! {
    Legend

    gate: "Gate: click to open or close",
    closed: "Closed link",
    width: "Width, number: {}",
    owner: "Fill: owner",
    host: "Area: host",
}
