//! What a person asks for while a frame is drawn, to be carried out after it.

use std::path::PathBuf;

use super::action::Action;
use super::panels::{Tab, Take};
use super::payload::Payload;
use super::typing::Refused;
use super::view::Part;
use crate::model::{CompanyId, Edit, LinkId, LinkKind, NodeId, Object, ScenarioId};

/// Something to be done after the frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes the map, as one step of the history.
    Edit {
        /// What the step is called in the history.
        label: String,
        /// The changes.
        edits: Vec<Edit>,
        /// Joins this to the step before if that has the same label and no other command came
        /// between: one drag of a number is one step.
        merge: bool,
    },
    /// A step, called so, that a field would make of the text in it if it were left now: told in every
    /// frame until it is.
    Typing(String, Vec<Edit>),
    /// A text that a field holds and does not take, told in every frame, too.
    Refused(Refused),
    /// Puts something new on the map as one step, selects it and lets its name be typed in place.
    Add {
        /// What.
        what: Payload,
        /// Where its middle comes to lie.
        at: (f64, f64),
        /// The node from which a link leads to it, if one does.
        from: Option<NodeId>,
    },
    /// Adds what a text holds that was copied here or in another window.
    Paste(String),
    /// Opens or closes a link in the scenario shown; shown today, a new what-if scenario is made.
    ToggleLink(LinkId),
    /// Opens all of these links, closed today, in a new what-if scenario.
    TryBundle(Vec<LinkId>),
    /// Opens a file.
    OpenFile(PathBuf),
    /// Replaces the selection.
    Select(Vec<Object>),
    /// Adds to the selection, or takes away what is in it.
    SelectAlso(Object),
    /// Selects an object and brings it into view.
    GoTo(Object),
    /// The same, and puts the keyboard into one of its fields, by its path below the object.
    GoToField(Object, String),
    /// Shows a scenario, or today.
    ShowScenario(Option<ScenarioId>),
    /// Shows a tab of the results.
    ShowTab(Tab),
    /// Shows a second result beside the first, or none.
    ShowBeside(Option<Tab>),
    /// Copies or exports what a tab shows.
    Take(Tab, Take),
    /// Keeps how large a part of the window has become.
    NoteSize(Part, f32),
    /// Draws what a company hosts, or leaves it out.
    SetShown(CompanyId, bool),
    /// Draws what every company hosts.
    ShowAllCompanies,
    /// Gives new links this kind, or the one that their ends suggest.
    DrawLinksAs(Option<LinkKind>),
    /// Compares the map with nothing any more.
    EndComparison,
    /// Takes the message away.
    DismissMessage,
    /// Offers the file worked on last no longer.
    DismissLastFile,
    /// An action of fixed form.
    Do(Action),
}

impl From<Action> for Command {
    fn from(action: Action) -> Self {
        Self::Do(action)
    }
}
