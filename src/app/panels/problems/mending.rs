//! The buttons that mend a problem, and what each says it does.

use std::collections::{BTreeMap, HashMap};
use std::mem::discriminant;

use egui::{Button, RichText, TextStyle, Ui};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::named;
use crate::editing::fixes::{Fix, FixKind, fixes};
use crate::model::{Diagnostic, Edit, Map};
use crate::quantity;

/// More ways to mend one problem than this are a choice for the inspector.
const MOST: usize = 3;

/// The ways to mend each of some problems, worked out once for each state of the map.
#[derive(Default)]
pub(super) struct Mending {
    of: Option<(u64, u64)>,
    ways: Vec<Vec<Fix>>,
    alike: BTreeMap<usize, Vec<usize>>,
}

impl Mending {
    /// Works the ways out anew where the map or its problems have changed.
    pub(super) fn follow(&mut self, context: &Context<'_>, most: usize) {
        let of = Some((context.revision, context.answer));
        if self.of != of {
            let problems = context.problems.iter().take(most);
            self.ways = problems.map(|problem| fixes(context.map, problem)).collect();
            self.alike = alike(context.problems, &self.ways);
            self.of = of;
        }
    }

    /// The buttons of the problem at `place` of the list.
    pub(super) fn ui(&self, ui: &mut Ui, place: usize, context: &Context<'_>, commands: &mut Vec<Command>) {
        let Some(ways) = self.ways.get(place) else { return };
        for way in ways.iter().take(MOST) {
            let label = label(context.map, &way.kind);
            if button(ui, &label, &label) {
                commands.push(step(label, way.edits.clone()));
            }
        }
        let Some(first) = ways.first() else { return };
        // The button for all of a kind stands once, at the first of them.
        let Some(alike) = self.alike.get(&place) else {
            return;
        };
        let text = fill(words().mending.all, &[&alike.len().to_string()]);
        let name = fill(
            words().mending.all_named,
            &[&label(context.map, &first.kind), &text],
        );
        if button(ui, &text, &name) {
            let problems = alike.iter().filter_map(|place| context.problems.get(*place));
            let edits = mend_all(context.map, problems, &first.kind);
            commands.push(step(name, edits));
        }
    }
}

/// The places of problems with one message that are first mended in one way, by the first of them;
/// only where there are several.
fn alike(problems: &[Diagnostic], ways: &[Vec<Fix>]) -> BTreeMap<usize, Vec<usize>> {
    let mut groups: HashMap<_, Vec<usize>> = HashMap::new();
    for (place, (problem, ways)) in problems.iter().zip(ways).enumerate() {
        if let Some(first) = ways.first() {
            let key = (problem.message.as_str(), discriminant(&first.kind));
            groups.entry(key).or_default().push(place);
        }
    }
    let several = groups.into_values().filter(|places| places.len() > 1);
    several.map(|places| (places[0], places)).collect()
}

/// Mends one problem after another, each on the map that the one before has left.
fn mend_all<'a>(map: &Map, problems: impl Iterator<Item = &'a Diagnostic>, kind: &FixKind) -> Vec<Edit> {
    let mut map = map.clone();
    let mut edits = Vec::new();
    for problem in problems {
        let ways = fixes(&map, problem).into_iter();
        let mut ways = ways.filter(|way| discriminant(&way.kind) == discriminant(kind));
        if let Some(way) = ways.next() {
            map.apply_all(way.edits.iter().cloned());
            edits.extend(way.edits);
        }
    }
    edits
}

fn step(label: String, edits: Vec<Edit>) -> Command {
    Command::Edit {
        label,
        edits,
        merge: false,
    }
}

fn button(ui: &mut Ui, text: &str, name: &str) -> bool {
    let text = RichText::new(text).text_style(TextStyle::Small);
    named(ui.add(Button::new(text).small()), name).clicked()
}

/// What a fix does, as a button says it.
fn label(map: &Map, kind: &FixKind) -> String {
    let words = &words().mending;
    match kind {
        FixKind::Delete(object) => fill(words.delete, &[&naming::object(map, object)]),
        FixKind::Clear(field) => fill(words.clear, &[field]),
        FixKind::Number(value) => fill(words.number, &[&quantity::exact(*value)]),
        FixKind::Widen => words.widen.to_owned(),
        FixKind::Move => words.bring_back.to_owned(),
        FixKind::Kind(kind) => fill(words.kind, &[naming::link_kind(*kind)]),
        FixKind::Turn => words.turn.to_owned(),
        FixKind::Recast => words.recast.to_owned(),
        FixKind::Scale => words.scale.to_owned(),
        FixKind::Shares => words.shares.to_owned(),
        FixKind::Payer(node) => fill(words.payer, &[naming::node(map, node)]),
        FixKind::NoAds => words.no_ads.to_owned(),
        FixKind::SellOn(node) => fill(words.sell_on, &[naming::node(map, node)]),
        FixKind::Spread => words.spread.to_owned(),
        FixKind::Leave => words.leave.to_owned(),
    }
}
