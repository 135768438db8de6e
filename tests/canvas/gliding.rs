//! What a command puts elsewhere is seen to go there; the camera stays.

use super::*;

#[test]
fn undo_of_a_move_is_seen_as_one_and_leaves_the_camera() {
    let mut window = open();
    let from = center(&window, "Chats, channel");
    let to = from + vec2(-40.0, 120.0);
    let fixed = center(&window, "Alipay, payment");
    drag_and_drop(&mut window, from, to, Modifiers::ALT);
    let put = center(&window, "Chats, channel");
    assert!(put.distance(to) < 2.0, "what is dragged is there at once");
    let ctx = window.ctx.clone();
    window.state_mut().dispatch(&ctx, vec![Action::Undo.into()]);
    window.set_step_dt(0.03);
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
