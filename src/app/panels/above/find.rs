//! Find: a name typed, the objects it may mean, and a flight to the one chosen.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, FontId, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, TextEdit, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{self, Language, fill, words};
use crate::app::matching::{self, Match};
use crate::app::naming;
use crate::app::panels::object_icon;
use crate::app::panels::widgets::{caption, font, named, text_in};
use crate::app::theme::SPACE;
use crate::model::{Map, Object};

/// Width of the box.
const WIDTH: f32 = 480.0;
/// Height of a row, and most rows seen at once.
const ROW: f32 = 28.0;
const SEEN: f32 = 9.0;
/// More matches than this nobody reads.
const MOST: usize = 60;

/// The box, kept from frame to frame.
#[derive(Default)]
pub(super) struct Find {
    open: bool,
    text: String,
    chosen: usize,
    /// Whether the list is put away.
    folded: bool,
    /// Whether the field is to take the keyboard.
    wants_focus: bool,
    /// Whether the field had the keyboard in the last frame: egui takes it away on Escape.
    typing: bool,
    /// What had the keyboard before.
    focus_before: Option<Id>,
    names: Names,
    /// What a text fits.
    found: Option<(String, Vec<Hit>)>,
}

/// An object that fits what was typed.
struct Hit {
    /// Its place among the objects.
    index: usize,
    /// Places of the letters that fit, in its name or else in its id.
    positions: Vec<usize>,
    by_id: bool,
}

/// The objects of a map with their names and ids.
#[derive(Default)]
struct Names {
    of: Option<(u64, Language)>,
    objects: Vec<Object>,
    names: Vec<String>,
    ids: Vec<String>,
}

impl Find {
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn open(&mut self, ctx: &egui::Context) {
        if !self.open {
            self.focus_before = ctx.memory(|memory| memory.focused());
            self.chosen = 0;
        }
        self.open = true;
        self.folded = false;
        self.wants_focus = true;
    }

    fn close(&mut self, ui: &Ui) {
        self.open = false;
        self.typing = false;
        if let Some(before) = self.focus_before.take() {
            ui.memory_mut(|memory| memory.request_focus(before));
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let frame = egui::Frame::popup(ui.style()).inner_margin(8);
        frame.show(ui, |ui| {
            ui.set_width(WIDTH.min(ui.available_width()));
            // Keys are taken before the field, which would let go of the keyboard with some.
            let key = |key| {
                let take = |input: &mut egui::InputState| input.count_and_consume_key(Modifiers::NONE, key);
                if self.typing { ui.input_mut(take) } else { 0 }
            };
            if key(Key::Escape) > 0 {
                self.close(ui);
                return;
            }
            let (down, up, entered) = (key(Key::ArrowDown), key(Key::ArrowUp), key(Key::Enter) > 0);
            self.chosen = (self.chosen + down).saturating_sub(up);
            let moved = down + up > 0;
            // What was gone to must not lie behind the list; an arrow or more typing brings it back.
            self.folded = (self.folded || entered) && !moved;
            self.field(ui);
            self.look_up(context);
            let found = self.found.take();
            if let Some((text, hits)) = &found {
                self.chosen = self.chosen.min(hits.len().saturating_sub(1));
                if hits.is_empty() && !text.trim().is_empty() {
                    ui.add_space(SPACE * 0.5);
                    caption(ui, context.theme, words().outline.nothing);
                }
                let chosen = hits.get(self.chosen).filter(|_| entered);
                commands.extend(chosen.map(|hit| Command::GoTo(self.names.objects[hit.index].clone())));
                if !self.folded {
                    self.list(ui, hits, moved, context, commands);
                }
            }
            self.found = found;
        });
    }

    fn field(&mut self, ui: &mut Ui) {
        let output = TextEdit::singleline(&mut self.text)
            .hint_text(words().find.hint)
            .desired_width(f32::INFINITY)
            .show(ui);
        let field = named(output.response.response, words().find.field);
        if field.changed() {
            self.chosen = 0;
            self.folded = false;
        }
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
            // What was looked for last is replaced by what is typed.
            let mut state = output.state;
            let all = egui::text::CCursorRange::select_all(&output.galley);
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), field.id);
        }
        self.typing = field.has_focus();
    }

    /// Finds the matches anew where the map or the text has changed.
    fn look_up(&mut self, context: &Context<'_>) {
        let of = Some((context.revision, i18n::language()));
        if self.names.of != of {
            self.names = Names::of(context.map);
            self.names.of = of;
            self.found = None;
        }
        if self.found.as_ref().is_none_or(|(text, _)| *text != self.text) {
            self.found = Some((self.text.clone(), self.names.find(&self.text)));
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        hits: &[Hit],
        moved: bool,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        if hits.is_empty() {
            return;
        }
        ui.add_space(SPACE * 0.5);
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = ROW * (hits.len() as f32).min(SEEN);
        let scroll = ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height);
        scroll.show(ui, |ui| {
            for (place, hit) in hits.iter().enumerate() {
                let response = self.row(ui, hit, place == self.chosen, context);
                if place == self.chosen && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    self.chosen = place;
                    self.wants_focus = true;
                    self.folded = true;
                    commands.push(Command::GoTo(self.names.objects[hit.index].clone()));
                }
            }
        });
    }

    fn row(&self, ui: &mut Ui, hit: &Hit, chosen: bool, context: &Context<'_>) -> egui::Response {
        let theme = context.theme;
        let object = &self.names.objects[hit.index];
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        let name = &self.names.names[hit.index];
        let kind = kind_and_company(object, context);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{name} ({kind})"))
        });
        let fill = match (chosen, response.hovered()) {
            (true, _) => theme.accent_wash,
            (_, true) => theme.raised,
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, 6.0, fill);
        let icon = Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), vec2(13.0, 13.0));
        object_icon::paint(ui, icon, object, context);
        let small = font(ui, TextStyle::Small);
        let kind_width = 0.42 * rect.width();
        let right = Rect::from_min_max(
            pos2(rect.right() - kind_width, rect.top()),
            rect.max - vec2(8.0, 0.0),
        );
        text_in(ui, right, Align2::RIGHT_CENTER, &kind, small, theme.weak_text);
        let galley = ui
            .painter()
            .layout_no_wrap(kind.clone(), font(ui, TextStyle::Small), theme.weak_text);
        let room = rect.width() - 32.0 - galley.size().x.min(kind_width) - 20.0;
        let mut job = self.marked(ui, hit, context);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let galley = ui.painter().layout_job(job);
        let at = pos2(rect.left() + 32.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.text);
        response
    }

    /// The name with the letters that were typed marked; the id too if it is that which fits.
    fn marked(&self, ui: &Ui, hit: &Hit, context: &Context<'_>) -> LayoutJob {
        let theme = context.theme;
        let (body, small) = (font(ui, TextStyle::Body), font(ui, TextStyle::Small));
        let mut job = LayoutJob::default();
        let mut write = |text: &str, marks: bool, font: FontId, color: Color32| {
            for (place, letter) in text.chars().enumerate() {
                let marked = marks && hit.positions.binary_search(&place).is_ok();
                let color = if marked { theme.accent } else { color };
                job.append(&letter.to_string(), 0.0, TextFormat::simple(font.clone(), color));
            }
        };
        write(&self.names.names[hit.index], !hit.by_id, body, theme.text);
        if hit.by_id {
            write("  ", false, small.clone(), theme.weak_text);
            write(&self.names.ids[hit.index], true, small, theme.weak_text);
        }
        job
    }
}

