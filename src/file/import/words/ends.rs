//! The two columns of a table of links that tell where each starts and where it leads.
//!
//! Heads are taken word by word: `From Node`, `source_id`, `X from`, `platformTo`. What is beside the word
//! for an end must be the same in both, or one of the words that only say that a node is meant.

use super::lists::{NODES, WHEN_AND_WHERE};
use super::{Role, fold};

const FROM: &[&str] = &[
    "from", "source", "start", "origin", "src", "起点", "来源", "源", "从", "起始",
];
const TO: &[&str] = &[
    "to",
    "target",
    "end",
    "destination",
    "dest",
    "dst",
    "tgt",
    "终点",
    "目标",
    "到",
    "去向",
];

/// Pairs of words of which one alone could mean anything.
const PAIRS: &[(&str, &[&str])] = &[
    ("sender", &["receiver", "recipient", "addressee"]),
    ("payer", &["payee", "recipient"]),
    ("giver", &["taker", "receiver"]),
    ("donor", &["recipient", "donee"]),
    ("lender", &["borrower"]),
    ("creditor", &["debtor"]),
    ("investor", &["investee"]),
    ("supplier", &["customer", "buyer", "client", "consumer"]),
    ("buyer", &["seller", "supplier"]),
    ("seller", &["buyer"]),
    ("exporter", &["importer"]),
    ("reporter", &["partner"]),
    ("caller", &["callee", "called"]),
    ("citing", &["cited"]),
    ("follower", &["followee", "followed", "following"]),
    ("parent", &["child"]),
    ("predecessor", &["successor"]),
    ("subject", &["object"]),
    ("departure", &["arrival"]),
    ("referrer", &["landing", "referred"]),
    ("initiator", &["receiver"]),
    ("ego", &["alter"]),
    ("outgoing", &["incoming"]),
    ("von", &["nach", "zu", "an"]),
    ("quelle", &["ziel"]),
    ("desde", &["hasta", "hacia"]),
    ("origen", &["destino"]),
    ("origine", &["destination"]),
    ("de", &["vers", "à", "a", "para", "hacia"]),
    ("付款方", &["收款方"]),
    ("发送方", &["接收方"]),
    ("出发", &["到达"]),
    ("上游", &["下游"]),
    ("起", &["止", "终"]),
    ("left", &["right"]),
    ("tail", &["head"]),
    ("i", &["j"]),
    ("u", &["v"]),
];
/// Those of the pairs that stand for ends only where no column has names.
const SHORT: &[&str] = &["left", "tail", "i", "u", "de", "von"];

/// Words that only say that a node is meant, the likeliest to be what nodes are called first.
const NOUNS: &[&str] = &[
    "node", "nodes", "vertex", "element", "entity", "item", "name", "label", "title", "id", "key", "no",
    "nr", "number", "code", "the", "of", "a", "节点", "名称", "编号", "公司", "平台",
];
/// Words beside which `from` and `to` speak of something else, as they do beside [`WHEN_AND_WHERE`]: `valid from`,
/// `start date`.
const OTHERWISE: &[&str] = &["valid", "age", "long", "line", "price", "balance"];

fn speaks_otherwise(word: &str) -> bool {
    OTHERWISE.contains(&word) || WHEN_AND_WHERE.contains(&word)
}

/// The heads of the two ends, if there are two.
pub(super) fn ends<'h>(heads: &[&'h str]) -> Option<(&'h str, &'h str)> {
    let words: Vec<(&'h str, Vec<String>)> = heads.iter().map(|head| (*head, tokens(head))).collect();
    let named = || {
        let is_name = |(role, names): &(Role, &[&str])| {
            *role == Role::Name && heads.iter().any(|head| names.contains(&fold(head).as_str()))
        };
        NODES.iter().any(is_name)
    };
    if let Some(found) = pair(&words, FROM, TO) {
        return Some(found);
    }
    let told = PAIRS.iter().filter(|(from, _)| !SHORT.contains(from) || !named());
    let found = told
        .into_iter()
        .find_map(|(from, to)| pair(&words, std::slice::from_ref(from), to));
    found.or_else(|| if named() { None } else { numbered(&words) })
}

/// A head for each end, beside the word for it the same words or none that matter; those with the fewest.
fn pair<'h>(words: &[(&'h str, Vec<String>)], from: &[&str], to: &[&str]) -> Option<(&'h str, &'h str)> {
    let (starts, ends) = (beside(words, from), beside(words, to));
    let mut best: Option<(usize, (&str, &str))> = None;
    for (start, of_start) in &starts {
        for (end, of_end) in &ends {
            let is_noun = |word: &&str| NOUNS.contains(word);
            let rank = if of_start == of_end {
                2 * cost(of_start)
            } else if of_start.iter().chain(of_end).all(is_noun) {
                1 + cost(of_start) + cost(of_end)
            } else {
                continue;
            };
            if start != end && best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, (*start, *end)));
            }
        }
    }
    best.map(|(_, found)| found)
}

