//! Who pays whom: nothing is lost, nobody pays twice without need.

use catchment::analysis::games::{Payment, compensation, settle};
use fastrand::Rng;

fn balances_after(players: usize, payments: &[Payment]) -> Vec<f64> {
    let mut balances = vec![0.0; players];
    for payment in payments {
        assert!(payment.amount > 0.0);
        balances[payment.from] -= payment.amount;
        balances[payment.to] += payment.amount;
    }
    balances
}

#[test]
fn two_settle_by_one_payment() {
    let payment = Payment {
        from: 1,
        to: 0,
        amount: 7.5,
    };
    assert_eq!(settle(&[7.5, -7.5]), [payment]);
    assert!(settle(&[0.0, 0.0]).is_empty());
    assert!(settle(&[]).is_empty());
}

/// Largest to largest would take four payments; two groups settle apart in three.
#[test]
fn groups_that_balance_settle_apart() {
    let balances = [5.0, -3.0, -2.0, 4.0, -4.0];
    let payments = settle(&balances);
    assert_eq!(balances_after(5, &payments), balances);
    assert_eq!(payments.len(), 3);
    assert!(
        payments
            .iter()
            .any(|payment| (payment.from, payment.to) == (4, 3))
    );
}

#[test]
fn every_balance_is_settled_by_less_payments_than_players() {
    for seed in 0..200 {
        let mut random = Rng::with_seed(seed);
        let players = 1 + random.usize(..20);
        let mut balances: Vec<f64> = (1..players).map(|_| f64::from(random.i32(-9..=9))).collect();
        balances.push(-balances.iter().sum::<f64>());
        let payments = settle(&balances);
        assert!(payments.len() < players, "seed {seed}");
        assert_eq!(balances_after(players, &payments), balances, "seed {seed}");
    }
}

#[test]
fn losers_are_made_whole_by_those_who_gain() {
    let made = compensation(&[30.0, -6.0, 10.0]);
    let after = balances_after(3, &made.payments);
    assert_eq!((after, made.shortfall), (vec![-4.5, 6.0, -1.5], 0.0));
    // Gains too small: losers share them by their losses.
    let made = compensation(&[6.0, -9.0, -3.0]);
    let after = balances_after(3, &made.payments);
    assert_eq!((after, made.shortfall), (vec![-6.0, 4.5, 1.5], 6.0));
    let nobody_gains = compensation(&[-1.0, 0.0]);
    assert!(nobody_gains.payments.is_empty());
    assert_eq!(nobody_gains.shortfall, 1.0);
}
