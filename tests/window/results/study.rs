//! Long analyses beside the window: started when looked at, with progress, given up, outdated, made anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use catchment::app::jobs::Question;
use catchment::app::jobs::study::{Analysis, Ground, Status, Study};
use catchment::app::jobs::task::{Tasks, Work};
use catchment::model::{Diagnostic, Object};
use catchment::solver::{Compiled, Search};

use crate::common::window::two_shops;

/// An analysis that does what it is told.
#[derive(Clone)]
struct Told {
    wish: Wish,
    runs: Arc<AtomicUsize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Wish {
    Answer(u32),
    WaitUntilGivenUp,
    Refuse,
    Break,
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.wish == other.wish
    }
}

impl Analysis for Told {
    type Answer = (u32, u64);

    fn run(&self, ground: &Ground, work: &Work) -> Result<Self::Answer, Vec<Diagnostic>> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        match self.wish {
            Wish::Answer(number) => Ok((number, ground.question.physics)),
            Wish::WaitUntilGivenUp => {
                work.report(0.5);
                while work.go_on() {
                    thread::yield_now();
                }
                Ok((0, 0))
            }
            Wish::Refuse => Err(vec![Diagnostic::error(Object::Map, "no")]),
            Wish::Break => panic!("on purpose"),
        }
    }
}

struct Bench {
    study: Study<Told>,
    tasks: Tasks,
    ctx: egui::Context,
    ground: Ground,
    runs: Arc<AtomicUsize>,
}

impl Bench {
    fn new() -> Self {
        let map = two_shops().map().clone();
        let solution = Compiled::new(&map).unwrap().solve(None, Search::FromToday);
        let solution = Arc::new(solution.unwrap());
        let question = Question {
            physics: 5,
            scenario: None,
        };
        Self {
            study: Study::default(),
            tasks: Tasks::default(),
            ctx: egui::Context::default(),
            ground: Ground {
                question,
                map,
                today: solution.clone(),
                now: solution,
            },
            runs: Arc::default(),
        }
    }

    fn told(&self, wish: Wish) -> Told {
        Told {
            wish,
            runs: self.runs.clone(),
        }
    }

    fn follow(&mut self, wish: Wish) -> Status {
        let told = self.told(wish);
        self.study
            .follow(&told, Some(&self.ground), 0, &self.tasks, &self.ctx)
    }

    fn rest(&self) {
        while self.tasks.are_running() {
            thread::yield_now();
        }
    }

    fn follow_to_the_end(&mut self, wish: Wish) -> Status {
        self.follow(wish);
        self.rest();
        self.follow(wish)
    }

    fn runs(&self) -> usize {
        self.runs.load(Ordering::SeqCst)
    }
}

#[test]
fn a_wish_is_answered_once_for_as_long_as_nothing_changes() {
    let mut bench = Bench::new();
    assert!(matches!(bench.follow(Wish::Answer(7)), Status::Running(_)));
    bench.rest();
    assert_eq!(bench.follow(Wish::Answer(7)), Status::Current);
    assert_eq!(bench.follow(Wish::Answer(7)), Status::Current);
    assert_eq!(bench.study.answer(), Some(&(7, 5)));
    assert_eq!(bench.runs(), 1);
}

#[test]
fn an_answer_of_an_earlier_map_says_so_until_it_is_asked_for_anew() {
    let mut bench = Bench::new();
    bench.follow_to_the_end(Wish::Answer(7));
    bench.ground.question.physics = 6;
    assert_eq!(bench.follow_to_the_end(Wish::Answer(7)), Status::Outdated);
    assert_eq!(
        bench.study.answer(),
        Some(&(7, 5)),
        "the earlier answer is still shown"
    );
    let told = bench.told(Wish::Answer(7));
    bench.study.start(&told, &bench.ground, &bench.tasks, &bench.ctx);
    bench.rest();
    assert_eq!(bench.follow(Wish::Answer(7)), Status::Current);
    assert_eq!(bench.study.answer(), Some(&(7, 6)));
}

#[test]
fn another_scenario_makes_an_answer_outdated_and_going_back_makes_it_hold_again() {
    let mut bench = Bench::new();
    bench.follow_to_the_end(Wish::Answer(7));
    bench.ground.question.scenario = Some("mini".into());
    assert_eq!(bench.follow(Wish::Answer(7)), Status::Outdated);
    bench.ground.question.scenario = None;
    assert_eq!(bench.follow(Wish::Answer(7)), Status::Current);
    assert_eq!(bench.runs(), 1);
}

#[test]
fn a_newer_wish_gives_the_older_up() {
    let mut bench = Bench::new();
    bench.follow(Wish::WaitUntilGivenUp);
    assert_eq!(bench.follow_to_the_end(Wish::Answer(8)), Status::Current);
    assert_eq!(bench.study.answer(), Some(&(8, 5)));
}

#[test]
fn what_is_given_up_is_not_started_again_by_itself() {
    let mut bench = Bench::new();
    bench.follow(Wish::WaitUntilGivenUp);
    bench.study.give_up();
    bench.rest();
    assert_eq!(bench.follow(Wish::WaitUntilGivenUp), Status::GivenUp);
    assert!(!bench.tasks.are_running());
}

#[test]
fn a_refusal_and_a_fault_of_the_program_are_told() {
    let mut bench = Bench::new();
    let reasons = vec![Diagnostic::error(Object::Map, "no")];
    assert_eq!(bench.follow_to_the_end(Wish::Refuse), Status::Failed(reasons));
    assert_eq!(bench.follow_to_the_end(Wish::Break), Status::Failed(Vec::new()));
}

#[test]
fn nothing_is_worked_out_without_a_steady_state_and_nothing_kept_of_another_document() {
    let mut bench = Bench::new();
    bench.follow_to_the_end(Wish::Answer(7));
    let told = bench.told(Wish::Answer(7));
    let status = bench.study.follow(&told, None, 0, &bench.tasks, &bench.ctx);
    assert_eq!(status, Status::Waiting);
    assert_eq!(bench.study.answer(), Some(&(7, 5)));
    let status = bench.study.follow(&told, None, 6, &bench.tasks, &bench.ctx);
    assert_eq!((status, bench.study.answer()), (Status::Waiting, None));
}
