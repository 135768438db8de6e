//! Words and numbers on the map, placed so that none covers another.

use std::cmp::Ordering;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, CornerRadius, FontId, Galley, Rect, Shape, Vec2, pos2, vec2};

use self::Side::{Above, Below, BelowLeft, BelowRight, Left, Right};
use super::{Brush, gates, ground, links, mix, nodes};
use crate::app::canvas::hit::{FRAME_TITLE, Target, Written};
use crate::app::canvas::index::Index;
use crate::app::canvas::labels::{self, Wish};
use crate::app::canvas::scene::{LinkMark, NodeMark, NoteMark, Territory, middle};
use crate::app::figures::{compact, signed};
use crate::app::theme::{Theme, type_size};
use crate::model::Object;

/// Labels beyond this many are not even tried: the least important would find no place.
const MOST: usize = 400;
/// No name of a territory reaches farther beside it, in points.
const LONGEST_NAME: f32 = 1000.0;
/// Least radius on screen of a node with its number inside.
const NUMBER_RADIUS: f32 = 19.0;
/// Zoom below which the map is seen from afar.
const FAR: f32 = 0.36;
/// Radius on screen of a node that is large even from afar.
const LARGE_FROM_AFAR: f32 = 8.5;
/// At most so many links show their change, and none that is smaller than this share of the largest.
const MOST_CHANGES: usize = 24;
const LEAST_SHOWN: f64 = 0.03;
/// Space to the left and right of a label, so that two in a row do not read as one.
const APART: f32 = 9.0;
/// Notes whose words would be smaller than this are not written.
const LEAST_NOTE: f32 = 8.5;

/// What is written at one place.
struct Text {
    galley: Arc<Galley>,
    opacity: f32,
    /// The pill behind it, if it has one.
    pill: Option<Color32>,
    object: Option<Object>,
}

/// Writes everything; returns where the names of objects stand.
pub fn paint(brush: &Brush<'_>, shapes: &mut Vec<Shape>) -> Vec<Written> {
    let mut written = Vec::new();
    frame_titles(brush, shapes, &mut written);
    notes(brush, shapes, &mut written);
    let mut wishes = Vec::new();
    let mut taken = Vec::new();
    let grounds = grounds(brush);
    let territories = brush
        .scene
        .territories
        .iter()
        .filter(|territory| may_be_named(brush, territory));
    wishes.extend(
        territories
            .take(MOST)
            .filter_map(|territory| territory_wish(brush, territory, &grounds)),
    );
    node_wishes(brush, &mut wishes, &mut taken, shapes);
    link_wishes(brush, &mut wishes);
    let seen = brush.view.visible(0.0);
    let shut = brush
        .scene
        .gates
        .iter()
        .filter(|gate| !gate.open && seen.contains(gate.center));
    taken.extend(shut.map(|gate| {
        Rect::from_center_size(
            brush.view.to_screen(gate.center),
            Vec2::splat(2.0 * gates::radius(brush, gate)),
        )
    }));
    for (rect, text) in labels::place(wishes, &taken, brush.view.viewport) {
        write(brush, rect, &text, shapes);
        written.extend(text.object.map(|object| Written { rect, object }));
    }
    written
}

fn write(brush: &Brush<'_>, rect: Rect, text: &Text, shapes: &mut Vec<Shape>) {
    let at = rect.center() - text.galley.rect.center().to_vec2();
    let tone = |color: Color32| Theme::faded(color, text.opacity);
    if let Some(pill) = text.pill {
        shapes.push(Shape::rect_filled(
            rect,
            CornerRadius::same((rect.height() / 2.0) as u8),
            tone(pill),
        ));
    } else {
        // A halo keeps words apart from the lines that run under them.
        let halo = Theme::faded(brush.theme.background, 0.8 * text.opacity);
        for offset in [vec2(-1.2, 0.0), vec2(1.2, 0.0), vec2(0.0, -1.2), vec2(0.0, 1.2)] {
            let shadow = egui::epaint::TextShape::new(at + offset, text.galley.clone(), halo);
            shapes.push(shadow.with_override_text_color(halo).into());
        }
    }
    let words = egui::epaint::TextShape::new(at, text.galley.clone(), brush.theme.text);
    shapes.push(words.with_opacity_factor(text.opacity).into());
}

/// A galley of pieces of text, each with size and colour, lines centred.
fn galley(brush: &Brush<'_>, pieces: &[(&str, f32, Color32)]) -> Arc<Galley> {
    let mut job = LayoutJob {
        halign: Align::Center,
        ..LayoutJob::default()
    };
    job.wrap.max_width = f32::INFINITY;
    for (text, size, color) in pieces {
        job.append(text, 0.0, TextFormat::simple(FontId::proportional(*size), *color));
    }
    brush.painter.layout_job(job)
}

