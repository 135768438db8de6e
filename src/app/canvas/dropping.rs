//! What is dropped on the canvas from the palette.

use egui::{DragAndDrop, Pos2, Response};

use super::Canvas;
use super::camera::View;
use super::gesture::Gesture;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::payload::Payload;
use crate::model::{Edit, LinkId, LinkKind, Node, Object};

impl Canvas {
    /// Adds what is dropped, or takes the kind of link that is.
    pub(super) fn drop_payload(
        &mut self,
        response: &Response,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        let Some(pos) = response.ctx.pointer_interact_pos() else {
            return;
        };
        let view = self.camera.view(response.rect);
        // egui lets a payload of another type go when it is asked for one.
        if DragAndDrop::has_payload_of_type::<LinkKind>(&response.ctx) {
            if let Some(kind) = response.dnd_release_payload::<LinkKind>() {
                self.drop_kind(*kind, response, context, &view, pos, commands);
            }
        } else if let Some(what) = response.dnd_release_payload::<Payload>() {
            let at = self.place(context, &view, pos);
            commands.push(Command::Add {
                what: *what,
                at: (at.x, at.y),
                from: None,
            });
        }
    }

    /// A kind dropped on a link becomes its kind; dropped on a node, a link of that kind starts there,
    /// to be led on; dropped on the ground, it is the kind of what is drawn from now on.
    fn drop_kind(
        &mut self,
        kind: LinkKind,
        response: &Response,
        context: &Context<'_>,
        view: &View,
        pos: Pos2,
        commands: &mut Vec<Command>,
    ) {
        let target = self.hit(view, pos).and_then(|target| target.object(&self.scene));
        if let Some(Object::Link(link)) = &target {
            commands.extend(recast(context, link, kind));
            return;
        }
        commands.push(Command::DrawLinksAs(Some(kind)));
        let Some(Object::Node(node)) = target else { return };
        if let Some(gesture) = Gesture::link_by_keys(context, &node) {
            self.gesture = gesture;
            self.begun = context.revision;
            response.request_focus();
        }
    }
}

/// The link with another kind, if its ends allow it: what leads into a payment is a payment.
fn recast(context: &Context<'_>, id: &LinkId, kind: LinkKind) -> Option<Command> {
    let link = context.map.links().get(id)?;
    let pays = context.map.nodes().get(&link.to).is_some_and(Node::is_payment);
    if link.kind == kind || pays != (kind == LinkKind::Payment) {
        return None;
    }
    let mut link = link.clone();
    link.kind = kind;
    let name = naming::object(context.map, &Object::Link(id.clone()));
    Some(Command::Edit {
        label: fill(words().steps.step_of, &[&name, words().fields.kind]),
        edits: vec![Edit::put_link(id.clone(), link)],
        merge: false,
    })
}
