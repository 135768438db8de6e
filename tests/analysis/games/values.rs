//! Shapley values of textbook games, exact and sampled.

use catchment::analysis::games::{Unsolvable, interaction, sampled_shapley, shapley};
use fastrand::Rng;

#[track_caller]
fn is(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-14, "{found} against {expected}");
    }
}

/// A pair of gloves is worth 1: one player has the left one, two have a right one each.
fn gloves(bundle: usize) -> f64 {
    f64::from(u8::from(bundle & 1 == 1 && bundle >> 1 != 0))
}

/// Shapley and Shubik (1969): the holder of the scarce glove gets two thirds.
#[test]
fn the_scarce_glove_gets_two_thirds() {
    is(&shapley(3, gloves), &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]);
}

/// Littlechild and Owen (1973): a runway for several planes; each part of it is paid in equal parts by
/// the planes that need it.
#[test]
fn a_runway_is_paid_by_those_who_need_it() {
    let lengths = [1.0, 2.0, 4.0, 7.0];
    let cost = |bundle: usize| {
        let planes = (0..4).filter(|plane| bundle >> plane & 1 == 1);
        planes.map(|plane| lengths[plane]).fold(0.0, f64::max)
    };
    let shares = [
        0.25,
        0.25 + 1.0 / 3.0,
        0.25 + 1.0 / 3.0 + 1.0,
        0.25 + 1.0 / 3.0 + 1.0 + 3.0,
    ];
    is(&shapley(4, cost), &shares);
}

/// Shapley and Shubik (1954): five members with a veto, six without, seven votes needed; the six share
/// 1/77. From 1965 on ten without and nine votes: each has 4/2145.
#[test]
fn the_security_council_belongs_to_the_five() {
    let council = |quota: u32| {
        move |bundle: usize| f64::from(u8::from(bundle & 31 == 31 && bundle.count_ones() >= quota))
    };
    let power = shapley(11, council(7));
    is(&power, &[vec![76.0 / 385.0; 5], vec![1.0 / 462.0; 6]].concat());
    let power = shapley(15, council(9));
    is(
        &power,
        &[vec![421.0 / 2145.0; 5], vec![4.0 / 2145.0; 10]].concat(),
    );
}

/// Shapley (1953): where only a whole coalition is worth anything, its members share equally.
#[test]
fn those_whose_unanimity_is_needed_share_equally() {
    let unanimous = |bundle: usize| f64::from(u8::from(bundle & 0b1011 == 0b1011));
    is(
        &shapley(5, unanimous),
        &[1.0 / 3.0, 1.0 / 3.0, 0.0, 1.0 / 3.0, 0.0],
    );
}

#[test]
fn no_link_no_credit() {
    assert!(shapley(0, |_| 7.0).is_empty());
}

/// What the links add is all there is to share, also where it is a billionth of what there is.
#[test]
fn credit_adds_up_to_all_less_none() {
    for seed in 0..20 {
        let mut random = Rng::with_seed(seed);
        let links = 1 + random.usize(..12);
        let table: Vec<f64> = (0..1usize << links).map(|_| 1e12 + 1e4 * random.f64()).collect();
        let sum: f64 = shapley(links, |bundle| table[bundle]).iter().sum();
        let whole = table[table.len() - 1] - table[0];
        assert!((sum - whole).abs() <= 1e-9 * whole.abs(), "{sum} against {whole}");
    }
}

/// Interaction is the mixed difference: of a product it is the product, of a sum nothing, of two
/// ways to the same it is minus what both bring.
#[test]
fn interaction_tells_complements_from_substitutes() {
    let amounts = [3.0, 5.0];
    let open = |bundle: usize, link: usize| {
        if bundle >> link & 1 == 1 {
            amounts[link]
        } else {
            0.0
        }
    };
    assert_eq!(interaction(0, 1, |b| 100.0 + open(b, 0) * open(b, 1)), 15.0);
    assert_eq!(interaction(0, 1, |b| 100.0 + open(b, 0) + open(b, 1)), 0.0);
    assert_eq!(interaction(0, 1, |b| f64::from(u8::from(b != 0))), -1.0);
}

fn as_bundle(open: &[usize]) -> usize {
    open.iter().fold(0, |bundle, link| bundle | 1 << link)
}

/// In the glove game player 0 adds a pair or nothing, the first with chance 2/3: so the standard error
/// is that of a coin.
#[test]
fn samples_come_near_by_their_standard_error() {
    let orders = 4000;
    let evaluate = |_: &mut (), open: &[usize]| Some(vec![gloves(as_bundle(open)), 10.0]);
    let sampled = sampled_shapley(3, orders, 1, || (), evaluate, |_| true).unwrap();
    let coin = (2.0 / 9.0 / orders as f64).sqrt();
    let [holder, ..] = sampled.standard_error.as_slice() else {
        unreachable!("three links")
    };
    assert!(
        (holder[0] / coin - 1.0).abs() < 0.05,
        "{} against {coin}",
        holder[0]
    );
    assert_eq!(holder[1], 0.0, "what nobody changes is known exactly");
    for (link, exact) in shapley(3, gloves).into_iter().enumerate() {
        let off = (sampled.mean[link][0] - exact).abs();
        assert!(
            off < 4.0 * sampled.standard_error[link][0],
            "link {link} off by {off}"
        );
        assert!(off > 0.0, "4,000 orders do not split into six equal parts");
    }
    let sum: f64 = sampled.mean.iter().map(|row| row[0]).sum();
    assert!((sum - 1.0).abs() < 1e-12, "parts of every order add up");
    assert_eq!(sampled.orders, orders);
}

#[test]
fn samples_are_the_same_for_the_same_seed_only() {
    let sample = |seed| {
        let evaluate = |_: &mut (), open: &[usize]| Some(vec![gloves(as_bundle(open))]);
        sampled_shapley(3, 50, seed, || (), evaluate, |_| true).unwrap()
    };
    assert_eq!(sample(7), sample(7));
    assert_ne!(sample(7), sample(8));
}

#[test]
fn sampling_stops_when_told_and_keeps_what_it_has() {
    let evaluate = |_: &mut (), open: &[usize]| Some(vec![open.len() as f64]);
    let sampled = sampled_shapley(3, 1000, 1, || (), evaluate, |done| done < 10).unwrap();
    assert!(
        (10..1000).contains(&sampled.orders),
        "orders are tried some at a time"
    );
    assert_eq!(sampled.mean, vec![vec![1.0]; 3]);
}

#[test]
fn a_bundle_without_worth_is_named() {
    let evaluate = |_: &mut (), open: &[usize]| (as_bundle(open) != 0b011).then(|| vec![0.0]);
    let Unsolvable(open) = sampled_shapley(3, 1000, 1, || (), evaluate, |_| true).unwrap_err();
    assert_eq!(as_bundle(&open), 0b011);
}
