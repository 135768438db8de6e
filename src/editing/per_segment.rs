//! One number for all segments, or one for each: from one to the other with what was entered.

use std::collections::BTreeMap;

use crate::model::{Number, PerSegment, SegmentId};

/// A number for each of `segments`: what was entered for it, or the one number with its evidence.
pub fn one_each(values: &PerSegment, segments: &[SegmentId]) -> PerSegment {
    let of = |segment: &SegmentId| values.get(segment.as_str()).cloned().unwrap_or_default();
    PerSegment::By(
        segments
            .iter()
            .map(|segment| (segment.clone(), of(segment)))
            .collect(),
    )
}

/// One number for all segments: the one they agree on, else their mean by `weight`. The evidence is
/// that of the heaviest, without a range that the mean has left.
pub fn one_for_all(values: &PerSegment, weight: impl Fn(&SegmentId) -> f64) -> PerSegment {
    let PerSegment::By(by) = values else {
        return values.clone();
    };
    let Some((_, heaviest)) = by
        .iter()
        .rev()
        .max_by(|(a, _), (b, _)| weight(a).total_cmp(&weight(b)))
    else {
        return PerSegment::One(Number::default());
    };
    let mut number = heaviest.clone();
    if by.values().any(|other| other.value != number.value) {
        number = number.with_value(mean(by, weight));
        if let Some(evidence) = &mut number.evidence {
            let within = evidence.low.is_none_or(|low| low <= number.value)
                && evidence.high.is_none_or(|high| number.value <= high);
            if !within {
                (evidence.low, evidence.high) = (None, None);
            }
        }
    }
    PerSegment::One(number)
}

/// The mean by `weight`, or the plain mean where nothing weighs anything.
fn mean(by: &BTreeMap<SegmentId, Number>, weight: impl Fn(&SegmentId) -> f64) -> f64 {
    let total: f64 = by.keys().map(&weight).sum();
    if total > 0.0 {
        by.iter()
            .map(|(segment, number)| weight(segment) / total * number.value)
            .sum()
    } else {
        by.values().map(|number| number.value).sum::<f64>() / by.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Evidence;

    fn judged(value: f64, low: f64, high: f64) -> Number {
        let evidence = Evidence {
            low: Some(low),
            high: Some(high),
            source: Some("judgement".to_owned()),
            ..Evidence::default()
        };
        Number {
            value,
            evidence: Some(Box::new(evidence)),
        }
    }

    #[test]
    fn one_number_becomes_one_each_and_comes_back_with_its_evidence() {
        let one = PerSegment::One(judged(40.0, 30.0, 50.0));
        let each = one_each(&one, &["large".into(), "micro".into()]);
        assert_eq!(each.get("micro"), Some(&judged(40.0, 30.0, 50.0)));
        assert_eq!(one_for_all(&each, |_| 1.0), one);
    }

    #[test]
    fn numbers_that_differ_become_their_mean_by_weight() {
        let by = [
            ("large".into(), judged(150.0, 100.0, 200.0)),
            ("micro".into(), judged(40.0, 30.0, 50.0)),
        ];
        let values = PerSegment::By(by.into());
        let weight = |segment: &SegmentId| if segment.as_str() == "micro" { 9.0 } else { 1.0 };
        let PerSegment::One(number) = one_for_all(&values, weight) else {
            unreachable!("one for all is one");
        };
        assert!((number.value - 51.0).abs() < 1e-9);
        let evidence = number.evidence.unwrap();
        assert_eq!(
            (evidence.low, evidence.source.as_deref()),
            (None, Some("judgement"))
        );
    }
}
