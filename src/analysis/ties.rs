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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cancels_is_no_change_and_what_does_not_is_one() {
        for scale in [1e-12, 1.0, 1e12] {
            let mut moved = Change::of(0.1 * scale, 0.3 * scale);
            moved.add(0.3 * scale, 0.1 * scale);
            assert_eq!(moved.value(), 0.0, "what the one wins the other loses");
            moved.add(scale, (1.0 + 1e-8) * scale);
            assert!(moved.value() > 0.9e-8 * scale);
        }
        assert_eq!(Change::of(0.0, 0.0).value(), 0.0);
        assert_eq!(
            Change::of(0.0, 1e-300).value(),
            1e-300,
            "from nothing anything is a change"
        );
    }
}
