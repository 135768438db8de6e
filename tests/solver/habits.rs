//! The time path against equation 12 followed plainly, on random maps with random dates.

use std::collections::BTreeMap;

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::common::random_map::{Feedback, random_map};
use crate::plain::{Chances, Flows, Plain};
use catchment::model::{Edit, Map, NodeKind, Number, Pull, Scenario};
use catchment::solver::{Compiled, Moment, Solution, Stage};
use fastrand::Rng;

const MONTHS: usize = 30;

/// The path of equation 12 on the plain map.
struct Way<'a> {
    plain: &'a Plain,
    open: Vec<bool>,
    chances: Vec<Chances>,
    flows: Flows,
    /// By segment and node.
    ever_visited: Vec<Vec<bool>>,
}

impl<'a> Way<'a> {
    fn today(plain: &'a Plain) -> Self {
        let open = plain.open_today.clone();
        // As in the reference, but that nobody knows where nobody comes.
        let reference = plain.flows(&open, &plain.choose(&open, None));
        let chances = plain.choose(&open, Some(&plain.state(&open, &reference)));
        let flows = plain.flows(&open, &chances);
        let ever_visited = flows
            .visits
            .iter()
            .map(|visits| visits.iter().map(|x| *x > 0.0).collect());
        Self {
            ever_visited: ever_visited.collect(),
            plain,
            open,
            chances,
            flows,
        }
    }

    /// `κ P|open + (1 − κ·mass) P*` by segment and node, κ being 0 where the segment has never been. As
    /// chances sum to one, `1 − κ·mass = (1 − κ) + κ·(what closed links had)`, which is exact where nobody
    /// chooses anew.
    fn choose_anew(&mut self, keep: impl Fn(f64) -> f64) {
        let ideal = self
            .plain
            .choose(&self.open, Some(&self.plain.state(&self.open, &self.flows)));
        for (k, chances) in self.chances.iter_mut().enumerate() {
            let before = chances.clone();
            for node in 0..self.plain.nodes.len() {
                let kept = if self.ever_visited[k][node] {
                    keep(self.plain.habit_years(node))
                } else {
                    0.0
                };
                let out: Vec<usize> = (0..self.open.len())
                    .filter(|&link| self.plain.from[link] == node)
                    .collect();
                let closed = out.iter().filter(|&&link| !self.open[link]);
                let lost: f64 = closed.map(|&link| before.link[link]).sum();
                let anew = (1.0 - kept) + kept * lost;
                for link in out {
                    let habit = if self.open[link] { before.link[link] } else { 0.0 };
                    chances.link[link] = kept * habit + anew * ideal[k].link[link];
                }
                chances.leave[node] = kept * before.leave[node] + anew * ideal[k].leave[node];
            }
        }
        self.flows = self.plain.flows(&self.open, &self.chances);
        for (ever, visits) in self.ever_visited.iter_mut().zip(&self.flows.visits) {
            for (ever, visits) in ever.iter_mut().zip(visits) {
                *ever |= *visits > 0.0;
            }
        }
    }

    fn step(&mut self, years: f64) {
        self.choose_anew(|tau| if tau > 0.0 { (-years / tau).exp() } else { 0.0 });
    }

    fn change(&mut self, open: Vec<bool>) {
        self.open = open;
        self.choose_anew(|_| 1.0);
    }

    /// Holds a moment of the solver against this one.
    fn compare(&self, found: &Solution, what: &str) {
        let scale = found.arrivals.max(1e-9);
        let money: f64 = found.platforms.iter().map(|(_, flow)| flow.gmv).sum();
        for (at, id) in self.plain.links.iter().enumerate() {
            let link = found.links.get(id).expect("the link");
            let from = self.plain.from[at];
            let visits = |k: usize| self.flows.visits[k][from] * self.chances[k].link[at];
            let expected: f64 = (0..self.chances.len()).map(visits).sum();
            same(link.visits, expected, scale, &format!("visits on {id} {what}"));
            same(
                link.ad_spend,
                self.flows.spend[at],
                money + scale,
                &format!("ads on {id} {what}"),
            );
            for (segment, chances) in link.by_segment.values().zip(&self.chances) {
                let share = segment.share;
                assert!((0.0..=1.0).contains(&share), "a share of {share} on {id} {what}");
                same(share, chances.link[at], 1.0, &format!("share of {id} {what}"));
            }
        }
        for (at, id) in self.plain.nodes.iter().enumerate() {
            let visits = found.nodes.get(id).expect("the node").visits;
            same(
                visits,
                self.flows.total(at),
                scale,
                &format!("visits at {id} {what}"),
            );
        }
    }
}

#[track_caller]
fn same(found: f64, expected: f64, scale: f64, what: &str) {
    assert!(
        (found - expected).abs() <= 1e-9 * scale,
        "{what}: {found} against {expected}"
    );
    // Nobody is not a few: where nobody can have been, nobody is.
    assert!(
        expected != 0.0 || found == 0.0,
        "{what}: {found} where nobody can be"
    );
}

/// A random map whose habits last differently long, feedback being up to as strong as shares allow.
fn random(seed: u64, r: &mut Rng) -> Map {
    let feedback = if seed.is_multiple_of(3) {
        Feedback::Off
    } else {
        Feedback::Mild
    };
    let mut map = random_map(seed, feedback);
    for (id, mut node) in map.nodes().clone() {
        if !node.is_payment() {
            node.habit_years = Number::bare([0.0, 0.3, 2.0, 7.0][r.usize(..4)]);
            if let NodeKind::Platform { ad_rate, .. } = &mut node.kind {
                *ad_rate = Number::bare(0.1);
            }
            map.apply(Edit::put_node(id, node));
        }
    }
    map
}

