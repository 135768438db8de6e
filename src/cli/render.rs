//! `catchment render`: the map with its flows as a picture.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::arguments::ModelArguments;
use super::input::Model;
use super::{Destination, Failure, output};
use crate::report::{Look, NOBODY, Painter, Subject};
use crate::solver;
use crate::text;

const AFTER_HELP: &str = "\
Needs neither a display nor a graphics card. The words of SVG and PDF can be selected and searched.
A map that has no steady state today is drawn without flows.

Examples:
  catchment render map.ron --out map.svg
  catchment render map.ron --out map.png --scenario everything-open --dark
  catchment render map.ron --out map.pdf --size 1200x800";

/// The arguments of `render`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Format of the picture [default: what the ending of --out says, else svg]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Width and height, in points
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = size)]
    size: (f32, f32),
    /// Pixels a point in PNG
    #[arg(long, value_name = "NUMBER", default_value_t = 2.0)]
    scale: f32,
    /// Light on dark
    #[arg(long)]
    dark: bool,
    /// The map alone, without its name and the legend
    #[arg(long)]
    bare: bool,
}

/// The formats of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For web pages and drawing programs
    Svg,
    /// For slides and messages
    Png,
    /// For print
    Pdf,
}

/// Draws the map.
///
/// # Errors
/// The file is no sound model, has no such scenario, or that has no steady state; no format is told;
/// this build cannot draw, or the picture cannot be drawn or written.
pub fn run(arguments: &Arguments, painter: Option<&dyn Painter>) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let target = Destination::new(arguments.out.as_ref(), [file])?;
    let painter = painter.ok_or_else(super::no_pictures)?;
    let format = format(arguments)?;
    let model = Model::read(file.clone())?;
    let scenario = model.scenario(scenario.as_ref())?;
    let solve = |scenario| solver::solve(&model.map, scenario).map_err(|found| model.unsolved(found));
    let shown = match scenario {
        Some((id, scenario)) => Some((id, solve(Some(scenario))?)),
        None => None,
    };
    // A map that cannot be solved is still a map.
    let today = solve(None).map_err(|failure| output::say(&failure)).ok();
    let subject = Subject {
        map: &model.map,
        today: today.as_ref(),
        scenario: shown.as_ref().map(|(id, solution)| (*id, solution)),
        hidden: &NOBODY,
    };
    let (width, height) = arguments.size;
    let look = Look {
        width,
        height,
        dark: arguments.dark,
        words: !arguments.bare,
    };
    let svg = painter.svg(&subject, &look);
    let result = match format {
        Format::Svg => svg.into_bytes(),
        Format::Png => painter.png(&svg, arguments.scale).map_err(refused)?,
        Format::Pdf => painter.pdf(&svg).map_err(refused)?,
    };
    output::write(&result, target)
}

fn refused(error: impl std::fmt::Display) -> Failure {
    Failure::Verdict(error.to_string())
}

fn format(arguments: &Arguments) -> Result<Format, Failure> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let Some(path) = &arguments.out else {
        return Ok(Format::Svg);
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    Format::from_str(&ending, true).map_err(|_| no_format(path))
}

fn no_format(path: &Path) -> Failure {
    Failure::Verdict(format!(
        "{}: no format is told by this ending; let the file end in .svg, .png or .pdf, or give --format",
        text::path(path)
    ))
}

/// Reads `WxH`.
fn size(text: &str) -> Result<(f32, f32), String> {
    let wrong = || format!("“{text}” is no size; give width and height as in 1600x1000");
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let side = |side: &str| side.trim().parse::<f32>().map_err(|_| wrong());
    let (width, height) = (side(width)?, side(height)?);
    if (200.0..=8000.0).contains(&width) && (150.0..=8000.0).contains(&height) {
        Ok((width, height))
    } else {
        Err("the width is from 200 to 8000 and the height from 150 to 8000 points".to_owned())
    }
}
