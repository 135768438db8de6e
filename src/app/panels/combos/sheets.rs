//! What the sides of the tab show, for a spreadsheet.

use super::pairs::Interactions;
use super::study::{Found, Goal};
use super::{credit, goal_name};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::{Cell, Sheet};
use crate::model::Map;

/// The best bundles by `goal`, with the change for every goal.
pub(super) fn best(map: &Map, found: &Found, goal: &Goal) -> Sheet {
    let words = &words().combos;
    let mut head: Vec<String> = [words.rank, words.how_many, words.opened]
        .map(str::to_owned)
        .into();
    head.extend(
        found
            .goals()
            .map(|goal| with_unit(map, found, goal_name(map, goal))),
    );
    head.push(words.hhi_head.to_owned());
    let mut sheet = Sheet::new(head);
    for (place, bundle) in found.best_for(goal).iter().enumerate() {
        let open: Vec<String> = found.open(bundle).map(|id| naming::link(map, id)).collect();
        let mut row: Vec<Cell> = vec![(place as f64 + 1.0).into(), (open.len() as f64).into()];
        row.push(open.join("; ").into());
        row.extend(found.goals().map(|goal| found.change(bundle, goal).into()));
        let [without, with] = bundle.concentration;
        row.push((with - without).into());
        sheet.row(row);
    }
    sheet
}

/// The credit of every link for every company, with standard errors where it is sampled.
pub(super) fn credit(map: &Map, found: &Found) -> Option<Sheet> {
    let answer = found.credit.as_ref().ok()?;
    let words = &words().combos;
    let companies = &found.companies;
    let name = |id| naming::company(map, id);
    let mut head = vec![crate::app::i18n::words().results.link.to_owned()];
    head.extend(companies.iter().map(|id| with_unit(map, found, name(id))));
    head.push(with_unit(map, found, words.all_together));
    if !answer.exact {
        let errors = companies
            .iter()
            .map(|id| fill(words.standard_error_of, &[name(id)]));
        head.extend(errors.map(|title| with_unit(map, found, &title)));
    }
    let mut sheet = Sheet::new(head);
    for link in &found.links {
        let shares = companies.iter().map(|id| credit::share(answer, link, id));
        let mut row: Vec<Cell> = vec![naming::link(map, link).into()];
        row.extend(shares.clone().map(Cell::from));
        row.push(shares.sum::<f64>().into());
        if !answer.exact {
            let errors = companies.iter().map(|id| credit::error(answer, link, id));
            row.extend(errors.map(|error| Cell::from(error.unwrap_or(f64::NAN))));
        }
        sheet.row(row);
    }
    Some(sheet)
}

/// The interactions of all pairs of links for `goal`; empty where a link meets itself.
pub(super) fn pairs(map: &Map, found: &Found, goal: &Goal) -> Option<Sheet> {
    let interactions = Interactions::new(found, goal)?;
    let names: Vec<String> = found.links.iter().map(|id| naming::link(map, id)).collect();
    let corner = with_unit(map, found, goal_name(map, goal));
    let mut sheet = Sheet::new(std::iter::once(corner).chain(names.iter().cloned()));
    for (row, name) in names.iter().enumerate() {
        let cells = (0..names.len()).map(|column| interactions.of(row, column).unwrap_or(f64::NAN));
        sheet.row(std::iter::once(Cell::from(name.as_str())).chain(cells.map(Cell::from)));
    }
    Some(sheet)
}

fn with_unit(map: &Map, found: &Found, title: &str) -> String {
    let (measure, _) = naming::measure(found.measure);
    let title = format!("{title}{}{measure}", words().marks.comma);
    let unit = naming::measure_unit(found.measure, map.units());
    fill(words().marks.in_brackets, &[&title, &unit])
}
