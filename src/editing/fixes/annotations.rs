//! Notes and frames that cannot be drawn.

use super::{Fix, FixKind, fix, moved};
use crate::editing::drawable;
use crate::model::{Diagnostic, Edit, Frame, Map, Object};

pub(super) fn of_annotation(map: &Map, diagnostic: &Diagnostic) -> Vec<Fix> {
    match (&diagnostic.object, diagnostic.field.as_str()) {
        (object @ Object::Note(id), "at") => match map.notes().get(id) {
            Some(note) => moved(map, object, note.at),
            None => Vec::new(),
        },
        (object @ Object::Frame(id), "at") => match map.frames().get(id) {
            Some(frame) => moved(map, object, frame.at),
            None => Vec::new(),
        },
        (Object::Frame(id), "size") => match map.frames().get(id) {
            Some(frame) => {
                let (width, height) = drawable(frame.size);
                let size = (width.abs(), height.abs());
                let edits = vec![Edit::Frame(
                    id.clone(),
                    Some(Frame {
                        size,
                        ..frame.clone()
                    }),
                )];
                vec![fix(FixKind::Move, edits)]
            }
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}
