//! What keeps anything from being lost: others at the same file, and what was left by a window that ended.

words! {
    Safety

    no_copies: "Unsaved changes are not copied for the case of a crash: {}. It is tried again every ten seconds.",
    open_here: "This file is open in another window ({}). Whoever saves later is asked before anything is overwritten.",
    open_elsewhere: "{} opened this file and has not closed it, unless that program ended badly. Whoever saves later is asked before anything is overwritten.",
    somebody: "another program",
    user_at_host: "{} on {}",
    changed_title: "“{}” was changed by someone else",
    changed_both: "You have changes of your own that are not in the file. Taking theirs puts them in the place of yours; undo brings yours back, as unsaved changes. Keeping yours means that your next save takes the place of theirs.",
    changed_theirs: "You have changed nothing since you opened or saved it. Keeping yours means that your next save takes the place of theirs.",
    take_theirs: "Take theirs",
    see_difference: "See the difference",
    keep_mine: "Keep mine",
    save_mine_as: "Save mine as…",
    left_title: "Catchment ended before these changes were saved",
    left_of: "They belong to {}. The file itself was not touched.",
    left_without_file: "They belong to a map that was never saved in a file.",
    left_tried: "Restoring them was tried before, and the program ended again before anything was changed.",
    restore: "Restore",
    keep_as_file: "Keep as a file…",
    later: "Later",
    discard: "Discard",
}
