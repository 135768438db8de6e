//! The legend.

words! {
    Legend

    gate: "Gate: click to open or close",
    gate_in_a_picture: "Gate",
    closed: "Closed link",
    width: "Width, number: {}",
    owner: "Fill: owner",
    host: "Area: host",
    plain: "Above {} nodes: areas drawn plainly",
    reached: "Tab: the {} largest in view",
}
