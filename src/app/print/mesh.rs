//! Triangles of one colour as the area that they cover.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Color32, Mesh, Pos2};

/// The colour of a mesh that has but one, and the rings round the area that it covers.
pub fn area(mesh: &Mesh) -> Option<(Color32, Vec<Vec<Pos2>>)> {
    let color = mesh.vertices.first()?.color;
    if mesh.vertices.iter().any(|vertex| vertex.color != color) {
        return None;
    }
    let at = |corner: u32| mesh.vertices.get(corner as usize).map(|vertex| vertex.pos);
    let rings = rings(&mesh.indices);
    let rings = rings
        .iter()
        .map(|ring| ring.iter().filter_map(|&corner| at(corner)).collect());
    Some((color, rings.collect()))
}

/// The rings round triangles that all turn the same way: a side that two of them share is walked both
/// ways and falls out.
fn rings(triangles: &[u32]) -> Vec<Vec<u32>> {
    let mut sides = BTreeSet::new();
    for corners in triangles.chunks_exact(3) {
        for (from, to) in [(0, 1), (1, 2), (2, 0)].map(|(a, b)| (corners[a], corners[b])) {
            if !sides.remove(&(to, from)) {
                sides.insert((from, to));
            }
        }
    }
    let mut ways: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (from, to) in sides {
        ways.entry(from).or_default().push(to);
    }
    let mut rings = Vec::new();
    while let Some((&start, _)) = ways.first_key_value() {
        let mut ring = vec![start];
        let mut at = start;
        while let Some(to) = step(&mut ways, at).filter(|&to| to != start) {
            ring.push(to);
            at = to;
        }
        rings.push(ring);
    }
    rings
}

/// Walks a side that leaves `from`, which is gone then.
fn step(ways: &mut BTreeMap<u32, Vec<u32>>, from: u32) -> Option<u32> {
    let ends = ways.get_mut(&from)?;
    let to = ends.pop();
    if ends.is_empty() {
        ways.remove(&from);
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_of_two_triangles_is_one_ring() {
        assert_eq!(rings(&[0, 1, 2, 0, 2, 3]), [[0, 1, 2, 3]]);
    }

    #[test]
    fn parts_apart_are_rings_apart() {
        assert_eq!(rings(&[0, 1, 2, 3, 4, 5]), [[0, 1, 2], [3, 4, 5]]);
    }

    #[test]
    fn a_hole_is_a_ring_of_its_own() {
        // A triangle 0 1 2 with the triangle 3 4 5 cut out of it.
        let frame = [0, 1, 4, 0, 4, 3, 1, 2, 5, 1, 5, 4, 2, 0, 3, 2, 3, 5];
        assert_eq!(rings(&frame), [vec![0, 1, 2], vec![3, 5, 4]]);
    }
}
