//! Taking objects off a map together with everything that would point nowhere without them.

use std::collections::BTreeSet;

use super::{
    CompanyId, Edit, Link, LinkId, Map, Node, NodeId, NodeKind, Number, NumberPath, Object, Pull, Scenario,
};

/// What goes, references followed.
#[derive(Default)]
struct Gone {
    companies: BTreeSet<CompanyId>,
    nodes: BTreeSet<NodeId>,
    links: BTreeSet<LinkId>,
}

impl Map {
    /// The edits that take `objects` off the map. With a node go its links, with a platform the
    /// merchants that sell on it; what else names one of them is made to name nobody, and ads that
    /// nobody pays for any more draw no money. Segments and the map itself stay.
    pub fn removal(&self, objects: &BTreeSet<Object>) -> Vec<Edit> {
        let gone = self.follow(objects);
        let mut edits = Vec::new();
        edits.extend(gone.links.iter().map(|id| Edit::Link(id.clone(), None)));
        edits.extend(gone.nodes.iter().map(|id| Edit::Node(id.clone(), None)));
        edits.extend(gone.companies.iter().map(|id| Edit::Company(id.clone(), None)));
        for object in objects {
            match object {
                Object::Scenario(id) => edits.push(Edit::Scenario(id.clone(), None)),
                Object::Note(id) => edits.push(Edit::Note(id.clone(), None)),
                Object::Frame(id) => edits.push(Edit::Frame(id.clone(), None)),
                _ => {}
            }
        }
        for (id, node) in &self.nodes {
            let rest = gone.without(node);
            if !gone.nodes.contains(id) && rest != *node {
                edits.push(Edit::put_node(id.clone(), rest));
            }
        }
        for (id, link) in &self.links {
            let rest = gone.without_link(link);
            if !gone.links.contains(id) && rest != *link {
                edits.push(Edit::put_link(id.clone(), rest));
            }
        }
        for (id, scenario) in &self.scenarios {
            let rest = gone.without_scenario(scenario);
            if !objects.contains(&Object::Scenario(id.clone())) && rest != *scenario {
                edits.push(Edit::put_scenario(id.clone(), rest));
            }
        }
        edits
    }

    fn follow(&self, objects: &BTreeSet<Object>) -> Gone {
        let mut gone = Gone::default();
        for object in objects {
            match object {
                Object::Company(id) => drop(gone.companies.insert(id.clone())),
                Object::Node(id) => drop(gone.nodes.insert(id.clone())),
                Object::Link(id) => drop(gone.links.insert(id.clone())),
                _ => {}
            }
        }
        // Nothing sells on a merchant, so one round is enough.
        let merchants = self.nodes.iter().filter(|(_, node)| match &node.kind {
            NodeKind::Merchant { sells_on, .. } => gone.nodes.contains(sells_on),
            _ => false,
        });
        let merchants: Vec<NodeId> = merchants.map(|(id, _)| id.clone()).collect();
        gone.nodes.extend(merchants);
        let hanging = self
            .links
            .iter()
            .filter(|(_, link)| gone.nodes.contains(&link.from) || gone.nodes.contains(&link.to));
        let hanging: Vec<LinkId> = hanging.map(|(id, _)| id.clone()).collect();
        gone.links.extend(hanging);
        gone
    }
}

impl Gone {
    fn without(&self, node: &Node) -> Node {
        let stays = |company: &CompanyId| !self.companies.contains(company);
        Node {
            owner: node.owner.clone().filter(stays),
            host: node.host.clone().filter(stays),
            ..node.clone()
        }
    }

    fn without_link(&self, link: &Link) -> Link {
        let mut link = link.clone();
        if let Some(companies) = &mut link.gatekeepers {
            companies.retain(|company| !self.companies.contains(company));
        }
        if link
            .payer
            .as_ref()
            .is_some_and(|payer| self.nodes.contains(payer))
        {
            link.payer = None;
            link.ad_elasticity = Number::bare(0.0);
        }
        for pull in std::iter::once(&mut link.pull).chain(link.pull_by.values_mut()) {
            if let Pull::Like(like, factor) = pull
                && self.links.contains(like)
            {
                *pull = Pull::Weight(factor.clone());
            }
        }
        link
    }

    fn without_scenario(&self, scenario: &Scenario) -> Scenario {
        let mut scenario = scenario.clone();
        scenario.open.retain(|link| !self.links.contains(link));
        scenario.close.retain(|link| !self.links.contains(link));
        scenario.set.retain(|path, _| match NumberPath::parse(path) {
            Some(NumberPath { object, .. }) => !self.holds(&object),
            None => true,
        });
        scenario
    }

    fn holds(&self, object: &Object) -> bool {
        match object {
            Object::Company(id) => self.companies.contains(id),
            Object::Node(id) => self.nodes.contains(id),
            Object::Link(id) => self.links.contains(id),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Company, LinkKind, PerSegment, rules};

    fn shop() -> Map {
        let mut map = Map::new("shop");
        let arrivals = PerSegment::from(100.0);
        let merchant = NodeKind::Merchant {
            sells_on: "app".into(),
            ticket: PerSegment::from(10.0),
        };
        let platform = NodeKind::Platform {
            arrivals: PerSegment::default(),
            commission: Number::bare(0.1),
            ad_rate: Number::bare(0.1),
        };
        let mut ad = Link::new("feed", "app", LinkKind::Ad);
        ad.payer = Some("app".into());
        ad.gatekeepers = Some(vec!["acme".into()]);
        let mut scenario = Scenario::default();
        scenario.close.insert("ad".into());
        scenario
            .set
            .insert("nodes/app/commission".to_owned(), Number::bare(0.2));
        let mut owned = Node::new("App", platform);
        owned.owner = Some("acme".into());
        map.apply_all([
            Edit::put_company("acme", Company::default()),
            Edit::put_node("feed", Node::new("Feed", NodeKind::Channel { arrivals })),
            Edit::put_node("app", owned),
            Edit::put_node("sellers", Node::new("Sellers", merchant)),
            Edit::put_link("ad", ad),
            Edit::put_link("order", Link::new("app", "sellers", LinkKind::Direct)),
            Edit::put_scenario("s", scenario),
        ]);
        map
    }

    #[test]
    fn a_platform_takes_its_merchants_and_links_along_and_can_come_back() {
        let mut map = shop();
        let before = map.clone();
        let edits = map.removal(&[Object::Node("app".into())].into());
        let back = map.apply_all(edits);
        assert_eq!(
            map.nodes().keys().map(|id| id.as_str()).collect::<Vec<_>>(),
            ["feed"]
        );
        assert!(map.links().is_empty());
        assert_eq!(rules::errors(&map), []);
        map.apply_all(back);
        assert_eq!(map, before);
    }

    #[test]
    fn a_company_is_named_nowhere_afterwards() {
        let mut map = shop();
        map.apply_all(map.removal(&[Object::Company("acme".into())].into()));
        assert_eq!(rules::errors(&map), []);
        assert_eq!(map.nodes().len(), 3);
        assert_eq!(map.links().len(), 2);
    }
}