/// Random openings and closings: at months, between them, several at once, the same link again.
fn schedule(map: &Map, r: &mut Rng) -> BTreeMap<u64, Vec<usize>> {
    let mut dates: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for _ in 0..r.usize(1..8) {
        // In hundredths of a month, so that dates sort and meet.
        let date = if r.bool() {
            100 * r.u64(..24)
        } else {
            r.u64(..2400)
        };
        let link = r.usize(..map.links().len());
        let at_once = dates.entry(date).or_default();
        if !at_once.contains(&link) {
            at_once.push(link);
        }
    }
    dates
}

#[test]
fn every_path_is_that_of_equation_12() {
    let mut paths = 0;
    for seed in 0..400 {
        let mut r = Rng::with_seed(seed);
        let map = random(seed, &mut r);
        if map.links().is_empty() {
            continue;
        }
        let dates = schedule(&map, &mut r);
        let years = |date: u64| date as f64 / 100.0 / 12.0;
        let links: Vec<_> = map.links().iter().collect();
        let mut now = Scenario::default();
        let stages: Vec<Stage> = dates
            .iter()
            .map(|(&date, toggled)| {
                toggled
                    .iter()
                    .for_each(|&link| now.toggle(links[link].0, links[link].1.open));
                Stage {
                    from_years: years(date),
                    scenario: now.clone(),
                }
            })
            .collect();
        let compiled = Compiled::new(&map).expect("a sound map");
        let plain = Plain::new(&map);
        let mut way = Way::today(&plain);
        let mut coming = stages.iter().peekable();
        let (mut month, mut at) = (0, 0.0);
        let mut see = |moment: Moment| {
            let what = format!(
                "of map {seed} at {} years, a start: {}",
                moment.years, moment.is_start
            );
            if moment.is_start {
                let stage = coming.next().expect("as many starts as stages");
                if stage.from_years > at {
                    way.step(stage.from_years - at);
                    at = stage.from_years;
                }
                let open = links
                    .iter()
                    .map(|(id, link)| stage.scenario.is_open(id, link.open));
                way.change(open.collect());
            } else if month > 0 {
                way.step(f64::from(month) / 12.0 - at);
                at = f64::from(month) / 12.0;
            }
            assert_eq!(moment.years, at, "{what}");
            way.compare(moment.solution, &what);
            month += i32::from(!moment.is_start);
        };
        let followed = compiled.follow_habits_for(&stages, MONTHS as f64 / 12.0, &|| true, &mut see);
        match followed {
            Ok(()) => paths += 1,
            Err(problems) => {
                let is_loop = problems
                    .iter()
                    .all(|problem| problem.message.starts_with("closed loop"));
                assert!(is_loop, "map {seed}: {problems:?}");
            }
        }
    }
    assert!(paths > 300, "only {paths} maps had a path");
}

/// The moment a link opens nobody has taken it, to the last digit, however shares round; so an ad budget
/// that nothing else takes is not spent on it yet, and it is a month later.
#[test]
fn nobody_takes_a_link_the_moment_it_opens() {
    let mut r = Rng::with_seed(3);
    for round in 0..300 {
        let shares: Vec<f64> = (0..2 + round % 5)
            .map(|_| (18.0 * r.f64()).ceil() / 100.0)
            .collect();
        let mut build = Build::new()
            .node("home", channel(1000.0), |node| {
                node.habit_years = (0.5 + r.f64()).into()
            })
            .node("shop", platform(0.0, 0.02, 0.05), |_| {})
            .node("till", merchant("shop", 10.0), |_| {})
            .node("pay", payment(0.0), |_| {})
            .share("shop", "till", 0.4)
            .share("till", "pay", 0.9);
        for (at, share) in shares.iter().enumerate() {
            let to = if at % 2 == 0 { "shop" } else { "till" };
            build = build.link(
                &format!("way{at}"),
                "home",
                to,
                Pull::Share((*share).into()),
                |_| {},
            );
        }
        let map = build
            .link("ad", "home", "shop", Pull::TakeUp(0.2.into()), |link| {
                link.open = false;
                link.payer = Some("shop".into());
                link.ad_elasticity = 0.1.into();
            })
            .0;
        let stage = Stage {
            from_years: 0.25,
            scenario: Scenario {
                open: ["ad".into()].into(),
                ..Scenario::default()
            },
        };
        let compiled = Compiled::new(&map).expect("a sound map");
        let mut spent = Vec::new();
        let mut see = |moment: Moment| {
            let ad = moment.solution.links.get("ad").expect("the link");
            let budget = moment.solution.platforms.get("shop").expect("the shop").ad_budget;
            if moment.years <= 0.25 {
                assert_eq!(
                    (ad.visits, ad.ad_spend),
                    (0.0, 0.0),
                    "{shares:?} at {}",
                    moment.years
                );
            } else {
                assert!(
                    ad.visits > 0.0 && (ad.ad_spend / budget - 1.0).abs() < 1e-12,
                    "{shares:?}"
                );
            }
            spent.push(ad.ad_spend);
        };
        compiled
            .follow_habits_for(&[stage], 0.5, &|| true, &mut see)
            .expect("a path");
        assert_eq!(spent.len(), 8, "today, six months and a start");
    }
}
