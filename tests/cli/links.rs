//! `whatif --link`: chosen links only, explained in sentences.

use catchment::file;
use catchment::quantity::{compact, signed};
use catchment::solver::{Measure, solve};
use serde_json::Value;

use crate::program::{Scratch, on, one_way_out, reference, two_shops};

#[test]
fn a_link_is_explained_from_its_numbers() {
    let map = file::load(&two_shops()).unwrap().map;
    let opening = catchment::model::Scenario {
        open: ["feed-sellers".into()].into(),
        ..Default::default()
    };
    let (before, after) = (solve(&map, None).unwrap(), solve(&map, Some(&opening)).unwrap());
    let gain = |measure| after.measure(&"acme".into(), measure) - before.measure(&"acme".into(), measure);

    let text = on(&two_shops(), "whatif --link feed-sellers").done().stdout;
    for expected in [
        "Two shops: today\n".to_owned(),
        format!(
            "Feed → Sellers opens and carries {} visits / day.",
            compact(after.visits_on(&"feed-sellers".into()))
        ),
        format!(
            "Acme gains {} CNY / day: {} by ads",
            compact(gain(Measure::Payoff)),
            signed(gain(Measure::Ads))
        ),
        "Acme, who decides, loses nothing by it.".to_owned(),
        "the take-up of Feed → Sellers: 20 %, for which no range is given.".to_owned(),
    ] {
        assert!(text.contains(&expected), "{expected} is missing in\n{text}");
    }
    assert!(
        !text.contains("Shop → Sellers opens"),
        "only the link asked for\n{text}"
    );
}

#[test]
fn what_who_must_agree_would_ask_for_is_told() {
    let text = on(&reference(), "whatif --link taobao-sellers-wechatpay")
        .done()
        .stdout;
    let text = text.replace('\n', " ");
    assert!(
        text.contains("Alibaba 阿里巴巴 stands at the gate of Taobao & Tmall sellers → WeChat Pay 微信支付")
    );
    assert!(text.contains("in return."), "{text}");
    assert!(text.contains("between 15 % and 60 % (a judgement)"), "{text}");
}

#[test]
fn the_other_forms_hold_the_chosen_links_only() {
    let json = on(
        &two_shops(),
        "whatif --link shop-sellers --link feed-shop --format json",
    )
    .done()
    .stdout;
    let answer: Value = serde_json::from_str(&json).unwrap();
    let links: Vec<_> = answer["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["link"])
        .collect();
    assert_eq!(links, ["feed-shop", "shop-sellers"]);
    let whole: Value = serde_json::from_str(&on(&two_shops(), "whatif --format json").done().stdout).unwrap();
    assert!(
        whole["links"].as_array().unwrap().contains(&answer["links"][0]),
        "the numbers are the same"
    );
}

#[test]
fn a_link_that_is_not_there_is_answered_with_those_that_are() {
    let said = on(&two_shops(), "whatif --link feed").failed(1).stderr;
    assert!(
        said.contains("no link \"feed\"; it has feed-sellers, feed-shop, sellers-wallet"),
        "{said}"
    );
    let said = on(&reference(), "whatif --link feed").failed(1).stderr;
    assert!(said.contains(" and 119 more"), "{said}");
}

#[test]
fn a_link_that_cannot_be_closed_is_told_so() {
    let map = Scratch::new(&one_way_out());
    let text = on(map.file(), "whatif --link out").done().stdout;
    assert!(text.contains("Not solvable with B → C closed: error: "), "{text}");
}
