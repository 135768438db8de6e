//! What a node is, as far as its name and its place in the network tell.

use std::collections::HashSet;

use super::kinds::{self, Kind};
use super::reading::Because;

/// What the source says of a node's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// This kind, by its name or because somebody chose it.
    Kind(Kind),
    /// A word that speaks of this kind, such as "bank" of a payment.
    Word(Kind),
    /// Nothing, or nothing that is known.
    Nothing,
}

/// Guesses the kinds that are not stated. `links` are pairs of positions in `stated` and `names`, `paid` the
/// positions that a link leads to which the source calls a payment.
///
/// Such links and names tell wallets, names also sellers. Of the rest, what sends to a payment sells; what nothing leads to
/// is where visits start; all else is a platform, which may send and receive as it likes.
pub(super) fn kinds(
    stated: Vec<Stated>,
    names: &[&str],
    links: &[(usize, usize)],
    paid: &HashSet<usize>,
) -> Vec<(Kind, Because)> {
    let (mut sends, mut receives) = (vec![false; stated.len()], vec![false; stated.len()]);
    let set = |flags: &mut Vec<bool>, at: usize| {
        if let Some(flag) = flags.get_mut(at) {
            *flag = true;
        }
    };
    for (from, to) in links.iter().filter(|(from, to)| from != to) {
        set(&mut sends, *from);
        set(&mut receives, *to);
    }
    let is = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or(false);
    let mut guessed: Vec<(Option<Kind>, Because)> = stated
        .into_iter()
        .enumerate()
        .map(|(at, stated)| match stated {
            Stated::Kind(kind) => (Some(kind), Because::Stated),
            // Nothing leads out of a payment: a bank from which links lead is something else.
            Stated::Word(kind) if kind != Kind::Payment || !is(&sends, at) => (Some(kind), Because::Stated),
            Stated::Word(_) => (None, Because::Shape),
            Stated::Nothing if paid.contains(&at) && !is(&sends, at) => {
                (Some(Kind::Payment), Because::Stated)
            }
            Stated::Nothing => {
                let named = names.get(at).and_then(|name| kinds::of_node(name));
                // Nothing leads out of a payment, so what sends is none.
                let fits = named.filter(|kind| *kind != Kind::Payment || !is(&sends, at));
                (fits, Because::Named)
            }
        })
        .collect();
    let kind = |guessed: &[(Option<Kind>, Because)], at: usize| guessed.get(at).and_then(|(kind, _)| *kind);
    let mut sells = vec![false; guessed.len()];
    for (from, to) in links {
        if kind(&guessed, *to) == Some(Kind::Payment) && kind(&guessed, *from).is_none() {
            set(&mut sells, *from);
        }
    }
    for (at, (slot, because)) in guessed.iter_mut().enumerate() {
        if slot.is_some() {
            continue;
        }
        *because = Because::Shape;
        *slot = Some(if is(&sells, at) && is(&receives, at) {
            Kind::Merchant
        } else if is(&sells, at) || is(&receives, at) {
            Kind::Platform
        } else {
            Kind::Channel
        });
    }
    guessed
        .into_iter()
        .map(|(kind, because)| (kind.unwrap_or(Kind::Platform), because))
        .collect()
}
