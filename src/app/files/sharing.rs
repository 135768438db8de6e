//! What is sent to others: a picture of the map, a report, the map for other programs. Each is worked
//! out and written on a thread of its own.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Align2, Area, Frame, Id, Order, ProgressBar, vec2};

use super::Purpose;
use crate::app::i18n::{self, fill, words};
use crate::app::jobs::task::{Outcome, Task, Work};
use crate::app::panels::widgets::named;
use crate::app::print::Printer;
use crate::app::state::State;
use crate::app::theme::SPACE;
use crate::file::export::Table;
use crate::file::{self, Fingerprint};
use crate::model::{Diagnostic, Map, ScenarioId};
use crate::report::network::{Format, network};
use crate::report::{self, Findings, Look, Origin, Painter, Request, Subject};
use crate::solver;

/// Pixels a point of a picture.
const SCALE: f32 = 2.0;
/// How far a report follows habits, in years.
const YEARS: f64 = 5.0;
/// Distance of the sign of progress from the bottom of the window, in points.
const FROM_BOTTOM: f32 = 48.0;

/// What is being written.
pub(super) struct Sharing {
    path: PathBuf,
    task: Task<Result<(), String>>,
}

/// The map as it stands when it is shared.
struct Shared {
    map: std::sync::Arc<Map>,
    scenario: Option<ScenarioId>,
    dark: bool,
    origin: Option<Origin>,
}

impl Sharing {
    /// Starts to write to `path` what `purpose` wants of the document.
    pub(super) fn start(
        purpose: Purpose,
        path: &Path,
        state: &State,
        dark: bool,
        ctx: &egui::Context,
    ) -> Self {
        let shared = Shared {
            map: state.document.map().clone(),
            scenario: state.scenario.clone(),
            dark,
            origin: origin(state),
        };
        let language = i18n::language();
        let target = path.to_owned();
        let task = state.tasks.start(ctx, move |work| {
            i18n::speak(language);
            let bytes = match purpose {
                Purpose::Report => shared.report(work),
                Purpose::Network => shared.network(&target),
                _ => shared.picture(&target),
            }?;
            file::replace(&target, &bytes).map_err(|error| error.to_string())
        });
        Self {
            path: path.to_owned(),
            task,
        }
    }

    /// Shows how far it is; what to tell the person once it is over, or nothing if they gave it up.
    pub(super) fn ui(&self, ctx: &egui::Context) -> Option<Option<Result<String, String>>> {
        let failed = |error: &str| Err(fill(words().files.export_failed, &[error]));
        match self.task.poll() {
            Outcome::Done(Ok(())) => {
                let path = self.path.display().to_string();
                Some(Some(Ok(fill(words().sharing.written, &[&path]))))
            }
            Outcome::Done(Err(error)) => Some(Some(failed(&error))),
            Outcome::Broken => Some(Some(failed(words().results.broken))),
            Outcome::Running(share) => progress(share, &self.path, ctx).then_some(None),
        }
    }
}

/// A sign of progress at the bottom of the window; whether it is to be given up.
fn progress(share: f64, path: &Path, ctx: &egui::Context) -> bool {
    // Often enough to see it move.
    ctx.request_repaint_after(Duration::from_millis(100));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
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

impl Shared {
    fn picture(&self, path: &Path) -> Result<Vec<u8>, String> {
        let scenario = self.scenario();
        let today = solver::solve(&self.map, None).ok();
        let shown =
            scenario.and_then(|(id, scenario)| Some((id, solver::solve(&self.map, Some(scenario)).ok()?)));
        let subject = Subject {
            map: &self.map,
            today: today.as_ref(),
            scenario: shown.as_ref().map(|(id, solution)| (*id, solution)),
        };
        let look = Look {
            dark: self.dark,
            ..Look::default()
        };
        let svg = Printer.svg(&subject, &look);
        let made = match path.extension().and_then(|ending| ending.to_str()) {
            Some("svg") => Ok(svg.into_bytes()),
            Some("pdf") => Printer.pdf(&svg),
            _ => Printer.png(&svg, SCALE),
        };
        made.map_err(|error| error.to_string())
    }

    fn report(&self, work: &Work) -> Result<Vec<u8>, String> {
        let request = Request {
            map: &self.map,
            scenarios: self.map.scenarios().keys().cloned().collect(),
            players: None,
            years: YEARS,
            origin: self.origin.clone(),
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
        network(&self.map, scenario, solution.as_ref(), format, Table::Nodes)
            .map_err(|error| error.to_string())
    }

    fn scenario(&self) -> Option<(&ScenarioId, &crate::model::Scenario)> {
        self.map.scenarios().get_key_value(self.scenario.as_ref()?)
    }
}

fn lines(found: &[Diagnostic]) -> String {
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
