//! Deals on maps: two walled feeds that could let visitors through to each other's shop.

use crate::common::build::{Build, channel, close, merchant, payment, platform};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::deals::{KEPT, LISTED, Negotiation, Unnegotiable};
use catchment::model::{CompanyId, Edit, LinkId, Map, Number, Pull, Scenario};
use catchment::solver::{Measure, solve};

/// Two companies with a feed and a shop each; a visit kept is worth 1. Of a feed's visitors half go
/// through an open gate to the other's shop, where each pays the shop's owner `worth` beside.
fn walls(worth: f64, gatekeepers: [&[&str]; 2]) -> Map {
    let mut build = Build::new();
    for id in ["ada", "bob"] {
        let owner = |node: &mut catchment::model::Node| {
            node.owner = Some(id.into());
            node.novelty = 1.0.into();
        };
        let sellers = format!("{id}-sellers");
        let rail = format!("{id}-pay");
        let shop = format!("{id}-shop");
        build = build
            .company(id)
            .node(&format!("{id}-feed"), channel(1000.0), owner)
            .node(&shop, platform(0.0, worth / 100.0, 0.0), owner)
            .node(&sellers, merchant(&shop, 100.0), |_| {})
            .node(&rail, payment(0.0), owner)
            .share(&shop, &sellers, 1.0)
            .share(&sellers, &rail, 1.0);
        let mut company = build.0.companies()[id].clone();
        company.visit_value = Number::bare(1.0);
        build.0.apply(Edit::put_company(id, company));
    }
    for (from, to, gatekeepers) in [("ada", "bob", gatekeepers[0]), ("bob", "ada", gatekeepers[1])] {
        let (start, end) = (format!("{from}-feed"), format!("{to}-shop"));
        let pull = Pull::Weight(1.0.into());
        build = build.link(&format!("{from}-to-{to}"), &start, &end, pull, |link| {
            link.open = false;
            link.gatekeepers = Some(gatekeepers.iter().map(|id| (*id).into()).collect());
        });
    }
    build.0
}

fn negotiation(map: &Map) -> Negotiation {
    Negotiation::new(map, None, &["ada".into(), "bob".into()], None, &|_| true).expect("a negotiation")
}

fn both() -> Vec<LinkId> {
    vec!["ada-to-bob".into(), "bob-to-ada".into()]
}

/// Whoever opens loses 500 visits; the other gains them and what they pay. So alone nobody opens, but
/// both would open both: the prisoner's dilemma.
#[test]
fn each_would_open_only_if_the_other_does() {
    let map = walls(3.0, [&["ada"], &["bob"]]);
    let deals = negotiation(&map).deals();
    assert_eq!(deals.status_quo["ada"], 1000.0);
    assert_eq!(deals.nash_equilibria, [vec![]]);
    assert_eq!(deals.stable, [vec![]], "no link needs both");
    assert_eq!(deals.rational, 2);
    let agreed = &deals.nash_bargaining;
    assert_eq!(agreed.offer.open, both());
    // 500 visitors pay 3 and are kept; as many of one's own are lost.
    close(agreed.offer.gains["ada"], 1500.0, 1e-12, "gain of ada");
    close(agreed.product, 1500.0 * 1500.0, 1e-12, "product");
    assert!(agreed.unique);
    let opens: Vec<_> = deals.pareto.iter().map(|offer| offer.open.len()).collect();
    assert_eq!(opens, [2, 1, 1], "today is bettered by both");
    let paid = &deals.with_side_payments;
    assert_eq!(
        (paid.offer.open.len(), paid.transfers.len()),
        (2, 0),
        "equal gains need no payment"
    );
}

