//! How long it takes: the habit path from today through openings and closings at chosen dates.

use std::collections::BTreeMap;

use serde::Serialize;

use super::whatif::Action;
use crate::model::{Company, CompanyId, Diagnostic, LinkId, Map, Object, Scenario};
use crate::solver::{CompanyFlow, Compiled, Measure, Moment, Stage, Table};

/// The measure whose half-life is told.
pub const HALF_LIFE_OF: Measure = Measure::Payoff;
/// The furthest that a path may be asked for, in years.
pub const MOST_YEARS: f64 = 100.0;
/// A change of less, relative to the larger of both ends, is none.
const NO_CHANGE: f64 = 1e-9;
/// How far past either end of its way a payoff may go, in parts of the way, and still have a half-life.
const ASTRAY: f64 = 0.5;

/// A link opened or closed at a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The date, in years from today.
    pub years: f64,
    /// The link.
    pub link: LinkId,
    /// What is done to it.
    pub action: Action,
}

/// The answer of [`path`]; serialises as the JSON of `catchment path`.
#[derive(Clone, Debug, Serialize)]
pub struct HabitPath {
    /// The links that are opened, by the changes or the scenario.
    pub open: Vec<LinkId>,
    /// The links that are closed, by the changes or the scenario.
    pub close: Vec<LinkId>,
    /// The changes in the order of their dates.
    pub changes: Vec<Change>,
    /// Today, then every month. A point at whose date something changes shows the moment before.
    pub points: Vec<Point>,
    /// The steady state at the end.
    pub steady: Steady,
    /// Years from the first change until half of the way of a company's payoff from today to the
    /// steady state is behind it; `None` where there is no such time: its payoff does not change,
    /// passes the half-way mark more than once, strays from its way by more than half of the change,
    /// or has not come half the way a hundred years after the last change.
    pub half_life_years: BTreeMap<CompanyId, Option<f64>>,
    /// The same of every measure, in the order of [`Measure::ALL`].
    #[serde(skip)]
    half_lives: BTreeMap<CompanyId, Vec<Option<f64>>>,
}

impl HabitPath {
    /// Years from the first change until half of the way of `measure` of `company` is behind it, as
    /// [`HabitPath::half_life_years`] has it of the payoff.
    pub fn half_life(&self, company: &CompanyId, measure: Measure) -> Option<f64> {
        let place = Measure::ALL.iter().position(|known| *known == measure)?;
        *self.half_lives.get(company)?.get(place)?
    }
}

/// What every company has at a moment.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// Years from today.
    pub years: f64,
    /// By company.
    pub companies: Table<Company, CompanyFlow>,
}

/// What every company has once nothing moves any more.
#[derive(Clone, Debug, Serialize)]
pub struct Steady {
    /// By company.
    pub companies: Table<Company, CompanyFlow>,
}

/// Follows the habits of `map` for `years` from today on, when `scenario`, if any, comes into force
/// at once and `changes` at their dates, none of which is before today.
///
/// # Errors
/// A link is both opened and closed at one date; the map, or the map after a change, has no steady state;
/// or `go_on` said no.
pub fn path(
    map: &Map,
    scenario: Option<&Scenario>,
    changes: &[Change],
    years: f64,
    go_on: &dyn Fn() -> bool,
) -> Result<HabitPath, Vec<Diagnostic>> {
    let (changes, stages) = stages(map, scenario, changes)?;
    let start = stages.first().map_or(0.0, |stage| stage.from_years);
    let months = whole_months(years);
    let mut points = Vec::new();
    let mut way = Vec::new();
    let mut see = |moment: Moment| {
        let companies = &moment.solution.companies;
        if !moment.is_start && points.len() <= months {
            points.push(Point {
                years: moment.years,
                companies: companies.clone(),
            });
        }
        if moment.years >= start {
            way.push((moment.years - start, companies.clone()));
        }
    };
    let steady = Compiled::new(map)?.follow_habits(&stages, years, go_on, &mut see)?;
    let half_life_of = |company: &CompanyId, end: &CompanyFlow, measure: Measure| {
        let flows = way
            .iter()
            .filter_map(|(years, flows)| Some((*years, flows.get(company.as_str())?)));
        half_life(
            flows.map(|(years, flow)| (years, flow.get(measure))),
            end.get(measure),
        )
    };
    let companies = || steady.companies.iter();
    let half_life_years = companies().map(|(id, end)| (id.clone(), half_life_of(id, end, HALF_LIFE_OF)));
    let half_lives = companies().map(|(id, end)| {
        let measures = Measure::ALL.iter();
        (
            id.clone(),
            measures.map(|of| half_life_of(id, end, *of)).collect(),
        )
    });
    let last = stages.last().map(|stage| &stage.scenario);
    let listed = |of: fn(&Scenario) -> &std::collections::BTreeSet<LinkId>| {
        last.into_iter().flat_map(of).cloned().collect()
    };
    Ok(HabitPath {
        open: listed(|scenario| &scenario.open),
        close: listed(|scenario| &scenario.close),
        half_life_years: half_life_years.collect(),
        half_lives: half_lives.collect(),
        changes,
        points,
        steady: Steady {
            companies: steady.companies,
        },
    })
}

