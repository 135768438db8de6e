//! What the heads of columns mean, in English and Chinese, and which column is read as what.

mod ends;
mod lists;
mod roles;

use crate::model::SegmentId;

pub(super) use roles::{columns, roles, says_strength, stand_ins};

/// What a column is read as.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The object's id.
    Id,
    /// A node's name.
    Name,
    /// What kind of node or link it is.
    Kind,
    /// Whose business a node is.
    Owner,
    /// On whose surface a node lives.
    Host,
    /// The platform whose books a merchant's sales are in.
    SellsOn,
    /// Free text.
    Note,
    /// Position to the right.
    X,
    /// Position downwards.
    Y,
    /// Colour, of which a company's is made if all its nodes agree.
    Color,
    /// Where a link starts.
    From,
    /// Where a link leads.
    To,
    /// Which way a link leads.
    Direction,
    /// Whether a link is open.
    Open,
    /// The companies that must agree before a link opens.
    Gatekeepers,
    /// What a pull is, as `catchment export` writes it.
    PullKind,
    /// The number of a pull, or how strong a link is.
    Pull,
    /// The link that a pull is like.
    PullLike,
    /// The group of substitutes that a link belongs to; of a node, the group it is drawn in, which is
    /// taken for its owner if it has no other.
    Group,
    /// The platform whose merchants pay for ads on a link.
    Payer,
    /// A number of the model, by the name it has there.
    Number(&'static str),
    /// A result of solving, which is no input.
    Result,
    /// How it is drawn elsewhere.
    Look,
    /// Nothing the model knows: kept in the note.
    Aside,
}

/// The two kinds of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Nodes,
    Links,
}

/// The head for the group, cluster or node that a node is drawn in.
pub(super) const IN_GROUP: &str = "in group";

/// The text as it is compared: small letters and digits, nothing between them.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    // What is all marks is told apart by its marks.
    if folded.is_empty() {
        text.trim().to_owned()
    } else {
        folded
    }
}

/// The segment that a column speaks of: `arrivals/micro` of `micro`.
pub(super) fn segment(column: &str) -> Option<&str> {
    let (_, segment) = column.split_once('/')?;
    let is_word = crate::model::ESTIMATE_FIELDS.contains(&segment);
    let is_id = SegmentId::from(segment).problem().is_none();
    (is_id && !is_word).then_some(segment)
}

/// The text as it is compared where nothing is called exactly so: letters large or small, and whatever blanks
/// and hyphens stand in it. Other marks tell things apart: C, C++ and C#.
pub(super) fn loose(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}');
    let kept = text.chars().filter(|c| !is_blank(*c));
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether two of these heads are the ends of a link.
pub(super) fn are_ends(heads: &[String]) -> bool {
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    ends::ends(&heads).is_some()
}
