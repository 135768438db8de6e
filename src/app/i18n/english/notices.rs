//! What stands above the map.

words! {
    Notices

    unsolved: "Cannot be solved. {}.",
    numbers_before: "The numbers shown are those before.",
    go_there: "Go there",
    all_problems: "All problems",
}
