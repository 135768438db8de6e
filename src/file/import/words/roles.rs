//! Which column is read as what, by its head and by what stands under it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::table::Cells;
use super::super::{numbers, states};
use super::lists::{LINKS, LOOKS, NODES, STRENGTHS, WHEN_AND_WHERE};
use super::{Class, Role, ends, fold, segment};

/// Numbers under heads with these words, or with those of [`WHEN_AND_WHERE`], say something else than how strong a link is.
const OTHERWISE: &[&str] = &[
    "since", "until", "id", "no", "nr", "index", "rank", "order", "code", "phone", "zip", "column", "length",
    "distance", "suid", "uid", "guid", "zindex", "start", "end", "spell", "duration", "delay", "km", "miles",
    "age", "key", "level", "depth", "group", "cluster", "class", "page", "line", "port", "version", "sign",
    "label", "name", "type", "status", "编号", "距离", "长度",
];

/// What each column of the `rows` is read as, by its head and what stands under it.
pub(in super::super) fn columns<'c>(
    rows: impl Iterator<Item = &'c Cells>,
    class: Class,
) -> BTreeMap<String, Role> {
    // All at once: a wide table may have few cells in each of its rows.
    let mut found: BTreeMap<&str, Vec<&'c str>> = BTreeMap::new();
    for (head, cell) in rows.flatten() {
        found.entry(head).or_default().push(cell);
    }
    let heads: BTreeSet<&str> = found.keys().copied().collect();
    let under = |head: &str| found.get(head).cloned().unwrap_or_default();
    given(&heads, class, &under, false)
}

/// What each of the `heads` is read as; `under` gives what stands under one. No role but those that may
/// repeat is given twice.
pub(in super::super) fn roles<'c>(
    heads: &BTreeSet<&str>,
    class: Class,
    under: &dyn Fn(&str) -> Vec<&'c str>,
) -> BTreeMap<String, Role> {
    given(heads, class, under, true)
}

/// As [`roles`], with the ends of links only where they are still among the columns.
fn given<'c>(
    heads: &BTreeSet<&str>,
    class: Class,
    under: &dyn Fn(&str) -> Vec<&'c str>,
    with_ends: bool,
) -> BTreeMap<String, Role> {
    let table = match class {
        Class::Nodes => NODES,
        Class::Links => LINKS,
    };
    let folded: Vec<(&str, String, bool)> = heads
        .iter()
        .map(|head| {
            let segment = segment(head);
            let stem = head.split_once('/').filter(|_| segment.is_some());
            (
                *head,
                fold(stem.map_or(*head, |(stem, _)| stem)),
                segment.is_some(),
            )
        })
        .collect();
    let mut given: BTreeMap<String, Role> = BTreeMap::new();
    if class == Class::Links && with_ends {
        let heads: Vec<&str> = heads.iter().copied().collect();
        if let Some((from, to)) = ends::ends(&heads) {
            given.insert(from.to_owned(), Role::From);
            given.insert(to.to_owned(), Role::To);
        }
    }
    for (role, names) in table {
        let by_segment = matches!(
            role,
            Role::Number("arrivals" | "ticket") | Role::Pull | Role::PullKind | Role::PullLike
        );
        let fitting = |name: &str, segmented: bool| {
            let name = fold(name);
            folded
                .iter()
                .filter(move |(_, stem, has)| *stem == name && *has == segmented)
        };
        if let Some((head, ..)) = names
            .iter()
            .flat_map(|name| fitting(name, false))
            .find(|(head, ..)| !given.contains_key(*head) && fits(role, class, head, under))
        {
            given.insert((*head).to_owned(), role.clone());
        }
        if let Some(name) = names.first().filter(|_| by_segment) {
            for (head, ..) in fitting(name, true) {
                given.insert((*head).to_owned(), role.clone());
            }
        }
    }
    own(&mut given, &folded, class);
    if class == Class::Links && !given.values().any(|role| *role == Role::Pull) {
        let found = strength(&folded, &given, under);
        given.extend(found.map(|head| (head.to_owned(), Role::Pull)));
    }
    for (head, stem, _) in &folded {
        given.entry((*head).to_owned()).or_insert_with(|| {
            if LOOKS.contains(&stem.as_str()) {
                Role::Look
            } else {
                Role::Aside
            }
        });
    }
    given
}

/// Whether what stands under a head can be what the head says. Gephi calls the direction of an edge its type.
fn fits<'c>(role: &Role, class: Class, head: &str, under: &dyn Fn(&str) -> Vec<&'c str>) -> bool {
    let is_way = || {
        let cells = under(head);
        let mut cells = cells
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .peekable();
        // Yes and no would say nothing of a direction here.
        let says = |cell: &str| {
            let is_word = cell.chars().count() > 5 || !cell.chars().any(char::is_alphanumeric);
            is_word && states::way(cell).is_some()
        };
        cells.peek().is_some() && cells.all(says)
    };
    match (role, class) {
        (Role::Kind, Class::Links) => !is_way(),
        (Role::Direction, _) if ["type", "edgetype", "kind"].contains(&fold(head).as_str()) => is_way(),
        _ => true,
    }
}

