//! The reference map "Alibaba and Tencent, mid 2021": it says of mid 2021 what the sources say, and of
//! each opening what the article claims: signs and orders, for no source measures an opening.
//!
//! Fact ids (W1, A4, …) are those in the evidence of the map's numbers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use catchment::model::{Map, Pull};
use catchment::solver::{Certificate, CompanyFlow, Solution, solve};

static MAP: LazyLock<Map> = LazyLock::new(|| {
    let bytes = include_bytes!("../../models/alibaba-tencent-2021.ron");
    catchment::file::parse(bytes)
        .unwrap_or_else(|problems| panic!("{problems:?}"))
        .map
});

static TODAY: LazyLock<Solution> = LazyLock::new(|| solve(&MAP, None).expect("today"));

static OPENINGS: LazyLock<BTreeMap<&str, Solution>> = LazyLock::new(|| {
    let solved = |(id, scenario): (&'static catchment::model::ScenarioId, _)| {
        (
            id.as_str(),
            solve(&MAP, Some(scenario)).unwrap_or_else(|problems| panic!("{id}: {problems:?}")),
        )
    };
    MAP.scenarios().iter().map(solved).collect()
});

const DAYS: f64 = 365.0;
const TRILLION: f64 = 1e12;

fn opened(scenario: &str) -> &'static Solution {
    OPENINGS
        .get(scenario)
        .unwrap_or_else(|| panic!("scenario {scenario}"))
}

/// What an opening changes for a company.
fn change(scenario: &str, company: &str) -> CompanyFlow {
    let before = TODAY.companies.get(company).expect("a company");
    opened(scenario)
        .companies
        .get(company)
        .expect("a company")
        .minus(before)
}

fn platform_gmv(solution: &Solution, platform: &str) -> f64 {
    solution.platforms.get(platform).expect("a platform").gmv
}

fn take_rate(solution: &Solution) -> f64 {
    solution.platforms.get("taobao").expect("Taobao").take_rate
}

fn visits(solution: &Solution, node: &str) -> f64 {
    solution.visits_at(&node.into())
}

fn on_link(solution: &Solution, link: &str) -> f64 {
    solution
        .links
        .get(link)
        .unwrap_or_else(|| panic!("link {link}"))
        .visits
}

#[track_caller]
fn within(value: f64, low: f64, high: f64, what: &str) {
    assert!(
        (low..=high).contains(&value),
        "{what}: {value}, expected {low} to {high}"
    );
}

mod mid_2021 {
    use super::*;

    #[test]
    fn alibabas_sales_and_monetisation() {
        let gmv = TODAY.companies.get("alibaba").expect("Alibaba").gmv * DAYS / TRILLION;
        within(
            gmv,
            7.3,
            7.7,
            "Alibaba's China retail GMV in trn a year (A4: 7.494)",
        );
        within(
            take_rate(&TODAY),
            0.040,
            0.0416,
            "Taobao's take rate (A6: 4.08 %)",
        );
    }

    #[test]
    fn pinduoduo_and_jd_have_their_scale() {
        let pdd = TODAY.platforms.get("pdd").expect("Pinduoduo");
        within(
            pdd.gmv * DAYS / TRILLION,
            1.67,
            2.44,
            "Pinduoduo's GMV in trn a year (P3: 2020 to 2021)",
        );
        within(
            pdd.gmv / pdd.orders,
            40.0,
            47.0,
            "Pinduoduo's order in CNY (P4: 43.5)",
        );
        let jd = platform_gmv(&TODAY, "jd") * DAYS / TRILLION;
        within(jd, 2.4, 2.8, "JD's GMV in trn a year (J3: 2.61, from memory)");
        let inside = visits(&TODAY, "jd-mini") / (visits(&TODAY, "jd") + visits(&TODAY, "jd-mini"));
        within(
            inside,
            0.10,
            0.25,
            "share of JD's visits inside WeChat (J4: 20 % of new customers in 2014)",
        );
    }

