//! What words mean as states and directions of links, in English and Chinese.

use super::words::fold;

/// Which way a word says that a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// From the end named first.
    There,
    /// From the other one.
    Back,
    /// Both ways.
    Both,
    /// That it has no direction.
    Neither,
}

/// Open today.
const OPEN: &[&str] = &[
    "true",
    "yes",
    "1",
    "open",
    "opened",
    "active",
    "activated",
    "on",
    "y",
    "live",
    "launched",
    "running",
    "existing",
    "exists",
    "current",
    "currently",
    "enabled",
    "available",
    "inuse",
    "use",
    "operational",
    "operating",
    "working",
    "connected",
    "allowed",
    "permitted",
    "approved",
    "established",
    "ongoing",
    "started",
    "online",
    "public",
    "released",
    "ja",
    "oui",
    "offen",
    "aktiv",
    "是",
    "开放",
    "打开",
    "已开放",
    "开通",
    "已开通",
    "上线",
    "已上线",
    "启用",
    "正常",
    "已连接",
    "运行中",
    "有效",
];
/// Closed, not there yet or not there any more.
const CLOSED: &[&str] = &[
    "false",
    "no",
    "0",
    "closed",
    "blocked",
    "banned",
    "off",
    "n",
    "inactive",
    "potential",
    "planned",
    "discontinued",
    "suspended",
    "paused",
    "stopped",
    "ended",
    "terminated",
    "cancelled",
    "canceled",
    "disabled",
    "deactivated",
    "down",
    "removed",
    "deprecated",
    "retired",
    "proposed",
    "pending",
    "announced",
    "future",
    "expected",
    "upcoming",
    "rejected",
    "refused",
    "denied",
    "prohibited",
    "forbidden",
    "restricted",
    "expired",
    "draft",
    "shut",
    "shutdown",
    "shelved",
    "withdrawn",
    "defunct",
    "dead",
    "broken",
    "severed",
    "dropped",
    "hypothetical",
    "possible",
    "unavailable",
    "disconnected",
    "offline",
    "frozen",
    "halted",
    "idea",
    "todo",
    "former",
    "historical",
    "past",
    "obsolete",
    "revoked",
    "review",
    "negotiation",
    "negotiating",
    "discussion",
    "testing",
    "pilot",
    "unopened",
    "nein",
    "non",
    "geschlossen",
    "geplant",
    "否",
    "关闭",
    "已关闭",
    "封闭",
    "屏蔽",
    "封禁",
    "未开放",
    "不通",
    "未开通",
    "未上线",
    "暂停",
    "停用",
    "停止",
    "已停止",
    "下线",
    "已下线",
    "终止",
    "取消",
    "计划",
    "计划中",
    "规划中",
    "待定",
    "审核中",
    "失效",
];
/// Turn what follows round.
const NOT: &[&str] = &["not", "no", "never", "non", "un", "isnt", "without", "nolonger"];

