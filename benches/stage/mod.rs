//! Random maps and a canvas that draws them frame by frame, for the benches.

#![allow(dead_code, reason = "each bench uses its own part")]

pub mod traffic;

use catchment::app::canvas::Canvas;
use catchment::app::context::Context;
use catchment::app::state::State;
use catchment::app::theme::Theme;
use catchment::document::Document;
use catchment::model::{Company, CompanyId, Edit, Link, LinkKind, Map, Node, NodeId, NodeKind, PerSegment};
use catchment::solver::{self, Solution};
use egui::{
    Event, FullOutput, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2,
    vec2,
};

/// The screen that the canvas fills.
pub const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1920.0, 1080.0));
const COMPANIES: usize = 8;

/// A map of `nodes` nodes in a loose square, companies side by side, links to near and far.
pub fn map(nodes: usize, links: usize) -> Map {
    let mut random = fastrand::Rng::with_seed(7);
    let mut map = Map::new("Bench");
    let company = |number: usize| CompanyId::from(format!("c{number}"));
    let id = |number: usize| NodeId::from(format!("n{number}"));
    for number in 0..COMPANIES {
        let name = format!("Company {number}");
        let company_of_name = Company {
            name,
            ..Company::default()
        };
        map.apply(Edit::put_company(company(number), company_of_name));
    }
    let columns = (nodes as f64).sqrt().ceil() as usize;
    for number in 0..nodes {
        let kind = NodeKind::Channel {
            arrivals: PerSegment::from(random.f64().powi(3) * 1e6),
        };
        let column = number % columns;
        let owner = company(column * COMPANIES / columns);
        let jitter = (random.f64() * 50.0, random.f64() * 50.0);
        let node = Node {
            owner: Some(owner),
            at: (
                column as f64 * 170.0 + jitter.0,
                (number / columns) as f64 * 150.0 + jitter.1,
            ),
            ..Node::new(format!("Node {number}"), kind)
        };
        map.apply(Edit::put_node(id(number), node));
    }
    for number in 0..links {
        let from = random.usize(..nodes);
        let far = random.f64() < 0.1;
        let to = if far {
            random.usize(..nodes)
        } else {
            (from + 1 + random.usize(..3) * columns) % nodes
        };
        if from == to {
            continue;
        }
        let link = Link {
            open: random.f64() < 0.9,
            ..Link::new(id(from), id(to), LinkKind::Jump)
        };
        map.apply(Edit::put_link(format!("l{number}"), link));
    }
    map
}

/// A map in rows, whose nodes two hosts have by turns, six and four.
pub fn by_turns(nodes: usize) -> Map {
    let mut map = Map::new("By turns");
    for company in ["a", "b"] {
        map.apply(Edit::put_company(company, Company::default()));
    }
    for number in 0..nodes {
        let kind = NodeKind::Channel {
            arrivals: PerSegment::from(10.0),
        };
        let owner = if number % 10 < 6 { "a" } else { "b" };
        let node = Node {
            owner: Some(owner.into()),
            at: ((number % 100) as f64 * 220.0, (number / 100) as f64 * 150.0),
            ..Node::new(format!("N{number}"), kind)
        };
        map.apply(Edit::put_node(format!("n{number}"), node));
    }
    map
}

/// A map whose hosts have two nodes each, wherever those stand.
pub fn of_many_hosts(nodes: usize) -> Map {
    let mut random = fastrand::Rng::with_seed(3);
    let mut map = by_turns(nodes);
    let hosts = nodes / 2;
    for host in 0..hosts {
        map.apply(Edit::put_company(format!("h{host}"), Company::default()));
    }
    let ids: Vec<NodeId> = map.nodes().keys().cloned().collect();
    for id in ids {
        let node = Node {
            owner: Some(CompanyId::from(format!("h{}", random.usize(..hosts)))),
            ..map.nodes()[&id].clone()
        };
        map.apply(Edit::put_node(id, node));
    }
    map
}

/// The events of a trackpad's fingers that move the map sideways.
pub fn scroll(by: f32) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(by, 0.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(SCREEN.center()), wheel]
}

/// A canvas on a map, and the frames drawn so far.
pub struct Stage {
    state: State,
    answer: Option<Solution>,
    canvas: Canvas,
    ctx: egui::Context,
    pub revision: u64,
    pub frames: u32,
}

impl Stage {
    /// A map of so many nodes and links, solved, and drawn once.
    pub fn new(nodes: usize, links: usize) -> Self {
        let map = map(nodes, links);
        let mut stage = Self {
            answer: solver::solve(&map, None).ok(),
            state: State::new(Document::new(map)),
            canvas: Canvas::default(),
            ctx: egui::Context::default(),
            revision: 1,
            frames: 0,
        };
        stage.frame(Vec::new());
        // The territories of a large map come a little later.
        while stage.state.context(&Theme::light()).tasks.are_running() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        stage.frame(Vec::new());
        stage
    }

    /// One frame from input to triangles; returns how many of those there are.
    pub fn frame(&mut self, events: Vec<Event>) -> usize {
        let mut output = self.draw(events);
        let shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        let primitives = self.ctx.tessellate(shapes, 1.0);
        primitives
            .iter()
            .map(|primitive| match &primitive.primitive {
                egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
                egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum()
    }

    /// The middle on screen of the node that is nearest to the middle of the screen.
    pub fn central_node(&mut self) -> Pos2 {
        self.ctx.enable_accesskit();
        let mut output = self.draw(Vec::new());
        self.ctx.disable_accesskit();
        let update = output.platform_output.accesskit_update.take();
        output.drop_without_applying_deltas();
        let nodes = update.map(|update| update.nodes).unwrap_or_default();
        let middles = nodes.iter().filter_map(|(_, node)| {
            let bounds = node.bounds()?;
            let is_node = node.label()?.starts_with("Node ");
            is_node.then_some(pos2(
                (bounds.x0 + bounds.x1) as f32 / 2.0,
                (bounds.y0 + bounds.y1) as f32 / 2.0,
            ))
        });
        let far = |pos: &Pos2| pos.distance(SCREEN.center());
        middles
            .min_by(|a, b| far(a).total_cmp(&far(b)))
            .expect("a node on screen")
    }

    fn draw(&mut self, events: Vec<Event>) -> FullOutput {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(SCREEN),
            time: Some(f64::from(self.frames)),
            events,
            ..RawInput::default()
        };
        let theme = Theme::light();
        let context = Context {
            revision: self.revision,
            today: self.answer.as_ref(),
            now: self.answer.as_ref(),
            stale: false,
            ..self.state.context(&theme)
        };
        let mut commands = Vec::new();
        let canvas = &mut self.canvas;
        self.ctx
            .run_ui(input, |ui| canvas.ui(ui, &context, &mut commands))
    }

    /// Zooms about the middle of the screen until the zoom is at least `percent`.
    pub fn zoom_to(&mut self, percent: f32) {
        while self.canvas.zoom_percent() < percent {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, 1.0),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![Event::PointerMoved(SCREEN.center()), wheel]);
        }
        self.frame(vec![Event::PointerGone]);
    }
}
