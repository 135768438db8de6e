//! The choice of what to add at a place: after a double click there, or where a new link was let go.

use egui::{
    Align, Atom, Button, Color32, LayerId, Layout, Popup as Menu, PopupKind, Response, RichText,
    SetOpenCommand, Ui, Vec2, containers,
};
use kurbo::Point;

use super::camera::View;
use super::icon;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::payload::Payload;
use crate::app::theme::{SPACE, type_size};
use crate::editing::{NewNode, Refusal, add};
use crate::model::{CompanyId, NodeId, NodeKind};

/// Side of the picture of a kind, in points.
const ICON: f32 = 15.0;

/// The choice, while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Popup {
    /// The place on the map.
    at: Point,
    /// The node from which a link leads there.
    from: Option<NodeId>,
    /// Whether it has not been drawn yet.
    fresh: bool,
}

impl Popup {
    /// For something new at a place.
    pub fn for_place(at: Point) -> Self {
        Self {
            at,
            from: None,
            fresh: true,
        }
    }

    /// For a node at a place that a link is to lead to.
    pub fn for_link(from: NodeId, at: Point) -> Self {
        Self {
            at,
            from: Some(from),
            fresh: true,
        }
    }

    /// The place on the map.
    pub fn at(&self) -> Point {
        self.at
    }

    /// The node that a link leads there from, and the place.
    pub fn link(&self) -> Option<(&NodeId, Point)> {
        Some((self.from.as_ref()?, self.at))
    }

    /// Draws it; whether it stays open. The place is on the ground of `host`.
    pub fn ui(
        &mut self,
        canvas: &Response,
        context: &Context<'_>,
        host: Option<&CompanyId>,
        view: &View,
        commands: &mut Vec<Command>,
    ) -> bool {
        let open = self.fresh.then_some(SetOpenCommand::Bool(true));
        let pos = view.to_screen(self.at);
        let id = canvas.id.with("add");
        Menu::new(id, canvas.ctx.clone(), pos, LayerId::background())
            .kind(PopupKind::Menu)
            .open_memory(open)
            .gap(SPACE)
            .width(200.0)
            .style(containers::menu::menu_style)
            .layout(Layout::top_down_justified(Align::Min))
            .accessible_name(words().canvas.add_here)
            .show(|ui| self.contents(ui, context, host, commands));
        self.fresh = false;
        Menu::is_id_open(&canvas.ctx, id)
    }

    fn contents(
        &self,
        ui: &mut Ui,
        context: &Context<'_>,
        host: Option<&CompanyId>,
        commands: &mut Vec<Command>,
    ) {
        ui.label(
            RichText::new(self.title(context, host))
                .size(type_size::SMALL)
                .color(context.theme.weak_text),
        );
        let color = context.theme.company_color(context.map, host);
        for (place, what) in Payload::NODES.into_iter().enumerate() {
            let response = self.item(ui, context, what, color, commands);
            if self.fresh && place == 0 {
                response.request_focus();
            }
        }
        if self.from.is_none() {
            ui.separator();
            for what in [Payload::Note, Payload::Frame] {
                self.item(ui, context, what, color, commands);
            }
        }
    }

    /// Whose territory it is, or where the link comes from.
    fn title(&self, context: &Context<'_>, host: Option<&CompanyId>) -> String {
        match (&self.from, host) {
            (Some(from), _) => fill(words().canvas.link_to_a_new, &[naming::node(context.map, from)]),
            (None, Some(host)) => fill(words().canvas.add_with, &[naming::company(context.map, host)]),
            (None, None) => words().canvas.add_here.to_owned(),
        }
    }

    fn item(
        &self,
        ui: &mut Ui,
        context: &Context<'_>,
        what: Payload,
        color: Color32,
        commands: &mut Vec<Command>,
    ) -> Response {
        let refusal = self.refusal(context, what);
        let color = if refusal.is_some() {
            context.theme.line
        } else {
            color
        };
        let picture = Atom::paint(Vec2::splat(ICON), move |ui, args| {
            icon::payload(ui.painter(), args.rect, what, color);
        });
        let button = Button::new((picture, naming::payload(what)));
        let mut response = ui.add_enabled(refusal.is_none(), button);
        if let Some(refusal) = refusal {
            response = response.on_disabled_hover_text(naming::refusal(refusal));
        }
        if response.clicked() {
            commands.push(Command::Add {
                what,
                at: (self.at.x, self.at.y),
                from: self.from.clone(),
            });
            ui.close();
        }
        response
    }

    /// Why `what` cannot be added here.
    fn refusal(&self, context: &Context<'_>, what: Payload) -> Option<Refusal> {
        let map = context.map;
        let kind = what.node()?;
        let place = (self.at.x, self.at.y);
        let refusal = add::node(map, kind, "", place, None).err();
        let from = self.from.as_ref().and_then(|id| map.nodes().get(id));
        let into_payment = kind == NewNode::Payment
            && from.is_some_and(|from| !matches!(from.kind, NodeKind::Merchant { .. }));
        refusal.or(into_payment.then_some(Refusal::IntoPayment))
    }
}
