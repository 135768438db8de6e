//! Who must agree before a link opens.

use egui::Ui;

use super::group::Group;
use super::{Command, Context, choice};
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::company_chip;
use crate::model::{CompanyId, Link};

#[derive(Clone, Copy, PartialEq)]
enum Who {
    Owner,
    Nobody,
    Named,
}

impl Who {
    fn of(link: &Link) -> Self {
        match &link.gatekeepers {
            None => Self::Owner,
            Some(named) if named.is_empty() => Self::Nobody,
            Some(_) => Self::Named,
        }
    }
}

pub(super) fn ui(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let words = words();
    let options = [
        (Who::Owner, words.fields.gate_owner.to_owned()),
        (Who::Nobody, words.fields.gate_nobody.to_owned()),
        (Who::Named, words.fields.gate_named.to_owned()),
    ];
    let who = group.agreed(Who::of);
    let (label, hint) = (words.fields.gatekeepers, words.fields.gatekeepers_hint);
    if let Some(who) = choice::one_of(ui, context, label, hint, who.as_ref(), &options) {
        group.set(commands, label, |link| {
            link.gatekeepers = match who {
                Who::Owner => None,
                Who::Nobody => Some(Vec::new()),
                Who::Named => Some(first_keeper(context, link)),
            };
        });
    }
    if who == Some(Who::Named) {
        companies(ui, group, context, commands);
    }
}

/// Those who keep the gate already, else some company: a list to start from.
fn first_keeper(context: &Context<'_>, link: &Link) -> Vec<CompanyId> {
    let keepers: Vec<CompanyId> = context.map.gatekeepers(link).into_iter().cloned().collect();
    if !keepers.is_empty() {
        return keepers;
    }
    context.map.companies().keys().take(1).cloned().collect()
}

/// All companies, those that must agree chosen.
fn companies(ui: &mut Ui, group: &Group<'_, Link>, context: &Context<'_>, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        for id in context.map.companies().keys() {
            let keeps = |link: &Link| link.gatekeepers.as_ref().is_some_and(|named| named.contains(id));
            let chosen = group.all(keeps);
            let color = context.theme.company_color(context.map, Some(id));
            let name = naming::company(context.map, id);
            if company_chip(ui, context.theme, name, color, chosen).clicked() {
                group.set(commands, words().fields.gatekeepers, |link| {
                    let named = link.gatekeepers.get_or_insert_default();
                    named.retain(|other| other != id);
                    if !chosen {
                        named.push(id.clone());
                    }
                });
            }
        }
    });
}
