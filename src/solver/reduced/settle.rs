//! The way to rest: rounds from today, quickened where that can be trusted.

use super::super::feedback::{AT_REST, clip};
use super::super::reached::draws_nearer;
use super::Reduced;
use super::chord::Chord;
use super::workspace::Workspace;

/// Rounds, accelerated or plain, after which a combination is solved in full.
const MOST_ROUNDS: usize = 40;
const MOST_PLAIN_ROUNDS: usize = 250;
/// Steps of the finite differences, in logarithms.
const SMALL: f64 = 1e-5;

impl Reduced<'_> {
    /// Brings the feedback to rest from today's state; false if that cannot be relied on.
    pub(super) fn settle(&self, open: &[bool], guess: Option<&[f64]>, workspace: &mut Workspace) -> bool {
        self.toggle(open, workspace);
        workspace.steps.clear();
        let nobody_yet = self.feedback.start(&workspace.awake, &mut workspace.state);
        self.round(workspace);
        if nobody_yet {
            // The way from nobody to somebody is long and would hide how the others move.
            std::mem::swap(&mut workspace.state, &mut workspace.next);
            self.round(workspace);
        }
        if let Some(guess) = guess.filter(|_| self.is_weak) {
            let mut moved = 0.0f64;
            for ((state, guess), awake) in workspace.state.iter_mut().zip(guess).zip(&workspace.awake) {
                let to = if *awake { clip(*guess) } else { 0.0 };
                moved = moved.max((to - *state).abs());
                *state = to;
            }
            if !self.draws_nearer(moved, workspace) {
                return false;
            }
        }
        let most = if self.is_weak {
            MOST_ROUNDS
        } else {
            MOST_PLAIN_ROUNDS
        };
        for _ in 0..most {
            let Workspace {
                awake,
                state,
                next,
                residual,
                steps,
                currents,
                spend,
                ..
            } = &mut *workspace;
            let mut size = 0.0f64;
            for ((residual, next), state) in residual.iter_mut().zip(&*next).zip(&*state) {
                *residual = next - state;
                size = size.max(residual.abs());
            }
            if size < AT_REST {
                // Whether others would come if they knew the place is told by the full system.
                return !self.feedback.is_stuck(awake, state, currents, spend);
            }
            steps.advance(&self.chord, residual, awake);
            let (mut moved, mut in_full) = (0.0f64, true);
            for (state, step) in state.iter_mut().zip(&steps.next) {
                let to = clip(*state + step);
                in_full &= to == *state + step;
                moved = moved.max((to - *state).abs());
                *state = to;
            }
            if in_full && self.is_weak {
                steps.keep();
            } else {
                steps.clear();
            }
            if !self.draws_nearer(moved, workspace) {
                return false;
            }
        }
        false
    }

    /// The next round, after the state has `moved` so far since the last: whether where the two end is
    /// nearer than where they began.
    fn draws_nearer(&self, moved: f64, workspace: &mut Workspace) -> bool {
        workspace.residual.copy_from_slice(&workspace.next);
        self.round(workspace);
        let Workspace { next, residual, .. } = &*workspace;
        let ends = next
            .iter()
            .zip(residual)
            .map(|(next, before)| (next - before).abs());
        draws_nearer(moved, ends.fold(0.0, f64::max))
    }

    /// Opens and closes ways, and makes anew the choices that this alone decides.
    fn toggle(&self, open: &[bool], workspace: &mut Workspace) {
        let Workspace {
            open: known,
            awake,
            chosen,
            ..
        } = workspace;
        let is_first = known.is_empty();
        if is_first {
            known.resize(open.len(), false);
        }
        for place in 0..self.plan.nodes.len() {
            let mut changed = is_first;
            for way in self.plan.ways_of(place) {
                if let Some(toggle) = self.plan.ways[way].toggle
                    && (known[toggle] != open[toggle] || is_first)
                {
                    chosen.gate[way] = f64::from(u8::from(open[toggle]));
                    changed = true;
                }
            }
            if changed && !self.rows.is_fed(place) {
                self.rows.choose(&self.system, &self.plan, place, chosen);
            }
        }
        known.copy_from_slice(open);
        self.feedback.wake(open, awake);
    }

    /// Lets everybody choose under the state and follows them to the next.
    fn round(&self, workspace: &mut Workspace) {
        let Workspace {
            awake,
            chosen,
            currents,
            spend,
            state,
            next,
            ..
        } = workspace;
        self.rows.feel(state, chosen);
        for &place in &self.rows.fed {
            self.rows.choose(&self.system, &self.plan, place, chosen);
        }
        for (at, (stream, current)) in self.plan.streams.iter().zip(&mut *currents).enumerate() {
            current.follow(&self.plan, stream, &chosen.way[at], &chosen.leave[at]);
        }
        self.trade.spend(&self.plan, chosen, currents, spend);
        self.feedback.next(awake, currents, spend, next);
    }

    /// Steps by the derivative of one round at the rest that the combination `open` comes to.
    pub(super) fn chord_at(&self, open: &[bool]) -> Chord {
        let n = self.feedback.len();
        let plain = Chord::plain(n);
        if n == 0 {
            return plain;
        }
        let mut workspace = self.workspace();
        if !self.settle(open, None, &mut workspace) {
            return plain;
        }
        let at = workspace.next.clone();
        workspace.state.copy_from_slice(&at);
        self.round(&mut workspace);
        let rest = workspace.next.clone();
        let mut jacobian = vec![0.0; n * n];
        for column in 0..n {
            workspace.state.copy_from_slice(&at);
            workspace.state[column] += SMALL;
            self.round(&mut workspace);
            for row in 0..n {
                jacobian[row * n + column] = (workspace.next[row] - rest[row]) / SMALL;
            }
        }
        Chord::new(n, &jacobian).unwrap_or(plain)
    }
}
