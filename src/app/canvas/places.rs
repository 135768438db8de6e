//! Places on the map that commands ask the canvas for.

use std::collections::BTreeSet;

use super::Canvas;
use super::scene::NodeMark;
use crate::model::{CompanyId, Object};

/// Room that a new node needs, in map units.
const ROOM: (f64, f64) = (150.0, 110.0);
/// Places tried for a new node before it is put on others.
const MOST_TRIES: u32 = 400;

impl Canvas {
    /// A place near the middle of what is seen with room for a node.
    pub fn free_place(&self) -> (f64, f64) {
        let middle = self.middle();
        let taken = |place: &(f64, f64)| {
            let room = kurbo::Rect::from_center_size(*place, ROOM);
            let mut bodies = self.scene.nodes.iter().map(NodeMark::body);
            bodies.any(|body| body.overlaps(room))
        };
        // Round and round, further and further out.
        let mut rings = (0..MOST_TRIES).map(|n| {
            let n = f64::from(n);
            let (angle, distance) = (2.4 * n, ROOM.0 * 0.6 * n.sqrt());
            (
                (middle.0 + distance * angle.cos()).round(),
                (middle.1 + distance * angle.sin()).round(),
            )
        });
        rings.find(|place| !taken(place)).unwrap_or(middle)
    }

    /// The place on the map under the pointer, if that is over the canvas and nothing lies between.
    pub fn place_under_pointer(&self, ctx: &egui::Context) -> Option<(f64, f64)> {
        let pos = ctx.pointer_hover_pos()?;
        let place = self.place.filter(|place| place.contains(pos))?;
        let at = self.camera.view(place).to_map(pos);
        Some((at.x.round(), at.y.round()))
    }

    /// The company on whose ground the place is.
    pub fn host_at(&self, (x, y): (f64, f64)) -> Option<CompanyId> {
        let point = kurbo::Point::new(x, y);
        let mut grounds = self.scene.territories.iter().rev();
        let ground = grounds.find(|ground| ground.area.contains(point))?;
        self.scene.companies.get(ground.company).cloned()
    }

    /// The least and the greatest corner of what `objects` cover on the map.
    pub fn bounds_of(&self, objects: &BTreeSet<Object>) -> Option<((f64, f64), (f64, f64))> {
        let bounds = objects.iter().filter_map(|object| self.scene.bounds_of(object));
        let bounds = bounds.reduce(|a, b| a.union(b))?;
        Some(((bounds.x0, bounds.y0), (bounds.x1, bounds.y1)))
    }
}
