//! Numbers by segment, and the pull of links.

words! {
    Pulls

    same_for_all: "The same for all segments",
    same_for_all_hint: "One number, or one for each segment. Splitting keeps the number; joining takes the mean by visits.",
    split_by_segment: "Split by segment",
    pulls_differ: "Their pulls are told in different ways: choose one to set them together.",
    pull_kind: "Given as",
    pull_share_told: "Of 100 visitors at {}: {} on this link today.",
    pull_take_up_told: "Of 100 who go on from {}: {} on this link once it is open.",
    pull_weight_told: "It draws with weight {}, on the scale of the weight of leaving.",
    pull_like_told: "As strong as {}, times {}.",
    add_exception: "Add an exception for a segment…",
    remove_exception: "Let {} be as the rest",
    as_the_rest: "As the rest",
    of_hundred: "Of 100 visitors at {}: {} on this link, {} on others, {} leaving.",
    so_many_of_hundred: "{}: {} of 100",
    from: "From",
    to: "To",
    end_hint: "Choose another node to lead the link there. Only nodes that the link may lead to are listed.",
    go_to: "Go to {}",
    link_money: "Ads and referrals",
}
