//! What a command puts elsewhere is seen to go there; the camera stays.

use catchment::app::shell::Shell;
use egui_kittest::Harness;

use super::*;

/// A window whose frames are short enough to see things half way.
fn open_with_short_frames() -> Window {
    let shell = Shell::new(Document::new(map())).unwrap();
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_step_dt(0.03)
        .with_max_steps(200)
        .with_context_setup(Shell::install)
        .build_ui_state(
            |ui, shell: &mut Shell| {
                shell.logic(ui.ctx());
                shell.ui(ui);
            },
            shell,
        );
    settle(&mut window);
    window
}

#[test]
fn undo_of_a_move_is_seen_as_one_and_leaves_the_camera() {
    let mut window = open_with_short_frames();
    let from = center(&window, "Chats, channel");
    let to = from + vec2(-40.0, 120.0);
    let fixed = center(&window, "Alipay, payment");
    drag_and_drop(&mut window, from, to, Modifiers::ALT);
    let put = center(&window, "Chats, channel");
    assert!(put.distance(to) < 2.0, "what is dragged is there at once");
    let ctx = window.ctx.clone();
    window.state_mut().dispatch(&ctx, vec![Action::Undo.into()]);
    window.step();
    window.step();
    let under_way = center(&window, "Chats, channel");
    assert!(
        far(under_way - put) && far(under_way - from),
        "{from} {under_way} {put}"
    );
    for _ in 0..10 {
        window.step();
    }
    assert!(!far(center(&window, "Chats, channel") - from));
    assert!(!far(center(&window, "Alipay, payment") - fixed));
}
