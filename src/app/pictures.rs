//! Pictures of a part of the window: asked for, taken two frames later, cut out.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use egui::{ColorImage, Context, Rect};

/// The menu in which a picture was asked for is gone after so many frames.
const FRAMES: u8 = 2;

/// The picture being taken, with what it is wanted for.
pub(super) struct Pictures<Goal> {
    wanted: Option<Wanted<Goal>>,
}

struct Wanted<Goal> {
    part: Rect,
    goal: Goal,
    stage: Stage,
}

enum Stage {
    Waits(u8),
    Asked(Receiver<Arc<ColorImage>>),
}

impl<Goal> Default for Pictures<Goal> {
    fn default() -> Self {
        Self { wanted: None }
    }
}

impl<Goal> Pictures<Goal> {
    /// Asks for a picture of `part` of the window, in points; an older wish is dropped.
    pub(super) fn ask(&mut self, part: Rect, goal: Goal, ctx: &Context) {
        let stage = Stage::Waits(FRAMES);
        self.wanted = Some(Wanted { part, goal, stage });
        ctx.request_repaint();
    }

    /// The picture, once it is taken; to be called once a frame.
    pub(super) fn poll(&mut self, ctx: &Context) -> Option<(ColorImage, Goal)> {
        let wanted = self.wanted.as_mut()?;
        match &mut wanted.stage {
            Stage::Waits(0) => {
                let (sender, shot) = mpsc::channel();
                let waker = ctx.clone();
                ctx.request_screenshot(move |image| {
                    // Nobody waits for it any longer if another was asked for since.
                    let _ = sender.send(image);
                    waker.request_repaint();
                });
                wanted.stage = Stage::Asked(shot);
                None
            }
            Stage::Waits(frames) => {
                *frames -= 1;
                ctx.request_repaint();
                None
            }
            Stage::Asked(shot) => match shot.try_recv() {
                Err(mpsc::TryRecvError::Empty) => None,
                Err(mpsc::TryRecvError::Disconnected) => {
                    self.wanted = None;
                    None
                }
                Ok(whole) => {
                    let wanted = self.wanted.take()?;
                    Some((cut(&whole, wanted.part, ctx.pixels_per_point()), wanted.goal))
                }
            },
        }
    }
}

/// The part of `whole` that lies in `part`, as far as it reaches.
fn cut(whole: &ColorImage, part: Rect, pixels_per_point: f32) -> ColorImage {
    let place = |points: f32, most: usize| ((points * pixels_per_point).round().max(0.0) as usize).min(most);
    let (left, top) = (
        place(part.left(), whole.width()),
        place(part.top(), whole.height()),
    );
    let (right, bottom) = (
        place(part.right(), whole.width()),
        place(part.bottom(), whole.height()),
    );
    let size = [right.saturating_sub(left), bottom.saturating_sub(top)];
    whole.region_by_pixels([left, top], size)
}

/// `picture` as the bytes of a PNG file.
///
/// # Errors
/// That it is empty or too large for one.
pub(super) fn png(picture: &ColorImage) -> Result<Vec<u8>, image::ImageError> {
    use image::ImageEncoder;
    let [width, height] = picture.size;
    let opaque = picture.pixels.iter().flat_map(|pixel| pixel.to_array());
    let pixels: Vec<u8> = opaque.collect();
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(
        &pixels,
        width as u32,
        height as u32,
        image::ExtendedColorType::Rgba8,
    )?;
    Ok(bytes)
}

/// The picture that the bytes of a PNG file hold.
///
/// # Errors
/// They hold none.
pub(super) fn of_png(bytes: &[u8]) -> Result<ColorImage, image::ImageError> {
    let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Png)?.into_rgba8();
    let size = [picture.width() as usize, picture.height() as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, picture.as_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, pos2};

    #[test]
    fn a_part_is_cut_out_in_pixels_and_no_further_than_the_window() {
        let mut whole = ColorImage::filled([8, 6], Color32::BLACK);
        whole[(4, 2)] = Color32::WHITE;
        let part = Rect::from_min_max(pos2(2.0, 1.0), pos2(3.0, 2.0));
        let piece = cut(&whole, part, 2.0);
        assert_eq!((piece.size, piece[(0, 0)]), ([2, 2], Color32::WHITE));
        assert_eq!(cut(&whole, Rect::EVERYTHING, 1.0).size, [8, 6]);
    }

    #[test]
    fn a_picture_is_written_as_png() {
        let bytes = png(&ColorImage::filled([3, 2], Color32::RED)).unwrap_or_default();
        assert_eq!(
            of_png(&bytes).ok(),
            Some(ColorImage::filled([3, 2], Color32::RED))
        );
    }
}
