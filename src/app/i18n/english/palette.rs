//! The palette: what can be put on the map.

words! {
    Palette

    title: "Palette",
    entry: "Palette: {}",
    how: "Drag it onto the map, or click to put it in the middle.",
    pieces: "Ready-made",
    links: "Kind of new links",
    link: "Draw links of kind {}",
    link_hint: "Links drawn from now on are of this kind. Drag it onto a node to start a link there, or onto a link to change its kind. Click again to let the ends decide.",
    channel_hint: "Where attention starts or passes: chats, a feed, a search engine.",
    platform_hint: "An app, site or mini-program where people shop.",
    merchants_hint: "Sellers, where orders are placed. They sell on a platform.",
    payment_hint: "A wallet or card: a visit that reaches it has paid.",
    note_hint: "A text on the map, for the reader.",
    frame_hint: "A titled box round part of the map.",
    mini_program: "Mini-program",
    mini_program_hint: "A mini-program with its merchants and their checkout, linked up.",
    wallet: "Wallet",
    wallet_hint: "A wallet with the links from the merchants that take it.",
    ad_surface: "Ad surface",
    ad_surface_hint: "A channel that sells its attention to a platform's merchants.",
    shop: "Shop",
    shop_hint: "A platform with its sellers and the way to pay.",
    search_engine: "Search engine",
    search_engine_hint: "A channel that leads to the platforms nearest to it.",
    sellers: "Sellers",
    guess: "a first guess, to be replaced",
}
