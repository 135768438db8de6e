//! The lines of the plot: one company's measure month by month, its steady state, its half-life, its band.

use crate::analysis::path::HabitPath;
use crate::analysis::uncertainty::bands::Bands;
use crate::model::CompanyId;
use crate::solver::Measure;

/// A company whose largest move is below this part of the largest of all is not drawn.
const WORTH_A_LINE: f64 = 0.01;
/// So many companies have a line.
const MOST: usize = 8;

/// One company on its way.
pub(super) struct Series {
    pub(super) company: CompanyId,
    /// By month: its measure, or the change of it against today.
    pub(super) values: Vec<f64>,
    /// Where it comes to rest.
    pub(super) end: f64,
    /// Years from the first change until half of the way is behind it.
    pub(super) half_life: Option<f64>,
    /// By month: the low and the high end of what is likely; empty if that is not known.
    pub(super) band: Vec<(f64, f64)>,
}

/// The companies that move most, the one that moves furthest first.
pub(super) fn series(path: &HabitPath, bands: Option<&Bands>, measure: Measure, level: bool) -> Vec<Series> {
    let mut all: Vec<(f64, Series)> = path
        .steady
        .companies
        .iter()
        .map(|(id, end)| {
            let values = path.points.iter();
            let values = values.map(|point| {
                let flow = point.companies.get(id.as_str());
                flow.map_or(0.0, |flow| flow.get(measure))
            });
            let values: Vec<f64> = values.collect();
            let today = values.first().copied().unwrap_or_default();
            let end = end.get(measure);
            let moves = values.iter().chain([&end]).map(|value| (value - today).abs());
            let moves = moves.fold(0.0, f64::max);
            let base = if level { 0.0 } else { today };
            let band = bands.and_then(|bands| bands.companies.get(id));
            let band = band.map_or(&[][..], Vec::as_slice).iter().map(|month| {
                let band = if level { month.level } else { month.change };
                (band.low, band.high)
            });
            let series = Series {
                company: id.clone(),
                values: values.iter().map(|value| value - base).collect(),
                end: end - base,
                half_life: path.half_life(id, measure),
                band: band.collect(),
            };
            (moves, series)
        })
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let largest = all.first().map_or(0.0, |(moves, _)| *moves);
    all.retain(|(moves, _)| *moves > WORTH_A_LINE * largest);
    all.truncate(MOST);
    all.into_iter().map(|(_, series)| series).collect()
}

impl Series {
    /// Its value `months` from today, between two months in proportion.
    pub(super) fn at(&self, months: f64) -> f64 {
        let Some(last) = self.values.len().checked_sub(1) else {
            return 0.0;
        };
        let months = months.clamp(0.0, last as f64);
        let before = months.floor() as usize;
        let after = (before + 1).min(last);
        self.values[before] + (months - before as f64) * (self.values[after] - self.values[before])
    }
}
