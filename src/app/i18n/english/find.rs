//! Find.

words! {
    Find

    field: "Find by name",
    hint: "Find a company, node, link, scenario…",
}
