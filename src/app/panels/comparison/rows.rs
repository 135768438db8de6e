//! The rows of the comparison: an object, and below it what of it differs.

use crate::file::diff::{Change, Difference, Differing, FieldChange};

/// A row of the table.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    /// An object that differs.
    Object(&'a Differing),
    /// One of its fields.
    Field(&'a Differing, &'a FieldChange),
}

impl<'a> Row<'a> {
    /// The object that it is, or is about.
    pub(super) fn object(self) -> &'a Differing {
        match self {
            Self::Object(object) | Self::Field(object, _) => object,
        }
    }
}

/// Everything that differs; what was only moved is in it if `layout` says so. Of an object that only one
/// version has, its fields would tell nothing more.
pub(super) fn rows(difference: &Difference, layout: bool) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for object in &difference.objects {
        if object.is_layout() && !layout {
            continue;
        }
        rows.push(Row::Object(object));
        if object.change == Change::Changed {
            let fields = object.fields.iter().filter(|field| layout || !field.is_layout());
            rows.extend(fields.map(|field| Row::Field(object, field)));
        }
    }
    rows
}
