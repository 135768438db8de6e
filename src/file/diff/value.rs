//! What stands in a field, in no language: the window and the command line find the words.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use crate::model::ESTIMATE_FIELDS;

/// What stands in a field. In JSON it is the bare value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A text, an id, or a word of the format such as the kind of a node.
    Text(String),
    /// A position or a size.
    Pair(f64, f64),
    /// Several ids.
    List(Vec<String>),
}

impl Value {
    fn new(json: &Json) -> Option<Self> {
        Some(match json {
            Json::Null | Json::Object(_) => return None,
            Json::Bool(flag) => Self::Flag(*flag),
            Json::Number(number) => Self::Number(number.as_f64()?),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => match items.as_slice() {
                [Json::Number(x), Json::Number(y)] => Self::Pair(x.as_f64()?, y.as_f64()?),
                items => {
                    let texts = items.iter().filter_map(Json::as_str);
                    Self::List(texts.map(str::to_owned).collect())
                }
            },
        })
    }
}

/// A field in its parts, each with the path of its own: of an estimate the value at the field's path
/// and `low`, `high`, `source`, … below it; of a pull also its `kind`, and the link that it is `like`.
pub fn parts(path: &str, json: &Json) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let mut add = |path: String, json: &Json| found.extend(Value::new(json).map(|value| (path, value)));
    match json {
        Json::Object(estimate) if estimate.contains_key("value") => {
            for (name, json) in estimate {
                let name = ESTIMATE_FIELDS.iter().find(|field| *field == name);
                match name {
                    Some(&"value") => add(path.to_owned(), json),
                    Some(name) => add(format!("{path}/{name}"), json),
                    None => {}
                }
            }
        }
        Json::Object(pull) => {
            // A pull is written as its kind, with the number in it.
            let Some((kind, json)) = pull.iter().next() else {
                return found;
            };
            add(format!("{path}/kind"), &Json::from(kind.as_str()));
            let number = match json {
                Json::Array(like) => {
                    like.first()
                        .into_iter()
                        .for_each(|id| add(format!("{path}/like"), id));
                    like.last()
                }
                number => Some(number),
            };
            found.extend(number.into_iter().flat_map(|number| parts(path, number)));
        }
        json => add(path.to_owned(), json),
    }
    found
}
