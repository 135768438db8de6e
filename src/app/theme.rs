//! Colours, type sizes, spaces and motion, in one table for light and one for dark.
//!
//! No other file of the window names a colour. Gains and losses are told apart by blue and orange,
//! which people who cannot tell red from green still see as two colours; a sign always stands beside.

use egui::Color32;

use crate::model::color::Rgb;
use crate::model::{CompanyId, Map};

/// One step of the grid of spaces, in points; half of it is the only other space.
pub const SPACE: f32 = 8.0;

/// Type sizes in points: one scale for the whole window.
pub mod type_size {
    /// Captions, table heads, units.
    pub const SMALL: f32 = 12.0;
    /// Everything that is read.
    pub const BODY: f32 = 13.5;
    /// Titles of panels and names of nodes.
    pub const TITLE: f32 = 15.0;
    /// The name of what is selected, and the one figure that matters.
    pub const DISPLAY: f32 = 20.0;
}

/// Corner radius of fields and buttons, in points.
pub const RADIUS: u8 = 6;

/// Longest a movement may take, in seconds. Things move only to show cause and effect.
pub const MOTION: f32 = 0.16;

/// The look of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether this is the dark one.
    pub dark: bool,
    /// Behind the map.
    pub background: Color32,
    /// Dots of the grid behind the map.
    pub grid: Color32,
    /// Panels and bars.
    pub panel: Color32,
    /// Buttons at rest and striped rows.
    pub raised: Color32,
    /// Buttons under the pointer.
    pub hovered: Color32,
    /// Text fields.
    pub field: Color32,
    /// Lines between things.
    pub line: Color32,
    /// Text that is read.
    pub text: Color32,
    /// Captions, units, hints.
    pub weak_text: Color32,
    /// Selection, focus and the main action.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent as a wash behind what is selected.
    pub accent_wash: Color32,
    /// More than today.
    pub gain: Color32,
    /// Less than today.
    pub loss: Color32,
    /// Worth knowing.
    pub warning: Color32,
    /// Wrong.
    pub error: Color32,
    /// All is well: an exact or certified answer.
    pub good: Color32,
    /// Nodes and territory of nobody.
    pub unowned: Color32,
    /// Open links.
    pub link: Color32,
    /// Closed links and shut gates.
    pub closed: Color32,
    /// Opacity of a company's colour behind what it hosts.
    pub territory_alpha: f32,
    /// Opacity of the wall round that.
    pub wall_alpha: f32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Theme {
    /// The light table.
    pub const fn light() -> Self {
        Self {
            dark: false,
            background: rgb(0xF6F7F9),
            grid: rgb(0xE3E6EB),
            panel: rgb(0xFFFFFF),
            raised: rgb(0xF1F3F6),
            hovered: rgb(0xE6E9EF),
            field: rgb(0xF1F3F6),
            line: rgb(0xE1E4EA),
            text: rgb(0x1B2130),
            weak_text: rgb(0x5F6B7C),
            accent: rgb(0x4B4FD9),
            on_accent: rgb(0xFFFFFF),
            accent_wash: rgb(0xE9EAFC),
            gain: rgb(0x0B6FB8),
            loss: rgb(0xB9500A),
            warning: rgb(0x946200),
            error: rgb(0xC0262D),
            good: rgb(0x14785A),
            unowned: rgb(0x98A1AF),
            link: rgb(0x6B7688),
            closed: rgb(0x98A1AF),
            territory_alpha: 0.09,
            wall_alpha: 0.45,
        }
    }

    /// The dark table.
    pub const fn dark() -> Self {
        Self {
            dark: true,
            background: rgb(0x111419),
            grid: rgb(0x222831),
            panel: rgb(0x191D24),
            raised: rgb(0x232933),
            hovered: rgb(0x2E3541),
            field: rgb(0x12161C),
            line: rgb(0x2C333E),
            text: rgb(0xE7EAF0),
            weak_text: rgb(0x9AA5B5),
            accent: rgb(0x8E92FF),
            on_accent: rgb(0x10121A),
            accent_wash: rgb(0x2A2D4E),
            gain: rgb(0x5CB6F2),
            loss: rgb(0xF29A4E),
            warning: rgb(0xE3B341),
            error: rgb(0xF4766F),
            good: rgb(0x4FC49A),
            unowned: rgb(0x78828F),
            link: rgb(0x8C97A8),
            closed: rgb(0x6B7583),
            territory_alpha: 0.14,
            wall_alpha: 0.55,
        }
    }

    /// The colour of `company`; grey for nobody.
    pub fn company_color(&self, map: &Map, company: Option<&CompanyId>) -> Color32 {
        let color = company.and_then(|id| map.color_of(id));
        color.map_or(self.unowned, |color| self.shown(color))
    }

    /// The colours of all companies of the map, in their order.
    pub fn company_colors(&self, map: &Map) -> Vec<Color32> {
        map.colors().into_iter().map(|color| self.shown(color)).collect()
    }

    /// How a company's colour looks in this theme.
    fn shown(&self, [red, green, blue]: Rgb) -> Color32 {
        self.visible(Color32::from_rgb(red, green, blue))
    }

    /// A colour chosen by somebody else, moved towards the text's until it stands out from a panel.
    fn visible(&self, color: Color32) -> Color32 {
        let ground = luminance(self.panel);
        let contrast = |color| {
            let (a, b) = (luminance(color) + 0.05, ground + 0.05);
            (a / b).max(b / a)
        };
        let mixed = |tenths: u8| color.lerp_to_gamma(self.text, f32::from(tenths) / 10.0);
        // Two to one is enough for an area; text is never set in a company's colour.
        let found = (0..10).map(mixed).find(|color| contrast(*color) >= 2.0);
        found.unwrap_or(color)
    }

    /// The colour of a change against today: gain, loss, or that of plain text for none.
    pub fn change_color(&self, change: f64) -> Color32 {
        if change > 0.0 {
            self.gain
        } else if change < 0.0 {
            self.loss
        } else {
            self.weak_text
        }
    }

    /// `color` at `opacity` (0 to 1).
    pub fn faded(color: Color32, opacity: f32) -> Color32 {
        color.gamma_multiply(opacity)
    }

    /// Black or white, whichever is read better on `color`.
    pub fn ink_on(color: Color32) -> Color32 {
        // The luma of ITU-R BT.601 is good enough to choose between two inks.
        let luma = 0.299 * f32::from(color.r()) + 0.587 * f32::from(color.g()) + 0.114 * f32::from(color.b());
        if luma > 150.0 {
            Color32::BLACK
        } else {
            Color32::WHITE
        }
    }
}

