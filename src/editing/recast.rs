//! A pull told in another of its four ways, so that the flows stay as they are.

use std::collections::BTreeMap;

use super::choice::Choice;
use crate::model::{Edit, Evidence, Link, LinkId, Map, NodeId, Number, Pull, SegmentId};

/// Today's share of the visitors of a segment at a link's start who take it, where it is known.
pub type Shares<'a> = &'a dyn Fn(&LinkId, &SegmentId) -> Option<f64>;

/// In which of the four ways a pull is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullKind {
    /// Share of today's visitors.
    Share,
    /// Share of those who go on, once the link is open.
    TakeUp,
    /// Attraction on the scale of the weight of leaving.
    Weight,
    /// As another link, times a factor.
    Like,
}

impl PullKind {
    /// Every kind, in the order in which a strategist is likely to know it.
    pub const ALL: [Self; 4] = [Self::Share, Self::TakeUp, Self::Weight, Self::Like];

    /// The kind of `pull`.
    pub fn of(pull: &Pull) -> Self {
        match pull {
            Pull::Share(_) => Self::Share,
            Pull::TakeUp(_) => Self::TakeUp,
            Pull::Weight(_) => Self::Weight,
            Pull::Like(..) => Self::Like,
        }
    }

    /// Whether a link that is open today, or one that is closed, may have it.
    pub fn fits(self, open: bool) -> bool {
        match self {
            Self::Share => open,
            Self::TakeUp => !open,
            Self::Weight | Self::Like => true,
        }
    }
}

/// Tells the pull of `link` as `kind`, with figures that leave the flows as they are where `shares`
/// are known. Open links out of one node are all shares or all weights, so the others follow.
/// `like` is the link to liken it to.
pub fn recast(
    map: &Map,
    link: &LinkId,
    kind: PullKind,
    like: Option<&LinkId>,
    shares: Shares<'_>,
) -> Vec<Edit> {
    let Some(before) = map.links().get(link) else {
        return Vec::new();
    };
    if kind == PullKind::Like && like.is_none() {
        return Vec::new();
    }
    let mut recast = Recast::new(map, &before.from, shares);
    let with_shares = recast.open.iter().any(|id| told_as_share(map, id));
    for (segment, choice) in &recast.choices {
        match kind {
            PullKind::Share => {
                for id in &recast.open {
                    recast
                        .told
                        .put(id, segment, choice.share(id).map(told_share(choice)));
                }
            }
            PullKind::Weight | PullKind::Like if with_shares && before.open => {
                for id in &recast.open {
                    recast.told.put(id, segment, choice.weight(id).map(Told::Weight));
                }
            }
            PullKind::Weight => recast
                .told
                .put(link, segment, choice.weight(link).map(Told::Weight)),
            PullKind::TakeUp => recast
                .told
                .put(link, segment, choice.take_up(link).map(Told::TakeUp)),
            PullKind::Like => {}
        }
        if let (PullKind::Like, Some(like)) = (kind, like) {
            let factor = choice.weight(link).zip(choice.weight(like));
            let factor = factor
                .map(|(own, other)| own / other)
                .filter(|factor| factor.is_finite());
            recast.told.put(
                link,
                segment,
                factor.map(|factor| Told::Like(like.clone(), factor)),
            );
        }
    }
    let leave = match kind {
        PullKind::Share => Some(None),
        PullKind::Weight | PullKind::Like if with_shares && before.open => Some(recast.leave()),
        _ => None,
    };
    let mut edits = recast.edits();
    if !edits
        .iter()
        .any(|edit| matches!(edit, Edit::Link(id, _) if id == link))
    {
        // Nothing is known of the flows: a figure to start from.
        let changed = Link {
            pull: fallback(kind, &before.pull, like),
            pull_by: BTreeMap::new(),
            ..before.clone()
        };
        return vec![Edit::put_link(link.clone(), changed)];
    }
    if let (Some(leave), Some(node)) = (leave, map.nodes().get(&before.from))
        && node.leave != leave
    {
        let mut node = node.clone();
        node.leave = leave;
        edits.push(Edit::put_node(before.from.clone(), node));
    }
    edits
}

fn told_as_share(map: &Map, link: &LinkId) -> bool {
    let link = map.links().get(link);
    link.is_some_and(|link| matches!(link.pull, Pull::Share(_)))
}

/// Where next to nobody leaves, rounding could carry the shares past one.
fn told_share(choice: &Choice) -> impl Fn(f64) -> Told + use<> {
    let exact = choice.leaving() < 1e-4;
    move |share| {
        if exact {
            Told::ExactShare(share)
        } else {
            Told::Share(share)
        }
    }
}

fn fallback(kind: PullKind, before: &Pull, like: Option<&LinkId>) -> Pull {
    match (kind, like) {
        (PullKind::Share, _) => Pull::Share(Number::bare(0.1)),
        (PullKind::TakeUp, _) => Pull::TakeUp(Number::bare(0.2)),
        (PullKind::Weight, _) => Pull::Weight(Number::bare(1.0)),
        (PullKind::Like, Some(like)) => Pull::Like(like.clone(), Number::bare(1.0)),
        (PullKind::Like, None) => before.clone(),
    }
}

