//! Who has the keyboard: one thing at a time, seen, and keys that act on nothing else.

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::model::{Map, Object};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::window::{Window, ask, open, open_sized, settle, two_shops};

fn map(window: &Window) -> Map {
    window.state().state().map().clone()
}

fn place(window: &Window, id: &str) -> (f64, f64) {
    map(window).nodes()[id].at
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// Moves the pointer there and clicks, with frames in between as a hand has them.
fn click_at(window: &mut Window, pos: Pos2) {
    window.event(Event::PointerMoved(pos));
    window.run();
    for pressed in [true, false] {
        window.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.step();
    }
    settle(window);
}

fn click_node(window: &mut Window, name: &str) {
    let begins = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with(name))
    };
    let found = window.query_all_by(begins).next().unwrap().rect();
    click_at(window, found.center());
}

/// Types as a keyboard does: each letter is a key and a text, in a frame of its own.
fn type_keys(window: &mut Window, text: &str) {
    for letter in text.chars() {
        let name = letter.to_ascii_uppercase().to_string();
        let key = match letter {
            '.' => Some(Key::Period),
            ',' => Some(Key::Comma),
            ' ' => Some(Key::Space),
            _ => Key::from_name(&name),
        };
        let event = |key, pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        window.input_mut().events.extend(key.map(|key| event(key, true)));
        window.input_mut().events.push(Event::Text(letter.to_string()));
        window.step();
        window.input_mut().events.extend(key.map(|key| event(key, false)));
        window.step();
    }
    settle(window);
}

/// What has the keyboard, by role and name.
fn owner(window: &Window) -> (Role, String) {
    let mut focused = window.query_all_by(|node| node.is_focused());
    let node = focused.next().expect("something has the keyboard");
    assert!(focused.next().is_none(), "one thing at a time");
    let node = node.accesskit_node();
    (node.role(), node.label().unwrap_or_default())
}

fn canvas_has_it(window: &Window) -> bool {
    owner(window).0 == Role::Canvas
}

#[test]
fn arrows_nudge_what_was_clicked_and_walk_nowhere() {
    let mut window = open(two_shops());
    let before = map(&window);
    let (x, y) = place(&window, "shop");
    click_node(&mut window, "Shop, platform");
    for _ in 0..3 {
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
    }
    assert_eq!(place(&window, "shop"), (x + 24.0, y));
    assert!(canvas_has_it(&window));
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(place(&window, "shop"), (x + 24.0, y + 80.0), "ten times as far");
    for key in [Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight] {
        for _ in 0..4 {
            press(&mut window, Modifiers::NONE, key);
        }
    }
    assert!(canvas_has_it(&window));
    ask(&mut window, Action::Undo.into());
    assert_eq!(map(&window), before, "nothing but its place, in one step");
}

#[test]
fn without_the_grid_arrows_move_by_a_unit_and_by_ten() {
    let mut window = open(two_shops());
    ask(&mut window, Action::Snap.into());
    let (x, y) = place(&window, "shop");
    click_node(&mut window, "Shop, platform");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(place(&window, "shop"), (x + 1.0, y - 10.0));
}

#[test]
fn arrows_leave_the_keyboard_with_any_widget_that_has_it() {
    let mut window = open_sized(two_shops(), [1280.0, 2000.0]);
    click_node(&mut window, "Shop, platform");
    let before = map(&window);
    for (role, label) in [
        (Role::ComboBox, "Owner"),
        (Role::Button, "Add channel"),
        (Role::CheckBox, "Same for all segments"),
    ] {
        let Some(widget) = window.query_by_role_and_label(role, label) else {
            continue;
        };
        widget.focus();
        settle(&mut window);
        for key in [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight] {
            press(&mut window, Modifiers::NONE, key);
            assert_eq!(owner(&window), (role, label.to_owned()), "{key:?}");
        }
        assert_eq!(map(&window), before, "{label}");
    }
}

