//! The outline: all that is on the map, by its host.

words! {
    Outline

    title: "Outline",
    filter: "Filter by name or kind",
    notes: "Notes",
    frames: "Frames",
    empty: "Nothing on the map yet. Drag a piece from the palette onto it.",
    nothing: "Nothing is called so.",
    fold: "Fold {}",
    unfold: "Unfold {}",
    show: "Show {}",
    hide: "Hide {}",
    go: "Go there",
    select_all: "Select all of it",
    only: "Show it alone",
    rename: "Rename",
    new_name: "New name",
    one_hidden: "{} company hidden",
    many_hidden: "{} companies hidden",
    show_all: "Show all",
}
