//! Why something cannot be done.

words! {
    Refusals

    refused_no_node: "That node is no longer on the map.",
    refused_no_link: "That link is no longer on the map.",
    refused_to_itself: "A link needs two different nodes.",
    refused_out_of_payment: "Nothing leads out of a payment: a visit that reaches it has paid.",
    refused_into_payment: "Only merchants lead into a payment: orders are placed there.",
    refused_no_platform: "Merchants sell on a platform, and there is none yet. Add a platform first.",
    refused_too_many: "The map has as many nodes as it may have.",
    refused_in_use: "Merchants sell there, or ads are paid from there: it must stay a platform.",
    not_copied: "Nothing was copied: the clipboard did not take it ({}).",
    only_text_copied: "Nothing was copied: this desktop lets only text be copied. The picture can be exported to a file instead.",
    paste_no_map: "The clipboard has no part of a map, so nothing was pasted. Tables and networks come in by the menu File.",
    paste_failed: "The clipboard has no part of a map: {}",
}
