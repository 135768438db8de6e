//! Territories of large maps: worked out beside the window, which shows those of before meanwhile.

use super::Canvas;
use crate::app::context::Context;
use crate::app::jobs::task::Outcome;

impl Canvas {
    /// Takes in the territories that are worked out and has those worked out that are not. What is dragged
    /// is put down first.
    pub(super) fn survey(&mut self, ctx: &egui::Context, context: &Context<'_>) {
        match self.surveying.as_ref().map(|task| task.poll()) {
            Some(Outcome::Running(_)) => return,
            Some(Outcome::Done(surveyed)) => {
                self.surveying = None;
                self.scene.settle(context.map, surveyed);
                self.scenes += 1;
            }
            // It would only break again: the fault is told, and the territories stay as they are.
            Some(Outcome::Broken) => return,
            None => {}
        }
        let put_down = self.gesture.draft().moved.objects.is_empty();
        if put_down && let Some((plots, survey)) = self.scene.unsurveyed() {
            let survey = context.tasks.start(ctx, move |_| plots.surveyed(survey));
            self.surveying = Some(survey);
        }
    }
}