/// Months that are over after `years`.
pub(super) fn whole_months(years: f64) -> usize {
    (12.0 * years + 1e-9).floor() as usize
}

/// `changes` in the order of their dates, and what holds from each date on: `scenario` and all changes up to
/// then.
///
/// # Errors
/// A link is both opened and closed at one date.
pub(super) fn stages(
    map: &Map,
    scenario: Option<&Scenario>,
    changes: &[Change],
) -> Result<(Vec<Change>, Vec<Stage>), Vec<Diagnostic>> {
    let mut changes = changes.to_vec();
    changes.sort_by(|a, b| a.years.total_cmp(&b.years));
    let mut stages = Vec::new();
    let mut now = scenario.cloned().unwrap_or_default();
    if scenario.is_some() && changes.first().is_none_or(|first| first.years > 0.0) {
        stages.push(Stage {
            from_years: 0.0,
            scenario: now.clone(),
        });
    }
    let mut contradictions = Vec::new();
    for at_once in changes.chunk_by(|a, b| a.years == b.years) {
        contradictions.extend(opened_and_closed(at_once));
        for change in at_once {
            let today = map.links().get(&change.link).is_some_and(|link| link.open);
            if now.is_open(&change.link, today) != (change.action == Action::Open) {
                now.toggle(&change.link, today);
            }
        }
        stages.push(Stage {
            from_years: at_once[0].years,
            scenario: now.clone(),
        });
    }
    if contradictions.is_empty() {
        Ok((changes, stages))
    } else {
        Err(contradictions)
    }
}

/// The links that `at_once` both opens and closes: changes at one date have no order.
fn opened_and_closed(at_once: &[Change]) -> impl Iterator<Item = Diagnostic> {
    let links = |action| {
        let done = at_once.iter().filter(move |change| change.action == action);
        done.map(|change| (&change.link, change.years))
            .collect::<BTreeMap<_, _>>()
    };
    let closed = links(Action::Close);
    let both = links(Action::Open)
        .into_iter()
        .filter(move |(link, _)| closed.contains_key(link));
    both.map(|(link, years)| {
        let date = match years {
            0.0 => "today".to_owned(),
            years => format!("{years} years from today"),
        };
        Diagnostic::error(Object::Link(link.clone()), "opened and closed at one date")
            .found(date)
            .allowed("one of both at a date")
            .hint("leave one of them out, or give it another date")
    })
}

/// When half of the way from the first of `values`, which are by date, to `end` is behind for good.
///
/// Between two dates the rest of the way is taken to fade exponentially, as habits do.
fn half_life(values: impl Iterator<Item = (f64, f64)>, end: f64) -> Option<f64> {
    let mut values = values.peekable();
    let &(_, first) = values.peek()?;
    let way = end - first;
    if way.abs() <= NO_CHANGE * f64::max(first.abs(), end.abs()) {
        return None;
    }
    // What is left of the way: 1 at its beginning, 0 at its end.
    let mut rests = values.map(|(years, value)| (years, (end - value) / way));
    let mut before = rests.next()?;
    let mut found = None;
    for (years, rest) in rests {
        if !(-ASTRAY..=1.0 + ASTRAY).contains(&rest) {
            return None;
        }
        match (found, rest <= 0.5) {
            (None, true) => {
                let passed = if rest > 0.0 {
                    (before.1 / 0.5).ln() / (before.1 / rest).ln()
                } else {
                    (before.1 - 0.5) / (before.1 - rest)
                };
                found = Some(before.0 + passed * (years - before.0));
            }
            (Some(_), false) => return None,
            _ => {}
        }
        before = (years, rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::half_life;

    #[test]
    fn half_of_an_exponential_way_takes_ln_2_of_its_time() {
        let fading = (0..60).map(|month| {
            let years = f64::from(month) / 12.0;
            (years, 7.0 - 3.0 * (-years / 1.5).exp())
        });
        let half = half_life(fading, 7.0).unwrap();
        assert!((half - 1.5 * std::f64::consts::LN_2).abs() < 1e-12, "{half}");
    }

    #[test]
    fn no_half_life_without_one_crossing() {
        let at = |values: [f64; 4], end| half_life((0u8..).map(f64::from).zip(values), end);
        assert_eq!(at([5.0, 5.0, 5.0, 5.0], 5.0), None, "no change");
        assert_eq!(at([0.0, 0.1, 0.2, 0.3], 1.0), None, "not yet there");
        assert_eq!(at([0.0, 0.8, 0.2, 0.9], 1.0), None, "there and back");
        assert_eq!(
            at([0.0, 0.0, 1.25, 1.0], 1.0),
            Some(1.4),
            "a little past the end and back"
        );
        assert_eq!(at([0.0, 0.0, 2.0, 1.0], 1.0), None, "far past the end and back");
        assert_eq!(at([0.0, -0.5, 0.5, 1.0], 1.0), Some(2.0), "the wrong way first");
    }
}
