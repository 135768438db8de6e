//! Where visits come from and where they go.

words! {
    Flows

    counted_in: "In {} and {}, each per {}",
    comes_from: "Where visits come from",
    goes_to: "Where they go on to",
    opened_alone: "Opened alone, it would change",
    closed_alone: "Closed alone, it would change",
    by_segment: "By segment",
    start_here: "Start here",
    kept_at: "Where its visits are kept",
    share_of_going_on: "Of those going on",
    share_of_going_on_hint: "Of the visitors at its start who do not leave, the share that takes this link.",
    visits_in_all: "Visits in, all together",
    visits_in_all_hint: "A visit that passes several of the nodes counts at each.",
    visits_on_links: "Visits on the links",
    visits_on_links_hint: "A visit that takes several of the links counts on each.",
}
