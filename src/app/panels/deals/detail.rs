//! One bundle: what is open in it, who gains and loses, and what would have to be paid.

use egui::{RichText, Slider, Ui};

use super::study::{Found, Kind};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::{Entry, NumberField};
use crate::app::panels::widgets::{caption, named};
use crate::app::panels::{Command, Context};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::field::{Range, Unit};
use crate::quantity;
use crate::solver::Measure;

/// The bundle looked at and the payment tried on it, from the first company to the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Picked {
    pub(super) bundle: usize,
    /// The answer that it was picked as; none for a point of the plot.
    pub(super) kind: Option<Kind>,
    transfer: f64,
}

impl Picked {
    /// A bundle with the payment that splits its gains equally.
    pub(super) fn new(found: &Found, bundle: usize) -> Self {
        let game = found.negotiation.game();
        let mut told = Kind::TOLD.into_iter();
        Self {
            bundle,
            kind: told.find(|kind| found.of(*kind).contains(&bundle)),
            transfer: (game.gain(0, bundle) - game.gain(1, bundle)) / 2.0,
        }
    }

    /// A bundle that is the answer `kind`.
    pub(super) fn of(found: &Found, bundle: usize, kind: Kind) -> Self {
        Self {
            kind: Some(kind),
            ..Self::new(found, bundle)
        }
    }

    /// The most telling answer in which something opens.
    pub(super) fn first(found: &Found) -> Option<Self> {
        let mut told = Kind::TOLD.into_iter();
        told.find_map(|kind| {
            let bundle = found.of(kind).iter().find(|bundle| **bundle != 0)?;
            Some(Self::of(found, *bundle, kind))
        })
    }

    /// The button that opens its links in a scenario.
    pub(super) fn opening(&self, ui: &mut Ui, found: &Found, commands: &mut Vec<Command>) {
        if self.bundle >= found.negotiation.game().bundles() {
            return;
        }
        let open = found.negotiation.open(self.bundle);
        if !open.is_empty() && ui.button(words().deals.try_bundle).clicked() {
            commands.push(Command::TryBundle(open));
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, found: &Found) {
        let negotiation = &found.negotiation;
        let game = negotiation.game();
        let words = &words().deals;
        let name = |player: usize| naming::company(context.map, &negotiation.players()[player]);
        let unit = naming::measure_unit(Measure::Payoff, context.map.units());
        let money = |amount: f64| format!("{} {unit}", figures::compact(amount));
        let open = negotiation.open(self.bundle);
        if open.is_empty() {
            caption(ui, context.theme, words.nothing_open);
            return;
        }
        let gains = [game.gain(0, self.bundle), game.gain(1, self.bundle)];
        for (player, gain) in gains.into_iter().enumerate() {
            let template = if gain < 0.0 { words.loses } else { words.gains };
            let text = RichText::new(fill(template, &[name(player), &money(gain.abs())]));
            let text = text
                .text_style(style::strong())
                .color(context.theme.change_color(gain));
            ui.add(egui::Label::new(text).truncate());
        }
        let sum = game.total(self.bundle);
        let loser = usize::from(gains[1] < gains[0]);
        let text = if gains[loser] >= 0.0 {
            words.no_need.to_owned()
        } else if sum < 0.0 {
            fill(words.no_use, &[&money(-sum)])
        } else {
            fill(
                words.at_least,
                &[name(1 - loser), name(loser), &money(-gains[loser])],
            )
        };
        ui.add(egui::Label::new(text).wrap());
        let links: Vec<String> = open.iter().map(|link| naming::link(context.map, link)).collect();
        let links = links.join(self::words().marks.list);
        caption(ui, context.theme, fill(words.opened, &[&links]));
        if sum > 0.0 {
            self.payment(ui, gains, &[name(0), name(1)], &money);
        }
    }

    /// The slider of the payment, and what it leaves to each.
    fn payment(&mut self, ui: &mut Ui, gains: [f64; 2], names: &[&str; 2], money: &dyn Fn(f64) -> String) {
        let words = &words().deals;
        ui.add_space(SPACE);
        let most = gains[0].abs().max(gains[1].abs());
        let (from, to) = if self.transfer < 0.0 { (1, 0) } else { (0, 1) };
        let label = fill(words.transfer, &[names[from], names[to]]);
        ui.label(&label);
        ui.horizontal(|ui| {
            let slider = Slider::new(&mut self.transfer, -most..=most).show_value(false);
            named(ui.add(slider), &label);
            let field = NumberField {
                name: &label,
                // As many digits as the sentences have.
                value: quantity::parse(&quantity::compact(self.transfer.abs())),
                unit: Unit::None,
                range: Range::NotNegative,
                empty: "",
                clearable: false,
                scenario: None,
                wanted: false,
                width: SPACE * 10.0,
            };
            if let Some(Entry::Typed(amount) | Entry::Dragged(amount)) = field.ui(ui).done() {
                self.transfer = amount.min(most).copysign(self.transfer);
            }
            if ui.button(words.split).clicked() {
                self.transfer = (gains[0] - gains[1]) / 2.0;
            }
        });
        let left = [gains[0] - self.transfer, gains[1] + self.transfer];
        let text = fill(
            words.after,
            &[names[0], &money(left[0]), names[1], &money(left[1])],
        );
        ui.add(egui::Label::new(text).wrap());
    }
}
