//! Nash's own example, the divided dollar, and what is left out of an answer.

use catchment::analysis::games::{Game, largest_total, nash_bargaining};

use crate::games::random::{GAMES, random_game};

/// Nash (1950), section "Examples": what Bill and Jack own and what it is worth to each. Bill gives
/// book, whip, ball and bat, Jack gives pen, toy and knife; Bill gains 12, Jack 5.
#[test]
fn bill_and_jack() {
    // (to Bill, to Jack); the first five are Bill's.
    let goods = [
        (2.0, 4.0),  // book
        (2.0, 2.0),  // whip
        (2.0, 1.0),  // ball
        (2.0, 2.0),  // bat
        (4.0, 1.0),  // box
        (10.0, 1.0), // pen
        (4.0, 1.0),  // toy
        (6.0, 2.0),  // knife
        (2.0, 2.0),  // hat
    ];
    let owned = |bill: bool, bundle: usize| {
        let goods = goods.iter().enumerate();
        let kept = goods.filter(|(good, _)| (*good < 5) ^ (bundle >> good & 1 == 1) == bill);
        kept.map(|(_, (to_bill, to_jack))| if bill { to_bill } else { to_jack })
            .sum::<f64>()
    };
    let payoffs = |bill| (0..1 << 9).map(|bundle| owned(bill, bundle)).collect::<Vec<_>>();
    let game = Game::new(vec![0b1_1111_1111; 2], vec![payoffs(true), payoffs(false)]);
    assert_eq!((game.payoffs(0)[0], game.payoffs(1)[0]), (12.0, 6.0));

    let agreed = nash_bargaining(&game);
    assert_eq!(agreed.bundles, [0b0_1110_1111]);
    assert_eq!(game.gains(0b0_1110_1111), [12.0, 5.0]);
    assert_eq!(agreed.value, 60.0);
}

/// Osborne and Rubinstein (1990), ch. 2: a dollar is divided in equal gains over what each has without
/// an agreement; of two who value it as x and √x, the bolder gets two thirds.
#[test]
fn a_dollar_is_divided() {
    // Bundle 0 is no agreement; bundle 1 + k gives k parts of 120 to the first (127 bundles cover it).
    let divided = |without: [f64; 2], worth: [fn(f64) -> f64; 2]| {
        let parts = |bundle: usize| ((bundle as f64 - 1.0) / 120.0).min(1.0);
        let first = |bundle: usize| {
            if bundle == 0 {
                without[0]
            } else {
                worth[0](parts(bundle))
            }
        };
        let second = |bundle: usize| {
            if bundle == 0 {
                without[1]
            } else {
                worth[1](1.0 - parts(bundle))
            }
        };
        let game = Game::new(
            vec![0b111_1111; 2],
            vec![(0..128).map(first).collect(), (0..128).map(second).collect()],
        );
        let best = nash_bargaining(&game).bundles;
        assert_eq!(best.len(), 1, "{best:?}");
        parts(best[0])
    };
    assert_eq!(divided([0.0, 0.0], [|x| x, |x| x]), 0.5);
    assert_eq!(divided([0.2, 0.4], [|x| x, |x| x]), 0.4);
    assert_eq!(divided([0.0, 0.0], [|x| x, f64::sqrt]), 2.0 / 3.0);
}

/// Without a bundle by which all gain there is nothing to agree on; with payments there may be.
#[test]
fn payments_allow_what_one_would_refuse() {
    let game = Game::new(vec![0b1, 0b1], vec![vec![10.0, 30.0], vec![10.0, 5.0]]);
    let agreed = nash_bargaining(&game);
    assert_eq!((agreed.value, agreed.bundles), (0.0, vec![0]));
    let paid = largest_total(&game);
    assert_eq!((paid.value, paid.bundles), (15.0, vec![1]));
    let all_lose = Game::new(vec![0b1, 0b1], vec![vec![1.0, 0.0], vec![1.0, 0.0]]);
    assert_eq!(largest_total(&all_lose).bundles, [0]);
}

/// Two bundles of equal product are both told; two losses do not make a gain.
#[test]
fn all_that_do_best_are_told() {
    let game = Game::new(
        vec![0b11, 0b11],
        vec![vec![10.0, 12.0, 13.0, 0.0], vec![10.0, 13.0, 12.0, 0.0]],
    );
    let agreed = nash_bargaining(&game);
    assert_eq!((agreed.value, agreed.bundles), (6.0, vec![0b01, 0b10]));
}

