//! What the derivatives at the fit tell of the free numbers: which the totals determine, and how well.
//!
//! Tolerances and units differ by many orders of magnitude, and so do the rows and columns of the Jacobian. That
//! says nothing about its rank: rows and columns are first scaled to the same size (D. Ruiz, "A scaling algorithm
//! to equilibrate both rows and columns norms in matrices", 2001), and only what is small then is lost.

use nalgebra::DMatrix;

/// Singular values of the scaled Jacobian below this part of the largest count as none: nothing tells what lies
/// in their direction. Derivatives are known to a few digits more.
const NOT_IDENTIFIED: f64 = 1e-8;
/// A derivative by which one per cent of the number moves the total by less than this part of one per cent is
/// rounding, which scaling must not blow up.
const ROUNDING: f64 = 1e-12;
/// Parts of a direction below this do not belong to it.
const NAMED: f64 = 1e-4;
/// Each halves what the scaling is still off, in orders of magnitude.
const ROUNDS: usize = 64;

/// How well each free number is known.
pub(super) struct Spread {
    /// Singular values of the scaled Jacobian, the largest first.
    pub(super) singular: Vec<f64>,
    /// Standard error of each number, in its own unit, as far as the totals determine it.
    pub(super) error: Vec<f64>,
    /// By direction in which no total moves: the numbers that take part in it. Fixing the first of each leaves
    /// all others determined.
    pub(super) lost: Vec<Vec<usize>>,
}

impl Spread {
    /// From the derivatives of the totals (rows) by the numbers (columns), the tolerances of the totals, and
    /// what both are.
    pub(super) fn new(slopes: &DMatrix<f64>, within: &[f64], totals: &[f64], values: &[f64]) -> Self {
        let n = slopes.ncols();
        // The singular value decomposition gives all directions only with no fewer rows than columns.
        let mut jacobian = DMatrix::zeros(slopes.nrows().max(n), n);
        for row in 0..slopes.nrows() {
            for column in 0..n {
                let slope = slopes[(row, column)];
                let size = if values[column] == 0.0 {
                    1.0
                } else {
                    values[column].abs()
                };
                if (slope * size).abs() > ROUNDING * totals[row].abs() {
                    jacobian[(row, column)] = slope / within[row];
                }
            }
        }
        if n == 0 {
            return Self {
                singular: Vec::new(),
                error: Vec::new(),
                lost: Vec::new(),
            };
        }
        let svd = equilibrated(&jacobian).svd(false, true);
        let largest = svd.singular_values.max();
        let limit = NOT_IDENTIFIED * largest;
        let lost: Vec<usize> = (0..n).filter(|at| svd.singular_values[*at] <= limit).collect();
        let mut singular: Vec<f64> = svd.singular_values.iter().copied().collect();
        singular.sort_by(|a, b| b.total_cmp(a));
        let directions = svd.v_t.unwrap_or_else(|| DMatrix::identity(n, n));
        let lost = told_apart(directions.select_rows(&lost));
        let fixed: Vec<usize> = lost.iter().map(|direction| direction[0]).collect();
        Self {
            singular,
            error: errors(&jacobian, &fixed),
            lost,
        }
    }
}

/// `matrix` with its rows and columns scaled so that the largest entry of each is 1; those of nothing but zeros
/// stay.
fn equilibrated(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let mut scaled = matrix.clone();
    let factor = |largest: f64| if largest > 0.0 { 1.0 / largest.sqrt() } else { 1.0 };
    for _ in 0..ROUNDS {
        let rows: Vec<f64> = scaled.row_iter().map(|row| factor(row.amax())).collect();
        let columns: Vec<f64> = scaled.column_iter().map(|column| factor(column.amax())).collect();
        for (column, by_column) in columns.iter().enumerate() {
            for (row, by_row) in rows.iter().enumerate() {
                scaled[(row, column)] *= by_row * by_column;
            }
        }
    }
    scaled
}

/// The numbers that take part in each of the directions (rows), which are first combined so that each has a
/// number of its own, told first, and as few others as there can be.
fn told_apart(mut directions: DMatrix<f64>) -> Vec<Vec<usize>> {
    let (count, n) = directions.shape();
    let mut own = Vec::new();
    for at in 0..count {
        // Gauss and Jordan's elimination, the largest entry first.
        let free = || (0..n).filter(|column| !own.contains(column));
        let entries = (at..count).flat_map(|row| free().map(move |column| (row, column)));
        let size = |entry: &(usize, usize)| directions[*entry].abs();
        let Some(pivot) = entries.max_by(|a, b| size(a).total_cmp(&size(b))) else {
            break;
        };
        directions.swap_rows(at, pivot.0);
        let largest = directions[(at, pivot.1)];
        directions.row_mut(at).unscale_mut(largest);
        let line = directions.row(at).clone_owned();
        for row in (0..count).filter(|row| *row != at) {
            let part = directions[(row, pivot.1)];
            let mut other = directions.row_mut(row);
            other -= &line * part;
        }
        own.push(pivot.1);
    }
    own.iter()
        .enumerate()
        .map(|(at, first)| {
            let others = (0..n).filter(|number| number != first && directions[(at, *number)].abs() > NAMED);
            std::iter::once(*first).chain(others).collect()
        })
        .collect()
}

/// The standard errors `(JᵀJ)⁻¹` of all numbers but those `fixed`, whose columns follow from the others.
///
/// By Householder's method on columns of the same length, the largest rows first: then it is as exact for rows of
/// very different size as if each had been scaled (M. J. D. Powell, J. K. Reid, "On applying Householder
/// transformations to linear least squares problems", 1969).
fn errors(jacobian: &DMatrix<f64>, fixed: &[usize]) -> Vec<f64> {
    let mut errors = vec![0.0; jacobian.ncols()];
    let told: Vec<usize> = (0..jacobian.ncols())
        .filter(|number| !fixed.contains(number))
        .collect();
    if told.is_empty() {
        return errors;
    }
    let mut columns = jacobian.select_columns(&told);
    let lengths: Vec<f64> = columns.column_iter().map(|column| column.norm()).collect();
    for (mut column, length) in columns.column_iter_mut().zip(&lengths) {
        column /= *length;
    }
    let mut rows: Vec<usize> = (0..columns.nrows()).collect();
    let size = |row: usize| columns.row(row).amax();
    rows.sort_by(|a, b| size(*b).total_cmp(&size(*a)));
    let qr = columns.select_rows(&rows).col_piv_qr();
    let mut inverse = DMatrix::identity(told.len(), told.len());
    if !qr.r().solve_upper_triangular_mut(&mut inverse) {
        return errors;
    }
    qr.p().inv_permute_rows(&mut inverse);
    for ((number, row), length) in told.into_iter().zip(inverse.row_iter()).zip(&lengths) {
        errors[number] = row.norm() / length;
    }
    errors
}
