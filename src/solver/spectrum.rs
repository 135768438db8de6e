//! The spectral radius of a round of feedback at rest: how much of a small disturbance a round leaves in
//! the long run.
//!
//! Gelfand's formula, `ρ = lim ‖Aⁿ‖^{1/n}`, by squaring the matrix again and again: it holds for complex
//! pairs and defective matrices alike, and a part of the feedback that acts on no earlier one stays exactly
//! so. The matrix is that of all parts of the state or, where they are many, that of a Krylov space (Arnoldi
//! 1951), enlarged until the radius stands still.

use nalgebra::DMatrix;

use super::adjoint::Backwards;
use super::feedback::{Feedback, Rest};

/// States up to so many parts have the whole matrix worked out.
const WHOLE: usize = 128;
/// Dimensions of the Krylov spaces for larger ones.
const SPACES: [usize; 4] = [32, 64, 96, 128];
/// The radius stands still when it moves by less from space to space, relative.
const STILL: f64 = 1e-6;
/// Squarings: a factor that comes on top in `‖Aⁿ‖` is told by its 10¹²th root.
const SQUARINGS: i32 = 40;

/// A spectral radius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Radius {
    pub(super) value: f64,
    /// Whether it has come to stand still; else it is an estimate.
    pub(super) is_known: bool,
}

/// The spectral radius of one round at `rest`.
pub(super) fn spectral_radius(feedback: &Feedback, rest: &Rest) -> Radius {
    let round = Backwards::new(feedback, rest);
    radius(rest.state.len(), |weights| {
        feedback.is_wanted().then(|| round.through(weights))
    })
}

/// The spectral radius of a matrix of `n` rows, `product` giving it times a vector until nobody waits for
/// the answer any more.
fn radius(n: usize, product: impl Fn(&[f64]) -> Option<Vec<f64>>) -> Radius {
    if n <= WHOLE {
        let unit = |at| {
            (0..n)
                .map(|row| f64::from(u8::from(row == at)))
                .collect::<Vec<_>>()
        };
        let columns: Option<Vec<Vec<f64>>> = (0..n).map(|at| product(&unit(at))).collect();
        return Radius {
            is_known: columns.is_some(),
            value: columns.map_or(0.0, |columns| {
                gelfand(DMatrix::from_iterator(n, n, columns.into_iter().flatten()))
            }),
        };
    }
    let mut space = Space::new(n);
    let mut value = 0.0;
    for dimension in SPACES {
        while space.columns.len() < dimension && !space.is_closed {
            let Some(next) = space.basis.last().and_then(|last| product(last)) else {
                break;
            };
            space.add(next);
        }
        let before = std::mem::replace(&mut value, gelfand(space.matrix()));
        if space.is_closed || (value - before).abs() <= STILL * value {
            return Radius {
                value,
                is_known: true,
            };
        }
    }
    Radius {
        value,
        is_known: false,
    }
}

/// The spectral radius of a square matrix.
fn gelfand(mut matrix: DMatrix<f64>) -> f64 {
    let mut ln_radius = 0.0;
    for squaring in 0..=SQUARINGS {
        let size = matrix.norm();
        if size == 0.0 {
            return 0.0;
        }
        ln_radius += size.ln() / 2f64.powi(squaring);
        matrix /= size;
        matrix = &matrix * &matrix;
    }
    ln_radius.exp()
}

/// A Krylov space, with what the matrix does to it.
struct Space {
    /// Orthonormal.
    basis: Vec<Vec<f64>>,
    /// What the matrix makes of each but the last of them, in terms of them.
    columns: Vec<Vec<f64>>,
    /// Whether the matrix leads out of it no more.
    is_closed: bool,
}

impl Space {
    /// That of a random direction: it has a part in every direction that grows.
    fn new(n: usize) -> Self {
        let mut random = fastrand::Rng::with_seed(0x_ca7c);
        let start: Vec<f64> = (0..n).map(|_| random.f64() - 0.5).collect();
        let size = norm(&start);
        Self {
            basis: vec![start.iter().map(|part| part / size).collect()],
            columns: Vec::new(),
            is_closed: false,
        }
    }

    /// Adds what the matrix makes of the last direction.
    fn add(&mut self, mut next: Vec<f64>) {
        let size = norm(&next);
        let mut column = vec![0.0; self.basis.len()];
        // The second time takes off what rounding left of the first.
        for _ in 0..2 {
            for (known, along) in self.basis.iter().zip(&mut column) {
                let part: f64 = next.iter().zip(known).map(|(a, b)| a * b).sum();
                next.iter_mut()
                    .zip(known)
                    .for_each(|(next, known)| *next -= part * known);
                *along += part;
            }
        }
        let rest = norm(&next);
        self.is_closed = rest <= f64::EPSILON * size;
        column.push(rest);
        self.columns.push(column);
        if !self.is_closed {
            next.iter_mut().for_each(|part| *part /= rest);
            self.basis.push(next);
        }
    }

    /// The matrix as it acts within the space.
    fn matrix(&self) -> DMatrix<f64> {
        let n = self.columns.len();
        DMatrix::from_fn(n, n, |row, column| {
            self.columns[column].get(row).copied().unwrap_or_default()
        })
    }
}

fn norm(a: &[f64]) -> f64 {
    a.iter().map(|a| a * a).sum::<f64>().sqrt()
}
