//! The steady state: of all that a situation has, the one that the habit path reaches from today.
//!
//! ```text
//! only one?  ── proven ──────────────────────────────▶ any way to it will do
//!     │ not proven
//! rounds from today draw nearer? ── each at once ────▶ where they come to rest
//!     │ no
//! follow the path, step by step, until they do ─────▶ where they come to rest from there
//! ```
//!
//! A round is a step of the path in which all habits fade at once, and every step of the path lies between
//! where habits are and where a round would take them. Where rounds draw nearer to each other from the start
//! on, following the path is spared. Near a tipping point they do not, and then only the path itself can tell.
//!
//! That is a judgement along one way and no proof: with habits of very different lengths, and network effects
//! beyond novelty, the path may leave that way. A proof would be that rounds contract, in the largest norm, on
//! all the box between start and rest: Bertsekas, Tsitsiklis, Parallel and Distributed Computation (1989), 6.2.
//!
//! Every analysis asks here which state is meant.

use super::certificate;
use super::feedback::{AT_REST, Feedback, LN_CLIP, Reference, Rest, Restless, clip, distance};
use super::flow::Situation;
use super::habit::Path;
use super::status::Certificate;
use super::system::System;

/// A month, in years.
const MONTH: f64 = 1.0 / 12.0;
/// The path is near rest when no chance moves by more in a month.
pub(super) const NEAR_REST: f64 = 1e-9;
/// Steps of the path after which it is near enough to rest.
const MOST_STEPS: usize = 2400;
/// Steps as short as a month after which the shortest is doubled, and again every so many, for habits of many
/// years.
const SHORT_STEPS: usize = 1200;
const STEPS_DOUBLED: usize = 120;
/// Where a step of the path moves no traffic by more than this, in logarithms, the next is longer by a quarter. Ten
/// times as much and habits of different lengths are led past where they would rest.
const SLOW: f64 = 1e-3;
/// Where it moves some by more than this, the next is half as long, down to the shortest.
const FAST: f64 = 4e-3;
/// No step is longer, in years: enough for habits of a lifetime.
const LONGEST: f64 = 100.0;
/// Steps as long that move less than this, in logarithms, crawl past a state that nearly is one of rest.
const CRAWL: f64 = 1e-3;
/// No leap moves more traffic than this, in logarithms.
const LEAP: f64 = 0.01;
/// Steps between leaps, in which what does not crawl comes to rest.
const CALM: usize = 4;
/// By how much the steps that are leapt over may differ from each other, relative.
const ALIKE: f64 = 0.3;
/// By how much states must have drawn nearer to each other after a round. Chosen for what it spares: of what it
/// misjudges, 0.5 misjudged the same.
const NEARER: f64 = 0.7;
/// The same where what is left is [`SHORT`].
const STILL_NEARER: f64 = 0.9;
/// States nearer to each other than this are close to where they rest.
const SHORT: f64 = 1e-2;
/// States nearer to each other than this tell nothing of drawing nearer but rounding.
const TOO_NEAR: f64 = 1e-6;
/// Rounds that draw nearer come to rest within so many.
const MOST_ROUNDS: usize = 250;
/// A rest further than this from the end of the path is another one, in logarithms.
const ASTRAY: f64 = 0.1;
/// States further apart than this, in logarithms, are different ones.
pub(super) const DISTINCT: f64 = 1e-6;

/// Today's map, where every path starts.
#[derive(Clone, Copy)]
pub(super) struct Today<'a> {
    pub(super) system: &'a System,
    pub(super) reference: &'a Reference,
}

/// The steady state reached from today.
#[derive(Debug)]
pub(super) struct Reached {
    pub(super) rest: Rest,
    /// Why there is no other, if that is proven.
    pub(super) proven: Option<Certificate>,
    /// Whether others are known. They are looked for, from a few starts, only where rounds from today do not
    /// draw nearer or nobody comes to some place.
    pub(super) is_one_of_several: bool,
}

/// Whether rounds draw states nearer to each other: those that were `moved` apart are `drawn` apart one
/// round later. Written so that no number counts as not drawn nearer.
pub(super) fn draws_nearer(moved: f64, drawn: f64) -> bool {
    let nearer = if moved <= SHORT { STILL_NEARER } else { NEARER };
    moved < TOO_NEAR || drawn <= nearer * moved
}

impl Today<'_> {
    /// The steady state that the situation of `feedback` reaches from today. A `guess` of it may spare work;
    /// what the answer is does not depend on it, but for rounding.
    ///
    /// # Errors
    /// What does not come to rest.
    pub(super) fn leads_to(self, feedback: &Feedback, guess: Option<&[f64]>) -> Result<Reached, Restless> {
        if !feedback.is_wanted() {
            return Err(Restless::GivenUp);
        }
        let proven = certificate::proven(feedback);
        if proven.is_some() {
            let start = guess.map_or_else(|| feedback.as_today(), <[f64]>::to_vec);
            return Ok(Reached {
                rest: feedback.settle(start)?,
                proven,
                is_one_of_several: false,
            });
        }
        let (rest, starts) = match drawn(feedback, feedback.as_today(), guess) {
            // Others might come to where nobody comes, if they knew of it.
            Some(rest) if feedback.is_stuck(&rest) => {
                let known = known(&rest.state);
                (rest, vec![known])
            }
            Some(rest) => (rest, Vec::new()),
            None => {
                let rest = self.followed(feedback)?;
                let starts = certificate::extremes(feedback).chain([known(&rest.state)]);
                (rest, starts.collect())
            }
        };
        let differs = |start| {
            let settled = feedback.settle(start);
            settled.is_ok_and(|other| distance(&other.state, &rest.state) > DISTINCT)
        };
        Ok(Reached {
            is_one_of_several: starts.into_iter().any(differs),
            rest,
            proven,
        })
    }

    /// Where the habit path leads from today's choices.
    fn followed(self, feedback: &Feedback) -> Result<Rest, Restless> {
        let before = Situation::new(self.system, self.system.open_today.clone());
        let today = Feedback::new(&before, self.reference);
        let mut path = Path::today(&today);
        path.change(feedback);
        rest_of(&mut path, feedback)
    }
}

