//! Following a drag on a large map: only what is moved, and what hangs on it, is drawn elsewhere.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use kurbo::{Rect, Shape};

use super::link::bend;
use super::{NodeMark, Places, Scene};
use crate::app::canvas::curve;
use crate::app::canvas::draft::Draft;
use crate::app::canvas::gate::Areas;
use crate::app::canvas::glide::Glide;
use crate::model::{Map, Object};

impl Scene {
    /// Whether it can follow a drag. A scene that is made anew in no time shows more: its walls follow, and
    /// its links find new ways.
    pub fn can_follow(&self) -> bool {
        !self.plots.are_few() && !curve::are_routed(self.links.len())
    }

    /// Moves what `draft` moves, or the draft `before` it did, of the map it shows.
    pub fn follow(&mut self, map: &Map, draft: &Draft, before: &Draft) {
        let glide = &Glide::default();
        let places = Places { draft, glide };
        let mut nodes = Vec::new();
        for object in draft.moved.objects.union(&before.moved.objects) {
            match object {
                Object::Node(id) => {
                    if let (Some(&place), Some(node)) = (self.places.get(id), map.nodes().get(id)) {
                        self.nodes[place].center = places.of(object, node.at);
                        nodes.push(place);
                    }
                }
                Object::Note(id) => {
                    let place = self.notes.binary_search_by(|note| note.id.cmp(id));
                    if let (Ok(place), Some(note)) = (place, map.notes().get(id)) {
                        self.notes[place].at = places.of(object, note.at);
                    }
                }
                Object::Frame(id) => {
                    let frame = self.frames.iter_mut().find(|frame| frame.id == *id);
                    if let (Some(mark), Some(frame)) = (frame, map.frames().get(id)) {
                        let at = places.of(object, frame.at);
                        mark.rect = Rect::from_origin_size(at, mark.rect.size());
                    }
                }
                _ => {}
            }
        }
        self.found = OnceCell::new();
        self.lead_links(map, draft, &nodes);
        // What has left the bounds counts; what has left a place within them does so once it is put down.
        let moved = nodes.iter().map(|&node| self.nodes[node].footprint());
        self.bounds = moved.chain(self.bounds).reduce(|a, b| a.union(b));
    }

    /// Draws the links of these nodes, and their gates, where the nodes are now.
    fn lead_links(&mut self, map: &Map, draft: &Draft, nodes: &[usize]) {
        let ties = self.ties.get_or_init(|| ties(&self.nodes, &self.links));
        let links: BTreeSet<usize> = nodes.iter().flat_map(|&node| &ties[node]).copied().collect();
        let ends: Vec<(usize, usize)> = links
            .iter()
            .map(|&link| (self.links[link].from, self.links[link].to))
            .collect();
        let bent = |&link: &usize| {
            let id = &self.links[link].id;
            map.links().get(id).and_then(|link| bend(draft, id, link))
        };
        let bends: Vec<_> = links.iter().map(bent).collect();
        let courses = curve::direct(&self.nodes, &ends, &bends);
        let areas = Areas::new(&self.territories);
        for (place, course) in links.into_iter().zip(courses) {
            let link = &mut self.links[place];
            link.curve = course;
            link.bounds = course.bounding_box();
            if let Some(gate) = link.gate {
                self.gates[gate].follow(&self.nodes, link, &areas);
            }
        }
    }
}

/// The links that start or end at each node.
fn ties(nodes: &[NodeMark], links: &[super::LinkMark]) -> Vec<Vec<usize>> {
    let mut ties = vec![Vec::new(); nodes.len()];
    for (place, link) in links.iter().enumerate() {
        ties[link.from].push(place);
        ties[link.to].push(place);
    }
    ties
}

#[cfg(test)]
mod tests {
    use kurbo::{ParamCurve, Vec2};

    use super::*;
    use crate::app::canvas::draft::Moved;
    use crate::app::state::State;
    use crate::app::theme::Theme;
    use crate::document::Document;
    use crate::model::{Company, Edit, Link, LinkKind, Node, NodeKind, PerSegment};

    /// A map of so many nodes and links that its scene can follow.
    fn map() -> Map {
        let mut random = fastrand::Rng::with_seed(2);
        let mut map = Map::new("Large");
        for company in ["a", "b"] {
            map.apply(Edit::put_company(company, Company::default()));
        }
        for number in 0..450 {
            let kind = NodeKind::Channel {
                arrivals: PerSegment::from(1.0),
            };
            let node = Node {
                owner: Some(if number % 30 < 15 { "a" } else { "b" }.into()),
                at: (f64::from(number % 30) * 200.0, f64::from(number / 30) * 150.0),
                ..Node::new(format!("N{number}"), kind)
            };
            map.apply(Edit::put_node(format!("n{number}"), node));
        }
        for number in 0..1000 {
            let (from, to) = (random.u32(..450), random.u32(..450));
            let link = Link {
                open: random.bool(),
                bend: (number % 9 == 0).then_some((30.0, -20.0)),
                ..Link::new(format!("n{from}"), format!("n{to}"), LinkKind::Jump)
            };
            map.apply(Edit::put_link(format!("l{number}"), link));
        }
        map
    }

    fn moved(nodes: &[&str], by: Vec2) -> Draft {
        let objects = nodes.iter().map(|&id| Object::Node(id.into())).collect();
        Draft {
            moved: Moved { objects, by },
            ..Draft::default()
        }
    }

    #[test]
    fn a_scene_that_follows_is_the_one_made_anew() {
        let state = State::new(Document::new(map()));
        let theme = Theme::light();
        let context = state.context(&theme);
        let glide = Glide::default();
        let build = |draft: &Draft, before| Scene::build(&context, draft, &glide, before, true);
        let steps = [
            moved(&["n7"], Vec2::new(40.0, 25.0)),
            moved(&["n7"], Vec2::new(90.0, -60.0)),
            moved(&["n7", "n8", "n100"], Vec2::new(-3000.0, 10.0)),
            Draft::default(),
        ];
        let mut before = Draft::default();
        let mut scene = build(&before, Scene::default());
        assert!(scene.can_follow());
        for draft in steps {
            scene.follow(context.map, &draft, &before);
            let anew = build(&draft, scene.clone());
            assert_eq!(scene.nodes, anew.nodes);
            for (link, other) in scene.links.iter().zip(&anew.links) {
                assert_eq!((link.curve, link.bounds), (other.curve, other.bounds));
            }
            for gate in &scene.gates {
                let course = &scene.links[gate.link].curve;
                let steps = (0..=4000).map(|step| course.eval(f64::from(step) / 4000.0));
                let off = steps
                    .map(|at| (at - gate.center).hypot())
                    .fold(f64::INFINITY, f64::min);
                assert!(off < 2.0, "a gate stands {off} off its link");
            }
            for node in &scene.nodes {
                let found = scene.found().nodes.about(node.center, 0.0);
                assert!(found.into_iter().any(|place| scene.nodes[place].id == node.id));
            }
            before = draft;
        }
    }
}
