//! The camera: which part of the map is seen, and how large.

use egui::{Pos2, Rect};
use kurbo::{Point, Vec2};

use crate::app::theme::MOTION;

/// Least and greatest points of the screen a unit of the map.
const ZOOM: std::ops::RangeInclusive<f64> = 0.02..=8.0;
/// Fitting never enlarges beyond this: a map of two nodes need not fill the wall.
const FIT_ZOOM: f64 = 1.4;

/// Where the camera stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// The point of the map in the middle of the viewport.
    pub center: Point,
    /// Points of the screen a unit of the map.
    pub zoom: f64,
}

/// A movement of the camera under way.
#[derive(Clone, Copy, Debug)]
struct Flight {
    from: Stand,
    to: Stand,
    /// When it took off, in seconds of egui's clock.
    start: f64,
}

/// The camera, with a movement it may be in.
#[derive(Clone, Debug)]
pub struct Camera {
    stand: Stand,
    flight: Option<Flight>,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            stand: Stand {
                center: Point::ZERO,
                zoom: 1.0,
            },
            flight: None,
        }
    }
}

impl Camera {
    /// Where it stands.
    pub fn stand(&self) -> Stand {
        self.stand
    }

    /// What it sees through `viewport`.
    pub fn view(&self, viewport: Rect) -> View {
        View {
            viewport,
            stand: self.stand,
        }
    }

    /// Moves the map by `delta` points of the screen.
    pub fn pan(&mut self, delta: egui::Vec2) {
        self.flight = None;
        let moved = Vec2::new(f64::from(delta.x), f64::from(delta.y)) / self.stand.zoom;
        self.settle(Stand {
            center: self.stand.center - moved,
            ..self.stand
        });
    }

    /// Enlarges by `factor`; the point of the map under `pointer` stays there.
    pub fn zoom_about(&mut self, viewport: Rect, pointer: Pos2, factor: f64) {
        self.flight = None;
        let fixed = self.view(viewport).to_map(pointer);
        let zoom = (self.stand.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let offset = self.stand.center - fixed;
        self.settle(Stand {
            center: fixed + offset * (self.stand.zoom / zoom),
            zoom,
        });
    }

    /// Goes to `to`, at once or, given the time, in a short flight.
    pub fn go(&mut self, to: Stand, now: Option<f64>) {
        match now {
            Some(start) => {
                self.flight = Some(Flight {
                    from: self.stand,
                    to,
                    start,
                });
            }
            None => self.settle(to),
        }
    }

    /// Moves on in a flight; whether one is still under way.
    pub fn advance(&mut self, now: f64) -> bool {
        let Some(Flight { from, to, start }) = self.flight else {
            return false;
        };
        let progress = ((now - start) / f64::from(MOTION)).clamp(0.0, 1.0);
        // Fast away, gently in.
        let eased = 1.0 - (1.0 - progress).powi(3);
        self.settle(Stand {
            center: from.center.lerp(to.center, eased),
            zoom: from.zoom * (to.zoom / from.zoom).powf(eased),
        });
        if progress >= 1.0 {
            self.settle(to);
            self.flight = None;
        }
        self.flight.is_some()
    }

    /// Whether a flight is under way.
    pub fn is_flying(&self) -> bool {
        self.flight.is_some()
    }

    /// Takes a stand, unless it is nowhere: egui must never be given positions that are not finite.
    fn settle(&mut self, stand: Stand) {
        if stand.center.is_finite() && stand.zoom.is_finite() && stand.zoom > 0.0 {
            self.stand = stand;
        }
    }
}

impl Stand {
    /// The same with the zoom kept within what the camera can do.
    pub fn kept(self) -> Self {
        Self {
            zoom: self.zoom.clamp(*ZOOM.start(), *ZOOM.end()),
            ..self
        }
    }

