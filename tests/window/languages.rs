//! The window in Chinese: every word there is, its labels, and typing by input method.

use std::fs;
use std::path::Path;

use crate::common::window::{Window, ask, open, painted_words, settle, two_shops};
use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::app::i18n::{Language, said, speak};
use catchment::app::samples::Sample;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, NodeKind, Number, Object, PerSegment};
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable;

/// Entries that are the same in both languages.
const ALIKE: [&str; 3] = [
    // Each language is called by its own name.
    "actions.language_english",
    "actions.language_chinese",
    // A dash.
    "numbers.no_end",
];

#[test]
fn every_word_is_translated() {
    let (english, chinese) = (Language::English.words(), Language::Chinese.words());
    let same = english.entries().zip(chinese.entries());
    let same = same.filter(|((.., english), (.., chinese))| english == chinese);
    let missing: Vec<String> = same
        .map(|((topic, name, _), _)| format!("{topic}.{name}"))
        .filter(|name| !ALIKE.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "without Chinese: {missing:?}");
}

/// Files whose sentences the window shows.
const LIBRARY: [&str; 14] = [
    "file/explain.rs",
    "file/migrate.rs",
    "file/parse.rs",
    "file/screen.rs",
    "model/field.rs",
    "model/id.rs",
    "model/rules/links.rs",
    "model/rules/mod.rs",
    "model/rules/numbers.rs",
    "model/rules/pulls.rs",
    "model/rules/references.rs",
    "model/rules/scenarios.rs",
    "solver/compiled.rs",
    "solver/structure.rs",
];

/// What looks like a sentence and is a key or a piece of the file's notation.
const NO_SENTENCES: [&str; 3] = ["duplicate id", "Like({first:?}, …)", "Like(\"ID\", 1.0)"];

/// What stands in quotes in a Rust source before its tests, comments left out.
fn texts(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let line = line.replace("'\"'", "").replace("\\\"", "\u{1}");
        let quoted = line.split('"').skip(1).step_by(2);
        found.extend(quoted.map(|text| text.replace('\u{1}', "\"").replace("\\\\", "\\")));
    }
    found
}

/// `text` with something in each `{…}` that `format!` fills in.
fn filled(text: &str) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            // RON's own braces.
            Some((hole, _)) if hole.contains('…') => filled.push_str(&format!("{{{part}")),
            Some((_, rest)) => filled.push_str(&format!("5{rest}")),
            None => filled.push_str(&format!("{{{part}")),
        }
    }
    filled
}

#[test]
fn every_sentence_of_the_library_is_translated() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    speak(Language::Chinese);
    let mut missing = Vec::new();
    for name in LIBRARY {
        let source = fs::read_to_string(sources.join(name)).unwrap();
        for text in texts(&source) {
            // What is left between two parts, such as `{}: {}`, is no sentence of its own.
            let words = filled(&text).replace('5', "");
            let is_sentence = text.contains(' ') && words.contains(char::is_lowercase);
            let sentence = filled(&text);
            if is_sentence && said(&sentence) == sentence && !NO_SENTENCES.contains(&text.as_str()) {
                missing.push(format!("{name}: {text}"));
            }
        }
    }
    assert!(missing.is_empty(), "without Chinese:\n{}", missing.join("\n"));
}

fn chinese(document: Document) -> Window {
    let mut window = open(document);
    ask(&mut window, Command::Do(Action::LanguageChinese));
    window
}

/// The reference map as its authors in China might call things.
fn with_chinese_names() -> Document {
    let mut document = two_shops();
    let map = document.map();
    let mut edits = vec![Edit::Name("两家商店".to_owned())];
    for (id, name) in [
        ("feed", "朋友圈信息流"),
        ("shop", "微店"),
        ("sellers", "商家"),
        ("wallet", "钱包"),
    ] {
        let mut node = map.nodes()[id].clone();
        node.name = name.to_owned();
        edits.push(Edit::put_node(id, node));
    }
    document.edit("rename", edits);
    document
}

#[test]
fn the_whole_window_speaks_chinese_and_english_again() {
    let mut window = chinese(Sample::Reference.document().unwrap());
    for label in ["文件", "编辑", "视图", "情景", "帮助"] {
        assert!(
            window.query_all_by_label(label).next().is_some(),
            "the menu {label}"
        );
    }
    for tab in ["价值归属", "得失对比", "逐条开放的影响", "问题"] {
        window.get_by_role_and_label(Role::Tab, tab).click();
        settle(&mut window);
    }
    window.get_by_role_and_label(Role::Tab, "价值归属").click();
    let objects: Vec<Object> = {
        let map = window.state().state().map();
        let nodes = map.nodes().keys().cloned().map(Object::Node);
        let links = map.links().keys().cloned().map(Object::Link).take(12);
        let companies = map.companies().keys().cloned().map(Object::Company);
        let scenarios = map.scenarios().keys().cloned().map(Object::Scenario).take(3);
        nodes.chain(links).chain(companies).chain(scenarios).collect()
    };
    for object in objects {
        ask(&mut window, Command::Select(vec![object]));
    }
    ask(&mut window, Command::Do(Action::Commands));
    assert!(window.query_by_label("查找命令…").is_some() || window.query_by_label("输入命令").is_some());
    window.key_press(Key::Escape);
    settle(&mut window);
    ask(&mut window, Command::Do(Action::LanguageEnglish));
    assert!(window.query_by_label("File").is_some());
    assert!(window.query_by_label("文件").is_none());
}

