//! The canvas through pointer, keys and accessible names, without a GPU or a display.

use std::collections::BTreeSet;
use std::time::Duration;

use catchment::app::canvas::Canvas;
use catchment::app::command::Command;
use catchment::app::context::Context;
use catchment::app::state::State;
use catchment::app::theme::Theme;
use catchment::document::Document;
use catchment::model::{
    Company, Edit, Frame, Link, LinkKind, Map, Node, NodeKind, Note, Number, Object, PerSegment, Pull,
};
use catchment::solver::{self, Solution};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

const SIZE: Vec2 = vec2(1000.0, 700.0);

const CHATS: &str = "Chats, channel of Tencent, 1,000 visits a day";
const TAOBAO: &str = "Taobao, platform of Alibaba, 600 visits a day";
const GATE: &str = "Gate of Chats to Taobao, closed, kept by Tencent and Alibaba";
const CLOSED_LINK: &str = "Link Chats to Taobao, closed, gate kept by Tencent and Alibaba";

pub(crate) fn company(name: &str) -> Company {
    Company {
        name: name.to_owned(),
        ..Company::default()
    }
}

pub(crate) fn node(name: &str, owner: &str, at: (f64, f64), kind: NodeKind) -> Node {
    Node {
        owner: Some(owner.into()),
        at,
        ..Node::new(name, kind)
    }
}

pub(crate) fn platform(arrivals: f64) -> NodeKind {
    NodeKind::Platform {
        arrivals: PerSegment::from(arrivals),
        commission: Number::bare(0.0),
        ad_rate: Number::bare(0.0),
    }
}

/// Two companies; a closed link between them, an open way to buy within each.
fn map() -> Map {
    let mut map = Map::new("Two companies");
    let channel = NodeKind::Channel {
        arrivals: PerSegment::from(1000.0),
    };
    let sellers = NodeKind::Merchant {
        sells_on: "taobao".into(),
        ticket: PerSegment::from(50.0),
    };
    let wallet = NodeKind::Payment {
        fee: Number::bare(0.001),
    };
    let closed = Link {
        open: false,
        gatekeepers: Some(vec!["tencent".into(), "alibaba".into()]),
        pull: Pull::TakeUp(Number::bare(0.2)),
        ..Link::new("chats", "taobao", LinkKind::Share)
    };
    map.apply_all([
        Edit::put_company("tencent", company("Tencent")),
        Edit::put_company("alibaba", company("Alibaba")),
        Edit::put_node("chats", node("Chats", "tencent", (0.0, 0.0), channel)),
        Edit::put_node(
            "minis",
            node("Mini-programs", "tencent", (0.0, 200.0), platform(0.0)),
        ),
        Edit::put_node("taobao", node("Taobao", "alibaba", (420.0, 0.0), platform(600.0))),
        Edit::put_node("sellers", node("Sellers", "alibaba", (420.0, 200.0), sellers)),
        Edit::put_node("alipay", node("Alipay", "alibaba", (620.0, 200.0), wallet)),
        Edit::put_link("chats-taobao", closed),
        Edit::put_link("chats-minis", Link::new("chats", "minis", LinkKind::Jump)),
        Edit::put_link("taobao-sellers", Link::new("taobao", "sellers", LinkKind::Direct)),
        Edit::put_link(
            "sellers-alipay",
            Link::new("sellers", "alipay", LinkKind::Payment),
        ),
    ]);
    map
}

/// A window of nothing but a canvas. Selections take effect; edits are kept for the test to see.
pub(crate) struct Window {
    pub(crate) state: State,
    today: Option<Solution>,
    pub(crate) canvas: Canvas,
    selection: BTreeSet<Object>,
    commands: Vec<Command>,
    pub(crate) theme: Theme,
}

impl Window {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let context = Context {
            today: self.today.as_ref(),
            now: self.today.as_ref(),
            selection: &self.selection,
            stale: false,
            ..self.state.context(&self.theme)
        };
        let mut commands = Vec::new();
        self.canvas.ui(ui, &context, &mut commands);
        for command in &commands {
            match command {
                Command::Select(objects) => self.selection = objects.iter().cloned().collect(),
                Command::SelectAlso(object) if !self.selection.remove(object) => {
                    self.selection.insert(object.clone());
                }
                _ => {}
            }
        }
        self.commands.extend(commands);
    }
}

