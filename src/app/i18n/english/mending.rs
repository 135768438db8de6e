//! The buttons that mend a problem.

words! {
    Mending

    all: "All {} alike",
    all_named: "{}: {}",
    delete: "Delete {}",
    clear: "Clear “{}”",
    number: "Set to {}",
    widen: "Widen the range",
    bring_back: "Bring it onto the map",
    kind: "Make it a link of kind {}",
    turn: "Turn it round",
    recast: "Enter the pull to suit",
    scale: "Lower all shares alike",
    shares: "Enter all pulls as shares",
    payer: "Let the merchants of {} pay",
    no_ads: "Spend no ad money here",
    sell_on: "Sell on {}",
    spread: "Spread over the segments",
    leave: "Let some visitors leave",
    more: "and {} more",
}
