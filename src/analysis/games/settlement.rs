//! Payments between players: who pays whom so that everybody ends with what was agreed.

/// One payment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Payment {
    /// The player who pays.
    pub from: usize,
    /// The player who is paid.
    pub to: usize,
    /// How much, above 0.
    pub amount: f64,
}

/// More players are settled as one group: finding the fewest payments takes time of two to their
/// number.
const MOST_PLAYERS: usize = 16;
/// Balances below this part of all that is owed are none.
const NOTHING: f64 = 1e-12;

/// The fewest payments that give each player its balance (above 0: it is paid), which add up to 0.
///
/// A group of players whose balances add up to 0 needs one payment less than it has players, so the
/// players are split into as many such groups as there can be. Source: T. Verhoeff, "Settling multiple
/// debts efficiently: an invitation to computing science", Informatics in Education 3 (2004).
pub fn settle(balances: &[f64]) -> Vec<Payment> {
    let owed: f64 = balances.iter().map(|balance| balance.abs()).sum();
    let nothing = NOTHING * owed;
    let involved: Vec<_> = (0..balances.len())
        .filter(|player| balances[*player].abs() > nothing)
        .collect();
    let groups = match involved.len() {
        0 => Vec::new(),
        count if count > MOST_PLAYERS => vec![involved],
        _ => zero_groups(&involved, balances, nothing),
    };
    let payments = groups
        .iter()
        .flat_map(|group| settle_group(group, balances, nothing));
    payments.collect()
}

/// `players` in as many groups as there can be whose balances add up to 0 each.
fn zero_groups(players: &[usize], balances: &[f64], nothing: f64) -> Vec<Vec<usize>> {
    let sets = 1usize << players.len();
    let members = |set: usize| (0..players.len()).filter(move |member| set >> member & 1 == 1);
    let is_zero = |set: usize| {
        members(set)
            .map(|member| balances[players[member]])
            .sum::<f64>()
            .abs()
            <= nothing
    };
    // By set of players: the most groups, when they come in one by one and a group ends wherever the
    // sum so far is zero; and who came in last.
    let mut most = vec![0; sets];
    let mut last = vec![0; sets];
    for set in 1..sets {
        // `set` has a member.
        let best = members(set)
            .max_by_key(|member| most[set & !(1 << member)])
            .unwrap_or(0);
        last[set] = best;
        most[set] = most[set & !(1 << best)] + usize::from(is_zero(set));
    }
    let mut groups = Vec::new();
    let mut group = Vec::new();
    let mut set = sets - 1;
    while set != 0 {
        group.push(players[last[set]]);
        set &= !(1 << last[set]);
        if set == 0 || is_zero(set) {
            group.sort_unstable();
            groups.push(std::mem::take(&mut group));
        }
    }
    groups.reverse();
    groups
}

/// Who owes most pays who is owed most, until nobody owes anything.
fn settle_group(group: &[usize], balances: &[f64], nothing: f64) -> Vec<Payment> {
    let mut left: Vec<_> = group.iter().map(|player| (*player, balances[*player])).collect();
    let mut payments = Vec::new();
    for _ in 1..group.len() {
        left.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let [(to, owed), .., (from, owes)] = left.as_mut_slice() else {
            break;
        };
        let amount = owed.min(-*owes);
        if amount <= nothing {
            break;
        }
        payments.push(Payment {
            from: *from,
            to: *to,
            amount,
        });
        *owed -= amount;
        *owes += amount;
    }
    payments
}

/// What would make the losers of a bundle whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Compensation {
    /// The payments from those who gain to those who lose, in proportion to the gains.
    pub payments: Vec<Payment>,
    /// The sum of all losses that the gains do not cover; nobody then is paid more than its part.
    pub shortfall: f64,
}

/// The payments that leave nobody worse off than with no gain at all: losers get their losses,
/// winners pay in proportion to their gains. Where the gains are too small, losers get their part of
/// them in proportion to the losses.
pub fn compensation(gains: &[f64]) -> Compensation {
    let won: f64 = gains.iter().filter(|gain| **gain > 0.0).sum();
    let lost: f64 = -gains.iter().filter(|gain| **gain < 0.0).sum::<f64>();
    let moved = won.min(lost);
    let balance = |gain: &f64| {
        let side = if *gain > 0.0 { won } else { lost };
        if side > 0.0 { -gain / side * moved } else { 0.0 }
    };
    let balances: Vec<f64> = gains.iter().map(balance).collect();
    Compensation {
        payments: settle(&balances),
        shortfall: lost - moved,
    }
}
