//! Automatic layouts, worked out on a thread of their own while the window goes on.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use crate::editing::layout::{FOOTPRINT, Places, Style, layout};
use crate::model::{Map, Object};

/// The layout being worked out, if there is one.
#[derive(Default)]
pub struct Arranging {
    running: Option<Running>,
}

struct Running {
    given_up: Arc<AtomicBool>,
    places: Receiver<Option<Places>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

impl Arranging {
    /// Lays the nodes of `selection` out, or all if it has none; a layout under way is given up.
    /// `ctx` is woken when it is done.
    pub fn start(&mut self, style: Style, map: Arc<Map>, selection: BTreeSet<Object>, ctx: &egui::Context) {
        let (sender, places) = mpsc::channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let (ctx, seen) = (ctx.clone(), given_up.clone());
        thread::spawn(move || {
            let cancelled = || seen.load(Ordering::Relaxed);
            // A window that has closed since no longer waits for it.
            let _ = sender.send(layout(&map, &selection, style, FOOTPRINT, &cancelled));
            ctx.request_repaint();
        });
        self.running = Some(Running { given_up, places });
    }

    /// Gives the layout under way up.
    pub fn cancel(&mut self) {
        self.running = None;
    }

    /// Whether a layout is being worked out.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The places found since, once.
    pub fn poll(&mut self) -> Option<Places> {
        let running = self.running.as_ref()?;
        let found = match running.places.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => None,
            Ok(found) => found,
        };
        self.running = None;
        found
    }
}