/// A link that changes nothing is left out, as long as the bundle does not need it to be what it is.
#[test]
fn idle_links_are_left_out() {
    // Link 0 pays both, link 1 nobody, link 2 undoes link 0 unless link 1 is open.
    let pays = |bundle: usize| match (bundle & 1, bundle >> 1 & 1, bundle >> 2 & 1) {
        (1, 0, 1) | (0, ..) => 5.0,
        _ => 6.0,
    };
    let payoffs: Vec<f64> = (0..8).map(pays).collect();
    let game = Game::new(vec![0b111; 2], vec![payoffs.clone(), payoffs]);
    assert_eq!(nash_bargaining(&game).bundles, [0b001]);
    assert_eq!(game.without_idle_links(|bundle| bundle == 0b111), [0b111]);
    assert_eq!(game.without_idle_links(|bundle| pays(bundle) == 5.0), [0]);
}

/// On any game: the agreed bundle is rational, on the front of what is, and no sum is above the
/// largest.
#[test]
fn nothing_beats_what_is_agreed() {
    let mut agreements = 0;
    for seed in GAMES {
        let game = random_game(seed);
        let agreed = nash_bargaining(&game);
        let paid = largest_total(&game);
        for bundle in (0..game.bundles()).filter(|bundle| game.is_playable(*bundle)) {
            let gains = game.gains(bundle);
            assert!(gains.iter().sum::<f64>() <= paid.value + 1e-9);
            let all_better = |best: &usize| {
                game.gains(*best)
                    .iter()
                    .zip(&gains)
                    .all(|(best, gain)| gain > best)
            };
            assert!(agreed.value == 0.0 || !agreed.bundles.iter().any(all_better));
        }
        for bundle in &agreed.bundles {
            assert!(game.is_rational(*bundle));
            assert!(
                (game.gains(*bundle).iter().product::<f64>() - agreed.value).abs() < 1e-9 || *bundle == 0
            );
        }
        agreements += usize::from(agreed.value > 0.0);
    }
    assert!(agreements > 100, "{agreements}");
}

/// What the one wins the other loses: the sum of both is rounding, whatever its sign.
#[test]
fn rounding_in_a_sum_is_no_gain() {
    for scale in [1e-9, 1.0, 1e9] {
        let one: Vec<f64> = [0.0, 0.3, 0.1 + 0.2, 0.7].map(|part| scale * part).to_vec();
        let noise = [0.0, 1e-16, 3e-16, -2e-16];
        let other = (0..4)
            .map(|at| scale * (1.0 - one[at] / scale + noise[at]))
            .collect();
        let game = Game::new(vec![0b11, 0b11], vec![one, other]);
        let paid = largest_total(&game);
        assert_eq!((paid.value, paid.bundles[0]), (0.0, 0), "at {scale}");
        assert_eq!(paid.bundles.len(), 4, "the others do as well");
        assert!((0..4).all(|bundle| game.total(bundle) == 0.0));
    }
}

/// A small gain is a gain as long as it is more than a billionth of what is summed.
#[test]
fn a_small_gain_in_a_sum_is_told() {
    let game = |gain: f64| Game::new(vec![1, 1], vec![vec![1e6, 1e6 + gain], vec![2e6, 2e6]]);
    assert_eq!(largest_total(&game(0.01)).bundles, [1]);
    assert_eq!(largest_total(&game(0.0005)).bundles, [0]);
}

/// Of bundles that do as well, the one with the fewest links is told first, with and without payments.
#[test]
fn of_equal_bundles_the_smallest_comes_first() {
    // Links 0 and 1 together do what link 2 does alone; rounding favours the two.
    let pays = |bundle: usize| match bundle {
        0b011 => 8.0 + 1e-12,
        0b100 => 8.0,
        0 => 5.0,
        _ => 4.0,
    };
    let first: Vec<f64> = (0..8).map(pays).collect();
    // To the second the two are worth a little more, in the other direction of rounding.
    let second: Vec<f64> = (0..8)
        .map(|bundle| pays(bundle) - if bundle == 0b011 { 2e-12 } else { 0.0 })
        .collect();
    let game = Game::new(vec![0b111; 2], vec![first, second]);
    assert_eq!(largest_total(&game).bundles, [0b100, 0b011]);
    assert_eq!(nash_bargaining(&game).bundles, [0b100, 0b011]);
}

/// Gains that are small beside payoffs are known to few digits, and so is their product.
#[test]
fn products_are_the_same_as_far_as_gains_are_known() {
    // Gains of 1 and 2 over payoffs of 1e8, each known to 0.1: 2.1 · 1 is no more than 1 · 2.
    let game = Game::new(
        vec![0b11; 2],
        vec![
            vec![1e8, 1e8 + 1.0, 1e8 + 2.05, 1e8 - 1.0],
            vec![1e8, 1e8 + 2.0, 1e8 + 1.0, 1e8 - 1.0],
        ],
    );
    assert_eq!(nash_bargaining(&game).bundles, [0b01, 0b10]);
}