fn cost(beside: &[&str]) -> usize {
    let place = |word: &&str| NOUNS.iter().position(|noun| noun == word);
    beside
        .iter()
        .map(|word| 10 + place(word).unwrap_or(NOUNS.len()))
        .sum()
}

/// The heads with one of the words for an end, and the words beside it.
fn beside<'h, 'w>(words: &'w [(&'h str, Vec<String>)], wanted: &[&str]) -> Vec<(&'h str, Vec<&'w str>)> {
    let mut found = Vec::new();
    for (head, tokens) in words {
        let is_end = |token: &&String| wanted.contains(&token.as_str());
        if tokens.iter().filter(is_end).count() != 1 {
            continue;
        }
        let mut rest: Vec<&str> = tokens
            .iter()
            .filter(|token| !is_end(token))
            .map(String::as_str)
            .collect();
        rest.sort_unstable();
        if rest.len() <= 3 && !rest.iter().any(|word| speaks_otherwise(word)) {
            found.push((*head, rest));
        }
    }
    found
}

/// Two heads that are the same but for a number or letter: `node1`, `node2`; `Company A`, `Company B`.
fn numbered<'h>(words: &[(&'h str, Vec<String>)]) -> Option<(&'h str, &'h str)> {
    let last = |tokens: &[String]| tokens.last().cloned().unwrap_or_default();
    for (first, of_first) in words {
        let second = match last(of_first).as_str() {
            "1" => "2",
            "a" => "b",
            "0" => "1",
            _ => continue,
        };
        let stem = of_first.get(..of_first.len() - 1).unwrap_or_default();
        let other = words
            .iter()
            .find(|(_, tokens)| last(tokens) == second && tokens.get(..tokens.len() - 1) == Some(stem));
        let third = |tokens: &Vec<String>| {
            let is_third = ["3", "c"].contains(&last(tokens).as_str()) && second != "1";
            is_third && tokens.get(..tokens.len() - 1) == Some(stem)
        };
        let more = words.iter().any(|(_, tokens)| third(tokens));
        let is_otherwise = stem.iter().any(|word| speaks_otherwise(word));
        if let Some((other, _)) = other.filter(|_| !more && !is_otherwise && !stem.is_empty()) {
            return Some((first, other));
        }
    }
    None
}

/// The words of a head in small letters: `fromNode_id2` gives from, node, id, 2. Of Chinese, which has no
/// blanks, those for ends and for nodes are cut out.
pub(super) fn tokens(head: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in head.chars() {
        let begins = !before.is_alphanumeric()
            || (before.is_lowercase() && c.is_uppercase())
            || (before.is_alphabetic() && c.is_numeric())
            || (before.is_numeric() && c.is_alphabetic());
        before = c;
        if !c.is_alphanumeric() {
            continue;
        }
        if begins || tokens.is_empty() {
            tokens.push(String::new());
        }
        if let Some(last) = tokens.last_mut() {
            last.extend(c.to_lowercase());
        }
    }
    tokens.into_iter().flat_map(chinese).collect()
}

fn chinese(token: String) -> Vec<String> {
    if token.is_ascii() {
        return vec![token];
    }
    let pairs = PAIRS
        .iter()
        .flat_map(|(from, to)| std::iter::once(from).chain(to.iter()));
    let known = FROM
        .iter()
        .chain(TO)
        .chain(NOUNS)
        .chain(OTHERWISE)
        .chain(WHEN_AND_WHERE)
        .chain(pairs);
    let mut known: Vec<&str> = known.copied().filter(|word| !word.is_ascii()).collect();
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = token;
    let mut found = Vec::new();
    for word in known {
        if rest.contains(word) {
            rest = rest.replacen(word, "", 1);
            found.push(word.to_owned());
        }
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_known_by_what_their_heads_mean() {
        for (heads, found) in [
            (&["From", "To", "Type"][..], Some(("From", "To"))),
            (
                &["From Node", "To Node", "Edge Weight"],
                Some(("From Node", "To Node")),
            ),
            (&["X from", "X to"], Some(("X from", "X to"))),
            (&["source_id", "target_id"], Some(("source_id", "target_id"))),
            (
                &["source_id", "source_name", "target_id", "target_name"],
                Some(("source_name", "target_name")),
            ),
            (&["Sender", "Amount", "Receiver"], Some(("Sender", "Receiver"))),
            (&["payer", "payee"], Some(("payer", "payee"))),
            (&["node1", "node2"], Some(("node1", "node2"))),
            (&["Company A", "Company B"], Some(("Company A", "Company B"))),
            (&["fromAirport", "toAirport"], Some(("fromAirport", "toAirport"))),
            (&["起点名称", "终点名称"], Some(("起点名称", "终点名称"))),
            (&["from", "to node"], Some(("from", "to node"))),
            (&["Name", "valid from", "valid to"], None),
            (&["Name", "start date", "end date"], None),
            (&["Name", "Phone 1", "Phone 2"], None),
            (&["Q 1", "Q 2", "Q 3"], None),
            (&["Name", "Type", "Source"], None),
            (&["from", "payer", "payee", "to"], Some(("from", "to"))),
        ] {
            assert_eq!(ends(heads), found, "{heads:?}");
        }
    }
}