/// Where `path` comes to rest in the situation of `feedback`, in which it is.
///
/// # Errors
/// What does not come to rest.
pub(super) fn rest_of(path: &mut Path, feedback: &Feedback) -> Result<Rest, Restless> {
    let (mut years, mut look_at) = (MONTH, 1);
    let (mut last, mut is_slowing, mut calm) = (0.0, true, 0);
    for at in 0..MOST_STEPS {
        // Ever more rarely: where habits are long, little changes from step to step.
        if at >= look_at && is_slowing {
            look_at = 2 * at + 1;
            if let Some(rest) = drawn(feedback, path.state().to_vec(), None) {
                return Ok(rest);
            }
        }
        if !feedback.is_wanted() {
            return Err(Restless::GivenUp);
        }
        let before = path.state().to_vec();
        let moved = path.step(years);
        if moved * MONTH / years < NEAR_REST {
            break;
        }
        let moved = distance(path.state(), &before);
        (is_slowing, calm) = (moved <= last, calm + 1);
        if moved < SLOW {
            let crawls = years == LONGEST && moved < CRAWL;
            if crawls && calm >= CALM {
                let leap = leap(path.state(), &before, moved, last);
                path.leap(&leap);
                calm = 0;
            }
            years = (years * 1.25).min(LONGEST);
        } else if moved > FAST {
            years /= 2.0;
        }
        let doubled = at.saturating_sub(SHORT_STEPS).div_ceil(STEPS_DOUBLED);
        years = years.max(MONTH * f64::powi(2.0, doubled as i32));
        last = moved;
    }
    let state = path.state().to_vec();
    let settled = feedback.settle(state.clone());
    if settled
        .as_ref()
        .is_ok_and(|rest| distance(&rest.state, &state) > ASTRAY)
    {
        // Rounds lead away from where habits rest: they overshoot there, which habits do not.
        let round = feedback.round(&state);
        if distance(&round.next, &state) <= DISTINCT {
            return Ok(Rest {
                state,
                round,
                rounds: MOST_STEPS,
            });
        }
    }
    settled
}

/// Where the path will be after many steps like the one from `before` to `state`, which moved as far as `moved`
/// and the one before it as far as `last`: a path that leaves a tipping point, or comes to rest close to one,
/// takes thousands of years to be seen to do so, each a little different from the last.
///
/// Projective integration: Gear, Kevrekidis, Projective methods for stiff differential equations, SIAM J. Sci.
/// Comput. 24 (2003).
fn leap(state: &[f64], before: &[f64], moved: f64, last: f64) -> Vec<f64> {
    let change = (moved / last - 1.0).abs();
    let steps = (ALIKE / change).min(LEAP / moved);
    // Written so that no number leaps nowhere.
    let steps = if steps > 1.0 { steps } else { 0.0 };
    let further = |(state, before): (&f64, &f64)| clip(state + steps * (state - before));
    state.iter().zip(before).map(further).collect()
}

/// Whether a state is somewhere at the lower end of what is told apart.
fn nobody_comes(state: &[f64]) -> bool {
    state.iter().any(|ln_ratio| *ln_ratio <= -LN_CLIP)
}

/// The same where what nobody comes to is as well known as anything.
fn known(state: &[f64]) -> Vec<f64> {
    let known = |ln_ratio: &f64| if *ln_ratio <= -LN_CLIP { 0.0 } else { *ln_ratio };
    state.iter().map(known).collect()
}

/// Where rounds from `start` come to rest, by way of the `guess`, if each draws nearer.
fn drawn(feedback: &Feedback, start: Vec<f64>, guess: Option<&[f64]>) -> Option<Rest> {
    let nobody_yet = nobody_comes(&start);
    let mut state = start;
    let mut round = feedback.round(&state);
    if nobody_yet {
        // The way from nobody to somebody is long and would hide how the others move.
        state = std::mem::take(&mut round.next);
        round = feedback.round_again(&state, round.chances);
    }
    let mut guess = guess.map(<[f64]>::to_vec);
    for rounds in 1..=MOST_ROUNDS {
        let moved = distance(&round.next, &state);
        if moved < AT_REST {
            return Some(Rest { state, round, rounds });
        }
        if !feedback.is_wanted() {
            return None;
        }
        let next = guess.take().unwrap_or_else(|| round.next.clone());
        let moved = distance(&next, &state);
        let before = std::mem::take(&mut round.next);
        round = feedback.round_again(&next, round.chances);
        if !draws_nearer(moved, distance(&round.next, &before)) {
            return None;
        }
        state = next;
    }
    None
}
