//! Falling into line: where what is moved aligns with its neighbours or keeps an equal distance to
//! them, and the lines that show it.

use kurbo::{Point, Rect};

/// Neighbours farther off than this, in map units, have no say.
const NEAR: f64 = 900.0;
/// Lines closer together than this are one.
const SAME: f64 = 0.5;

/// A line that shows why something fell into its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guide {
    /// Edges or middles lie on it.
    Line(Point, Point),
    /// One of several gaps of equal width.
    Gap(Point, Point),
}

/// How something is to be shifted so that it falls into line, and the lines it then lies on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The shift to the right; `None` if nothing is near enough.
    pub dx: Option<f64>,
    /// The shift down.
    pub dy: Option<f64>,
    /// What to show.
    pub guides: Vec<Guide>,
}

/// Fits `moving` to `others`, where that takes a shift of at most `reach`.
pub fn fit(moving: Rect, others: &[Rect], reach: f64) -> Fit {
    let across = Axis { turned: false };
    let down = Axis { turned: true };
    let dx = across.shift(moving, others, reach);
    let dy = down.shift(moving, others, reach);
    let fitted = moving + kurbo::Vec2::new(dx.unwrap_or(0.0), dy.unwrap_or(0.0));
    let mut guides = Vec::new();
    for (axis, shift) in [(across, dx), (down, dy)] {
        if shift.is_some() {
            axis.guides(fitted, others, &mut guides);
        }
    }
    Fit { dx, dy, guides }
}

/// One direction in which things are shifted: to the right or, `turned`, down. Within, `x` runs along
/// it and `y` across.
#[derive(Clone, Copy)]
struct Axis {
    turned: bool,
}

impl Axis {
    /// A rectangle with `x` along this axis; done twice it is the same again.
    fn turn(self, rect: Rect) -> Rect {
        if self.turned {
            Rect::new(rect.y0, rect.x0, rect.y1, rect.x1)
        } else {
            rect
        }
    }

    fn point(self, x: f64, y: f64) -> Point {
        if self.turned {
            Point::new(y, x)
        } else {
            Point::new(x, y)
        }
    }

    /// The smallest shift that brings `moving` into line or to an equal distance.
    fn shift(self, moving: Rect, others: &[Rect], reach: f64) -> Option<f64> {
        let moving = self.turn(moving);
        let near = |other: &Rect| gap(moving.y0, moving.y1, other.y0, other.y1) < NEAR;
        let turned = others.iter().map(|other| self.turn(*other)).filter(near);
        let lines = turned.flat_map(|other| {
            lines(other)
                .into_iter()
                .zip(lines(moving))
                .map(|(its, own)| its - own)
        });
        let spaced = self
            .row(moving, others)
            .map(|row| row.shifts(moving))
            .unwrap_or_default();
        lines
            .chain(spaced)
            .filter(|shift| shift.abs() <= reach)
            .min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// The lines that `fitted` shares with others, and the gaps that are equal.
    fn guides(self, fitted: Rect, others: &[Rect], guides: &mut Vec<Guide>) {
        let fitted = self.turn(fitted);
        for (which, line) in lines(fitted).into_iter().enumerate() {
            let sharing = others.iter().map(|other| self.turn(*other)).filter(|other| {
                (lines(*other)[which] - line).abs() < SAME
                    && gap(fitted.y0, fitted.y1, other.y0, other.y1) < NEAR
            });
            let span = sharing.fold(None, |span: Option<Rect>, other| {
                Some(span.map_or(other, |span| span.union(other)))
            });
            if let Some(span) = span {
                let (low, high) = (span.y0.min(fitted.y0), span.y1.max(fitted.y1));
                guides.push(Guide::Line(self.point(line, low), self.point(line, high)));
            }
        }
        let Some(row) = self.row(fitted, others) else {
            return;
        };
        for (from, to) in row.equal_gaps(fitted) {
            let y = fitted.center().y;
            guides.push(Guide::Gap(self.point(from, y), self.point(to, y)));
        }
    }

    /// The neighbours of `moving` (already turned) in its row: two before it, two behind it.
    fn row(self, moving: Rect, others: &[Rect]) -> Option<Row> {
        let beside = others.iter().map(|other| self.turn(*other));
        let beside = beside.filter(|other| other.y0 < moving.y1 && moving.y0 < other.y1);
        let (mut before, mut behind): (Vec<Rect>, Vec<Rect>) =
            beside.partition(|other| other.center().x < moving.center().x);
        before.retain(|other| other.x1 <= moving.x0 && moving.x0 - other.x1 < NEAR);
        behind.retain(|other| other.x0 >= moving.x1 && other.x0 - moving.x1 < NEAR);
        before.sort_by(|a, b| b.x1.total_cmp(&a.x1));
        behind.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        (!before.is_empty() || !behind.is_empty()).then_some(Row { before, behind })
    }
}

/// What stands beside something, the nearest first.
struct Row {
    before: Vec<Rect>,
    behind: Vec<Rect>,
}

impl Row {
    /// The shifts that would make the gap to a neighbour equal to the one on the other side, or to
    /// the one beyond the neighbour.
    fn shifts(&self, moving: Rect) -> Vec<f64> {
        let mut shifts = Vec::new();
        if let (Some(before), Some(behind)) = (self.before.first(), self.behind.first()) {
            shifts.push(((behind.x0 - moving.x1) - (moving.x0 - before.x1)) / 2.0);
        }
        if let [near, far, ..] = self.before[..]
            && near.x0 > far.x1
        {
            shifts.push(near.x1 + (near.x0 - far.x1) - moving.x0);
        }
        if let [near, far, ..] = self.behind[..]
            && far.x0 > near.x1
        {
            shifts.push(near.x0 - (far.x0 - near.x1) - moving.x1);
        }
        shifts
    }