    #[test]
    fn wechat_pay_has_three_payments_to_alipays_one() {
        let payments = |company: &str| TODAY.companies.get(company).expect("a company").payments;
        within(
            payments("tencent") / payments("alibaba"),
            2.7,
            3.3,
            "count ratio (Y3: 3 to 1)",
        );
        within(
            payments("tencent"),
            0.9e9,
            1.3e9,
            "payments on Tencent's rails a day (Y5: 1 bn)",
        );
    }

    #[test]
    fn within_pinduoduo_it_is_about_ten_to_one() {
        let by = |rail: &str| -> f64 {
            let sellers = ["pdd-sellers", "pdd-mini-sellers"];
            let links = sellers
                .iter()
                .filter_map(|seller| TODAY.links.get(&format!("{seller}-{rail}")));
            links.map(|flow| flow.visits).sum()
        };
        within(
            by("wechatpay") / by("alipay"),
            8.0,
            12.0,
            "WeChat Pay to Alipay within Pinduoduo",
        );
    }

    #[test]
    fn wechats_surfaces_have_their_visitors() {
        within(
            visits(&TODAY, "moments"),
            741e6,
            819e6,
            "Moments a day (W3: 780 m)",
        );
        within(
            visits(&TODAY, "accounts"),
            342e6,
            450e6,
            "Official Accounts a day (W4: 360 m start there)",
        );
        within(
            visits(&TODAY, "mini-hub"),
            400e6,
            500e6,
            "mini-programs a day (W5: over 400 m)",
        );
    }

    #[test]
    fn the_state_is_stable_and_balances() {
        assert_eq!(TODAY.status.certificate, Certificate::LocallyChecked);
        assert!(TODAY.status.other_states.is_empty());
        assert!(TODAY.status.spectral_radius.expect("a radius") < 0.6);
        assert!(TODAY.residuals.worst() < 1e-12);
    }

    /// What the article and the fact tables name stands on the map.
    #[test]
    fn every_company_and_surface_of_the_article_is_there() {
        for company in ["alibaba", "tencent", "pinduoduo", "jd", "baidu", "unionpay"] {
            assert!(MAP.companies().contains_key(company), "{company}");
        }
        for node in [
            "chats",
            "groups",
            "moments",
            "mini-hub",
            "h5",
            "app-card",
            "channels",
            "tencent-ads",
            "tencent-apps",
            "wx-shops",
            "wechatpay",
            "taobao",
            "taote",
            "taobao-mini",
            "taote-mini",
            "alipay",
            "wufu",
            "double11",
            "gaode",
            "baidu",
            "pdd",
            "maicai",
            "ktt",
            "jd",
            "third-apps",
            "unionpay",
            "taobao-sellers",
        ] {
            assert!(MAP.nodes().contains_key(node), "{node}");
        }
    }

    /// Every number rests on something: a source with a confidence, or a judgement that says so.
    #[test]
    fn every_number_has_evidence() {
        let numbers = MAP
            .nodes()
            .iter()
            .flat_map(|(id, node)| node.numbers().into_iter().map(move |row| (id.to_string(), row)))
            .chain(
                MAP.links()
                    .iter()
                    .flat_map(|(id, link)| link.numbers().into_iter().map(move |row| (id.to_string(), row))),
            );
        let mut count = 0;
        for (id, (path, _, number)) in numbers {
            // Defaults are not claims.
            let default = matches!(
                &*path,
                "network_effect" | "ad_elasticity" | "referral" | "commission" | "ad_rate"
            ) && number.is_bare(0.0)
                || matches!(&*path, "novelty" | "habit_years") && number.evidence.is_none();
            if default {
                continue;
            }
            count += 1;
            let evidence = number
                .evidence
                .as_ref()
                .unwrap_or_else(|| panic!("{id}/{path} has no evidence"));
            assert!(evidence.source.is_some(), "{id}/{path} names no source");
            assert!(evidence.confidence.is_some(), "{id}/{path} states no confidence");
            assert!(
                evidence.low.is_some() && evidence.high.is_some(),
                "{id}/{path} has no range"
            );
        }
        assert!(count > 250, "{count} numbers");
    }

