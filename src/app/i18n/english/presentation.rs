//! The presentation.

words! {
    Presentation

    next: "Next step",
    previous: "Previous step",
    leave: "Leave ({})",
    as_today: "As today",
}
