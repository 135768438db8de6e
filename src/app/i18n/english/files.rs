//! Files, and what is asked before one is closed or overwritten.

words! {
    Files

    file_filter: "Catchment maps",
    table_filter: "Tables for a spreadsheet",
    picture_filter: "Pictures",
    export_failed: "The result could not be exported: {}",
    untitled: "Untitled map",
    unsaved: "Unsaved changes",
    saved: "Saved",
    not_saved_yet: "Not saved in a file yet",
    path_title_open: "Open which file?",
    path_title_save: "Save under which name?",
    path_hint: "This system offers no file dialog, so type the path.",
    path_field: "Path of the file",
    path_open: "Open",
    path_save: "Save",
    cancel: "Cancel",
    close_title: "Keep your changes to “{}”?",
    close_text: "They are not in the file yet.",
    close_save: "Save",
    close_discard: "Don't save",
    comments_title: "The file has comments, which saving removes",
    comments_text: "Catchment writes the map in its own form and cannot keep comments. Notes of objects are kept.",
    comments_save: "Save without them",
    comments_save_as: "Save a copy…",
    open_failed: "{} could not be opened: {}",
    save_failed: "The map could not be saved: {}",
    saved_with_errors: "Saved. The map has errors that keep it from being solved: {}. See Problems.",
    dismiss: "Dismiss",
}