    /// Where the gaps are that are equal to one beside `fitted`, if there are at least two.
    fn equal_gaps(&self, fitted: Rect) -> Vec<(f64, f64)> {
        let mut row: Vec<Rect> = self.before.iter().take(2).rev().copied().collect();
        row.push(fitted);
        row.extend(self.behind.iter().take(2));
        let gaps: Vec<(f64, f64)> = row.windows(2).map(|pair| (pair[0].x1, pair[1].x0)).collect();
        let own = gaps
            .iter()
            .filter(|(from, to)| (*from - fitted.x1).abs() < SAME || (*to - fitted.x0).abs() < SAME);
        for (from, to) in own {
            let width = to - from;
            let equal = gaps
                .iter()
                .filter(|(from, to)| (to - from - width).abs() < SAME && width > SAME);
            let equal: Vec<(f64, f64)> = equal.copied().collect();
            if equal.len() > 1 {
                return equal;
            }
        }
        Vec::new()
    }
}

/// The lines of a rectangle that others can share: its edges and its middle.
fn lines(rect: Rect) -> [f64; 3] {
    [rect.x0, rect.center().x, rect.x1]
}

/// The space between two intervals; 0 where they overlap.
fn gap(a0: f64, a1: f64, b0: f64, b1: f64) -> f64 {
    (b0 - a1).max(a0 - b1).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, half: f64) -> Rect {
        Rect::new(x - half, y - half, x + half, y + half)
    }

    #[test]
    fn the_nearest_line_within_reach_is_fallen_into() {
        let others = [square(0.0, 0.0, 20.0), square(9.0, 300.0, 20.0)];
        let fit = fit(square(5.0, 120.0, 10.0), &others, 6.0);
        assert_eq!(fit.dx, Some(4.0), "the middle 9 is nearer than the middle 0");
        assert_eq!(fit.dy, None);
        let line = Guide::Line(Point::new(9.0, 110.0), Point::new(9.0, 320.0));
        assert_eq!(fit.guides, [line]);
    }

    #[test]
    fn the_middle_between_two_neighbours_is_found() {
        let others = [square(0.0, 0.0, 10.0), square(200.0, 0.0, 10.0)];
        let fit = fit(square(97.0, 14.0, 10.0), &others, 6.0);
        assert_eq!(fit.dx, Some(3.0));
        let gaps = [
            Guide::Gap(Point::new(10.0, 14.0), Point::new(90.0, 14.0)),
            Guide::Gap(Point::new(110.0, 14.0), Point::new(190.0, 14.0)),
        ];
        assert_eq!(fit.guides, gaps);
    }

    #[test]
    fn a_row_goes_on_with_its_own_spacing() {
        let others = [square(0.0, 0.0, 10.0), square(0.0, 100.0, 10.0)];
        let fit = fit(square(13.0, 203.0, 10.0), &others, 6.0);
        assert_eq!(fit.dy, Some(-3.0));
        assert_eq!(fit.guides.len(), 2, "{:?}", fit.guides);
    }

    #[test]
    fn nothing_near_means_no_shift() {
        let fit = fit(square(50.0, 50.0, 10.0), &[square(0.0, 0.0, 10.0)], 6.0);
        assert_eq!(fit, Fit::default());
        assert_eq!(super::fit(square(0.0, 0.0, 1.0), &[], 6.0), Fit::default());
    }
}
