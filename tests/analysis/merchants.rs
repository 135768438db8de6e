//! What merchants gain: their visits, their sales, and what these leave them.

use catchment::analysis::merchants::{Gain, gain};
use catchment::model::{Map, Scenario};
use catchment::solver::solve;

use crate::common::build::{Build, channel, merchant, payment, platform};

#[test]
fn merchants_gain_what_buyers_pay_less_what_they_pay_themselves() {
    // Of 1,000 visits 400 come to the shop today, and half of the others take the way that opens.
    let map = Build::new()
        .company("acme")
        .node("feed", channel(1000.0), |_| {})
        .node("shop", platform(0.0, 0.1, 0.05), |node| {
            node.owner = Some("acme".into())
        })
        .node("sellers", merchant("shop", 100.0), |_| {})
        .node("wallet", payment(0.02), |node| node.owner = Some("acme".into()))
        .share("feed", "shop", 0.4)
        .share("shop", "sellers", 1.0)
        .share("sellers", "wallet", 0.5)
        .take_up("feed", "sellers", 0.5)
        .0;
    let link = map
        .links()
        .keys()
        .find(|id| id.as_str().contains("sellers") && id.as_str().starts_with("feed"));
    let opened = Scenario {
        open: [link.unwrap().clone()].into(),
        ..Scenario::default()
    };
    let (before, after) = (solve(&map, None).unwrap(), solve(&map, Some(&opened)).unwrap());
    let gain = gain(&map, &before, &after).unwrap();
    let visits = after.visits_at(&"sellers".into()) - 400.0;
    assert!(visits > 0.0);
    // Every other visit buys for 100: a tenth is commission, a twentieth has an advertiser nowhere to go to, and
    // two in a hundred are the fee.
    let near = |told: f64, right: f64| (told - right).abs() < 1e-9 * right.abs();
    assert!(
        near(gain.visits, visits) && near(gain.sales, 50.0 * visits),
        "{gain:?}"
    );
    assert!(near(gain.kept, 50.0 * visits * (1.0 - 0.1 - 0.02)), "{gain:?}");
    assert_eq!(
        catchment::analysis::merchants::gain(&map, &before, &before),
        Some(Gain::default())
    );
    let empty = Map::new("empty");
    let nothing = solve(&empty, None).unwrap();
    assert_eq!(
        catchment::analysis::merchants::gain(&empty, &nothing, &nothing),
        None
    );
}
