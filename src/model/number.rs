//! A number of the map with, where there is any, the evidence it rests on; and numbers by segment.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::SegmentId;

/// How far a figure is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// A filing or official release, or independent reports that agree.
    High,
    /// One reputable report.
    Medium,
    /// An aggregator, an undated or second-hand text.
    Low,
    /// No source: somebody's judgement.
    Judgement,
}

/// What a number rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Low end of the plausible range, in the number's own unit.
    pub low: Option<f64>,
    /// High end of the plausible range, in the number's own unit.
    pub high: Option<f64>,
    /// Where the figure comes from.
    pub source: Option<String>,
    /// The date the figure speaks of, as the author writes it.
    pub date: Option<String>,
    /// How far it is to be trusted.
    pub confidence: Option<Confidence>,
}

/// A number, bare or with evidence. In a file: `0.42` or `Estimate(value: 0.42, low: 0.35, …)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// The value that the solver uses.
    pub value: f64,
    /// What it rests on; `None` for a bare number.
    pub evidence: Option<Box<Evidence>>,
}

impl Number {
    /// A bare number.
    pub const fn bare(value: f64) -> Self {
        Self {
            value,
            evidence: None,
        }
    }

    /// The same evidence under another value.
    pub fn with_value(&self, value: f64) -> Self {
        Self {
            value,
            evidence: self.evidence.clone(),
        }
    }

    /// Whether this is exactly `value` with no evidence, so that a file may leave it out.
    pub fn is_bare(&self, value: f64) -> bool {
        self.stated_evidence().is_none() && self.value == value
    }

    /// Its evidence, if that says anything.
    fn stated_evidence(&self) -> Option<&Evidence> {
        self.evidence
            .as_deref()
            .filter(|evidence| **evidence != Evidence::default())
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::bare(value)
    }
}

/// The written form of a number with evidence.
#[derive(Serialize)]
struct Estimate<'a> {
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: &'a Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: &'a Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: &'a Option<Confidence>,
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.stated_evidence() {
            None => serializer.serialize_f64(self.value),
            Some(Evidence {
                low,
                high,
                source,
                date,
                confidence,
            }) => Estimate {
                value: self.value,
                low,
                high,
                source,
                date,
                confidence,
            }
            .serialize(serializer),
        }
    }
}

/// The fields of a written estimate.
pub const ESTIMATE_FIELDS: &[&str] = &["value", "low", "high", "source", "date", "confidence"];

/// A field's first value, or the error that it stands twice.
fn once<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(de::Error::duplicate_field(name));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// Reads the fields of `Estimate(…)`, the first key having been read already.
fn read_estimate<'de, A: MapAccess<'de>>(mut map: A, first: Option<String>) -> Result<Number, A::Error> {
    let (mut value, mut evidence) = (None, Evidence::default());
    let mut key = first;
    while let Some(name) = key {
        match name.as_str() {
            "value" => once(&mut map, &mut value, "value")?,
            "low" => once(&mut map, &mut evidence.low, "low")?,
            "high" => once(&mut map, &mut evidence.high, "high")?,
            "source" => once(&mut map, &mut evidence.source, "source")?,
            "date" => once(&mut map, &mut evidence.date, "date")?,
            "confidence" => once(&mut map, &mut evidence.confidence, "confidence")?,
            other => return Err(de::Error::unknown_field(other, ESTIMATE_FIELDS)),
        }
        key = map.next_key()?;
    }
    let value = value.ok_or_else(|| de::Error::missing_field("value"))?;
    let evidence = (evidence != Evidence::default()).then(|| Box::new(evidence));
    Ok(Number { value, evidence })
}

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or Estimate(value: …)")
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
        Ok(Number::bare(value))
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        Ok(Number::bare(value as f64))
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
        Ok(Number::bare(value as f64))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Number, A::Error> {
        let first = map.next_key()?;
        read_estimate(map, first)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// One number for every segment, or one by segment.
#[derive(Clone, Debug, PartialEq)]
pub enum PerSegment {
    /// One number that stands for all segments (or for the one segment of a map without any).
    One(Number),
    /// By segment; a segment that is missing counts as zero.
    By(BTreeMap<SegmentId, Number>),
}

impl Default for PerSegment {
    fn default() -> Self {
        Self::By(BTreeMap::new())
    }
}

impl PerSegment {
    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::By(by) if by.is_empty())
    }

    /// The number for `segment`, if any was entered.
    pub fn get(&self, segment: &str) -> Option<&Number> {
        match self {
            Self::One(number) => Some(number),
            Self::By(by) => by.get(segment),
        }
    }

    /// The value for `segment`, zero if none was entered.
    pub fn value(&self, segment: &str) -> f64 {
        self.get(segment).map_or(0.0, |number| number.value)
    }
}

impl From<f64> for PerSegment {
    fn from(value: f64) -> Self {
        Self::One(Number::bare(value))
    }
}

impl Serialize for PerSegment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(number) => number.serialize(serializer),
            Self::By(by) => {
                let mut map = serializer.serialize_map(Some(by.len()))?;
                for (segment, number) in by {
                    map.serialize_entry(segment, number)?;
                }
                map.end()
            }
        }
    }
}

struct PerSegmentVisitor;

impl<'de> Visitor<'de> for PerSegmentVisitor {
    type Value = PerSegment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, Estimate(value: …) or a map from segment to number")
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<PerSegment, E> {
        NumberVisitor.visit_f64(value).map(PerSegment::One)
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<PerSegment, E> {
        NumberVisitor.visit_i64(value).map(PerSegment::One)
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<PerSegment, E> {
        NumberVisitor.visit_u64(value).map(PerSegment::One)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PerSegment, A::Error> {
        let mut key: Option<String> = map.next_key()?;
        // The rules keep the words of `Estimate` from being segment ids.
        if key.as_deref().is_some_and(is_reserved_segment) {
            return read_estimate(map, key).map(PerSegment::One);
        }
        let mut by = BTreeMap::new();
        while let Some(segment) = key {
            if by.contains_key(segment.as_str()) {
                return Err(de::Error::custom(format_args!("duplicate id {segment:?}")));
            }
            by.insert(SegmentId::from(segment), map.next_value()?);
            key = map.next_key()?;
        }
        Ok(PerSegment::By(by))
    }
}

impl<'de> Deserialize<'de> for PerSegment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PerSegmentVisitor)
    }
}

/// Whether `id` is a word of the written estimate and so cannot name a segment.
pub fn is_reserved_segment(id: &str) -> bool {
    ESTIMATE_FIELDS.contains(&id)
}
