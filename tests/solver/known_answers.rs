//! Answers known from the literature, each reproduced through a whole map.

use crate::common::build::{Build, channel, close, merchant, payment, platform};
use catchment::model::{Edit, Map, Pull, Scenario};
use catchment::solver::{Certificate, Solution, chain, solve};

#[track_caller]
pub(crate) fn solved(map: &Map) -> Solution {
    solve(map, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

pub(crate) fn visits(solution: &Solution, node: &str) -> f64 {
    solution.nodes.get(node).expect("a node").visits
}

/// Grinstead & Snell, Introduction to Probability, example 11.13: a walk on five corners, the outer
/// two absorbing. Expected visits N and absorption probabilities B.
#[test]
fn drunkards_walk() {
    let expected = [
        ([1.5, 1.0, 0.5], [0.75, 0.25]),
        ([1.0, 2.0, 1.0], [0.5, 0.5]),
        ([0.5, 1.0, 1.5], [0.25, 0.75]),
    ];
    for (start, (row, absorbed)) in expected.iter().enumerate() {
        let mut build = Build::new();
        for node in 0..3 {
            build = build.channel(&node.to_string(), if node == start { 1.0 } else { 0.0 }, 0.0);
        }
        // The ends are left through nodes of their own, so that each side can be told.
        build = build.channel("home", 0.0, 1.0).channel("bar", 0.0, 1.0);
        for (from, to) in [
            ("0", "home"),
            ("0", "1"),
            ("1", "0"),
            ("1", "2"),
            ("2", "1"),
            ("2", "bar"),
        ] {
            build = build.weight(from, to, 0.5);
        }
        let solution = solved(&build.0);
        assert_eq!(solution.status.certificate, Certificate::Exact);
        for (node, expected) in row.iter().enumerate() {
            close(visits(&solution, &node.to_string()), *expected, 1e-12, "visits");
        }
        close(visits(&solution, "home"), absorbed[0], 1e-12, "home");
        close(visits(&solution, "bar"), absorbed[1], 1e-12, "bar");
    }
}

/// Zachary's karate club (1977): its 78 friendships.
#[rustfmt::skip]
const KARATE: [(u32, u32); 78] = [
    (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (0, 7), (0, 8), (0, 10), (0, 11), (0, 12), (0, 13), (0, 17),
    (0, 19), (0, 21), (0, 31), (1, 2), (1, 3), (1, 7), (1, 13), (1, 17), (1, 19), (1, 21), (1, 30), (2, 3), (2, 7),
    (2, 8), (2, 9), (2, 13), (2, 27), (2, 28), (2, 32), (3, 7), (3, 12), (3, 13), (4, 6), (4, 10), (5, 6), (5, 10),
    (5, 16), (6, 16), (8, 30), (8, 32), (8, 33), (9, 33), (13, 33), (14, 32), (14, 33), (15, 32), (15, 33), (18, 32), (18, 33),
    (19, 33), (20, 32), (20, 33), (22, 32), (22, 33), (23, 25), (23, 27), (23, 29), (23, 32), (23, 33), (24, 25), (24, 27), (24, 31),
    (25, 31), (26, 29), (26, 33), (27, 33), (28, 31), (28, 33), (29, 32), (29, 33), (30, 32), (30, 33), (31, 32), (31, 33), (32, 33),
];

/// PageRank with damping 0.85 is the expected number of visits times the chance of leaving.
#[test]
fn pagerank_of_the_karate_club() {
    let mut build = Build::new();
    for node in 0..34 {
        build = build.channel(&node.to_string(), 0.15 / 34.0, 0.15);
    }
    let degree = |node| KARATE.iter().filter(|(a, b)| *a == node || *b == node).count() as f64;
    for (a, b) in KARATE {
        build = build
            .weight(&a.to_string(), &b.to_string(), 0.85 / degree(a))
            .weight(&b.to_string(), &a.to_string(), 0.85 / degree(b));
    }
    let solution = solved(&build.0);
    close(visits(&solution, "33"), 0.1009191823, 1e-9, "node 33");
    close(visits(&solution, "0"), 0.0969972854, 1e-9, "node 0");
    close(
        solution.nodes.iter().map(|(_, flow)| flow.visits).sum(),
        1.0,
        1e-12,
        "sum",
    );
}

/// Red bus, blue bus (Debreu 1960; McFadden 1974): like options share their group's demand as
/// novelty goes to zero.
#[test]
fn red_bus_blue_bus() {
    for (novelty, car, bus) in [(1.0, 1.0 / 3.0, 1.0 / 3.0), (0.001, 0.5, 0.25)] {
        let in_group = |link: &mut catchment::model::Link| link.group = Some("bus".to_owned());
        let one = || Pull::Weight(1.0.into());
        let map = Build::new()
            .node("home", channel(1.0), |node| {
                node.leave = Some(0.0.into());
                node.novelty = novelty.into();
            })
            .channel("car", 0.0, 1.0)
            .channel("red", 0.0, 1.0)
            .channel("blue", 0.0, 1.0)
            .weight("home", "car", 1.0)
            .link("home-red", "home", "red", one(), in_group)
            .link("home-blue", "home", "blue", one(), in_group)
            .0;
        let solution = solved(&map);
        close(
            visits(&solution, "car"),
            car,
            1e-3 * (1.0 - novelty) + 1e-12,
            "car",
        );
        close(
            visits(&solution, "red"),
            bus,
            1e-3 * (1.0 - novelty) + 1e-12,
            "red",
        );
        close(
            visits(&solution, "red"),
            visits(&solution, "blue"),
            1e-12,
            "red and blue",
        );
    }
}

/// Recursive logit (Fosgerau, Frejinger and Karlstrom 2013) with raw weights e^{−0.4 d}: a route is
/// chosen in proportion to e^{−0.4 length} when nobody can leave but at the end.
#[test]
fn recursive_logit_kernel() {
    let weight = |distance: f64| (-0.4 * distance).exp();
    let (short, long) = (weight(1.0), weight(3.0));
    // At every turn one leaves with weight 1 or goes on; P is the kernel over 1 + its row sum.
    let map = Build::new()
        .channel("a", 1.0, 1.0)
        .channel("b", 0.0, 1.0)
        .weight("a", "b", short)
        .weight("b", "a", long)
        .0;
    let (p, q) = (short / (1.0 + short), long / (1.0 + long));
    let solution = solved(&map);
    close(visits(&solution, "a"), 1.0 / (1.0 - p * q), 1e-12, "a");
    close(visits(&solution, "b"), p / (1.0 - p * q), 1e-12, "b");
}

/// Markov channel attribution (Anderl et al. 2016): removal effects are the conversions lost when a
/// channel's ways in are closed. Chain: start → c1 → c2 → c3 → sale one time in three, c2 → c3
/// directly, and so on, with conversion P = 1/3; removal effects .5, 1, 1 and credit .2, .4, .4.
#[test]
fn markov_attribution() {
    let mut map = Build::new()
        .channel("start", 1.0, 0.0)
        .channel("c1", 0.0, 0.0)
        .channel("c2", 0.0, 0.0)
        .node("c3", platform(0.0, 0.0, 0.0), |node| {
            node.leave = Some(2.0.into());
            node.novelty = 1.0.into();
        })
        .node("sale", merchant("c3", 1.0), |node| node.leave = Some(0.0.into()))
        .node("till", payment(0.0), |_| {})
        .weight("start", "c1", 1.0)
        .weight("start", "c2", 1.0)
        .weight("c1", "c2", 1.0)
        .weight("c2", "c3", 1.0)
        .weight("c3", "sale", 1.0)
        .weight("sale", "till", 1.0)
        .0;
    let conversions = |map: &Map| visits(&solved(map), "till");
    let all = conversions(&map);
    close(all, 1.0 / 3.0, 1e-12, "conversion");
    let mut effects = Vec::new();
    for removed in ["c1", "c2", "c3"] {
        // Removing a channel sends those who would have gone there away without a sale.
        let node = map.nodes()[removed].clone();
        let mut gone = node.clone();
        gone.leave = Some(1e9.into());
        map.apply(Edit::put_node(removed, gone));
        effects.push(1.0 - conversions(&map) / all);
        map.apply(Edit::put_node(removed, node));
    }
    let sum: f64 = effects.iter().sum();
    for ((effect, expected), credit) in effects.iter().zip([0.5, 1.0, 1.0]).zip([0.2, 0.4, 0.4]) {
        close(*effect, expected, 1e-8, "removal effect");
        close(effect / sum, credit, 1e-8, "credit");
    }
}

/// Berry (1994): shares in, the same shares out; a closed link enters at its take-up.
#[test]
fn shares_and_take_ups_are_reproduced() {
    let map = Build::new()
        .node("home", channel(1000.0), |node| node.novelty = 0.4.into())
        .channel("a", 0.0, 1.0)
        .channel("b", 0.0, 1.0)
        .channel("c", 0.0, 1.0)
        .share("home", "a", 0.3)
        .share("home", "b", 0.2)
        .take_up("home", "c", 0.25)
        .0;
    let today = solved(&map);
    close(visits(&today, "a"), 300.0, 1e-12, "a");
    close(visits(&today, "b"), 200.0, 1e-12, "b");
    let opened = Scenario {
        open: ["home-c".into()].into(),
        ..Scenario::default()
    };
    let after = solve(&map, Some(&opened)).expect("a solution");
    let going_on = visits(&after, "a") + visits(&after, "b") + visits(&after, "c");
    close(visits(&after, "c") / going_on, 0.25, 1e-12, "take-up");
    // λ follows from the odds of going on before and after.
    let odds = |going_on: f64| going_on / (1000.0 - going_on);
    let novelty = (odds(going_on) / odds(500.0)).ln() / -(0.75f64.ln());
    close(novelty, 0.4, 1e-12, "novelty");
}

/// Money, by hand: one shop, two ads, two wallets.
#[test]
fn sales_ads_fees_and_referrals_are_booked() {
    let ad = |link: &mut catchment::model::Link| {
        link.payer = Some("shop".into());
        link.ad_elasticity = 0.2.into();
    };
    let mut build = Build::new().company("feeds").company("shops").company("banks");
    build = build
        .node("feed", channel(100.0), |node| node.owner = Some("feeds".into()))
        .node("search", channel(50.0), |node| node.owner = Some("shops".into()))
        .node("shop", platform(0.0, 0.05, 0.1), |node| {
            node.owner = Some("shops".into())
        })
        .node("sellers", merchant("shop", 20.0), |_| {})
        .node("wallet", payment(0.01), |node| node.owner = Some("banks".into()))
        .link("feed-shop", "feed", "shop", Pull::Share(0.5.into()), |link| {
            ad(link);
            link.referral = 0.02.into();
        })
        .link("search-shop", "search", "shop", Pull::Share(0.5.into()), ad)
        .share("shop", "sellers", 0.4)
        .share("sellers", "wallet", 0.5);
    let solution = solved(&build.0);
    // 150 visits, 75 in the shop, 30 at the sellers, 15 orders of 20.
    let gmv = 300.0;
    let shop = solution.platforms.get("shop").expect("the shop");
    close(shop.gmv, gmv, 1e-12, "GMV");
    close(shop.orders, 15.0, 1e-12, "orders");
    close(shop.ad_budget, 30.0, 1e-12, "budget");
    close(shop.ad_unspent, 0.0, 1e-12, "unspent");
    // The feed brings two thirds of the sales and so takes two thirds of the budget.
    close(
        solution.links.get("feed-shop").expect("a link").ad_spend,
        20.0,
        1e-12,
        "spend on the feed",
    );
    close(
        solution.links.get("feed-shop").expect("a link").attributed_gmv,
        200.0,
        1e-12,
        "brought",
    );
    // Only the ads in its own search reach the shop's owner.
    close(shop.take_rate, (0.05 * gmv + 10.0) / gmv, 1e-12, "take rate");
    let feeds = solution.companies.get("feeds").expect("feeds");
    close(feeds.ads, 20.0, 1e-12, "ads");
    close(feeds.referral, 0.02 * 200.0, 1e-12, "referral");
    close(feeds.income, 24.0, 1e-12, "income");
    close(feeds.captured, 50.0, 1e-12, "captured");
    let shops = solution.companies.get("shops").expect("shops");
    close(
        shops.captured,
        25.0 + 45.0 + 30.0,
        1e-12,
        "captured: search, shop, sellers on its surface",
    );
    close(
        solution.companies.get("banks").expect("banks").fees,
        3.0,
        1e-12,
        "fees",
    );
    close(solution.concentration.gmv, 1e4, 1e-12, "one seller of everything");
    assert_eq!(solution.ledger.entries().len(), 6, "{:#?}", solution.ledger);
}

/// A link open today whose visitors cannot buy yet gets no ad money today. Taking its reference from
/// the map with everything open, as `model.md` 11 reads, would cut its pull to (1/1000)^η today.
#[test]
fn ads_that_bring_no_sale_today_leave_today_as_it_is() {
    let map = Build::new()
        .node("feed", channel(100.0), |_| {})
        .node("shop", platform(0.0, 0.0, 0.1), |_| {})
        .node("stall", platform(0.0, 0.0, 0.0), |_| {})
        .node("sellers", merchant("shop", 20.0), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .link("feed-shop", "feed", "shop", Pull::Share(0.5.into()), |_| {})
        .link("feed-stall", "feed", "stall", Pull::Share(0.25.into()), |link| {
            link.payer = Some("shop".into());
            link.ad_elasticity = 0.5.into();
        })
        .share("shop", "sellers", 0.4)
        .share("sellers", "wallet", 0.5)
        .take_up("stall", "sellers", 0.5)
        .0;
    close(visits(&solved(&map), "stall"), 25.0, 1e-12, "the share entered");
}

/// The loop in which nobody can leave or pay is named, with a way to mend it.
#[test]
fn a_closed_loop_is_refused_by_name() {
    let map = Build::new()
        .channel("in", 1.0, 1.0)
        .channel("a", 0.0, 0.0)
        .channel("b", 0.0, 0.0)
        .weight("in", "a", 1.0)
        .weight("a", "b", 1.0)
        .weight("b", "a", 1.0)
        .0;
    let problems = solve(&map, None).expect_err("nobody can leave");
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].message.starts_with("closed loop: a → b → a"),
        "{}",
        problems[0]
    );
    assert!(problems[0].hint.is_some());
    // Where no visit comes, the loop does no harm.
    let mut quiet = map.clone();
    quiet.apply(Edit::Link("in-a".into(), None));
    let solution = solved(&quiet);
    close(visits(&solution, "a"), 0.0, 0.0, "a");
    assert_eq!(
        solution.status.warnings.len(),
        2,
        "{:?}",
        solution.status.warnings
    );
}

/// GTH elimination keeps all digits where 1e-13 of the visits leave at each turn.
#[test]
fn a_cycle_that_hardly_anyone_leaves_is_exact() {
    let map = Build::new()
        .channel("a", 1.0, 1e-13)
        .channel("b", 0.0, 0.0)
        .weight("a", "b", 1.0)
        .weight("b", "a", 1.0)
        .0;
    let solution = solved(&map);
    let exact = (1.0 + 1e-13) / 1e-13;
    assert!(
        (visits(&solution, "a") / exact - 1.0).abs() < 1e-14,
        "{:e}",
        visits(&solution, "a") / exact - 1.0
    );
    assert!(
        solution
            .status
            .warnings
            .iter()
            .any(|warning| warning.message.contains("cycle"))
    );
}

/// Dense, sparse and sweeping solvers of one component agree.
#[test]
fn large_cycles_solve_to_the_residual_whatever_their_size() {
    for (nodes, leave) in [(30, 0.2), (200, 0.2), (200, 1e-9), (1000, 0.2), (1000, 1e-6)] {
        let mut random = fastrand::Rng::with_seed(nodes as u64);
        let mut edges = Vec::new();
        for from in 0..nodes as u32 {
            edges.push((from, (from + 1) % nodes as u32));
            for _ in 0..3 {
                edges.push((from, random.u32(..nodes as u32)));
            }
        }
        edges.retain(|(a, b)| a != b);
        edges.sort_unstable();
        let graph = chain::Graph::new(nodes, &edges);
        let order = chain::Order::new(&graph, &vec![true; edges.len()]);
        let mut probability = vec![0.0; edges.len()];
        for node in 0..nodes {
            let row = graph.edges_of(node);
            let share = (1.0 - leave) / row.len() as f64;
            probability[row].fill(share);
        }
        let leaving = vec![leave; nodes];
        let solver = chain::Chain::new(&graph, &order, &probability, &leaving);
        let arrivals: Vec<f64> = (0..nodes).map(|_| random.f64()).collect();
        let reward: Vec<f64> = (0..nodes).map(|_| random.f64()).collect();
        let visits = solver.visits(&arrivals);
        let values = solver.values(&reward);
        let total: f64 = visits.iter().sum::<f64>() * leave;
        close(
            total,
            arrivals.iter().sum(),
            1e-11,
            &format!("all leave, {nodes} nodes, {leave}"),
        );
        let by_visits: f64 = visits.iter().zip(&reward).map(|(x, r)| x * r).sum();
        let by_values: f64 = values.iter().zip(&arrivals).map(|(v, s)| v * s).sum();
        close(
            by_visits / by_values,
            1.0,
            1e-11,
            &format!("visits and values are adjoint, {nodes}, {leave}"),
        );
    }
}

/// Orders that book no money are no error, but nobody should overlook them.
#[test]
fn orders_without_a_ticket_are_warned_of() {
    let map = |ticket: f64| {
        Build::new()
            .node("shop", platform(10.0, 0.0, 0.0), |_| {})
            .node("sellers", merchant("shop", ticket), |_| {})
            .node("wallet", payment(0.0), |_| {})
            .share("shop", "sellers", 0.4)
            .share("sellers", "wallet", 0.5)
            .0
    };
    let warned = |map: &Map| {
        let warnings = solved(map).status.warnings;
        warnings
            .iter()
            .any(|warning| warning.message.contains("book no money"))
    };
    assert!(warned(&map(0.0)));
    assert!(!warned(&map(20.0)));
}
