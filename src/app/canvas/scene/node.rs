//! Nodes as drawn.

use kurbo::{Point, Rect};

use super::{Places, change, largest, scaled};
use crate::app::canvas::shape::NodeShape;
use crate::app::context::Context;
use crate::model::{CompanyId, Node, NodeId, Object};

/// Radius of the node with most traffic, of nodes with hardly any, and of all before the first answer.
const RADIUS: (f64, f64, f64) = (54.0, 19.0, 28.0);

/// A node as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeMark {
    /// The node.
    pub id: NodeId,
    /// Its name.
    pub name: String,
    /// Its outline; tells the kind.
    pub shape: NodeShape,
    /// Its middle.
    pub center: Point,
    /// Half the size of a circle of its area; the area grows with the traffic.
    pub radius: f64,
    /// Its owner, by place in [`Scene::companies`].
    pub owner: Option<usize>,
    /// Its host, likewise.
    pub host: Option<usize>,
    /// Visits per period, once solved.
    pub visits: Option<f64>,
    /// Visits more than today, where a scenario is shown.
    pub change: Option<f64>,
}

impl NodeMark {
    /// The rectangle the shape fills.
    pub fn body(&self) -> Rect {
        self.body_of(self.radius)
    }

    fn body_of(&self, radius: f64) -> Rect {
        let half = self.shape.half_size(radius);
        Rect::from_points(self.center - half, self.center + half)
    }

    /// The ground it has of a territory: as the footprint, but of a radius in whole steps, so that
    /// walls stay where they are when its traffic changes a little.
    pub(super) fn plot(&self) -> Rect {
        const STEP: f64 = 6.0;
        let radius = (self.radius / STEP).ceil() * STEP;
        self.footprint_of(radius)
    }

    /// The shape and, below it, room for its name and number at a middling zoom.
    pub fn footprint(&self) -> Rect {
        self.footprint_of(self.radius)
    }

    fn footprint_of(&self, radius: f64) -> Rect {
        // No more letters than these make it any wider.
        let wide: f64 = self
            .name
            .chars()
            .take(24)
            .map(|c| if c.is_ascii() { 7.6 } else { 14.0 })
            .sum();
        let half = (wide / 2.0).clamp(20.0, 90.0);
        let body = self.body_of(radius);
        Rect::new(
            body.x0.min(self.center.x - half),
            body.y0,
            body.x1.max(self.center.x + half),
            body.y1 + 38.0,
        )
    }
}

pub(super) fn node_marks(
    context: &Context<'_>,
    moved: &Places<'_>,
    companies: &[CompanyId],
) -> Vec<NodeMark> {
    let map = context.map;
    let place = |id: Option<&CompanyId>| id.and_then(|id| companies.binary_search(id).ok());
    let scale = context.today.or(context.now);
    let most = scale.map_or(0.0, |solution| {
        largest(solution.nodes.iter().map(|(_, flow)| flow.visits))
    });
    let mark = |(id, node): (&NodeId, &Node)| {
        let visits = context
            .now
            .and_then(|now| Some(now.nodes.get(id.as_str())?.visits));
        NodeMark {
            id: id.clone(),
            name: node.name.clone(),
            shape: NodeShape::of(&node.kind),
            center: moved.of(&Object::Node(id.clone()), node.at),
            radius: scaled(visits, most, RADIUS),
            owner: place(node.owner.as_ref()),
            host: place(map.host(node)),
            visits,
            change: change(context, visits, |today| {
                Some(today.nodes.get(id.as_str())?.visits)
            }),
        }
    };
    let shown = map.nodes().iter().filter(|(_, node)| context.is_shown(node));
    shown.map(mark).collect()
}
