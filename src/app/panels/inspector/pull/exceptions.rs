//! Segments for which a link draws otherwise than for the rest.

use egui::{Button, Sense, Ui};

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::inspector::group::Group;
use crate::app::panels::inspector::number::{Spec, number};
use crate::app::panels::inspector::{Command, Context};
use crate::app::panels::widgets::named;
use crate::model::{Link, LinkId, SegmentId};

/// The exceptions there are, and a menu of the segments that have none.
pub(super) fn ui(
    ui: &mut Ui,
    id: &LinkId,
    link: &Link,
    group: &Group<'_, Link>,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    for (segment, pull) in &link.pull_by {
        let name = naming::segment(context.map, segment.as_str());
        let label = fill(
            words().fields.field_of_segment,
            &[naming::field(pull.field()), &name],
        );
        let path = format!("pull_by/{segment}");
        let spec = Spec {
            path: &path,
            field: pull.field(),
            label: Some(&label),
        };
        ui.push_id((id, segment), |ui| {
            number(ui, group, &spec, context, commands);
            let remove = fill(words().pulls.remove_exception, &[&name]);
            let button = ui.add(Button::new(words().pulls.as_the_rest).small().sense(Sense::CLICK));
            if named(button, &remove).on_hover_text(&remove).clicked() {
                group.set(commands, &label, |link| drop(link.pull_by.remove(segment)));
            }
        });
    }
    let rest: Vec<SegmentId> = context
        .map
        .segments()
        .keys()
        .filter(|segment| !link.pull_by.contains_key(*segment))
        .cloned()
        .collect();
    if rest.is_empty() {
        return;
    }
    ui.menu_button(words().pulls.add_exception, |ui| {
        for segment in rest {
            let name = naming::segment(context.map, segment.as_str());
            if ui.button(&name).clicked() {
                group.set(
                    commands,
                    &fill(words().fields.field_of_segment, &[words().fields.pull, &name]),
                    |link| {
                        let pull = link.pull.clone();
                        link.pull_by.insert(segment.clone(), pull);
                    },
                );
            }
        }
    });
}
