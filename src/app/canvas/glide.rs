//! Gliding: what a command puts elsewhere is seen to go there, so that the eye can follow.

use std::collections::HashMap;

use kurbo::{Point, Vec2};

use super::scene::Scene;
use crate::app::theme::MOTION;
use crate::model::{Map, Object};

/// On maps of more nodes than this things jump: there would be too many to follow.
const MOST_NODES: usize = 2000;
/// Nothing glides a shorter way than this, in map units.
const LEAST: f64 = 20.0;

/// Objects on their way to where the map has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glide {
    /// How far from its place each one started.
    from: HashMap<Object, Vec2>,
    start: f64,
    /// The share of the way that is left.
    left: f64,
}

impl Glide {
    /// Sets off at `now` whatever `map` has elsewhere than `scene` shows it. What was dragged there
    /// is shown there already and stays.
    pub fn set_off(&mut self, scene: &Scene, map: &Map, now: f64) {
        self.from.clear();
        if map.nodes().len() > MOST_NODES {
            return;
        }
        let mut start = |object: Object, shown: Point, at: Option<(f64, f64)>| {
            let by = at.map(|at| shown - Point::new(at.0, at.1));
            if let Some(by) = by.filter(|by| by.is_finite() && by.hypot() >= LEAST) {
                self.from.insert(object, by);
            }
        };
        for node in &scene.nodes {
            let at = map.nodes().get(&node.id).map(|node| node.at);
            start(Object::Node(node.id.clone()), node.center, at);
        }
        for note in &scene.notes {
            let at = map.notes().get(&note.id).map(|note| note.at);
            start(Object::Note(note.id.clone()), note.at, at);
        }
        for frame in &scene.frames {
            let at = map.frames().get(&frame.id).map(|frame| frame.at);
            start(Object::Frame(frame.id.clone()), frame.rect.origin(), at);
        }
        self.start = now;
        self.left = 1.0;
    }

    /// Moves on; whether anything is still under way.
    pub fn advance(&mut self, now: f64) -> bool {
        let progress = ((now - self.start) / f64::from(MOTION)).clamp(0.0, 1.0);
        if progress >= 1.0 {
            self.from.clear();
        }
        // Fast away, gently in.
        self.left = (1.0 - progress).powi(3);
        !self.from.is_empty()
    }

    /// How far from its place `object` is shown.
    pub fn offset(&self, object: &Object) -> Vec2 {
        self.from.get(object).map_or(Vec2::ZERO, |by| *by * self.left)
    }

    /// Where all of it has got to, for comparing: the share of the way that is left, if any.
    pub fn stage(&self) -> Option<f64> {
        (!self.from.is_empty()).then_some(self.left)
    }
}
