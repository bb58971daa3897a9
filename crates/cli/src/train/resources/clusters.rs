//! Words that are used alike, gathered: spherical k-means in three levels, 64 clusters, each cut into 4, each
//! of these into 4.
//!
//! Means begin at rows chosen far from each other (Gonzalez 1985), so nothing is left to chance and the same
//! vectors give the same clusters. Rows are weighted alike, whatever the number of words that share them.

use super::vectors::Vectors;
use shirushi_analysis::Cluster;

const COARSE: usize = 64;
const PARTS: usize = 4;
const ROUNDS: usize = 20;

/// The cluster of each row.
pub(super) fn gather(vectors: &Vectors) -> Vec<Cluster> {
    let rows: Vec<Vec<f32>> = vectors.rows().map(unit).collect();
    let all: Vec<usize> = (0..rows.len()).collect();
    let mut clusters = vec![Cluster::default(); rows.len()];
    for (coarse, members) in parts(&rows, &all, COARSE).into_iter().enumerate() {
        for (middle, members) in parts(&rows, &members, PARTS).into_iter().enumerate() {
            for (fine, members) in parts(&rows, &members, PARTS).into_iter().enumerate() {
                for row in members {
                    let cluster = Cluster::new(((coarse * PARTS + middle) * PARTS + fine) as u16);
                    if let (Some(to), Some(cluster)) = (clusters.get_mut(row), cluster) {
                        *to = cluster;
                    }
                }
            }
        }
    }
    clusters
}

pub(super) fn unit(row: &[f32]) -> Vec<f32> {
    let length = dot(row, row).sqrt().max(1e-9);
    row.iter().map(|number| number / length).collect()
}

pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums beside each other, so that the processor need not wait for one.
    let (a8, a_rest) = a.as_chunks::<8>();
    let (b8, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0f32; 8];
    for (a, b) in a8.iter().zip(b8) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// Cuts the members into so many parts, some of them perhaps empty.
fn parts(rows: &[Vec<f32>], members: &[usize], count: usize) -> Vec<Vec<usize>> {
    let mut means = beginnings(rows, members, count);
    let mut parts = vec![Vec::new(); count];
    for _ in 0..ROUNDS {
        let mut next = vec![Vec::new(); count];
        for &member in members {
            let Some(row) = rows.get(member) else { continue };
            let likeness = means.iter().map(|mean| dot(mean, row));
            let nearest = likeness.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            if let Some(part) = nearest.and_then(|(nearest, _)| next.get_mut(nearest)) {
                part.push(member);
            }
        }
        let is_settled = next == parts;
        parts = next;
        if is_settled {
            break;
        }
        for (mean, part) in means.iter_mut().zip(&parts).filter(|(_, part)| !part.is_empty()) {
            let mut sum = vec![0.0f32; mean.len()];
            for row in part.iter().filter_map(|&member| rows.get(member)) {
                sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
            *mean = unit(&sum);
        }
    }
    parts
}

/// Rows far from each other: the first member, then always the one that is least like any chosen.
fn beginnings(rows: &[Vec<f32>], members: &[usize], count: usize) -> Vec<Vec<f32>> {
    let mut chosen: Vec<Vec<f32>> = Vec::with_capacity(count);
    let mut closest: Vec<f32> = vec![f32::MIN; members.len()];
    let mut next = members.first().copied();
    while let Some(row) = next.filter(|_| chosen.len() < count).and_then(|next| rows.get(next)) {
        for (closest, other) in closest.iter_mut().zip(members.iter().filter_map(|&m| rows.get(m))) {
            *closest = closest.max(dot(row, other));
        }
        chosen.push(row.clone());
        let farthest = closest.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1).then(a.0.cmp(&b.0)));
        next = farthest.and_then(|(place, _)| members.get(place)).copied();
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_one_way_comes_together() {
        let mut numbers = Vec::new();
        for direction in 0..128usize {
            for near in 0..3usize {
                let mut row = [0.0f32; 128];
                row[direction] = 1.0;
                row[(direction + 1) % 128] = 0.01 * near as f32;
                numbers.extend_from_slice(&row);
            }
        }
        let clusters = gather(&Vectors { width: 128, numbers, words: Vec::new() });
        // Which of 64 clusters: within one, two directions share sixteen parts, and so may cut each other.
        let coarse = |direction: usize, near: usize| clusters[3 * direction + near].coarse();
        for direction in [0, 17, 127] {
            assert_eq!(coarse(direction, 0), coarse(direction, 2));
        }
        assert_ne!(coarse(3, 0), coarse(90, 0));
    }
}
