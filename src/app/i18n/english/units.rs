//! The words that maps most often use for their units; a map's other words stay as they are.

words! {
    Units

    visits: "visits",
    users: "users",
    sessions: "sessions",
    clicks: "clicks",
    hour: "hour",
    day: "day",
    week: "week",
    month: "month",
    quarter: "quarter",
    year: "year",
    cny: "CNY",
    usd: "USD",
    eur: "EUR",
}
