//! Putting something new on the map.

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::payload::Payload;
use crate::app::shell::Shell;
use crate::app::state::State;
use crate::editing::{Added, NewNode, Point, Refusal, add, segment};
use crate::model::{CompanyId, Edit, NodeId, Object};

/// Size of a frame that encloses nothing yet, in map units.
const FRAME: (f64, f64) = (480.0, 320.0);
/// Space between a frame and what it is drawn round.
const MARGIN: f64 = 40.0;

impl Shell {
    /// Puts `what` on the map where the middle of the view is, or a frame round what is selected.
    pub(super) fn add_in_view(&mut self, what: Payload) {
        let selected = self.canvas.bounds_of(&self.state.selection);
        match selected.filter(|_| what == Payload::Frame) {
            Some((least, most)) => {
                let corner = (least.0 - MARGIN, least.1 - MARGIN);
                let opposite = (most.0 + MARGIN, most.1 + MARGIN);
                let added = add::frame(
                    self.state.map(),
                    words().inspector.frame_heading,
                    corner,
                    opposite,
                );
                self.take_in(added.object, added.edits);
            }
            None => self.add(what, self.canvas.free_place(), None),
        }
    }

    /// Puts `what` on the map with its middle at `at`, with a link to it from the node `from`.
    pub(super) fn add(&mut self, what: Payload, at: Point, from: Option<&NodeId>) {
        let host = self.canvas.host_at(at);
        let company = host.or_else(|| self.state.selected_companies().into_iter().next());
        match self.state.new_object(what, at, company.as_ref(), from) {
            Ok(added) => self.take_in(added.object, added.edits),
            Err(refusal) => self.state.message = Some(naming::refusal(refusal).to_owned()),
        }
    }

    /// Puts a new company or segment on the map.
    pub(super) fn add_company(&mut self) {
        let added = add::company(self.state.map(), words().inspector.company_heading, None);
        self.take_in(added.object, added.edits);
    }

    pub(super) fn add_segment(&mut self) {
        let added = segment::add(self.state.map(), words().inspector.segment_heading);
        self.take_in(added.object, added.edits);
    }

    /// Makes the step, selects the new object and lets its name be typed.
    fn take_in(&mut self, object: Object, edits: Vec<Edit>) {
        let state = &mut self.state;
        let mut after = (**state.document.map()).clone();
        after.apply_all(edits.iter().cloned());
        let label = fill(words().steps.step_add, &[&naming::object(&after, &object)]);
        state.edit(label, edits, false);
        self.canvas.rename(&object);
        state.selection = [object].into();
        state.view.inspector = true;
    }
}

impl State {
    /// A new object of the kind that `what` says, and the edits that put it on the map.
    fn new_object(
        &self,
        what: Payload,
        at: Point,
        company: Option<&CompanyId>,
        from: Option<&NodeId>,
    ) -> Result<Added, Refusal> {
        let (map, words) = (self.map(), words());
        let node = |kind, name| add::node(map, kind, name, at, company);
        let mut added = match what {
            Payload::Channel => node(NewNode::Channel, words.inspector.channel)?,
            Payload::Platform => node(NewNode::Platform, words.inspector.platform)?,
            Payload::Merchants => node(NewNode::Merchant, words.inspector.merchant)?,
            Payload::Payment => node(NewNode::Payment, words.inspector.payment)?,
            Payload::Note => add::note(map, words.inspector.note_heading, at),
            Payload::Frame => {
                let corner = (at.0 - FRAME.0 / 2.0, at.1 - FRAME.1 / 2.0);
                let opposite = (at.0 + FRAME.0 / 2.0, at.1 + FRAME.1 / 2.0);
                add::frame(map, words.inspector.frame_heading, corner, opposite)
            }
            Payload::Piece(_) => return Err(Refusal::NoPlatform),
        };
        if let (Some(from), Object::Node(id)) = (from, &added.object) {
            let mut after = map.clone();
            after.apply_all(added.edits.iter().cloned());
            added.edits.extend(add::link(&after, from, id)?.edits);
        }
        Ok(added)
    }
}
