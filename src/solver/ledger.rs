//! The ledger: who pays whom for what, in double entry.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::{CompanyId, NodeId};

/// Somebody who pays or is paid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// The users who buy.
    Buyers,
    /// The independent sellers on a platform.
    Merchants(NodeId),
    /// A company.
    Company(CompanyId),
    /// Whoever runs a node that no company owns or hosts.
    Nobody(NodeId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Buyers => f.write_str("buyers"),
            Self::Merchants(platform) => write!(f, "merchants:{platform}"),
            Self::Company(company) => write!(f, "{company}"),
            Self::Nobody(node) => write!(f, "unowned:{node}"),
        }
    }
}

impl Serialize for Party {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Buyers pay merchants.
    Sales,
    /// Merchants pay the platform's owner.
    Commission,
    /// Merchants pay the host of the surface their ads stand on.
    Ads,
    /// Merchants pay the owner of the payment node.
    Fee,
    /// Merchants pay the host of the surface that brought the sale.
    Referral,
}

/// One payment of money, currency per period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Who pays.
    pub from: Party,
    /// Who is paid.
    pub to: Party,
    /// For what.
    pub kind: EntryKind,
    /// How much.
    pub amount: f64,
}

/// All entries, one for each payer, payee and kind, in that order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Books the entries, adding up those of the same payer, payee and kind; nothing is booked for nothing.
    pub(super) fn book(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut sums = std::collections::BTreeMap::new();
        for Entry {
            from,
            to,
            kind,
            amount,
        } in entries
        {
            if amount != 0.0 {
                *sums.entry((from, to, kind)).or_insert(0.0) += amount;
            }
        }
        let entries = sums
            .into_iter()
            .map(|((from, to, kind), amount)| Entry {
                from,
                to,
                kind,
                amount,
            })
            .collect();
        Self { entries }
    }

    /// The entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What `party` has received less what it has paid.
    pub fn balance(&self, party: &Party) -> f64 {
        self.entries.iter().map(|entry| entry.effect_on(party)).sum()
    }

    /// What `party` has received under `kind`.
    pub fn received(&self, party: &Party, kind: EntryKind) -> f64 {
        let mine = self
            .entries
            .iter()
            .filter(|entry| entry.to == *party && entry.kind == kind);
        mine.map(|entry| entry.amount).sum()
    }

    /// Every balance, by party.
    pub fn balances(&self) -> std::collections::BTreeMap<Party, f64> {
        let mut all = std::collections::BTreeMap::new();
        for entry in &self.entries {
            *all.entry(entry.from.clone()).or_insert(0.0) -= entry.amount;
            *all.entry(entry.to.clone()).or_insert(0.0) += entry.amount;
        }
        all
    }
}

impl Entry {
    fn effect_on(&self, party: &Party) -> f64 {
        let mut effect = 0.0;
        if self.to == *party {
            effect += self.amount;
        }
        if self.from == *party {
            effect -= self.amount;
        }
        effect
    }
}
