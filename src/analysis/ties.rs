//! What is a difference and what is rounding, in every analysis alike.
//!
//! A number of a solved map is known to about a billionth of itself. Two of them that differ by less are the
//! same, and a sum of such differences is none where it is less than a billionth of all that went into it:
//! what one company wins and another loses cancels, but the rounding in both does not.

/// Numbers are the same when they differ by less than this part of the larger.
pub const TIE: f64 = 1e-9;

/// Sums the changes of several numbers, each given before and after, and tells rounding from a change.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change {
    sum: f64,
    size: f64,
}

impl Change {
    /// That of one number.
    pub fn of(before: f64, after: f64) -> Self {
        let mut change = Self::default();
        change.add(before, after);
        change
    }

    /// Adds that of another number.
    pub fn add(&mut self, before: f64, after: f64) {
        self.sum += after - before;
        self.size += before.abs().max(after.abs());
    }

    /// By how much the sum has changed; exactly 0 where that is rounding.
    pub fn value(self) -> f64 {
        if self.sum.abs() <= self.tie() {
            0.0
        } else {
            self.sum
        }
    }

    /// Below which two such changes are the same.
    pub fn tie(self) -> f64 {
        TIE * self.size
    }
}
