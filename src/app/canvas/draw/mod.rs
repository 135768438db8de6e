//! Painting of the scene, from the ground up: grid, territories, frames, links, gates, nodes, words.
//!
//! What cannot be seen is not painted, and what is small is painted with less detail. Words keep
//! their size on screen.

mod gates;
mod ground;
pub mod handles;
mod links;
mod nodes;
mod pen;
mod texts;

use std::collections::HashSet;

use egui::{Color32, Mesh, Painter, Shape};

pub use self::pen::Pen;
use super::camera::View;
use super::hit::{Target, Written};
use super::scene::Scene;
use crate::app::context::Context;
use crate::app::theme::Theme;

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
    /// The thing at `target` with its neighbours, if it has any to be brought out with.
    pub fn around(scene: &Scene, target: Target) -> Option<Self> {
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
        (!emphasis.links.is_empty()).then_some(emphasis)
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
    /// What is selected, of what is drawn.
    pub selected: HashSet<Target>,
    /// What is brought out.
    pub emphasis: &'a Emphasis,
    /// The thing under the pointer or with the keyboard's focus.
    pub pointed: Option<Target>,
    /// Whether a scenario is compared with today.
    pub compares: bool,
    /// Whether the numbers belong to an earlier state of the map.
    pub stale: bool,
    /// Whether it paints a picture for a file rather than the screen.
    pub for_a_file: bool,
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
        Self {
            painter,
            view,
            scene,
            theme: context.theme,
            colors: context.theme.company_colors(context.map),
            selected: context
                .selection
                .iter()
                .filter_map(|object| scene.target(object))
                .collect(),
            emphasis,
            pointed,
            compares: context.compares() && context.today.is_some() && context.now.is_some(),
            stale: context.stale,
            for_a_file: false,
        }
    }

    /// The shapes of everything, and where names stand, so that they can be clicked. The memory of
    /// `spare` is used again.
    pub fn paint(&self, spare: Mesh) -> (Vec<Shape>, Vec<Written>) {
        let mut shapes = Vec::new();
        if !self.for_a_file {
            ground::grid(self, &mut shapes);
        }
        ground::territories(self, &mut shapes);
        ground::frames(self, &mut shapes);
        let mut pen = self.pen(spare);
        links::paint(self, &mut pen);
        gates::paint(self, &mut pen);
        nodes::paint(self, &mut pen);
        pen.finish(&mut shapes);
        let written = texts::paint(self, &mut shapes);
        (shapes, written)
    }

    /// The colour of a company by place; grey for nobody.
    fn color(&self, company: Option<usize>) -> Color32 {
        let color = company.and_then(|place| self.colors.get(place));
        color.copied().unwrap_or(self.theme.unowned)
    }

    fn is_selected(&self, target: Target) -> bool {
        !self.selected.is_empty() && self.selected.contains(&target)
    }

    /// Whether a link is selected or under the pointer, itself or by its gate.
    fn is_lit(&self, link: usize) -> bool {
        let pointed = match self.pointed {
            Some(Target::Link(pointed)) => pointed == link,
            Some(Target::Gate(gate)) => self.scene.gates[gate].link == link,
            _ => false,
        };
        pointed || self.is_selected(Target::Link(link))
    }

    fn pen(&self, spare: Mesh) -> Pen {
        if self.for_a_file {
            return Pen::for_a_file(self.view.viewport);
        }
        let pixels_per_point = self.painter.ctx().pixels_per_point();
        Pen::new(pixels_per_point, self.view.viewport, spare)
    }
}

/// A mix of two opaque colours: `share` of `b` in `a`.
fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    a.lerp_to_gamma(b, share)
}
