//! A map as strategists draw them, at any size: channels lead to platforms, those to the merchants
//! that sell there, and those to payments; traffic draws traffic, and merchants pay for ads.

use catchment::model::{Company, Edit, Link, LinkKind, Map, Node, NodeKind, Number, PerSegment, Pull};

const COMPANIES: usize = 8;

/// A map of about so many nodes and three times as many links that can be solved.
pub fn traffic_map(nodes: usize) -> Map {
    let mut random = fastrand::Rng::with_seed(11);
    let mut map = Map::new("Traffic");
    for company in 0..COMPANIES {
        map.apply(Edit::put_company(format!("c{company}"), Company::default()));
    }
    let channels = nodes * 2 / 5;
    let platforms = (nodes / 33).max(1);
    let payments = (nodes / 20).max(1);
    let merchants = nodes - channels - platforms - payments;
    let columns = (nodes as f64).sqrt().ceil() as usize;
    let mut count = 0;
    let mut put = |map: &mut Map, id: String, kind: NodeKind, network_effect: f64| {
        let (column, row) = (count % columns, count / columns);
        count += 1;
        let node = Node {
            owner: Some(format!("c{}", column * COMPANIES / columns).into()),
            at: (column as f64 * 170.0, row as f64 * 150.0),
            network_effect: Number::bare(network_effect),
            ..Node::new(id.clone(), kind)
        };
        map.apply(Edit::put_node(id, node));
    };
    for channel in 0..channels {
        let arrivals = PerSegment::from(1e4 + random.f64().powi(3) * 1e6);
        put(
            &mut map,
            format!("channel {channel}"),
            NodeKind::Channel { arrivals },
            0.05,
        );
    }
    for platform in 0..platforms {
        let kind = NodeKind::Platform {
            arrivals: PerSegment::from(1e5),
            commission: Number::bare(0.02),
            ad_rate: Number::bare(0.04),
        };
        put(&mut map, format!("platform {platform}"), kind, 0.1);
    }
    for merchant in 0..merchants {
        let kind = NodeKind::Merchant {
            sells_on: format!("platform {}", merchant % platforms).into(),
            ticket: PerSegment::from(20.0 + random.f64() * 200.0),
        };
        put(&mut map, format!("merchant {merchant}"), kind, 0.0);
    }
    for payment in 0..payments {
        let fee = Number::bare(0.002);
        put(
            &mut map,
            format!("payment {payment}"),
            NodeKind::Payment { fee },
            0.0,
        );
    }
    let mut links = 0;
    let mut link = |map: &mut Map, from: String, to: String, kind, pull, ads: Option<usize>| {
        let mut link = Link::new(from, to, kind);
        link.open = matches!(pull, Pull::Share(_));
        link.pull = pull;
        if let Some(platform) = ads {
            link.payer = Some(format!("platform {platform}").into());
            link.ad_elasticity = Number::bare(0.1);
        }
        map.apply(Edit::put_link(format!("l{links}"), link));
        links += 1;
    };
    let share = |share: f64| Pull::Share(Number::bare(share));
    for channel in 0..channels {
        let from = format!("channel {channel}");
        for _ in 0..2 {
            let to = random.usize(..platforms);
            let ads = (random.f64() < 0.3).then_some(to);
            let to = format!("platform {to}");
            link(&mut map, from.clone(), to, LinkKind::Jump, share(0.25), ads);
        }
        let to = format!("channel {}", (channel + 1 + random.usize(..9)) % channels);
        if to != from {
            link(&mut map, from.clone(), to, LinkKind::Feed, share(0.1), None);
        }
        // Closed for now.
        let to = format!("merchant {}", random.usize(..merchants));
        let take_up = Pull::TakeUp(Number::bare(0.1));
        link(&mut map, from, to, LinkKind::MiniProgram, take_up, None);
    }
    for merchant in 0..merchants {
        let (platform, to) = (merchant % platforms, format!("merchant {merchant}"));
        let part = 0.9 / (merchants / platforms + 1) as f64;
        let ads = (random.f64() < 0.3).then_some(platform);
        link(
            &mut map,
            format!("platform {platform}"),
            to.clone(),
            LinkKind::Direct,
            share(part),
            ads,
        );
        let payment = format!("payment {}", random.usize(..payments));
        link(&mut map, to.clone(), payment, LinkKind::Payment, share(0.6), None);
        let back = format!("platform {}", random.usize(..platforms));
        link(&mut map, to, back, LinkKind::Other, share(0.05), None);
    }
    map
}