    /// The stand that shows all of `bounds` in `viewport` with a margin, or the middle of an empty
    /// map.
    pub fn fitting(bounds: Option<kurbo::Rect>, viewport: Rect) -> Self {
        let Some(bounds) = bounds.filter(|bounds| bounds.is_finite()) else {
            return Camera::default().stand;
        };
        // Names keep their size on screen and so need more room the smaller the map is.
        let room = |length: f32, margin: f64| (f64::from(length) - 2.0 * margin).max(10.0);
        let zoom_x = room(viewport.width(), 36.0) / bounds.width().max(1.0);
        let zoom_y = room(viewport.height(), 22.0) / bounds.height().max(1.0);
        Self {
            center: bounds.center(),
            zoom: zoom_x.min(zoom_y).clamp(*ZOOM.start(), FIT_ZOOM),
        }
    }
}

/// The map as seen in one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The part of the screen it is seen in.
    pub viewport: Rect,
    /// Where the camera stands.
    pub stand: Stand,
}

impl View {
    /// The zoom, points of the screen a unit of the map.
    pub fn zoom(&self) -> f32 {
        self.stand.zoom as f32
    }

    /// A length of the map, on screen.
    pub fn length(&self, length: f64) -> f32 {
        (length * self.stand.zoom) as f32
    }

    /// A point of the map, on screen.
    pub fn to_screen(self, point: Point) -> Pos2 {
        let offset = (point - self.stand.center) * self.stand.zoom;
        self.viewport.center() + egui::vec2(offset.x as f32, offset.y as f32)
    }

    /// A rectangle of the map, on screen.
    pub fn rect_to_screen(&self, rect: kurbo::Rect) -> Rect {
        Rect::from_min_max(
            self.to_screen(Point::new(rect.x0, rect.y0)),
            self.to_screen(Point::new(rect.x1, rect.y1)),
        )
    }

    /// A point of the screen, on the map.
    pub fn to_map(self, pos: Pos2) -> Point {
        let offset = pos - self.viewport.center();
        self.stand.center + Vec2::new(f64::from(offset.x), f64::from(offset.y)) / self.stand.zoom
    }

    /// What can be seen of the map, with `margin` points of the screen around it.
    pub fn visible(&self, margin: f32) -> kurbo::Rect {
        let seen = self.viewport.expand(margin);
        kurbo::Rect::from_points(self.to_map(seen.min), self.to_map(seen.max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn viewport() -> Rect {
        Rect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0))
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let mut camera = Camera::default();
        let pointer = pos2(300.0, 500.0);
        for factor in [1.5, 0.3, 1e9, 1e-12, 7.0] {
            let before = camera.view(viewport()).to_map(pointer);
            camera.zoom_about(viewport(), pointer, factor);
            let after = camera.view(viewport()).to_map(pointer);
            assert!((before - after).hypot() < 1e-6, "{factor}: {before} {after}");
        }
    }

    #[test]
    fn what_is_fitted_is_seen() {
        let bounds = kurbo::Rect::new(-500.0, 20.0, 7000.0, 900.0);
        let mut camera = Camera::default();
        camera.go(Stand::fitting(Some(bounds), viewport()), None);
        let seen = camera.view(viewport()).visible(0.0);
        assert!(seen.union(bounds) == seen, "{seen:?}");
    }

    #[test]
    fn a_flight_ends_where_it_should() {
        let mut camera = Camera::default();
        let to = Stand {
            center: Point::new(40.0, -3.0),
            zoom: 0.5,
        };
        camera.go(to, Some(10.0));
        assert!(camera.advance(10.05));
        assert!(!camera.advance(11.0));
        assert!((camera.stand().center - to.center).hypot() < 1e-9);
        assert!((camera.stand().zoom - to.zoom).abs() < 1e-9);
    }

    #[test]
    fn nonsense_leaves_the_camera_where_it_is() {
        let mut camera = Camera::default();
        let before = camera.stand();
        camera.zoom_about(viewport(), pos2(f32::NAN, 0.0), 2.0);
        camera.pan(egui::vec2(f32::INFINITY, 0.0));
        camera.go(
            Stand::fitting(Some(kurbo::Rect::new(0.0, f64::NAN, 1.0, 1.0)), viewport()),
            None,
        );
        assert_eq!(camera.stand(), before);
    }
}
