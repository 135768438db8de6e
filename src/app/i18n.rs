//! The window's words, in one table. Words about the model's own fields stand in `model::field`.

macro_rules! words {
    ($($name:ident: $english:literal,)*) => {
        /// Every word and sentence of the window in one language; `{}` stands for what is filled in.
        #[allow(missing_docs, reason = "each entry is its own description")]
        #[derive(Debug)]
        pub struct Words {
            $(pub $name: &'static str,)*
        }

        const ENGLISH: Words = Words { $($name: $english,)* };
    };
}

/// The words of the language in use.
pub fn words() -> &'static Words {
    &ENGLISH
}

/// `template` with each `{}` replaced by the next of `values`.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        text.push_str(values.next().copied().unwrap_or_default());
        text.push_str(part);
    }
    text
}

words! {
    // Menus and actions
    file: "File",
    edit: "Edit",
    view: "View",
    new_map: "New map",
    open: "Open…",
    open_reference: "Open the reference map",
    save: "Save",
    save_as: "Save as…",
    quit: "Quit",
    undo: "Undo",
    redo: "Redo",
    select_all: "Select all",
    deselect: "Clear the selection",
    delete: "Delete",
    toggle_links: "Open or close the selected link",
    fit: "Fit the map to the window",
    next_scenario: "Next scenario",
    previous_scenario: "Previous scenario",
    show_today: "Show today",
    new_what_if: "New what-if",
    show_inspector: "Inspector",
    show_results: "Results",
    switch_theme: "Switch light and dark",
    theme_light: "Light",
    theme_dark: "Dark",
    theme_system: "As the system",

    // Names of history steps
    step_of: "{}: {}",
    step_rename: "Rename {}",
    step_open: "Open {}",
    step_close: "Close {}",
    step_delete: "Delete {}",
    step_new_scenario: "New scenario",

    // Scenario chooser
    today: "Today",
    scenario: "Scenario",
    scenario_none: "Scenarios",
    what_if: "What if",
    what_if_button: "What if",
    what_if_hint: "Make a new scenario that starts as today. Clicking a gate on the map does the same.",
    today_hint: "The map as it is today, with no scenario.",
    scenario_hint: "Choose a scenario to compare with today.",

    // Files
    file_filter: "Catchment maps",
    untitled: "Untitled map",
    unsaved: "Unsaved changes",
    saved: "Saved",
    not_saved_yet: "Not saved in a file yet",
    path_title_open: "Open which file?",
    path_title_save: "Save under which name?",
    path_hint: "This system offers no file dialog, so type the path.",
    path_field: "Path of the file",
    path_open: "Open",
    path_save: "Save",
    cancel: "Cancel",
    close_title: "Keep your changes to “{}”?",
    close_text: "They are not in the file yet.",
    close_save: "Save",
    close_discard: "Don't save",
    comments_title: "The file has comments, which saving removes",
    comments_text: "Catchment writes the map in its own form and cannot keep comments. Notes of objects are kept.",
    comments_save: "Save without them",
    comments_save_as: "Save a copy…",
    open_failed: "{} could not be opened: {}",
    save_failed: "The map could not be saved: {}",
    dismiss: "Dismiss",

    // Status bar
    solving: "Solving…",
    unsolved: "Cannot be solved",
    unsolved_hint: "The Problems panel says why. Numbers shown are those of the last map that could be solved.",
    no_answer: "No answer yet",
    exact: "Exact answer",
    exact_hint: "No feedback in this map: its steady state is the solution of a linear system and there is only one.",
    certified: "Certified: the only answer",
    certified_hint: "Feedback in this map is too weak for a second steady state. This is proven for this map, not sampled.",
    checked: "Checked from several starts",
    checked_hint: "With this much feedback other steady states may exist. The map was solved from today, from each platform up and down, and from random starts.",
    other_states: "Other steady states exist",
    spectral: "Feedback strength {} (1 would tip over)",
    residual: "Books balance to {}",
    residual_hint: "Every visit in ends once, every payment has a payer and a payee. This is the largest relative error of all those sums.",
    solve_time: "Solved in {}",
    solve_time_hint: "Time for today and the scenario shown, with {} rounds of feedback.",
    zoom: "Zoom {} %",
    nothing_selected: "Nothing selected",
    several_selected: "{} objects selected",

    // Results
    capture: "Who captures what",
    when_opens: "When each link opens",
    problems: "Problems",
    problems_count: "Problems ({})",
    now: "Now",
    change: "Change",
    company: "Company",
    nobody: "Nobody",
    nobody_hint: "Visits that end where no company is host.",
    concentration: "Concentration",
    concentration_hint: "Herfindahl–Hirschman index over companies: 10,000 is one company alone, above 2,500 regulators call a market highly concentrated.",
    no_results: "Results appear here once the map can be solved.",
    column_measure: "Measure of column {}",
    choose_measure: "Measure",
    effect_of: "Effect on",
    from_today: "Each link toggled alone, starting from today.",
    from_scenario: "Each link toggled alone, starting from “{}”.",
    include_open: "Also closing open links",
    include_open_hint: "Adds a row for each open link: what would change if it closed.",
    link: "Link",
    visits_column: "Visits",
    visits_column_hint: "Change of the visits on the link itself.",
    new_column: "New",
    new_column_hint: "Visits that would otherwise have left: new activity.",
    diverted_column: "Diverted",
    diverted_column_hint: "Visits that would otherwise have taken another link.",
    working_out: "Working out each link…",
    no_closed_links: "No closed link that somebody could open.",
    try_open: "Open {} in a what-if",
    try_close: "Close {} in a what-if",
    cannot_solve_row: "Cannot be solved",
    no_problems: "No problems. The map obeys all rules and can be solved.",
    severity_error: "Error",
    severity_warning: "Warning",
    severity_note: "Note",
    field_found: "found {}",
    field_allowed: "allowed {}",

    // Measures
    captured: "Visits kept",
    captured_hint: "Visits that end on the company's own surfaces, by leaving or by paying.",
    gmv: "Sales booked",
    gmv_hint: "Gross merchandise value (GMV): all sales in the books of the company's platforms.",
    payments: "Payments",
    payments_hint: "Number of payments made through the company's wallets and cards.",
    payment_volume: "Amount paid",
    payment_volume_hint: "Money paid through the company's wallets and cards.",
    commission: "Commission",
    commission_hint: "Share of sales that merchants pay to the company's platforms.",
    ads: "Ad income",
    ads_hint: "Ad money that merchants spend on the company's surfaces.",
    fees: "Payment fees",
    fees_hint: "What merchants pay for payments through the company's wallets and cards.",
    referral: "Referral income",
    referral_hint: "What merchants pay for sales that the company's surfaces brought.",
    income: "Income",
    income_hint: "Commission, ads, payment fees and referrals together.",
    payoff: "Payoff",
    payoff_hint: "Income, and what kept visits and payments are worth to the company beyond today's cash.",

    // Inspector
    name: "Name",
    note: "Note",
    owner: "Owner",
    owner_hint: "Whose business it is: it books the income.",
    host: "Host",
    host_hint: "On whose surface it lives: it keeps the visit. A mini-program can belong to one company and live with another.",
    host_default: "As the owner",
    host_default_merchant: "As the platform",
    none: "Nobody",
    sells_on: "Sells on",
    sells_on_hint: "The platform whose books the sales are in.",
    payer: "Ads paid by",
    payer_hint: "The platform whose merchants pay for ads on this link.",
    payer_none: "No ads here",
    group: "Group",
    group_hint: "Options of one group are closer substitutes for each other. Empty: the common group.",
    behaviour: "How users behave here",
    model: "Model",
    solver_says: "What the solver says",
    channel: "Channel",
    platform: "Platform",
    merchant: "Merchants",
    payment: "Payment",
    link_heading: "Link",
    company_heading: "Company",
    scenario_heading: "Scenario",
    map_heading: "Map",
    note_heading: "Note",
    frame_heading: "Frame",
    kind: "Kind",
    kind_hint: "What the link is. For the reader: the solver treats all kinds alike.",
    open_today: "Open today",
    open_today_hint: "Changes the map itself, for every scenario.",
    gatekeepers: "Who must agree",
    gatekeepers_hint: "All of them must agree before the link opens.",
    gate_owner: "The owner of its start",
    gate_nobody: "Nobody can decide",
    gate_named: "These companies",
    pull: "Pull",
    pull_hint: "How strongly the link draws the visitors at its start.",
    pull_of: "Pull, {}",
    pull_share: "Share today",
    pull_share_hint: "Of 100 visitors here, how many take it today? For links that are open.",
    pull_take_up: "Take-up once open",
    pull_take_up_hint: "Of those who go on from here, how many would choose it once it is open? For links that are closed.",
    pull_weight: "Weight",
    pull_weight_hint: "Attraction on the scale of the weight of leaving.",
    pull_like: "Like another link",
    pull_like_hint: "As strong as another link, times a factor.",
    like_link: "Like",
    in_scenario: "{} in this scenario",
    arrivals: "Visits that start here",
    leave: "Weight of leaving",
    leave_derived: "Derived from the shares",
    novelty: "Novelty",
    network_effect: "Network effect",
    habit_years: "Habit",
    commission_field: "Commission",
    ad_rate: "Ad rate",
    ticket: "Order value",
    fee: "Fee",
    visit_value: "Worth of a visit",
    payment_value: "Worth of a payment",
    weight: "Weight",
    share: "Share",
    take_up: "Take-up",
    factor: "Factor",
    ad_elasticity: "Ad response",
    referral_field: "Referral rate",
    field_of_segment: "{}, {}",
    range_is: "Range: {}.",
    evidence_range: "{} to {}",
    confidence_high: "high confidence",
    confidence_medium: "medium confidence",
    confidence_low: "low confidence",
    confidence_judgement: "judgement",
    source: "Source: {}",
    color: "Colour",
    units: "Units",
    unit_traffic: "Traffic",
    unit_period: "Period",
    unit_currency: "Currency",
    per: "{} per {}",
    years: "years",
    counts: "{} companies, {} nodes, {} links, {} scenarios",
    opens: "Opens",
    closes: "Closes",
    sets: "Changes numbers",
    nothing_changed: "Nothing yet. Click a gate on the map to open or close a link.",
    undo_toggle: "Take {} out of the scenario",
    delete_scenario: "Delete this scenario",
    visits_in: "Visits in",
    visits_on: "Visits",
    share_of_start: "Share of its start",
    left: "Leave here",
    go_on: "Go on",
    paid: "Paid here",
    orders: "Orders",
    take_rate: "Take rate",
    take_rate_hint: "Commission and ad money that reach the owner, as a share of sales.",
    ad_budget: "Ad budget",
    ad_unspent: "Unspent ad budget",
    ad_spend: "Ad money spent here",
    attributed: "Sales it brings",
    select_hint: "Select a node or a link on the map to see and edit it.",
    closed_now: "Closed",
    open_now: "Open",
    reset_by_segment: "One value for all segments",
    unknown_object: "No longer on the map",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_one_after_another() {
        assert_eq!(fill("{} per {}", &["CNY", "order"]), "CNY per order");
        assert_eq!(fill("plain", &["unused"]), "plain");
        assert_eq!(fill("{} and {}", &["one"]), "one and ");
    }
}