    #[test]
    fn what_a_closed_link_would_draw_is_marked_as_a_judgement() {
        for (id, link) in MAP.links().iter().filter(|(_, link)| !link.open) {
            let Pull::TakeUp(share) = &link.pull else { continue };
            let evidence = share
                .evidence
                .as_ref()
                .unwrap_or_else(|| panic!("{id} has no evidence"));
            let source = evidence.source.as_deref().unwrap_or_default();
            assert!(
                source.starts_with("judgement") || source.starts_with("tuned"),
                "{id}: {source}"
            );
        }
    }
}

mod openings {
    use super::*;

    #[test]
    fn wechat_pay_in_taobao_helps_tencent_most_and_costs_alipay_payments() {
        let tencent = change("wechat-pay-in-taobao", "tencent");
        for (company, _) in TODAY.companies.iter().filter(|(id, _)| id.as_str() != "tencent") {
            let other = change("wechat-pay-in-taobao", company.as_str());
            assert!(tencent.payments > other.payments, "payments of {company}");
            assert!(tencent.income > other.income, "income of {company}");
            assert!(tencent.payoff > other.payoff, "payoff of {company}");
        }
        assert!(change("wechat-pay-in-taobao", "alibaba").payments < -0.05 * tencent.payments);
    }

    #[test]
    fn unionpay_in_taobao_matters_far_less_than_wechat_pay() {
        let union = change("unionpay-in-taobao", "unionpay").payments;
        assert!(union > 0.0);
        assert!(union < 0.2 * change("wechat-pay-in-taobao", "tencent").payments);
    }

    #[test]
    fn a_mini_program_without_export_sells_for_taobao_while_the_visit_stays_with_tencent() {
        let (alibaba, tencent) = (
            change("mini-program", "alibaba"),
            change("mini-program", "tencent"),
        );
        assert!(
            alibaba.gmv > 0.01 * TODAY.companies.get("alibaba").expect("Alibaba").gmv,
            "a new wave of GMV"
        );
        assert!(
            alibaba.captured < 0.0,
            "no visit comes to Alibaba, some stay away from its app"
        );
        assert!(tencent.captured > 0.0, "the visits stay with Tencent");
    }

    #[test]
    fn export_to_the_app_brings_alibaba_the_visits_that_it_lacks_without() {
        let (without, with) = (
            change("mini-program", "alibaba"),
            change("mini-program-export", "alibaba"),
        );
        assert!(with.captured > without.captured);
        assert!(with.captured > 0.0);
        let tencent = |scenario| change(scenario, "tencent").captured;
        assert!(
            tencent("mini-program-export") < tencent("mini-program"),
            "what Alibaba gets, Tencent lacks"
        );
    }

    #[test]
    fn shared_links_raise_taobaos_sales_and_lower_its_take_rate() {
        let opened = opened("shared-links");
        assert!(platform_gmv(opened, "taobao") > platform_gmv(&TODAY, "taobao"));
        assert!(
            take_rate(opened) < take_rate(&TODAY) - 0.0002,
            "by more than rounding"
        );
        let on_tencent = |solution: &Solution| -> f64 {
            MAP.links()
                .iter()
                .filter(|(_, link)| {
                    link.payer
                        .as_ref()
                        .is_some_and(|payer| payer.as_str() == "taobao")
                })
                .filter(|(_, link)| {
                    let from = &MAP.nodes()[&link.from];
                    MAP.host(from).is_some_and(|host| host.as_str() == "tencent")
                })
                .map(|(id, _)| solution.links.get(id.as_str()).expect("a link").ad_spend)
                .sum()
        };
        assert!(on_tencent(opened) > on_tencent(&TODAY), "budgets move to WeChat");
        assert!(change("shared-links", "tencent").ads > 0.0);
    }

