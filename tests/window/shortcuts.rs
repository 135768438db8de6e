//! Editing by commands: the map before, what a person asks for, the map after. Each is one step.
use crate::common::window::{Window, ask, open, two_shops};
use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::app::payload::Payload;
use catchment::document::Document;
use catchment::model::{LinkKind, Map, Object, rules};
use egui::{Key, Modifiers};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    crate::common::window::settle(window);
}

/// Takes something new up by its key and puts it down where there is room.
fn add(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
    press(window, Modifiers::COMMAND, Key::Enter);
}

fn map(window: &Window) -> &Map {
    window.state().state().map()
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

/// Does `what`, which must be one step that undo takes back and redo makes again; gives the map and the selection after.
fn one_step(window: &mut Window, what: impl FnOnce(&mut Window)) -> (Map, Vec<String>) {
    let before = map(window).clone();
    what(window);
    let after = map(window).clone();
    let selection = selected(window);
    assert_ne!(before, after, "something has changed");
    ask(window, Action::Undo.into());
    assert_eq!(*map(window), before, "one step takes it back");
    ask(window, Action::Redo.into());
    assert_eq!(*map(window), after, "and makes it again");
    assert_eq!(rules::errors(&after), [], "and the map is sound");
    (after, selection)
}

#[test]
fn a_digit_adds_a_node_of_its_kind_where_there_is_room() {
    for (key, kind) in [
        (Key::Num1, "Channel"),
        (Key::Num2, "Platform"),
        (Key::Num3, "Merchant"),
        (Key::Num4, "Payment"),
    ] {
        let mut window = open(two_shops());
        let before = map(&window).clone();
        let (after, selection) = one_step(&mut window, |window| add(window, key));
        let (id, node) = after
            .nodes()
            .iter()
            .find(|(id, _)| !before.nodes().contains_key(*id))
            .unwrap();
        assert_eq!(node.kind.name(), kind);
        assert_eq!(after.nodes().len(), before.nodes().len() + 1);
        assert_eq!(selection, [format!("node {:?}", id.as_str())]);
        for other in before.nodes().values() {
            let (x, y) = (node.at.0 - other.at.0, node.at.1 - other.at.1);
            assert!(x.hypot(y) > 60.0, "{kind} lies on {}", other.name);
        }
    }
}

#[test]
fn what_is_added_on_a_companys_ground_is_hosted_there() {
    let mut window = open(two_shops());
    let (after, _) = one_step(&mut window, |window| {
        ask(
            window,
            Command::Add {
                what: Payload::Platform,
                at: (120.0, 0.0),
                from: None,
            },
        );
    });
    let node = &after.nodes()["platform"];
    assert_eq!(after.host(node).map(|id| id.as_str()), Some("acme"));
    assert_eq!(node.at, (120.0, 0.0));
}

#[test]
fn a_link_into_the_open_is_one_step_with_its_node() {
    let mut window = open(two_shops());
    let (after, _) = one_step(&mut window, |window| {
        ask(
            window,
            Command::Add {
                what: Payload::Platform,
                at: (300.0, 400.0),
                from: Some("feed".into()),
            },
        );
    });
    let links: Vec<_> = after
        .links()
        .values()
        .filter(|link| link.to.as_str() == "platform")
        .collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].from.as_str(), "feed");
}

#[test]
fn merchants_without_a_platform_are_refused_in_words() {
    let mut window = open(Document::new(Map::new("Empty")));
    add(&mut window, Key::Num3);
    assert!(map(&window).nodes().is_empty());
    let message = window.state().state().message.clone().unwrap();
    assert!(message.contains("Add a platform first"), "{message}");
}

#[test]
fn a_frame_is_drawn_round_the_selection() {
    let mut window = open(two_shops());
    ask(
        &mut window,
        Command::Select(vec![Object::Node("shop".into()), Object::Node("sellers".into())]),
    );
    let (after, _) = one_step(&mut window, |window| add(window, Key::F));
    let frame = after
        .frames()
        .iter()
        .find(|(id, _)| id.as_str() != "f1")
        .unwrap()
        .1;
    for id in ["shop", "sellers"] {
        let (x, y) = after.nodes()[id].at;
        assert!(frame.at.0 < x && x < frame.at.0 + frame.size.0, "{id} lies in it");
        assert!(frame.at.1 < y && y < frame.at.1 + frame.size.1, "{id} lies in it");
    }
}

