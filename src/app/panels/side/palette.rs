//! The palette: what can be put on the map, by a drag to its place, or by a click into the middle.

use egui::{
    Align2, Button, Color32, Painter, Rect, Response, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::widgets::{caption, font, named, text_in};
use super::super::{Command, Context};
use crate::app::action::Action;
use crate::app::canvas::icon;
use crate::app::i18n::{Words, fill, words};
use crate::app::naming;
use crate::app::payload::Payload;
use crate::app::theme::{SPACE, Theme};
use crate::editing::pieces::Piece;
use crate::model::LinkKind;

/// Height of an entry.
const HEIGHT: f32 = 28.0;
/// Side of its picture.
const ICON: f32 = 15.0;

/// Something to be put on the map.
struct Entry {
    what: Payload,
    /// What puts it into the middle of what is seen.
    action: Action,
    label: fn(&'static Words) -> &'static str,
    hint: fn(&'static Words) -> &'static str,
    paint: fn(&Painter, Rect, Color32),
}

const NODES: &[Entry] = &[
    Entry {
        what: Payload::Channel,
        action: Action::AddChannel,
        label: |words| words.inspector.channel,
        hint: |words| words.palette.channel_hint,
        paint: icon::channel,
    },
    Entry {
        what: Payload::Platform,
        action: Action::AddPlatform,
        label: |words| words.inspector.platform,
        hint: |words| words.palette.platform_hint,
        paint: icon::platform,
    },
    Entry {
        what: Payload::Merchants,
        action: Action::AddMerchants,
        label: |words| words.inspector.merchant,
        hint: |words| words.palette.merchants_hint,
        paint: icon::merchants,
    },
    Entry {
        what: Payload::Payment,
        action: Action::AddPayment,
        label: |words| words.inspector.payment,
        hint: |words| words.palette.payment_hint,
        paint: icon::payment,
    },
    Entry {
        what: Payload::Note,
        action: Action::AddNote,
        label: |words| words.inspector.note_heading,
        hint: |words| words.palette.note_hint,
        paint: icon::note,
    },
    Entry {
        what: Payload::Frame,
        action: Action::AddFrame,
        label: |words| words.inspector.frame_heading,
        hint: |words| words.palette.frame_hint,
        paint: icon::frame,
    },
];

const PIECES: &[Entry] = &[
    Entry {
        what: Payload::Piece(Piece::MiniProgram),
        action: Action::AddMiniProgram,
        label: |words| words.palette.mini_program,
        hint: |words| words.palette.mini_program_hint,
        paint: icon::piece,
    },
    Entry {
        what: Payload::Piece(Piece::Wallet),
        action: Action::AddWallet,
        label: |words| words.palette.wallet,
        hint: |words| words.palette.wallet_hint,
        paint: icon::piece,
    },
    Entry {
        what: Payload::Piece(Piece::AdSurface),
        action: Action::AddAdSurface,
        label: |words| words.palette.ad_surface,
        hint: |words| words.palette.ad_surface_hint,
        paint: icon::piece,
    },
    Entry {
        what: Payload::Piece(Piece::Shop),
        action: Action::AddShop,
        label: |words| words.palette.shop,
        hint: |words| words.palette.shop_hint,
        paint: icon::piece,
    },
    Entry {
        what: Payload::Piece(Piece::SearchEngine),
        action: Action::AddSearchEngine,
        label: |words| words.palette.search_engine,
        hint: |words| words.palette.search_engine_hint,
        paint: icon::piece,
    },
];

pub(super) fn ui(ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing = vec2(SPACE * 0.5, SPACE * 0.5);
    grid(ui, NODES, context, commands);
    caption(ui, context.theme, words().palette.pieces);
    ui.horizontal_wrapped(|ui| {
        for entry in PIECES {
            let width = ICON + 2.5 * SPACE + text_width(ui, (entry.label)(words()));
            entry_ui(ui, entry, width, context, commands);
        }
    });
    caption(ui, context.theme, words().palette.links);
    ui.spacing_mut().button_padding = vec2(SPACE * 0.75, 2.0);
    ui.spacing_mut().interact_size.y = SPACE * 2.75;
    ui.horizontal_wrapped(|ui| {
        for kind in LinkKind::ALL {
            link_kind(ui, kind, context, commands);
        }
    });
}

/// Entries in two columns.
fn grid(ui: &mut Ui, entries: &[Entry], context: &Context<'_>, commands: &mut Vec<Command>) {
    let gap = ui.spacing().item_spacing.x;
    let width = ((ui.available_width() - gap) / 2.0).floor();
    for pair in entries.chunks(2) {
        ui.horizontal(|ui| {
            for entry in pair {
                entry_ui(ui, entry, width, context, commands);
            }
        });
    }
}

fn entry_ui(ui: &mut Ui, entry: &Entry, width: f32, context: &Context<'_>, commands: &mut Vec<Command>) {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click_and_drag());
    let label = (entry.label)(words());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, fill(words().palette.entry, &[label])));
    let lit = response.hovered() || response.has_focus();
    let fill = if lit { theme.hovered } else { theme.raised };
    ui.painter().rect_filled(rect, 6.0, fill);
    let at = pos2(rect.left() + SPACE * 0.75 + ICON / 2.0, rect.center().y);
    let place = Rect::from_center_size(at, vec2(ICON, ICON));
    (entry.paint)(ui.painter(), place, theme.link);
    let place = Rect::from_min_max(
        pos2(place.right() + SPACE * 0.75, rect.top()),
        rect.max - vec2(2.0, 0.0),
    );
    let body = font(ui, TextStyle::Body);
    text_in(ui, place, Align2::LEFT_CENTER, label, body, theme.text);
    response.dnd_set_drag_payload(entry.what);
    if response.dragged() {
        carried(ui, label, theme, entry.paint);
    }
    if response.clicked() {
        commands.push(entry.action.into());
    }
    hint(response, entry, theme);
}

/// A kind that new links may be given; clicked again, it is left to their ends.
fn link_kind(ui: &mut Ui, kind: LinkKind, context: &Context<'_>, commands: &mut Vec<Command>) {
    let chosen = context.view.link_kind == Some(kind);
    let text = RichText::new(naming::link_kind(kind)).text_style(TextStyle::Small);
    let button = Button::selectable(chosen, text)
        .frame_when_inactive(true)
        .sense(Sense::click_and_drag());
    let response = named(
        ui.add(button),
        &fill(words().palette.link, &[naming::link_kind(kind)]),
    );
    response.dnd_set_drag_payload(kind);
    if response.dragged() {
        carried(ui, naming::link_kind(kind), context.theme, icon::link);
    }
    if response.on_hover_text(words().palette.link_hint).clicked() {
        commands.push(Command::DrawLinksAs((!chosen).then_some(kind)));
    }
}

fn text_width(ui: &Ui, text: &str) -> f32 {
    let font = font(ui, TextStyle::Body);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x.ceil()
}

/// What is dragged, at the pointer.
fn carried(ui: &Ui, label: &str, theme: &Theme, paint: fn(&Painter, Rect, Color32)) {
    let Some(pointer) = ui.ctx().pointer_interact_pos() else {
        return;
    };
    let layer = egui::LayerId::new(egui::Order::Tooltip, ui.scope_id().with("carried"));
    let painter = ui.ctx().layer_painter(layer);
    let place = Rect::from_center_size(pointer, vec2(ICON, ICON) * 1.8);
    paint(&painter, place, Theme::faded(theme.accent, 0.85));
    let at = place.center_bottom() + vec2(0.0, 4.0);
    painter.text(
        at,
        Align2::CENTER_TOP,
        label,
        font(ui, TextStyle::Small),
        theme.text,
    );
}

fn hint(response: Response, entry: &Entry, theme: &Theme) {
    response.on_hover_ui(|ui| {
        ui.label((entry.hint)(words()));
        caption(ui, theme, words().palette.how);
    });
}
