//! Small maps in few words.

use catchment::model::{
    Company, Edit, Link, LinkKind, Map, Node, NodeKind, Number, PerSegment, Pull, Segment,
};

/// A map that grows by short calls.
pub struct Build(pub Map);

impl Build {
    pub fn new() -> Self {
        Self(Map::new("test"))
    }

    pub fn company(mut self, id: &str) -> Self {
        self.0.apply(Edit::put_company(
            id,
            Company {
                name: id.to_owned(),
                ..Company::default()
            },
        ));
        self
    }

    pub fn segment(mut self, id: &str) -> Self {
        self.0.apply(Edit::put_segment(
            id,
            Segment {
                name: id.to_owned(),
                ..Segment::default()
            },
        ));
        self
    }

    pub fn node(mut self, id: &str, kind: NodeKind, change: impl FnOnce(&mut Node)) -> Self {
        let mut node = Node::new(id, kind);
        change(&mut node);
        self.0.apply(Edit::put_node(id, node));
        self
    }

    /// A channel with `arrivals`, weight of leaving `leave`, and plain logit choice.
    pub fn channel(self, id: &str, arrivals: f64, leave: f64) -> Self {
        let kind = NodeKind::Channel {
            arrivals: PerSegment::from(arrivals),
        };
        self.node(id, kind, |node| {
            node.leave = Some(leave.into());
            node.novelty = 1.0.into();
        })
    }

    pub fn link(
        mut self,
        id: &str,
        from: &str,
        to: &str,
        pull: Pull,
        change: impl FnOnce(&mut Link),
    ) -> Self {
        let to_payment = self.0.nodes().get(to).is_some_and(Node::is_payment);
        let mut link = Link::new(
            from,
            to,
            if to_payment {
                LinkKind::Payment
            } else {
                LinkKind::Other
            },
        );
        link.pull = pull;
        change(&mut link);
        self.0.apply(Edit::put_link(id, link));
        self
    }

    /// An open link of `weight`, called `from-to`.
    pub fn weight(self, from: &str, to: &str, weight: f64) -> Self {
        self.link(
            &format!("{from}-{to}"),
            from,
            to,
            Pull::Weight(weight.into()),
            |_| {},
        )
    }

    /// An open link of `share`, called `from-to`.
    pub fn share(self, from: &str, to: &str, share: f64) -> Self {
        self.link(
            &format!("{from}-{to}"),
            from,
            to,
            Pull::Share(share.into()),
            |_| {},
        )
    }

    /// A closed link called `from-to`, taken up by `share` of those going on once it is open.
    pub fn take_up(self, from: &str, to: &str, share: f64) -> Self {
        self.link(
            &format!("{from}-{to}"),
            from,
            to,
            Pull::TakeUp(share.into()),
            |link| link.open = false,
        )
    }
}

pub fn channel(arrivals: f64) -> NodeKind {
    NodeKind::Channel {
        arrivals: arrivals.into(),
    }
}

pub fn platform(arrivals: f64, commission: f64, ad_rate: f64) -> NodeKind {
    NodeKind::Platform {
        arrivals: arrivals.into(),
        commission: commission.into(),
        ad_rate: ad_rate.into(),
    }
}

pub fn merchant(sells_on: &str, ticket: f64) -> NodeKind {
    NodeKind::Merchant {
        sells_on: sells_on.into(),
        ticket: ticket.into(),
    }
}

pub fn payment(fee: f64) -> NodeKind {
    NodeKind::Payment { fee: fee.into() }
}

/// A bare number.
pub fn number(value: f64) -> Number {
    Number::bare(value)
}

/// Fails unless `a` and `b` agree to `tolerance`, relative to the larger (absolute below 1).
#[track_caller]
pub fn close(a: f64, b: f64, tolerance: f64, what: &str) {
    let size = a.abs().max(b.abs()).max(1.0);
    assert!(
        (a - b).abs() <= tolerance * size,
        "{what}: {a} against {b}, off by {:e}",
        (a - b).abs() / size
    );
}