/// What the scene's territories span, found by place.
fn grounds(brush: &Brush<'_>) -> Index {
    let spans = brush
        .scene
        .territories
        .iter()
        .map(|territory| territory.area.bounds());
    Index::new(spans.map(|span| span.unwrap_or(kurbo::Rect::ZERO)))
}

/// Whether the name of a territory may be seen: it stands on its walls or beside them.
fn may_be_named(brush: &Brush<'_>, territory: &Territory) -> bool {
    let span = territory
        .area
        .bounds()
        .map(|span| brush.view.rect_to_screen(span));
    span.is_some_and(|span| span.expand(LONGEST_NAME).intersects(brush.view.viewport))
}

fn territory_wish(brush: &Brush<'_>, territory: &Territory, grounds: &Index) -> Option<Wish<Text>> {
    let color = brush.color(Some(territory.company));
    let far = brush.view.zoom() < FAR;
    let (size, room) = if far {
        (type_size::SMALL, vec2(14.0, 1.0))
    } else {
        (type_size::BODY, vec2(18.0, 5.0))
    };
    let galley = galley(brush, &[(&territory.name, size, Theme::ink_on(color))]);
    let largest = territory
        .area
        .polygons()
        .iter()
        .max_by_key(|polygon| polygon.points.len())?;
    let option = |rect: Rect| {
        let text = Text {
            galley: galley.clone(),
            opacity: 1.0,
            pill: Some(color),
            object: Some(Object::Company(brush.scene.companies[territory.company].clone())),
        };
        (rect, text)
    };
    let mut places = ground::name_places(brush, largest.rings().next()?, galley.rect.size() + room);
    // On the ground of another company it would say the wrong thing.
    places.retain(|place| {
        let center = brush.view.to_map(place.center());
        let is_of_another = |place: usize| {
            let other = &brush.scene.territories[place];
            other.company != territory.company && other.area.contains(center)
        };
        territory.area.contains(center) || !grounds.any(|span| span.contains(center), is_of_another)
    });
    Some(Wish {
        importance: 1e12,
        options: places.into_iter().map(option).collect(),
    })
}

/// Writes the numbers that fit into nodes, takes the ground of nodes and asks for room for names.
fn node_wishes(
    brush: &Brush<'_>,
    wishes: &mut Vec<Wish<Text>>,
    taken: &mut Vec<Rect>,
    shapes: &mut Vec<Shape>,
) {
    let seen = brush.view.visible(60.0);
    let in_view = |(_, node): &(usize, &NodeMark)| node.body().overlaps(seen);
    let places: Vec<(usize, &NodeMark)> = brush.scene.nodes.iter().enumerate().filter(in_view).collect();
    taken.extend(
        places
            .iter()
            .map(|(_, node)| brush.view.rect_to_screen(node.body())),
    );
    let importance = |place: usize, node: &NodeMark| {
        let raised = brush.pointed == Some(Target::Node(place)) || brush.is_selected(Target::Node(place));
        let bonus = if raised { 1e11 } else { 0.0 };
        bonus
            + nodes::significant(node).map_or(0.0, |change| 10.0 * change.abs())
            + node.visits.unwrap_or(0.0)
            + node.radius
    };
    let weighed = places
        .into_iter()
        .map(|(place, node)| (importance(place, node), place));
    for (importance, place) in foremost(weighed.collect(), MOST) {
        let node = &brush.scene.nodes[place];
        let opacity = brush.emphasis.node(place);
        let inside = number_inside(brush, node, opacity, shapes);
        wishes.push(Wish {
            importance,
            options: node_options(brush, node, opacity, inside),
        });
    }
}

/// The `most` heaviest of what is weighed, the heaviest first and of equals that which came first. Only
/// those are put in order.
fn foremost(mut weighed: Vec<(f64, usize)>, most: usize) -> Vec<(f64, usize)> {
    let heavier = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if weighed.len() > most {
        weighed.select_nth_unstable_by(most, heavier);
        weighed.truncate(most);
    }
    weighed.sort_unstable_by(heavier);
    weighed
}

