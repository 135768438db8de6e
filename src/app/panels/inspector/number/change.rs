//! What a person changes of a number and its evidence.

use crate::model::{Confidence, Evidence, Number};

/// A change of one part of a number.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app::panels::inspector) enum Change {
    /// The value, typed or chosen at once.
    Value(f64),
    /// The value while it is dragged.
    Dragged(f64),
    Low(Option<f64>),
    High(Option<f64>),
    /// The source as it is typed; none if empty.
    Source(String),
    /// The date as it is typed; none if empty.
    Date(String),
    Confidence(Option<Confidence>),
    /// No evidence at all.
    Clear,
}

impl Change {
    /// Whether more of the same change follows, all of it one step of the history.
    pub(in crate::app::panels::inspector) fn is_live(&self) -> bool {
        matches!(self, Self::Dragged(_) | Self::Source(_) | Self::Date(_))
    }

    /// Whether it is the value that changes, and not what it rests on.
    pub(in crate::app::panels::inspector) fn is_of_value(&self) -> bool {
        matches!(self, Self::Value(_) | Self::Dragged(_))
    }

    /// Makes the change; evidence that says nothing is left out.
    pub(in crate::app::panels::inspector) fn apply(&self, number: &mut Number) {
        let mut evidence = number.evidence.take().unwrap_or_default();
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        match self {
            Self::Value(value) | Self::Dragged(value) => number.value = *value,
            Self::Low(low) => evidence.low = *low,
            Self::High(high) => evidence.high = *high,
            Self::Source(source) => evidence.source = text(source),
            Self::Date(date) => evidence.date = text(date),
            Self::Confidence(confidence) => evidence.confidence = *confidence,
            Self::Clear => *evidence = Evidence::default(),
        }
        number.evidence = (*evidence != Evidence::default()).then_some(evidence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_comes_and_goes_with_what_it_says() {
        let mut number = Number::bare(0.4);
        Change::Source("a report".to_owned()).apply(&mut number);
        Change::Low(Some(0.3)).apply(&mut number);
        assert_eq!(number.evidence.as_ref().unwrap().low, Some(0.3));
        Change::Value(0.5).apply(&mut number);
        assert_eq!((number.value, number.evidence.is_some()), (0.5, true));
        Change::Source(String::new()).apply(&mut number);
        Change::Low(None).apply(&mut number);
        assert_eq!(number, Number::bare(0.5));
        Change::Confidence(Some(Confidence::High)).apply(&mut number);
        Change::Clear.apply(&mut number);
        assert_eq!(number, Number::bare(0.5));
    }
}
