//! The tour of the window, and the pages of help.

words! {
    Tour

    map_title: "This is an ecosystem",
    map_text: "People start at the round nodes, move along the links to shops, and pay at the end. A coloured area is \
               whose surface it is: a visit that ends there is captured by that company. Wheel and drag move about.",
    gates_title: "A gate is a decision",
    gates_text: "A dashed link is closed. Click the padlock on it: the link opens in a what-if, and blue and orange say \
                 who gains and who loses. Click again to close it.",
    scenarios_title: "Today stays today",
    scenarios_text: "What you try out is a scenario, chosen up here. The map of today never changes by it, and every \
                     number is shown against today.",
    results_title: "The answers are below",
    results_text: "Who captures the traffic, what each link does, which deals would hold, how long it takes and how sure \
                   all of it is: one tab each. They are worked out anew whenever you change something.",
    inspector_title: "Every number has a place",
    inspector_text: "Click a node, a link or a company to see and change its numbers, with where they come from. Then \
                     draw your own map: File, New map.",
    step: "Step {} of {}",
    back: "Back",
    next: "Next",
    done: "Start",
    leave: "Leave the tour",
    help_title: "Help",
    first_map: "First map in ten minutes",
    numbers: "What each number means",
    results: "Reading the results",
    reference_map: "Where the numbers of the reference map come from",
    limits: "Limits of the model",
}
