//! Fields with a choice: a company, a node, one of a few words.

use egui::{ComboBox, Key, PopupCloseBehavior, RichText, TextEdit, Ui};

use super::Context;
use super::row::{row, stable, various};
use crate::app::i18n::{fill, words};
use crate::app::matching;
use crate::app::naming;
use crate::app::panels::widgets::named;
use crate::editing::add;
use crate::model::{CompanyId, Edit, NodeId, NodeKind, Object};

/// Up to this many options are listed without a field to narrow them down.
const FEW: usize = 12;

/// One of `options`, each with its words; the new one if another was chosen. The current one is
/// `None` where the objects selected differ.
pub(super) fn one_of<T: PartialEq + Clone>(
    ui: &mut Ui,
    context: &Context<'_>,
    label: &str,
    hint: &str,
    current: Option<&T>,
    options: &[(T, String)],
) -> Option<T> {
    row(ui, label, hint, |ui| combo(ui, context, label, current, options))
}

/// The same without a caption: `name` is for screen readers.
pub(super) fn combo<T: PartialEq + Clone>(
    ui: &mut Ui,
    context: &Context<'_>,
    name: &str,
    current: Option<&T>,
    options: &[(T, String)],
) -> Option<T> {
    let shown = match current {
        None => various(context.theme),
        Some(current) => {
            let found = options.iter().find(|(option, _)| option == current);
            RichText::new(found.map_or(words().inspector.unknown_object, |(_, words)| words))
        }
    };
    let width = ui.available_width();
    pick(ui, name, width, shown, current, || options.to_vec())
}

/// A button `width` wide with the text `shown`, which unfolds the options; of many, those are listed
/// that fit what is typed. They are asked for only while they are seen.
pub(super) fn pick<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    shown: RichText,
    current: Option<&T>,
    options: impl FnOnce() -> Vec<(T, String)>,
) -> Option<T> {
    let mut chosen = None;
    stable(ui, name, |ui| {
        let combo = ComboBox::from_id_salt(name)
            .width(width)
            .height(360.0)
            .truncate()
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .selected_text(shown)
            .show_ui(ui, |ui| {
                let (of, names): (Vec<T>, Vec<String>) = options().into_iter().unzip();
                let entered = ui.input(|input| input.key_pressed(Key::Enter));
                let typed = if of.len() > FEW {
                    filter(ui, name)
                } else {
                    String::new()
                };
                let fitting = matching::rank(&typed, &names, usize::MAX);
                for found in &fitting {
                    let option = &of[found.index];
                    let is_current = current == Some(option);
                    let clicked = ui.selectable_label(is_current, &names[found.index]).clicked();
                    // Enter takes the best of what fits.
                    let best = entered && !typed.is_empty() && found.index == fitting[0].index;
                    if clicked || best {
                        ui.close();
                        chosen = (!is_current).then(|| option.clone());
                    }
                }
                if fitting.is_empty() {
                    ui.weak(words().outline.nothing);
                }
            });
        named(combo.response, name);
    });
    chosen
}

/// The field above a long list that narrows it down; what is typed there.
fn filter(ui: &mut Ui, name: &str) -> String {
    let id = ui.scope_id().with("filter");
    let new = ui.data(|data| data.get_temp::<(u64, String)>(id));
    let frame = ui.ctx().cumulative_frame_nr();
    // What was typed before the list was last closed is forgotten.
    let (mut typed, opened) = match new {
        Some((seen, typed)) if seen + 1 >= frame => (typed, false),
        _ => (String::new(), true),
    };
    let field = TextEdit::singleline(&mut typed)
        .hint_text(words().find.hint)
        .desired_width(f32::INFINITY);
    let field = named(ui.add(field), &fill(words().fields.choose, &[name]));
    if opened {
        field.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, (frame, typed.clone())));
    typed
}

/// The company chosen, and what makes it if it is a new one.
pub(super) struct Chosen {
    pub(super) company: Option<CompanyId>,
    pub(super) made: Vec<Edit>,
}

/// A company, a new one or nobody, `none` being the words for nobody.
pub(super) fn company(
    ui: &mut Ui,
    context: &Context<'_>,
    label: &str,
    hint: &str,
    none: &str,
    current: Option<&Option<CompanyId>>,
) -> Option<Chosen> {
    let map = context.map;
    let old = map.companies().keys();
    let mut options = vec![(None, none.to_owned())];
    options.extend(old.map(|id| (Some(id.clone()), naming::company(map, id).to_owned())));
    let added = add::company(map, words().inspector.company_heading, None);
    if let Object::Company(id) = added.object {
        options.push((Some(id), words().fields.new_company.to_owned()));
    }
    let company = one_of(ui, context, label, hint, current, &options)?;
    let is_new = company
        .as_ref()
        .is_some_and(|id| !map.companies().contains_key(id));
    Some(Chosen {
        made: if is_new { added.edits } else { Vec::new() },
        company,
    })
}

/// The platforms of the map, for a choice.
pub(super) fn platforms(context: &Context<'_>) -> Vec<(NodeId, String)> {
    let nodes = context.map.nodes().iter();
    nodes
        .filter(|(_, node)| matches!(node.kind, NodeKind::Platform { .. }))
        .map(|(id, _)| (id.clone(), naming::node(context.map, id).to_owned()))
        .collect()
}