/// The same links with both at each gate: opening both is no single step, so neither link alone is
/// added; with one link that both gain by, it is.
#[test]
fn a_shared_gate_opens_when_both_gain() {
    let shared: &[&str] = &["ada", "bob"];
    let map = walls(3.0, [shared, shared]);
    let deals = negotiation(&map).deals();
    assert_eq!(deals.nash_equilibria, [vec![],]);
    // Losing nothing of one's own: a visitor let through is one who would have left for good.
    let mut free = map.clone();
    for id in ["ada", "bob"] {
        let mut company = free.companies()[id].clone();
        company.visit_value = Number::bare(0.0);
        free.apply(Edit::put_company(id, company));
    }
    let deals = negotiation(&free).deals();
    assert_eq!(deals.nash_equilibria.len(), 4, "nobody is hurt by any link");
    assert_eq!(deals.stable, [both()], "and somebody gains by each");
}

/// One link only: Ada lets visitors through to Bob and loses 500, Bob gains 2,000. Bob must give 500
/// at least, and 1,250 for equal gains.
#[test]
fn what_must_be_given_in_return() {
    let map = walls(3.0, [&["ada"], &[]]);
    let negotiation = negotiation(&map);
    assert_eq!(
        negotiation.links(),
        ["ada-to-bob".into()],
        "a gate that nobody keeps stays"
    );
    let deals = negotiation.deals();
    assert_eq!(deals.nash_bargaining.offer.open, Vec::<LinkId>::new());
    assert_eq!(deals.nash_bargaining.product, 0.0);
    let paid = &deals.with_side_payments;
    assert_eq!(paid.offer.open, ["ada-to-bob".into()]);
    close(paid.total, 1500.0, 1e-12, "gained together");
    let [transfer] = paid.transfers.as_slice() else {
        panic!("{paid:?}")
    };
    assert_eq!((transfer.from.as_str(), transfer.to.as_str()), ("bob", "ada"));
    close(transfer.amount, 1250.0, 1e-12, "for equal gains");

    let whole = negotiation.compensated(1).expect("a bundle with a steady state");
    close(whole.transfers[0].amount, 500.0, 1e-12, "to make ada whole");
    assert_eq!((whole.shortfall, &whole.split), (0.0, &paid.transfers));
    let worthless = self::negotiation(&walls(0.0, [&["ada"], &[]]));
    let even = worthless.compensated(1).expect("a bundle with a steady state");
    close(even.transfers[0].amount, 500.0, 1e-12, "all that bob gains");
    assert!(even.split.len() == 1 && worthless.deals().with_side_payments.total == 0.0);
}

#[test]
fn only_the_players_links_are_theirs() {
    let map = walls(3.0, [&["ada", "bob"], &["bob"]]);
    let players: [CompanyId; 2] = ["ada".into(), "bob".into()];
    let ask = |players: &[CompanyId], links: Option<&[LinkId]>| {
        Negotiation::new(&map, None, players, links, &|_| true)
            .map(|negotiation| negotiation.links().to_vec())
    };
    assert_eq!(ask(&players, None).expect("links"), both());
    assert_eq!(ask(&players, Some(&both()[..1])).expect("links"), both()[..1]);
    let said = |asked: Result<_, Unnegotiable>| asked.expect_err("a refusal").to_string();
    assert!(said(ask(&["ada".into()], None)).contains("1 player is not enough"));
    let said_stranger = said(ask(&["ada".into(), "eve".into()], None));
    assert!(
        said_stranger.contains("\"eve\"") && said_stranger.contains("ada, bob"),
        "{said_stranger}"
    );
    assert!(said(ask(&["ada".into(), "ada".into()], None)).contains("named twice"));
    let not_theirs = said(ask(&players, Some(&["ada-shop-ada-sellers".into()])));
    assert!(not_theirs.contains("ada-to-bob, bob-to-ada"), "{not_theirs}");
    // Open already in a scenario: nothing left to open.
    let opened = Scenario {
        open: both().into_iter().collect(),
        ..Scenario::default()
    };
    let open = Negotiation::new(&map, Some(&opened), &players, None, &|_| true).expect("a negotiation");
    assert!(open.links().is_empty());
    let deals = open.deals();
    assert_eq!(
        (deals.rational, deals.pareto.len(), deals.stable.len()),
        (1, 1, 1),
        "only as it is"
    );
}