/// The head that tells the strength of links where no surer one does: the first in the order of their
/// names under which most are numbers.
fn strength<'c, 'h>(
    folded: &[(&'h str, String, bool)],
    given: &BTreeMap<String, Role>,
    under: &dyn Fn(&str) -> Vec<&'c str>,
) -> Option<&'h str> {
    let are_numbers = |head: &str| {
        let cells = under(head);
        let filled = || cells.iter().filter(|cell| !cell.trim().is_empty());
        let numbers = filled().filter(|cell| numbers::looks_like(cell)).count();
        numbers > 0 && 2 * numbers >= filled().count()
    };
    let is_look = |stem: &String| LOOKS.contains(&stem.as_str());
    let free = || {
        folded
            .iter()
            .filter(|(head, stem, _)| !given.contains_key(*head) && !is_look(stem))
    };
    let says = |head: &str, name: &str| {
        let tokens = ends::tokens(head);
        // `Edge Weight`, `total amount`, `# of trips`
        fold(head) == name || (tokens.len() <= 3 && tokens.iter().any(|token| token == name))
    };
    let named = strengths().find_map(|name| {
        let mut found = free().filter(|(head, ..)| says(head, name) && are_numbers(head));
        found.next().map(|(head, ..)| *head)
    });
    named.or_else(|| {
        // The only column of numbers, if its head does not speak of something else.
        let is_other = |head: &str| {
            ends::tokens(head).iter().any(|token| {
                [OTHERWISE, WHEN_AND_WHERE]
                    .iter()
                    .any(|words| words.contains(&token.as_str()))
            })
        };
        let mut found =
            free().filter(|(head, _, segmented)| !segmented && are_numbers(head) && !is_other(head));
        let (head, ..) = found.next()?;
        found.next().is_none().then_some(*head)
    })
}

/// The words for how strong a link is, the surest first.
fn strengths() -> impl Iterator<Item = &'static &'static str> {
    const SURE: &[&str] = &[
        "weight", "strength", "share", "pull", "份额", "占比", "强度", "权重",
    ];
    SURE.iter().chain(STRENGTHS)
}

/// Whether a head says that how strong a link is stands under it.
pub(in super::super) fn says_strength(head: &str) -> bool {
    let tokens = ends::tokens(head);
    let (stem, folded) = (head.split('/').next().unwrap_or(head), fold(head));
    strengths().any(|name| folded == *name || fold(stem) == *name || tokens.iter().any(|token| token == name))
}

/// In tables that `catchment export` wrote, visits are a result and groups are those of the model.
fn own(given: &mut BTreeMap<String, Role>, folded: &[(&str, String, bool)], class: Class) {
    let head = |name: &str| {
        folded
            .iter()
            .find(|(_, stem, _)| stem == name)
            .map(|(head, ..)| *head)
    };
    let own = |of: &str| match class {
        Class::Nodes => head("arrivals").and(head("habityears")).and(head(of)),
        Class::Links => head("pullkind").and(head(of)),
    };
    let result = own("visits").map(|head| (head, Role::Result));
    let of_links = |name: &str| own(name).filter(|_| class == Class::Links);
    let group = of_links("group");
    // Formats that have ends of their own are given these as well.
    let ends = [("from", Role::From), ("to", Role::To)];
    given.extend(
        ends.into_iter()
            .filter_map(|(name, role)| Some((of_links(name)?.to_owned(), role))),
    );
    let told = result.into_iter().chain(group.map(|head| (head, Role::Group)));
    given.extend(told.map(|(head, role)| (head.to_owned(), role)));
}

/// Of the columns that could tell the same, which one another stands in for where that one is empty: a node
/// may have a `label` and no `name`.
pub(in super::super) fn stand_ins<'c>(
    rows: impl Iterator<Item = &'c Cells>,
    class: Class,
) -> Vec<(String, String)> {
    let given = columns(rows, class);
    let table = match class {
        Class::Nodes => NODES,
        Class::Links => LINKS,
    };
    let mut found = Vec::new();
    for (role, names) in table {
        if !matches!(role, Role::Name | Role::Kind | Role::Owner) {
            continue;
        }
        let Some((main, _)) = given.iter().find(|(_, given)| *given == role) else {
            continue;
        };
        for name in *names {
            let others = given
                .iter()
                .filter(|(head, role)| **role == Role::Aside && fold(head) == fold(name));
            found.extend(others.map(|(head, _)| (head.clone(), main.clone())));
        }
    }
    found
}
