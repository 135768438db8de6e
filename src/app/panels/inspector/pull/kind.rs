//! The choice among the four ways to tell a pull, each explained where it is chosen.

use egui::{Button, ComboBox, RichText, TextStyle, Ui, vec2};

use super::siblings;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::group::Group;
use crate::app::panels::inspector::row::{row, stable, various};
use crate::app::panels::inspector::{Command, Context, edit_once};
use crate::app::panels::widgets::{caption, named};
use crate::editing::recast::{PullKind, recast};
use crate::model::{Edit, Link, LinkId, Pull, SegmentId};

pub(super) fn ui(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let agreed = group.agreed(|link| PullKind::of(&link.pull));
    let chosen = row(ui, words().pulls.pull_kind, words().fields.pull_hint, |ui| {
        stable(ui, "kind of pull", |ui| combo(ui, agreed, group, context))
    });
    if let Some(kind) = chosen {
        edit_once(
            commands,
            group.name(),
            words().fields.pull,
            recast_all(group, kind, context),
        );
    }
    if let Some((_, link)) = group.single() {
        caption(ui, context.theme, sentence(link, context));
    } else if let Some(kind) = agreed {
        caption(ui, context.theme, of(kind).1);
    }
}

fn combo(
    ui: &mut Ui,
    current: Option<PullKind>,
    group: &Group<'_, Link>,
    context: &Context<'_>,
) -> Option<PullKind> {
    let mut chosen = None;
    let shown = current.map_or_else(|| various(context.theme), |kind| RichText::new(of(kind).0));
    let combo = ComboBox::from_id_salt("kind of pull")
        .width(ui.available_width())
        .height(420.0)
        .truncate()
        .selected_text(shown)
        .show_ui(ui, |ui| {
            ui.set_max_width(300.0);
            for kind in PullKind::ALL {
                let (name, hint) = of(kind);
                let fits = group.all(|link| kind.fits(link.open))
                    && (kind != PullKind::Like || can_be_like(group, context));
                let hint = RichText::new(hint)
                    .text_style(TextStyle::Small)
                    .color(context.theme.weak_text);
                let is_current = current == Some(kind);
                let button = Button::selectable(is_current, name);
                let button = button.min_size(vec2(ui.available_width(), 0.0));
                let clicked = named(ui.add_enabled(fits, button), name).clicked();
                ui.indent(name, |ui| ui.add(egui::Label::new(hint).wrap()));
                if clicked {
                    ui.close();
                }
                if clicked && !is_current {
                    chosen = Some(kind);
                }
            }
        });
    named(combo.response, words().pulls.pull_kind);
    chosen
}

/// Whether there is another link to be likened to.
fn can_be_like(group: &Group<'_, Link>, context: &Context<'_>) -> bool {
    group
        .single()
        .is_some_and(|(id, link)| !siblings(id, link, context).is_empty())
}

/// The edits that tell every pull of the group as `kind`, the flows staying as they are.
fn recast_all(group: &Group<'_, Link>, kind: PullKind, context: &Context<'_>) -> Vec<Edit> {
    let shares = |link: &LinkId, segment: &SegmentId| share_today(link, segment, context);
    let mut after = context.map.clone();
    let mut edits = Vec::new();
    for (id, link) in group.members() {
        let like = siblings(id, link, context)
            .into_iter()
            .map(|(other, _)| other)
            .next();
        let more = recast(&after, id, kind, like.as_ref(), &shares);
        after.apply_all(more.clone());
        edits.extend(more);
    }
    edits
}

/// The solved share, or the one entered where the map was not solved yet.
fn share_today(link: &LinkId, segment: &SegmentId, context: &Context<'_>) -> Option<f64> {
    let solved = context.today.and_then(|today| {
        let flow = today.links.get(link.as_str()).filter(|_| !context.stale)?;
        flow.by_segment.get(segment.as_str()).map(|row| row.share)
    });
    solved.or_else(
        || match context.map.links().get(link)?.pull_for(segment.as_str()) {
            Pull::Share(share) => Some(share.value),
            _ => None,
        },
    )
}

/// What a kind is called, and what it asks.
fn of(kind: PullKind) -> (&'static str, &'static str) {
    let words = words();
    match kind {
        PullKind::Share => (words.fields.pull_share, words.fields.pull_share_hint),
        PullKind::TakeUp => (words.fields.pull_take_up, words.fields.pull_take_up_hint),
        PullKind::Weight => (words.fields.pull_weight, words.fields.pull_weight_hint),
        PullKind::Like => (words.fields.pull_like, words.fields.pull_like_hint),
    }
}

/// What the pull says, with its own figures and names.
fn sentence(link: &Link, context: &Context<'_>) -> String {
    let words = words();
    let from = naming::node(context.map, &link.from);
    let of_hundred = |share: f64| figures::short_digits(share * 100.0);
    match &link.pull {
        Pull::Share(share) => fill(words.pulls.pull_share_told, &[from, &of_hundred(share.value)]),
        Pull::TakeUp(share) => fill(words.pulls.pull_take_up_told, &[from, &of_hundred(share.value)]),
        Pull::Weight(weight) => fill(words.pulls.pull_weight_told, &[&figures::compact(weight.value)]),
        Pull::Like(other, factor) => {
            let other = naming::link(context.map, other);
            fill(
                words.pulls.pull_like_told,
                &[&other, &figures::compact(factor.value)],
            )
        }
    }
}
