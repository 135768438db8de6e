//! What can be put on the map: one type for the drag from the palette, the choice at the pointer and
//! the command that does it.

use crate::editing::NewNode;
use crate::editing::pieces::Piece;

/// Something new for the map. A panel starts its drag with
/// [`egui::Response::dnd_set_drag_payload`]; the canvas takes it where it is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Payload {
    /// A channel.
    Channel,
    /// A platform.
    Platform,
    /// Merchants.
    Merchants,
    /// A payment.
    Payment,
    /// A note.
    Note,
    /// A frame.
    Frame,
    /// Several nodes with the links between them.
    Piece(Piece),
}

impl Payload {
    /// The kinds of node, in the order of the palette.
    pub const NODES: [Self; 4] = [Self::Channel, Self::Platform, Self::Merchants, Self::Payment];

    /// The kind of node it is, if it is one node.
    pub fn node(self) -> Option<NewNode> {
        match self {
            Self::Channel => Some(NewNode::Channel),
            Self::Platform => Some(NewNode::Platform),
            Self::Merchants => Some(NewNode::Merchant),
            Self::Payment => Some(NewNode::Payment),
            Self::Note | Self::Frame | Self::Piece(_) => None,
        }
    }
}
