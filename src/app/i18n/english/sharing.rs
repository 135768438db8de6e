//! What is written for others.

words! {
    Sharing

    writing: "Writing {}",
    map_copied: "A picture of the map is on the clipboard.",
    written: "Written to {}",
    report_filter: "Web pages",
    network_filter: "Tables and networks",
}
