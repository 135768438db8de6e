//! The pull of a link: which kind of figure is known, and the figure.

use egui::Ui;

use super::number_field::NumberRow;
use super::{Command, Context, choice, edit_once};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::model::{Edit, Link, LinkId, Number, Object, Pull};

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Share,
    TakeUp,
    Weight,
    Like,
}

impl Kind {
    fn of(pull: &Pull) -> Self {
        match pull {
            Pull::Share(_) => Self::Share,
            Pull::TakeUp(_) => Self::TakeUp,
            Pull::Weight(_) => Self::Weight,
            Pull::Like(..) => Self::Like,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        let words = words();
        match self {
            Self::Share => (words.fields.pull_share, words.fields.pull_share_hint),
            Self::TakeUp => (words.fields.pull_take_up, words.fields.pull_take_up_hint),
            Self::Weight => (words.fields.pull_weight, words.fields.pull_weight_hint),
            Self::Like => (words.fields.pull_like, words.fields.pull_like_hint),
        }
    }
}

pub(super) fn ui(
    ui: &mut Ui,
    id: &LinkId,
    link: &Link,
    name: &str,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let kind = Kind::of(&link.pull);
    let kinds = [Kind::Share, Kind::TakeUp, Kind::Weight, Kind::Like];
    let options = kinds.map(|kind| (kind, kind.words().0.to_owned()));
    let mut put = |pull: Pull| {
        let changed = Link { pull, ..link.clone() };
        edit_once(
            commands,
            name,
            words().fields.pull,
            vec![Edit::put_link(id.clone(), changed)],
        );
    };
    if let Some(chosen) = choice::one_of(ui, words().fields.pull, words().fields.pull_hint, &kind, &options) {
        put(start(chosen, id, link, context));
    }
    caption(ui, context.theme, kind.words().1);
    if let Pull::Like(like, factor) = &link.pull {
        let others = siblings(id, link, context);
        if let Some(other) = choice::one_of(
            ui,
            words().fields.like_link,
            words().fields.pull_like_hint,
            like,
            &others,
        ) {
            put(Pull::Like(other, factor.clone()));
        }
    }
    let object = Object::Link(id.clone());
    let common = NumberRow {
        object: &object,
        path: "pull",
        field: link.pull.field(),
        number: link.pull.number(),
        label: None,
    };
    common.ui(ui, context, commands);
    for (segment, pull) in &link.pull_by {
        let label = naming::segment(context.map, segment.as_str());
        let row = NumberRow {
            object: &object,
            path: &format!("pull_by/{segment}"),
            field: pull.field(),
            number: pull.number(),
            label: Some(fill(
                words().fields.field_of_segment,
                &[naming::field(pull.field()), &label],
            )),
        };
        row.ui(ui, context, commands);
    }
}

/// A pull of another kind, with a figure close to what the solver found where there is one.
fn start(kind: Kind, id: &LinkId, link: &Link, context: &Context<'_>) -> Pull {
    let flow = context.today.and_then(|today| today.links.get(id.as_str()));
    let rounded = |value: f64| Number::bare((value * 1e4).round() / 1e4);
    match kind {
        Kind::Share => Pull::Share(rounded(flow.map_or(0.1, |flow| flow.share))),
        Kind::TakeUp => Pull::TakeUp(Number::bare(0.2)),
        Kind::Weight => Pull::Weight(rounded(flow.map_or(1.0, |flow| flow.weight))),
        Kind::Like => match siblings(id, link, context).into_iter().next() {
            Some((other, _)) => Pull::Like(other, Number::bare(1.0)),
            None => link.pull.clone(),
        },
    }
}

/// The other links out of the same node.
fn siblings(id: &LinkId, link: &Link, context: &Context<'_>) -> Vec<(LinkId, String)> {
    let links = context.map.links().iter();
    links
        .filter(|(other, value)| *other != id && value.from == link.from)
        .map(|(other, value)| (other.clone(), naming::link_ends(context.map, value)))
        .collect()
}
