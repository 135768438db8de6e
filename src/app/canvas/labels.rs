//! Placing of labels: none covers another or anything else drawn; the important ones come first and
//! the rest give way.

use std::collections::HashMap;

use egui::Rect;

/// A label that wants a place.
#[derive(Clone, Debug)]
pub struct Wish<T> {
    /// Higher comes first.
    pub importance: f64,
    /// Where it may stand and what would be written there, the best first.
    pub options: Vec<(Rect, T)>,
}

/// Gives each wish the first of its options that is free and wholly in view, in order of importance.
/// `taken` is what no label may cover.
pub fn place<T>(mut wishes: Vec<Wish<T>>, taken: &[Rect], viewport: Rect) -> Vec<(Rect, T)> {
    let mut ground = Ground::new(viewport);
    for rect in taken {
        ground.take(*rect);
    }
    wishes.sort_by(|a, b| b.importance.total_cmp(&a.importance));
    let mut placed = Vec::new();
    for wish in wishes {
        let mut options = wish.options;
        let free = |rect: &Rect| viewport.contains_rect(*rect) && ground.is_free(*rect);
        if let Some(choice) = options.iter().position(|(rect, _)| free(rect)) {
            let (rect, what) = options.swap_remove(choice);
            ground.take(rect);
            placed.push((rect, what));
        }
    }
    placed
}

/// What is taken, found by cells.
struct Ground {
    viewport: Rect,
    rects: Vec<Rect>,
    cells: HashMap<(i32, i32), Vec<usize>>,
}

impl Ground {
    const CELL: f32 = 96.0;

    fn new(viewport: Rect) -> Self {
        Self {
            viewport,
            rects: Vec::new(),
            cells: HashMap::new(),
        }
    }

    /// The cells of the part of `rect` that can be seen; none for what cannot.
    fn cells(&self, rect: Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
        let seen = rect.intersect(self.viewport.expand(Self::CELL));
        let (low, high) = if seen.is_positive() {
            let cell = |pos: egui::Pos2| {
                (
                    (pos.x / Self::CELL).floor() as i32,
                    (pos.y / Self::CELL).floor() as i32,
                )
            };
            (cell(seen.min), cell(seen.max))
        } else {
            ((0, 0), (-1, -1))
        };
        (low.0..=high.0).flat_map(move |x| (low.1..=high.1).map(move |y| (x, y)))
    }

    fn take(&mut self, rect: Rect) {
        for cell in self.cells(rect) {
            self.cells.entry(cell).or_default().push(self.rects.len());
        }
        self.rects.push(rect);
    }

    fn is_free(&self, rect: Rect) -> bool {
        self.cells(rect)
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .all(|&other| !self.rects[other].intersects(rect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    fn at(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(40.0, 10.0))
    }

    fn viewport() -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0))
    }

    #[test]
    fn the_important_one_gets_the_place_and_the_other_its_second_choice() {
        let wishes = vec![
            Wish {
                importance: 1.0,
                options: vec![(at(0.0, 0.0), "small"), (at(0.0, 20.0), "small below")],
            },
            Wish {
                importance: 2.0,
                options: vec![(at(5.0, 2.0), "large")],
            },
            Wish {
                importance: 0.5,
                options: vec![(at(10.0, 5.0), "least")],
            },
        ];
        let texts: Vec<_> = place(wishes, &[], viewport())
            .into_iter()
            .map(|(_, what)| what)
            .collect();
        assert_eq!(texts, ["large", "small below"]);
    }

    #[test]
    fn nothing_placed_overlaps() {
        let wishes: Vec<Wish<usize>> = (0..2000)
            .map(|n| Wish {
                importance: (n * 7919 % 1000) as f64,
                options: vec![(at((n * 37 % 790) as f32, (n * 53 % 590) as f32), n)],
            })
            .collect();
        let taken = [Rect::from_min_size(pos2(300.0, 200.0), vec2(200.0, 150.0))];
        let placed = place(wishes, &taken, viewport());
        assert!(placed.len() > 50);
        for (i, (a, _)) in placed.iter().enumerate() {
            assert!(!a.intersects(taken[0]));
            assert!(placed[..i].iter().all(|(b, _)| !a.intersects(*b)));
        }
    }
}
