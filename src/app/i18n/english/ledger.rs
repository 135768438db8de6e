//! The ledger: who pays whom for what.

words! {
    Ledger

    buyers: "Buyers",
    merchants_on: "Merchants on {}",
    nobody_at: "Owner unknown: {}",
    sales: "Sales",
    sales_hint: "Buyers pay merchants for what they order.",
    commission: "Commission",
    commission_hint: "Merchants pay the platform a share of their sales.",
    ads: "Ads",
    ads_hint: "Merchants pay the company on whose surface their ads stand.",
    fee: "Payment fee",
    fee_hint: "Merchants pay the wallet or card for each payment.",
    referral: "Referral",
    referral_hint: "Merchants pay the company whose surface brought the sale.",
    from: "Paid by",
    from_hint: "Who pays.",
    to: "Paid to",
    to_hint: "Who is paid.",
    kind: "For",
    kind_hint: "What the money is paid for.",
    amount: "Amount",
    every_company: "All companies",
    choose_company: "Entries of",
    empty: "No money changes hands.",
    balances: "What is paid is received: all accounts together balance to zero, to within {} of the turnover.",
    of_company: "Receives {0}, pays {1}, balance {2}, in {3}.",
    row: "{0} pays {1} {2} for {3}",
}
