//! The canvas: names of what is drawn, and its tooltips.

words! {
    Canvas

    canvas_name: "Map: {}",
    note_name: "Note: {}",
    frame_name: "Frame: {}",
    a_channel: "channel",
    a_platform: "platform",
    some_merchants: "merchants",
    a_payment: "payment",
    kind_of_owner: "{} of {}",
    on_surface_of: "{} on the surface of {}",
    flow_a: "{} {} a {}",
    flow_an: "{} {} an {}",
    from_to: "{} to {}",
    both: "{} and {}",
    kept_by_nobody: "nobody",
    link_open_name: "Link {}, open",
    link_closed_name: "Link {}, closed, gate kept by {}",
    gate_open_name: "Gate of {}, open, kept by {}",
    gate_closed_name: "Gate of {}, closed, kept by {}",
    link_of_kind: "{} link.",
    link_closed_by: "Closed by {}.",
    link_would_carry: "Opened alone it would carry {}.",
    ends_here: "{} of them end here unpaid ({}).",
    against_today: "{} against today",
    as_today: "as today",
    click_opens: "Click to open it.",
    click_closes: "Click to close it.",
    step_move: "Move {}",
    step_move_many: "Move {} objects",
}
