//! Measures of what companies capture, with their meaning.

words! {
    Measures

    captured: "Visits kept",
    captured_hint: "Visits that end on the company's own surfaces, by leaving or by paying.",
    gmv: "Sales booked",
    gmv_hint: "Gross merchandise value (GMV): all sales in the books of the company's platforms.",
    payments: "Payments",
    payments_hint: "Number of payments made through the company's wallets and cards.",
    payment_volume: "Amount paid",
    payment_volume_hint: "Money paid through the company's wallets and cards.",
    commission: "Commission",
    commission_hint: "Share of sales that merchants pay to the company's platforms.",
    ads: "Ad income",
    ads_hint: "Ad money that merchants spend on the company's surfaces.",
    fees: "Payment fees",
    fees_hint: "What merchants pay for payments through the company's wallets and cards.",
    referral: "Referral income",
    referral_hint: "What merchants pay for sales that the company's surfaces brought.",
    income: "Income",
    income_hint: "Commission, ads, payment fees and referrals together.",
    payoff: "Payoff",
    payoff_hint: "Income, and what kept visits and payments are worth to the company beyond today's cash.",
}
