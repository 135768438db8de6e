//! A change in plain English sentences.

use super::measure::unit;
use super::names::Names;
use crate::analysis::explain::{Change, Reason, Sentence, explain};
use crate::model::{CompanyId, Confidence, LinkId, Map, Pull};
use crate::quantity::{compact, percent, short_digits, signed};
use crate::solver::{Certificate, Measure};

/// What `change` of `map` does and why, a sentence or two each.
pub fn sentences(map: &Map, change: &Change) -> Vec<String> {
    let speaker = Speaker {
        map,
        names: Names(map),
    };
    let sentences = explain(change);
    sentences.iter().map(|sentence| speaker.say(sentence)).collect()
}

struct Speaker<'a> {
    map: &'a Map,
    names: Names<'a>,
}

impl Speaker<'_> {
    fn say(&self, sentence: &Sentence) -> String {
        match sentence {
            Sentence::Nothing => "Nothing else changes anywhere.".to_owned(),
            Sentence::Opened { link, visits } => {
                format!(
                    "{} opens and carries {}.",
                    self.names.ends(link),
                    self.visits(*visits)
                )
            }
            Sentence::Closed { link, visits } => {
                format!(
                    "{} closes; it carried {}.",
                    self.names.ends(link),
                    self.visits(*visits)
                )
            }
            Sentence::MoreToggled { links, visits } => format!(
                "{} opened or closed as well, with {}.",
                count(*links, "more link is", "more links are"),
                self.visits(*visits)
            ),
            Sentence::Shifted { link, visits } => format!(
                "Most change the visits on {}: {} {}.",
                self.names.ends(link),
                signed(*visits),
                self.unit(Measure::Captured)
            ),
            Sentence::ComesFrom { visits, new, from } => self.comes_from(*visits, *new, from),
            Sentence::GoesTo { visits, leave, to } => self.goes_to(*visits, *leave, to),
            Sentence::Captures { company, visits } => format!(
                "{} captures {} {}.",
                self.names.company(company),
                self.visits(visits.abs()),
                if *visits > 0.0 { "more" } else { "less" }
            ),
            Sentence::Books { company, sales } => format!(
                "{} books {} of sales {}.",
                self.names.company(company),
                self.money(sales.abs()),
                if *sales > 0.0 { "more" } else { "less" }
            ),
            Sentence::Payoff {
                company,
                change,
                because,
            } => format!(
                "{} {}{}.",
                self.names.company(company),
                self.gains(1, *change),
                reasons(because)
            ),
            Sentence::MorePayoff { companies, change } => format!(
                "{} {}{}.",
                count(*companies, "more company", "more companies"),
                self.gains(*companies, *change),
                if *companies > 1 { " together" } else { "" }
            ),
            Sentence::Refuses {
                company,
                change,
                links,
            } => format!(
                "{} stands at the gate of {} and loses: to agree it needs at least {} in return.",
                self.names.company(company),
                self.links(links),
                self.money(-change)
            ),
            Sentence::AllAgree { companies } => self.all_agree(companies),
            Sentence::Concentration { before, after } => format!(
                "Captured visits get {} concentrated: the Herfindahl–Hirschman index goes from {} to {}.",
                if after > before { "more" } else { "less" },
                compact(*before),
                compact(*after)
            ),
            Sentence::RestsOn { link, pull } => self.rests_on(link, pull),
            Sentence::Certainty { certificate, others } => certainty(*certificate, *others).to_owned(),
        }
    }

    fn comes_from(&self, visits: f64, new: f64, from: &[(LinkId, f64)]) -> String {
        let from = self.ways(visits, from, "come from");
        if new > visits {
            let more = self.visits(new - visits);
            format!("None of them is taken from other ways, which carry {more} more as well{from}.")
        } else if new < 0.0 {
            let less = self.visits(-new);
            format!("None of them is new, and other ways lose {less} beyond that{from}.")
        } else {
            format!("Of these visits {} are new{from}.", percent(new / visits))
        }
    }

    fn goes_to(&self, visits: f64, leave: f64, to: &[(LinkId, f64)]) -> String {
        let to = self.ways(visits, to, "take");
        if leave > visits {
            let less = self.visits(leave - visits);
            format!("None of them takes another way, and other ways lose {less} as well{to}.")
        } else if leave < 0.0 {
            let more = self.visits(-leave);
            format!("None of them leaves, and other ways gain {more} beyond that{to}.")
        } else {
            format!("Of these visits {} leave{to}.", percent(leave / visits))
        }
    }

    /// `, 36.0 % come from Feed → Shop, 12.0 % from Feed → Mall`.
    fn ways(&self, visits: f64, ways: &[(LinkId, f64)], verb: &str) -> String {
        let mut verb = verb;
        let ways = ways.iter().map(|(link, part)| {
            let said = format!(", {} {verb} {}", percent(part / visits), self.names.ends(link));
            verb = verb.strip_prefix("come ").unwrap_or(verb);
            said
        });
        ways.collect()
    }

    fn gains(&self, companies: usize, change: f64) -> String {
        let verb = match (change > 0.0, companies == 1) {
            (true, true) => "gains",
            (true, false) => "gain",
            (false, true) => "loses",
            (false, false) => "lose",
        };
        format!("{verb} {}", self.money(change.abs()))
    }

    fn all_agree(&self, companies: &[CompanyId]) -> String {
        let names: Vec<_> = companies.iter().map(|id| self.names.company(id)).collect();
        match names.as_slice() {
            [only] => format!("{only}, who decides, loses nothing by it."),
            names => format!("{}, who must agree, lose nothing by it.", and(names)),
        }
    }

    fn rests_on(&self, link: &LinkId, pull: &Pull) -> String {
        let ends = self.names.ends(link);
        let number = |value: f64| match pull {
            Pull::Share(_) | Pull::TakeUp(_) => format!("{} %", short_digits(value * 100.0)),
            Pull::Weight(_) | Pull::Like(..) => short_digits(value),
        };
        let of = match pull {
            Pull::Weight(_) => format!("the weight of {ends}"),
            Pull::Share(_) => format!("the share of {ends}"),
            Pull::TakeUp(_) => format!("the take-up of {ends}"),
            Pull::Like(other, _) => format!("{ends} drawing as {} does, times", self.names.ends(other)),
        };
        let evidence = pull.number().evidence.as_deref();
        let range = match evidence.and_then(|evidence| evidence.low.zip(evidence.high)) {
            Some((low, high)) => format!(", between {} and {}", number(low), number(high)),
            None => ", for which no range is given".to_owned(),
        };
        let confidence = evidence.and_then(|evidence| evidence.confidence);
        let confidence = confidence.map_or("", |confidence| match confidence {
            Confidence::High => " (well sourced)",
            Confidence::Medium => " (one source)",
            Confidence::Low => " (a weak source)",
            Confidence::Judgement => " (a judgement)",
        });
        format!(
            "It rests on {of}: {}{range}{confidence}.",
            number(pull.number().value)
        )
    }

    fn links(&self, links: &[LinkId]) -> String {
        let ends: Vec<_> = links.iter().map(|link| self.names.ends(link)).collect();
        and(&ends)
    }

    fn unit(&self, measure: Measure) -> String {
        unit(measure, self.map.units())
    }

    fn visits(&self, visits: f64) -> String {
        format!("{} {}", compact(visits), self.unit(Measure::Captured))
    }

    fn money(&self, amount: f64) -> String {
        format!("{} {}", compact(amount), self.unit(Measure::Payoff))
    }
}

fn reasons(because: &[(Reason, f64)]) -> String {
    let reasons = because.iter().map(|(reason, part)| {
        let reason = match reason {
            Reason::Commission => "commission",
            Reason::Ads => "ads",
            Reason::Fees => "payment fees",
            Reason::Referral => "referral",
            Reason::Visits => "captured visits",
            Reason::Payments => "payments on its rails",
            Reason::Worth => "another worth of visits and payments",
        };
        format!("{} by {reason}", signed(*part))
    });
    match reasons.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => none,
        reasons => format!(": {reasons}"),
    }
}

fn certainty(certificate: Certificate, others: usize) -> &'static str {
    match (certificate, others) {
        (Certificate::Exact, _) => "On these numbers the outcome is exact: there is no other steady state.",
        (Certificate::Certified, _) => {
            "On these numbers the outcome is certified: the feedback is too weak for another steady state."
        }
        (Certificate::LocallyChecked, 0) => {
            "On these numbers no other steady state was found from other starting points."
        }
        (Certificate::LocallyChecked, _) => {
            "On these numbers there are other steady states; this is the one that is reached from today."
        }
    }
}

fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// `a, b and c`.
pub fn and(words: &[impl AsRef<str>]) -> String {
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