pub(crate) fn open(map: Map) -> Harness<'static, Window> {
    let window = Window {
        today: solver::solve(&map, None).ok(),
        state: State::new(Document::new(map)),
        canvas: Canvas::default(),
        selection: BTreeSet::new(),
        commands: Vec::new(),
        theme: Theme::light(),
    };
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .build_ui_state(|ui, window: &mut Window| window.ui(ui), window);
    harness.run();
    harness
}

fn center(harness: &Harness<'_, Window>, name: &str) -> Pos2 {
    harness.get_by_label(name).rect().center()
}

pub(crate) fn press(harness: &mut Harness<'_, Window>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    let event = Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    };
    harness.event_modifiers(event, modifiers);
    harness.run();
}

/// Presses at `from` and moves to `to` in steps, without letting go.
pub(crate) fn drag(harness: &mut Harness<'_, Window>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(from));
    harness.run();
    press(harness, from, true, modifiers);
    for step in 1..=5 {
        let along = from + (to - from) * (step as f32 / 5.0);
        harness.event_modifiers(Event::PointerMoved(along), modifiers);
        harness.run();
    }
}

pub(crate) fn edits(window: &Window) -> Vec<&Command> {
    let is_edit = |command: &&Command| matches!(command, Command::Edit { .. });
    window.commands.iter().filter(is_edit).collect()
}

fn selected(window: &Window) -> Vec<String> {
    window.selection.iter().map(ToString::to_string).collect()
}

#[test]
fn everything_drawn_has_a_name() {
    let mut map = map();
    map.apply_all([
        Edit::Note(
            "n".into(),
            Some(Note {
                text: "Mid 2021".to_owned(),
                at: (100.0, 320.0),
            }),
        ),
        Edit::Frame(
            "f".into(),
            Some(Frame {
                title: "Wallets".to_owned(),
                at: (560.0, 120.0),
                size: (120.0, 200.0),
            }),
        ),
    ]);
    let harness = open(map);
    for name in [
        CHATS,
        TAOBAO,
        GATE,
        CLOSED_LINK,
        "Link Taobao to Sellers, open, 300 visits a day",
        "Alipay, payment of Alibaba, 150 visits a day",
        "Note: Mid 2021",
        "Frame: Wallets",
        "Map: Two companies",
    ] {
        harness.get_by_label(name);
    }
    // Only the link that leaves a territory has a gate, as all others are open within one.
    assert_eq!(harness.query_all_by_label_contains("Gate of").count(), 1);
}

#[test]
fn a_click_on_a_gate_asks_to_open_its_link() {
    let mut harness = open(map());
    harness.get_by_label(GATE).click();
    harness.run();
    assert_eq!(
        harness.state().commands,
        [Command::ToggleLink("chats-taobao".into())]
    );
}

#[test]
fn a_gate_can_be_opened_from_the_keyboard() {
    let mut harness = open(map());
    harness.get_by_label(GATE).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let toggle = Command::ToggleLink("chats-taobao".into());
    assert!(harness.state().commands.contains(&toggle));
}

#[test]
fn a_gate_can_be_clicked_at_every_zoom() {
    for notches in [-12, -6, 4, 8] {
        let mut harness = open(map());
        let gate = center(&harness, GATE);
        zoom(&mut harness, gate, notches as f32);
        harness.get_by_label(GATE).click();
        harness.run();
        let toggle = Command::ToggleLink("chats-taobao".into());
        assert!(harness.state().commands.contains(&toggle), "{notches} notches");
    }
}

#[test]
fn a_click_selects_and_a_click_beside_clears() {
    let mut harness = open(map());
    harness.get_by_label(CHATS).click();
    harness.run();
    assert_eq!(selected(harness.state()), ["node \"chats\""]);
    harness.get_by_label(TAOBAO).click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(selected(harness.state()), ["node \"chats\"", "node \"taobao\""]);
    harness.get_by_label(CLOSED_LINK).click();
    harness.run();
    assert_eq!(selected(harness.state()), ["link \"chats-taobao\""]);
    // Without a frame between, as the harness's frames are long and a click must be short.
    harness.hover_at(pos2(20.0, 680.0));
    harness.drag_at(pos2(20.0, 680.0));
    harness.drop_at(pos2(20.0, 680.0));
    harness.run();
    assert!(harness.state().selection.is_empty());
    assert!(edits(harness.state()).is_empty());
}

