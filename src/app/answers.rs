//! The latest answers of the worker, and which state of the map they are about.

use std::sync::Arc;
use std::time::Duration;

use super::jobs::{Answer, Question, Solved};
use crate::analysis::whatif::WhatIf;
use crate::model::Diagnostic;
use crate::solver::Solution;

/// What is known of the map at present. Answers to earlier questions stay until new ones come.
#[derive(Default)]
pub struct Answers {
    /// Today's steady state.
    pub today: Option<Arc<Solution>>,
    /// The steady state of what is shown.
    pub now: Option<Arc<Solution>>,
    /// What each link does alone.
    pub whatif: Option<Arc<WhatIf>>,
    /// All that is wrong with the map or kept it from being solved, errors first.
    pub problems: Vec<Diagnostic>,
    /// Whether other steady states are still being looked for.
    pub checking: bool,
    /// How long finding the flows took.
    pub solve_time: Option<Duration>,
    /// Counts the answers that have come.
    pub count: u64,
    /// Which of them was the last that held flows.
    pub flows: u64,
    flows_of: Option<Question>,
    solved: Option<Question>,
    links_of: Option<Question>,
}

impl Answers {
    /// No answer yet, `count` having come about other documents.
    pub fn none_after(count: u64) -> Self {
        Self {
            count: count + 1,
            flows: count + 1,
            ..Self::default()
        }
    }

    /// Takes in an answer.
    pub fn take(&mut self, answer: Answer) {
        self.count += 1;
        match answer {
            Answer::Flows {
                question,
                today,
                now,
                findings,
                time,
                checking,
            } => {
                self.flows = self.count;
                self.checking = checking;
                self.problems = problems(findings, &today, &now);
                self.solve_time = Some(time);
                let same_shown = self
                    .solved
                    .as_ref()
                    .is_some_and(|solved| solved.scenario == question.scenario);
                if today.is_ok() && now.is_ok() {
                    self.solved = Some(question.clone());
                } else if !same_shown {
                    // Flows of another scenario would be taken for those of the one shown.
                    (self.now, self.whatif) = (None, None);
                }
                if let Ok(today) = today {
                    self.today = Some(today);
                }
                if let Ok(now) = now {
                    self.now = Some(now);
                }
                self.flows_of = Some(question);
            }
            Answer::Links { question, whatif } => {
                self.whatif = Some(whatif);
                self.links_of = Some(question);
            }
        }
    }

    /// Whether the flows are those of `question`.
    pub fn hold_for(&self, question: &Question) -> bool {
        self.solved.as_ref() == Some(question)
    }

    /// Whether the worker still owes the flows of `question`.
    pub fn wait_for(&self, question: &Question) -> bool {
        self.flows_of.as_ref() != Some(question)
    }

    /// Whether everything about `question` has come, each link alone included.
    pub fn are_complete(&self, question: &Question) -> bool {
        !self.wait_for(question)
            && !self.checking
            && (!self.hold_for(question) || self.links_of.as_ref() == Some(question))
    }
}

/// All that is wrong, each finding once: the rules' own, then what only solving found.
fn problems(mut all: Vec<Diagnostic>, today: &Solved, now: &Solved) -> Vec<Diagnostic> {
    for solved in [today, now] {
        let more = match solved {
            Ok(solution) => &solution.status.warnings,
            Err(reasons) => reasons,
        };
        for diagnostic in more {
            if !all.contains(diagnostic) {
                all.push(diagnostic.clone());
            }
        }
    }
    all.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    all
}