/// A pull to be written.
#[derive(Clone, Debug, PartialEq)]
enum Told {
    Share(f64),
    ExactShare(f64),
    TakeUp(f64),
    Weight(f64),
    Like(LinkId, f64),
}

impl Told {
    /// As a pull with few digits, with what of the evidence of `before` still holds: its range does
    /// not where the figure means something else than before.
    fn pull(&self, before: &Pull) -> Pull {
        let value = match self {
            Self::ExactShare(value) => *value,
            Self::Share(value) | Self::TakeUp(value) | Self::Weight(value) | Self::Like(_, value) => {
                six_digits(*value)
            }
        };
        let number = |kind| {
            let same = PullKind::of(before) == kind;
            let evidence = before.number().evidence.as_ref().map(|evidence| {
                let range = if same {
                    (evidence.low, evidence.high)
                } else {
                    (None, None)
                };
                // A range that the new figure left says nothing of it.
                let holds =
                    range.0.is_none_or(|low| low <= value) && range.1.is_none_or(|high| value <= high);
                let (low, high) = if holds { range } else { (None, None) };
                Box::new(Evidence {
                    low,
                    high,
                    ..(**evidence).clone()
                })
            });
            Number { value, evidence }
        };
        match self {
            Self::Share(_) | Self::ExactShare(_) => Pull::Share(number(PullKind::Share)),
            Self::TakeUp(_) => Pull::TakeUp(number(PullKind::TakeUp)),
            Self::Weight(_) => Pull::Weight(number(PullKind::Weight)),
            Self::Like(other, _) => Pull::Like(other.clone(), number(PullKind::Like)),
        }
    }
}

fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// What is to be written, by link and segment.
#[derive(Default)]
struct ToldPulls(BTreeMap<LinkId, BTreeMap<SegmentId, Told>>);

impl ToldPulls {
    fn put(&mut self, link: &LinkId, segment: &SegmentId, told: Option<Told>) {
        if let Some(told) = told {
            self.0
                .entry(link.clone())
                .or_default()
                .insert(segment.clone(), told);
        }
    }
}

/// The choice at a node as it is today, and what is to be written of its links.
struct Recast<'a> {
    map: &'a Map,
    open: Vec<LinkId>,
    choices: BTreeMap<SegmentId, Choice>,
    told: ToldPulls,
}

impl<'a> Recast<'a> {
    fn new(map: &'a Map, node: &NodeId, shares: Shares<'_>) -> Self {
        let open = map
            .links()
            .iter()
            .filter(|(_, link)| link.from == *node && link.open);
        let open = open.map(|(id, _)| id.clone()).collect();
        let choice = |segment: SegmentId| {
            let choice = Choice::today(map, node, &segment, shares)?;
            Some((segment, choice))
        };
        Self {
            map,
            open,
            choices: map.segment_ids().into_iter().filter_map(choice).collect(),
            told: ToldPulls::default(),
        }
    }

    /// The weight of leaving that goes with the weights: the default where anybody leaves.
    fn leave(&self) -> Option<Number> {
        let anybody = self.choices.values().any(|choice| choice.leaving() > 0.0);
        (!anybody).then(|| Number::bare(0.0))
    }

    fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (id, told) in &self.told.0 {
            let Some(before) = self.map.links().get(id) else {
                continue;
            };
            let mut link = before.clone();
            // A segment of which nothing is known would be left behind in the old way.
            if told.len() == self.map.segment_ids().len() {
                spread(&mut link, before, told);
                edits.push(Edit::put_link(id.clone(), link));
            }
        }
        edits
    }
}

/// Writes one pull for all segments and exceptions for those that differ from most.
fn spread(link: &mut Link, before: &Link, told: &BTreeMap<SegmentId, Told>) {
    let pulls: Vec<(&SegmentId, Pull)> = told
        .iter()
        .map(|(segment, told)| (segment, told.pull(before.pull_for(segment.as_str()))))
        .collect();
    let agrees = |pull: &Pull| pulls.iter().filter(|(_, other)| same_figure(pull, other)).count();
    // Among equals the one of the segments without an exception of their own, else the first.
    let plain = |segment: &SegmentId| usize::from(!before.pull_by.contains_key(segment));
    let most = pulls
        .iter()
        .rev()
        .max_by_key(|(segment, pull)| (agrees(pull), plain(segment)))
        .map(|(_, pull)| pull.clone());
    let Some(common) = most else { return };
    link.pull_by = pulls
        .into_iter()
        .filter(|(_, pull)| !same_figure(pull, &common))
        .map(|(segment, pull)| (segment.clone(), pull))
        .collect();
    link.pull = common;
}

fn same_figure(a: &Pull, b: &Pull) -> bool {
    let (x, y) = (a.number().value, b.number().value);
    (x - y).abs() <= 1e-9 * x.abs().max(y.abs())
        && match (a, b) {
            (Pull::Like(one, _), Pull::Like(other, _)) => one == other,
            _ => PullKind::of(a) == PullKind::of(b),
        }
}