/// Relative luminance as WCAG 2 defines it, 0 for black to 1 for white.
fn luminance(color: Color32) -> f32 {
    let [red, green, blue, _] = egui::Rgba::from(color).to_array();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::color::PALETTE;
    use crate::model::{Company, Edit};

    #[test]
    fn a_company_shows_the_colour_of_the_map() {
        let mut map = Map::new("");
        map.apply(Edit::put_company(
            "a",
            Company {
                color: Some("#1677ff".to_owned()),
                ..Company::default()
            },
        ));
        let theme = Theme::light();
        assert_eq!(theme.company_color(&map, Some(&"a".into())), rgb(0x1677FF));
        assert_eq!(theme.company_color(&map, Some(&"b".into())), theme.unowned);
        assert_eq!(theme.company_color(&map, None), theme.unowned);
    }

    #[test]
    fn a_colour_too_dark_for_the_dark_theme_is_lightened() {
        let (light, dark) = (Theme::light(), Theme::dark());
        let indigo = rgb(0x332288);
        assert_eq!(light.visible(indigo), indigo);
        assert!(luminance(dark.visible(indigo)) > luminance(indigo));
        assert_eq!(dark.visible(rgb(0xE69F00)), rgb(0xE69F00));
    }

    #[test]
    fn a_company_without_a_colour_looks_the_same_light_and_dark() {
        let mut map = Map::new("");
        for number in 0..12 {
            map.apply(Edit::put_company(format!("c{number}"), Company::default()));
        }
        let (light, dark) = (Theme::light(), Theme::dark());
        assert_eq!(light.company_colors(&map), dark.company_colors(&map));
        for theme in [light, dark] {
            for color in PALETTE {
                assert_eq!(theme.shown(color).to_array()[..3], color);
            }
        }
    }
}
