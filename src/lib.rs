//! Catchment draws and solves ecosystem maps: platforms, merchants and payments of several
//! companies, the links between them, and who captures the traffic when a link opens.
//!
//! ```text
//! file ──load──▶ Map ──compile──▶ System ──solve──▶ Solution ──analysis──▶ answers
//!   ▲             ▲                                                          │
//!   └────save─────┴── Edit ◀── Document (history) ◀── window and commands ◀──┘
//! ```
//!
//! Arrows of import point down only: `model` ← `file` ← `document`, `file` ← `editing`, `model` ←
//! `solver` ← `analysis` ← `wording` ← `report`, and `cli` and `app` on top.

pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod document;
pub mod editing;
pub mod file;
pub mod model;
pub mod quantity;
pub mod report;
pub mod solver;
pub mod text;
pub mod wording;
