//! The analysis behind the combinations: the best bundles by every goal, what each link is credited
//! with, and how pairs of links work together.

use crate::analysis::combos::{self, Bundle, Combos, gated};
use crate::analysis::credit::{self, ByCompany, Credit, Sampling, Uncredited};
use crate::analysis::ties::Change;
use crate::app::jobs::study::{Analysis, Ground};
use crate::app::jobs::task::Work;
use crate::model::{CompanyId, Diagnostic, LinkId, Map, Object};
use crate::solver::{CompanyFlow, Concentration, Measure};

/// How many of the best bundles are kept by each goal.
const LISTED: usize = 50;

/// What is looked at.
#[derive(Clone, PartialEq)]
pub(super) struct Wish {
    pub(super) measure: Measure,
}

/// Whose measure counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Goal {
    Company(CompanyId),
    /// All who keep the gate of one of the links, together.
    Gatekeepers,
    #[default]
    All,
}

/// The answer.
pub(super) struct Found {
    pub(super) measure: Measure,
    /// The links combined, the most credited first.
    pub(super) links: Vec<LinkId>,
    /// The companies for which any bundle changes the measure, the most changed first.
    pub(super) companies: Vec<CompanyId>,
    /// Those who keep a gate of the links.
    pub(super) gatekeepers: Vec<CompanyId>,
    /// How many bundles were tried, and whether they are a sample of all.
    pub(super) tried: usize,
    pub(super) sampled: bool,
    /// How many of them have no steady state.
    pub(super) unsolvable: usize,
    /// How many are known to have several steady states.
    pub(super) several_states: usize,
    /// The best bundles by each goal, best first.
    pub(super) best: Vec<(Goal, Vec<Best>)>,
    pub(super) credit: Result<Credit, Uncredited>,
}

/// A bundle and what it changes against none of its links open.
#[derive(Clone)]
pub(super) struct Best {
    /// Which of [`Found::links`] are open.
    pub(super) open: Vec<bool>,
    /// The change for each of [`Found::companies`].
    pub(super) changes: Vec<f64>,
    /// The change for the gatekeepers and for all companies.
    pub(super) gatekeepers: f64,
    pub(super) all: f64,
    /// The concentration of captured visits without and with the bundle.
    pub(super) concentration: [f64; 2],
}

impl Found {
    /// The goals, those of single companies first.
    pub(super) fn goals(&self) -> impl Iterator<Item = &Goal> {
        self.best.iter().map(|(goal, _)| goal)
    }

    /// The best bundles by `goal`.
    pub(super) fn best_for(&self, goal: &Goal) -> &[Best] {
        let found = self.best.iter().find(|(of, _)| of == goal);
        found.map_or(&[], |(_, best)| best)
    }

    /// What `bundle` changes for `goal`.
    pub(super) fn change(&self, bundle: &Best, goal: &Goal) -> f64 {
        match goal {
            Goal::All => bundle.all,
            Goal::Gatekeepers => bundle.gatekeepers,
            Goal::Company(id) => {
                let place = self.companies.iter().position(|company| company == id);
                place.map_or(0.0, |place| bundle.changes[place])
            }
        }
    }

    /// The links open in `bundle`.
    pub(super) fn open<'a>(&'a self, bundle: &'a Best) -> impl Iterator<Item = &'a LinkId> {
        let links = self.links.iter().zip(&bundle.open);
        links.filter(|(_, open)| **open).map(|(link, _)| link)
    }

    /// The part of `numbers` that counts for `goal`.
    pub(super) fn of_goal(&self, numbers: &ByCompany, goal: &Goal) -> f64 {
        let of = |id: &CompanyId| numbers.get(id).copied().unwrap_or_default();
        match goal {
            Goal::All => numbers.values().sum(),
            Goal::Gatekeepers => self.gatekeepers.iter().map(of).sum(),
            Goal::Company(id) => of(id),
        }
    }
}

impl Analysis for Wish {
    type Answer = Found;

