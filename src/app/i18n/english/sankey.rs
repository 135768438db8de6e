//! The diagram of flows.

words! {
    Sankey

    by_host: "Visits by company",
    by_node: "Visits by node",
    money: "Money",
    choose: "What flows",
    by_host_hint: "Visits that go from one company's surfaces to another's.",
    by_node_hint: "Visits from node to node along the open links.",
    money_hint: "Who pays whom.",
    nobody: "Nobody's",
    others: "{} others",
    hidden_flows: "Flows below {} are not drawn.",
    gathered: "Small ones are gathered as “others”.",
    loops: "Ways back run below.",
    empty: "Nothing flows.",
    flow: "{0} → {1}: {2}",
    flow_share: "{0} of all that leaves {1}",
    through: "{0}: {1} in, {2} on",
    starts_here: "Starts here: {}",
    ends_here: "Ends here: {}",
    today: "Today: {} ({})",
    within: "Stays within: {}",
    small: "Small ones",
    without_sales: "Sales themselves, {}, are not drawn.",
    chart: "Flows, {0}: {1}",
    from: "From",
    to: "To",
    value: "Flow",
}
