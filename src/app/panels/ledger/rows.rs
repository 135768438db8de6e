//! The rows of the ledger: entries of today and of what is shown, side by side.

use std::collections::BTreeMap;

use crate::model::CompanyId;
use crate::solver::{Entry, EntryKind, Ledger, Party};

/// One payer, payee and purpose, with the amounts today and now, in currency per period.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) from: Party,
    pub(super) to: Party,
    pub(super) kind: EntryKind,
    pub(super) today: f64,
    pub(super) now: f64,
}

impl Row {
    pub(super) fn change(&self) -> f64 {
        let change = self.now - self.today;
        // What the solver leaves as rounding is no change.
        if change.abs() <= 1e-9 * self.today.abs().max(self.now.abs()) {
            0.0
        } else {
            change
        }
    }

    /// Whether `company` pays or is paid.
    pub(super) fn touches(&self, company: &CompanyId) -> bool {
        let is = |party: &Party| matches!(party, Party::Company(id) if id == company);
        is(&self.from) || is(&self.to)
    }
}

/// All entries of both ledgers, those of the same payer, payee and kind in one row.
pub(super) fn rows(today: &Ledger, now: &Ledger) -> Vec<Row> {
    let mut all: BTreeMap<(Party, Party, EntryKind), (f64, f64)> = BTreeMap::new();
    let key = |entry: &Entry| (entry.from.clone(), entry.to.clone(), entry.kind);
    for entry in today.entries() {
        all.entry(key(entry)).or_default().0 += entry.amount;
    }
    for entry in now.entries() {
        all.entry(key(entry)).or_default().1 += entry.amount;
    }
    let row = |((from, to, kind), (today, now))| Row {
        from,
        to,
        kind,
        today,
        now,
    };
    all.into_iter().map(row).collect()
}

/// What the rows come to for one company, or for all: paid in and paid out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Totals {
    pub(super) received: f64,
    pub(super) paid: f64,
}

/// What `company` receives and pays in what is shown.
pub(super) fn totals(rows: &[Row], company: &CompanyId) -> Totals {
    let is = |party: &Party| matches!(party, Party::Company(id) if id == company);
    let mut totals = Totals::default();
    for row in rows {
        if is(&row.to) {
            totals.received += row.now;
        }
        if is(&row.from) {
            totals.paid += row.now;
        }
    }
    totals
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::solver::{Compiled, Search};

    #[test]
    fn what_all_parties_receive_and_pay_is_the_same() {
        let text = include_bytes!("../../../../models/two-shops.ron");
        let map = crate::file::parse(text).unwrap().map;
        let solution = Compiled::new(&map).unwrap().solve(None, Search::FromToday);
        let ledger = solution.unwrap().ledger;
        let rows = rows(&ledger, &ledger);
        assert!(!rows.is_empty());
        for company in map.companies().keys() {
            let totals = totals(&rows, company);
            let balance = ledger.balance(&Party::Company(company.clone()));
            assert!((totals.received - totals.paid - balance).abs() <= 1e-9 * totals.received.max(1.0));
        }
    }
}