/// Writes a node's visits into it if there is room; whether there was.
fn number_inside(brush: &Brush<'_>, node: &NodeMark, opacity: f32, shapes: &mut Vec<Shape>) -> bool {
    let Some(visits) = node
        .visits
        .filter(|_| brush.view.length(node.radius) >= NUMBER_RADIUS)
    else {
        return false;
    };
    let fill = mix(brush.theme.background, brush.color(node.owner), opacity);
    let opacity = if brush.stale { 0.45 } else { 1.0 } * opacity.max(0.4);
    let galley = galley(
        brush,
        &[(&compact(visits), type_size::SMALL, Theme::ink_on(fill))],
    );
    let room = 2.0 * brush.view.length(node.shape.half_size(node.radius).x * 0.8);
    if galley.rect.width() > room {
        return false;
    }
    let at = brush.view.to_screen(node.center) - galley.rect.center().to_vec2();
    shapes.push(
        egui::epaint::TextShape::new(at, galley, brush.theme.text)
            .with_opacity_factor(opacity)
            .into(),
    );
    true
}

/// Name with number and change below a node or at its sides; failing that the name alone.
fn node_options(brush: &Brush<'_>, node: &NodeMark, opacity: f32, inside: bool) -> Vec<(Rect, Text)> {
    let theme = brush.theme;
    let zoom = brush.view.zoom();
    let size = if zoom > 0.55 {
        type_size::BODY
    } else {
        type_size::SMALL
    };
    let number_ink = if brush.stale {
        Theme::faded(theme.weak_text, 0.5)
    } else {
        theme.weak_text
    };
    let change = nodes::significant(node).filter(|_| brush.compares);
    // From afar only the large ones show their number: the names of the rest need the room.
    let near = zoom > FAR || brush.view.length(node.radius) > LARGE_FROM_AFAR;
    let number = node.visits.filter(|_| !inside && near).map(compact);
    let change = change.map(|change| (signed(change), theme.change_color(change)));
    let name = (node.name.as_str(), size, theme.text);
    let mut details = Vec::new();
    if let Some(number) = &number {
        details.push((number.as_str(), type_size::SMALL, number_ink));
    }
    if let Some((change, ink)) = &change {
        details.push(("  ", type_size::SMALL, *ink));
        details.push((change, type_size::SMALL, *ink));
    }
    let with_details = |between: &'static str| {
        let mut pieces = vec![name, (between, type_size::SMALL, number_ink)];
        pieces.extend(&details);
        galley(brush, &pieces)
    };
    let alone = galley(brush, &[name]);
    let mut wanted = Vec::new();
    let mut offer = |galley: &Arc<Galley>, sides: &[Side]| {
        wanted.extend(sides.iter().map(|side| (galley.clone(), *side)));
    };
    if !details.is_empty() {
        let (stacked, row) = (with_details("\n"), with_details("  "));
        offer(&stacked, &[Below]);
        offer(&row, &[Below]);
        offer(&stacked, &[Right, Left]);
        offer(&row, &[Right, Left]);
        offer(&alone, &[Below, Right, Left, BelowRight, BelowLeft]);
        offer(&stacked, &[Above]);
        offer(&alone, &[Above]);
    } else {
        offer(&alone, &[Below, Right, Left, BelowRight, BelowLeft, Above]);
    }
    if let Some(short) = shortened(&node.name) {
        let short = galley(brush, &[(&short, size, theme.text)]);
        offer(&short, &[Below, Right, Left, Above]);
    }
    let body = brush.view.rect_to_screen(node.body()).expand(2.0);
    let option = |(galley, side): (Arc<Galley>, Side)| {
        let rect = side.of(body, galley.rect.size());
        let text = Text {
            galley,
            opacity: opacity.max(0.3),
            pill: None,
            object: Some(Object::Node(node.id.clone())),
        };
        (rect, text)
    };
    wanted.into_iter().map(option).collect()
}