impl Names {
    /// The objects whose name fits `text`, best first, then those whose id does.
    fn find(&self, text: &str) -> Vec<Hit> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        let hit = |by_id| {
            move |found: Match| Hit {
                index: found.index,
                positions: found.positions,
                by_id,
            }
        };
        let by_name = matching::rank(text, &self.names, MOST)
            .into_iter()
            .map(hit(false));
        let mut hits: Vec<Hit> = by_name.collect();
        let by_id = matching::rank(text, &self.ids, MOST).into_iter().map(hit(true));
        for more in by_id.take(MOST - hits.len()) {
            if hits.iter().all(|hit| hit.index != more.index) {
                hits.push(more);
            }
        }
        hits
    }

    fn of(map: &Map) -> Self {
        let nodes = map.nodes().keys().cloned().map(Object::Node);
        let companies = map.companies().keys().cloned().map(Object::Company);
        let scenarios = map.scenarios().keys().cloned().map(Object::Scenario);
        let frames = map.frames().keys().cloned().map(Object::Frame);
        let notes = map.notes().keys().cloned().map(Object::Note);
        let links = map.links().keys().cloned().map(Object::Link);
        // Of equal matches the first in this order comes first.
        let objects: Vec<Object> = companies
            .chain(nodes)
            .chain(scenarios)
            .chain(frames)
            .chain(notes)
            .chain(links)
            .collect();
        Self {
            of: None,
            names: objects.iter().map(|object| naming_of(map, object)).collect(),
            ids: objects.iter().map(|object| object.id().to_owned()).collect(),
            objects,
        }
    }
}

/// What an object is called where it is looked for: `Chats to Taobao` of a link.
fn naming_of(map: &Map, object: &Object) -> String {
    let Object::Link(id) = object else {
        return naming::object(map, object);
    };
    map.links().get(id).map_or_else(
        || id.to_string(),
        |link| {
            let ends = [naming::node(map, &link.from), naming::node(map, &link.to)];
            fill(words().canvas.from_to, &ends)
        },
    )
}

/// `Channel · Tencent`, `Link · Jump`, `Scenario`.
fn kind_and_company(object: &Object, context: &Context<'_>) -> String {
    let map = context.map;
    let kind = object_icon::kind(object, context);
    let more = match object {
        Object::Node(id) => {
            let host = map.nodes().get(id).and_then(|node| map.host(node));
            host.map(|host| naming::company(map, host))
        }
        Object::Link(id) => map.links().get(id).map(|link| naming::link_kind(link.kind)),
        _ => None,
    };
    more.map_or_else(|| kind.to_owned(), |more| format!("{kind} · {more}"))
}
