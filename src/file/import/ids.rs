//! Ids for what is imported: those of the source where they are legal, else made from names.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::words::fold;
use crate::model::{CompanyId, ESTIMATE_FIELDS, NodeId};

/// The longest stem of an id; it leaves room for a number within the 100 characters allowed.
const LONGEST: usize = 60;

/// Gives ids out, none of them twice.
#[derive(Default)]
pub(super) struct Ids {
    given: HashSet<String>,
    last: HashMap<String, usize>,
}

impl Ids {
    /// `wish` if it is legal and free; else what can be made of it.
    pub(super) fn keep(&mut self, wish: &str, otherwise: &str) -> String {
        if is_legal(wish) && self.given.insert(wish.to_owned()) {
            wish.to_owned()
        } else {
            self.slug(wish, otherwise)
        }
    }

    /// An id made from a name: `"WeChat Pay"` gives `wechat-pay`, then `wechat-pay-2`.
    pub(super) fn slug(&mut self, name: &str, otherwise: &str) -> String {
        let slug = slug(name);
        let stem = if slug.is_empty() {
            otherwise.to_owned()
        } else {
            slug
        };
        if self.given.insert(stem.clone()) {
            return stem;
        }
        let number = self.last.entry(stem.clone()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{stem}-{number}");
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn is_legal(id: &str) -> bool {
    NodeId::from(id).problem().is_none()
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let cut: String = slug.chars().take(LONGEST).collect();
    cut.trim_matches('-').to_owned()
}

/// The companies by what the source calls them, in whatever letters.
#[derive(Default)]
pub(super) struct Companies {
    by_name: HashMap<String, CompanyId>,
    ids: Ids,
    /// The name of each.
    pub(super) names: BTreeMap<CompanyId, String>,
}

impl Companies {
    /// The id of the company called `name`; `None` for a blank name.
    pub(super) fn id(&mut self, name: &str) -> Option<CompanyId> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return None;
        }
        let key = fold(&name);
        if let Some(id) = self.by_name.get(&key) {
            return Some(id.clone());
        }
        // One word is its own id, as `catchment export` writes it; more make one.
        let is_word = !name.contains(' ') && !ESTIMATE_FIELDS.contains(&name.as_str());
        let id = if is_word {
            self.ids.keep(&name, "company")
        } else {
            self.ids.slug(&name, "company")
        };
        let id = CompanyId::from(id);
        self.by_name.insert(key, id.clone());
        self.names.insert(id.clone(), name);
        Some(id)
    }
}
