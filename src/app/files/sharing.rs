//! What is sent to others: a picture of the map, a report, the map for other programs. Each is worked
//! out on a thread of its own.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use egui::{Align2, Area, ColorImage, Frame, Id, Order, ProgressBar, vec2};

use super::{Purpose, Target};
use crate::app::i18n::{self, fill, words};
use crate::app::jobs::task::{Outcome, Task, Work};
use crate::app::panels::widgets::named;
use crate::app::pictures;
use crate::app::print::Printer;
use crate::app::shown;
use crate::app::state::State;
use crate::app::theme::SPACE;
use crate::file::Fingerprint;
use crate::model::{CompanyId, Diagnostic, Map, ScenarioId};
use crate::report::network::{Format, network};
use crate::report::{self, Findings, Look, Origin, Painter, Request, Subject};
use crate::solver;

/// Pixels a point of a picture.
const SCALE: f32 = 2.0;
/// How far a report follows habits, in years.
const YEARS: f64 = 5.0;
/// Distance of the sign of progress from the bottom of the window, in points.
const FROM_BOTTOM: f32 = 48.0;

/// What is being worked out to be written.
pub(super) struct Sharing {
    pub(super) target: Target,
    task: Task<Result<Vec<u8>, String>>,
}

/// The map as it stands when it is shared.
struct Shared {
    map: std::sync::Arc<Map>,
    scenario: Option<ScenarioId>,
    dark: bool,
    origin: Option<Origin>,
    hidden: BTreeSet<CompanyId>,
}

impl Sharing {
    /// Starts to work out what the target wants of the document.
    pub(super) fn start(target: Target, state: &State, dark: bool, ctx: &egui::Context) -> Self {
        let shared = Shared::of(state, dark);
        let language = i18n::language();
        let (purpose, path) = (target.purpose, target.path.clone());
        let task = state.tasks.start(ctx, move |work| {
            i18n::speak(language);
            match purpose {
                Purpose::Report => shared.report(work),
                Purpose::Network => shared.network(&path),
                _ => shared.picture(&path),
            }
        });
        Self { target, task }
    }

    /// Shows how far it is; the bytes or why there are none once it is over, nothing if it was given up.
    pub(super) fn ui(&self, ctx: &egui::Context) -> Option<Option<Result<Vec<u8>, String>>> {
        match self.task.poll() {
            Outcome::Done(made) => Some(Some(made)),
            Outcome::Broken => Some(Some(Err(words().results.broken.to_owned()))),
            Outcome::Running(share) => progress(share, &self.target.path, ctx).then_some(None),
        }
    }
}

/// A sign of progress at the bottom of the window; whether it is to be given up.
fn progress(share: f64, path: &Path, ctx: &egui::Context) -> bool {
    // Often enough to see it move.
    ctx.request_repaint_after(Duration::from_millis(100));
    let name = shown::name(&path.file_name().unwrap_or_default().to_string_lossy());
    let area = Area::new(Id::unique("sharing"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -FROM_BOTTOM));
    let shown = area.show(ctx, |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = SPACE;
                ui.label(fill(words().sharing.writing, &[&name]));
                let bar = ui.add(
                    ProgressBar::new(share as f32)
                        .desired_width(140.0)
                        .show_percentage(),
                );
                named(bar, words().results.being_worked_out);
                ui.button(words().files.cancel).clicked()
            })
            .inner
        })
    });
    shown.inner.inner
}

/// The document's file, if it holds what is shown.
fn origin(state: &State) -> Option<Origin> {
    let path = state.document.path().filter(|_| !state.document.is_dirty())?;
    Some(Origin {
        name: path.file_name()?.to_string_lossy().into_owned(),
        fingerprint: Fingerprint::of_file(path).ok()??,
    })
}

/// Draws the map as it is shown, beside the window.
pub(in crate::app) fn draw(state: &State, ctx: &egui::Context) -> Task<Result<ColorImage, String>> {
    let shared = Shared::of(state, ctx.theme() == egui::Theme::Dark);
    let language = i18n::language();
    state.tasks.start(ctx, move |_| {
        i18n::speak(language);
        let png = Printer
            .png(&shared.svg(), SCALE)
            .map_err(|error| error.to_string())?;
        pictures::of_png(&png).map_err(|error| error.to_string())
    })
}

impl Shared {
    fn of(state: &State, dark: bool) -> Self {
        Self {
            map: state.document.map().clone(),
            scenario: state.scenario.clone(),
            dark,
            origin: origin(state),
            hidden: state.hidden.clone(),
        }
    }

    fn picture(&self, path: &Path) -> Result<Vec<u8>, String> {
        let svg = self.svg();
        let made = match path.extension().and_then(|ending| ending.to_str()) {
            Some("svg") => Ok(svg.into_bytes()),
            Some("pdf") => Printer.pdf(&svg),
            _ => Printer.png(&svg, SCALE),
        };
        made.map_err(|error| error.to_string())
    }

    fn svg(&self) -> String {
        let scenario = self.scenario();
        let today = solver::solve(&self.map, None).ok();
        let shown =
            scenario.and_then(|(id, scenario)| Some((id, solver::solve(&self.map, Some(scenario)).ok()?)));
        let subject = Subject {
            map: &self.map,
            today: today.as_ref(),
            scenario: shown.as_ref().map(|(id, solution)| (*id, solution)),
            hidden: &self.hidden,
        };
        let look = Look {
            dark: self.dark,
            ..Look::default()
        };
        Printer.svg(&subject, &look)
    }

    fn report(&self, work: &Work) -> Result<Vec<u8>, String> {
        let request = Request {
            map: &self.map,
            scenarios: self.map.scenarios().keys().cloned().collect(),
            players: None,
            years: YEARS,
            origin: self.origin.clone(),
            hidden: self.hidden.clone(),
        };
        let go_on = |share: f64| {
            work.report(share);
            work.go_on()
        };
        let findings = Findings::gather(request, &go_on).map_err(|found| lines(&found))?;
        Ok(report::html(&findings, Some(&Printer)).into_bytes())
    }

    fn network(&self, path: &Path) -> Result<Vec<u8>, String> {
        let scenario = self.scenario().map(|(_, scenario)| scenario);
        let solution = solver::solve(&self.map, scenario).ok();
        let format = Format::of_file(path).unwrap_or(Format::Xlsx);
        network(&self.map, scenario, solution.as_ref(), format, None).map_err(|error| error.to_string())
    }

    fn scenario(&self) -> Option<(&ScenarioId, &crate::model::Scenario)> {
        self.map.scenarios().get_key_value(self.scenario.as_ref()?)
    }
}

fn lines(found: &[Diagnostic]) -> String {
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