/// Whether `text` says that a link is open; `None` if it says neither.
pub(super) fn open(text: &str) -> Option<bool> {
    let folded = fold(text);
    if let Some(said) = whole(&folded) {
        return Some(said);
    }
    // `1.0` is what programs make of a truth among numbers.
    if let Ok(number) = text.trim().parse::<f64>() {
        return (number == 0.0 || number == 1.0).then_some(number == 1.0);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let said: Vec<bool> = words.iter().filter_map(|word| said(word)).collect();
    let turned = words.iter().any(|word| NOT.contains(&fold(word).as_str()));
    // "no longer active" and "not blocked" are turned round; where words differ nothing is told.
    match said.as_slice() {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Some(*first != turned),
        _ => None,
    }
}

fn whole(folded: &str) -> Option<bool> {
    if CLOSED.contains(&folded) {
        Some(false)
    } else {
        OPEN.contains(&folded).then_some(true)
    }
}

/// What one word of several says; single letters and the words that turn others round say nothing alone.
fn said(word: &str) -> Option<bool> {
    let word = fold(word);
    (word.chars().count() > 1 && !NOT.contains(&word.as_str()))
        .then(|| whole(&word))
        .flatten()
}

/// Whether `text` says no more than that a link is open or closed.
pub(super) fn is_plain(text: &str) -> bool {
    const PLAIN: &[&str] = &[
        "true", "yes", "1", "open", "y", "on", "false", "no", "0", "closed", "n", "off", "是", "否", "开放",
        "关闭",
    ];
    PLAIN.contains(&fold(text).as_str())
}

/// Which way `text` says that a link leads; `None` if it says nothing known.
pub(super) fn way(text: &str) -> Option<Says> {
    const BOTH: &[&str] = &[
        "mutual",
        "both",
        "bidirectional",
        "bidirected",
        "twoway",
        "2way",
        "bothways",
        "bothdirections",
        "reciprocal",
        "reciprocated",
        "symmetric",
        "symmetrical",
        "bi",
        "inandout",
        "double",
        "doublesided",
        "双向",
        "双向的",
        "互相",
        "相互",
    ];
    const NEITHER: &[&str] = &[
        "undirected",
        "none",
        "false",
        "no",
        "0",
        "nondirectional",
        "nondirected",
        "adirectional",
        "无向",
        "无",
        "无方向",
    ];
    const BACK: &[&str] = &[
        "reverse",
        "reversed",
        "back",
        "backward",
        "backwards",
        "inverse",
        "incoming",
        "inbound",
        "in",
        "反向",
        "逆向",
    ];
    const THERE: &[&str] = &[
        "directed",
        "forward",
        "forwards",
        "oneway",
        "1way",
        "unidirectional",
        "there",
        "true",
        "yes",
        "1",
        "outgoing",
        "outbound",
        "out",
        "asymmetric",
        "single",
        "onedirectional",
        "单向",
        "有向",
        "正向",
    ];
    let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    if !text.chars().any(char::is_alphanumeric) {
        // An arrow, however it is drawn.
        let (left, right) = (has(&["<", "←", "⟵", "⇐"]), has(&[">", "→", "⟶", "⇒"]));
        let both = has(&["↔", "⟷", "⇔", "⇄", "⇆", "⇌"]);
        return match (left, right) {
            _ if both => Some(Says::Both),
            (true, true) => Some(Says::Both),
            (true, false) => Some(Says::Back),
            (false, true) => Some(Says::There),
            (false, false) => has(&["-", "—", "–", "="]).then_some(Says::Neither),
        };
    }
    let folded = fold(text);
    let says = |words: &[&str]| words.contains(&folded.as_str());
    if says(BOTH) {
        Some(Says::Both)
    } else if says(NEITHER) {
        Some(Says::Neither)
    } else if says(BACK) {
        Some(Says::Back)
    } else {
        says(THERE).then_some(Says::There)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_for_states_are_known() {
        for (text, says) in [
            ("Live", Some(true)),
            ("in use", Some(true)),
            ("not blocked", Some(true)),
            ("1.0", Some(true)),
            ("discontinued", Some(false)),
            ("under review", Some(false)),
            ("no longer active", Some(false)),
            ("not yet launched", Some(false)),
            ("suspended since May", Some(false)),
            ("暂停", Some(false)),
            ("purple", None),
            ("open or closed", None),
            ("2", None),
        ] {
            assert_eq!(open(text), says, "{text}");
        }
    }

    #[test]
    fn directions_are_words_or_arrows() {
        for (text, says) in [
            ("<->", Some(Says::Both)),
            ("↔", Some(Says::Both)),
            ("Both ways", Some(Says::Both)),
            ("bi-directional", Some(Says::Both)),
            ("one-way", Some(Says::There)),
            ("-->", Some(Says::There)),
            ("<-", Some(Says::Back)),
            ("--", Some(Says::Neither)),
            ("Undirected", Some(Says::Neither)),
            ("sideways", None),
        ] {
            assert_eq!(way(text), says, "{text}");
        }
    }
}
