//! Objects of one sort that are edited together: the one selected, or all of several.

use std::borrow::Cow;

use super::Command;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::typing::Stage;
use crate::model::{
    Company, DEFAULT_LEAVE, Edit, Id, Link, Map, Node, NodeKind, Number, Object, PerSegment, field,
};

/// An object with fields that the inspector edits.
pub(super) trait Editable: Clone + PartialEq {
    /// The object by name.
    fn object(id: &Id<Self>) -> Object;
    /// The edit that puts it in place.
    fn put(id: &Id<Self>, value: Self) -> Edit;
    /// The number at a path below it, as it counts if nothing was entered.
    fn number(&self, path: &str) -> Option<Cow<'_, Number>>;
    /// The same to be changed.
    fn number_mut(&mut self, path: &str) -> Option<&mut Number>;
}

/// One object or several of one sort.
pub(super) struct Group<'a, T: Editable> {
    members: Vec<(&'a Id<T>, &'a T)>,
    name: String,
}

impl<'a, T: Editable> Group<'a, T> {
    /// The members of a selection, of which there must be one at least.
    pub(super) fn new(map: &Map, members: Vec<(&'a Id<T>, &'a T)>) -> Option<Self> {
        let (first, _) = members.first()?;
        let name = match members.len() {
            1 => naming::object(map, &T::object(first)),
            many => fill(words().numbers.objects, &[&many.to_string()]),
        };
        Some(Self { members, name })
    }

    /// What the steps of the history call it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The only member, if there is only one.
    pub(super) fn single(&self) -> Option<(&'a Id<T>, &'a T)> {
        match self.members[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Its members with their ids.
    pub(super) fn members(&self) -> impl ExactSizeIterator<Item = (&'a Id<T>, &'a T)> + Clone {
        self.members.iter().copied()
    }

    /// Whether something is so of every member.
    pub(super) fn all(&self, is: impl Fn(&'a T) -> bool) -> bool {
        self.members.iter().all(|(_, value)| is(value))
    }

    /// What all members have alike; `None` where they differ.
    pub(super) fn agreed<V: PartialEq>(&self, of: impl Fn(&'a T) -> V) -> Option<V> {
        let mut values = self.members.iter().map(|(_, value)| of(value));
        let first = values.next()?;
        values.all(|value| value == first).then_some(first)
    }

    /// The edits that change every member; one that stays as it is has none.
    pub(super) fn edits(&self, change: impl Fn(&mut T)) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (id, before) in &self.members {
            let mut after = (*before).clone();
            change(&mut after);
            if after != **before {
                edits.push(T::put(id, after));
            }
        }
        edits
    }

    /// Changes every member, as a step of its own: a choice, a switch.
    pub(super) fn set(&self, commands: &mut Vec<Command>, field: &str, change: impl Fn(&mut T)) {
        super::edit_once(commands, &self.name, field, self.edits(change));
    }

    /// Changes every member from a field that is typed in or dragged: all of it is one step.
    pub(super) fn set_live(&self, commands: &mut Vec<Command>, field: &str, change: impl Fn(&mut T)) {
        super::edit(commands, &self.name, field, self.edits(change));
    }

    /// Changes every member from a field of text, once it is typed.
    pub(super) fn set_text(
        &self,
        commands: &mut Vec<Command>,
        field: &str,
        stage: Stage,
        change: impl Fn(&mut T),
    ) {
        let label = fill(words().steps.step_of, &[&self.name, field]);
        commands.push(stage.command(label, self.edits(change), true));
    }
}

impl Editable for Node {
    fn object(id: &Id<Self>) -> Object {
        Object::Node(id.clone())
    }

    fn put(id: &Id<Self>, value: Self) -> Edit {
        Edit::put_node(id.clone(), value)
    }

    fn number(&self, path: &str) -> Option<Cow<'_, Number>> {
        let (name, segment) = split(path);
        match (name, &self.kind) {
            ("arrivals", _) => self.arrivals().map(|arrivals| of_segment(arrivals, segment)),
            ("ticket", NodeKind::Merchant { ticket, .. }) => Some(of_segment(ticket, segment)),
            ("commission", NodeKind::Platform { commission, .. }) => Some(Cow::Borrowed(commission)),
            ("ad_rate", NodeKind::Platform { ad_rate, .. }) => Some(Cow::Borrowed(ad_rate)),
            ("fee", NodeKind::Payment { fee }) => Some(Cow::Borrowed(fee)),
            ("leave", _) => Some(match &self.leave {
                Some(leave) => Cow::Borrowed(leave),
                None => Cow::Owned(Number::bare(DEFAULT_LEAVE)),
            }),
            ("novelty", _) => Some(Cow::Borrowed(&self.novelty)),
            ("network_effect", _) => Some(Cow::Borrowed(&self.network_effect)),
            ("habit_years", _) => Some(Cow::Borrowed(&self.habit_years)),
            _ => None,
        }
    }

    fn number_mut(&mut self, path: &str) -> Option<&mut Number> {
        // The one number of a map without segments may be written either way.
        let by_segment = |values: &PerSegment| matches!(values, PerSegment::By(by) if !by.is_empty());
        let values = match &self.kind {
            NodeKind::Merchant { ticket, .. } => Some(ticket),
            _ => self.arrivals(),
        };
        let one = path == field::ARRIVALS.name || path == field::TICKET.name;
        if one && values.is_some_and(by_segment) {
            return self.number_mut(&format!("{path}/{}", crate::model::ALL_SEGMENT));
        }
        Node::number_mut(self, path)
    }
}

impl Editable for Link {
    fn object(id: &Id<Self>) -> Object {
        Object::Link(id.clone())
    }

    fn put(id: &Id<Self>, value: Self) -> Edit {
        Edit::put_link(id.clone(), value)
    }

    fn number(&self, path: &str) -> Option<Cow<'_, Number>> {
        let (name, segment) = split(path);
        Some(Cow::Borrowed(match (name, segment) {
            ("pull", None) => self.pull.number(),
            ("pull_by", Some(segment)) => self.pull_for(segment).number(),
            ("ad_elasticity", None) => &self.ad_elasticity,
            ("referral", None) => &self.referral,
            _ => return None,
        }))
    }

    fn number_mut(&mut self, path: &str) -> Option<&mut Number> {
        Link::number_mut(self, path)
    }
}

impl Editable for Company {
    fn object(id: &Id<Self>) -> Object {
        Object::Company(id.clone())
    }

