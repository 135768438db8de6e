//! The list of problems.

words! {
    Problems

    problems: "Problems",
    problems_count: "Problems ({})",
    no_problems: "No problems. The map obeys all rules and can be solved.",
    severity_error: "Error",
    severity_warning: "Warning",
    severity_note: "Note",
    field_found: "found {}",
    field_allowed: "allowed {}",
    problem_name: "{}: {}, {}",
    place: "line {}, column {}",
    severity: "Severity",
    object: "Object",
    problem: "Problem",
}
