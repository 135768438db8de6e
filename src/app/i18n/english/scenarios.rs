//! The chooser of scenarios.

words! {
    Scenarios

    today: "Today",
    scenario: "Scenario",
    scenario_none: "Scenarios",
    what_if: "What if",
    what_if_button: "What if",
    what_if_hint: "Make a new scenario that starts as today. Clicking a gate on the map does the same.",
    today_hint: "The map as it is today, with no scenario.",
    mark_of_today: "today",
    more_than_today: "more than today",
    less_than_today: "less than today",
    scenario_hint: "Choose a scenario to compare with today.",
}
