//! Anderson acceleration of a fixed point (Anderson 1965; type II of Fang and Saad 2009).

/// The last few points and residuals.
pub(super) struct Anderson {
    depth: usize,
    history: Vec<(Vec<f64>, Vec<f64>)>,
}

impl Anderson {
    pub(super) fn new(depth: usize) -> Self {
        Self {
            depth,
            history: Vec::new(),
        }
    }

    /// Forgets all points.
    pub(super) fn reset(&mut self) {
        self.history.clear();
    }

    /// The next point to try, `x` having the residual `r = F(x) − x`.
    pub(super) fn next(&mut self, x: &[f64], r: &[f64]) -> Vec<f64> {
        let mut next: Vec<f64> = x.iter().zip(r).map(|(x, r)| x + r).collect();
        // Columns of differences, made orthogonal one after the other (modified Gram–Schmidt).
        let mut columns: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        let mut left = r.to_vec();
        for (old_x, old_r) in self.history.iter().rev() {
            let mut dr: Vec<f64> = r.iter().zip(old_r).map(|(new, old)| new - old).collect();
            let mut dx: Vec<f64> = x.iter().zip(old_x).map(|(new, old)| new - old).collect();
            let size = norm(&dr);
            for (other_r, other_x) in &columns {
                let along = dot(&dr, other_r);
                add(&mut dr, -along, other_r);
                add(&mut dx, -along, other_x);
            }
            let rest = norm(&dr);
            if rest <= 1e-8 * size {
                continue;
            }
            dr.iter_mut().chain(&mut dx).for_each(|value| *value /= rest);
            let along = dot(&left, &dr);
            add(&mut left, -along, &dr);
            add(&mut next, -along, &dr);
            add(&mut next, -along, &dx);
            columns.push((dr, dx));
        }
        self.history.push((x.to_vec(), r.to_vec()));
        if self.history.len() > self.depth {
            self.history.remove(0);
        }
        next
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += factor * what;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_map_is_solved_in_as_many_steps_as_it_has_dimensions() {
        // x = Ax + b with eigenvalues far outside the unit circle: plain iteration explodes.
        let map = |x: &[f64]| vec![3.0 * x[0] + x[1] - 4.0, -2.0 * x[1] + 3.0];
        let mut anderson = Anderson::new(5);
        let mut x = vec![0.0, 0.0];
        for _ in 0..4 {
            let r: Vec<f64> = map(&x).iter().zip(&x).map(|(f, x)| f - x).collect();
            x = anderson.next(&x, &r);
        }
        assert!((x[0] - 1.5).abs() < 1e-9 && (x[1] - 1.0).abs() < 1e-9, "{x:?}");
    }
}
