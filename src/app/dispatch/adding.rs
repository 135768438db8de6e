//! Putting something new on the map.

use egui::Key;

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::payload::Payload;
use crate::app::shell::Shell;
use crate::app::state::State;
use crate::editing::{Added, NewNode, Pasted, Point, Refusal, add, pieces, segment};
use crate::model::{CompanyId, NodeId, Object};

/// Size of a frame that encloses nothing yet, in map units.
const FRAME: (f64, f64) = (480.0, 320.0);
/// Space between a frame and what it is drawn round.
const MARGIN: f64 = 40.0;

impl Shell {
    /// Puts `what` on the map where the middle of the view is, or a frame round what is selected.
    /// A key puts it where the pointer is, if that is over the canvas.
    pub(super) fn add_in_view(&mut self, what: Payload, ctx: &egui::Context) {
        let selected = self.canvas.bounds_of(&self.state.selection);
        match selected.filter(|_| what == Payload::Frame) {
            Some((least, most)) => {
                let corner = (least.0 - MARGIN, least.1 - MARGIN);
                let opposite = (most.0 + MARGIN, most.1 + MARGIN);
                let title = words().inspector.frame_heading;
                self.take_in_new(add::frame(self.state.map(), title, corner, opposite));
            }
            None => {
                let by_key = ctx.input(|input| !input.pointer.any_click() && !input.key_pressed(Key::Enter));
                let pointer = self.canvas.place_under_pointer(ctx).filter(|_| by_key);
                self.add(what, pointer.unwrap_or_else(|| self.canvas.free_place()), None);
            }
        }
    }

    /// Puts `what` on the map with its middle at `at`, with a link to it from the node `from`.
    pub(super) fn add(&mut self, what: Payload, at: Point, from: Option<&NodeId>) {
        let map = self.state.map();
        let host_of = |id: &NodeId| map.host(map.nodes().get(id)?).cloned();
        let host = self.canvas.host_at(at).or_else(|| from.and_then(host_of));
        let company = host.or_else(|| self.state.selected_companies().into_iter().next());
        let refused = match what {
            Payload::Piece(piece) => {
                let label = step_add(naming::piece(piece));
                let names = names_in_pieces();
                let pasted = pieces::insert(self.state.map(), piece, at, company.as_ref(), &names);
                pasted.map(|pasted| self.state.take_in(label, pasted)).err()
            }
            Payload::Note => {
                self.take_in_new(add::note(self.state.map(), words().inspector.note_heading, at));
                None
            }
            Payload::Frame => {
                let corner = (at.0 - FRAME.0 / 2.0, at.1 - FRAME.1 / 2.0);
                let opposite = (at.0 + FRAME.0 / 2.0, at.1 + FRAME.1 / 2.0);
                let title = words().inspector.frame_heading;
                self.take_in_new(add::frame(self.state.map(), title, corner, opposite));
                None
            }
            Payload::Channel => self.add_node(NewNode::Channel, at, company, from),
            Payload::Platform => self.add_node(NewNode::Platform, at, company, from),
            Payload::Merchants => self.add_node(NewNode::Merchant, at, company, from),
            Payload::Payment => self.add_node(NewNode::Payment, at, company, from),
        };
        if let Some(refusal) = refused {
            self.state.message = Some(naming::refusal(refusal).to_owned());
        }
    }

    /// Puts a new company on the map.
    pub(super) fn add_company(&mut self) {
        let name = words().inspector.company_heading;
        self.take_in_new(add::company(self.state.map(), name, None));
        self.state.wanted_field = Some("name".to_owned());
    }

    /// Puts a new segment on the map.
    pub(super) fn add_segment(&mut self) {
        let name = words().inspector.segment_heading;
        self.take_in_new(segment::add(self.state.map(), name));
    }

    /// Puts a node on the map; why not, if it is refused.
    fn add_node(
        &mut self,
        kind: NewNode,
        at: Point,
        company: Option<CompanyId>,
        from: Option<&NodeId>,
    ) -> Option<Refusal> {
        match self.state.new_node(kind, at, company.as_ref(), from) {
            Ok(added) => {
                self.take_in_new(added);
                None
            }
            Err(refusal) => Some(refusal),
        }
    }

    /// Makes the step, selects the new object and lets its name be typed.
    fn take_in_new(&mut self, Added { object, edits }: Added) {
        let mut after = (**self.state.document.map()).clone();
        after.apply_all(edits.iter().cloned());
        let label = step_add(&naming::object(&after, &object));
        self.canvas.rename(&object);
        let objects = [object].into();
        self.state.take_in(label, Pasted { objects, edits });
        self.state.view.inspector = true;
    }
}

impl State {
    /// A new node and, if `from` is given, a link to it from there.
    fn new_node(
        &self,
        kind: NewNode,
        at: Point,
        company: Option<&CompanyId>,
        from: Option<&NodeId>,
    ) -> Result<Added, Refusal> {
        let (map, words) = (self.map(), &words().inspector);
        let name = match kind {
            NewNode::Channel => words.channel,
            NewNode::Platform => words.platform,
            NewNode::Merchant => words.merchant,
            NewNode::Payment => words.payment,
        };
        let mut added = add::node(map, kind, name, at, company)?;
        if let (Some(from), Object::Node(id)) = (from, &added.object) {
            let mut after = map.clone();
            after.apply_all(added.edits.iter().cloned());
            let link = add::link_of_kind(&after, from, id, self.view.link_kind)?;
            added.edits.extend(link.edits);
        }
        Ok(added)
    }
}

fn step_add(name: &str) -> String {
    fill(words().steps.step_add, &[name])
}

/// What the nodes of ready-made pieces are called.
fn names_in_pieces() -> pieces::Words<'static> {
    let words = &words().palette;
    pieces::Words {
        mini_program: words.mini_program,
        sellers: words.sellers,
        wallet: words.wallet,
        ad_surface: words.ad_surface,
        shop: words.shop,
        search_engine: words.search_engine,
        source: words.guess,
    }
}
