//! Names of history steps.

words! {
    Steps

    step_of: "{}: {}",
    step_rename: "Rename {}",
    step_open: "Open {}",
    step_close: "Close {}",
    deleted_with_it: "Deleted with it, as it sold there: {}. Undo brings all back.",
    step_delete: "Delete {}",
    step_new_scenario: "New scenario",
    step_cut: "Cut {}",
    step_paste: "Paste",
    step_duplicate: "Duplicate {}",
    step_add: "Add {}",
    step_align: "Align",
    step_distribute: "Distribute",
    step_take: "Take the version in the file",
    step_gather: "Bring nodes together",
    step_lay_out: "Lay out",
}
