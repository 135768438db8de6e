//! Moving, with grid and neighbours; frames and what they enclose.

use super::*;

/// Drags the node called `name` by so many units of the map.
fn move_by(window: &mut Window, name: &str, by: Vec2, modifiers: Modifiers) {
    let from = center(window, name);
    move_from(window, from, by, modifiers);
}

/// Drags what is at a point of the screen by so many units of the map.
fn move_from(window: &mut Window, from: Pos2, by: Vec2, modifiers: Modifiers) {
    let to = from + by * zoom(window);
    drag_and_drop(window, from, to, modifiers);
}

fn on_grid((x, y): (f64, f64)) -> bool {
    x % 8.0 == 0.0 && y % 8.0 == 0.0
}

#[test]
fn what_is_moved_falls_onto_the_grid() {
    let mut window = open();
    let before = text(&window);
    move_by(&mut window, "Chats, channel", vec2(-93.0, 101.0), Modifiers::NONE);
    let at = node(&window, "chats").at;
    assert!(on_grid(at) && at != (0.0, 0.0), "{at:?}");
    assert!((at.0 + 93.0).hypot(at.1 - 101.0) < 8.0, "{at:?}");
    is_one_step(&mut window, &before, "Move Chats");
}

#[test]
fn what_is_moved_near_a_neighbours_line_falls_into_it() {
    let mut window = open();
    move_by(
        &mut window,
        "Alipay, payment",
        vec2(50.0, -237.0),
        Modifiers::NONE,
    );
    let at = node(&window, "alipay").at;
    assert_eq!(at.1, 0.0, "in line with Taobao, at {at:?}");
}

#[test]
fn alt_or_the_setting_leaves_it_where_the_pointer_puts_it() {
    for (modifiers, snap) in [(Modifiers::ALT, true), (Modifiers::NONE, false)] {
        let mut window = open();
        if !snap {
            ask(&mut window, Action::Snap.into());
        }
        move_by(&mut window, "Alipay, payment", vec2(51.0, -237.0), modifiers);
        let (x, y) = node(&window, "alipay").at;
        assert!((x - 771.0).abs() <= 1.0 && (y - 3.0).abs() <= 1.0, "{x} {y}");
    }
}

#[test]
fn a_selection_moves_as_one() {
    let mut window = open();
    let before = text(&window);
    let objects = ["taobao", "sellers"].map(|id| Object::Node(id.into()));
    ask(&mut window, Command::Select(objects.to_vec()));
    move_by(&mut window, "Taobao, platform", vec2(64.0, -48.0), Modifiers::ALT);
    let (a, b) = (node(&window, "taobao").at, node(&window, "sellers").at);
    assert_eq!((b.0 - a.0, b.1 - a.1), (0.0, 240.0));
    is_one_step(&mut window, &before, "Move 2 objects");
}

#[test]
fn the_name_of_a_company_moves_all_it_hosts() {
    let mut window = open();
    let before = text(&window);
    let from = center(&window, "Company Alibaba");
    move_from(&mut window, from, vec2(0.0, -80.0), Modifiers::ALT);
    assert!(node(&window, "taobao").at.1 < -70.0);
    assert_eq!(node(&window, "chats").at, (0.0, 0.0));
    is_one_step(&mut window, &before, "Move 3 objects");
}

/// On the title of the frame, where no node is.
fn title(window: &Window) -> Pos2 {
    rect(window, "Frame: Small programs").left_top() + vec2(90.0, 12.0)
}

#[test]
fn a_frame_takes_along_what_it_encloses_unless_told_not_to() {
    for (modifiers, taken) in [(Modifiers::NONE, true), (Modifiers::ALT, false)] {
        let mut window = open();
        let before = text(&window);
        let from = title(&window);
        move_from(&mut window, from, vec2(-64.0, 0.0), modifiers);
        let moved = 80.0 - node(&window, "minis").at.0;
        assert_eq!(moved > 40.0, taken, "moved by {moved}");
        let label = if taken {
            "Move 2 objects"
        } else {
            "Move Small programs"
        };
        is_one_step(&mut window, &before, label);
    }
}

#[test]
fn an_edge_of_a_frame_makes_it_larger() {
    let mut window = open();
    let before = text(&window);
    let from = rect(&window, "Frame: Small programs").right_center();
    move_from(&mut window, from, vec2(60.0, 30.0), Modifiers::NONE);
    let frame = &window.state().state().map().frames()["f"];
    assert_eq!((frame.at, frame.size.1), ((-80.0, 400.0), 200.0));
    assert!((frame.size.0 - 380.0).abs() <= 5.0, "{:?}", frame.size);
    is_one_step(&mut window, &before, "Resize Small programs");
}

