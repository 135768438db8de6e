//! What a change does and why, in sentences of the language in use.

use super::figures;
use super::i18n::{fill, words};
use super::naming;
use crate::analysis::explain::{Change, Reason, Sentence, explain};
use crate::model::{CompanyId, Confidence, LinkId, Map, Pull};
use crate::solver::{Certificate, Measure};

/// A sentence, with the company that it is about if it is about one.
pub struct Said {
    /// The sentence.
    pub text: String,
    /// The company.
    pub company: Option<CompanyId>,
}

/// What `change` of `map` does and why.
pub fn sentences(map: &Map, change: &Change) -> Vec<Said> {
    let said = explain(change).into_iter().map(|sentence| Said {
        text: Speaker(map).say(&sentence),
        company: about(sentence),
    });
    said.collect()
}

/// The company that `sentence` is about, if it is one.
fn about(sentence: Sentence) -> Option<CompanyId> {
    match sentence {
        Sentence::Captures { company, .. }
        | Sentence::Books { company, .. }
        | Sentence::Payoff { company, .. }
        | Sentence::Refuses { company, .. } => Some(company),
        _ => None,
    }
}

struct Speaker<'a>(&'a Map);

impl Speaker<'_> {
    fn say(&self, sentence: &Sentence) -> String {
        let words = &words().explanations;
        match sentence {
            Sentence::Nothing => words.nothing.to_owned(),
            Sentence::Opened { link, visits } => {
                fill(words.opened, &[&self.link(link), &self.visits(*visits)])
            }
            Sentence::Closed { link, visits } => {
                fill(words.closed, &[&self.link(link), &self.visits(*visits)])
            }
            Sentence::MoreToggled { links, visits } => {
                let template = one_or_more(*links, words.one_more_toggled, words.more_toggled);
                fill(template, &[&links.to_string(), &self.visits(*visits)])
            }
            Sentence::Shifted { link, visits } => {
                let unit = naming::measure_unit(Measure::Captured, self.0.units());
                let change = format!("{} {unit}", figures::signed(*visits));
                fill(words.shifted, &[&self.link(link), &change])
            }
            Sentence::ComesFrom { visits, new, from } => {
                let from = self.ways(*visits, from, [words.comes_from, words.also_from]);
                self.split(
                    *visits,
                    *new,
                    &from,
                    [words.new, words.none_taken, words.none_new],
                )
            }
            Sentence::GoesTo { visits, leave, to } => {
                let to = self.ways(*visits, to, [words.goes_to; 2]);
                let templates = [words.leave, words.none_moves_on, words.none_leaves];
                self.split(*visits, *leave, &to, templates)
            }
            Sentence::Captures { company, visits } => {
                let template = either(*visits > 0.0, words.keeps_more, words.keeps_less);
                fill(template, &[self.company(company), &self.visits(visits.abs())])
            }
            Sentence::Books { company, sales } => {
                let template = either(*sales > 0.0, words.books_more, words.books_less);
                fill(template, &[self.company(company), &self.money(sales.abs())])
            }
            Sentence::Payoff {
                company,
                change,
                because,
            } => {
                let template = either(*change > 0.0, words.gains, words.loses);
                let money = self.money(change.abs());
                fill(template, &[self.company(company), &money, &reasons(because)])
            }
            Sentence::MorePayoff { companies, change } => {
                let template = if *change > 0.0 {
                    one_or_more(*companies, words.one_more_gains, words.more_gain)
                } else {
                    one_or_more(*companies, words.one_more_loses, words.more_lose)
                };
                fill(template, &[&companies.to_string(), &self.money(change.abs())])
            }
            Sentence::Refuses {
                company,
                change,
                links,
            } => {
                let links: Vec<_> = links.iter().map(|link| self.link(link)).collect();
                fill(
                    words.refuses,
                    &[self.company(company), &and(&links), &self.money(-change)],
                )
            }
            Sentence::AllAgree { companies } => {
                let names: Vec<_> = companies.iter().map(|id| self.company(id).to_owned()).collect();
                let template = one_or_more(names.len(), words.one_agrees, words.all_agree);
                fill(template, &[&and(&names)])
            }
            Sentence::Concentration { before, after } => {
                let template = either(after > before, words.more_concentrated, words.less_concentrated);
                fill(template, &[&figures::whole(*before), &figures::whole(*after)])
            }
            Sentence::RestsOn { link, pull } => self.rests_on(link, pull),
            Sentence::Certainty { certificate, others } => certainty(*certificate, *others).to_owned(),
        }
    }

    /// Which part of `visits` is new or leaves, told by the first of `templates`; by the second where
    /// it is more than all, by the third where it is less than none.
    fn split(&self, visits: f64, part: f64, ways: &str, templates: [&str; 3]) -> String {
        let [within, beyond, below] = templates;
        if part > visits {
            fill(beyond, &[&self.visits(part - visits), ways])
        } else if part < 0.0 {
            fill(below, &[&self.visits(-part), ways])
        } else {
            fill(within, &[&figures::percent(part / visits), ways])
        }
    }

    /// `, 36.0 % come from Feed → Shop, 12.0 % from Feed → Mall`: the first told by the first template.
    fn ways(&self, visits: f64, ways: &[(LinkId, f64)], templates: [&str; 2]) -> String {
        let ways = ways.iter().enumerate().map(|(place, (link, part))| {
            let part = figures::percent(part / visits);
            fill(templates[place.min(1)], &[&part, &self.link(link)])
        });
        ways.collect()
    }

    fn rests_on(&self, link: &LinkId, pull: &Pull) -> String {
        let words = words();
        let said = &words.explanations;
        let ends = self.link(link);
        let number = |value: f64| match pull {
            Pull::Share(_) | Pull::TakeUp(_) => figures::short_percent(value),
            Pull::Weight(_) | Pull::Like(..) => figures::short_digits(value),
        };
        let what = match pull {
            Pull::Weight(_) => fill(said.the_weight, &[&ends]),
            Pull::Share(_) => fill(said.the_share, &[&ends]),
            Pull::TakeUp(_) => fill(said.the_take_up, &[&ends]),
            Pull::Like(other, _) => fill(said.the_likeness, &[&ends, &self.link(other)]),
        };
        let evidence = pull.number().evidence.as_deref();
        let range = match evidence.and_then(|evidence| evidence.low.zip(evidence.high)) {
            Some((low, high)) => fill(said.between, &[&number(low), &number(high)]),
            None => said.no_range.to_owned(),
        };
        let confidence = evidence.and_then(|evidence| evidence.confidence);
        let confidence = confidence.map(|confidence| match confidence {
            Confidence::High => words.fields.confidence_high,
            Confidence::Medium => words.fields.confidence_medium,
            Confidence::Low => words.fields.confidence_low,
            Confidence::Judgement => words.fields.confidence_judgement,
        });
        let confidence = confidence.map(|confidence| fill(said.with_confidence, &[confidence]));
        let value = number(pull.number().value);
        fill(
            said.rests_on,
            &[&what, &value, &range, &confidence.unwrap_or_default()],
        )
    }

    fn link(&self, id: &LinkId) -> String {
        naming::link(self.0, id)
    }

    fn company<'a>(&'a self, id: &'a CompanyId) -> &'a str {
        naming::company(self.0, id)
    }

    fn visits(&self, visits: f64) -> String {
        self.quantity(visits, Measure::Captured)
    }

    fn money(&self, amount: f64) -> String {
        self.quantity(amount, Measure::Payoff)
    }

    fn quantity(&self, amount: f64, measure: Measure) -> String {
        let unit = naming::measure_unit(measure, self.0.units());
        format!("{} {unit}", figures::compact(amount))
    }
}

