//! The time path on the command line.

use catchment::analysis::path::{Change, path};
use catchment::analysis::whatif::Action;
use catchment::file;
use serde_json::{Value, json};

use crate::json::{answer, company_shape, differences};
use crate::program::{on, reference, two_shops};
use crate::text::fits;

fn path_shape() -> Value {
    json!({
        "open": ["text"], "close": ["text"],
        "changes": [{"years": "number", "link": "text", "action": "text"}],
        "points": [{"years": "number", "companies": {"*": company_shape()}}],
        "steady": {"companies": {"*": company_shape()}},
        "half_life_years": {"*": "number?"},
    })
}

const OPENINGS: &str = "--open taobao-sellers-wechatpay,mini-hub-taobao-mini@1.5 --close tencent-ads-jd@2";

#[test]
fn json_has_the_documented_shape_and_the_numbers_of_the_analysis() {
    let arguments = format!("path {OPENINGS} --years 3 --format json");
    let found = answer(&reference(), &arguments);
    assert_eq!(differences(&path_shape(), &found, ""), Vec::<String>::new());
    assert_eq!(found["points"].as_array().unwrap().len(), 37);
    assert_eq!(found["points"][0]["years"], 0.0);
    assert_eq!(
        found["open"],
        json!(["mini-hub-taobao-mini", "taobao-sellers-wechatpay"])
    );
    assert_eq!(found["close"], json!(["tencent-ads-jd"]));

    let change = |link: &str, action, years| Change {
        years,
        link: link.into(),
        action,
    };
    let changes = [
        change("taobao-sellers-wechatpay", Action::Open, 0.0),
        change("mini-hub-taobao-mini", Action::Open, 1.5),
        change("tencent-ads-jd", Action::Close, 2.0),
    ];
    let map = file::load(&reference()).unwrap().map;
    let expected = path(&map, None, &changes, 3.0, &|| true).unwrap();
    let expected = serde_json::to_string_pretty(&expected).unwrap() + "\n";
    assert_eq!(on(&reference(), &arguments).done().stdout, expected);
}

#[test]
fn csv_has_a_row_a_month_and_company() {
    let points = on(&two_shops(), "path --open feed-sellers --years 2 --format csv")
        .done()
        .stdout;
    assert!(points.starts_with("years,company,captured,gmv,"), "{points}");
    assert_eq!(points.lines().count(), 1 + 25);
    let steady = on(
        &two_shops(),
        "path --open feed-sellers --format csv --table steady",
    );
    let steady = steady.done().stdout;
    assert!(
        steady.starts_with("company,half_life_years,captured,"),
        "{steady}"
    );
    assert_eq!(steady.lines().count(), 2);
}

#[test]
fn the_text_fits_and_has_a_row_a_quarter_or_a_year() {
    let quarters = fits(
        &reference(),
        &format!("path {OPENINGS} --years 2 --measure captured"),
    );
    assert!(quarters.contains("\n1.25 years "), "{quarters}");
    assert!(quarters.contains("Opens after 1.5 years: "), "{quarters}");
    let years = fits(&reference(), "path --scenario everything-open");
    assert!(
        !years.contains("1.25 years") && years.contains("\n10 years "),
        "{years}"
    );
    assert!(years.contains("\nHalf-life in years "), "{years}");
}

#[test]
fn odd_arguments_are_refused() {
    let unknown = on(&reference(), "path --open taobao-sellers-wechatpya").failed(1);
    assert!(
        unknown.stderr.contains("no link \"taobao-sellers-wechatpya\""),
        "{unknown:?}"
    );
    for arguments in [
        "path",
        "path --open a@soon",
        "path --open a --years -1",
        "path --open a --years 101",
    ] {
        on(&two_shops(), arguments).failed(2);
    }
}

/// The kept habits of a node sum to one only up to rounding: nobody must end up on a link that has just
/// opened for that, let alone less than nobody.
#[test]
fn links_that_open_at_dates_of_their_own_are_followed_on_the_reference_map() {
    let openings = "--open chats-taobao-link,groups-taobao-link@0.5";
    let found = answer(&reference(), &format!("path {openings} --years 2 --format json"));
    let points = found["points"].as_array().unwrap();
    assert_eq!(points.len(), 25);
    for point in points {
        let companies = point["companies"].as_object().unwrap();
        assert!(
            companies.values().all(|flow| flow["payoff"].is_number()),
            "{point}"
        );
    }
}

#[test]
fn a_link_opened_and_closed_at_one_date_is_refused_with_link_and_date() {
    for (date, told) in [("", "today"), ("@1.5", "1.5 years from today")] {
        let arguments = format!("path --open feed-sellers{date} --close feed-sellers{date}");
        let said = on(&two_shops(), &arguments).failed(1).stderr;
        let all = ["link \"feed-sellers\"", "opened and closed at one date", told];
        assert!(all.iter().all(|part| said.contains(part)), "{said}");
    }
    on(
        &two_shops(),
        "path --open feed-sellers --close feed-sellers@1 --years 2",
    )
    .done();
}
