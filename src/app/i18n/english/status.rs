//! The status bar.

words! {
    Status

    solving: "Solving…",
    unsolved: "Cannot be solved",
    unsolved_hint: "The Problems panel says why. Numbers shown are those of the last map that could be solved.",
    no_answer: "No answer yet",
    exact: "Exact answer",
    exact_hint: "No feedback in this map: its steady state is the solution of a linear system and there is only one.",
    certified: "Certified: the only answer",
    certified_hint: "Feedback in this map is too weak for a second steady state. This is proven for this map, not sampled.",
    checking: "Solved, looking for others…",
    checking_hint: "The map is solved from today. Whether it has other steady states is being looked for.",
    checked: "Checked from several starts",
    checked_hint: "With this much feedback other steady states may exist. Shown is the one that is reached from today; others are looked for from the busiest nodes and ad links up and down, and from random starts.",
    other_states: "Other steady states exist",
    spectral: "Feedback strength {} (1 would tip over)",
    spectral_about: "Feedback strength about {} (1 would tip over)",
    residual: "Books balance to {}",
    no_residual: "Books balance exactly",
    residual_hint: "Every visit in ends once, every payment has a payer and a payee. This is the largest relative error of all those sums.",
    solve_time: "Solved in {}",
    solve_time_hint: "Time for today and the scenario shown, with one round of feedback.",
    solve_time_hint_many: "Time for today and the scenario shown, with {} rounds of feedback.",
    zoom: "Zoom {} %",
    nothing_selected: "Nothing selected",
    and_more: "and {} more",
    several_selected: "{} objects selected",
    laying_out: "Laying out…",
}
