//! Painting of the scene, from the ground up: grid, frames, territories, links, gates, nodes, words.
//!
//! What cannot be seen is not painted, and what is small is painted with less detail. Words keep
//! their size on screen.

mod gates;
mod ground;
pub mod handles;
mod links;
mod nodes;
mod texts;

use std::collections::{BTreeSet, HashSet};

use egui::{Color32, Painter, Shape};

use super::camera::View;
use super::hit::{Target, Written};
use super::scene::Scene;
use crate::app::context::Context;
use crate::app::theme::Theme;
use crate::model::Object;

/// What is brought out while the rest recedes.
#[derive(Clone, Debug, Default)]
pub struct Emphasis {
    /// Places of nodes.
    pub nodes: HashSet<usize>,
    /// Places of links.
    pub links: HashSet<usize>,
    /// From 0, nothing recedes, to 1.
    pub strength: f32,
}

impl Emphasis {
    /// The thing at `target` with its neighbours.
    pub fn around(scene: &Scene, target: Target) -> Self {
        let mut emphasis = Self::default();
        let mut add_link = |place: usize| {
            let link = &scene.links[place];
            emphasis.links.insert(place);
            emphasis.nodes.extend([link.from, link.to]);
        };
        match target {
            Target::Node(node) => {
                let touches =
                    |place: &usize| scene.links[*place].from == node || scene.links[*place].to == node;
                (0..scene.links.len()).filter(touches).for_each(&mut add_link);
                emphasis.nodes.insert(node);
            }
            Target::Link(place) => add_link(place),
            Target::Gate(place) => add_link(scene.gates[place].link),
            Target::Company(place) => {
                let company = scene.territories.get(place).map(|territory| territory.company);
                let hosted = |node: &usize| scene.nodes[*node].host == company;
                emphasis.nodes.extend((0..scene.nodes.len()).filter(hosted));
                let within =
                    |link: &usize| hosted(&scene.links[*link].from) && hosted(&scene.links[*link].to);
                emphasis.links.extend((0..scene.links.len()).filter(within));
            }
            Target::Note(_) | Target::Frame(_) => {}
        }
        emphasis
    }

    fn opacity(&self, kept: bool) -> f32 {
        if kept { 1.0 } else { 1.0 - 0.78 * self.strength }
    }

    /// Opacity of a node.
    fn node(&self, place: usize) -> f32 {
        self.opacity(self.strength == 0.0 || self.nodes.contains(&place))
    }

    /// Opacity of a link.
    fn link(&self, place: usize) -> f32 {
        self.opacity(self.strength == 0.0 || self.links.contains(&place))
    }
}

/// All that painting one frame needs.
pub struct Brush<'a> {
    /// Where to paint.
    pub painter: &'a Painter,
    /// The camera.
    pub view: View,
    /// What to paint.
    pub scene: &'a Scene,
    /// The look.
    pub theme: &'a Theme,
    /// The colours of the scene's companies.
    pub colors: Vec<Color32>,
    /// What is selected.
    pub selection: &'a BTreeSet<Object>,
    /// What is brought out.
    pub emphasis: &'a Emphasis,
    /// The thing under the pointer or with the keyboard's focus.
    pub pointed: Option<Target>,
    /// Whether a scenario is compared with today.
    pub compares: bool,
    /// Whether the numbers belong to an earlier state of the map.
    pub stale: bool,
}

impl<'a> Brush<'a> {
    /// A brush for `scene` in `context`.
    pub fn new(
        painter: &'a Painter,
        view: View,
        scene: &'a Scene,
        context: &Context<'a>,
        emphasis: &'a Emphasis,
        pointed: Option<Target>,
    ) -> Self {
        let color = |id| context.theme.company_color(context.map, Some(id));
        Self {
            painter,
            view,
            scene,
            theme: context.theme,
            colors: scene.companies.iter().map(color).collect(),
            selection: context.selection,
            emphasis,
            pointed,
            compares: context.compares() && context.today.is_some() && context.now.is_some(),
            stale: context.stale,
        }
    }

    /// Paints everything; returns where names stand, so that they can be clicked. `above` adds what
    /// lies above all the rest.
    pub fn paint(&self, above: impl FnOnce(&Self, &mut Vec<Shape>)) -> Vec<Written> {
        let mut shapes = Vec::new();
        ground::grid(self, &mut shapes);
        ground::frames(self, &mut shapes);
        ground::territories(self, &mut shapes);
        links::paint(self, &mut shapes);
        gates::paint(self, &mut shapes);
        nodes::paint(self, &mut shapes);
        let written = texts::paint(self, &mut shapes);
        above(self, &mut shapes);
        self.painter.extend(shapes);
        written
    }

    /// The colour of a company by place; grey for nobody.
    fn color(&self, company: Option<usize>) -> Color32 {
        company.map_or(self.theme.unowned, |place| self.colors[place])
    }

    fn is_selected(&self, object: &Object) -> bool {
        self.selection.contains(object)
    }
}

/// A mix of two opaque colours: `share` of `b` in `a`.
fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    a.lerp_to_gamma(b, share)
}

/// Triangles of one flat colour each, gathered into one shape.
#[derive(Default)]
pub struct Flat {
    mesh: egui::Mesh,
}

impl Flat {
    /// A rectangle.
    pub fn rect(&mut self, rect: egui::Rect, color: Color32) {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
        ];
        self.quad(corners, color);
    }

    fn quad(&mut self, corners: [egui::Pos2; 4], color: Color32) {
        let first = self.mesh.vertices.len() as u32;
        for corner in corners {
            self.mesh.colored_vertex(corner, color);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
        self.mesh.add_triangle(first, first + 2, first + 3);
    }

    fn line(&mut self, from: egui::Pos2, to: egui::Pos2, width: f32, color: Color32) {
        let along = to - from;
        let side = along.rot90() * (width / 2.0 / along.length().max(1e-3));
        self.quad([from - side, to - side, to + side, from + side], color);
    }

    /// Adds them all to `shapes`.
    pub fn finish(self, shapes: &mut Vec<Shape>) {
        if !self.mesh.is_empty() {
            shapes.push(Shape::mesh(self.mesh));
        }
    }
}
