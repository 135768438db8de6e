//! GMRES (Saad and Schultz 1986): solves `Ax = b` from products with A alone, without restarts.

/// Steps after which to stop in any case; the residual is small long before where A is near the identity.
const MOST: usize = 300;
/// The residual, relative to `b`, that is small enough.
const ENOUGH: f64 = 1e-14;

/// The solution of `Ax = b`, `product` giving A times a vector: the best in the Krylov space reached.
pub(super) fn gmres(b: &[f64], mut product: impl FnMut(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let size = norm(b);
    if size == 0.0 {
        return b.to_vec();
    }
    let mut basis = vec![scaled(b, 1.0 / size)];
    // The Hessenberg matrix, column by column, turned into a triangle by Givens rotations.
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut turns: Vec<(f64, f64)> = Vec::new();
    let mut right = vec![size];
    for step in 0..b.len().min(MOST) {
        let mut next = product(&basis[step]);
        let mut column: Vec<f64> = Vec::with_capacity(step + 2);
        for known in &basis {
            let along = dot(&next, known);
            next.iter_mut().zip(known).for_each(|(n, k)| *n -= along * k);
            column.push(along);
        }
        let rest = norm(&next);
        for (row, (cos, sin)) in turns.iter().enumerate() {
            let (a, b) = (column[row], column[row + 1]);
            column[row] = cos * a + sin * b;
            column[row + 1] = cos * b - sin * a;
        }
        let length = column[step].hypot(rest);
        if length == 0.0 {
            break;
        }
        let (cos, sin) = (column[step] / length, rest / length);
        column[step] = length;
        right.push(-sin * right[step]);
        right[step] *= cos;
        columns.push(column);
        turns.push((cos, sin));
        if rest == 0.0 || right[step + 1].abs() <= ENOUGH * size {
            break;
        }
        basis.push(scaled(&next, 1.0 / rest));
    }
    let mut weights = vec![0.0; columns.len()];
    for row in (0..columns.len()).rev() {
        let known: f64 = (row + 1..columns.len())
            .map(|c| columns[c][row] * weights[c])
            .sum();
        weights[row] = (right[row] - known) / columns[row][row];
    }
    let mut x = vec![0.0; b.len()];
    for (direction, weight) in basis.iter().zip(weights) {
        x.iter_mut().zip(direction).for_each(|(x, d)| *x += weight * d);
    }
    x
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn scaled(a: &[f64], factor: f64) -> Vec<f64> {
    a.iter().map(|a| a * factor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_far_from_the_identity_is_solved_in_as_many_steps_as_it_has_unknowns() {
        let a = [[1.0, -4.0, 0.5], [3.0, 1.0, 0.0], [0.0, 2.0, -6.0]];
        let times = |x: &[f64]| a.iter().map(|row| dot(row, x)).collect::<Vec<_>>();
        let expected = [1.0, -2.0, 0.25];
        let mut products = 0;
        let x = gmres(&times(&expected), |x| {
            products += 1;
            times(x)
        });
        assert_eq!(products, 3);
        for (x, expected) in x.iter().zip(expected) {
            assert!((x - expected).abs() < 1e-12, "{x} against {expected}");
        }
    }

    #[test]
    fn a_system_without_unknowns_or_without_a_right_side_is_no_trouble() {
        assert!(gmres(&[], |x| x.to_vec()).is_empty());
        assert_eq!(gmres(&[0.0, 0.0], |x| x.to_vec()), [0.0, 0.0]);
    }
}