    fn run(&self, ground: &Ground, work: &Work) -> Result<Found, Vec<Diagnostic>> {
        let map = &ground.map;
        let links = gated(map, None);
        // Where credit is sampled too, that is the other half of the work.
        let halves = if links.len() > combos::COMPLETE { 2.0 } else { 1.0 };
        let go_on = |done: f64| {
            work.report(done / halves);
            work.go_on()
        };
        let mut measures = vec![self.measure];
        if self.measure != Measure::Captured {
            measures.push(Measure::Captured);
        }
        let request = combos::Request {
            links: links.clone(),
            measures,
            seed: combos::SEED,
        };
        let table = Combos::new(map, None, &request, &go_on).map_err(reasons)?;
        let credit = if table.is_sampled() {
            let go_on = |done: f64| {
                work.report((1.0 + done) / halves);
                work.go_on()
            };
            credit::credit(map, None, &links, self.measure, Sampling::default(), &go_on)
        } else {
            credit::exact(&table, self.measure)
        };
        let order = by_credit(&links, credit.as_ref().ok());
        let ranking = Ranking::new(map, &table);
        Ok(Found {
            measure: self.measure,
            links: order.iter().map(|link| links[*link].clone()).collect(),
            companies: ranking
                .changed
                .iter()
                .map(|at| table.companies()[*at].clone())
                .collect(),
            gatekeepers: ranking
                .keepers
                .iter()
                .map(|at| table.companies()[*at].clone())
                .collect(),
            tried: table.len(),
            sampled: table.is_sampled(),
            unsolvable: table.unsolvable(),
            several_states: table.several_states(),
            best: ranking.best(&order),
            credit,
        })
    }
}

fn reasons(why: combos::Unanswered) -> Vec<Diagnostic> {
    match why {
        combos::Unanswered::Unsound(found) => found,
        why => vec![Diagnostic::error(Object::Map, why.to_string())],
    }
}

/// The places of the links, those first that are credited with the most for anybody.
fn by_credit(links: &[LinkId], credit: Option<&Credit>) -> Vec<usize> {
    let size = |link: &usize| {
        let shares = credit.and_then(|credit| credit.shapley.get(&links[*link]));
        shares.map_or(0.0, |shares| {
            shares.values().map(|share| share.abs()).sum::<f64>()
        })
    };
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by(|a, b| size(b).total_cmp(&size(a)));
    order
}

/// The bundles worth listing, and what they change.
struct Ranking<'a> {
    table: &'a Combos,
    /// Those of which no link can be left out without changing anything.
    bundles: Vec<Bundle>,
    /// The companies for which any of them changes the measure, the most changed first.
    changed: Vec<usize>,
    keepers: Vec<usize>,
}

impl<'a> Ranking<'a> {
    fn new(map: &Map, table: &'a Combos) -> Self {
        let all = table.companies();
        let is_keeper = |company: &CompanyId| {
            let mut links = table.links().iter().filter_map(|id| map.links().get(id));
            links.any(|link| map.gatekeepers(link).contains(&company))
        };
        let mut ranking = Self {
            table,
            bundles: Vec::new(),
            changed: Vec::new(),
            keepers: (0..all.len()).filter(|at| is_keeper(&all[*at])).collect(),
        };
        let counts = |bundle: &Bundle| ranking.has_answer(*bundle) && !ranking.is_padded(*bundle);
        ranking.bundles = table.bundles().filter(counts).collect();
        let mut largest = vec![0.0f64; all.len()];
        for bundle in &ranking.bundles {
            for (company, largest) in largest.iter_mut().enumerate() {
                *largest = largest.max(ranking.change(*bundle, [company]).value().abs());
            }
        }
        ranking.changed = (0..all.len()).filter(|at| largest[*at] > 0.0).collect();
        ranking
            .changed
            .sort_by(|a, b| largest[*b].total_cmp(&largest[*a]));
        ranking
    }

    fn value(&self, bundle: Bundle, company: usize) -> Option<f64> {
        self.table.value(bundle, company, 0)
    }

    fn has_answer(&self, bundle: Bundle) -> bool {
        self.table.problem(bundle).is_none() && self.table.problem(0).is_none()
    }

