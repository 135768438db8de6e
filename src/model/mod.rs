//! What a map is: its objects, their fields, the edits that change it and the rules it obeys.
//!
//! Imports nothing else of this crate.

mod annotation;
pub mod color;
mod company;
mod diagnostic;
mod edit;
pub mod field;
mod id;
mod link;
mod map;
mod node;
mod number;
mod object;
mod removal;
pub mod rules;
mod scenario;

pub use annotation::{Frame, Note};
pub use company::{Company, Segment, Units};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use edit::Edit;
pub use id::{CompanyId, FrameId, Id, LinkId, NodeId, NoteId, ScenarioId, SegmentId};
pub use link::{Link, LinkKind, Pull};
pub use map::{ALL_SEGMENT, FORMAT, Map};
pub use node::{DEFAULT_HABIT_YEARS, DEFAULT_LEAVE, Node, NodeKind};
pub use number::{Confidence, ESTIMATE_FIELDS, Evidence, Number, PerSegment};
pub use object::{NumberPath, Object};
pub use scenario::Scenario;
