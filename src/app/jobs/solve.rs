//! The worker that solves the map while the window goes on drawing.
//!
//! Only the newest question counts: an older one still waiting is dropped, one being worked on is
//! given up at the next chance. Quick answers come before slow ones: first the flows, then the same
//! with their certificate searched for from several starts, then each link alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::analysis::whatif::{self, WhatIf};
use crate::model::{Diagnostic, Map, Object, Scenario, ScenarioId, rules};
use crate::solver::{Certificate, Compiled, Search, Solution};

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
        /// How long finding the flows took, their certificate left out.
        time: Duration,
        /// Whether other steady states are still being looked for.
        checking: bool,
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
                // A window that has closed since no longer waits for it.
                let _ = answers.send(answer);
                job.ctx.request_repaint();
            };
            // A fault of the solver must not leave the window waiting for ever.
            let run = AssertUnwindSafe(|| job.run(&mut today, current, send));
            if catch_unwind(run).is_err() {
                send(job.fault());
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

/// The last answer for today, and the revision it holds for.
type Today = Option<(u64, Solved)>;

impl Job {
    /// Answers the question step by step for as long as it is `current`.
    fn run(&self, kept: &mut Today, current: impl Fn() -> bool + Sync, send: impl Fn(Answer)) {
        let start = Instant::now();
        let findings = rules::check(&self.map);
        let compiled = Compiled::checked(&self.map, findings.clone());
        // Never given up: while a number is dragged there is always a newer question.
        let quick = self.solve(kept, &compiled, Search::FromToday, &|| true);
        let time = start.elapsed();
        let answer = |(today, now): (Solved, Solved), checking| Answer::Flows {
            question: self.question.clone(),
            today,
            now,
            findings: findings.clone(),
            time,
            checking,
        };
        let flows = if is_final(&quick.0) && is_final(&quick.1) {
            quick
        } else {
            if quick.0.is_ok() && quick.1.is_ok() {
                send(answer(quick, true));
            }
            if !current() {
                return;
            }
            let flows = self.solve(kept, &compiled, Search::Several, &current);
            if !current() {
                return;
            }
            flows
        };
        *kept = Some((self.question.physics, flows.0.clone()));
        let base = flows.1.clone();
        send(answer(flows, false));
        let (Ok(compiled), Ok(base)) = (&compiled, base) else {
            return;
        };
        let whatif = whatif::whatif(compiled, self.scenario(), &base, &current);
        if current() {
            send(Answer::Links {
                question: self.question.clone(),
                whatif: Arc::new(whatif),
            });
        }
    }

    fn scenario(&self) -> Option<&Scenario> {
        self.map.scenarios().get(self.question.scenario.as_ref()?)
    }

    /// Today, unless it is known for this state of the map, and what is shown.
    fn solve(
        &self,
        kept: &Today,
        compiled: &Result<Compiled<'_>, Vec<Diagnostic>>,
        search: Search,
        current: &dyn Fn() -> bool,
    ) -> (Solved, Solved) {
        let compiled = match compiled {
            Ok(compiled) => compiled,
            Err(reasons) => return (Err(reasons.clone()), Err(reasons.clone())),
        };
        let solve = |scenario| compiled.solve_while(scenario, search, current).map(Arc::new);
        let today = match kept {
            Some((physics, today)) if *physics == self.question.physics => today.clone(),
            _ => solve(None),
        };
        let now = match self.scenario() {
            None => today.clone(),
            scenario => solve(scenario),
        };
        (today, now)
    }

    /// The answer where the solver broke off.
    fn fault(&self) -> Answer {
        let reason = Diagnostic::error(Object::Map, "the solver failed on this map");
        let failed = Err(vec![reason]);
        Answer::Flows {
            question: self.question.clone(),
            today: failed.clone(),
            now: failed,
            findings: rules::check(&self.map),
            time: Duration::ZERO,
            checking: false,
        }
    }
}

/// Whether a search from several starts can add nothing.
fn is_final(solved: &Solved) -> bool {
    solved.as_ref().is_ok_and(|solution| {
        let status = &solution.status;
        status.certificate != Certificate::LocallyChecked || status.spectral_radius.is_some()
    })
}