/// Combinations without steady state are counted and never part of a deal.
#[test]
fn what_cannot_be_solved_is_no_deal() {
    let mut build = Build::new().company("ada").company("bob");
    for (id, owner) in [("a", "ada"), ("b", "bob"), ("c", "bob")] {
        build = build.node(id, channel(1.0), |node| {
            node.owner = Some(owner.into());
            node.leave = Some(0.0.into());
        });
    }
    let build = build.weight("a", "b", 1.0);
    let build = build.link("back", "b", "a", Pull::Weight(1.0.into()), |link| {
        link.open = false
    });
    let map = build
        .link("out", "b", "c", Pull::Weight(1.0.into()), |link| {
            link.open = false
        })
        .0;
    let negotiation = negotiation(&map);
    let deals = negotiation.deals();
    assert_eq!(deals.unsolvable, 1);
    let back = negotiation.bundle(&["back".into()]).expect("a link of theirs");
    assert!(negotiation.compensated(back).is_none());
    assert!(deals.pareto.iter().all(|offer| offer.open != ["back".into()]));
}

/// On any map with two companies at the gates: gains are those of full solves, payments even them out.
#[test]
fn gains_are_those_of_solving() {
    let mut offers = 0;
    for seed in 0..80 {
        let map = random_map(seed, Feedback::Mild);
        let players: Vec<CompanyId> = map.companies().keys().cloned().collect();
        let Ok(links) = Negotiation::links_of(&map, None, &players) else {
            continue;
        };
        let links = &links[..links.len().min(4)];
        let Ok(negotiation) = Negotiation::new(&map, None, &players, Some(links), &|_| true) else {
            continue;
        };
        let deals = negotiation.deals();
        let today = solve(&map, None).expect("a solution");
        for offer in deals
            .pareto
            .iter()
            .chain([&deals.nash_bargaining.offer, &deals.with_side_payments.offer])
        {
            let open = Scenario {
                open: offer.open.iter().cloned().collect(),
                ..Scenario::default()
            };
            let after = solve(&map, Some(&open)).expect("a solution");
            for (player, gain) in &offer.gains {
                offers += 1;
                let before = today.measure(player, Measure::Payoff);
                let expected = after.measure(player, Measure::Payoff) - before;
                assert!(
                    (gain - expected).abs() <= 3e-9 * before.abs().max(expected.abs()).max(1.0),
                    "seed {seed}"
                );
            }
        }
        let paid = &deals.with_side_payments;
        let share = paid.total / players.len() as f64;
        for player in &players {
            let received: f64 = paid
                .transfers
                .iter()
                .map(|payment| match player {
                    player if *player == payment.to => payment.amount,
                    player if *player == payment.from => -payment.amount,
                    _ => 0.0,
                })
                .sum();
            close(paid.offer.gains[player] + received, share, 1e-9, "equal gains");
        }
        assert!(paid.transfers.len() < players.len());
    }
    assert!(offers > 100, "{offers}");
}

/// Beyond twenty links those that matter least are left closed, and named.
#[test]
fn of_too_many_links_the_weightiest_are_negotiated_about() {
    let mut map = walls(3.0, [&["ada", "bob"], &["ada", "bob"]]);
    for place in 0..20 {
        let mut idle = map.links()["ada-to-bob"].clone();
        idle.pull = Pull::Weight((1e-6 * f64::from(place + 1)).into());
        map.apply(Edit::put_link(format!("idle-{place:02}").as_str(), idle));
    }
    let players: Vec<CompanyId> = vec!["ada".into(), "bob".into()];
    let found = Negotiation::new(&map, None, &players, None, &|_| true).expect("a negotiation");
    assert_eq!((found.links().len(), found.left_out().len()), (KEPT, 22 - KEPT));
    assert!(both().iter().all(|gate| found.links().contains(gate)));
    let lightest: Vec<LinkId> = (0..6)
        .map(|place| format!("idle-{place:02}").as_str().into())
        .collect();
    assert_eq!(found.left_out(), lightest);
    let deals = found.deals();
    assert_eq!(deals.left_out, lightest);
    assert!(
        both()
            .iter()
            .all(|gate| deals.nash_bargaining.offer.open.contains(gate))
    );
}