    fn put(id: &Id<Self>, value: Self) -> Edit {
        Edit::put_company(id.clone(), value)
    }

    fn number(&self, path: &str) -> Option<Cow<'_, Number>> {
        let mut numbers = self.numbers().into_iter();
        numbers
            .find(|(field, _)| field.name == path)
            .map(|(_, number)| Cow::Borrowed(number))
    }

    fn number_mut(&mut self, path: &str) -> Option<&mut Number> {
        Company::number_mut(self, path)
    }
}

fn split(path: &str) -> (&str, Option<&str>) {
    match path.split_once('/') {
        Some((name, segment)) => (name, Some(segment)),
        None => (path, None),
    }
}

fn of_segment<'a>(values: &'a PerSegment, segment: Option<&str>) -> Cow<'a, Number> {
    let number = values.get(segment.unwrap_or(crate::model::ALL_SEGMENT));
    number.map_or_else(|| Cow::Owned(Number::default()), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(novelties: [f64; 2]) -> [(Id<Node>, Node); 2] {
        let node = |id: &str, novelty: f64| {
            let arrivals = PerSegment::default();
            let mut node = Node::new(id, NodeKind::Channel { arrivals });
            node.novelty = novelty.into();
            (id.into(), node)
        };
        [node("a", novelties[0]), node("b", novelties[1])]
    }

    #[test]
    fn what_differs_is_not_agreed_and_is_set_in_all() {
        let nodes = nodes([0.2, 0.3]);
        let members = nodes.iter().map(|(id, node)| (id, node)).collect();
        let group = Group::new(&Map::new(""), members).unwrap();
        assert_eq!(group.agreed(|node| node.novelty.value), None);
        assert_eq!(group.agreed(|node| node.habit_years.value), Some(2.0));
        let edits = group.edits(|node| node.novelty = 0.3.into());
        assert_eq!(edits.len(), 1, "the other is so already");
    }

    #[test]
    fn the_one_number_of_a_map_without_segments_is_found_either_way() {
        let [(_, mut node), _] = nodes([0.5, 0.5]);
        *Editable::number_mut(&mut node, "arrivals").unwrap() = 7.0.into();
        assert_eq!(node.number("arrivals").unwrap().value, 7.0);
        node.kind = NodeKind::Channel {
            arrivals: PerSegment::By([("all".into(), 8.0.into())].into()),
        };
        assert_eq!(node.number("arrivals").unwrap().value, 8.0);
        *Editable::number_mut(&mut node, "arrivals").unwrap() = 9.0.into();
        assert_eq!(node.number("arrivals").unwrap().value, 9.0);
    }
}