#[test]
fn a_drag_of_a_node_is_one_edit_with_its_new_place() {
    let mut harness = open(map());
    harness.state_mut().state.view.snap = false;
    let from = center(&harness, CHATS);
    let zoom = harness.state().canvas.zoom_percent() / 100.0;
    let by = vec2(-40.0, 30.0);
    drag(&mut harness, from, from + by, Modifiers::NONE);
    assert!(
        edits(harness.state()).is_empty(),
        "nothing is edited before it is put down"
    );
    press(&mut harness, from + by, false, Modifiers::NONE);
    let window = harness.state();
    let [Command::Edit { label, edits, merge }] = edits(window)[..] else {
        panic!("one edit, not {:?}", window.commands);
    };
    assert_eq!(label, "Move Chats");
    assert!(!merge);
    let [Edit::Node(id, Some(node))] = &edits[..] else {
        panic!("{edits:?}")
    };
    assert_eq!(id.as_str(), "chats");
    let moved = (by / zoom).round();
    assert_eq!(node.at, (f64::from(moved.x), f64::from(moved.y)));
    let unmoved = Node {
        at: (0.0, 0.0),
        ..(**node).clone()
    };
    assert_eq!(&unmoved, &window.state.map().nodes()[id]);
}

#[test]
fn a_drag_of_one_selected_node_moves_them_all() {
    let mut harness = open(map());
    harness.get_by_label(CHATS).click();
    harness.run();
    harness.get_by_label(TAOBAO).click_modifiers(Modifiers::SHIFT);
    harness.run();
    let from = center(&harness, TAOBAO);
    drag(&mut harness, from, from + vec2(0.0, -50.0), Modifiers::NONE);
    press(&mut harness, from + vec2(0.0, -50.0), false, Modifiers::NONE);
    let [Command::Edit { label, edits, .. }] = edits(harness.state())[..] else {
        panic!("one edit");
    };
    assert_eq!(label, "Move 2 objects");
    assert_eq!(edits.len(), 2);
}

#[test]
fn escape_cancels_a_drag() {
    let mut harness = open(map());
    let from = center(&harness, CHATS);
    drag(&mut harness, from, from + vec2(120.0, 80.0), Modifiers::NONE);
    let away = center(&harness, CHATS);
    assert!(away.distance(from) > 100.0, "the node follows the pointer");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(center(&harness, CHATS).distance(from) < 0.5, "the node is back");
    press(&mut harness, from + vec2(150.0, 80.0), false, Modifiers::NONE);
    assert!(edits(harness.state()).is_empty());
    assert_eq!(
        selected(harness.state()),
        ["node \"chats\""],
        "the first Escape only cancels"
    );
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().selection.is_empty());
}

#[test]
fn a_box_selects_what_it_encloses() {
    let mut harness = open(map());
    let corner = center(&harness, TAOBAO) + vec2(-70.0, -70.0);
    let other = center(&harness, "Sellers, merchants of Alibaba, 300 visits a day") + vec2(60.0, 60.0);
    drag(&mut harness, corner, other, Modifiers::SHIFT);
    assert!(
        harness.state().selection.is_empty(),
        "nothing is selected before the box is drawn"
    );
    press(&mut harness, other, false, Modifiers::SHIFT);
    assert_eq!(
        selected(harness.state()),
        ["node \"sellers\"", "node \"taobao\"", "link \"taobao-sellers\""]
    );
    assert!(edits(harness.state()).is_empty());
}

#[test]
fn a_drag_beside_everything_moves_the_camera_only() {
    let mut harness = open(map());
    let before = center(&harness, CHATS);
    drag(
        &mut harness,
        pos2(10.0, 690.0),
        pos2(110.0, 640.0),
        Modifiers::NONE,
    );
    press(&mut harness, pos2(110.0, 640.0), false, Modifiers::NONE);
    let moved = center(&harness, CHATS) - before;
    assert!((moved - vec2(100.0, -50.0)).length() < 25.0, "{moved}");
    assert!(harness.state().commands.is_empty());
}

