//! The outline: everything on the map by its host, to be found, gone to, selected, renamed and hidden.

mod keys;
mod rename;
mod row;
mod rows;

use std::collections::BTreeSet;

use egui::{Id, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use self::rename::Renaming;
use self::row::Look;
use self::rows::{Choice, Entry, Row};
use super::super::widgets::{caption, named};
use super::super::{Command, Context};
use crate::app::action::Action;
use crate::app::i18n::words;
use crate::app::theme::SPACE;
use crate::model::{CompanyId, LinkId, Object};

/// The outline, kept from frame to frame.
#[derive(Default)]
pub(super) struct Outline {
    filter: String,
    /// The entries that are not folded as at first.
    turned: BTreeSet<Entry>,
    rows: Vec<Row>,
    /// What the rows were built from.
    built: Option<Built>,
    /// The row that the keyboard is at.
    cursor: Option<Entry>,
    /// The row to be brought into view.
    wanted: Option<Entry>,
    /// The selection of the last frame: where it changes, it is brought into view.
    seen: BTreeSet<Object>,
    renaming: Option<Renaming>,
}

#[derive(PartialEq)]
struct Built {
    revision: u64,
    filter: String,
    turned: BTreeSet<Entry>,
    revealed: Option<LinkId>,
    nobody: &'static str,
}

impl Outline {
    /// Gives up a name that is being typed.
    pub(super) fn stop_renaming(&mut self) {
        self.renaming = None;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        self.contents(ui, context, commands);
        // Not in its row, which may be scrolled out of sight.
        let typing = self
            .renaming
            .as_ref()
            .and_then(|renaming| renaming.step(context.map));
        commands.extend(typing.map(|(label, edits)| Command::Typing(label, edits)));
    }

    fn contents(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let tree = ui.scope_id().with("tree");
        self.filter_ui(ui, tree);
        ui.add_space(SPACE * 0.5);
        self.follow_selection(context);
        self.rebuild(context);
        if self.rows.is_empty() {
            let nothing = if self.filter.trim().is_empty() {
                words().outline.empty
            } else {
                words().outline.nothing
            };
            caption(ui, context.theme, nothing);
            return;
        }
        // Behind the rows, so that it takes the keyboard for them and no click from them.
        let place = ui.available_rect_before_wrap();
        let list = ui.interact(place, tree, Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::Tree, true, words().outline.title));
        if list.has_focus() {
            self.keys(ui, &list, context, commands);
        }
        self.list(ui, &list, context, commands);
    }

    fn filter_ui(&mut self, ui: &mut Ui, tree: Id) {
        let field = TextEdit::singleline(&mut self.filter)
            .id_salt("filter")
            .hint_text(words().outline.filter)
            .desired_width(f32::INFINITY);
        let field = named(ui.add(field), words().outline.filter);
        if field.has_focus() {
            let down =
                |input: &mut egui::InputState| input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown);
            if ui.input_mut(down) {
                ui.memory_mut(|memory| memory.request_focus(tree));
                self.cursor = self.rows.first().map(|row| row.entry.clone());
            }
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            self.filter.clear();
        }
    }

    /// Brings what was selected elsewhere into view.
    fn follow_selection(&mut self, context: &Context<'_>) {
        if self.seen == *context.selection {
            return;
        }
        self.seen.clone_from(context.selection);
        let Some(first) = context.selection.first() else {
            return;
        };
        let map = context.map;
        let node = match first {
            Object::Node(id) => Some(id),
            Object::Link(id) => map.links().get(id).map(|link| &link.from),
            _ => None,
        };
        let heading = match first {
            Object::Node(_) | Object::Link(_) => node.and_then(|id| map.nodes().get(id)).map(|node| {
                let host = map.host(node).cloned();
                host.map_or(Entry::Nobody, Entry::Company)
            }),
            Object::Note(_) => Some(Entry::Notes),
            Object::Frame(_) => Some(Entry::Frames),
            Object::Scenario(_) => Some(Entry::Scenarios),
            _ => None,
        };
        if let Some(heading) = heading {
            self.turned.remove(&heading);
        }
        let entry = match first {
            Object::Company(id) => Entry::Company(id.clone()),
            object => Entry::Object(object.clone()),
        };
        self.cursor = Some(entry.clone());
        self.wanted = Some(entry);
    }

    fn rebuild(&mut self, context: &Context<'_>) {
        // One selected link is shown below its node; more would turn the outline upside down.
        let mut links = context.selected_links();
        let revealed = links.next().filter(|_| context.selection.len() == 1);
        let wanted = Built {
            revision: context.revision,
            filter: self.filter.clone(),
            turned: self.turned.clone(),
            revealed: revealed.cloned(),
            nobody: words().results.nobody,
        };
        if self.built.as_ref() != Some(&wanted) {
            let choice = Choice {
                filter: &wanted.filter,
                turned: &wanted.turned,
                revealed: wanted.revealed.as_ref(),
            };
            self.rows = rows::rows(context.map, &choice);
            self.built = Some(wanted);
        }
    }

    fn list(&mut self, ui: &mut Ui, list: &Response, context: &Context<'_>, commands: &mut Vec<Command>) {
        let rows = std::mem::take(&mut self.rows);
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().auto_shrink(false);
        scroll.show_rows(ui, row::HEIGHT, rows.len(), |ui, seen| {
            let place = ui.max_rect();
            let top = place.top() - seen.start as f32 * row::HEIGHT;
            let rect = |at: usize| {
                let min = pos2(place.left(), top + at as f32 * row::HEIGHT);
                Rect::from_min_size(min, vec2(place.width(), row::HEIGHT))
            };
            let wanted = self.wanted.take();
            let at = wanted.and_then(|wanted| rows.iter().position(|row| row.entry == wanted));
            if let Some(at) = at {
                // With what stands above and below it: the rim of the list fades.
                ui.scroll_to_rect(rect(at).expand2(vec2(0.0, 2.0 * row::HEIGHT)), None);
            }
            for (at, row) in rows[seen.clone()].iter().enumerate() {
                self.row(ui, rect(seen.start + at), row, list, context, commands);
            }
        });
        self.rows = rows;
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        row: &Row,
        list: &Response,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        let object = row.entry.object();
        let renaming = self.renaming.as_mut();
        if let Some(renaming) = renaming.filter(|renaming| object.as_ref() == Some(renaming.object())) {
            if !renaming.ui(ui, rect, context.map, commands) {
                self.renaming = None;
                list.request_focus();
            }
            return;
        }
        let look = Look {
            id: list.id.with(&row.entry),
            row,
            selected: object
                .as_ref()
                .is_some_and(|object| context.selection.contains(object)),
            cursor: list.has_focus() && self.cursor.as_ref() == Some(&row.entry),
        };
        let done = row::ui(ui, rect, &look, context);
        if done.folded {
            self.turn(&row.entry);
        }
        if let Some((company, shown)) = done.shown {
            commands.push(Command::SetShown(company, shown));
        }
        let Some(response) = done.response else { return };
        if let Some(object) = &object {
            if response.double_clicked() {
                self.renaming = Renaming::start(context.map, object);
            } else if response.clicked() {
                let held = ui.input(|input| input.modifiers.shift || input.modifiers.command);
                commands.push(if held {
                    Command::SelectAlso(object.clone())
                } else {
                    Command::GoTo(object.clone())
                });
            }
            self.menu(&response, row, object, context, commands);
        } else if response.clicked() {
            self.turn(&row.entry);
        }
        if response.clicked() {
            list.request_focus();
            self.cursor = Some(row.entry.clone());
        }
    }

    fn menu(
        &mut self,
        response: &Response,
        row: &Row,
        object: &Object,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        response.context_menu(|ui| {
            let words = words();
            if ui.button(words.outline.go).clicked() {
                commands.push(Command::GoTo(object.clone()));
            }
            if let Entry::Company(company) = &row.entry {
                if ui.button(words.outline.select_all).clicked() {
                    commands.push(Command::Select(vec![object.clone()]));
                    commands.push(Action::SelectCompany.into());
                }
                if ui.button(words.outline.only).clicked() {
                    commands.extend(only(company, context));
                }
            }
            let renaming = Renaming::start(context.map, object);
            if renaming.is_some() && ui.button(words.outline.rename).clicked() {
                self.renaming = renaming;
            }
        });
    }

    /// Folds what is unfolded and the other way round.
    fn turn(&mut self, entry: &Entry) {
        if !self.turned.remove(entry) {
            self.turned.insert(entry.clone());
        }
    }
}

/// Shows `company` and no other.
fn only<'a>(company: &'a CompanyId, context: &'a Context<'_>) -> impl Iterator<Item = Command> + 'a {
    let all = context.map.companies().keys();
    all.map(move |id| Command::SetShown(id.clone(), id == company))
}
