//! The worker that solves the map while the window goes on drawing.
//!
//! Only the newest question counts: an older one still waiting is dropped, one being worked on is
//! given up at the next chance. Quick answers (the flows) come before slow ones (each link alone).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::analysis::whatif::{self, WhatIf};
use crate::model::{Diagnostic, Map, Object, ScenarioId, rules};
use crate::solver::{self, Solution};

/// What an answer is about: a state of the map and what of it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The revision of what the solver reads of the map.
    pub physics: u64,
    /// The scenario shown, `None` for today.
    pub scenario: Option<ScenarioId>,
}

/// A solve that may have failed, with the reasons.
pub type Solved = Result<Arc<Solution>, Vec<Diagnostic>>;

/// What the worker found out.
pub enum Answer {
    /// The steady states, and all that is wrong with the map.
    Flows {
        /// What was asked.
        question: Question,
        /// Today's steady state.
        today: Solved,
        /// The steady state of what is shown.
        now: Solved,
        /// What the rules find wrong with the map.
        findings: Vec<Diagnostic>,
        /// How long the solves took.
        time: Duration,
    },
    /// What each link does alone.
    Links {
        /// What was asked.
        question: Question,
        /// The rows.
        whatif: Arc<WhatIf>,
    },
}

struct Job {
    number: u64,
    question: Question,
    map: Arc<Map>,
    ctx: egui::Context,
}

struct Shared {
    waiting: Mutex<Waiting>,
    wake: Condvar,
    newest: AtomicU64,
}

#[derive(Default)]
struct Waiting {
    job: Option<Job>,
    over: bool,
}

/// The window's side of the worker.
pub struct Jobs {
    shared: Arc<Shared>,
    answers: Receiver<Answer>,
}

impl Jobs {
    /// Starts the worker.
    ///
    /// # Errors
    /// That the system gave no thread.
    pub fn start() -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            wake: Condvar::new(),
            newest: AtomicU64::new(0),
        });
        let (sender, answers) = mpsc::channel();
        let worker = shared.clone();
        thread::Builder::new()
            .name("solver".to_owned())
            .spawn(move || worker.work(&sender))?;
        Ok(Self { shared, answers })
    }

    /// Asks a question; all older ones are given up. `ctx` is woken by each answer.
    pub fn ask(&self, question: Question, map: Arc<Map>, ctx: &egui::Context) {
        let number = self.shared.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let job = Job {
            number,
            question,
            map,
            ctx: ctx.clone(),
        };
        self.shared.lock().job = Some(job);
        self.shared.wake.notify_one();
    }

    /// The answers that have come since.
    pub fn poll(&self) -> impl Iterator<Item = Answer> {
        self.answers.try_iter()
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.shared.newest.fetch_add(1, Ordering::Relaxed);
        self.shared.lock().over = true;
        self.shared.wake.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        // A slot holds no half-written state, so a panic elsewhere does not spoil it.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, answers: &Sender<Answer>) {
        let mut today = None;
        while let Some(job) = self.next() {
            let current = || self.newest.load(Ordering::Relaxed) == job.number;
            let send = |answer| {
                let heard = answers.send(answer).is_ok();
                job.ctx.request_repaint();
                heard && current()
            };
            let flows = flows(&job, &mut today);
            let base = match &flows {
                Answer::Flows { now: Ok(now), .. } => Some(now.clone()),
                _ => None,
            };
            if !send(flows) {
                continue;
            }
            if let Some(base) = base
                && let Some(links) = links(&job, &base, current)
            {
                send(links);
            }
        }
    }

    /// Waits for the next job; `None` once the window is gone.
    fn next(&self) -> Option<Job> {
        let mut waiting = self.lock();
        loop {
            if waiting.over {
                return None;
            }
            if let Some(job) = waiting.job.take() {
                return Some(job);
            }
            waiting = self.wake.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Solves today, unless `kept` is today's answer for this state of the map, and what is shown.
fn flows(job: &Job, kept: &mut Option<(u64, Solved)>) -> Answer {
    let question = job.question.clone();
    let start = Instant::now();
    let today = match kept.take().filter(|(physics, _)| *physics == question.physics) {
        Some((_, today)) => today,
        None => solve(&job.map, None),
    };
    *kept = Some((question.physics, today.clone()));
    let now = match &question.scenario {
        None => today.clone(),
        Some(id) => solve(&job.map, Some(id)),
    };
    let time = start.elapsed();
    Answer::Flows {
        question,
        today,
        now,
        findings: rules::check(&job.map),
        time,
    }
}

fn solve(map: &Map, scenario: Option<&ScenarioId>) -> Solved {
    let scenario = scenario.and_then(|id| map.scenarios().get(id));
    // A fault of the solver must not leave the window waiting for ever.
    catch_unwind(AssertUnwindSafe(|| solver::solve(map, scenario)))
        .unwrap_or_else(|_| {
            Err(vec![Diagnostic::error(
                Object::Map,
                "the solver failed on this map",
            )])
        })
        .map(Arc::new)
}

fn links(job: &Job, base: &Solution, go_on: impl Fn() -> bool) -> Option<Answer> {
    let scenario = job.question.scenario.as_ref();
    let scenario = scenario.and_then(|id| job.map.scenarios().get(id));
    let whatif = catch_unwind(AssertUnwindSafe(|| {
        whatif::whatif(&job.map, scenario, base, &go_on)
    }))
    .ok()?;
    go_on().then(|| Answer::Links {
        question: job.question.clone(),
        whatif: Arc::new(whatif),
    })
}