/// A shop whose sellers are paid on the rail of Ada, and links to that of Bob, who takes the same fee: what the
/// one wins the other loses.
fn rails(fee: f64, arrivals: f64, take_ups: &[f64]) -> Map {
    let owned = |id: &'static str| move |node: &mut catchment::model::Node| node.owner = Some(id.into());
    let mut build = Build::new()
        .company("ada")
        .company("bob")
        .node("shop", platform(arrivals, 0.0, 0.0), |_| {})
        .node("sellers", merchant("shop", 11.0), |_| {})
        .node("ada-pay", payment(fee), owned("ada"))
        .node("bob-pay", payment(fee), owned("bob"))
        .share("shop", "sellers", 0.43)
        .share("sellers", "ada-pay", 1.0);
    for (place, take_up) in take_ups.iter().enumerate() {
        let keepers: &[&str] = [&["ada"][..], &["bob"], &["ada", "bob"]][place % 3];
        let pull = Pull::TakeUp((*take_up).into());
        build = build.link(&format!("gate-{place}"), "sellers", "bob-pay", pull, |link| {
            link.open = false;
            link.gatekeepers = Some(keepers.iter().map(|id| (*id).into()).collect());
        });
    }
    build.0
}

/// Nothing is gained together, so nothing is opened and nothing paid, whatever rounding says.
#[test]
fn rounding_is_not_sold_as_a_deal() {
    for (fee, arrivals) in [(0.017, 700.0), (0.0031, 9.3e8), (0.29, 1.7e-6)] {
        let map = rails(fee, arrivals, &[0.11, 0.23, 0.37, 0.05]);
        let negotiation = negotiation(&map);
        let deals = negotiation.deals();
        let paid = &deals.with_side_payments;
        assert_eq!(paid.offer.open, Vec::<LinkId>::new(), "fee {fee}");
        assert_eq!((paid.total, paid.transfers.len()), (0.0, 0));
        assert!(!paid.unique, "every other bundle gains as much: nothing");
        assert!(deals.pareto.iter().all(|offer| offer.total == 0.0));
        let whole = negotiation.compensated(1).expect("a bundle with a steady state");
        assert_eq!(whole.shortfall, 0.0, "what one loses the other wins");
        assert_eq!((whole.transfers.len(), whole.split.len()), (1, 1));
    }
}

/// Among nine players hardly any bundle betters another: the front is as large as the game, and still told, as far
/// as it can be read, and given up when nobody waits.
#[test]
fn deals_of_nine_players_come_to_an_end() {
    let mut build = Build::new();
    let players: Vec<String> = (0..9).map(|place| format!("p{place}")).collect();
    for id in &players {
        build = build
            .company(id)
            .node(&format!("{id}-app"), channel(100.0), |node| {
                node.owner = Some(id.as_str().into());
            });
        let mut company = build.0.companies()[id.as_str()].clone();
        company.visit_value = Number::bare(1.0);
        build.0.apply(Edit::put_company(id.as_str(), company));
    }
    for gate in 0..14 {
        let (from, to) = (gate % 9, (gate * 4 + 2) % 9);
        let pull = Pull::Weight((0.1 + 0.01 * gate as f64).into());
        build = build.link(
            &format!("g{gate:02}"),
            &format!("p{from}-app"),
            &format!("p{to}-app"),
            pull,
            |link| {
                link.open = false;
            },
        );
    }
    let ids: Vec<CompanyId> = players.iter().map(|id| id.as_str().into()).collect();
    let negotiation = Negotiation::new(&build.0, None, &ids, None, &|_| true).expect("a negotiation");
    assert_eq!(negotiation.links().len(), 14);
    let deals = negotiation.deals();
    let front = deals.pareto.len() + deals.not_listed.get("pareto").copied().unwrap_or_default();
    assert!(front > 1000, "{front}");
    assert!(deals.pareto.len() <= LISTED);
    assert!(deals.pareto.windows(2).all(|pair| pair[0].total >= pair[1].total));
    assert!(negotiation.deals_while(&|_| false).is_none());
}