    /// Whether some link of `bundle` changes nothing for anybody.
    fn is_padded(&self, bundle: Bundle) -> bool {
        let companies = self.table.companies().len();
        let links = 0..self.table.links().len();
        { links }
            .filter(|link| bundle >> link & 1 == 1)
            .any(|link| (0..companies).all(|company| self.is_same(bundle, bundle & !(1 << link), company)))
    }

    /// Whether two bundles, both tried, come to the same for `company`.
    fn is_same(&self, a: Bundle, b: Bundle, company: usize) -> bool {
        let values = self.value(a, company).zip(self.value(b, company));
        values.is_some_and(|(a, b)| Change::of(a, b).value() == 0.0)
    }

    /// What `bundle` changes for `companies` together.
    fn change(&self, bundle: Bundle, companies: impl IntoIterator<Item = usize>) -> Change {
        let mut change = Change::default();
        for company in companies {
            if let Some((without, with)) = self.value(0, company).zip(self.value(bundle, company)) {
                change.add(without, with);
            }
        }
        change
    }

    fn all(&self) -> std::ops::Range<usize> {
        0..self.table.companies().len()
    }

    /// The best bundles by every goal, with the links in `order`.
    fn best(&self, order: &[usize]) -> Vec<(Goal, Vec<Best>)> {
        let mut goals: Vec<(Goal, Vec<usize>)> = { self.changed.iter() }
            .map(|at| (Goal::Company(self.table.companies()[*at].clone()), vec![*at]))
            .collect();
        if self.keepers.len() > 1 && self.keepers.len() < self.all().len() {
            goals.push((Goal::Gatekeepers, self.keepers.clone()));
        }
        goals.push((Goal::All, self.all().collect()));
        let best = |(goal, whose): (Goal, Vec<usize>)| {
            let bundles = self.best_for(&whose).into_iter();
            (goal, bundles.map(|bundle| self.told(bundle, order)).collect())
        };
        goals.into_iter().map(best).collect()
    }

    /// The bundles that bring most to `companies` together, of equal ones the smallest first.
    fn best_for(&self, companies: &[usize]) -> Vec<Bundle> {
        let gain = |bundle: &Bundle| self.change(*bundle, companies.iter().copied());
        let mut gains: Vec<(Change, Bundle)> = { self.bundles.iter() }
            .map(|bundle| (gain(bundle), *bundle))
            .collect();
        gains.sort_unstable_by(|a, b| b.0.value().total_cmp(&a.0.value()).then(a.1.cmp(&b.1)));
        // Rounding in a sum puts no bundle before a smaller one.
        let mut listed = Vec::new();
        for alike in gains.chunk_by_mut(|a, b| a.0.value() - b.0.value() <= a.0.tie().max(b.0.tie())) {
            alike.sort_unstable_by_key(|(_, bundle)| (bundle.count_ones(), *bundle));
            listed.extend(alike.iter().map(|(_, bundle)| *bundle));
            if listed.len() >= LISTED {
                break;
            }
        }
        listed.truncate(LISTED);
        listed
    }

    fn told(&self, bundle: Bundle, order: &[usize]) -> Best {
        Best {
            open: order.iter().map(|link| bundle >> link & 1 == 1).collect(),
            changes: { self.changed.iter() }
                .map(|company| self.change(bundle, [*company]).value())
                .collect(),
            gatekeepers: self.change(bundle, self.keepers.iter().copied()).value(),
            all: self.change(bundle, self.all()).value(),
            concentration: [0, bundle].map(|bundle| self.concentration(bundle)),
        }
    }

    /// The concentration of captured visits, which are the last measure of the table.
    fn concentration(&self, bundle: Bundle) -> f64 {
        let captured = self.table.measures().len() - 1;
        let flows = self.all().map(|company| CompanyFlow {
            captured: self.table.value(bundle, company, captured).unwrap_or_default(),
            ..CompanyFlow::default()
        });
        let flows: Vec<CompanyFlow> = flows.collect();
        Concentration::of(&flows).captured
    }
}
