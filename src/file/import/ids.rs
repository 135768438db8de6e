//! Ids for what is imported: those of the source where they are legal, else made from names.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::words::loose;
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

/// The companies by what the source calls them: as it is written, or else in other letters, which is said.
#[derive(Default)]
pub(super) struct Companies {
    exact: HashMap<String, CompanyId>,
    loose: HashMap<String, CompanyId>,
    ids: Ids,
    /// The name of each.
    pub(super) names: BTreeMap<CompanyId, String>,
    /// What was taken for a company that is called a little otherwise.
    pub(super) taken: Vec<(String, CompanyId)>,
}

impl Companies {
    /// The id of the company called `name`; `None` for a blank name.
    pub(super) fn id(&mut self, name: &str) -> Option<CompanyId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(id) = self.exact.get(name) {
            return Some(id.clone());
        }
        let key = loose(name);
        if let Some(id) = self.loose.get(&key).cloned() {
            self.taken.push((name.to_owned(), id.clone()));
            self.exact.insert(name.to_owned(), id.clone());
            return Some(id);
        }
        // One word is its own id, as `catchment export` writes it; more make one.
        let is_word = !name.contains(char::is_whitespace) && !ESTIMATE_FIELDS.contains(&name);
        let id = CompanyId::from(if is_word {
            self.ids.keep(name, "company")
        } else {
            self.ids.slug(name, "company")
        });
        self.exact.insert(name.to_owned(), id.clone());
        self.loose.insert(key, id.clone());
        self.names.insert(id.clone(), name.to_owned());
        Some(id)
    }

    /// The company that `id` names in a table of companies, which keeps its id where that is legal.
    pub(super) fn declare(&mut self, id: &str) {
        if !self.exact.contains_key(id) {
            let kept = CompanyId::from(self.ids.keep(id, "company"));
            self.exact.insert(id.to_owned(), kept.clone());
            self.loose.entry(loose(id)).or_insert_with(|| kept.clone());
            self.names.insert(kept, id.to_owned());
        }
    }

    /// Whether a company is called exactly so.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.exact.contains_key(name.trim())
    }
}