fn reasons(because: &[(Reason, f64)]) -> String {
    let words = words();
    let reasons = because.iter().map(|(reason, part)| {
        let template = match reason {
            Reason::Commission => words.explanations.by_commission,
            Reason::Ads => words.explanations.by_ads,
            Reason::Fees => words.explanations.by_fees,
            Reason::Referral => words.explanations.by_referral,
            Reason::Visits => words.explanations.by_visits,
            Reason::Payments => words.explanations.by_payments,
            Reason::Worth => words.explanations.by_worth,
        };
        fill(template, &[&figures::signed(*part)])
    });
    match reasons.collect::<Vec<_>>().join(words.marks.comma) {
        none if none.is_empty() => none,
        reasons => format!("{}{reasons}", words.marks.colon),
    }
}

fn certainty(certificate: Certificate, others: usize) -> &'static str {
    let words = &words().explanations;
    match (certificate, others) {
        (Certificate::Exact, _) => words.certain_exact,
        (Certificate::Certified, _) => words.certain_certified,
        (Certificate::LocallyChecked, 0) => words.certain_checked,
        (Certificate::LocallyChecked, _) => words.certain_several,
    }
}

fn either<'a>(first: bool, yes: &'a str, no: &'a str) -> &'a str {
    if first { yes } else { no }
}

fn one_or_more<'a>(number: usize, one: &'a str, more: &'a str) -> &'a str {
    either(number == 1, one, more)
}

/// `a, b and c`.
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            let first = first.join(words().marks.list);
            fill(words().explanations.and, &[&first, last])
        }
    }
}
