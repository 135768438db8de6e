//! What stands above the map.

words! {
    Notices

    object_finding: "{}: {}",
    last_file: "Worked on last: {}",
    open_last_file: "Open it",
    not_now: "Not now",
    unsolved: "Cannot be solved. {}.",
    numbers_before: "The numbers shown are those before.",
    problem_at: "{}: {}",
    go_there: "Go there",
    all_problems: "All problems",
}
