//! Long vectors made short: what they have along the directions in which all of them differ most (principal
//! components; Pearson 1901).

use super::clusters::{dot, unit};
use super::vectors::Vectors;
use nalgebra::{DMatrix, SymmetricEigen};
use shirushi_analysis::DIMENSIONS;

/// The first components of each row, the rows being first made of one length. Vectors that are shorter than
/// that have nothing in the rest.
pub(super) fn principal(vectors: &Vectors) -> Vec<[f32; DIMENSIONS]> {
    let mut rows: Vec<Vec<f32>> = vectors.rows().map(unit).collect();
    let mut mean = vec![0.0f32; vectors.width];
    let share = 1.0 / rows.len().max(1) as f32;
    for row in &rows {
        mean.iter_mut().zip(row).for_each(|(mean, number)| *mean += share * number);
    }
    for row in &mut rows {
        row.iter_mut().zip(&mean).for_each(|(number, mean)| *number -= mean);
    }
    let directions = directions(&rows, vectors.width);
    let components = |row: Vec<f32>| {
        let mut components = [0.0; DIMENSIONS];
        components.iter_mut().zip(&directions).for_each(|(to, direction)| *to = dot(&row, direction));
        components
    };
    rows.into_iter().map(components).collect()
}

/// The directions in which the rows differ, the one in which they differ most first.
fn directions(rows: &[Vec<f32>], width: usize) -> Vec<Vec<f32>> {
    let mut products = DMatrix::<f32>::zeros(width, width);
    for row in rows {
        for (mut column, &number) in products.column_iter_mut().zip(row) {
            column.iter_mut().zip(row).for_each(|(sum, other)| *sum += number * other);
        }
    }
    let eigen = SymmetricEigen::new(products);
    let mut order: Vec<usize> = (0..width).collect();
    let value = |&index: &usize| eigen.eigenvalues.get(index).copied().unwrap_or_default();
    order.sort_by(|a, b| value(b).total_cmp(&value(a)));
    order.truncate(DIMENSIONS);
    order.into_iter().map(|index| eigen.eigenvectors.column(index).iter().copied().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_component_is_that_in_which_rows_differ_most() {
        let mut numbers = Vec::new();
        for row in 0..64 {
            let mut vector = [0.0f32; 64];
            vector[7] = 1.0;
            vector[20] = if row % 2 == 0 { 0.8 } else { -0.8 };
            vector[33] = if row % 4 < 2 { 0.1 } else { -0.1 };
            numbers.extend_from_slice(&vector);
        }
        let components = principal(&Vectors { width: 64, numbers, words: Vec::new() });
        assert_eq!(components.len(), 64);
        let most = |row: usize| components[row][0];
        assert!(most(0).abs() > 0.5 && (most(0) + most(1)).abs() < 1e-3 && (most(0) - most(2)).abs() < 1e-3);
        assert!((components[0][1] + components[2][1]).abs() < 1e-3 && components[0][1].abs() > 0.05);
        assert!(components.iter().all(|row| row[2..].iter().all(|number| number.abs() < 1e-3)));
    }
}
