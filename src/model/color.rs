//! Colours of companies: the one rule for the window, its pictures and the report.
//!
//! A company without a colour of its own has one of the palette, whose colours stand out from a light ground
//! as from a dark one, so that it looks the same wherever it is drawn, and whatever is drawn beside it.

use super::{Company, CompanyId, Map};

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The colours of companies that have none of their own, and the first to choose from.
pub const PALETTE: [Rgb; 10] = [
    [0x26, 0x80, 0xC2],
    [0xD9, 0x68, 0x1D],
    [0x12, 0x94, 0x6E],
    [0xBF, 0x5F, 0x9B],
    [0xA1, 0x7C, 0x00],
    [0x3F, 0xA0, 0xB5],
    [0x84, 0x68, 0xCC],
    [0x93, 0x73, 0x4C],
    [0x5F, 0x8F, 0x34],
    [0xCB, 0x53, 0x53],
];

/// Reads `#rrggbb`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let [_, red, green, blue] = u32::from_str_radix(digits, 16)
        .ok()
        .filter(|_| is_hex)?
        .to_be_bytes();
    Some([red, green, blue])
}

/// `#rrggbb`, as it stands in a map.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

impl Company {
    /// The colour it has of its own.
    pub fn own_color(&self) -> Option<Rgb> {
        self.color.as_deref().and_then(parse)
    }
}

impl Map {
    /// The colour of a company: its own, else one of the palette that stays the company's as others come and
    /// go; `None` if there is no such company.
    pub fn color_of(&self, id: &CompanyId) -> Option<Rgb> {
        let company = self.companies().get(id)?;
        Some(company.own_color().unwrap_or_else(|| {
            // Behind as many as there are places all are taken, and each has the one it asks for.
            let early = self
                .palette_places()
                .take(PALETTE.len())
                .find(|(other, _)| *other == id);
            PALETTE[early.map_or_else(|| asked_for(id), |(_, place)| place)]
        }))
    }

    /// The colours of all companies, in their order.
    pub fn colors(&self) -> Vec<Rgb> {
        let mut places = self.palette_places();
        let color = |company: &Company| {
            let own = company.own_color();
            own.or_else(|| places.next().map(|(_, place)| PALETTE[place]))
                .unwrap_or_default()
        };
        self.companies().values().map(color).collect()
    }

    /// The companies without a colour of their own, each with its place in the palette: the one its id asks
    /// for, or the next that no such company before it took.
    fn palette_places(&self) -> impl Iterator<Item = (&CompanyId, usize)> {
        let mut taken = 0_u64;
        let plain = self
            .companies()
            .iter()
            .filter(|(_, company)| company.own_color().is_none());
        plain.map(move |(id, _)| {
            let first = asked_for(id);
            let mut probes = (0..PALETTE.len()).map(|step| (first + step) % PALETTE.len());
            let place = probes.find(|place| taken & (1 << place) == 0).unwrap_or(first);
            taken |= 1 << place;
            (id, place)
        })
    }
}

/// The place in the palette that an id asks for.
fn asked_for(id: &CompanyId) -> usize {
    let sum = id.as_str().bytes().fold(0_usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(byte))
    });
    sum % PALETTE.len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::Edit;

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(parse("#1677fF"), Some([0x16, 0x77, 0xFF]));
        assert_eq!(hex([0x16, 0x77, 0xFF]), "#1677ff");
        for wrong in ["1677ff", "#1677f", "#1677fg", "#+677ff", "#1677ff0", "", "#ééé"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn companies_without_colour_differ() {
        let mut map = Map::new("");
        let ids: Vec<CompanyId> = (0..10).map(|n| format!("company {n}").into()).collect();
        for id in &ids {
            map.apply(Edit::put_company(id.clone(), Company::default()));
        }
        let colors: BTreeSet<_> = ids.iter().map(|id| map.color_of(id)).collect();
        assert_eq!(colors.len(), 10);
        assert_eq!(map.color_of(&"nobody".into()), None);
    }

    #[test]
    fn all_colours_at_once_are_those_asked_for_one_by_one() {
        let mut map = Map::new("");
        for number in 0..40 {
            let color = (number % 3 == 0).then(|| format!("#{:06x}", number * 99_991));
            let company = Company {
                color,
                ..Company::default()
            };
            map.apply(Edit::put_company(format!("c{number}"), company));
        }
        let one_by_one = map.companies().keys().filter_map(|id| map.color_of(id));
        assert_eq!(map.colors(), one_by_one.collect::<Vec<_>>());
    }
}