    #[test]
    fn rivals_that_live_in_wechat_lose_when_taobao_comes() {
        for scenario in ["shared-links", "mini-program"] {
            for rival in ["pinduoduo", "jd"] {
                let change = change(scenario, rival);
                assert!(change.captured < 0.0 && change.gmv < 0.0, "{rival} in {scenario}");
            }
        }
    }

    #[test]
    fn alipay_inside_wechat_commerce_changes_little() {
        let (there, here) = (
            change("alipay-in-wechat", "alibaba"),
            change("wechat-pay-in-taobao", "tencent"),
        );
        assert!(there.payments > 0.0);
        assert!(
            there.payments < 0.1 * here.payments,
            "a tenth of the payments at most"
        );
        assert!(
            there.income.abs() < 0.1 * here.income,
            "a tenth of the income at most"
        );
    }

    #[test]
    fn campaigns_bring_less_than_links_or_mini_programs() {
        let gain = |scenario| change(scenario, "alibaba").gmv;
        assert!(gain("campaigns") > 0.0);
        assert!(gain("campaigns") < 0.2 * gain("shared-links"));
        assert!(gain("campaigns") < 0.2 * gain("mini-program"));
        let both = |link: &str| MAP.gatekeepers(&MAP.links()[link]).len() == 2;
        for link in MAP.scenarios()["campaigns"].open.iter() {
            assert!(both(link.as_str()), "{link}: both sides are unwilling");
        }
    }

    #[test]
    fn more_ads_bring_alibaba_visits_and_tencent_money_but_least_of_the_four_wants() {
        assert!(change("more-ads", "alibaba").captured > 0.0);
        assert!(change("more-ads", "tencent").ads > 0.0);
        let gain = |scenario| change(scenario, "alibaba").gmv;
        for want in ["shared-links", "mini-program", "campaigns"] {
            assert!(gain("more-ads") < gain(want), "{want}: ads are open already");
        }
        assert!(on_link(&TODAY, "tencent-ads-taobao") > 0.0, "open in part today");
    }

    #[test]
    fn the_mini_program_brings_alibaba_the_largest_sales_and_shared_links_the_next() {
        let gain = |scenario| change(scenario, "alibaba").gmv;
        assert!(gain("mini-program") > gain("shared-links"));
        for other in [
            "wechat-pay-in-taobao",
            "unionpay-in-taobao",
            "campaigns",
            "more-ads",
            "alipay-in-wechat",
        ] {
            assert!(gain("shared-links") > gain(other), "{other}");
        }
    }

    #[test]
    fn with_everything_open_both_sides_gain() {
        assert!(change("everything-open", "alibaba").gmv > 0.0);
        assert!(change("everything-open", "alibaba").payoff > 0.0);
        assert!(change("everything-open", "tencent").income > 0.0);
        let everything = &MAP.scenarios()["everything-open"].open;
        for (id, scenario) in MAP.scenarios() {
            assert!(
                scenario.open.is_subset(everything),
                "{id} opens what everything-open does not"
            );
        }
    }

    /// The rule of May 2021 hits Tencent's own apps alike: the way from a mini-program to them is closed.
    #[test]
    fn mini_programs_may_not_call_apps_not_even_tencents_own() {
        for (id, link) in MAP.links() {
            let mini = ["mini-hub", "taobao-mini", "taote-mini", "third-mini"].contains(&link.from.as_str());
            let app = ["taobao", "taote", "third-apps", "tencent-apps"].contains(&link.to.as_str());
            assert!(!(mini && app && link.open), "{id}");
        }
        let own = MAP
            .links()
            .values()
            .any(|l| l.from.as_str() == "mini-hub" && l.to.as_str() == "tencent-apps");
        assert!(own, "the closed way to Tencent's own apps stands on the map");
    }
}
