//! Typing names where they stand.

use super::*;

#[test]
fn a_double_click_lets_a_name_be_typed_and_enter_takes_it_over() {
    let mut window = open();
    let before = text(&window);
    let at = center(&window, "Taobao, platform");
    double_click(&mut window, at);
    type_text(&mut window, "Taote");
    is_untouched(&window, &before);
    press(&mut window, Modifiers::NONE, Key::Enter);
    is_one_step(&mut window, &before, "Rename Taobao");
    assert_eq!(node(&window, "taobao").name, "Taote");
}

#[test]
fn escape_leaves_the_name_and_the_selection() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Node("taobao".into()));
    press(&mut window, Modifiers::NONE, Key::F2);
    type_text(&mut window, "Taote");
    press(&mut window, Modifiers::NONE, Key::Escape);
    is_untouched(&window, &before);
    assert_eq!(selected(&window), ["node \"taobao\""]);
    assert_eq!(window.query_all_by_label("Name of Taobao").count(), 0);
}

#[test]
fn a_click_elsewhere_takes_the_name_over() {
    let mut window = open();
    let before = text(&window);
    select(&mut window, Object::Node("taobao".into()));
    press(&mut window, Modifiers::NONE, Key::F2);
    type_text(&mut window, "Taote");
    let ground = ground(&window);
    click(&mut window, ground);
    is_one_step(&mut window, &before, "Rename Taobao");
}

#[test]
fn the_same_name_or_none_is_no_step() {
    for typed in ["Taobao", "   "] {
        let mut window = open();
        let before = text(&window);
        select(&mut window, Object::Node("taobao".into()));
        press(&mut window, Modifiers::NONE, Key::F2);
        type_text(&mut window, typed);
        press(&mut window, Modifiers::NONE, Key::Enter);
        is_untouched(&window, &before);
    }
}

#[test]
fn companies_and_frames_are_renamed_on_the_canvas_too() {
    let mut window = open();
    let at = center(&window, "Company Alibaba");
    double_click(&mut window, at);
    type_text(&mut window, "Alibaba 阿里巴巴");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(step(&window), Some("Rename Alibaba"));
    assert_eq!(
        window.state().state().map().companies()["alibaba"].name,
        "Alibaba 阿里巴巴"
    );
    let title = rect(&window, "Frame: Small programs").left_top() + vec2(90.0, 12.0);
    double_click(&mut window, title);
    type_text(&mut window, "Minis");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().state().map().frames()["f"].title, "Minis");
}

#[test]
fn a_note_has_lines_and_ctrl_enter_takes_them_over() {
    let mut window = open();
    let before = text(&window);
    let at = rect(&window, "Note: Mid 2021").left_top() + vec2(12.0, 8.0);
    double_click(&mut window, at);
    type_text(&mut window, "First");
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_text(&mut window, "second");
    is_untouched(&window, &before);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    is_one_step(&mut window, &before, "Rename Mid 2021");
    assert_eq!(window.state().state().map().notes()["n"].text, "First\nsecond");
}

#[test]
fn what_an_input_method_composes_is_taken_over_whole() {
    let mut window = open();
    select(&mut window, Object::Node("taobao".into()));
    press(&mut window, Modifiers::NONE, Key::F2);
    let preedit = egui::ImeEvent::Preedit {
        text: "tao".to_owned(),
        active_range_chars: None,
    };
    window.event(Event::Ime(preedit));
    settle(&mut window);
    assert_eq!(window.query_all_by_label("Name of Taobao").count(), 1);
    window.event(Event::Ime(egui::ImeEvent::Commit("淘宝".to_owned())));
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(node(&window, "taobao").name, "淘宝");
}

#[test]
fn letters_that_come_with_enter_in_one_frame_are_no_shortcuts() {
    let mut window = open();
    select(&mut window, Object::Node("taobao".into()));
    press(&mut window, Modifiers::NONE, Key::F2);
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let typed = [key(Key::N), Event::Text("N".to_owned()), key(Key::Enter)];
    window.input_mut().events.extend(typed);
    settle(&mut window);
    assert_eq!(node(&window, "taobao").name, "N");
    assert_eq!(window.state().state().map().notes().len(), 1, "no note is added");
}