fn zoom(harness: &mut Harness<'_, Window>, about: Pos2, notches: f32) {
    harness.event(Event::PointerMoved(about));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, notches),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
}

#[test]
fn zooming_keeps_what_is_under_the_pointer() {
    let mut harness = open(map());
    let before = center(&harness, TAOBAO);
    let chats = center(&harness, CHATS);
    let percent = harness.state().canvas.zoom_percent();
    zoom(&mut harness, before, -3.0);
    assert!(harness.state().canvas.zoom_percent() < percent * 0.75);
    assert!(center(&harness, TAOBAO).distance(before) < 0.5);
    assert!(center(&harness, CHATS).distance(before) < chats.distance(before) * 0.75);
}

#[test]
fn arrows_nudge_the_selection_as_one_step() {
    let mut harness = open(map());
    harness.get_by_label(CHATS).click();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let [
        Command::Edit {
            edits: moves,
            merge: true,
            ..
        },
    ] = edits(harness.state())[..]
    else {
        panic!("one edit that merges");
    };
    let [Edit::Node(_, Some(node))] = &moves[..] else {
        panic!("{moves:?}")
    };
    assert_eq!(node.at, (8.0, 0.0));
}

#[test]
fn tab_moves_through_objects() {
    let mut harness = open(map());
    harness.get_by_label("Map: Two companies").focus();
    harness.run();
    let mut reached = BTreeSet::new();
    for _ in 0..5 {
        harness.key_press(Key::Tab);
        harness.run();
        reached.extend(selected(harness.state()));
    }
    assert_eq!(reached.len(), 5, "{reached:?}");
}

#[test]
fn an_empty_map_and_one_with_nonsense_places_are_drawn() {
    let mut harness = open(Map::new("Empty"));
    harness.state_mut().canvas.fit();
    harness.run();
    let mut wild = map();
    for (id, at) in [
        ("chats", (f64::NAN, 0.0)),
        ("taobao", (f64::INFINITY, 1e300)),
        ("sellers", (-1e7, 0.0)),
    ] {
        let node = Node {
            at,
            ..wild.nodes()[id].clone()
        };
        wild.apply(Edit::put_node(id, node));
    }
    let mut harness = open(wild);
    harness.state_mut().canvas.show(&Object::Node("chats".into()));
    harness.run();
    assert!(
        harness
            .query_by_label_contains("Chats, channel of Tencent")
            .is_some()
    );
}

#[test]
fn only_moving_dots_ask_for_frames() {
    let mut harness = open(map());
    harness.run();
    harness.step();
    let wait = |harness: &Harness<'_, Window>| {
        let outputs = harness.output().viewport_output.values();
        outputs
            .map(|output| output.repaint_delay)
            .min()
            .expect("there is a window")
    };
    assert!(wait(&harness) > Duration::from_secs(60), "{:?}", wait(&harness));
    harness.state_mut().canvas.set_dots(true);
    harness.step();
    assert!(wait(&harness) < Duration::from_millis(100), "dots move");
    harness.state_mut().canvas.set_dots(false);
    harness.step();
    harness.step();
    assert!(wait(&harness) > Duration::from_secs(60), "{:?}", wait(&harness));
}

#[test]
fn the_whole_map_stays_in_view_when_the_window_grows_until_the_person_moves_it() {
    let mut harness = open(map());
    harness.run();
    harness.set_size(SIZE * 0.5);
    harness.run();
    let small = harness.state().canvas.zoom_percent();
    harness.set_size(SIZE * 2.0);
    harness.run();
    let large = harness.state().canvas.zoom_percent();
    assert!(large > 1.2 * small, "from {small} to {large}");
    harness.state_mut().canvas.show(&Object::Node("chats".into()));
    harness.run();
    let near = harness.state().canvas.zoom_percent();
    harness.set_size(SIZE);
    harness.run();
    assert_eq!(
        harness.state().canvas.zoom_percent(),
        near,
        "what was chosen stays"
    );
}
