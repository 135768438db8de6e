//! Steps to where the feedback rests: Newton's with the derivative of one state for all (the chord
//! method), corrected by what the steps taken show (Broyden 1965, as stated by Kelley 1995, ch. 7).

/// `(I − J)^{-1}`, J being the derivative of one round.
#[derive(Clone, Debug)]
pub(super) struct Chord {
    n: usize,
    /// Row-major.
    inverse: Vec<f64>,
}

/// The steps taken so far in one combination.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    taken: Vec<f64>,
    sizes: Vec<f64>,
    /// The step to take.
    pub(super) next: Vec<f64>,
}

impl Chord {
    /// Knows nothing of the derivative, so that the first step is a plain round.
    pub(super) fn plain(n: usize) -> Self {
        let mut inverse = vec![0.0; n * n];
        inverse
            .iter_mut()
            .step_by(n + 1)
            .for_each(|diagonal| *diagonal = 1.0);
        Self { n, inverse }
    }

    /// For the derivative `jacobian`, row-major; `None` if `I − J` cannot be inverted.
    pub(super) fn new(n: usize, jacobian: &[f64]) -> Option<Self> {
        let mut left: Vec<f64> = jacobian.iter().map(|j| -j).collect();
        left.iter_mut()
            .step_by(n + 1)
            .for_each(|diagonal| *diagonal += 1.0);
        let mut inverse = Self::plain(n).inverse;
        // Gauss–Jordan with partial pivoting.
        for column in 0..n {
            let size = |row: &usize| left[row * n + column].abs();
            let pivot = (column..n).max_by(|a, b| size(a).total_cmp(&size(b)))?;
            let divisor = left[pivot * n + column];
            if divisor.abs() < 1e-12 || !divisor.is_finite() {
                return None;
            }
            for k in 0..n {
                left.swap(column * n + k, pivot * n + k);
                inverse.swap(column * n + k, pivot * n + k);
            }
            for k in 0..n {
                left[column * n + k] /= divisor;
                inverse[column * n + k] /= divisor;
            }
            for row in (0..n).filter(|&row| row != column) {
                let factor = left[row * n + column];
                if factor != 0.0 {
                    for k in 0..n {
                        left[row * n + k] -= factor * left[column * n + k];
                        inverse[row * n + k] -= factor * inverse[column * n + k];
                    }
                }
            }
        }
        Some(Self { n, inverse })
    }
}

impl Steps {
    /// Forgets all steps.
    pub(super) fn clear(&mut self) {
        self.taken.clear();
        self.sizes.clear();
    }

    /// Works out the next step from the `residual` left by those before; where the state is not
    /// `awake` it stays.
    pub(super) fn advance(&mut self, chord: &Chord, residual: &[f64], awake: &[bool]) {
        let n = chord.n;
        self.next.clear();
        for (row, awake) in chord.inverse.chunks_exact(n).zip(awake) {
            self.next.push(if *awake { dot(row, residual) } else { 0.0 });
        }
        let count = self.sizes.len();
        for (at, &size) in self.sizes.iter().enumerate() {
            let along = dot(&self.taken[at * n..(at + 1) * n], &self.next) / size;
            if at + 1 < count {
                let after = &self.taken[(at + 1) * n..(at + 2) * n];
                self.next
                    .iter_mut()
                    .zip(after)
                    .for_each(|(next, after)| *next += along * after);
            } else if along < 0.9 {
                self.next.iter_mut().for_each(|next| *next /= 1.0 - along);
            }
        }
    }

    /// Notes that `next` was taken in full.
    pub(super) fn keep(&mut self) {
        let size = dot(&self.next, &self.next);
        if size > 0.0 {
            self.taken.extend_from_slice(&self.next);
            self.sizes.push(size);
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_map_is_solved_in_one_step_with_its_derivative() {
        // x = Jx + b rests at (I − J)⁻¹b.
        let chord = Chord::new(2, &[0.5, 0.25, 0.0, 0.2]).expect("an inverse");
        let mut steps = Steps::default();
        steps.advance(&chord, &[1.0, 4.0], &[true, true]);
        assert!((steps.next[1] - 5.0).abs() < 1e-14 && (steps.next[0] - 4.5).abs() < 1e-14);
        assert!(Chord::new(1, &[1.0]).is_none());
    }

    #[test]
    fn steps_taken_teach_the_derivative() {
        // One dimension: the second step of Broyden is the secant's, exact on a line.
        let round = |x: f64| 0.8 * x + 1.0;
        let mut steps = Steps::default();
        let mut x = 0.0;
        for _ in 0..2 {
            steps.advance(&Chord::plain(1), &[round(x) - x], &[true]);
            steps.keep();
            x += steps.next[0];
        }
        assert!((x - 5.0).abs() < 1e-12, "{x}");
    }
}
