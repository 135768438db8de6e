//! A long analysis that a panel shows: what is asked, how far its answer is, and what the answer holds
//! for.
//!
//! A panel keeps a [`Study`] and calls [`Study::follow`] while it is drawn, so that only what somebody
//! looks at is worked out.

use std::sync::Arc;

use super::solve::Question;
use super::task::{Outcome, Task, Tasks, Work};
use crate::model::{Diagnostic, Map, Scenario};
use crate::solver::Solution;

/// What an analysis starts from: a state of the map, what of it is shown, and its steady states.
#[derive(Clone)]
pub struct Ground {
    /// Which state of the map, and which scenario.
    pub question: Question,
    /// The map.
    pub map: Arc<Map>,
    /// Today's steady state.
    pub today: Arc<Solution>,
    /// The steady state of what is shown.
    pub now: Arc<Solution>,
}

impl Ground {
    /// The scenario shown, `None` for today.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.map.scenarios().get(self.question.scenario.as_ref()?)
    }
}

/// A question that takes long to answer. Its value holds the wishes: a goal, a seed, a number of draws.
pub trait Analysis: Clone + PartialEq + Send + 'static {
    /// What comes of it.
    type Answer: Send + 'static;

    /// Whether the answer follows every change of the map by itself. What takes long is better asked
    /// for.
    const FOLLOWS: bool = false;

    /// Works the answer out. Once `work` says that nobody waits any longer, whatever it returns is lost.
    ///
    /// # Errors
    /// Why there is no answer, to be shown.
    fn run(&self, ground: &Ground, work: &Work) -> Result<Self::Answer, Vec<Diagnostic>>;
}

/// How the answer of a study stands to what is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The map has no steady state yet to start from.
    Waiting,
    /// Being worked out; the share done, from 0 to 1.
    Running(f64),
    /// The answer holds for what is shown.
    Current,
    /// The answer is that of an earlier state of the map, of another scenario or of other wishes.
    Outdated,
    /// There is no answer because the person gave it up.
    GivenUp,
    /// There is no answer for these reasons; none if the program failed.
    Failed(Vec<Diagnostic>),
}

/// What was asked: the wishes, and of which state of the map.
type Asked<A> = (A, Question);

struct Running<A: Analysis> {
    asked: Asked<A>,
    task: Task<Result<A::Answer, Vec<Diagnostic>>>,
}

/// Why the last question has no answer.
enum Without {
    GivenUp,
    Reasons(Vec<Diagnostic>),
}

/// An analysis with its answer, kept by the panel that shows it.
pub struct Study<A: Analysis> {
    running: Option<Running<A>>,
    answer: Option<(Asked<A>, A::Answer)>,
    without: Option<(Asked<A>, Without)>,
}

impl<A: Analysis> Default for Study<A> {
    fn default() -> Self {
        Self {
            running: None,
            answer: None,
            without: None,
        }
    }
}

impl<A: Analysis> Study<A> {
    /// Takes in what has come, and starts what is to be known and was not asked yet: the first answer
    /// and every new wish at once, a new state of the map only if the analysis [follows](Analysis::FOLLOWS).
    ///
    /// `ground` is `None` while the map has no steady state; `oldest` is the first physics revision of
    /// the document, before which answers are those of another one and are forgotten.
    pub fn follow(
        &mut self,
        wish: &A,
        ground: Option<&Ground>,
        oldest: u64,
        tasks: &Tasks,
        ctx: &egui::Context,
    ) -> Status {
        self.forget_before(oldest);
        let progress = self.take_in();
        let Some(ground) = ground else {
            return Status::Waiting;
        };
        let asks = |(asked, question): &Asked<A>| asked == wish && *question == ground.question;
        if let (Some(running), Some(share)) = (&self.running, progress) {
            // Newer wishes give the older up; a newer map does not, or a drag would never let it end.
            if asks(&running.asked) || running.asked.0 == *wish && !A::FOLLOWS {
                return Status::Running(share);
            }
        }
        if self.answer.as_ref().is_some_and(|(asked, _)| asks(asked)) {
            self.running = None;
            return Status::Current;
        }
        if let Some((_, without)) = self.without.as_ref().filter(|(asked, _)| asks(asked)) {
            return match without {
                Without::GivenUp => Status::GivenUp,
                Without::Reasons(reasons) => Status::Failed(reasons.clone()),
            };
        }
        let known = self.answer.as_ref().map(|(asked, _)| asked);
        let known = known
            .into_iter()
            .chain(self.without.as_ref().map(|(asked, _)| asked));
        let moved_on = { known }.any(|(asked, _)| asked == wish);
        if moved_on && !A::FOLLOWS {
            return Status::Outdated;
        }
        self.start(wish, ground, tasks, ctx);
        Status::Running(0.0)
    }

    /// Asks anew, whatever is known.
    pub fn start(&mut self, wish: &A, ground: &Ground, tasks: &Tasks, ctx: &egui::Context) {
        let (asked, own, for_work) = (
            (wish.clone(), ground.question.clone()),
            wish.clone(),
            ground.clone(),
        );
        let task = tasks.start(ctx, move |work| own.run(&for_work, work));
        self.without = None;
        self.running = Some(Running { asked, task });
    }

    /// Gives up what is being worked out.
    pub fn give_up(&mut self) {
        if let Some(running) = self.running.take() {
            self.without = Some((running.asked, Without::GivenUp));
        }
    }

    /// The last answer, whatever it holds for.
    pub fn answer(&self) -> Option<&A::Answer> {
        self.answer.as_ref().map(|(_, answer)| answer)
    }

    /// The wishes and the state of the map that the last answer holds for.
    pub fn answered(&self) -> Option<(&A, &Question)> {
        self.answer.as_ref().map(|((wish, question), _)| (wish, question))
    }

    /// Takes in the answer if it has come; else how much of it is done.
    fn take_in(&mut self) -> Option<f64> {
        let outcome = self.running.as_ref()?.task.poll();
        if let Outcome::Running(share) = outcome {
            return Some(share);
        }
        let asked = self.running.take()?.asked;
        match outcome {
            Outcome::Done(Ok(answer)) => self.answer = Some((asked, answer)),
            Outcome::Done(Err(reasons)) => self.without = Some((asked, Without::Reasons(reasons))),
            _ => self.without = Some((asked, Without::Reasons(Vec::new()))),
        }
        None
    }

    fn forget_before(&mut self, oldest: u64) {
        let is_old = |asked: &Asked<A>| asked.1.physics < oldest;
        self.running.take_if(|running| is_old(&running.asked));
        self.answer.take_if(|(asked, _)| is_old(asked));
        self.without.take_if(|(asked, _)| is_old(asked));
    }
}