#[test]
fn companies_segments_and_notes_are_added() {
    let mut window = open(two_shops());
    let (after, selection) = one_step(&mut window, |window| ask(window, Action::AddCompany.into()));
    assert_eq!(after.companies().len(), 2);
    assert_eq!(selection, ["company \"company\""]);
    let (after, _) = one_step(&mut window, |window| ask(window, Action::AddSegment.into()));
    assert_eq!(after.segments().len(), 3);
    let (after, _) = one_step(&mut window, |window| add(window, Key::N));
    assert_eq!(after.notes().len(), 2);
}

/// The text on the system's clipboard after the last frame's commands.
fn copied(window: &mut Window, key: egui::Event) -> String {
    window.event(key);
    window.step();
    let commands = &window.output().platform_output.commands;
    let mut texts = commands.iter().filter_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.next().unwrap()
}

fn select(window: &mut Window, ids: &[&str]) {
    let nodes = ids.iter().map(|id| Object::Node((*id).into())).collect();
    ask(window, Command::Select(nodes));
}

#[test]
fn what_is_copied_is_a_model_file_and_pastes_as_one_step() {
    let mut window = open(two_shops());
    select(&mut window, &["feed", "shop"]);
    let text = copied(&mut window, egui::Event::Copy);
    assert!(text.starts_with("Model("), "{text}");
    let (after, selection) = one_step(&mut window, |window| {
        window.event(egui::Event::Paste(text.clone()));
        crate::common::window::settle(window);
    });
    assert_eq!(after.nodes().len(), 6);
    assert_eq!(after.links().len(), 5, "with the link between them");
    assert!(selection.contains(&"node \"shop-2\"".to_owned()), "{selection:?}");
}

#[test]
fn cut_copies_and_deletes() {
    let mut window = open(two_shops());
    select(&mut window, &["wallet"]);
    let text = copied(&mut window, egui::Event::Cut);
    assert!(text.contains("\"wallet\": Payment("), "{text}");
    assert!(!map(&window).nodes().contains_key("wallet"));
    ask(&mut window, Action::Undo.into());
    assert!(map(&window).nodes().contains_key("wallet"));
}

#[test]
fn a_paste_of_something_else_says_so_and_changes_nothing() {
    let mut window = open(two_shops());
    let before = map(&window).clone();
    window.event(egui::Event::Paste("a shopping list".to_owned()));
    crate::common::window::settle(&mut window);
    assert_eq!(*map(&window), before);
    let message = window.state().state().message.clone().unwrap();
    assert!(
        message.starts_with("The clipboard has no part of a map"),
        "{message}"
    );
}

#[test]
fn the_clipboard_is_left_to_a_field_that_is_typed_in() {
    let mut window = open(two_shops());
    select(&mut window, &["shop"]);
    let before = map(&window).nodes().len();
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.event(egui::Event::Paste("Model(format: 1, name: \"\")".to_owned()));
    crate::common::window::settle(&mut window);
    assert_eq!(map(&window).nodes().len(), before);
    assert_eq!(window.state().state().message, None);
}

#[test]
fn duplicates_lie_beside_the_original() {
    let mut window = open(two_shops());
    select(&mut window, &["shop"]);
    let (after, selection) = one_step(&mut window, |window| press(window, Modifiers::COMMAND, Key::D));
    assert_eq!(selection, ["node \"shop-2\""]);
    assert_eq!(after.nodes()["shop-2"].at, (280.0, 40.0));
    assert_eq!(after.nodes()["shop-2"].name, "Shop 2");
}

#[test]
fn every_alignment_and_distribution_is_one_step() {
    for (action, fits) in [
        (
            Action::AlignLeft,
            (|x, _| x == [0.0, 0.0, 0.0]) as fn([f64; 3], [f64; 3]) -> bool,
        ),
        (Action::AlignCenter, |x, _| x == [160.0; 3]),
        (Action::AlignRight, |x, _| x == [320.0; 3]),
        (Action::AlignTop, |_, y| y == [0.0; 3]),
        (Action::AlignMiddle, |_, y| y == [100.0; 3]),
        (Action::AlignBottom, |_, y| y == [200.0; 3]),
        (Action::DistributeAcross, |x, _| x == [0.0, 160.0, 320.0]),
        (Action::DistributeDown, |_, y| y == [0.0, 100.0, 200.0]),
    ] {
        let mut window = open(two_shops());
        let mut moves = Vec::new();
        for (id, at) in [
            ("feed", (0.0, 0.0)),
            ("shop", (100.0, 40.0)),
            ("sellers", (320.0, 200.0)),
        ] {
            let node = catchment::model::Node {
                at,
                ..map(&window).nodes()[id].clone()
            };
            moves.push(catchment::model::Edit::put_node(id, node));
        }
        ask(
            &mut window,
            Command::Edit {
                label: "Place".to_owned(),
                edits: moves,
                merge: false,
            },
        );
        select(&mut window, &["feed", "shop", "sellers"]);
        let (after, _) = one_step(&mut window, |window| ask(window, action.into()));
        let at = |id: &str| after.nodes()[id].at;
        let places = [at("feed"), at("shop"), at("sellers")];
        let (x, y) = (places.map(|at| at.0), places.map(|at| at.1));
        assert!(fits(x, y), "{action:?}: {x:?} {y:?}");
    }
}

