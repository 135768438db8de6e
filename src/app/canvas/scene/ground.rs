//! Territories as drawn, and what they enclose.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::Rect;

use super::node::NodeMark;
use crate::app::canvas::area::Area;
use crate::app::canvas::enclosure::PADDING;
use crate::app::canvas::territory::Survey;
use crate::model::{CompanyId, Map};

/// Up to so many nodes, and hosts, territories follow each step of a drag. Those of more are worked out
/// beside the window, once what is dragged is put down.
const MOST_LIVE: usize = 400;
const MOST_LIVE_HOSTS: usize = 40;

/// What a company hosts, walled in.
#[derive(Clone, Debug)]
pub struct Territory {
    /// The host, by place in [`super::Scene::companies`].
    pub company: usize,
    /// Its name.
    pub name: String,
    /// Its ground.
    pub area: Arc<Area>,
}

/// What territories enclose and keep off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plots {
    /// The companies that hosts are told by place of.
    pub companies: Vec<CompanyId>,
    /// The places of what each hosts.
    hosted: BTreeMap<usize, Vec<Rect>>,
    /// The places of what nobody hosts.
    free: Vec<Rect>,
}

impl Plots {
    pub(super) fn new(companies: &[CompanyId], nodes: &[NodeMark]) -> Self {
        let mut plots = Self {
            companies: companies.to_vec(),
            ..Self::default()
        };
        for node in nodes {
            match node.host {
                Some(host) => plots.hosted.entry(host).or_default().push(node.plot()),
                None => plots.free.push(node.plot()),
            }
        }
        plots
    }

    /// Whether their territories are worked out within a frame.
    pub(super) fn are_few(&self) -> bool {
        let count: usize = self.hosted.values().map(Vec::len).sum();
        count + self.free.len() <= MOST_LIVE && self.hosted.len() <= MOST_LIVE_HOSTS
    }

    /// The area of each host.
    pub(super) fn areas(&self, survey: &mut Survey) -> BTreeMap<usize, Arc<Area>> {
        survey.areas(&self.hosted, &self.free)
    }

    /// What all walls together span at most.
    pub(super) fn extent(&self) -> Option<Rect> {
        let places = self.hosted.values().flatten();
        let extent = places.copied().reduce(|a, b| a.union(b))?;
        Some(extent.inflate(PADDING, PADDING))
    }

    /// Surveys them; `survey` is what is known already.
    pub fn surveyed(self: Arc<Self>, mut survey: Survey) -> Surveyed {
        Surveyed {
            areas: self.areas(&mut survey),
            plots: self,
            survey,
        }
    }
}

/// What came of a survey.
pub struct Surveyed {
    pub(super) plots: Arc<Plots>,
    pub(super) survey: Survey,
    pub(super) areas: BTreeMap<usize, Arc<Area>>,
}

/// The areas of `territories` of companies `before`, by their places among those of `now`.
pub(super) fn kept(
    territories: &[Territory],
    before: &[CompanyId],
    now: &[CompanyId],
) -> BTreeMap<usize, Arc<Area>> {
    let place = |territory: &Territory| {
        let place = now.binary_search(before.get(territory.company)?).ok()?;
        Some((place, territory.area.clone()))
    };
    territories.iter().filter_map(place).collect()
}

/// The territories of these areas, the largest first.
pub(super) fn territories(
    map: &Map,
    companies: &[CompanyId],
    areas: BTreeMap<usize, Arc<Area>>,
) -> Vec<Territory> {
    let name = |company: &CompanyId| map.companies().get(company).map(|company| company.name.clone());
    let territory = |(company, area): (usize, Arc<Area>)| Territory {
        company,
        name: companies.get(company).and_then(name).unwrap_or_default(),
        area,
    };
    let mut territories: Vec<Territory> = areas.into_iter().map(territory).collect();
    let size = |territory: &Territory| territory.area.bounds().map_or(0.0, |bounds| bounds.area());
    territories.sort_by(|a, b| size(b).total_cmp(&size(a)));
    territories
}
