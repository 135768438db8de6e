//! Today's map, for an analysis that starts from it whatever scenario is shown.

use std::sync::Arc;

use super::Context;
use crate::app::jobs::study::Ground;
use crate::model::Map;

/// The state of the map that the answers start from: kept while only scenarios change, which do not
/// matter to them.
#[derive(Default)]
pub(super) struct TodaysGround(Option<Ground>);

impl TodaysGround {
    /// The map shown, or an equal one of before. `None` while it has no steady state.
    pub(super) fn of(&mut self, context: &Context<'_>) -> Option<&Ground> {
        if let Some(newest) = &context.ground {
            let oldest = context.document.first_physics;
            let kept = self.0.as_ref().filter(|kept| kept.question.physics >= oldest);
            if !kept.is_some_and(|kept| is_same_but_scenarios(&kept.map, &newest.map)) {
                let mut ground = newest.clone();
                ground.question.scenario = None;
                self.0 = Some(ground);
            }
        }
        self.0.as_ref()
    }
}

fn is_same_but_scenarios(a: &Arc<Map>, b: &Arc<Map>) -> bool {
    Arc::ptr_eq(a, b)
        || a.links() == b.links()
            && a.nodes() == b.nodes()
            && a.companies() == b.companies()
            && a.segments() == b.segments()
}
