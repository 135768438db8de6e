//! What lies over the window: the list of commands, the help with keys and pointer.

words! {
    Overlays

    close: "Close",
    type_a_command: "Type a command",
    no_command_found: "No command is called so.",
    pointer: "With the pointer",
    pointer_add: "Add",
    pointer_add_how: "Double click on empty ground",
    pointer_link: "Link",
    pointer_link_how: "Drag from a node's rim",
    pointer_reconnect: "Reconnect or bend a link",
    pointer_reconnect_how: "Drag its handles",
    pointer_gate: "Open or close a link",
    pointer_gate_how: "Click its gate",
    pointer_rename: "Rename",
    pointer_rename_how: "Double click on the name",
    pointer_pan: "Move the map",
    pointer_pan_how: "Drag the ground, or hold Space",
    pointer_zoom: "Zoom",
    pointer_zoom_how: "Wheel or pinch",
    pointer_box: "Select by a box",
    pointer_box_how: "Shift and drag",
    pointer_free: "Move without snapping",
    pointer_free_how: "Alt and drag",
    pointer_copy: "Move a copy",
    pointer_copy_how: "Ctrl and drag",
    pointer_walk: "Go to the next node",
    pointer_walk_how: "Alt and an arrow key",
    pointer_menu: "What can be done here",
    pointer_menu_how: "Right click",
}