#[test]
fn a_corner_of_a_frame_moves_two_edges_and_never_turns_it_inside_out() {
    let mut window = open();
    let from = rect(&window, "Frame: Small programs").right_bottom();
    move_from(&mut window, from, -vec2(900.0, 900.0), Modifiers::NONE);
    let frame = &window.state().state().map().frames()["f"];
    assert_eq!(frame.at, (-80.0, 400.0));
    assert!(frame.size.0 > 0.0 && frame.size.1 > 0.0, "{:?}", frame.size);
}

#[test]
fn escape_leaves_frame_and_nodes_where_they_were() {
    let places: [fn(&Window) -> Pos2; 3] = [
        title,
        |window| rect(window, "Frame: Small programs").right_center(),
        |window| center(window, "Minis, platform"),
    ];
    for place in places {
        let mut window = open();
        let before = text(&window);
        let from = place(&window);
        drag(&mut window, from, from + vec2(70.0, 40.0), Modifiers::NONE);
        press(&mut window, Modifiers::NONE, Key::Escape);
        let_go(&mut window, from + vec2(70.0, 40.0), Modifiers::NONE);
        is_untouched(&window, &before);
    }
}

#[test]
fn undo_in_the_middle_of_a_drag_ends_the_drag() {
    let mut window = open();
    let before = text(&window);
    move_by(&mut window, "Chats, channel", vec2(-80.0, 0.0), Modifiers::NONE);
    let from = center(&window, "Chats, channel");
    drag(&mut window, from, from + vec2(0.0, 60.0), Modifiers::NONE);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let_go(&mut window, from + vec2(0.0, 60.0), Modifiers::NONE);
    is_untouched(&window, &before);
}

#[test]
fn alt_and_arrows_go_from_node_to_node() {
    let mut window = open();
    select(&mut window, Object::Node("chats".into()));
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(selected(&window), ["node \"taobao\""]);
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(selected(&window), ["node \"sellers\""]);
}

#[test]
fn a_drag_with_ctrl_leaves_the_node_and_puts_a_copy_down() {
    let mut window = open();
    let before = text(&window);
    move_by(
        &mut window,
        "Minis, platform",
        vec2(200.0, -120.0),
        Modifiers::COMMAND,
    );
    assert_eq!(node(&window, "minis").at, (80.0, 500.0));
    let copy = node(&window, "minis-2").at;
    assert!(
        (copy.0 - 280.0).abs() <= 8.0 && (copy.1 - 380.0).abs() <= 8.0,
        "{copy:?}"
    );
    assert_eq!(selected(&window), ["node \"minis-2\""]);
    is_one_step(&mut window, &before, "Duplicate Minis");
}

#[test]
fn what_was_laid_out_is_seen_afterwards() {
    let mut window = open();
    let canvas = window.get_by_role(egui::accesskit::Role::Canvas).rect();
    let names = [
        "Chats, channel",
        "Taobao, platform",
        "Sellers, merchants",
        "Alipay, payment",
        "Minis, platform",
    ];
    for layout in [Action::LayoutLayered, Action::LayoutForce] {
        // From wherever the camera stands.
        for _ in 0..8 {
            ask(&mut window, Action::ZoomIn.into());
        }
        ask(&mut window, Action::Deselect.into());
        ask(&mut window, layout.into());
        for name in names {
            let node = window.query_by_label_contains(name);
            let rect = node
                .unwrap_or_else(|| panic!("{name} is seen after {layout:?}"))
                .rect();
            assert!(
                canvas.contains_rect(rect),
                "{name} after {layout:?}: {rect:?} in {canvas:?}"
            );
        }
    }
    // Of a selection, that is what is brought into view.
    ask(&mut window, Action::Fit.into());
    for _ in 0..12 {
        ask(&mut window, Action::ZoomIn.into());
    }
    let objects = ["sellers", "alipay"].map(|id| Object::Node(id.into()));
    ask(&mut window, Command::Select(objects.to_vec()));
    ask(&mut window, Action::LayoutLayered.into());
    for name in ["Sellers, merchants", "Alipay, payment"] {
        assert!(canvas.contains_rect(rect(&window, name)), "{name}");
    }
}