#[test]
fn a_companys_nodes_come_together() {
    let mut window = open(two_shops());
    select(&mut window, &["feed"]);
    let (after, _) = one_step(&mut window, |window| press(window, Modifiers::COMMAND, Key::G));
    let spread = |map: &Map| {
        let xs: Vec<f64> = map.nodes().values().map(|node| node.at.0).collect();
        xs.iter().copied().fold(f64::MIN, f64::max) - xs.iter().copied().fold(f64::MAX, f64::min)
    };
    assert!(spread(&after) < spread(two_shops().map()), "{}", spread(&after));
}

#[test]
fn delete_takes_what_hangs_on_it_along() {
    let mut window = open(two_shops());
    select(&mut window, &["shop"]);
    let (after, _) = one_step(&mut window, |window| press(window, Modifiers::NONE, Key::Delete));
    let left: Vec<&str> = after.nodes().keys().map(|id| id.as_str()).collect();
    assert_eq!(left, ["feed", "wallet"]);
    assert!(after.links().is_empty());
}

#[test]
fn a_layout_is_one_step_and_puts_no_node_on_another() {
    for key in [Modifiers::COMMAND, Modifiers::COMMAND | Modifiers::SHIFT] {
        let mut window = open(reference());
        let (after, _) = one_step(&mut window, |window| press(window, key, Key::L));
        let places: Vec<(f64, f64)> = after.nodes().values().map(|node| node.at).collect();
        for (n, a) in places.iter().enumerate() {
            let apart = |b: &(f64, f64)| (a.0 - b.0).abs() >= 100.0 || (a.1 - b.1).abs() >= 80.0;
            assert!(places[..n].iter().all(apart), "{a:?} has room");
        }
    }
}

#[test]
fn a_layout_of_a_selection_leaves_the_rest_alone() {
    let mut window = open(reference());
    let before = map(&window).clone();
    let hosted = before
        .nodes()
        .iter()
        .filter(|(_, node)| before.host(node).is_some_and(|id| id.as_str() == "alibaba"));
    let ids: Vec<&str> = hosted.map(|(id, _)| id.as_str()).collect();
    assert!(ids.len() > 5);
    select(&mut window, &ids);
    let (after, _) = one_step(&mut window, |window| press(window, Modifiers::COMMAND, Key::L));
    for (id, node) in after.nodes() {
        if !ids.contains(&id.as_str()) {
            assert_eq!(node.at, before.nodes()[id].at, "{id}");
        }
    }
}

fn reference() -> Document {
    catchment::app::samples::Sample::Reference.document().unwrap()
}

#[test]
fn the_kind_chosen_in_the_palette_is_that_of_new_links_where_it_fits() {
    let mut window = open(two_shops());
    ask(&mut window, Command::DrawLinksAs(Some(LinkKind::Feed)));
    let mut add = |what, from: &str| {
        let (after, _) = one_step(&mut window, |window| {
            let from = Some(from.into());
            ask(
                window,
                Command::Add {
                    what,
                    at: (300.0, 400.0),
                    from,
                },
            );
        });
        after
    };
    assert_eq!(
        add(Payload::Platform, "feed").links()["feed-platform"].kind,
        LinkKind::Feed
    );
    let after = add(Payload::Payment, "sellers");
    assert_eq!(after.links()["sellers-payment"].kind, LinkKind::Payment);
}

#[test]
fn a_ready_made_piece_is_one_step_and_leaves_the_map_solvable() {
    for action in [
        Action::AddMiniProgram,
        Action::AddWallet,
        Action::AddAdSurface,
        Action::AddShop,
        Action::AddSearchEngine,
    ] {
        let mut window = open(reference());
        let before = map(&window).nodes().len();
        let (after, selection) = one_step(&mut window, |window| ask(window, action.into()));
        assert!(after.nodes().len() > before, "{action:?}");
        assert!(!selection.is_empty(), "{action:?}");
        assert!(catchment::solver::solve(&after, None).is_ok(), "{action:?}");
    }
}
