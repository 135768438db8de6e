//! Where the camera is asked to go: to the whole map, to some objects, nearer or further off.

use std::collections::BTreeSet;

use egui::{Response, Ui};

use super::Canvas;
use super::camera::Stand;
use crate::editing::layout::Places;
use crate::model::Object;

/// Zoom by one step of the keyboard.
const STEP: f64 = 1.25;
/// Room left round objects that are brought into view, in map units: their neighbourhood.
const NEIGHBOURHOOD: (f64, f64) = (260.0, 180.0);

/// Where the camera is asked to go at the next frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// To where all of the map is seen.
    All,
    /// To where these objects are seen.
    Objects(BTreeSet<Object>),
    /// To a zoom so many times that of now.
    Times(f64),
    /// To a zoom of 1.
    ActualSize,
}

impl Canvas {
    /// The zoom in per cent; 100 is one canvas unit a point.
    pub fn zoom_percent(&self) -> f32 {
        (self.camera.stand().zoom * 100.0) as f32
    }

    /// The place on the map in the middle of what is seen.
    pub fn middle(&self) -> (f64, f64) {
        let middle = self.camera.stand().center;
        (middle.x.round(), middle.y.round())
    }

    /// Brings the whole map into view at the next frame.
    pub fn fit(&mut self) {
        self.wanted = Some(Wanted::All);
    }

    /// Brings `object` into view at the next frame.
    pub fn show(&mut self, object: &Object) {
        self.show_all([object.clone()].into());
    }

    /// Brings `objects` into view at the next frame.
    pub fn show_all(&mut self, objects: BTreeSet<Object>) {
        self.wanted = Some(Wanted::Objects(objects));
    }

    /// Brings what a layout has put elsewhere into view: all of the map if it was all of its nodes.
    pub fn show_laid_out(&mut self, places: &Places) {
        if self.scene.nodes.iter().all(|node| places.contains_key(&node.id)) {
            self.fit();
        } else {
            self.show_all(places.keys().cloned().map(Object::Node).collect());
        }
    }

    /// Enlarges about the middle of what is seen.
    pub fn zoom_in(&mut self) {
        self.wanted = Some(Wanted::Times(STEP));
    }

    /// Makes smaller about the middle of what is seen.
    pub fn zoom_out(&mut self) {
        self.wanted = Some(Wanted::Times(1.0 / STEP));
    }

    /// Shows the map at its own size, a point of the screen a unit.
    pub fn actual_size(&mut self) {
        self.wanted = Some(Wanted::ActualSize);
    }

    /// Starts for where the camera is wanted; at first sight of a map, for all of it.
    ///
    /// `before` is the place that the canvas had on screen in the last frame.
    pub(super) fn take_off(&mut self, ui: &Ui, response: &Response, before: Option<egui::Rect>) {
        let resized = self.whole.is_some_and(|(stand, place)| {
            place != response.rect && !self.camera.is_flying() && stand == self.camera.stand()
        });
        // An empty map is seen whole as well: what is drawn first must not make the view jump.
        let first_sight = !self.started;
        if first_sight || resized {
            let stand = Stand::fitting(self.scene.bounds, response.rect);
            self.camera.go(stand, None);
            self.whole = self.scene.bounds.map(|_| (stand, response.rect));
            self.started = true;
        }
        // A panel that opens or closes leaves everything where it is on screen.
        let moved = before.map_or(egui::Vec2::ZERO, |before| {
            before.center() - response.rect.center()
        });
        if moved != egui::Vec2::ZERO && !first_sight && !resized {
            self.camera.pan(moved);
        }
        // What is still on its way is seen where it arrives.
        if self.glide.stage().is_some() {
            return;
        }
        let Some(wanted) = self.wanted.take() else { return };
        let Some(to) = self.destination(&wanted, response.rect) else {
            return;
        };
        if wanted == Wanted::All {
            self.whole = self.scene.bounds.map(|_| (to, response.rect));
        }
        let now = ui.input(|input| input.time);
        self.camera.go(to, Some(now));
        self.camera.advance(now);
        ui.ctx().request_repaint();
    }

    /// Where the camera has to stand; `None` if there is nothing to see.
    fn destination(&self, wanted: &Wanted, viewport: egui::Rect) -> Option<Stand> {
        let now = self.camera.stand();
        Some(match wanted {
            Wanted::All => Stand::fitting(self.scene.bounds, viewport),
            Wanted::Objects(objects) if objects.contains(&Object::Map) => {
                Stand::fitting(self.scene.bounds, viewport)
            }
            Wanted::Objects(objects) => {
                let bounds = objects.iter().filter_map(|object| self.scene.bounds_of(object));
                let bounds = bounds.reduce(|a, b| a.union(b))?;
                let (aside, above) = NEIGHBOURHOOD;
                let mut stand = Stand::fitting(Some(bounds.inflate(aside, above)), viewport);
                stand.zoom = stand.zoom.min(now.zoom.max(0.9));
                stand
            }
            Wanted::Times(factor) => Stand {
                zoom: now.zoom * factor,
                ..now
            }
            .kept(),
            Wanted::ActualSize => Stand { zoom: 1.0, ..now },
        })
    }
}
