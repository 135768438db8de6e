//! Drawing and editing on the canvas through the whole window: the map before, what pointer and keys
//! do, the map after.
mod adding;
mod bending;
mod gliding;
mod hovering;
mod linking;
mod moving;
mod overview;
mod renaming;

use crate::common::build::{channel, merchant, payment, platform};
use crate::common::window::{Window, ask, settle};
use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Company, Edit, Frame, Link, LinkKind, Map, Node, NodeKind, Note, Object};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::kittest::Queryable;

/// Two companies, a link between them, a way to pay, a note, and a frame round one node.
fn map() -> Map {
    let mut map = Map::new("Two companies");
    let company = |name: &str| Company {
        name: name.to_owned(),
        ..Company::default()
    };
    let node = |name: &str, owner: &str, at, kind: NodeKind| Node {
        owner: Some(owner.into()),
        at,
        ..Node::new(name, kind)
    };
    map.apply_all([
        Edit::put_company("tencent", company("Tencent")),
        Edit::put_company("alibaba", company("Alibaba")),
        Edit::put_node("chats", node("Chats", "tencent", (0.0, 0.0), channel(1000.0))),
        Edit::put_node(
            "taobao",
            node("Taobao", "alibaba", (480.0, 0.0), platform(600.0, 0.01, 0.0)),
        ),
        Edit::put_node(
            "sellers",
            node("Sellers", "alibaba", (480.0, 240.0), merchant("taobao", 50.0)),
        ),
        Edit::put_node(
            "alipay",
            node("Alipay", "alibaba", (720.0, 240.0), payment(0.001)),
        ),
        Edit::put_node(
            "minis",
            node("Minis", "tencent", (80.0, 500.0), platform(100.0, 0.0, 0.0)),
        ),
        Edit::put_link("chats-taobao", Link::new("chats", "taobao", LinkKind::Jump)),
        Edit::put_link("taobao-sellers", Link::new("taobao", "sellers", LinkKind::Direct)),
        Edit::put_link(
            "sellers-alipay",
            Link::new("sellers", "alipay", LinkKind::Payment),
        ),
    ]);
    let note = Note {
        text: "Mid 2021".to_owned(),
        at: (400.0, 420.0),
    };
    let frame = Frame {
        title: "Small programs".to_owned(),
        at: (-80.0, 400.0),
        size: (320.0, 200.0),
    };
    map.apply_all([
        Edit::Note("n".into(), Some(note)),
        Edit::Frame("f".into(), Some(frame)),
    ]);
    map
}

/// A window on [`map`] with little beside the canvas.
fn open() -> Window {
    open_map(map())
}

fn open_map(map: Map) -> Window {
    let mut window = crate::common::window::open(Document::new(map));
    for action in [Action::ShowResults, Action::ShowInspector] {
        ask(&mut window, action.into());
    }
    ask(&mut window, Action::Fit.into());
    window
}

/// The map as text, with which a map before is compared to one after.
fn text(window: &Window) -> String {
    file::to_text(window.state().state().map()).unwrap()
}

fn step(window: &Window) -> Option<&str> {
    window.state().state().document.undo_label()
}

fn node<'a>(window: &'a Window, id: &str) -> &'a Node {
    &window.state().state().map().nodes()[id]
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

/// Fails unless the one step called `label` leads from the map `before` to the one shown.
#[track_caller]
fn is_one_step(window: &mut Window, before: &str, label: &str) {
    assert_eq!(step(window), Some(label));
    assert_ne!(text(window), before, "the step changes the map");
    ask(window, Action::Undo.into());
    assert_eq!(text(window), before, "undo takes it back whole");
    ask(window, Action::Redo.into());
}

/// Fails unless nothing was done to the map `before`.
#[track_caller]
fn is_untouched(window: &Window, before: &str) {
    assert_eq!(text(window), before);
    assert_eq!(step(window), None, "nothing stands in the history");
}

/// The place on screen of what is called something that begins so.
#[track_caller]
fn rect(window: &Window, name: &str) -> Rect {
    let begins = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with(name))
    };
    let found: Vec<_> = window.query_all_by(begins).collect();
    assert_eq!(found.len(), 1, "one {name:?}");
    found[0].rect()
}

fn center(window: &Window, name: &str) -> Pos2 {
    rect(window, name).center()
}

/// Points of the screen a unit of the map.
fn zoom(window: &Window) -> f32 {
    let across = center(window, "Taobao, platform").x - center(window, "Chats, channel").x;
    across / 480.0
}

fn button(window: &mut Window, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    let event = Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    };
    window.event_modifiers(event, modifiers);
    window.run();
}

/// Presses at `from` and moves to `to`, without letting go.
fn drag(window: &mut Window, from: Pos2, to: Pos2, modifiers: Modifiers) {
    window.event(Event::PointerMoved(from));
    window.run();
    button(window, from, true, modifiers);
    for step in 1..=5 {
        let along = from + (to - from) * (step as f32 / 5.0);
        window.event_modifiers(Event::PointerMoved(along), modifiers);
        window.run();
    }
}

fn let_go(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    button(window, at, false, modifiers);
    settle(window);
}

/// Drags and lets go.
fn drag_and_drop(window: &mut Window, from: Pos2, to: Pos2, modifiers: Modifiers) {
    drag(window, from, to, modifiers);
    let_go(window, to, modifiers);
}

/// Clicks so many times within a frame, as the harness's frames are long and clicks must be short.
fn clicks(window: &mut Window, at: Pos2, count: usize) {
    window.event(Event::PointerMoved(at));
    window.run();
    let button = |pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for _ in 0..count {
        window.input_mut().events.extend([true, false].map(button));
    }
    settle(window);
}

fn click(window: &mut Window, at: Pos2) {
    clicks(window, at, 1);
}

fn double_click(window: &mut Window, at: Pos2) {
    clicks(window, at, 2);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    settle(window);
}

fn select(window: &mut Window, object: Object) {
    ask(window, Command::Select(vec![object]));
}

/// Just outside the right side of a node, where its rim is.
fn rim(window: &Window, name: &str) -> Pos2 {
    rect(window, name).right_center() + vec2(2.0, 0.0)
}

/// A place where nothing is drawn.
fn ground(window: &Window) -> Pos2 {
    center(window, "Alipay, payment") + vec2(-20.0, 150.0) * zoom(window)
}

fn far(by: Vec2) -> bool {
    by.length() > 1.0
}