#[test]
fn the_keyboard_goes_to_a_field_and_back_to_the_canvas() {
    let mut window = open_sized(two_shops(), [1280.0, 2000.0]);
    assert!(canvas_has_it(&window), "at the start");
    click_node(&mut window, "Wallet, payment");
    assert!(canvas_has_it(&window));
    let fee = window.get_by_role_and_label(Role::SpinButton, "Fee").rect();
    click_at(&mut window, fee.center());
    assert_eq!(owner(&window), (Role::SpinButton, "Fee".to_owned()));
    type_keys(&mut window, "0.7");
    assert_eq!(owner(&window), (Role::SpinButton, "Fee".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(canvas_has_it(&window));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(place(&window, "wallet").0, 728.0);
    let wallet = map(&window).nodes()["wallet"].clone();
    assert!(matches!(wallet.kind, catchment::model::NodeKind::Payment { fee } if fee.value == 0.007));
}

#[test]
fn what_is_typed_and_left_in_one_slow_frame_stays_in_its_field() {
    let mut window = open_sized(two_shops(), [1280.0, 2000.0]);
    click_node(&mut window, "Shop, platform");
    let commission = window
        .get_by_role_and_label(Role::SpinButton, "Commission")
        .rect();
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let button = |pressed| Event::PointerButton {
        pos: commission.center(),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let text = |text: &str| Event::Text(text.to_owned());
    window.input_mut().events.extend([
        Event::PointerMoved(commission.center()),
        button(true),
        button(false),
        key(Key::Num7),
        text("7"),
        text(".5"),
        key(Key::Tab),
        text("6"),
        key(Key::Tab),
        key(Key::Tab),
        text("90"),
        key(Key::Enter),
    ]);
    settle(&mut window);
    let shop = map(&window).nodes()["shop"].clone();
    let catchment::model::NodeKind::Platform {
        commission,
        ad_rate,
        arrivals,
    } = &shop.kind
    else {
        panic!("it is a platform");
    };
    assert_eq!((commission.value, ad_rate.value), (0.075, 0.06));
    assert_eq!((arrivals.value("large"), arrivals.value("micro")), (0.0, 90.0));
}

#[test]
fn what_is_typed_beside_every_field_draws_nothing() {
    for text in [
        "1.5m", "2", "12", "35%", "4 200", "3e6", ".4", "n", "f", "Node", "Fee 2", "Total", "1,5",
    ] {
        let mut window = open(two_shops());
        click_node(&mut window, "Shop, platform");
        let before = map(&window);
        type_keys(&mut window, text);
        let naming = window
            .query_all_by_role(Role::TextInput)
            .filter(|field| field.is_focused());
        assert_eq!(naming.count(), 0, "{text}: nothing is being named");
        press(&mut window, Modifiers::NONE, Key::Enter);
        assert_eq!(map(&window), before, "{text}");
        assert_eq!(window.state().state().document.undo_label(), None, "{text}");
    }
}

#[test]
fn backspace_in_a_number_typed_beside_its_field_deletes_nothing() {
    let mut window = open(two_shops());
    click_node(&mut window, "Shop, platform");
    let before = map(&window);
    type_keys(&mut window, "1.55");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    assert_eq!(map(&window), before);
    // By itself it does.
    click_node(&mut window, "Shop, platform");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    assert!(!map(&window).nodes().contains_key("shop"));
}

#[test]
fn letters_are_shortcuts_only_where_the_canvas_has_the_keyboard() {
    let mut window = open_sized(two_shops(), [1280.0, 2000.0]);
    ask(
        &mut window,
        Command::Select(vec![Object::Link("feed-sellers".into())]),
    );
    let before = map(&window);
    window.get_by_role_and_label(Role::ComboBox, "Kind").focus();
    settle(&mut window);
    for key in [Key::O, Key::Num1, Key::L, Key::Delete, Key::Backspace, Key::F2] {
        press(&mut window, Modifiers::NONE, key);
        assert_eq!(map(&window), before, "{key:?}");
    }
    assert_eq!(owner(&window).0, Role::ComboBox);
    window.get_by_role(Role::Canvas).focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::O);
    assert_eq!(map(&window).scenarios().len(), 2, "O opens it in a what-if");
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(!map(&window).links().contains_key("feed-sellers"));
}

#[test]
fn o_again_and_again_opens_and_closes_but_not_within_a_word() {
    let mut window = open(two_shops());
    ask(&mut window, Command::ShowScenario(Some("mini".into())));
    ask(
        &mut window,
        Command::Select(vec![Object::Link("feed-sellers".into())]),
    );
    let is_open = |window: &Window| !map(window).scenarios()["mini"].open.is_empty();
    type_keys(&mut window, "o");
    assert!(!is_open(&window));
    type_keys(&mut window, "o");
    assert!(is_open(&window));
    window.run_steps(8);
    type_keys(&mut window, "100 to");
    assert!(is_open(&window));
}

#[test]
fn a_digit_takes_a_node_up_and_a_click_puts_it_down() {
    let mut window = open(two_shops());
    click_node(&mut window, "Shop, platform");
    let before = map(&window);
    let canvas = window.get_by_role(Role::Canvas).rect();
    let ground = canvas.left_bottom() + egui::vec2(60.0, -90.0);
    type_keys(&mut window, "1");
    press(&mut window, Modifiers::NONE, Key::Escape);
    click_at(&mut window, ground);
    assert_eq!(map(&window), before, "Escape gives it up");
    window.run_steps(8);
    type_keys(&mut window, "2");
    click_at(&mut window, ground);
    let after = map(&window);
    assert_eq!(after.nodes().len(), before.nodes().len() + 1);
    let name = window
        .query_all_by_role(Role::TextInput)
        .any(|field| field.is_focused());
    assert!(name, "its name can be typed");
    assert_eq!(window.state().state().document.undo_label(), Some("Add Platform"));
}

#[test]
fn the_list_of_shortcuts_tells_of_nudging() {
    let mut window = open(two_shops());
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(window.query_by_label("Nudge what is selected").is_some());
    assert!(
        window
            .query_by_label("Arrow keys; with Shift ten times as far")
            .is_some()
    );
}
