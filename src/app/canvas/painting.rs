//! The painting made last, kept for as long as nothing in it changes: a window at rest, and a
//! pointer that moves over nothing, paint nothing anew.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{FontId, Galley, Mesh, Shape};

use super::camera::View;
use super::draw::Brush;
use super::hit::{Target, Written};
use crate::app::i18n::{Language, language};
use crate::app::theme::{Theme, type_size};

/// Meshes with more corners than this are large.
const LARGE: usize = 5000;

/// What was painted, and where it has words.
#[derive(Default)]
pub struct Painting {
    subject: Option<Subject>,
    shapes: Vec<Shape>,
    /// Where names are written.
    pub written: Vec<Written>,
}

/// All that a picture depends on.
#[derive(Clone)]
struct Subject {
    scene: u64,
    view: View,
    theme: Theme,
    pixels_per_point: f32,
    selected: HashSet<Target>,
    pointed: Option<Target>,
    emphasis: f32,
    compares: bool,
    stale: bool,
    /// Numbers are written in its scales.
    language: Language,
    /// A text laid out: another one of the same words tells that the font's glyphs have moved.
    glyphs: Arc<Galley>,
}

impl Subject {
    /// What `brush` would paint; `scene` counts the scenes.
    fn of(brush: &Brush<'_>, scene: u64) -> Self {
        let font = FontId::proportional(type_size::BODY);
        let ink = brush.theme.text;
        Self {
            scene,
            view: brush.view,
            theme: brush.theme.clone(),
            pixels_per_point: brush.painter.ctx().pixels_per_point(),
            selected: brush.selected.clone(),
            pointed: brush.pointed,
            emphasis: brush.emphasis.strength,
            compares: brush.compares,
            stale: brush.stale,
            language: language(),
            glyphs: brush.painter.layout_no_wrap("0".to_owned(), font, ink),
        }
    }
}

impl PartialEq for Subject {
    fn eq(&self, other: &Self) -> bool {
        self.scene == other.scene
            && self.view == other.view
            && self.theme == other.theme
            && self.pixels_per_point == other.pixels_per_point
            && self.selected == other.selected
            && self.pointed == other.pointed
            && self.emphasis == other.emphasis
            && self.compares == other.compares
            && self.stale == other.stale
            && self.language == other.language
            && Arc::ptr_eq(&self.glyphs, &other.glyphs)
    }
}

impl Painting {
    /// Puts the picture of what `brush` paints on the screen; `scene` counts the scenes.
    pub fn show(&mut self, brush: &Brush<'_>, scene: u64) {
        let subject = Subject::of(brush, scene);
        if self.subject.as_ref() != Some(&subject) {
            let spare = self.spare();
            (self.shapes, self.written) = brush.paint(spare);
            self.subject = Some(subject);
        }
        // egui joins neighbouring shapes of one clip rectangle into one mesh, and would move a large
        // one about in memory as it adds to it: one with a rectangle of its own it takes as it is.
        let clip = brush.painter.clip_rect();
        let apart = brush.painter.with_clip_rect(clip.shrink(0.01));
        for shape in &self.shapes {
            let painter = if vertices(shape) > LARGE {
                &apart
            } else {
                brush.painter
            };
            painter.add(shape.clone());
        }
    }

    /// The memory of the largest mesh of the picture, which is not shown any more.
    fn spare(&mut self) -> Mesh {
        let largest = self.shapes.drain(..).max_by_key(vertices);
        match largest {
            Some(Shape::Mesh(mesh)) => Arc::try_unwrap(mesh).unwrap_or_default(),
            _ => Mesh::default(),
        }
    }
}

fn vertices(shape: &Shape) -> usize {
    match shape {
        Shape::Mesh(mesh) => mesh.vertices.len(),
        _ => 0,
    }
}
