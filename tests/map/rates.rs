//! The warning that a sale costs its merchant more than it brings.

use catchment::file::parse;

/// A shop whose commission and fee are all of a sale, a link with a referral to another shop, and
/// what else leads from there.
fn warnings(more: &str) -> Vec<String> {
    let text = format!(
        r#"Model(
    format: 1,
    name: "m",
    nodes: {{
        "feed": Channel(name: "Feed", arrivals: 100.0),
        "dear": Platform(name: "Dear", commission: 0.7),
        "dear-sellers": Merchant(name: "Sellers", sells_on: "dear", ticket: 10.0),
        "cheap": Platform(name: "Cheap"),
        "cheap-sellers": Merchant(name: "Sellers", sells_on: "cheap", ticket: 10.0),
        "wallet": Payment(name: "Wallet", fee: 0.3),
    }},
    links: {{
        "to-dear": Link(from: "feed", to: "dear", kind: Jump),
        "to-cheap": Link(from: "feed", to: "cheap", kind: Jump, referral: 0.27),
        "dear-order": Link(from: "dear", to: "dear-sellers", kind: Direct),
        "cheap-order": Link(from: "cheap", to: "cheap-sellers", kind: Direct),
        "dear-pays": Link(from: "dear-sellers", to: "wallet", kind: Payment),
        "cheap-pays": Link(from: "cheap-sellers", to: "wallet", kind: Payment),
        {more}
    }},
)"#
    );
    let parsed = parse(text.as_bytes()).unwrap();
    parsed.diagnostics.iter().map(ToString::to_string).collect()
}

#[test]
fn a_referral_counts_for_the_sales_that_its_link_can_lead_to() {
    assert_eq!(warnings(""), [""; 0]);
    let [warning] = &warnings(
        r#""on": Link(from: "cheap", to: "dear", kind: Jump, open: false, pull: TakeUp(0.1)),"#,
    )[..] else {
        panic!("one warning");
    };
    assert!(
        warning.contains("dear-pays") && warning.contains("1.27"),
        "{warning}"
    );
}
