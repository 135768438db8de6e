//! The way to the steady state: habits month by month, through changes at chosen dates.

use super::account;
use super::certificate;
use super::compiled::{balanced, in_balance, unexamined, unsettled};
use super::feedback::{Feedback, Round};
use super::flow::Situation;
use super::habit::Path;
use super::reached::{NEAR_REST, rest_of};
use super::status::Certificate;
use super::structure;
use super::{Compiled, Solution};
use crate::model::{Diagnostic, Object, Scenario};

/// Months after which the path is near enough to rest, but for the longest habits.
const MOST_MONTHS: usize = 1200;

/// What holds from a date on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// The date, in years from today; not before today.
    pub from_years: f64,
    /// All in which the map then differs from today's.
    pub scenario: Scenario,
}

/// A moment of the way.
#[derive(Debug)]
pub struct Moment<'a> {
    /// Years from today.
    pub years: f64,
    /// Whether a stage has just begun: at its date the moment before it is seen first.
    pub is_start: bool,
    /// Traffic and money at that moment. Its status speaks of no steady state: there is none yet.
    pub solution: &'a Solution,
}

impl Compiled<'_> {
    /// Follows the habit path from today through `stages`, in the order of their dates, at least
    /// `years` far and on until it rests (or for a hundred years), and returns the steady state that
    /// it leads to.
    ///
    /// `see` is shown today, then every month, and besides the start of every stage.
    ///
    /// # Errors
    /// A stage has no steady state, flows do not balance, or the answer is not `wanted` any more.
    pub fn follow_habits(
        &self,
        stages: &[Stage],
        years: f64,
        wanted: &dyn Fn() -> bool,
        see: &mut dyn FnMut(Moment),
    ) -> Result<Solution, Vec<Diagnostic>> {
        let mut steady = None;
        self.walk(stages, years, wanted, see, Some(&mut steady))?;
        steady.ok_or_else(|| vec![given_up()])
    }

    /// As [`Compiled::follow_habits`], but only `years` far, wherever it may lead.
    ///
    /// # Errors
    /// A stage has no steady state, flows do not balance, or the answer is not `wanted` any more.
    pub fn follow_habits_for(
        &self,
        stages: &[Stage],
        years: f64,
        wanted: &dyn Fn() -> bool,
        see: &mut dyn FnMut(Moment),
    ) -> Result<(), Vec<Diagnostic>> {
        self.walk(stages, years, wanted, see, None)
    }

    /// Goes `years` far, and on to the steady state if `steady` is to hold it.
    fn walk(
        &self,
        stages: &[Stage],
        years: f64,
        wanted: &dyn Fn() -> bool,
        see: &mut dyn FnMut(Moment),
        steady: Option<&mut Option<Solution>>,
    ) -> Result<(), Vec<Diagnostic>> {
        let systems = stages
            .iter()
            .map(|stage| self.system_in(Some(&stage.scenario)))
            .collect::<Result<Vec<_>, _>>()?;
        let today = Situation::new(&self.system, self.system.open_today.clone());
        let mut situations = vec![today];
        for (stage, system) in stages.iter().zip(&systems) {
            situations.push(Situation::new(system, system.open_in(Some(&stage.scenario))));
        }
        for situation in &situations {
            structure::closed_loops(situation)?;
        }
        let references: Vec<_> = situations
            .iter()
            .map(|situation| self.reference_for(situation.system))
            .collect();
        let feedbacks: Vec<Feedback> = situations
            .iter()
            .zip(&references)
            .map(|(situation, reference)| Feedback::new(situation, reference).while_wanted(wanted))
            .collect();

        // The first is today's.
        let mut coming = stages.iter().zip(&feedbacks[1..]).peekable();
        let mut feedback = &feedbacks[0];
        let mut path = Path::today(feedback);
        let mut show = |years, is_start, path: &Path, feedback: &Feedback| {
            let solution = seen(feedback, path.round())?;
            see(Moment {
                years,
                is_start,
                solution: &solution,
            });
            Ok::<_, Vec<Diagnostic>>(())
        };
        show(0.0, false, &path, feedback)?;
        let last = stages.iter().map(|stage| stage.from_years).fold(years, f64::max);
        let (asked, most) = match steady {
            Some(_) => (months(last), months(last) + MOST_MONTHS),
            None => (months(years), months(years)),
        };
        let mut now = 0.0;
        for month in 1..=most {
            if !wanted() {
                return Err(vec![given_up()]);
            }
            let end = month as f64 / 12.0;
            while let Some((stage, next)) = coming.next_if(|(stage, _)| stage.from_years < end) {
                if stage.from_years > now {
                    path.step(stage.from_years - now);
                    now = stage.from_years;
                }
                feedback = next;
                path.change(feedback);
                show(now, true, &path, feedback)?;
            }
            let moved = path.step(end - now);
            now = end;
            show(now, false, &path, feedback)?;
            if moved < NEAR_REST && month >= asked {
                break;
            }
        }
        let Some(steady) = steady else { return Ok(()) };
        let system = feedback.situation.system;
        let rest = rest_of(&mut path, feedback).map_err(|restless| vec![unsettled(system, restless)])?;
        let proven = certificate::proven(feedback);
        let mut status = unexamined(proven.unwrap_or(Certificate::LocallyChecked));
        status.warnings = structure::warnings(feedback.situation, &rest.round);
        *steady = Some(balanced(feedback.situation, &rest, status)?);
        Ok(())
    }
}

fn given_up() -> Diagnostic {
    Diagnostic::error(Object::Map, "following the path was given up")
}

/// Months that begin before `years` are over.
fn months(years: f64) -> usize {
    (12.0 * years).ceil() as usize
}

/// What `round` makes. Its status speaks of no steady state.
fn seen(feedback: &Feedback, round: &Round) -> Result<Solution, Vec<Diagnostic>> {
    let passing = unexamined(Certificate::LocallyChecked);
    in_balance(account::solution(feedback.situation, round, passing))
}