/// The first words of a long name, for where the whole finds no room.
fn shortened(name: &str) -> Option<String> {
    const LONG: usize = 12;
    if name.chars().count() <= LONG {
        return None;
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        let length = short.chars().count() + word.chars().count();
        if !short.is_empty() && length >= LONG {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short = short.chars().take(LONG).collect();
    short.push('…');
    Some(short)
}

/// Where a label stands to what it names.
#[derive(Clone, Copy)]
enum Side {
    Below,
    Right,
    Left,
    Above,
    BelowRight,
    BelowLeft,
}

impl Side {
    /// The place of a label of `size` beside `body`, with the space it keeps free.
    fn of(self, body: Rect, size: Vec2) -> Rect {
        let half = size / 2.0;
        let center = match self {
            Below => pos2(body.center().x, body.bottom() + half.y),
            Right => pos2(body.right() + half.x + APART / 2.0 + 0.5, body.center().y),
            Left => pos2(body.left() - half.x - APART / 2.0 - 0.5, body.center().y),
            BelowRight => pos2(body.left() + half.x, body.bottom() + half.y),
            BelowLeft => pos2(body.right() - half.x, body.bottom() + half.y),
            Above => pos2(body.center().x, body.top() - half.y),
        };
        Rect::from_center_size(center, size + vec2(APART, 0.0))
    }
}

/// The change of the flow on a link, where a scenario is shown, and the flow of one pointed at.
fn link_wishes<'s>(brush: &Brush<'s>, wishes: &mut Vec<Wish<Text>>) {
    if !brush.compares {
        return;
    }
    let seen = brush.view.visible(0.0);
    let changed = |(place, link): (usize, &'s LinkMark)| Some((place, link, links::significant(link)?));
    let mut changes: Vec<_> = brush.scene.links.iter().enumerate().filter_map(changed).collect();
    changes.sort_by(|a, b| {
        (b.1.toggled, b.2.abs())
            .partial_cmp(&(a.1.toggled, a.2.abs()))
            .unwrap_or(Ordering::Equal)
    });
    let most = changes
        .iter()
        .map(|(_, _, change)| change.abs())
        .fold(0.0, f64::max);
    let worth = |link: &LinkMark, change: f64| link.toggled || change.abs() > LEAST_SHOWN * most;
    for (place, link, change) in changes.into_iter().take(MOST_CHANGES) {
        if !worth(link, change) || !seen.contains(middle(link)) {
            continue;
        }
        let galley = galley(
            brush,
            &[(
                &signed(change),
                type_size::SMALL,
                brush.theme.change_color(change),
            )],
        );
        let text = Text {
            opacity: brush.emphasis.link(place),
            // It stands on a line of its own colour.
            pill: Some(Theme::faded(brush.theme.background, 0.9)),
            object: Some(Object::Link(link.id.clone())),
            galley: galley.clone(),
        };
        let rect = Rect::from_center_size(
            brush.view.to_screen(middle(link)),
            galley.rect.size() + vec2(10.0, 2.0),
        );
        let opened = if link.toggled { 1e10 } else { 0.0 };
        wishes.push(Wish {
            importance: opened + change.abs(),
            options: vec![(rect, text)],
        });
    }
}

fn frame_titles(brush: &Brush<'_>, shapes: &mut Vec<Shape>, written: &mut Vec<Written>) {
    for frame in &brush.scene.frames {
        let rect = brush.view.rect_to_screen(frame.rect);
        let title = Rect::from_min_size(rect.min, vec2(rect.width(), FRAME_TITLE));
        let galley = galley(brush, &[(&frame.title, type_size::BODY, brush.theme.text)]);
        if title.intersects(brush.view.viewport)
            && galley.rect.width() + 16.0 < rect.width()
            && rect.height() > FRAME_TITLE
        {
            let at = title.left_center() + vec2(8.0, 0.0) - galley.rect.left_center().to_vec2();
            shapes.push(Shape::galley(at, galley, brush.theme.text));
            written.push(Written {
                rect: title,
                object: Object::Frame(frame.id.clone()),
            });
        }
    }
}

/// Notes are part of the drawing: their words grow and shrink with it.
fn notes(brush: &Brush<'_>, shapes: &mut Vec<Shape>, written: &mut Vec<Written>) {
    for (place, note) in brush.scene.notes.iter().enumerate() {
        let at = brush.view.to_screen(note.at);
        let heading = note.is_heading();
        let (size, ink) = if heading {
            (26.0, brush.theme.weak_text)
        } else {
            (19.0, brush.theme.weak_text)
        };
        let size = (size * brush.view.zoom()).round().min(26.0);
        if size < LEAST_NOTE {
            continue;
        }
        let font = FontId::proportional(size);
        let wrap = brush.view.length(NoteMark::WIDTH) * size / (size.max(1.0));
        let galley = brush.painter.layout(note.text.clone(), font, ink, wrap.max(60.0));
        let rect = Rect::from_min_size(at, galley.rect.size()).expand2(vec2(8.0, 4.0));
        if !rect.intersects(brush.view.viewport) {
            continue;
        }
        let object = Object::Note(note.id.clone());
        if brush.is_selected(Target::Note(place)) {
            shapes.push(Shape::rect_filled(
                rect,
                CornerRadius::same(4),
                brush.theme.accent_wash,
            ));
        }
        if !heading {
            let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 2.5, rect.bottom()));
            shapes.push(Shape::rect_filled(bar, CornerRadius::same(1), brush.theme.line));
        }
        shapes.push(Shape::galley(at, galley, ink));
        written.push(Written { rect, object });
    }
}
