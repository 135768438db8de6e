//! Diagnostics: what is wrong, with which object and field, what was found and what is allowed.

use std::fmt;
use std::path::Path;

use super::Object;
use crate::text;

/// What it quotes of a file is cut behind so many characters: a finding is a line.
const LONGEST_PART: usize = 1_000;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing, nothing to mend.
    Note,
    /// The map can be solved, but the result may not be what was meant.
    Warning,
    /// The map cannot be solved.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A place in a file, counted from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// One finding about a map or its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The object it is about.
    pub object: Object,
    /// The field below the object, as a path (`arrivals/micro`); empty for the object itself.
    pub field: String,
    /// What is wrong, one clause without a full stop.
    pub message: String,
    /// What was found, as written.
    pub found: Option<String>,
    /// What is allowed there.
    pub allowed: Option<String>,
    /// How to mend it.
    pub hint: Option<String>,
    /// Where in the file it stands, if it came from one.
    pub place: Option<Place>,
}

impl Diagnostic {
    /// A diagnostic about an object as a whole.
    pub fn new(severity: Severity, object: Object, message: impl Into<String>) -> Self {
        Self {
            severity,
            object,
            field: String::new(),
            message: message.into(),
            found: None,
            allowed: None,
            hint: None,
            place: None,
        }
    }

    /// An error about an object as a whole.
    pub fn error(object: Object, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, object, message)
    }

    /// A warning about an object as a whole.
    pub fn warning(object: Object, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, object, message)
    }

    /// A note about an object as a whole.
    pub fn note(object: Object, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, object, message)
    }

    /// Names the field.
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }

    /// Says what was found.
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.found = Some(found.to_string());
        self
    }

    /// Says what is allowed.
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = Some(allowed.into());
        self
    }

    /// Says how to mend it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With the file it is about, in the form that editors can jump to:
    /// `map.ron:12:40: error: node "shop", commission: …`.
    pub fn in_file<'a>(&'a self, file: &'a Path) -> impl fmt::Display + 'a {
        fmt::from_fn(move |f| {
            write!(f, "{}:", text::path(file))?;
            if let Some(Place { line, column }) = self.place {
                write!(f, "{line}:{column}:")?;
            }
            write!(f, " {}: ", self.severity)?;
            self.write_finding(f)
        })
    }

    /// Whether the map cannot be solved because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// `error: 12:40: node "shop", commission: out of range: found 1.4, allowed 0 to 1 (hint)`
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.severity)?;
        if let Some(Place { line, column }) = self.place {
            write!(f, "{line}:{column}: ")?;
        }
        self.write_finding(f)
    }
}

impl Diagnostic {
    fn write_finding(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |text: &str| text::short(text, LONGEST_PART).into_owned();
        write!(f, "{}", line(&self.object.to_string()))?;
        if !self.field.is_empty() {
            write!(f, ", {}", line(&self.field))?;
        }
        write!(f, ": {}", line(&self.message))?;
        match (self.found.as_deref().map(line), self.allowed.as_deref().map(line)) {
            (Some(found), Some(allowed)) => write!(f, ": found {found}, allowed {allowed}")?,
            (Some(found), None) => write!(f, ": found {found}")?,
            (None, Some(allowed)) => write!(f, ": allowed {allowed}")?,
            (None, None) => {}
        }
        if let Some(hint) = self.hint.as_deref().map(line) {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}
