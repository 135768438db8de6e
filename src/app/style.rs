//! The tokens of the theme handed to egui: its text styles, spacing and widget colours.

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, vec2};

use super::fonts;
use super::theme::{MOTION, RADIUS, SPACE, Theme, type_size};

/// Makes both themes known to egui, which then follows the person's choice or the system's.
pub fn install(ctx: &egui::Context) {
    ctx.set_style_of(egui::Theme::Light, style(&Theme::light()));
    ctx.set_style_of(egui::Theme::Dark, style(&Theme::dark()));
}

/// The theme in use.
pub fn current(ctx: &egui::Context) -> Theme {
    match ctx.theme() {
        egui::Theme::Light => Theme::light(),
        egui::Theme::Dark => Theme::dark(),
    }
}

/// Text style of titles and other words that stand out.
pub fn strong() -> TextStyle {
    TextStyle::Name("strong".into())
}

/// Text style of the name of what is selected.
pub fn display() -> TextStyle {
    TextStyle::Name("display".into())
}

fn style(theme: &Theme) -> egui::Style {
    let mut style = egui::Style::default();
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, regular(type_size::SMALL)),
        (TextStyle::Body, regular(type_size::BODY)),
        (TextStyle::Button, regular(type_size::BODY)),
        (TextStyle::Heading, FontId::new(type_size::TITLE, fonts::strong())),
        (
            TextStyle::Monospace,
            FontId::new(type_size::SMALL, FontFamily::Monospace),
        ),
        (strong(), FontId::new(type_size::BODY, fonts::strong())),
        (display(), FontId::new(type_size::DISPLAY, fonts::strong())),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    style.animation_time = MOTION;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    spacing(&mut style.spacing);
    style.visuals = visuals(theme);
    style
}

fn spacing(spacing: &mut egui::style::Spacing) {
    spacing.item_spacing = vec2(SPACE, SPACE * 0.75);
    spacing.button_padding = vec2(SPACE * 1.25, SPACE * 0.5);
    spacing.interact_size = vec2(SPACE * 4.0, SPACE * 3.5);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.menu_width = 260.0;
    spacing.tooltip_width = 340.0;
    spacing.combo_width = 120.0;
    spacing.indent = SPACE * 2.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
}

fn visuals(theme: &Theme) -> egui::Visuals {
    let mut visuals = if theme.dark {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let shadow = |offset, blur, alpha| Shadow {
        offset: [0, offset],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    };
    let depth = if theme.dark { 2 } else { 1 };
    visuals.panel_fill = theme.panel;
    visuals.window_fill = theme.panel;
    visuals.window_stroke = Stroke::new(1.0, theme.line);
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.window_shadow = shadow(12, 40, 36 * depth);
    visuals.popup_shadow = shadow(6, 20, 26 * depth);
    visuals.faint_bg_color = theme.raised;
    visuals.extreme_bg_color = theme.field;
    visuals.text_edit_bg_color = Some(theme.field);
    visuals.code_bg_color = theme.raised;
    visuals.weak_text_color = Some(theme.weak_text);
    visuals.hyperlink_color = theme.accent;
    visuals.warn_fg_color = theme.warning;
    visuals.error_fg_color = theme.error;
    visuals.selection.bg_fill = theme.accent_wash;
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, theme.accent);
    visuals.striped = false;
    visuals.slider_trailing_fill = true;
    visuals.indent_has_left_vline = false;
    let state = |widget: &mut egui::style::WidgetVisuals, fill, line, text| {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, line);
        widget.fg_stroke = Stroke::new(1.0, text);
        widget.corner_radius = CornerRadius::same(RADIUS);
        widget.expansion = 0.0;
    };
    let widgets = &mut visuals.widgets;
    state(&mut widgets.noninteractive, theme.panel, theme.line, theme.text);
    state(
        &mut widgets.inactive,
        theme.raised,
        Color32::TRANSPARENT,
        theme.text,
    );
    state(
        &mut widgets.hovered,
        theme.hovered,
        Color32::TRANSPARENT,
        theme.text,
    );
    state(&mut widgets.active, theme.hovered, theme.accent, theme.text);
    state(&mut widgets.open, theme.hovered, theme.line, theme.text);
    // Boxes to tick have no words of their own to be found by.
    visuals.widgets.inactive.bg_fill = theme.line;
    visuals
}
