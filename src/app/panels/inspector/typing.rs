//! A number's field to be dragged or typed in. Unlike egui's own it tells the text while it is typed.

use egui::emath::round_to_decimals;
use egui::{DragValue, Id, Key, Modifiers, Response, TextEdit, Ui, WidgetInfo};

use super::callout::{self, Told};
use super::text::escaped;
use crate::app::panels::widgets::select_all;
use crate::app::typing::{Refused, Stage, refusals};

/// What is in the field.
#[derive(Debug, PartialEq)]
pub(super) enum Text {
    /// No text of a person's: the number, or what it is being dragged to.
    Resting,
    /// A text that is still being typed.
    Typing(String),
    /// A text that was typed and left just now.
    Left(String),
    /// A text that was typed and given up just now.
    GivenUp,
    /// No text but a step up or down, to this number.
    Stepped(f64),
}

/// The number that a field shows.
pub(super) struct Shown<'a> {
    pub(super) value: f64,
    pub(super) text: &'a str,
    /// How much it changes by a step.
    pub(super) step: f64,
}

/// A text from one frame to the next.
#[derive(Clone, Default)]
struct Kept {
    frame: u64,
    text: String,
    /// The text that stood there for the number.
    over: String,
}

/// Draws `drag`, or a field of text in its place while it has the keyboard.
pub(super) fn ui(ui: &mut Ui, drag: DragValue<'_>, shown: &Shown<'_>) -> (Response, Text) {
    // The same in both forms, so that the keyboard stays.
    let id = ui.next_auto_id();
    let frame = ui.ctx().cumulative_frame_nr();
    let kept = ui.data_mut(|data| data.remove_temp::<Kept>(id));
    let typed = kept.and_then(|kept| {
        // What was typed before the field was out of sight is none of what is typed now, and what nobody
        // touched follows the number.
        let is_typed = kept.frame + 1 >= frame && (kept.text != kept.over || kept.over == shown.text);
        is_typed.then_some(kept.text)
    });
    let untouched = typed.as_deref().is_none_or(|typed| typed == shown.text);
    let undoes = pressed(ui, Key::Z) || pressed(ui, Key::Y);
    if untouched && undoes && ui.memory(|memory| memory.has_focus(id)) {
        // Where nothing was typed, undo means the map.
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
    let editing = ui.is_enabled()
        && ui.memory_mut(|memory| {
            memory.interested_in_focus(id, ui.layer_id());
            memory.has_focus(id)
        });
    if !editing {
        let response = ui.add(drag);
        let text = match typed.filter(|_| response.lost_focus()) {
            Some(_) if escaped(ui) => Text::GivenUp,
            Some(text) => Text::Left(text),
            None => Text::Resting,
        };
        return (response, text);
    }
    let stepped = stepped(ui, id, shown);
    let begins = typed.is_none();
    let mut text = typed.unwrap_or_else(|| shown.text.to_owned());
    if begins {
        // Before the field is drawn, as the first letter may be there already.
        select_all(ui, id, &text);
    }
    let field = TextEdit::singleline(&mut text)
        .id(id)
        .clip_text(false)
        .align(ui.layout().align2())
        .min_size(ui.available_size())
        .desired_width(0.0)
        .font(ui.style().drag_value_text_style.clone());
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::drag_value(ui.is_enabled(), shown.value));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.add_action(egui::accesskit::Action::SetValue);
        node.add_action(egui::accesskit::Action::Increment);
        node.add_action(egui::accesskit::Action::Decrement);
    });
    if begins {
        if text == shown.text {
            select_all(ui, id, &text);
        }
        response.scroll_to_me(None);
    }
    let text = match stepped {
        Some(value) => Text::Stepped(value),
        None if response.lost_focus() && escaped(ui) => Text::GivenUp,
        None if response.lost_focus() => Text::Left(text),
        None => {
            let kept = Kept {
                frame,
                text: text.clone(),
                over: shown.text.to_owned(),
            };
            ui.data_mut(|data| data.insert_temp(id, kept));
            Text::Typing(text)
        }
    };
    (response, text)
}

fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input(|input| input.modifiers.command && input.key_pressed(key))
}

/// The number that keys or assistive technology ask for while the field has the keyboard.
fn stepped(ui: &Ui, id: Id, shown: &Shown<'_>) -> Option<f64> {
    use egui::accesskit::{Action, ActionData};
    ui.input_mut(|input| {
        let set = input.accesskit_action_requests(id, Action::SetValue);
        let set = set.filter_map(|request| match request.data {
            Some(ActionData::NumericValue(value)) => Some(value),
            _ => None,
        });
        if let Some(value) = set.last() {
            return Some(value);
        }
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp)
            + input.num_accesskit_action_requests(id, Action::Increment);
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown)
            + input.num_accesskit_action_requests(id, Action::Decrement);
        let decimals = (1.0 / shown.step).log10().ceil().clamp(0.0, 15.0);
        (up != down).then(|| {
            let value = shown.value + shown.step * (up as f64 - down as f64);
            round_to_decimals(value, decimals as usize)
        })
    })
}

/// Keeps a text that was left and is not taken, until the field is typed in anew or `mended`, or a step is
/// taken back.
pub(super) fn refused(
    ui: &Ui,
    field: &Response,
    stage: Stage,
    refused: Option<Refused>,
    mended: bool,
) -> Option<Refused> {
    let id = field.id.with("refused");
    let count = refusals(ui.ctx());
    if field.gained_focus() || mended && stage == Stage::Done {
        forget(ui, field);
    }
    if let Some(refused) = refused.as_ref().filter(|_| stage == Stage::Done) {
        ui.data_mut(|data| data.insert_temp(id, (count, refused.clone())));
        ui.request_repaint();
    }
    refused.or_else(|| {
        let kept = ui.data(|data| data.get_temp::<(u64, Refused)>(id));
        kept.filter(|(of, _)| *of == count).map(|(_, refused)| refused)
    })
}

/// Forgets the text that was left and not taken.
pub(super) fn forget(ui: &Ui, field: &Response) {
    let id = field.id.with("refused");
    ui.data_mut(|data| data.remove_temp::<(u64, Refused)>(id));
}

/// Says by the field what is wrong with its text, once it is more than half a number; the text chosen
/// instead of one that could be read in two ways.
pub(super) fn tell(ui: &Ui, field: &Response, stage: Stage, refused: Option<&Refused>) -> Option<String> {
    let refused = refused.filter(|refused| stage == Stage::Done || !refused.readings.is_empty())?;
    let chosen = callout::ui(ui, field, &Told::Refused(refused))?;
    forget(ui, field);
    // The field gives its own text up.
    ui.data_mut(|data| data.remove_temp::<Kept>(field.id));
    ui.memory_mut(|memory| memory.surrender_focus(field.id));
    Some(chosen)
}