#[test]
fn objects_of_the_canvas_have_chinese_names() {
    let window = chinese(with_chinese_names());
    let name = "微店，Acme的平台，每日 ";
    assert!(window.query_by_label_contains(name).is_some(), "{name}");
    let name = "朋友圈信息流到商家的闸门，未开放，由Acme把关";
    assert!(window.query_by_label_contains(name).is_some(), "{name}");
}

#[test]
fn steps_are_named_in_the_language_in_use() {
    let mut window = chinese(with_chinese_names());
    ask(&mut window, Command::Select(vec![Object::Node("wallet".into())]));
    ask(&mut window, Command::Do(Action::Delete));
    assert_eq!(window.state().state().document.undo_label(), Some("删除钱包"));
}

#[test]
fn findings_are_told_in_chinese() {
    let mut document = two_shops();
    let mut shop = document.map().nodes()["shop"].clone();
    *shop.number_mut("commission").unwrap() = 1.4.into();
    document.edit("break", vec![Edit::put_node("shop", shop)]);
    let mut window = chinese(document);
    window.get_by_role_and_label(Role::Tab, "问题").click();
    settle(&mut window);
    let finding = "佣金率：超出取值范围，实为 1.4，应为 0 到 1";
    assert!(
        window.query_all_by_label_contains(finding).next().is_some(),
        "{finding}"
    );
}

#[test]
fn the_systems_language_is_spoken_unless_another_was_chosen() {
    let mut window = open(two_shops());
    window.state_mut().set_system_language(Language::Chinese);
    settle(&mut window);
    assert!(window.query_by_label("文件").is_some());
    ask(&mut window, Command::Do(Action::LanguageEnglish));
    assert!(window.query_by_label("File").is_some());
    ask(&mut window, Command::Do(Action::LanguageSystem));
    assert!(window.query_by_label("文件").is_some());
}

fn compose(window: &mut Window, text: &str) {
    let end = text.chars().count();
    window.event(Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: Some(end..end),
    }));
    settle(window);
}

#[test]
fn a_name_is_typed_by_input_method() {
    let mut window = open(two_shops());
    ask(&mut window, Command::Select(vec![Object::Node("shop".into())]));
    window
        .get_by_role_and_label(Role::MultilineTextInput, "Name")
        .focus();
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut window);
    for text in ["w", "wei", "wei x", "wei xin"] {
        compose(&mut window, text);
        // What some systems let through belongs to the input method all the same.
        for key in [
            Key::W,
            Key::Backspace,
            Key::Space,
            Key::Enter,
            Key::Escape,
            Key::T,
            Key::Delete,
        ] {
            window.key_press(key);
            settle(&mut window);
        }
    }
    let state = window.state().state();
    assert!(state.map().nodes().contains_key("shop"), "no key deletes");
    assert_eq!(
        state.selection.first(),
        Some(&Object::Node("shop".into())),
        "nor deselects"
    );
    window.event(Event::Ime(ImeEvent::Commit("微信".to_owned())));
    settle(&mut window);
    assert_eq!(window.state().state().map().nodes()["shop"].name, "微信");
    // Now the keys are the window's again.
    window.key_press(Key::Enter);
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(
        window.state().state().map().nodes()["shop"].name,
        "Shop",
        "one step"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_explained_in_chinese() {
    speak(Language::Chinese);
    let problems = file::parse(b"Model(format: 1, name: 3)").unwrap_err();
    assert_eq!(said(&problems[0].message), "值的类型不对");
}

/// Whether `text` has an amount in the scales of English: `38.0 m`, `+1.2 bn`, `40 k`.
fn is_scaled_in_english(text: &str) -> bool {
    let scaled = |pair: &[&str]| {
        let number = pair[0].trim_start_matches(['+', '\u{2212}', '(']);
        let word = pair[1].trim_end_matches([')', ',', '.']);
        number.starts_with(|c: char| c.is_ascii_digit()) && ["k", "m", "bn", "trn"].contains(&word)
    };
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).any(scaled)
}

#[test]
fn figures_change_with_the_language_at_once_on_the_map_and_in_the_presentation() {
    let mut document = two_shops();
    let mut feed = document.map().nodes()["feed"].clone();
    let NodeKind::Channel { arrivals } = &mut feed.kind else {
        panic!("the feed is a channel");
    };
    let millions = [("micro", 160e6), ("large", 500e6)];
    let millions = millions.map(|(segment, visits)| (segment.into(), Number::bare(visits)));
    *arrivals = PerSegment::By(millions.into());
    document.edit("millions", vec![Edit::put_node("feed", feed)]);
    let mut window = open(document);
    let english = painted_words(&window);
    assert!(
        english.iter().any(|text| is_scaled_in_english(text)),
        "{english:?}"
    );
    ask(&mut window, Action::LanguageChinese.into());
    for step in 0..3 {
        let chinese = painted_words(&window);
        let mixed: Vec<_> = chinese.iter().filter(|text| is_scaled_in_english(text)).collect();
        assert!(mixed.is_empty(), "step {step}: {mixed:?}");
        let scaled = chinese
            .iter()
            .filter(|text| text.contains('万') || text.contains('亿'));
        assert!(scaled.count() > 3, "step {step}: {chinese:?}");
        // The map by itself, then today and scenarios before a room.
        let key = if step == 0 { Key::F5 } else { Key::ArrowRight };
        window.key_press(key);
        settle(&mut window);
    }
}
