//! What is written for others.

words! {
    Sharing

    writing: "Writing {}",
    written: "Written to {}",
    report_filter: "Web pages",
    network_filter: "Tables and networks",
}
