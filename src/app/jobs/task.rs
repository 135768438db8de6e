//! One long thing done on a thread of its own, which tells how far it is and can be given up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

/// What the work sees of who waits for it.
#[derive(Default)]
pub struct Work {
    given_up: AtomicBool,
    /// The bits of the share done, an `f64`.
    done: AtomicU64,
}

impl Work {
    /// Whether the result is still wanted.
    pub fn go_on(&self) -> bool {
        !self.given_up.load(Ordering::Relaxed)
    }

    /// Says how much is done, from 0 to 1.
    pub fn report(&self, share: f64) {
        self.done.store(share.to_bits(), Ordering::Relaxed);
    }

    /// How much is done, from 0 to 1.
    fn done(&self) -> f64 {
        let share = f64::from_bits(self.done.load(Ordering::Relaxed));
        if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// What became of a task.
#[derive(Debug, PartialEq)]
pub enum Outcome<T> {
    /// It is not over yet; the share done, from 0 to 1.
    Running(f64),
    /// It is over.
    Done(T),
    /// It ended in a fault of the program, or never got a thread.
    Broken,
}

/// The tasks under way, so that it is known when there are none.
#[derive(Clone, Default)]
pub struct Tasks {
    running: Arc<AtomicUsize>,
}

/// Counts one task for as long as it lives.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Tasks {
    /// Starts `work`; `ctx` is woken when it is over. Dropping the task gives it up.
    pub fn start<T: Send + 'static>(
        &self,
        ctx: &egui::Context,
        work: impl FnOnce(&Work) -> T + Send + 'static,
    ) -> Task<T> {
        let seen = Arc::new(Work::default());
        let (sender, result) = mpsc::channel();
        self.running.fetch_add(1, Ordering::AcqRel);
        let counted = Counted(self.running.clone());
        let (ctx, for_work) = (ctx.clone(), seen.clone());
        let thread = thread::Builder::new().name("task".to_owned());
        // Without a thread the sender is gone, which is told as a fault.
        let _ = thread.spawn(move || {
            if let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(&for_work))) {
                // A window that has closed since no longer waits for it.
                let _ = sender.send(result);
            }
            drop((sender, counted));
            ctx.request_repaint();
        });
        Task { seen, result }
    }

    /// Whether any task is under way, those given up but not over yet included.
    pub fn are_running(&self) -> bool {
        self.running.load(Ordering::Acquire) > 0
    }
}

/// The window's side of one long thing being done. Dropping it gives the thing up.
pub struct Task<T> {
    seen: Arc<Work>,
    result: Receiver<T>,
}

impl<T> Task<T> {
    /// How it stands. What is done is handed out once.
    pub fn poll(&self) -> Outcome<T> {
        match self.result.try_recv() {
            Ok(result) => Outcome::Done(result),
            Err(TryRecvError::Empty) => Outcome::Running(self.seen.done()),
            Err(TryRecvError::Disconnected) => Outcome::Broken,
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.seen.given_up.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn wait(tasks: &Tasks) {
        while tasks.are_running() {
            thread::yield_now();
        }
    }

    #[test]
    fn a_result_is_handed_out() {
        let tasks = Tasks::default();
        let task = tasks.start(&egui::Context::default(), |work| {
            work.report(0.5);
            7
        });
        wait(&tasks);
        assert_eq!(task.poll(), Outcome::Done(7));
    }

    #[test]
    fn a_task_tells_how_far_it_is() {
        let tasks = Tasks::default();
        let (go, wait_for_go) = mpsc::channel();
        let (told, wait_for_told) = mpsc::channel();
        let task = tasks.start(&egui::Context::default(), move |work| {
            work.report(0.25);
            told.send(()).is_ok() && wait_for_go.recv().is_ok()
        });
        assert!(wait_for_told.recv().is_ok());
        assert_eq!(task.poll(), Outcome::Running(0.25));
        assert!(go.send(()).is_ok());
        wait(&tasks);
        assert_eq!(task.poll(), Outcome::Done(true));
    }

    #[test]
    fn a_task_that_is_dropped_hears_of_it() {
        let tasks = Tasks::default();
        let task = tasks.start(&egui::Context::default(), |work| {
            while work.go_on() {
                thread::yield_now();
            }
        });
        drop(task);
        wait(&tasks);
    }

    #[test]
    fn a_panic_becomes_an_outcome() {
        let tasks = Tasks::default();
        let task = tasks.start(&egui::Context::default(), |_| -> u8 { panic!("on purpose") });
        wait(&tasks);
        assert_eq!(task.poll(), Outcome::Broken);
    }
}
