//! The pull of links: in which way it is told, the figure, and a picture of what it does.

mod exceptions;
mod kind;
mod picture;

use egui::Ui;

use super::group::Group;
use super::number::{Spec, number};
use super::{Command, Context, choice};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::caption;
use crate::editing::recast::PullKind;
use crate::model::{Link, LinkId, Pull};

pub(super) fn ui(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    kind::ui(ui, group, context, commands);
    let agreed = group.agreed(|link| PullKind::of(&link.pull));
    let Some((id, link)) = group.single() else {
        // A figure means the same on all of them only if all are told in one way.
        match agreed {
            Some(_) => figure(ui, group, context, commands),
            None => drop(caption(ui, context.theme, words().pulls.pulls_differ)),
        }
        return;
    };
    if let Pull::Like(like, _) = &link.pull {
        let others = siblings(id, link, context);
        let chosen = choice::one_of(
            ui,
            context,
            words().fields.like_link,
            words().fields.pull_like_hint,
            Some(like),
            &others,
        );
        if let Some(other) = chosen {
            group.set(commands, words().fields.pull, |link| {
                if let Pull::Like(like, _) = &mut link.pull {
                    like.clone_from(&other);
                }
            });
        }
    }
    figure(ui, group, context, commands);
    exceptions::ui(ui, id, link, group, context, commands);
    picture::ui(ui, id, link, context, commands);
}

/// The number of the pull, called as its kind.
fn figure(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let Some((_, first)) = group.members().next() else {
        return;
    };
    let spec = Spec {
        path: "pull",
        field: first.pull.field(),
        label: None,
    };
    number(ui, group, &spec, context, commands);
}

/// The other links out of the same node.
fn siblings(id: &LinkId, link: &Link, context: &Context<'_>) -> Vec<(LinkId, String)> {
    let links = context.map.links().iter();
    links
        .filter(|(other, value)| *other != id && value.from == link.from)
        .map(|(other, value)| (other.clone(), naming::link_ends(context.map, value)))
        .collect()
}
